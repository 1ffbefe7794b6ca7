"""Where to begin: the next command that fits what lies in this folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: endings of files that reports come in: enough to say that a folder has some
REPORTS = {".txt", ".md", ".html", ".htm", ".jpg", ".jpeg", ".png", ".webp"}
MOST_LOOKED_AT = 2000  #: entries of a folder: an answer is wanted at once
#: what lies in a folder that amana made, as flow has it, without loading it
CHECKPOINT, DOSSIER, DEMO_MADE = Path("log", "checkpoint"), ".amana-dossier", ".amana-demo"

SAID = (
    "amana keeps what people said: preserved, attributed, ordered in time, weighed and checkable."
)
DEMO = "see what it does, on an invented example"


@dataclass(frozen=True, slots=True)
class _Seen:
    """What lies in a folder."""

    cases: tuple[Path, ...] = ()  #: the newest first
    reports: int = 0


def where_to_begin(here: Path) -> Iterator[str]:
    """Yield lines: what amana is, and the commands that fit what is here."""
    yield SAID
    yield ""
    if _is_case(here):
        yield "This folder is a case."
        yield ""
        yield from _table(_of_case(".", _keys(here.parent, "../config")))
        return
    if (here / DOSSIER).is_file():
        yield from _in_dossier(here)
        return
    seen = _Seen() if _is_checkout(here) else _look(here)
    if seen.cases:
        name = _quoted(seen.cases[0].name)
        others = len(seen.cases) - 1
        yield f"Here is a case: {name}{f', the newest; and {others} more' if others else ''}."
        yield ""
        yield from _table(_of_case(name, _keys(here, "config")))
    elif seen.reports:
        lies = "lies a report" if seen.reports == 1 else f"lie {seen.reports:,} reports"
        yield f"Here {lies}."
        yield ""
        case = _quoted(f"../{here.name}-case")
        told = "keep them in a case of their own, and write its dossier"
        yield from _table([(f"amana run {case} .", told), ("amana demo", DEMO)])
    else:
        yield from _table(
            [
                ("amana demo", DEMO),
                ("amana run mycase reports/", "make a case of your own files, and its dossier"),
                ("amana list mycase statements", "who said what"),
            ]
        )


def _in_dossier(here: Path) -> Iterator[str]:
    yield "This is a dossier: pages to read and to give away. Open index.html in a browser."
    yield ""
    case = here.with_name(here.name.removesuffix("-dossier"))
    if case != here and _is_case(case):
        yield from _table(_of_case(_quoted(f"../{case.name}"), ""))
    else:
        yield from _table([("amana tell CASE", "write the dossier of a case again")])


def _look(here: Path) -> _Seen:
    """The cases in a folder, and how many reports lie in it."""
    cases, reports = [], 0
    try:
        for number, path in enumerate(here.iterdir()):
            if number >= MOST_LOOKED_AT:
                break
            if path.suffix.lower() in REPORTS:
                reports += 1
            elif _is_case(path):
                cases.append(path)
    except OSError:
        pass  # a folder that cannot be looked at has nothing to say
    newest = sorted(cases, key=lambda path: (-_written(path), path))
    return _Seen(tuple(newest), reports)


def _is_case(folder: Path) -> bool:
    return (folder / CHECKPOINT).is_file()


def _written(case: Path) -> float:
    """When the log of a case last grew."""
    try:
        return (case / CHECKPOINT).stat().st_mtime
    except OSError:
        return 0.0


def _is_checkout(here: Path) -> bool:
    """Whether this is the program's own source: its pages are no reports."""
    return (here / "src" / "amana" / "model.py").is_file()


def _keys(of: Path, config: str) -> str:
    """What goes before a command on a case of the demo, whose keys lie beside it."""
    return f"AMANA_CONFIG={config} " if (of / DEMO_MADE).is_file() else ""


def _of_case(name: str, keys: str) -> list[tuple[str, str]]:
    return [
        (f"{keys}amana list {name} statements", "who said what; also people, claims, events, ..."),
        (f"{keys}amana show {name} ID", "one thing with everything that bears on it"),
        (f"{keys}amana search {name} WORDS", "in both scripts"),
        (f"{keys}amana tell {name}", "write the dossier again"),
        (f"{keys}amana verify {name}", "whether it is still what was sealed"),
    ]


def _quoted(name: str) -> str:
    safe = name.isprintable() and name.isascii() and not set(name) & set(" '\"\\$&;()<>|*?[]#~`!")
    return name if safe else '"' + "".join(x for x in name if x.isprintable() and x != '"') + '"'


def _table(rows: list[tuple[str, str]]) -> Iterator[str]:
    wide = max(len(command) for command, _ in rows)
    told = [*rows, ("amana --help", "every command; amana COMMAND --help ends in an example")]
    yield from (f"  {command:<{wide}}   {what}" for command, what in told)
