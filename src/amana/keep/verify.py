"""Whether a case is what its log sealed: Python 3.9 or later, and verify_part.py beside it.

    python verify.py CASE --log-key KEY [--seen CHECKPOINT]

Verified, failed or not checkable: what is missing, extra, unsigned or unreadable has failed.
Exit code 0: all that was expected is verified. 4: nothing failed, but something expected could
not be checked. 12: something failed. 10: no case. Nothing is written into a case, and no code is
shared with the writer of cases.
"""

# ruff: noqa: ANN401, PLR2004, S610 - values of JSON have any type; figures are the format's
from __future__ import annotations

import argparse
import hashlib
import re
import sys
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Iterator, NamedTuple

if TYPE_CHECKING or __package__:
    from amana.keep import verify_part as v
else:  # beside a case there is no amana, only the two files
    sys.path.insert(0, str(Path(__file__).resolve().parent))  # python -I does not look there
    import verify_part as v

WIDTH = 256  #: entries in a bundle, hashes in a tile (C2SP tlog-tiles)
JUMP = timedelta(days=1)  #: a longer pause in the log is listed; it is no failure
ERASABLE = {"kept", "view", "decided", "failed"}
GROUP = re.compile(r"(?:acts|secrets)/((?:case|(..)/\2(?:[0-9a-f]{30}|[0-9a-f]{62}))\.jsonl)")
TILES = r"log/tile/(?:entries|[0-7])(?:/x[0-9]{3})*"
#: what an interrupted write may leave behind, until the next writer sets it aside
RESIDUE = re.compile(
    rf"tmp/[0-9a-f]{{32}}|{TILES}/[0-9]{{3}}(\.p/[0-9]{{1,3}})?|log/rotations/[1-9][0-9]*"
    r"|views/(..)/\2[0-9a-f]{30}|vault/(..)/\3[0-9a-f]{62}"
)
FOLDER = re.compile(
    rf"(acts|secrets|vault|views)(/[0-9a-f]{{2}})?|log|log/(rotations|tile)|{TILES}(/[0-9]{{3}}\.p)?"
    r"|tmp|left-over(/.*)?"
)
INDEX = re.compile(r"index\.sqlite(-wal|-shm|-journal|\.[0-9a-f]{1,8}\.new)?")


# ---- tiles: C2SP tlog-tiles
def read_bundle(data: bytes) -> list[bytes]:
    """Return the entries of a bundle, each after its length in two bytes."""
    entries, at = [], 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        v.need(at + 2 <= end <= len(data), "cut short")
        entries.append(data[at + 2 : end])
        at = end
    return entries


