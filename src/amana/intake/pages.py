"""Saved pages: one HTML file to its article, the posts embedded in it, and its pictures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version

from amana.intake import encodings, pictures
from amana.intake.about import NOTHING_SAID, About, about, agency_in, author_in
from amana.intake.blocks import Block, find_blocks, text_of
from amana.intake.body import LONGEST_DATE_LINE, NO_LIVE, choose, find_live
from amana.intake.embeds import Post, day_in, drawn_post, take_posts
from amana.intake.extent import Extent, find_headline, strip
from amana.intake.figures import Figure, take_figures
from amana.intake.furniture import is_beside
from amana.intake.markup import Markup, parse
from amana.intake.notices import crowded, problems_of
from amana.intake.plain import binary, has_controls, is_binary
from amana.lang.letters import fold
from amana.model import Problem
from amana.protocols import Taken

LEAST_ARTICLE = 60  #: letters of a page's own words; with fewer it has no article
LONGEST_KICKER = 80  #: letters of a label above the headline
FIRST_LINES = 3  #: blocks of a body among which its date may be shown again
NEAR_HEAD = 4  #: blocks above the headline among which its date may stand
MOST_PARTS = 1_000  #: posts and pictures of one page; long live blogs have some hundred

_SUFFIXES = (".html", ".htm", ".xhtml", ".xht")
_START = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    rb"<(?:!doctype|html|head|body|meta|title|div|p|table|article|!--)", re.IGNORECASE
)


class Pages:
    """The adapter for saved pages; nothing in them is fetched or run."""

    VERSION = f"1 trafilatura {version('trafilatura')}"

    def __init__(self, encoding: str | None = None) -> None:
        """Take the encoding that a person named; the name of the adapter then says so."""
        self.encoding = None if encoding is None else encodings.named(encoding)
        self.NAME = "page" if self.encoding is None else f"page/{self.encoding}"

    def can_read(self, head: bytes, name: str) -> bool:
        """Whether this is a page: by its first tag, or by its name where it has any tag."""
        return is_page(head, name)

    def take(self, data: bytes, name: str) -> Sequence[Taken | Problem]:
        """Return the article, its posts and its pictures; what is missing is a Problem."""
        if has_controls(data.replace(b"\0", b"")) and is_binary(data):
            return [binary(data, name)]
        markup = parse(data, name, self.encoding)
        if isinstance(markup, Problem):
            return [markup]
        return _items(markup, name)


def is_page(head: bytes, name: str) -> bool:
    """Whether bytes are a page, from the first of them and the file's name."""
    for mark, encoding in encodings.MARKS:
        if head.startswith(mark):
            head = head[len(mark) :].decode(encoding, errors="ignore").encode()
            break
    named = name.lower().endswith(_SUFFIXES)
    return bool(_START.match(head)) or (named and _TAG.search(head) is not None)


def _items(markup: Markup, name: str) -> list[Taken | Problem]:
    """The items of one page; its tree is taken apart on the way."""
    root = markup.root
    if is_beside(name):
        drawn = drawn_post(root)
        return [] if drawn is None else list(_posts([drawn], NOTHING_SAID))
    head = find_headline(root)
    said = about(root, None if head is None else " ".join(text_of(head).split()))
    strip(root)
    posts, figures = take_posts(root), take_figures(root)
    live = NO_LIVE if markup.deep else find_live(root)
    blocks, places = find_blocks(root, stamps=live.stamps)
    at = next((i for i, block in enumerate(blocks) if block.element is head), None)
    kept = choose(root, blocks, at, live=live, small=not markup.deep)
    said = replace(
        said,
        author=said.author or _author_line(blocks, kept, at),
        outlet=said.outlet or _agency(blocks, kept),
    )
    lines = _lines(blocks, kept, at, dated=said.published is not None)
    extent = Extent.of(blocks, kept, at)
    shown = [p for p in places if extent.holds(p)]
    too_many = [] if len(shown) <= MOST_PARTS else [crowded(len(shown), MOST_PARTS, name)]
    shown = shown[:MOST_PARTS]
    own_posts = [posts[p.number] for p in shown if p.element.get("what") == "post"]
    own_figures = [figures[p.number] for p in shown if p.element.get("what") == "image"]
    text = "\n\n".join(lines)
    items: list[Taken | Problem] = []
    if any(i != at for i in kept) and len(text) >= LEAST_ARTICLE:
        items.append(_article(text, said))
    items += _posts(own_posts, said)
    items += _images(own_figures, said, name)
    whole = "\n".join(block.text for block in blocks)
    return [*items, *markup.problems, *too_many, *problems_of(items, own_posts, whole, said, name)]


