"""Which files lie at the paths given, in a fixed order, and what their sidecars say of them."""

import os
import stat
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from amana.errors import NotUnderstood
from amana.model import Problem

SIDECAR = ".amana.toml"
DOSSIER_MARK = ".amana-dossier"  # lies in a folder of pages that amana wrote
#: files that systems write into folders to show them; beside these, macOS writes "._NAME"
LEFT_BY_SYSTEMS = frozenset({".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx"})
FIELDS = ("url", "outlet", "from", "published")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What whoever keeps a file says of it; None where nothing was said."""

    url: str | None = None
    outlet: str | None = None
    from_: str | None = None
    published: str | None = None  #: ISO date or time


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One file that is there to be kept."""

    path: Path
    file: str  #: the path as given, with / between its parts
    said: Said
    sidecar: str | None  #: the sidecar's text, as it was


def find_files(paths: Sequence[Path], *, case: Path | None = None) -> Iterator[Found | Problem]:
    """Yield the regular files at and below the paths, sorted by name within each folder.

    What is no file or cannot be looked at is a Problem. The case's own folder and dossiers
    written from a case are left out, and what a system writes into folders for itself; a folder
    that leads back into itself is entered once.
    """
    for path in paths:
        yield from _walk(path, case and case.resolve(), ())


def _walk(
    path: Path, case: Path | None, above: tuple[tuple[int, int], ...]
) -> Iterator[Found | Problem]:
    try:
        about = path.stat()
        if stat.S_ISREG(about.st_mode):
            yield from _file(path)
            return
        if not stat.S_ISDIR(about.st_mode):
            yield _problem(path, "This is neither a file nor a folder.", "Keep what it stands for.")
            return
        here = (about.st_dev, about.st_ino)
        if here in above:
            yield _problem(path, "This folder leads back into itself.", "Remove the loop.")
            return
        if path.resolve() == case or (path / DOSSIER_MARK).exists():
            if not above:
                yield _problem(path, "amana made this folder itself.", "Keep files from elsewhere.")
            return
        for name in sorted(os.listdir(path)):  # noqa: PTH208 - names, in one fixed order
            if name.lower() not in LEFT_BY_SYSTEMS and not name.startswith("._"):
                yield from _walk(path / name, case, (*above, here))
    except OSError as error:
        yield unreadable(path, error)


def _file(path: Path) -> Iterator[Found | Problem]:
    if path.name.endswith(SIDECAR):
        described = path.with_name(path.name.removesuffix(SIDECAR))
        if not os.path.lexists(described):
            yield _problem(path, "This describes a file that is not here.", "Put it beside it.")
        return
    said, text = Said(), None
    beside = path.with_name(path.name + SIDECAR)
    if beside.exists():
        try:
            text = beside.read_text(encoding="utf-8")
            said = read_sidecar(text)
        except NotUnderstood as error:
            yield Problem(where=safe(beside), what=error.what, do=error.do)
        except (OSError, UnicodeDecodeError) as error:
            yield unreadable(beside, error)
    yield Found(path=path, file=safe(path), said=said, sidecar=text)


def read_sidecar(text: str) -> Said:
    """Return what a sidecar says; NotUnderstood names what is wrong with it."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotUnderstood(f"The sidecar is no TOML: {error}", "Mend it and keep again.") from None
    if unknown := sorted(set(table) - set(FIELDS)):
        raise NotUnderstood(
            f"The sidecar has a field that is not known: {', '.join(unknown)}.",
            f"It may have {', '.join(FIELDS)}.",
        )
    return said_of({key: _plain(value, key) for key, value in table.items()})


def _plain(value: object, key: str) -> str:
    if isinstance(value, date):  # a datetime is one, too
        return value.isoformat()
    if isinstance(value, str):
        return value
    raise NotUnderstood(f"In the sidecar {key} is no text.", f'Write it as {key} = "…".')


def said_of(fields: Mapping[str, str | None]) -> Said:
    """Return what was said, with its date checked; NotUnderstood where it is no ISO date."""
    published = fields.get("published")
    if published is not None:
        _check_date(published)
    return Said(
        url=fields.get("url"),
        outlet=fields.get("outlet"),
        from_=fields.get("from"),
        published=published,
    )


def _check_date(written: str) -> None:
    try:
        datetime.fromisoformat(written)
    except ValueError:
        raise NotUnderstood(
            f"{written!r} is no date or time that is understood.",
            "Write it as 2031-05-06 or 2031-05-06T14:30+02:00.",
        ) from None


def over(said: Said, stronger: Said) -> Said:
    """Return what was said, with what was said with more force in its place."""
    return replace(
        said,
        **{
            name: value
            for name in ("url", "outlet", "from_", "published")
            if (value := getattr(stronger, name)) is not None
        },
    )


def safe(path: Path) -> str:
    r"""Return a path as text that can be sealed: bytes that are no UTF-8 stand as `\xNN`."""
    return os.fsencode(path.as_posix()).decode("utf-8", errors="backslashreplace")


def unreadable(path: Path, error: Exception) -> Problem:
    """Return the problem of a file that the system would not give."""
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return _problem(
        path, f"This cannot be read: {why}.", "Give it rights, or a copy, and keep again."
    )


def _problem(path: Path, what: str, do: str) -> Problem:
    return Problem(where=safe(path), what=what, do=do)
