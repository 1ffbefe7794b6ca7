"""What a search found, with a stretch of the original around it and the places marked."""

from collections.abc import Sequence

from amana.canon import from_line
from amana.case import search
from amana.case.index import Index
from amana.case.search import Asked, Closeness, Hit, Searched
from amana.model import Id, Item, Person, Span, Statement

CONTEXT = 80  #: characters shown on either side of the first place
MOST_PLACES = 100  #: told of one text; a word like "the" stands in thousands


def hit_of(index: Index, asked: tuple[Asked, ...], closeness: Closeness, kind: str, of: Id) -> Hit:
    """Return the hit on one thing of one list."""
    line = index.line(kind, of)
    if kind == "people":
        person = from_line(line, Person)
        names = " · ".join(dict.fromkeys((*(n.value for n in person.names), *person.handles)))
        return _apart("people", of, names, asked, closeness)
    if kind == "items":
        item = from_line(line, Item)
        return _inside("items", of, item, [(0, len(item.text))], asked, closeness)
    statement = from_line(line, Statement)
    item = from_line(index.line("items", statement.item), Item)
    if item.view != statement.view:  # orphaned: its text is no longer the item's
        return _apart("statements", of, " … ".join(statement.words), asked, closeness)
    return _inside("statements", of, item, statement.spans, asked, closeness)


def _apart(
    kind: Searched, of: Id, text: str, asked: tuple[Asked, ...], closeness: Closeness
) -> Hit:
    """A hit in words that stand in no view."""
    return Hit(
        kind=kind,
        id=of,
        item=None,
        file=None,
        closeness=closeness,
        text=text,
        highlights=search.places(text, asked, closeness),
        spans=(),
    )


def _inside(
    kind: Searched,
    of: Id,
    item: Item,
    within: Sequence[Span],
    asked: tuple[Asked, ...],
    closeness: Closeness,
) -> Hit:
    """A hit in some spans of an item's text."""
    spans = _places(item.text, within, asked, closeness)
    start, end = _stretch((within[0][0], within[-1][1]), spans)
    return Hit(
        kind=kind,
        id=of,
        item=item.id,
        file=item.file,
        closeness=closeness,
        text=item.text[start:end],
        highlights=tuple((s - start, e - start) for s, e in spans if start <= s and e <= end),
        spans=spans,
    )


def _places(
    text: str, within: Sequence[Span], asked: tuple[Asked, ...], closeness: Closeness
) -> tuple[Span, ...]:
    found = [
        (start + s, start + e)
        for start, end in within
        for s, e in search.places(text[start:end], asked, closeness)
    ]
    return tuple(found[:MOST_PLACES])


def _stretch(within: Span, places: Sequence[Span]) -> Span:
    """The part of the text that is shown: around the first place, or the beginning."""
    first = places[0] if places else (within[0], within[0])
    return max(within[0], first[0] - CONTEXT), min(within[1], first[1] + CONTEXT)
