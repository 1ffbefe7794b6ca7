"""Bylines and addresses: what a report says of where it comes from outside its sentences."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from amana.lang.letters import fold
from amana.link import signals
from amana.model import Id, Item, Link, Reason

#: letters at either end of a report among which a credit stands: a dateline, a last line
AT_AN_END = 200
_ADDRESS = re.compile(r"https?://[^\s<>\"'”»)\]]+")
_CREDIT = re.compile(r"\(([^()\n]{2,40})\)\s*[-–—]|(?:^|\n)[-–—(]\s*([^()\n]{2,40}?)\)?\s*$")


def addresses(items: Iterable[Item]) -> Iterator[tuple[Id, Id, Reason]]:
    """Yield (source, taker, reason) where a report gives another's address or embeds a post."""
    known: dict[str, list[Id]] = defaultdict(list)
    listed = list(items)
    for item in listed:
        for address in sorted(_own_addresses(item)):
            known[plain(address)].append(item.id)
    whole = {item.original: item.id for item in listed if not item.inside}
    for item in listed:
        given = {plain(found.group().rstrip(".,;:")) for found in _ADDRESS.finditer(item.text)}
        for address in sorted(given - {plain(one) for one in _own_addresses(item)}):
            for source in known.get(address, ()):
                if source != item.id:
                    yield source, item.id, signals.links_to(address, item.file, address=address)
        if item.inside.startswith("/post/") and item.original in whole:
            taker = whole[item.original]
            yield item.id, taker, signals.links_to(item.title or "", item.file, address=item.inside)


def _own_addresses(item: Item) -> set[str]:
    """The addresses under which an item stands; of a part, only its own."""
    if item.inside:
        titled = item.title is not None and _ADDRESS.match(item.title) is not None
        return {item.title} if titled and item.title else set()
    return {url for url in (item.url, *(a.url for a in item.arrivals)) if url}


def plain(address: str) -> str:
    """Return an address as it is compared: without scheme, "www.", query and trailing slash.

    >>> plain("https://www.Example.org/a/?utm_source=x")
    'example.org/a'
    """
    parts = urlsplit(address)
    return f"{parts.netloc.casefold().removeprefix('www.')}{parts.path.rstrip('/')}"


def same_credit(
    items: Iterable[Item],
    retold: Mapping[tuple[Id, Id], Sequence[Link]],
    keys: Mapping[str, str],
) -> Iterator[tuple[Id, Id, Reason]]:
    """Yield pairs of reports that carry one agency's credit and share words."""
    credited = {item.id: credit(item.text, keys) for item in items}
    for a, b in sorted(retold):
        both = credited.get(a, frozenset()) & credited.get(b, frozenset())
        for agency in sorted(both):
            yield a, b, signals.same_credit(agency, agency, agency=agency)


def credit(text: str, keys: Mapping[str, str]) -> frozenset[str]:
    """Return the agencies whose credit a report carries, by their keys, or as written."""
    ends = (text[:AT_AN_END], text[-AT_AN_END:])
    names = (group for end in ends for m in _CREDIT.finditer(end) for group in m.groups() if group)
    return frozenset(keys.get(name.strip(), fold(name.strip())) for name in names)