def _lines(
    blocks: Sequence[Block], kept: Sequence[int], head: int | None, *, dated: bool
) -> list[str]:
    """The article as lines: its headline, its date where only a line shows it, its body."""
    first = next((i for i in kept if head is None or i > head), len(blocks))
    lines = []
    if head is not None:
        lines.append(blocks[head].text.replace("\n\n", "\n"))
        kept = [i for i in kept if i > head or len(blocks[i].text) > LONGEST_KICKER]
        kept = [i for i in kept if fold(blocks[i].text) != fold(blocks[head].text)]
    if dated:  # the line that says so again would be told twice
        kept = [i for i in kept if i >= first + FIRST_LINES or not _is_time(blocks[i])]
    elif (line := _date_line(blocks, kept, head or 0, first)) is not None:
        lines.append(line)
    return lines + [blocks[i].shown for i in kept]


def _is_time(block: Block) -> bool:
    """Whether a block is what the page shows of a time, and no live blog's stamp."""
    element = block.anchor[0]
    within = element.tag == "time" or next(element.iterancestors("time"), None) is not None
    return within and block.kind != "time" and len(block.text) < LONGEST_DATE_LINE


def _date_line(blocks: Sequence[Block], kept: Sequence[int], head: int, first: int) -> str | None:
    """The line above the body that shows when the page was published, if the body has none."""
    if any(day_in(blocks[i].text) for i in kept[:2] if len(blocks[i].text) < LONGEST_DATE_LINE):
        return None
    for i in (*range(head, first), *range(max(0, head - NEAR_HEAD), head)):
        text: str = blocks[i].text
        if i != head and len(text) < LONGEST_DATE_LINE and day_in(text) is not None:
            return text
    return None


def _author_line(blocks: Sequence[Block], kept: Sequence[int], head: int | None) -> str | None:
    """The author, from a line between the headline and the body that begins with "By"."""
    for i in range(0 if head is None else head + 1, next(iter(kept), 0)):
        if (name := author_in(blocks[i].text)) is not None:
            return name
    return None


def _agency(blocks: Sequence[Block], kept: Sequence[int]) -> str | None:
    """The agency that the dateline of a body names: it stands above the first paragraph."""
    first = (agency_in(blocks[i].text) for i in kept[:FIRST_LINES])
    return next((name for name in first if name), None)


def _article(text: str, said: About) -> Taken:
    return Taken(
        inside="", kind="article", lang=said.lang, title=said.title, outlet=said.outlet,
        author=said.author, published=said.published, text=text,
    )  # fmt: skip


def _posts(posts: Sequence[Post], said: About) -> Iterator[Taken]:
    """The posts whose words the page holds."""
    for number, post in enumerate((p for p in posts if p.words), start=1):
        text = "\n\n".join(filter(None, (post.words, post.signature)))
        yield Taken(
            inside=f"/post/{post.platform}/{number}", kind="post", lang=post.lang,
            title=post.address, outlet=said.outlet, author=post.author,
            published=post.published, text=text,
        )  # fmt: skip


def _images(figures: Sequence[Figure], said: About, name: str) -> Iterator[Taken | Problem]:
    """Captions, and the pixels of pictures that lie inside the page."""
    for number, figure in enumerate(figures, start=1):
        inside = f"/image/{number}"
        # an address that holds the whole picture is no name of it
        source = None if figure.source.lstrip()[:5].lower() == "data:" else figure.source
        caption = Taken(
            inside=inside, kind="image", lang=said.lang, title=source, outlet=said.outlet,
            author=figure.credit, published=said.published, text=figure.caption,
        )  # fmt: skip
        yield caption
        if figure.data is None:
            continue
        seen = pictures.decode(figure.data, f"{name}#{inside}")
        if isinstance(seen, Problem):
            yield seen
        else:
            yield replace(caption, inside=f"{inside}/pixels", text="", pixels=seen)
