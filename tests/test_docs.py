"""The pages keep their word: all that the program has stands in them, and what they show is so."""

import dataclasses
import doctest
import importlib.util
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

import amana
from amana import model
from amana.case.index import LISTS
from amana.cli import commands

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])
#: what is looked at for addresses and paths: everything of ours that is text
OURS = ("bench", "changes", "docs", "examples", "src", "tests", ".ci")

REGISTRY = re.compile(r"://[^\s/]*(?:pypi|python.?hosted|npmjs|crates\.io|conda|artifactory|nexus)")
#: "me" is nobody: tests hide such a path
HOME = re.compile(r"(?<![\w.~$}])/(?:home|Users|root)/(?!me\b)\w|[A-Za-z]:\\Users\\")

SETS = {
    name: get_args(kind)
    for name, kind in vars(model).items()
    if get_args(kind) and all(isinstance(one, str) for one in get_args(kind))
}
#: the section of objects.md that tells of each type of the model
TOLD_AS = {
    "items": model.Item,
    "statements": model.Statement,
    "people": model.Person,
    "links": model.Link,
    "claims": model.Claim,
    "origins": model.Origin,
    "events": model.Event,
    "media": model.Media,
    "problems": model.Problem,
    "time": model.Time,
    "said": model.Said,
    "place": model.Place,
    "amount": model.Amount,
    "cue": model.Cue,
    "voice": model.Speaker,
    "report": model.StatusReport,
    "arrival": model.Arrival,
}


def read(path: Path) -> str:
    return path.read_text("utf-8")


def sections(page: str) -> dict[str, str]:
    """What stands below each heading, up to the next."""
    parts = re.split(r"(?m)^#+ (.+)$", page)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def first_cells(section: str) -> list[str]:
    """The code in the first cell of each row of a table."""
    return re.findall(r"(?m)^\| `([^`]+)` \|", section)


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in which the demo was made, to stand in; its keys are the user's."""
    where = tmp_path_factory.mktemp("docs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AMANA_CONFIG", str(where / "demo" / "config"))
        patch.chdir(where)
        assert commands.run(["demo", "--no-open"]) == 0
        yield where


# --- what there is stands in the pages


@pytest.mark.parametrize("name", list(commands.COMMANDS))
def test_a_command_is_on_its_page_with_an_example(name: str) -> None:
    section = sections(read(REFERENCE / "commands.md"))[f"amana {name}"]
    assert re.search(rf"(?m)^amana {name}\b", section.rsplit("```sh", 1)[-1])


def test_every_exit_code_is_told(generate: ModuleType) -> None:
    codes = generate.exit_codes()
    assert {0, 1, 3, 4, 10, 11, 12, 13, 14, 15, 130, 141} <= codes.keys()
    told = re.findall(r"(?m)^\| (\d+) \| `(\w+)` \|", read(REFERENCE / "errors.md"))
    assert told == [(str(code), name) for code, (name, _) in codes.items()]


@pytest.mark.parametrize("name", amana.__all__)
def test_a_public_name_is_documented(name: str) -> None:
    headings = " ".join(sections(read(REFERENCE / "python.md")))
    assert f"`{name}`" in headings


@pytest.mark.parametrize("name", SETS)
def test_a_closed_set_is_told_whole(name: str) -> None:
    assert first_cells(sections(read(REFERENCE / "words.md"))[name]) == list(SETS[name])


def test_sets_are_found() -> None:
    assert {"Kind", "Medium", "Review", "EventStatus", "Verdict"} <= SETS.keys()


@pytest.mark.parametrize("heading", TOLD_AS)
def test_every_key_of_an_object_is_told(heading: str) -> None:
    told = first_cells(sections(read(REFERENCE / "objects.md"))[heading])
    assert told == [field.name.rstrip("_") for field in dataclasses.fields(TOLD_AS[heading])]


def test_every_list_is_told() -> None:
    assert set(LISTS) <= TOLD_AS.keys()


def test_every_dependency_has_its_line() -> None:
    project = tomllib.loads(read(ROOT / "pyproject.toml"))
    wanted = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *(one for extra in project["project"]["optional-dependencies"].values() for one in extra),
    ]
    rows = re.findall(r"(?m)^\| ([\w.-]+) \|", read(DOCS / "why" / "dependencies.md"))
    names = [re.split(r"[^\w.-]", one, maxsplit=1)[0] for one in wanted]
    assert sorted(set(rows) - {"package"}) == sorted(names)


# --- what the pages show is so


def test_generated_pages_are_up_to_date(generate: ModuleType) -> None:
    stale = [path.name for path, text in generate.pages().items() if read(path) != text]
    assert not stale, f"{stale} show what is no longer so: run ./run docs"


def test_a_stale_table_is_noticed(generate: ModuleType) -> None:
    page = read(REFERENCE / "errors.md")
    assert generate.errors_page(page.replace("| 10 | `NoCase`", "| 99 | `NoCase`")) == page


def test_commands_in_the_tutorial_do_what_they_should(generate: ModuleType) -> None:
    """A page that shows a fault of ours, or an error, is no tutorial."""
    for path in generate.TOLD:
        shown = "".join(re.findall(r"(?ms)^```console\n(.*?)^```", read(path)))
        assert shown.count("\n$ ") + shown.startswith("$ ") >= 1
        for word in ("fault of amana", "FAILED", "--help", "There is no", "begins with"):
            assert word not in shown


def test_the_python_page_runs(demo: Path) -> None:
    assert Path.cwd() == demo
    result = doctest.testfile(str(REFERENCE / "python.md"), module_relative=False)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", read(page)):
        path, _, anchor = target.partition("#")
        if ":" in path:
            continue
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{page.name} leads to {target}"
        if anchor:
            assert anchor in {anchor_of(one) for one in sections(read(there))}, target


def anchor_of(heading: str) -> str:
    """The anchor that a heading has on the page, as common sites make them."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_pages_have_one_title_and_no_lone_block(page: Path) -> None:
    text = read(page)
    assert text.startswith("# ")
    assert text.count("\n```") % 2 == 0


# --- what stands nowhere


def our_texts() -> Iterator[tuple[Path, str]]:
    paths = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".coverage"]
    for folder in OURS:
        paths += [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    for path in paths:
        if "__pycache__" in path.parts or path.suffix == ".pyc":
            continue
        with_text = path.read_bytes()
        if b"\0" not in with_text:
            yield path, with_text.decode("utf-8", errors="replace")


def test_no_address_of_a_registry_and_no_path_of_a_home() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path, text in our_texts()
        for pattern in (REGISTRY, HOME)
        if (match := pattern.search(text))
    ]
    assert not found


def test_planted_ones_are_found() -> None:
    sep = "/"
    assert REGISTRY.search(f"https:{sep}{sep}artifactory.example{sep}x")
    assert HOME.search(f"see {sep}home{sep}rana{sep}case")
    assert not HOME.search("~/.config/amana, docs/home/page, %APPDATA%")
