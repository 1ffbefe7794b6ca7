"""What leaves the case instead of internal ids, paths and checksums."""

import re
from collections.abc import Callable, Iterator

from amana.model import Dossier, Id, Item
from amana.tell.masks import Veil

#: what a reader marks where a child speaks, is shown, or is spoken of
SENSITIVE = {"minor", "childhood", "minor_depicted"}
SHORTEST_PREFIX = 8  #: hex digits from which a shortened id is told from an ordinary number

#: in messages of the machine, all of an address but its host: the rest may name an account
_ADDRESS = re.compile(r"\b(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:/[^\s()<>“”«»]*)", re.IGNORECASE)
_HEX = re.compile(r"\b[0-9a-fA-F]{8,64}\b")


class Outside:
    """Ids, files and messages of the machine as they may be shown."""

    def __init__(self, dossier: Dossier, veil: Veil, outside_id: Callable[[Id], str]) -> None:
        """Find which reports are protected."""
        self.id = outside_id
        self._veil = veil
        named = {item.id for item in dossier.items if _is_protected(item, veil)}
        named |= _pictures_of(dossier, named)
        closed = {item.original for item in dossier.items if item.id in named}
        # what is shown of one message of a chat tells of the file that holds them all
        self.protected = frozenset(i.id for i in dossier.items if i.original in closed)
        ids = {i for item in dossier.items for i in (item.id, item.original, item.view)}
        ids |= {item.sha256 for item in dossier.items}
        self._starts = {i[:SHORTEST_PREFIX]: i for i in sorted(ids)}
        self.inside = frozenset(ids) | frozenset(_other_ids(dossier))
        #: checksums of reports in which nobody is protected
        self.may_show = frozenset(
            item.sha256 for item in dossier.items if item.id not in self.protected
        )
        self._paths = _paths(dossier, self.protected)
        self._path = _any_of(self._paths)

    def file(self, item: Item) -> str | None:
        """Return the name of a report's file without its folders; None for a protected report."""
        name = item.file.rsplit("/", 1)[-1]
        return None if item.id in self.protected or self._veil.shows(name) else name

    def address(self, item: Item) -> str | None:
        """Return where a report stood; None if it is protected, or the address names somebody."""
        url = item.url
        if not url or item.id in self.protected or self._veil.shows(url):
            return None
        return url if url.startswith(("https://", "http://")) else None

    def message(self, text: str, hidden_report: str) -> str:
        """Return a message of the machine without internal ids, protected paths and addresses."""
        if self._path:
            text = self._path.sub(lambda match: self._paths[match.group()] or hidden_report, text)
        text = _ADDRESS.sub(r"\1", text)
        return _HEX.sub(lambda match: self._outside(match.group()), text)

    def _outside(self, digits: str) -> str:
        digits = digits.lower()
        if len(digits) in (32, 64):
            return self.id(digits)
        whole = self._starts.get(digits[:SHORTEST_PREFIX])
        return self.id(whole)[: len(digits)] if whole and whole.startswith(digits) else digits


def _is_protected(item: Item, veil: Veil) -> bool:
    told = (item.title, item.author, item.outlet, item.file, item.url)
    if not SENSITIVE.isdisjoint(item.sensitivity) or veil.marks_of(item):
        return True
    return veil.speak_in(item.id) or any(text and veil.shows(text) for text in told)


def _pictures_of(dossier: Dossier, named: set[Id]) -> set[Id]:
    """The pictures of which a caption or a copy names somebody hidden: by a checksum one is found.

    Captions that stand in a report of their own words are no evidence: the report names others.
    """
    captions = {item.id for item in dossier.items if item.kind == "image"}
    groups = [
        ({one.item, *(copy.item for copy in one.copies)} - {None},
         {described.item for described in one.described} & captions)
        for one in dossier.media
    ]  # fmt: skip
    found: set[Id] = set()
    grown = True
    while grown:  # a copy of a copy is found in the next round
        more = {i for held, told in groups if (held | told) & (named | found) for i in held if i}
        grown = not more <= found
        found |= more
    return found


def _paths(dossier: Dossier, protected: frozenset[Id]) -> dict[str, str | None]:
    """What stands for each path in a message: nothing of it, or its last part."""
    paths: dict[str, str | None] = {}
    for item in dossier.items:
        for path in {item.file, *(arrival.file for arrival in item.arrivals)}:
            name = path.rsplit("/", 1)[-1]
            if item.id in protected:
                paths |= {path: None, name: None, str(item.size): "?"}
            else:
                paths.setdefault(path, name)
    return paths


def _any_of(paths: dict[str, str | None]) -> re.Pattern[str] | None:
    longest_first = sorted(paths, key=len, reverse=True)
    choices = "|".join(re.escape(path) for path in longest_first if path)
    return re.compile(rf"(?<![\w%])(?:{choices})(?!\w)") if choices else None


def _other_ids(dossier: Dossier) -> Iterator[Id]:
    for things in (
        dossier.statements,
        dossier.people,
        dossier.links,
        dossier.claims,
        dossier.origins,
        dossier.events,
        dossier.media,
    ):
        yield from (thing.id for thing in things)
