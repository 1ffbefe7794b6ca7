"""The custody of one case: what goes into its log, and what comes out of it again.

The only door of this room. Acts that `append` has returned are on disk and sealed; when it
raises, or the machine stops, either all of them happened or none. Order of writing: originals,
view texts, payloads and secrets, sync; entries and tiles, sync; checkpoint, sync.
"""

import hmac
import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from amana.canon import Json, canonical_json
from amana.errors import Damaged, NoCase, NotUnderstood, Refused
from amana.keep import disk, keys, payload, vault
from amana.keep import record as records
from amana.keep.entry import Entry, parse_entry
from amana.keep.note import (
    BadNote,
    Checkpoint,
    SigningKey,
    VerifierKey,
    is_signed,
    parse_note,
    parse_verifier_key,
    read_checkpoint,
    sign_note,
)
from amana.keep.payload import ACT, CASE, Lines, NewSecrets
from amana.keep.record import ITEM, FieldRecord, ListRecord, Picture, Text, Value
from amana.keep.recovery import LEFT_OVER, left_overs, recover
from amana.keep.tiles import EMPTY, TileReader, grow, partial_paths_of
from amana.keep.vault import Original
from amana.keep.withdrawal import erase, named_in, withdrawn_by

OUTSIDE_ID_DIGITS = 32  #: hex digits of an id outside the case, as many as of one inside
RECORD_BYTES = 16  #: of a record number: never given twice, and it says nothing
FOLDERS = ("acts", "log", "secrets", "tmp", "vault", "views")
SETTINGS = ("case.toml", "gazetteer.csv")
#: what may lie in a folder before a case is made in it: settings, and what is left of a first
#: act that was cut off
MAY_BE_THERE = {
    *("lock", *SETTINGS, "acts/case.jsonl", "secrets/case.jsonl"),
    *("log/tile/0/000.p/1", "log/tile/entries/000.p/1"),
}
NOT_COUNTED = ("tmp", LEFT_OVER)  #: what lies in these is no part of a case