def tile_paths(row: str, count: int) -> Iterator[tuple[str, int]]:
    """Yield path and width of each tile of a row with so many members."""
    for number in range((count + WIDTH - 1) // WIDTH):
        name, rest = f"{number % 1000:03d}", number // 1000
        while rest:
            name, rest = f"x{rest % 1000:03d}/{name}", rest // 1000
        width = min(WIDTH, count - number * WIDTH)
        yield f"log/tile/{row}/{name}" + (f".p/{width}" if width < WIDTH else ""), width


# ---- records, made again
class Payload:
    """An act's root, made again from its payload line, its secrets (by path) and its texts."""

    def __init__(self, secrets: dict[str, str], texts: bytes) -> None:
        self.secrets, self.texts, self.used = secrets, texts, 0

    def root(self, leaves: Any, table: list[tuple[str, str]], at: str = "") -> bytes:
        """Return the root of the record at this path; the table says what stands where."""
        v.need(len(leaves) == len(table), f"{len(leaves)} leaves for {len(table)} at {at!r}")
        v.need(at in self.secrets, f"no secret for the record at {at!r}")
        secret, hashes = v.unhex(self.secrets.pop(at)), []
        for (path, kind, value), due in zip(leaves, table):
            v.check_leaf(path, kind, value, due)
            if kind == "R":
                raw = self.inner(path, value, f"{at}/{path}" if at else path, leaves)
            elif kind == "J":
                raw = v.canonical(value)
            else:
                raw = value if isinstance(value, bytes) else v.unbase64(value)
            hashes.append(v.leaf_hash(path, v.salt_of(secret, path), kind, raw))
        return v.record_root(len(hashes), v.tree_root(hashes))

    def inner(self, path: str, value: Any, where: str, leaves: Any) -> bytes:
        """Return the root of a sub-record; only that of a content is not nested."""
        if path == "content":
            return self.content({leaf[0]: leaf[2] for leaf in leaves}, value, where)
        v.need(set(value) == {"leaves"}, f"odd keys at {where}")
        rows = value["leaves"]
        if path == "items":
            return self.root(rows, v.list_table(rows[0][2], v.LISTS["items"], len(rows)), where)
        item = {leaf[0]: leaf[2] for leaf in rows}
        bare = [item[name] is None for name in ("content_sha256", "offset", "length")]
        v.need(item["content"] is not None or all(bare), f"{where} has no content, yet a place")
        return self.root(rows, v.field_table(v.ITEM), where)

    def content(self, item: dict[str, Any], value: Any, where: str) -> bytes:
        """Return the root over words, which come next in the view file, or of a picture."""
        v.need(item["content_sha256"], f"{where} has no hash")
        if value != "text":  # a picture's tiles are not stored: the first leaf, and its path
            salt, count = v.salt_of(v.unhex(self.secrets.pop(where)), "#"), value["count"]
            whole = (set(value), item["offset"], item["length"]) == ({"count", "path"}, None, None)
            v.need(whole and type(count) is int and 0 < count < 10**8, f"not a picture: {where}")
            v.need(len(value["path"]) == count.bit_length(), f"not the path of a picture: {where}")
            part = v.leaf_hash("#", salt, "J", v.canonical({"count": count, "kind": "tiles"}))
            for sibling in value["path"]:
                part = v.sha256(b"\x01", part, v.unhex(sibling))
            return v.record_root(count + 1, part)
        start, end = item["offset"], item["offset"] + item["length"]
        v.need(start == self.used <= end <= len(self.texts), f"no text is there for {where}")
        raw, self.used = self.texts[start:end], end
        v.need(v.sha256(raw).hex() == item["content_sha256"], f"the text of {where} has changed")
        words = [word.encode() for word in v.WORD.findall(raw.decode()) if word]
        head = {"count": len(words), "kind": "words"}
        rows = [["#", "J", head]] + [[f"{n:08d}", "B", word] for n, word in enumerate(words)]
        return self.root(rows, v.list_table(head, v.LISTS["content"], len(words)), where)


# ---- a whole case
class Finding(NamedTuple):
    """What kind of thing was found, where, and why it counts as it does."""

    what: str
    where: str
    why: str
    expected: bool = True


@dataclass
class Report:
    """All that was found, and of each kind of thing how many hold of how many."""

    verified: list[Finding] = field(default_factory=list)
    failed: list[Finding] = field(default_factory=list)
    not_checkable: list[Finding] = field(default_factory=list)
    listed: list[Finding] = field(default_factory=list)
    coverage: dict[str, list[int]] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        """12, 4 or 0: the worst that was found."""
        return 12 if self.failed else 4 if any(f.expected for f in self.not_checkable) else 0

    @property
    def verdict(self) -> str:
        """The last line: it names what could not be checked."""
        rest = ", ".join(dict.fromkeys(one.what for one in self.not_checkable))
        if self.exit_code == 12:
            return "FAILED: this is not what was sealed."
        if self.exit_code == 4:
            return f"Nothing failed, but not all that was expected could be checked: {rest}."
        return f"Verified; no part of it: {rest}." if rest else "Verified."


class _Case:
    def __init__(
        self, folder: Path, log_key: str | None, seen: bytes | None, *, own_writer: bool
    ) -> None:
        self.folder, self.log_key, self.seen, self.report = folder, log_key, seen, Report()
        self.own_writer = own_writer  # a writer on this machine is at work, or died at it
        self.files, self.folders, self.known = set[str](), set[str](), {"lock"}
        self.attempt("folder", ".", self.inventory, folder)
        self.interrupted = "lock" in self.files and (folder / "lock").stat().st_size > 0
        self.leaves: list[bytes] = []
        self.entries: dict[str, v.Entry] = {}
        self.verbs: dict[int, str] = {}
        self.lines: dict[str, dict[str, str]] = {"acts": {}, "secrets": {}}
        self.acts: dict[int, dict[str, Any]] = {}
        self.named: list[tuple[int, str, list[str]]] = []
        self.kept: dict[str, tuple[int, int]] = {}
        self.taken: dict[tuple[str, ...], int] = {}
        self.withdrawn: dict[int, int] = {}
        self.chain: list[v.Key] = []

    def run(self) -> Report:
        self.log = self.attempt("checkpoint", "log/checkpoint", self.check_checkpoint)
        if self.log is None:
            return self.report
        self.check_tiles()
        for group in sorted({found[1] for found in map(GROUP.fullmatch, self.files) if found}):
            self.check_group(group)
        for place, where, originals in self.named:
            if any(self.kept.get(one, (place, 0))[0] >= place for one in originals):
                self.fail("payloads", where, "it names an original that was not kept before")
        for entry in self.entries.values():
            self.check_presence(entry)
        for sha, (_, size) in sorted(self.kept.items()):
            self.attempt("originals", f"vault/{sha[:2]}/{sha}", self.check_original, sha, size)
        for name in v.SETTINGS:
            self.attempt("settings", name, self.check_setting, name)
        self.attempt("keys", "log/checkpoint", self.check_keys)
        self.check_expectations()
        self.check_rest()
        for what, (good, count) in self.report.coverage.items():
            if good == count:
                self.report.verified.append(Finding(what, "", f"{good} of {count}"))
        return self.report

    def check_rest(self) -> None:
        rest = sorted(path for path in self.files - self.known if not INDEX.fullmatch(path))
        aside = [path for path in rest if path.startswith("left-over/")]
        if aside:
            why = (
                f"{len(aside)} files set aside after a write was cut off; nothing vouches for them"
            )
            self.report.not_checkable.append(Finding("left-over", "left-over", why, expected=False))
        for path in sorted(set(rest) - set(aside)):
            cut_off = RESIDUE.fullmatch(path) and not (
                path.startswith("vault/") and self.digest(path) != path[-64:]
            )
            self.extra(path, "nothing in the log vouches for it", cut_off)
        for path in sorted(self.folders):
            if not FOLDER.fullmatch(path):
                self.fail("extra", path, "a folder that does not belong here")

    def attempt(self, what: str, where: str, check: Callable[..., Any], *given: Any) -> Any:
        # every check comes through here: it is counted, and if it raises it has failed
        counts = self.report.coverage.setdefault(what, [0, 0])
        counts[1] += 1
        try:
            result = check(*given)
        except v.BAD as error:
            return self.fail(what, where, v.said(error))
        counts[0] += 1
        return result

    def fail(self, what: str, where: str, why: str) -> None:
        self.report.failed.append(Finding(what, where, why))

    def extra(self, where: str, why: str, residue: object) -> None:
        cut_off = residue and self.interrupted
        why += "; a write was cut off, or is under way" if cut_off else ""
        found = self.report.not_checkable if cut_off else self.report.failed
        # what one's own dead writer left is no riddle; elsewhere it may be what is left of more
        found.append(Finding("extra", where, why, expected=not (cut_off and self.own_writer)))

    def inventory(self, folder: Path) -> None:
        for path in folder.iterdir():
            where = path.relative_to(self.folder).as_posix()
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                self.fail("extra", where, "neither a file nor a folder")
            elif path.is_dir():
                self.folders.add(where)
                self.inventory(path)
            else:
                self.files.add(where)

    def path(self, path: str) -> Path:
        v.need(path in self.files, f"{path} is missing")
        self.known.add(path)
        return self.folder / path

    def read(self, path: str) -> bytes:
        return self.path(path).read_bytes()

    def check_checkpoint(self) -> v.Checkpoint:
        log = v.read_checkpoint(self.read("log/checkpoint"))
        v.need(0 < log.size <= WIDTH * len(self.files), f"{log.size} entries cannot be in here")
        return log

    def check_tiles(self) -> None:
        size, level, bundles = self.log.size, 0, list(tile_paths("entries", self.log.size))
        for n, (path, width) in enumerate(bundles):
            found = self.attempt("bundles", path, self.check_bundle, path, n * WIDTH, width)
            self.leaves += found or [b""] * width
        row, good = self.leaves, v.tree_root(self.leaves) == self.log.root
        self.attempt("root", "log/checkpoint", v.need, good, "the entries make another root")
        while size:
            for n, (path, _) in enumerate(tile_paths(str(level), size)):
                where = path if level else f"{path}, {bundles[n][0]}"
                data = b"".join(row[n * WIDTH : (n + 1) * WIDTH])
                self.attempt("tiles", where, self.check_tile, path, data)
            size, level = size // WIDTH, level + 1
            row = [v.tree_root(row[n * WIDTH : (n + 1) * WIDTH]) for n in range(size)]

    def check_bundle(self, path: str, start: int, width: int) -> list[bytes]:
        bundle = read_bundle(self.read(path))
        v.need(len(bundle) == width, f"{len(bundle)} entries, expected {width}")
        for place, data in enumerate(bundle, start):
            self.attempt("entries", f"{path}: entry {place}", self.check_entry, data, place)
        return [v.sha256(b"\x00", data) for data in bundle]

    def check_tile(self, path: str, data: bytes) -> None:
        v.need(self.read(path) == data, "the tile's hashes are not those of the entries")

    def check_entry(self, data: bytes, place: int) -> None:
        entry = v.read_entry(data, place)
        v.need((place == 0) == (entry.verb == "opened"), "entry 0, and no other, is `opened`")
        v.need(entry.record not in self.entries, f"record number {entry.record} is given twice")
        self.entries[entry.record] = entry
        self.verbs[place] = entry.verb

    def check_group(self, group: str) -> None:
        acts, secrets = self.read_lines("acts", group), self.read_lines("secrets", group)
        for number, act in acts.items():
            entry, secret = self.entries[number], secrets.get(number)
            view = f"views/{number[:2]}/{number}" if entry.verb == "view" else ""
            what = "views" if view else "payloads"
            where = f"acts/{group}, secrets/{group} {view}: entry {entry.place} ({entry.verb})"
            self.attempt(what, where, self.check_payload, entry, act, secret, group[:-6], view)

    def read_lines(self, kind: str, group: str) -> dict[str, Any]:
        path = f"{kind}/{group}"
        found: dict[str, Any] = {}
        data, ahead = self.read(path) if path in self.files else b"", list[str]()
        if path in self.files and not data:
            self.extra(path, "empty", residue=True)
        *lines, torn = data.split(b"\n")
        for place, line in enumerate(lines, 1):
            where = f"{path}, line {place}"
            value = self.attempt("lines", where, self.check_line, line, kind)
            if value and value["record"] in self.entries:
                self.lines[kind][value["record"]] = where
                found[value["record"]] = value
                self.unvouched(ahead, residue=False)  # a write that is cut off leaves only the last
                ahead = []
            elif value and len(self.entries) == self.log.size:
                ahead.append(where)
        self.unvouched(ahead, residue=True)
        if torn:
            self.extra(path, "its last line is cut short", residue=True)
        return found

    def unvouched(self, lines: list[str], *, residue: bool) -> None:
        for where in lines:
            self.extra(where, "no entry vouches for it", residue)

    def check_line(self, line: bytes, kind: str) -> Any:
        value = v.read_json(line)
        v.need(v.canonical(value) == line, "not canonical JSON")
        v.need(set(value) == {"record", "leaves" if kind == "acts" else "secrets"}, "odd keys")
        v.need(isinstance(value["record"], str), "no record number")
        v.need(value["record"] not in self.lines[kind], "a second line of one record number")
        return value

    def check_payload(self, entry: v.Entry, act: Any, secret: Any, stem: str, view: str) -> None:
        v.need(secret, "no secrets in the group of its payload")
        texts = self.read(view) if view in self.files else b""
        walk = Payload(secret["secrets"], texts)
        root = walk.root(act["leaves"], v.act_table(entry.verb))
        v.need(root == entry.root, "payload, secrets and texts do not make the root of the entry")
        v.need(not walk.secrets and walk.used == len(texts), "secrets or texts that nothing needs")
        v.need(texts or view not in self.files, "an empty file of texts")
        fields = {path: value for path, _, value in act["leaves"]}
        v.need((fields["record"], fields["verb"]) == (entry.record, entry.verb), "of another entry")
        own = {"kept": "sha256", "view": "original"}.get(entry.verb)
        originals = [fields[own]] if own else fields.get("originals", [])
        home = [*originals, "case"][0] if len(originals) < 2 else entry.record
        stem = stem.rpartition("/")[2]
        v.need(stem == home, f"it stands in the file of {stem}, not in that of {home}")
        self.check_meaning(entry, fields)
        if entry.verb != "kept":
            self.named.append((entry.place, f"entry {entry.place} ({entry.verb})", originals))

    def check_meaning(self, entry: v.Entry, fields: dict[str, Any]) -> None:
        if entry.verb == "kept":
            first, size = self.kept.get(fields["sha256"], (entry.place, fields["size"]))
            v.need(size == fields["size"], f"of {fields['size']} bytes here, of {size} before")
            self.kept[fields["sha256"]] = min(first, entry.place), size
        elif entry.verb == "view":
            key = (fields["original"], fields["extractor"], fields["version"])
            first = self.taken.setdefault(key, entry.place)
            v.need(
                first == entry.place, f"a second view by this extractor; the other: entry {first}"
            )
        elif entry.verb == "withdrawn":
            verbs = [self.verbs.get(n) for n in fields["entries"] if n < entry.place]
            one = len(verbs) == len(fields["entries"]) and "kept" in verbs
            v.need(one and set(verbs) <= ERASABLE, "not the entries of an original before it")
            for gone in fields["entries"]:
                by = self.withdrawn.setdefault(gone, entry.place)
                v.need(by == entry.place, f"entry {gone} is withdrawn by act {by}")
        elif entry.verb == "settings" and fields["content"] is not None:
            v.unbase64(fields["content"]).decode()
        if entry.verb not in ERASABLE:
            self.acts[entry.place] = fields

    def check_presence(self, entry: v.Entry) -> None:
        by = self.withdrawn.get(entry.place)
        if by is not None:
            self.report.listed.append(Finding("withdrawn", f"entry {entry.place}", f"by act {by}"))
        for kind, what in (("acts", "payloads"), ("secrets", "secrets")):
            there = self.lines[kind].get(entry.record)
            if by is not None and there:
                self.fail("withdrawals", there, f"withdrawn by act {by}, but still there")
            elif by is None and (kind == "secrets" or not there):
                other = self.lines["secrets" if kind == "acts" else "acts"].get(entry.record, "/")
                where = f"{kind}/{other.partition('/')[2]}: entry {entry.place} ({entry.verb})"
                self.attempt(what, where, v.need, there, "missing")

    def digest(self, path: str) -> str:
        digest = hashlib.sha256()
        with self.path(path).open("rb") as stream:
            for block in iter(lambda: stream.read(1 << 20), b""):
                digest.update(block)
        return digest.hexdigest()

    def check_original(self, sha: str, size: int) -> None:
        path = f"vault/{sha[:2]}/{sha}"
        found, there = self.digest(path), self.path(path).stat().st_size
        v.need(found == sha, f"its bytes have changed: SHA-256 {found}")
        v.need(there == size, f"{there} bytes, {size} were kept")

    def check_setting(self, name: str) -> None:
        sealed = [(n, act) for n, act in sorted(self.acts.items()) if act.get("name") == name]
        place, act = sealed[-1] if sealed else (None, {"content": None})
        content = act["content"] if act["content"] is None else v.unbase64(act["content"])
        now = self.read(name) if name in self.files else None
        v.need(now == content, f"unsealed: absent, or not as act {place} has sealed it")

    def check_keys(self) -> None:
        v.need(0 in self.acts, "entry 0 cannot be read: it names the log's first key")
        opened, log = self.acts[0], self.log
        self.chain = [v.read_key(opened["key"])]
        v.need(opened["origin"] == log.origin == self.chain[0].name, "of another log")
        for place in [entry.place for entry in self.entries.values() if entry.verb == "key"]:
            path = f"log/rotations/{place}"
            self.attempt("rotations", path, self.check_rotation, path, place)
        known = self.log_key is None or v.read_key(self.log_key) in self.chain
        v.need(known and log.is_signed(self.chain[-1]), "not signed by the log's expected key")

    def check_rotation(self, path: str, place: int) -> None:
        old, new = (v.read_key(self.acts[place][name]) for name in ("old", "new"))
        note = v.read_checkpoint(self.read(path))
        then = (self.log.origin, place + 1, v.tree_root(self.leaves[: place + 1]))
        both = note.is_signed(old) and note.is_signed(new)
        v.need(note[:3] == then and both, "not this log as it was then, signed by both keys")
        fits = (old, new.name) == (self.chain[-1], old.name) and new not in self.chain
        v.need(fits, "not a change of this log's key to a new one")
        self.chain.append(new)

    def check_expectations(self) -> None:
        cannot, where = self.report.not_checkable.append, "log/checkpoint"
        if self.log_key is None:
            cannot(
                Finding("signatures", where, "no log key was given; the case only names its own")
            )
        policy = [act for _, act in sorted(self.acts.items()) if "quorum" in act][-1:]
        if any(act[name] for act in policy for name in ("stamps", "witnesses", "quorum")):
            cannot(Finding("stamps", where, "this file does not check stamps and witnesses"))
        if self.seen is None:
            cannot(Finding("history", where, "no checkpoint seen before, or elsewhere, was given"))
        else:
            self.attempt("history", "the checkpoint seen before", self.check_seen, self.seen)
        entries = list(self.entries.values())
        for before, entry in zip(entries, entries[1:]):
            step = entry.time - before.time
            if not timedelta(0) <= step <= JUMP:
                self.report.listed.append(Finding("clock", f"entry {entry.place}", f"after {step}"))

    def check_seen(self, data: bytes) -> None:
        seen = v.read_checkpoint(data)
        v.need(seen.origin == self.log.origin, f"another log: {seen.origin} was seen")
        signed = not self.chain or any(map(seen.is_signed, self.chain))
        v.need(signed, "what was seen is not signed by a key of this log")
        v.need(seen.size <= self.log.size, f"older than seen before: {seen.size} entries were seen")
        v.need(v.tree_root(self.leaves[: seen.size]) == seen.root, "the case has another history")


def verify_case(
    folder: Path, *, log_key: str | None, seen_checkpoint: bytes | None, own_writer: bool = False
) -> Report:
    """Return all that can be said of a case by a log key and a checkpoint from elsewhere.

    `own_writer`: the caller knows that a writer of its own is at work in the case, or died at it;
    what such a writer leaves is then told without changing the exit code.
    """
    return _Case(Path(folder), log_key, seen_checkpoint, own_writer=own_writer).run()


def is_case(folder: Path) -> bool:
    """Return whether the folder is a case, or what is left of one."""
    parts = [(folder / name).is_dir() for name in ("acts", "log", "secrets", "vault", "views")]
    return sum(parts) > 1 or (folder / "log" / "checkpoint").exists()


def main(arguments: list[str] | None = None) -> int:
    """Verify a case, print what was found, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("case", type=Path)
    parser.add_argument("--log-key", metavar="KEY", help="the log's key, from a source you trust")
    parser.add_argument("--seen", type=Path, help="a checkpoint of this log that you saw before")
    given = parser.parse_args(arguments)
    if not is_case(given.case):
        print(f"There is no case in {given.case}.", file=sys.stderr)
        return 10
    seen = given.seen and given.seen.read_bytes()
    report = verify_case(given.case, log_key=given.log_key, seen_checkpoint=seen)
    for what, (good, count) in report.coverage.items():
        print(f"{what}: {good} of {count}")
    for name in ("listed", "not_checkable", "failed"):
        for found in getattr(report, name):
            print(f"{name.replace('_', ' ')}: {found.what}: {found.where}: {found.why}")
    print(report.verdict)
    return report.exit_code


if __name__ == "__main__":
    sys.exit(main())
