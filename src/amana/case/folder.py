"""A case as others use it: its folder open, its settings, its history, its lists."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar
from zoneinfo import ZoneInfo

from amana.canon import from_line
from amana.case import index as indexes
from amana.case import search
from amana.case.history import History, fold
from amana.case.hits import hit_of
from amana.case.index import Grounds, Index, Row
from amana.case.search import Hit
from amana.case.settings import CASE_TOML, GAZETTEER, Settings, read_settings
from amana.errors import Damaged, NoCase, NotUnderstood
from amana.keep.custody import Act, Clock, Custody
from amana.keep.payload import CASE
from amana.model import (
    Claim,
    Event,
    Id,
    Item,
    Link,
    Media,
    Origin,
    Person,
    Problem,
    Reading,
    Statement,
    Window,
)

INDEX = "index.sqlite"
STILL_IN_THE_MAKING_S = 3600  #: seconds since the last byte of an index that nobody finished
FEWEST_DIGITS = 4  #: of an id's beginning: fewer say too little

STAGES = ("read", "linked", "weighed")  # how far an index can go

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A settings file that differs from the last sealed version of it."""

    name: str
    content: bytes | None  #: None: the file is gone


class Case:
    """One case folder. Lists come from its index, which `flow` keeps fresh."""

    def __init__(self, custody: Custody) -> None:
        """Take the custody of the case, open."""
        self.custody = custody
        self.folder = custody.folder
        self.index_path = custody.folder / INDEX  #: elsewhere where the folder cannot be written
        self._made_here: object = None  # the index, as it lay there when it was last believed

    @classmethod
    def open(cls, folder: Path, *, config: Path, now: Clock, write: bool = False) -> Self:
        """Return the case in a folder; NoCase, Locked, Damaged, Refused as custody says."""
        case = cls(Custody.open(folder, config=config, now=now, write=write))
        if write:
            case.sweep()
        return case

    def close(self) -> None:
        """Let go of the folder, and of an index that was made elsewhere."""
        self.custody.close()
        if self.index_path.parent != self.folder:
            shutil.rmtree(self.index_path.parent, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # ------------------------------------------------------------------ what the log says

    @cached_property
    def history(self) -> History:
        """What the log said when the case was opened."""
        return fold(self.custody.entries(), self.custody.text)

    @property
    def settings(self) -> Settings:
        """The last sealed settings."""
        sealed = self.history.settings.get(CASE_TOML)
        if sealed is None:  # killed while it was made
            return Settings(title=self.folder.resolve().name)
        return read_settings(_text(sealed, CASE_TOML))

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the events."""
        return ZoneInfo(self.settings.zone)

    @property
    def gazetteer(self) -> str:
        """The last sealed gazetteer, as text."""
        return _text(self.history.settings.get(GAZETTEER, b""), GAZETTEER)

    def edits(self) -> list[Edit]:
        """Return the settings files that were changed by hand since they were sealed."""
        found = []
        for name in (CASE_TOML, GAZETTEER):
            path = self.folder / name
            content = path.read_bytes() if path.exists() else None
            if content != self.history.settings.get(name):
                found.append(Edit(name=name, content=content))
        return found

    def seal_edits(self) -> list[Edit]:
        """Seal what was changed by hand, put back what is gone; return what there was.

        Raises NotUnderstood, and seals nothing, where the new content cannot be read.
        """
        edits = self.edits()
        for edit in edits:
            if edit.content is not None:
                text = _text(edit.content, edit.name)
                if edit.name == CASE_TOML:
                    read_settings(text)
        changed = [(edit.name, edit.content) for edit in edits if edit.content is not None]
        self.custody.append([settings_act(name, content) for name, content in changed])
        self.history.settings.update(changed)
        for edit in edits:
            if edit.content is None:
                (self.folder / edit.name).write_bytes(self.history.settings[edit.name])
        return edits

    # ------------------------------------------------------------------ the index

    def grounds(self, stage: str, program: str) -> Grounds:
        """Return what an index of the present log is made from."""
        return Grounds(
            size=self.custody.size,
            root=self.custody.root,
            program=program,
            reading=_digest(self.history.settings),
            stage=stage,
        )

    def is_edited(self) -> bool:
        """Whether a settings file differs from what the index was made with: cheap to ask."""
        paths = {name: self.folder / name for name in (CASE_TOML, GAZETTEER)}
        here = {name: path.read_bytes() for name, path in paths.items() if path.exists()}
        with self.index() as index:
            return index.grounds.reading != _digest(here)

    @contextmanager
    def index(self) -> Iterator[Index]:
        """Give the index, open; NoCase where there is none, Damaged where it is none."""
        if not self.index_path.exists():
            raise NoCase(f"{self.folder} has no index.", f"Make it: amana rebuild {self.folder}")
        if not self._is_made_here():
            raise Damaged(f"{self.index_path} was not made here.", "Run amana rebuild CASE.")
        index = Index(self.index_path)
        try:
            yield index
        finally:
            index.close()

    def _is_made_here(self) -> bool:
        """Whether the index is, to the byte, the last that was made on this machine.

        The index is no part of the seal: whoever can write the folder could change a quote in it.
        """
        there = _state_of(self.index_path)
        if there != self._made_here:
            ours = indexes.digest_of(self.index_path) == self.custody.index_sha256
            self._made_here = there if ours else None
        return there == self._made_here

    def sweep(self) -> None:
        """Remove what is left of an index whose writer was killed; for who holds the lock.

        Readers write the index without it, so what may still be in the making stays.
        """
        now = (self.folder / "lock").stat().st_mtime  # written as the lock was taken
        for part in self.folder.glob(f"{INDEX}.*.new"):
            if now - part.stat().st_mtime > STILL_IN_THE_MAKING_S:
                part.unlink(missing_ok=True)

    def write_index(
        self,
        grounds: Grounds,
        lists: Mapping[str, Sequence[object]],
        readings: Mapping[tuple[Id, str], Reading],
        windows: Mapping[Id, Window],
        prints: Mapping[Id, bytes],
        retold: tuple[str, Sequence[Link]] = ("", ()),
    ) -> None:
        """Put a whole new index in the place of the old."""
        indexes.write_index(self.index_path, grounds, lists, readings, windows, prints, retold)
        self._made_here = _state_of(self.index_path)
        if self.index_path.parent == self.folder:
            self.custody.remember_index(indexes.digest_of(self.index_path))

    def is_fresh(self, program: str, stage: str = "weighed") -> bool:
        """Whether the index is of this log and this program, and goes at least so far."""
        try:
            with self.index() as index:
                found = index.grounds
        except (NoCase, Damaged):
            return False
        same = (found.size, found.root, found.program) == (
            self.custody.size,
            self.custody.root,
            program,
        )
        return same and STAGES.index(found.stage) >= STAGES.index(stage)

    # ------------------------------------------------------------------ lists

    def rows(self, kind: str, only: Mapping[str, str] | None = None) -> Iterator[Row]:
        """Yield one list in its order, as lines of JSON; NotUnderstood for no such list."""
        if kind not in indexes.LISTS:
            raise NotUnderstood(
                f"There is no list of {kind}.", f"There are {', '.join(indexes.LISTS)}."
            )
        with self.index() as index:
            yield from index.rows(kind, only)

    def _values(self, kind: str, of: type[T]) -> Iterator[T]:
        return (from_line(row.line, of) for row in self.rows(kind))

    def items(self) -> Iterator[Item]:
        """Yield what came in, with all marks."""
        return self._values("items", Item)

    def statements(self) -> Iterator[Statement]:
        """Yield what was said, by item in order of arrival, then by place in its text."""
        return self._values("statements", Statement)

    def people(self) -> Iterator[Person]:
        """Yield the voices, each with the mentions thought to be one."""
        return self._values("people", Person)

    def links(self) -> Iterator[Link]:
        """Yield what belongs together, with the reasons."""
        return self._values("links", Link)

    def claims(self) -> Iterator[Claim]:
        """Yield what is claimed, with the number of independent origins."""
        return self._values("claims", Claim)

    def origins(self) -> Iterator[Origin]:
        """Yield where the tellings of each claim end."""
        return self._values("origins", Origin)

    def events(self) -> Iterator[Event]:
        """Yield what happened or was to happen, with how it stood over time."""
        return self._values("events", Event)

    def media(self) -> Iterator[Media]:
        """Yield pictures and recordings, in hand or known from a caption."""
        return self._values("media", Media)

    def problems(self) -> Iterator[Problem]:
        """Yield what could not be read or done."""
        return self._values("problems", Problem)

    def find(self, prefix: str) -> list[Row]:
        """Return what has this id: one thing, or a cluster and the member that it is named for.

        The beginning of an id is enough where it is unique. NotUnderstood where it is not.
        """
        sought = prefix.strip().lower()
        if len(sought) < FEWEST_DIGITS or set(sought) - set("0123456789abcdef"):
            raise NotUnderstood(
                f"{prefix!r} is no id, nor the beginning of one.",
                f"Give at least {FEWEST_DIGITS} of its hex digits: see amana list.",
            )
        with self.index() as index:
            rows = index.starting_with(sought)
        ids = list(dict.fromkeys(row.id for row in rows))
        if not ids:
            raise NotUnderstood(
                f"Nothing here has an id that begins with {sought}.",
                f"See amana list {self.folder} statements, or another list.",
            )
        if len(ids) > 1:
            some = ", ".join(ids[:4])
            raise NotUnderstood(f"{len(ids)} ids begin with {sought}: {some} …", "Give more of it.")
        return rows

    def search(self, query: str) -> Iterator[Hit]:
        """Yield what holds all the words of a query, the closest spelling first."""
        asked = search.read_query(query)
        ways = {way: search.match_of(asked, way) for way in search.CLOSENESS}
        with self.index() as index:
            for closeness, kind, of in index.matches(ways):
                yield hit_of(index, asked, closeness, kind, of)


def settings_act(name: str, content: bytes) -> Act:
    """Return the act that seals a settings file."""
    return Act("settings", {"name": name, "content": content}, CASE)


def _state_of(path: Path) -> object:
    """What changes whenever the file does; the time of change cannot be set by hand."""
    found = path.stat()
    return (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _digest(settings: Mapping[str, bytes]) -> str:
    return sha256(b"\0".join(settings[name] for name in sorted(settings))).hexdigest()


def _text(content: bytes, name: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise NotUnderstood(f"{name} is no UTF-8.", "Save it as UTF-8.") from None