_HASH = re.compile(rb"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_GROUP = re.compile(r"case|act|[0-9a-f]{64}")

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did, to be logged.

    `group` says with whom the act can be withdrawn: the SHA-256 of an original, `case`, or
    `act` for one that bears on the `originals`, and on those it names, however many they are.
    """

    verb: str
    fields: Mapping[str, Any]  #: JSON, bytes, or records of `amana.keep.record`
    group: str
    at: datetime | None = None  #: None: now
    originals: tuple[str, ...] = ()  #: SHA-256 of each


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedAct:
    """An act as the log keeps it."""

    index: int
    verb: str
    time: datetime
    record: str  #: record number; of a `view` act, also the name of its texts
    group: str | None
    fields: Mapping[str, Any] | None  #: None when it has been withdrawn
    withdrawn_by: int | None  #: index of the act that withdrew it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sealed:
    entry: Entry
    group: str
    payload: bytes
    secret: bytes
    texts: bytes | None


class Custody:
    """One case folder, open for reading or for writing."""

    def __init__(self, folder: Path, config: Path, now: Clock, lock: disk.WriteLock | None) -> None:
        """Use `create` or `open`."""
        self.folder = folder
        self._config = config
        self._now = now
        self._lock = lock
        self._edge = EMPTY
        self._key: SigningKey | None = None
        self._verifier: VerifierKey | None = None
        self._origin = ""
        self._loose: set[str] = set()  # originals put, but not named by an act yet
        self._broken = False
        self._id_key: bytes | None = None

    @classmethod
    def create(cls, folder: Path, *, config: Path, now: Clock) -> Self:
        """Return a new case, open for writing, with its key and its first act."""
        _refuse_links(folder)
        _must_be_free(folder)
        folders = disk.make_folders([folder, *(folder / name for name in FOLDERS)])
        disk.sync_folders(folders)
        custody = cls(folder, config, now, disk.WriteLock(folder / "lock"))
        try:
            _must_be_free(folder)  # somebody may have made a case here before we held the lock
            recover(folder, 0, is_last_seen=True)
            key = SigningKey.generate(keys.ORIGIN_PREFIX + secrets.token_hex(16))
            keys.save_key(config, key)
            custody._origin, custody._key = key.name, key
            keys.start_writing(config, key.name)
            custody.append([_opened(key.verifier)])
        except BaseException:
            custody._broken = True
            custody.close()
            raise
        return custody

    @classmethod
    def open(cls, folder: Path, *, config: Path, now: Clock, write: bool) -> Self:
        """Return the case in this folder.

        NoCase: there is none. Locked: another program writes it. Refused: to write needs the
        log's private key. Damaged: what is there is not the log last seen, or does not hold.
        """
        if not is_case(folder):
            raise NoCase(f"There is no case in {folder}.", f"Make one: amana new {folder}")
        _refuse_links(folder)
        if not (folder / "log" / "checkpoint").exists():
            raise _damaged(folder, "log/checkpoint is missing")
        custody = cls(folder, config, now, disk.WriteLock(folder / "lock") if write else None)
        try:
            custody._load()
        except BaseException:
            custody._broken = True
            custody.close()
            raise
        return custody

    def close(self) -> None:
        """Let go of the lock; what was put but never logged is tidied up by the next writer."""
        if self._lock is not None:
            clean = not self._broken and not self._loose
            if clean:
                keys.end_writing(self._config, self._origin)
            self._lock.release(clean=clean)
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def size(self) -> int:
        """The number of entries in the log."""
        return self._edge.size

    @property
    def root(self) -> str:
        """The Merkle root of the log, in hex."""
        return self._edge.root.hex()

    @property
    def origin(self) -> str:
        """The name of the log and of its keys."""
        return self._origin

    @property
    def index_sha256(self) -> str | None:
        """The SHA-256 of the last index that was made of this case on this machine."""
        return keys.load_index(self._config, self._origin)

    def remember_index(self, sha256: str) -> None:
        """Write down, outside the case, which index was made here: no other is believed."""
        keys.save_index(self._config, self._origin, sha256)

    @property
    def verifier_key(self) -> str:
        """The public key to give to those who verify, in C2SP form."""
        if self._verifier is None:  # a case from elsewhere: its own word is all there is
            last = [act for act in self.entries() if act.verb in {"opened", "key"}][-1]
            fields = last.fields or {}
            self._verifier = parse_verifier_key(fields["new" if last.verb == "key" else "key"])
        return str(self._verifier)

    # ------------------------------------------------------------------ what comes out

    def entries(self) -> Iterator[LoggedAct]:
        """Yield every act in the order of the log."""
        lines = Lines(self.folder, "acts")
        logged = list(self._entries())
        withdrawn = withdrawn_by(logged, lines)
        for entry in logged:
            yield _logged(entry, lines, withdrawn.get(entry.index))

    def _entries(self) -> Iterator[Entry]:
        reader = TileReader(self.folder / "log", self.size)
        for index, data in enumerate(reader.entries()):
            yield parse_entry(data, index)

    def original(self, sha256: str) -> Path:
        """Return the path of an original's bytes."""
        return vault.find(self.folder, sha256)

    def text(self, record: str, offset: int, length: int) -> str:
        """Return a text of a view act; offset and length are in bytes, as its item says."""
        if length == 0:
            return ""  # a view whose texts are all empty has no file
        path = payload.view_path(self.folder, record)
        if not path.is_file():
            raise NotUnderstood(
                f"There are no texts of the act {record}.",
                "It may have been withdrawn: see `amana log CASE`.",
            )
        with path.open("rb") as stream:
            stream.seek(offset)
            return stream.read(length).decode()

    def outside_id(self, internal_id: str) -> str:
        """Return the id that stands for this one outside the case and tells nothing of it."""
        if self._id_key is None:
            self._id_key = payload.plain(payload.opened(self.folder))["id_key"]
        return outside_id(self._id_key, internal_id)

    # ------------------------------------------------------------------ what goes in

    def put(self, source: Path | BinaryIO) -> Original:
        """Return the original made of these bytes, now in the vault; log a `kept` act next."""
        self._must_write()
        original, is_new = vault.put(source, self.folder)
        if is_new:
            self._loose.add(original.sha256)
        return original

    def append(self, acts: Sequence[Act]) -> tuple[Entry, ...]:
        """Return the log's entries for these acts; on return they are durable and sealed."""
        return self._append(acts, self._must_write())

    def withdraw(self, sha256: str, reason: str, by: str) -> Entry:
        """Return the entry that says so; the original and all that names it are gone.

        What remains: the log's entries, which reveal nothing, and their indices in the new act.
        """
        self._must_write()
        gone = named_in(self.folder, sha256)
        if not gone.records:
            self.original(sha256)  # says that there is none
        indices = [entry.index for entry in self._entries() if entry.record in gone.records]
        fields: dict[str, Value] = {"entries": list[Json](indices), "reason": reason, "by": by}
        (entry,) = self.append([Act("withdrawn", fields, CASE)])
        self._broken = True  # until all is gone the next writer has something to tidy up
        for aside in left_overs(self.folder):
            erase(aside, named_in(aside, sha256))
        erase(self.folder, gone)  # last: as long as these are there, it is known what is to go
        self._loose.discard(sha256)
        self._broken = False
        return entry

    def rotate_key(self) -> VerifierKey:
        """Return the log's new key; the checkpoint that first covers it bears both signatures."""
        old = self._must_write()
        new = SigningKey.generate(old.name)
        keys.save_key(self._config, new, upcoming=True)
        fields: dict[str, Value] = {"old": str(old.verifier), "new": str(new.verifier)}
        self._append([Act("key", fields, CASE)], old, new)
        self._key, self._verifier = new, new.verifier
        keys.promote(self._config, old.name)
        return new.verifier

    def _append(self, acts: Sequence[Act], *signers: SigningKey) -> tuple[Entry, ...]:
        if not acts:
            return ()
        sealed = [self._seal(act, self.size + place) for place, act in enumerate(acts)]
        try:
            self._write_lines(sealed)
            self._write_log([one.entry.data for one in sealed], signers)
        except BaseException:
            self._broken = True
            raise
        for act in acts:
            if act.verb == "kept":
                self._loose.discard(act.group)
        return tuple(one.entry for one in sealed)

    def _seal(self, act: Act, index: int) -> _Sealed:
        """Return the act with its number, its record root and the lines that keep it."""
        _check_group(act)
        number = secrets.token_hex(RECORD_BYTES)
        time = (act.at or self._now()).astimezone(UTC).replace(microsecond=0)
        fields, texts = _with_texts(act.fields) if act.verb == "view" else (act.fields, None)
        fields, originals = self._completed(act, fields, time)
        made = NewSecrets()
        settled = payload.settle(records.act_record(act.verb, number, fields), made)
        root = records.root_of(settled, made)
        assert isinstance(settled, FieldRecord)  # noqa: S101 - settling keeps the kind
        line = payload.payload_line(number, settled)
        entry = Entry(index=index, verb=act.verb, time=time, record=number, root=root.hex())
        return _Sealed(
            entry=entry,
            group=payload.group_of(originals, number),
            payload=line,
            secret=payload.secret_line(number, made),
            texts=texts,
        )

    def _completed(
        self, act: Act, fields: Mapping[str, Value], time: datetime
    ) -> tuple[Mapping[str, Value], Sequence[str]]:
        """Return the fields with those that the log itself knows, and the originals it is about."""
        if "clock" in records.TABLES.get(act.verb, ()) and fields.get("clock") is None:
            fields = {**fields, "clock": time.isoformat()}
        content = fields.get("content")
        if act.verb == "settings" and isinstance(content, bytes):
            content.decode()  # UnicodeDecodeError, a ValueError, where it is no UTF-8
        own = [] if act.group in {ACT, CASE} else [act.group]
        if act.verb in {"kept", "view"}:
            return fields, own
        originals = sorted({*own, *act.originals, *self._named(act)})
        if act.group != ACT and originals != own:
            raise Refused(
                f"The act `{act.verb}` in the group {act.group} names {originals[-1]} as well.",
                f"Log it in the group of that original, or in the group `{ACT}`.",
            )
        if "originals" in records.TABLES.get(act.verb, ()):
            return {**fields, "originals": list[Json](originals)}, originals
        if originals:
            raise Refused(
                f"The act `{act.verb}` is about the case as a whole, and names {originals[-1]}.",
                "Leave that out: the act stays when the original is withdrawn.",
            )
        return fields, ()

    def _named(self, act: Act) -> set[str]:
        """Return the originals whose hashes stand in the fields of an act."""
        plain = {name: one for name, one in act.fields.items() if not isinstance(one, bytes)}
        found = {one.decode() for one in _HASH.findall(canonical_json(plain))}
        return {one for one in found if vault.vault_path(self.folder, one).exists()}

    def _write_lines(self, sealed: Sequence[_Sealed]) -> None:
        texts = {
            payload.view_path(self.folder, one.entry.record): one.texts
            for one in sealed
            if one.texts is not None
        }
        disk.write_files(texts, self.folder / "tmp")
        lines: dict[Path, list[bytes]] = {}
        for one in sealed:
            for kind, line in (("acts", one.payload), ("secrets", one.secret)):
                path = payload.segment(self.folder, kind, one.group)
                lines.setdefault(path, []).append(line)
        disk.append_files({path: b"".join(parts) for path, parts in lines.items()})

    def _write_log(self, entries: Sequence[bytes], signers: Sequence[SigningKey]) -> None:
        log, tmp = self.folder / "log", self.folder / "tmp"
        edge, files = grow(self._edge, entries)
        note = sign_note(
            Checkpoint(origin=self._origin, size=edge.size, root=edge.root).text, signers
        )
        if len(signers) > 1:
            files[f"rotations/{edge.size - 1}"] = note
        disk.write_files({log / path: data for path, data in files.items()}, tmp)
        keys.save_next(self._config, self._origin, note)
        disk.write_files({log / "checkpoint": note}, tmp)
        stale = set(partial_paths_of(self._edge.size)) - set(partial_paths_of(edge.size))
        disk.remove_files((log / path for path in stale), log)
        self._edge = edge
        keys.save_seen(self._config, self._origin, note)

    # ------------------------------------------------------------------ opening

    def _must_write(self) -> SigningKey:
        if self._key is None or self._lock is None:
            raise Refused(
                f"{self.folder} is open for reading only.",
                "Open it for writing, on a machine that has the private key of its log.",
            )
        if self._broken:
            raise Refused(
                f"An earlier write to {self.folder} failed half way.",
                "Open the case again: what was not finished is tidied up.",
            )
        return self._key

    def _load(self) -> None:
        """Read checkpoint and edge, and hold them against the key and the last one seen."""
        data = (self.folder / "log" / "checkpoint").read_bytes()
        try:
            note = parse_note(data)
            checkpoint = read_checkpoint(note.text)
            self._origin = checkpoint.origin
            self._take_keys(data)
            if self._verifier is not None and not is_signed(note, self._verifier):
                raise BadNote(f"it is not signed by {self._verifier}")
            reader = TileReader(self.folder / "log", checkpoint.size)
            self._check_seen(checkpoint, reader)
            self._edge = reader.edge()
        except (ValueError, OSError) as error:
            raise _damaged(self.folder, error) from error
        if self._edge.root != checkpoint.root:
            raise _damaged(self.folder, "the tiles have another root than the checkpoint says")
        seen = keys.load_seen(self._config, self._origin)
        if self._lock is not None and not self._lock.was_clean:
            known = (seen, keys.load_next(self._config, self._origin))
            recover(self.folder, self.size, is_last_seen=data in known)
        if self._lock is not None:
            keys.start_writing(self._config, self._origin)
        if seen != data and self._verifier is not None:
            keys.save_seen(self._config, self._origin, data)

    def _take_keys(self, checkpoint: bytes) -> None:
        """Find the keys of this log; finish, or forget, a rotation that was interrupted."""
        if self._lock is None:
            self._verifier = keys.load_public(self._config, self._origin)
            return
        upcoming = keys.load_key(self._config, self._origin, upcoming=True)
        if upcoming is not None:
            if is_signed(parse_note(checkpoint), upcoming.verifier):
                keys.promote(self._config, self._origin)
            else:
                keys.discard_upcoming(self._config, self._origin)
        self._key = keys.load_key(self._config, self._origin)
        if self._key is None:
            raise Refused(
                f"The private key of {self._origin} is not in {self._config}: read only.",
                "Work where the case was made, or bring the key file from there.",
            )
        self._verifier = self._key.verifier

    def _check_seen(self, checkpoint: Checkpoint, reader: TileReader) -> None:
        data = keys.load_seen(self._config, self._origin)
        if data is None:
            return
        seen = read_checkpoint(parse_note(data).text)
        if seen.size > checkpoint.size:
            raise BadNote(f"it has {checkpoint.size} entries, {seen.size} have been seen before")
        if reader.root(seen.size) != seen.root:
            raise BadNote(f"its first {seen.size} entries are not those seen before")


def outside_id(id_key: bytes, internal_id: str) -> str:
    """Return the id that stands for this one outside the case."""
    return hmac.digest(id_key, internal_id.encode(), "sha256").hex()[:OUTSIDE_ID_DIGITS]


def is_case(folder: Path) -> bool:
    """Return whether there is a case in this folder, or what is left of one."""
    parts = [(folder / name).is_dir() for name in FOLDERS if name not in NOT_COUNTED]
    return sum(parts) > 1 or (folder / "log" / "checkpoint").exists()


def _must_be_free(folder: Path) -> None:
    if not folder.is_dir():
        return
    if (folder / "log" / "checkpoint").exists():
        raise Refused(f"There is a case in {folder} already.", "Make the case in a new folder.")
    files = [path.relative_to(folder) for path in folder.rglob("*") if not path.is_dir()]
    counted = {path.as_posix() for path in files if path.parts[0] not in NOT_COUNTED}
    folders = {path.name for path in folder.iterdir() if path.is_dir()}
    if counted - MAY_BE_THERE or folders - {*FOLDERS, LEFT_OVER}:
        raise Refused(f"{folder} is not empty.", "Make the case in a new folder.")


def _refuse_links(folder: Path) -> None:
    files = ("lock", "log/checkpoint", *SETTINGS)
    disk.refuse_links(folder, files=files, folders=(*FOLDERS, LEFT_OVER))


def _opened(key: VerifierKey) -> Act:
    fields: dict[str, Value] = {
        "origin": key.name,
        "key": str(key),
        "id_key": secrets.token_bytes(records.SECRET_BYTES),
        "stamps": [],
        "witnesses": [],
        "quorum": 0,
    }
    return Act("opened", fields, CASE)


def _check_group(act: Act) -> None:
    """Raise ValueError unless the act stands with the original that it is about."""
    own = {"kept": "sha256", "view": "original"}.get(act.verb)
    if not _GROUP.fullmatch(act.group) or (own and act.fields.get(own) != act.group):
        raise ValueError(f"an act `{act.verb}` does not belong in the group {act.group!r}")


def _with_texts(fields: Mapping[str, Value]) -> tuple[Mapping[str, Value], bytes | None]:
    """Return a view's fields with each item completed, and its texts one after another."""
    listed = fields.get("items")
    if not isinstance(listed, ListRecord):
        raise TypeError("a view has `items`, a list record")
    items: list[Value] = []
    texts: list[bytes] = []
    offset = 0
    for item in listed.members:
        if not isinstance(item, FieldRecord):
            raise TypeError("an item of a view is a field record")
        content = item.fields.get("content")
        known: dict[str, Value] = {}
        if isinstance(content, Text | Picture):
            known["content_sha256"] = records.content_sha256(content)
        if isinstance(content, Text):
            texts.append(content.text.encode())
            known |= {"offset": offset, "length": len(texts[-1])}
            offset += len(texts[-1])
        items.append(FieldRecord(records.fit(ITEM, {**item.fields, **known})))
    complete = {**fields, "items": replace(listed, members=tuple(items))}
    return complete, b"".join(texts) or None  # where all are empty there is no file


def _logged(entry: Entry, lines: Lines, withdrawn: int | None) -> LoggedAct:
    fields = None
    if withdrawn is None:
        if entry.record not in lines:
            raise Damaged(
                f"Entry {entry.index} ({entry.verb}) has no payload.",
                "Run `amana verify`, and put back the files of `acts/` from a copy.",
            )
        fields = payload.plain(lines.read(entry.record)["leaves"])
    return LoggedAct(
        index=entry.index,
        verb=entry.verb,
        time=entry.time,
        record=entry.record,
        group=lines.group(entry.record) if fields is not None else None,
        fields=fields,
        withdrawn_by=withdrawn,
    )


def _damaged(folder: Path, why: object) -> Damaged:
    return Damaged(
        f"The log of {folder} does not hold: {why}.",
        "Run `amana verify` for all that differs, and put back `log/` from a copy.",
    )
