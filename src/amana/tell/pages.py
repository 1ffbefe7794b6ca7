"""Templates filled in: what the pages of a dossier look like as bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined

from amana.tell.front import Front
from amana.tell.shelves import Leaf, path
from amana.tell.tongue import Lang, Tongue

#: the parts of a dossier in the order of the menu; those without content are left out
BOOKS = (
    "index", "timeline", "claims", "standing", "people",
    "pictures", "reports", "method", "problems",
)  # fmt: skip
#: parts with a template of their own; the others share one
OWN = frozenset({"index", "timeline", "claims", "pictures", "method"})


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What is the same on all pages of one language."""

    tongue: Tongue
    front: Front
    books: tuple[str, ...]
    zone: str
    places: dict[str, Leaf]

    @cached_property
    def ways(self) -> dict[str, str]:
        """The address of each anchor, and of the first page of each "page:BOOK"."""
        lang = self.tongue.lang
        pages = {f"page:{book}": path(book, 1, lang) for book in self.books}
        return pages | {
            to: f"{path(leaf.book, leaf.number, lang)}#{to}" for to, leaf in self.places.items()
        }


def render(frame: Frame, leaf: Leaf) -> bytes:
    """Return one page as UTF-8."""
    lang: Lang = frame.tongue.lang
    kind = leaf.book if leaf.book in OWN else "entries"
    template = _environment().get_template(f"{kind}.html.j2")
    text = template.render(
        frame=frame,
        front=frame.front,
        leaf=leaf,
        lang=lang,
        dir=frame.tongue.dir,
        say=frame.tongue.say,
        count=frame.tongue.count,
        href=frame.ways.__getitem__,
        leads=frame.ways.__contains__,
        here=path(leaf.book, leaf.number, lang),
        twin=path(leaf.book, leaf.number, "en" if lang == "ar" else "ar"),
        twin_lang="en" if lang == "ar" else "ar",
        part=_parts(leaf, lang),
    )
    return text.encode("utf-8", "replace")


def _parts(leaf: Leaf, lang: Lang) -> Callable[[int], str]:
    """Return what gives the address of the nth page of the same book."""
    return lambda number: path(leaf.book, number, lang)


def style() -> bytes:
    """Return the one style sheet."""
    return resources.files("amana.tell").joinpath("static", "style.css").read_bytes()


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("amana.tell"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
