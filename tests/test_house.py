"""The walls of the house: who may import whom, how big files are, the sign on each door."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "amana"
FILES = sorted(SOURCE.rglob("*.py"))

WORDS = {"model", "errors", "canon", "protocols"}
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "model": set(),
    "canon": set(),
    "protocols": {"model"},
    "lang": {"errors"},
    "keep": WORDS,
    "intake": WORDS | {"lang"},
    "read": WORDS | {"lang"},
    "link": WORDS | {"lang"},
    "weigh": WORDS,
    "tell": WORDS | {"lang"},
    "case": WORDS | {"keep", "lang"},  # lang: the search index folds its words
    "flow": WORDS | {"case", "intake", "keep", "link", "read", "tell", "weigh"},
    "cli": WORDS | {"case", "flow", "keep"},
    # the public face: names what others build on
    "__init__": WORDS | {"case", "flow", "keep", "lang", "link", "read"},
    "__main__": {"cli"},
}
MOST_LINES = 600  #: a file that is longer is two files
MOST_LINES_OF_A_FUNCTION = 60  #: a function that is longer is two functions
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "handler"}


def room_of(path: Path) -> str:
    """The first part of a file's path inside the package."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def module_of(path: Path) -> str:
    parts = ("amana", *path.relative_to(SOURCE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(tree: ast.AST) -> Iterator[str]:
    """The modules of ours that a file imports, wherever in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("amana"))
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                yield "relative"
            elif (node.module or "").startswith("amana"):
                yield node.module or ""
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def wrong_imports(room: str, tree: ast.AST) -> list[str]:
    """The imports of a file that its room has no right to."""
    wrong = []
    for name in imports(tree):
        parts = name.split(".")
        if name == "relative":
            wrong.append("a relative import")
        elif name == "amana" and room != "__init__":
            continue  # judged by the names taken from it, which follow
        elif len(parts) > 1 and parts[1] not in MAY_IMPORT.get(room, set()) | {room}:
            wrong.append(name)
    return wrong


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_file_keeps_to_its_walls(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    room = room_of(path)
    assert room in MAY_IMPORT, f"{room} is no room of the house: see docs/why/house.md"
    assert not (wrong := wrong_imports(room, tree)), f"{room} may not import {wrong}"
    assert text.count("\n") <= MOST_LINES
    assert path.stem not in NO_NAMES
    assert ast.get_docstring(tree), "a module opens with one sentence saying what it is"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= MOST_LINES_OF_A_FUNCTION, f"{node.name} has {length} lines"


def test_constants_say_how_they_were_set() -> None:
    bare = []
    for path in FILES:
        lines = path.read_text(encoding="utf-8").splitlines()
        for node in ast.parse("\n".join(lines)).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                name = node.targets[0].id if isinstance(node.targets[0], ast.Name) else ""
                said = "#" in lines[(node.end_lineno or node.lineno) - 1]
                said = said or lines[node.lineno - 2].strip().startswith("#")
                if name.isupper() and isinstance(node.value.value, int | float) and not said:
                    bare.append(f"{path.name}: {name}")
    assert not bare


def test_no_import_goes_round_in_a_circle() -> None:
    modules = {module_of(path) for path in FILES}
    graph = {
        module_of(path): {
            name for name in imports(ast.parse(path.read_text(encoding="utf-8"))) if name in modules
        }
        - {module_of(path)}
        for path in FILES
    }
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " -> ".join((*above, module))
        if module not in done:
            for below in sorted(graph[module]):
                visit(below, (*above, module))
            done.add(module)

    for module in sorted(graph):
        visit(module, ())


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("read", "from amana.keep import vault"),
        ("read", "import amana.flow"),
        ("weigh", "from amana import lang"),
        ("model", "from amana.errors import AmanaError"),
        ("tell", "from ..keep import vault"),
        ("flow", "from amana.cli import main"),
    ],
)
def test_a_planted_import_is_caught(room: str, line: str) -> None:
    assert wrong_imports(room, ast.parse(line))


def test_every_room_has_its_sign() -> None:
    rooms = [path.parent for path in SOURCE.rglob("__init__.py") if path.parent != SOURCE]
    assert len(rooms) > len(MAY_IMPORT) // 2
    for room in rooms:
        sign = ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8")))
        assert sign, f"{room.name} has no sign on its door"
        assert len(sign.splitlines()) <= 25
        unnamed = {path.stem for path in room.glob("*.py")} - {"__init__"}
        unnamed -= set(re.findall(r"\w+", sign))
        assert room.parent.name != "read" or not unnamed, f"{room.name} does not name {unnamed}"
