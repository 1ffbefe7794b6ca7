"""Bytes in: a new case, and what is kept in it, each acknowledged when its act is durable."""

import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from amana.canon import make_id
from amana.case.folder import Case
from amana.case.settings import CASE_TOML, GAZETTEER, Settings, check_zone, write_settings
from amana.errors import NotUnderstood, Refused
from amana.flow.desk import Desk
from amana.flow.taking import Job, Taking, take_one
from amana.intake import formats
from amana.intake.arrivals import Found, Said, find_files, over, said_of, unreadable
from amana.keep.custody import Act, Custody
from amana.keep.payload import CASE
from amana.keep.record import FieldRecord, ListRecord, Picture, Text, Value
from amana.keep.vault import Original
from amana.model import Arrival, Id, Problem
from amana.protocols import Adapter, Taken

BATCH_FILES = 64  #: sealed together: one signature and one round of syncs for all
BATCH_BYTES = 1 << 26  #: of files in one batch, and of pixels sealed at once: memory stays flat
COPY_THREADS = 8  #: files copied at once; more do not help where the disk must sync each
#: what the case's own disk says, not the file's: no reason to go on
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
GAZETTEER_HEADER = "name,names,lat,lon,radius_m,parent,source\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One file that is in the case, durably."""

    file: str
    original: str
    items: tuple[Id, ...]  #: those whose text was taken now or before; none where none could be
    is_new: bool  #: False: the same bytes were there, or came under this name with the same word


def new_case(
    desk: Desk, folder: Path, *, title: str | None = None, zone: str | None = None
) -> Case:
    """Return a new case, open for writing.

    A case.toml or gazetteer.csv that lies in the folder is taken over, if nothing else does.
    """
    given = folder / CASE_TOML
    settings = Settings(title=title or folder.resolve().name, zone=check_zone(zone or "UTC"))
    files = {CASE_TOML: write_settings(settings).encode(), GAZETTEER: GAZETTEER_HEADER.encode()}
    if given.exists() and (title or zone):
        raise NotUnderstood(f"{given} is there and says these itself.", "Write them there.")
    case = Case(Custody.create(folder, config=desk.config, now=desk.now))
    for name, content in files.items():
        if not (folder / name).exists():
            (folder / name).write_bytes(content)
    case.seal_edits()
    return case


def is_case(folder: Path) -> bool:
    """Whether there is a case in this folder."""
    return (folder / "log" / "checkpoint").is_file()


def seal_edits(case: Case, desk: Desk) -> None:
    """Seal the settings files that were changed by hand, and say so."""
    for edit in case.seal_edits():
        gone = edit.content is None
        desk.notice(f"{edit.name} was {'gone: put back' if gone else 'changed: sealed now'}.")


def keep(
    desk: Desk,
    folder: Path,
    paths: Sequence[Path],
    *,
    said: Mapping[str, str | None] | None = None,
    encoding: str | None = None,
) -> Iterator[Kept | Problem]:
    """Keep the files at and below the paths; yield each when it is durably in the case.

    `said` has url, outlet, from and published, stronger than any sidecar. What cannot be read is
    a Problem, sealed as such; the rest is kept. Raises NotUnderstood,
    and keeps nothing, for a path where there is nothing and for a date given for many files.
    """
    adapters, keeper = formats.adapters(encoding), said_of(said or {})
    must_be_there(paths)
    with Case.open(folder, config=desk.config, now=desk.now, write=True) as case:
        seal_edits(case, desk)
        yield from keep_in(case, desk, find_files(paths, case=folder), adapters, keeper)


def must_be_there(paths: Sequence[Path]) -> None:
    """Raise NotUnderstood for a path where there is nothing, and for folders without any file."""
    for path in paths:
        if not os.path.lexists(path):
            raise NotUnderstood(f"There is nothing at {path}.", "Check the path; nothing was kept.")
    if not any(find_files(paths)):
        named = ", ".join(map(str, paths))
        raise NotUnderstood(f"There is nothing in {named} to keep.", "Put files there first.")


