"""What a search found, with a stretch of the original around it and the places marked."""

from collections.abc import Sequence

from amana.canon import from_line
from amana.case import search
from amana.case.index import Index
from amana.case.search import Asked, Closeness, Hit
from amana.model import Id, Item, Person, Span, Statement

CONTEXT = 80  #: characters shown on either side of the first place
MOST_PLACES = 100  #: told of one text; a word like "the" stands in thousands


def hit_of(index: Index, asked: tuple[Asked, ...], closeness: Closeness, kind: str, of: Id) -> Hit:
    """Return the hit on one thing of one list."""
    line = index.line(kind, of)
    if kind == "people":
        person = from_line(line, Person)
        names = " · ".join(dict.fromkeys((*(n.value for n in person.names), *person.handles)))
        marked = search.places(names, asked, closeness)
        return Hit(
            kind="people",
            id=of,
            item=None,
            file=None,
            closeness=closeness,
            text=names,
            highlights=marked,
            spans=(),
        )
    if kind == "statements":
        statement = from_line(line, Statement)
        text = from_line(index.line("items", statement.item), Item).text
        spans = _places(text, statement.spans, asked, closeness)
        within = (statement.spans[0][0], statement.spans[-1][1])
        start, end = _stretch(within, spans)
        item_id, file = statement.item, statement.file
    else:
        item = from_line(line, Item)
        text, item_id, file = item.text, item.id, item.file
        spans = _places(text, [(0, len(text))], asked, closeness)
        start, end = _stretch((0, len(text)), spans)
    return Hit(
        kind="statements" if kind == "statements" else "items",
        id=of,
        item=item_id,
        file=file,
        closeness=closeness,
        text=text[start:end],
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
