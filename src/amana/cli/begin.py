"""Where to begin: the next command that fits what lies in this folder."""

from collections.abc import Iterator
from pathlib import Path

#: endings of files that reports come in: enough to say that a folder has some
REPORTS = {".txt", ".md", ".html", ".htm", ".jpg", ".jpeg", ".png", ".webp"}
MOST_LOOKED_AT = 2000  #: entries of a folder: an answer is wanted at once

SAID = (
    "amana keeps what people said: preserved, attributed, ordered in time, weighed and checkable."
)


def where_to_begin(here: Path) -> Iterator[str]:
    """Yield lines: what amana is, and the commands that fit what is here."""
    yield SAID
    yield ""
    cases, reports = _look(here)
    if here in cases:
        yield "This folder is a case."
        yield ""
        yield from _table(_of_case("."))
    elif cases:
        name = _quoted(cases[0].name)
        more = f" and {len(cases) - 1} more" if len(cases) > 1 else ""
        yield f"Here is a case: {name}{more}."
        yield ""
        yield from _table(_of_case(name))
    elif reports:
        yield f"Here {'lies a report' if reports == 1 else f'lie {reports:,} reports'}."
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


DEMO = "see what it does, on an invented example"


def _look(here: Path) -> tuple[list[Path], int]:
    """The cases in a folder, itself among them, and how many reports lie in it."""
    if _is_case(here):
        return [here], 0
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
    return sorted(cases), reports


def _is_case(folder: Path) -> bool:
    return (folder / "log" / "checkpoint").is_file()  # as flow.keeping has it, without loading it


def _of_case(name: str) -> list[tuple[str, str]]:
    return [
        (f"amana list {name} statements", "who said what; also people, claims, events, ..."),
        (f"amana show {name} ID", "one thing with everything that bears on it"),
        (f"amana search {name} WORDS", "in both scripts"),
        (f"amana tell {name}", "write the dossier again"),
        (f"amana verify {name}", "whether it is still what was sealed"),
    ]


def _quoted(name: str) -> str:
    safe = name.isprintable() and name.isascii() and not set(name) & set(" '\"\\$&;()<>|*?[]#~`!")
    return name if safe else '"' + "".join(x for x in name if x.isprintable() and x != '"') + '"'


def _table(rows: list[tuple[str, str]]) -> Iterator[str]:
    wide = max(len(command) for command, _ in rows)
    told = [*rows, ("amana --help", "every command; amana COMMAND --help ends in an example")]
    yield from (f"  {command:<{wide}}   {what}" for command, what in told)