def keep_in(
    case: Case,
    desk: Desk,
    found: Iterable[Found | Problem],
    adapters: Sequence[Adapter],
    said: Said,
) -> Iterator[Kept | Problem]:
    """Keep what was found in an open case; `said` is stronger than any sidecar."""
    everything = list(found)
    files = [one for one in everything if isinstance(one, Found)]
    if len(files) > 1 and (said.published or said.url):
        raise NotUnderstood(
            f"A date or an address belongs to one file; here are {len(files)}.",
            "Keep them one by one, or write FILE.amana.toml beside each.",
        )
    size = sum(_size(one.path) for one in files)
    with ThreadPoolExecutor(COPY_THREADS) as pool, Taking(desk, size) as taking:
        keeper = _Keeper(case, desk, adapters, said, taking)
        for batch in _batches(desk.progress("keeping", everything, len(everything))):
            yield from keeper.keep(batch, pool)


def _batches(found: Iterable[Found | Problem]) -> Iterator[list[Found | Problem]]:
    batch: list[Found | Problem] = []
    size = 0
    for one in found:
        batch.append(one)
        size += _size(one.path) if isinstance(one, Found) else 0
        if len(batch) >= BATCH_FILES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(formats.HEAD)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # keeping it will say what is wrong


class _Keeper:
    """Keeps batch after batch; knows what the case has, so that nothing is kept or said twice."""

    def __init__(
        self, case: Case, desk: Desk, adapters: Sequence[Adapter], said: Said, taking: Taking
    ) -> None:
        self._custody = case.custody
        self._taking = taking
        self._now = desk.now
        self._adapters = adapters
        self._said = said
        self._acts: list[Act] = []  # that are not sealed yet
        self._pixels = 0  #: bytes of pictures among them
        self._ahead: dict[tuple[str, str], Job] = {}  # what is being taken from this batch
        self._taken: Iterator[Sequence[Taken | Problem]] = iter(())
        originals = case.history.originals.values()
        self._before = frozenset(case.history.originals)
        self._arrivals = {(one.sha256, a.file, _said(a)) for one in originals for a in one.arrivals}
        self._items = {
            (one.sha256, extractor): tuple(view.item for view in one.views)
            for one in originals
            for extractor in one.extractors
        }
        self._failures = {problem for _, problem in case.history.failures}

    def keep(
        self, batch: Sequence[Found | Problem], pool: ThreadPoolExecutor
    ) -> list[Kept | Problem]:
        """Return what became of each file of a batch, once all of it is durable."""
        results: list[Kept | Problem] = []
        copies = list(zip(batch, pool.map(self._copy, batch), strict=True))
        self._ahead = self._jobs(copies)
        self._taken = self._taking.take(list(self._ahead.values()))
        for found, original in copies:
            if isinstance(original, Problem):
                results.append(self._failed(original, CASE))
            elif isinstance(found, Found):
                results += self._file(found, original)
            if self._pixels >= BATCH_BYTES:
                self._seal()
        self._seal()
        return results

    def _seal(self) -> None:
        self._custody.append(self._acts)
        self._acts, self._pixels = [], 0

    def _jobs(
        self, copies: Iterable[tuple[Found | Problem, Original | Problem]]
    ) -> dict[tuple[str, str], Job]:
        """What is to be taken from a batch: once from each original, by whom it is read."""
        jobs: dict[tuple[str, str], Job] = {}
        for found, original in copies:
            if isinstance(found, Problem) or isinstance(original, Problem):
                continue
            path = self._custody.original(original.sha256)
            adapter = formats.recognise(_head(path), found.file, self._adapters)
            if adapter is not None and original.size <= formats.MOST_BYTES:
                key = (original.sha256, f"{adapter.NAME} {adapter.VERSION}")
                if key not in self._items:
                    jobs.setdefault(key, Job(path=path, name=found.file, adapter=adapter))
        return jobs

    def _copy(self, found: Found | Problem) -> Original | Problem:
        if isinstance(found, Problem):
            return found
        try:
            with found.path.open("rb") as stream:
                return self._custody.put(stream)
        except OSError as error:
            if error.errno in NO_ROOM:
                raise Refused(
                    f"{found.file} does not fit into the case: {error.strerror}.",
                    "Make room, then keep again: what was acknowledged is there.",
                ) from error
            return unreadable(found.path, error)

    def _file(self, found: Found, original: Original) -> list[Kept | Problem]:
        said = over(found.said, self._said)
        path = self._custody.original(original.sha256)
        head = _head(path)
        arrival = (original.sha256, found.file, said)
        is_new = arrival not in self._arrivals
        if is_new:
            self._arrivals.add(arrival)
            self._acts.append(
                self._kept(found, original, said, formats.media_type_of(head, found.file))
            )
        items, problems = self._take(found.file, original, path, head)
        is_new = is_new and original.sha256 not in self._before
        kept = Kept(file=found.file, original=original.sha256, items=items, is_new=is_new)
        return [kept, *(self._failed(problem, original.sha256) for problem in problems)]

    def _take(
        self, name: str, original: Original, path: Path, head: bytes
    ) -> tuple[tuple[Id, ...], list[Problem]]:
        """Take the texts from an original, once per adapter; return their items."""
        if original.size > formats.MOST_BYTES:
            return (), [formats.too_large(name, original.size)]
        adapter = formats.recognise(head, name, self._adapters)
        if adapter is None:
            problem = formats.unread(head, name)
            return (), [] if problem is None else [problem]
        key = (original.sha256, f"{adapter.NAME} {adapter.VERSION}")
        if key in self._items:
            return self._items[key], []
        job = Job(path=path, name=name, adapter=adapter)
        ahead = self._ahead.pop(key, None) is not None  # those are taken in this very order
        taken = next(self._taken) if ahead else take_one(job)
        texts = [one for one in taken if isinstance(one, Taken)]
        if texts:
            self._acts.append(self._viewed(original, adapter, texts))
            self._pixels += sum(len(one.pixels.rgb) for one in texts if one.pixels is not None)
            items = (make_id("item", [original.sha256, one.inside]) for one in texts)
            self._items[key] = tuple(items)
        return self._items.get(key, ()), [one for one in taken if isinstance(one, Problem)]

    def _failed(self, problem: Problem, group: str) -> Problem:
        if problem not in self._failures:
            self._failures.add(problem)
            fields = {"where": problem.where, "what": problem.what, "do": problem.do}
            self._acts.append(Act("failed", {**fields, "clock": self._clock()}, group))
        return problem

    def _kept(self, found: Found, original: Original, said: Said, media_type: str) -> Act:
        fields: dict[str, Value] = {
            "sha256": original.sha256,
            "size": original.size,
            "media_type": media_type,
            "file": found.file,
            "url": said.url,
            "outlet": said.outlet,
            "from": said.from_,
            "published": said.published,
            "sidecar": found.sidecar,
            "clock": self._clock(),
        }
        return Act("kept", fields, original.sha256)

    def _viewed(self, original: Original, adapter: Adapter, texts: Sequence[Taken]) -> Act:
        fields: dict[str, Value] = {
            "original": original.sha256,
            "extractor": adapter.NAME,
            "version": adapter.VERSION,
            "clock": self._clock(),
            "items": ListRecord("item", tuple(map(_item_record, texts))),
        }
        return Act("view", fields, original.sha256)

    def _clock(self) -> str:
        return self._now().isoformat(timespec="seconds")


def _item_record(taken: Taken) -> FieldRecord:
    return FieldRecord(
        {
            "inside": taken.inside,
            "kind": taken.kind,
            "lang": taken.lang,
            "title": taken.title,
            "outlet": taken.outlet,
            "author": taken.author,
            "published": taken.published,
            "content": _content(taken),
        }
    )


def _content(taken: Taken) -> Text | Picture:
    """What of an item is committed: its words or its pixels."""
    if taken.pixels is None:
        return Text(taken.text)
    seen = taken.pixels
    return Picture(seen.width, seen.height, seen.rgb)


def _said(arrival: Arrival) -> Said:
    return Said(
        url=arrival.url,
        outlet=arrival.outlet,
        from_=arrival.from_,
        published=arrival.published,
    )
