"""A made-up press: saved news pages of one siege, as many as wanted, the same for the same seed.

Reports of one event share quotations, fragments and agency paragraphs; people recur in both
scripts; three in ten pages are near-copies of an agency's text. The words are in pages.toml.
"""

import io
import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

from PIL import Image

WORDS: Mapping[str, Any] = tomllib.loads(
    Path(__file__).with_name("pages.toml").read_text(encoding="utf-8")
)
BEGIN = datetime.fromisoformat("2032-01-05T06:00:00+04:00")
PAGES_OF_AN_EVENT = 8  #: on average, copies of agency text not counted
COPIES = 0.3  #: share of pages that are near-copies of an agency's text
OF_ONE = 0.5  #: share of these that copy one and the same dispatch: the story of the year
ARABIC = 0.4  #: share of pages in Arabic
WITH_FOLDER = 0.3  #: share of pages whose pictures lie in a folder beside them
EVEN = 0.5  #: the chance of what happens as often as not
LONG_QUOTE = 12  #: words of a quotation from which some may be left out of its middle
CHROME = (40_000, 110_000)  #: characters of a page around its report, about


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody who is quoted: name and role in both languages."""

    name: tuple[str, str]
    role: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What several pages tell of, with what was said there, by language."""

    at: datetime
    quarter: tuple[str, str]
    voices: tuple[Voice, ...]
    quotes: tuple[tuple[tuple[Voice, str], ...], ...]
    dispatch: tuple[tuple[str, ...], ...]  #: the agency's paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: what a reader sees of the report, and its pictures by file name."""

    lang: str
    outlet: str
    author: str
    at: datetime
    headline: str
    paragraphs: tuple[str, ...]
    pictures: tuple[tuple[str, str, int], ...]  #: name, caption, and what is to be seen
    chrome: int  #: characters of markup around it


class Press:
    """Writes sentences, quotations and reports by chance."""

    def __init__(self, seed: int, pages: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - no secret
        families = [
            (a[0] + b[0], a[1] + b[1])
            for a in WORDS["first_syllable"]
            for b in WORDS["last_syllable"]
        ]
        self.voices = [
            Voice(
                name=(f"{given[0]} {family[0]}", f"{given[1]} {family[1]}"),
                role=tuple(self.chance.choice(WORDS["roles"])),
            )
            for given, family in (
                (self.chance.choice(WORDS["given"]), self.chance.choice(families))
                for _ in range(20 + pages // 3)
            )
        ]

    def sentence(self, form: str, lang: str, **given: str) -> str:
        """A form with every hole filled."""
        while "{" in form:
            before, _, rest = form.partition("{")
            name, _, after = rest.partition("}")
            form = before + (given.get(name) or self.word(name, lang)) + after
        return form

    def word(self, name: str, lang: str) -> str:
        """A word of a sort."""
        chance, words = self.chance, WORDS[lang]
        side = ("en", "ar").index(lang)
        match name:
            case "count":
                return str(chance.randint(3, 900))
            case "quarter" | "day":
                return str(chance.choice(WORDS[f"{name}s"])[side])
            case "outlet":
                return str(chance.choice(self.outlets(lang)))
            case "thing" if lang == "ar":
                good = chance.choice(words["good"].split(", "))
                if chance.random() < EVEN:
                    return f"{chance.choice(words['feminine'].split(', '))} {good}ة"
                return f"{chance.choice(words['masculine'].split(', '))} {good}"
        return str(chance.choice(words[name].split(", ")))

    def outlets(self, lang: str) -> Sequence[str]:
        """The outlets that write in a language."""
        return WORDS["outlets" if lang == "en" else "outlets_ar"]  # type: ignore[no-any-return]

    def quote(self, lang: str) -> str:
        """What somebody says: two to five clauses, without the last full stop."""
        joints, text = WORDS[lang]["joint"].split("|"), ""
        for n in range(self.chance.randint(2, 5)):
            clause = self.sentence(self.chance.choice(WORDS[lang]["said"]), lang)
            text += (self.chance.choice(joints) if n else "") + clause
        return ". ".join(part[:1].upper() + part[1:] for part in text.split(". "))

    def telling(self, lang: str, event: Event) -> str:
        """A paragraph of the reporter's own."""
        quarter = event.quarter[("en", "ar").index(lang)]
        forms = self.chance.choices(WORDS[lang]["told"], k=self.chance.randint(2, 4))
        told = (self.sentence(form, lang, quarter=quarter) for form in forms)
        return " ".join(one[:1].upper() + one[1:] for one in told)

    def framed(self, lang: str, quarter: tuple[str, str], voice: Voice, quote: str) -> str:
        """A quotation with whoever says it."""
        side = ("en", "ar").index(lang)
        form = self.chance.choice(WORDS[lang]["frames"])
        first, _, rest = quote.partition(". ")
        if "{q2}" in form and not rest:
            form = WORDS[lang]["frames"][0]
        q, q2 = (first, rest) if "{q2}" in form else (quote, "")
        given = {"name": voice.name[side], "role": voice.role[side], "quarter": quarter[side]}
        return self.sentence(form, lang, q=q, q2=q2, **given)

    def event(self, number: int) -> Event:
        """Something that happened, and the agency's dispatches on it in both languages."""
        voices = tuple(self.chance.sample(self.voices, k=6))
        bare = Event(
            at=BEGIN + timedelta(hours=9 * number),
            quarter=tuple(self.chance.choice(WORDS["quarters"])),
            voices=voices,
            quotes=tuple(
                tuple((voice, self.quote(lang)) for voice in (*voices, *voices[:4]))
                for lang in ("en", "ar")
            ),
            dispatch=(),
        )
        return replace(bare, dispatch=tuple(self.dispatch(lang, bare) for lang in ("en", "ar")))

    def dispatch(self, lang: str, event: Event) -> tuple[str, ...]:
        """What the agency sends out: a dozen paragraphs, every second one a quotation."""
        quotes = self.chance.sample(event.quotes[("en", "ar").index(lang)], k=6)
        text = []
        for voice, quote in quotes:
            text += [self.telling(lang, event), self.framed(lang, event.quarter, voice, quote)]
        return tuple(text)

    def page(self, event: Event, *, copied: bool) -> Page:
        """A page of one outlet on an event; `copied`: the agency's text, hardly touched."""
        lang = "ar" if self.chance.random() < ARABIC else "en"
        outlet = self.chance.choice(self.outlets(lang))
        text = self.touched(lang, event) if copied else self.own(lang, event)
        at = event.at + timedelta(minutes=self.chance.randint(20, 900))
        shown = self.chance.randint(1, 3) if self.chance.random() < WITH_FOLDER else 0
        captions = [
            self.sentence(WORDS[lang]["caption"], lang, date=f"{at:%d}.{at:%m}.{at:%Y}")
            for _ in range(shown)
        ]
        side, quarter = ("en", "ar").index(lang), event.quarter
        return Page(
            lang=lang,
            outlet=outlet,
            author=self.chance.choice(self.voices).name[side],
            at=at,
            headline=self.sentence(WORDS[lang]["headline"], lang, quarter=quarter[side]),
            paragraphs=tuple(text),
            pictures=tuple(
                (f"photo-{n}.jpg", caption, self.chance.randint(0, 200))
                for n, caption in enumerate(captions, 1)
            ),
            chrome=self.chance.randint(*CHROME),
        )

    def touched(self, lang: str, event: Event) -> list[str]:
        """The agency's text with a paragraph left out, a word or a figure changed."""
        agency = self.outlets(lang)[1]
        text = list(event.dispatch[("en", "ar").index(lang)])
        if self.chance.random() < EVEN:
            del text[self.chance.randrange(1, len(text))]
        for n in self.chance.sample(range(len(text)), k=self.chance.randint(0, 2)):
            words = text[n].split(" ")
            at = self.chance.randrange(1, len(words) - 1)
            words[at] = str(self.chance.randint(3, 99)) if words[at].isdigit() else words[at][:-1]
            text[n] = " ".join(word for word in words if word)
        text[0] = self.sentence(WORDS[lang]["lead"], lang, outlet=agency, text=text[0])
        return text

    def own(self, lang: str, event: Event) -> list[str]:
        """A report of its own: 3 to 10 quotations, half of them those of the event."""
        side, text = ("en", "ar").index(lang), []
        for _ in range(self.chance.randint(3, 10)):
            text.append(self.telling(lang, event))
            voice, quote = self.chance.choice(event.quotes[side])
            match self.chance.randrange(6):
                case 0:
                    given = {"name": voice.name[side], "q": self.shortened(quote)}
                    text.append(self.sentence(WORDS[lang]["passed_on"], lang, **given))
                case 1 | 2:
                    text.append(self.framed(lang, event.quarter, voice, self.shortened(quote)))
                case _:
                    voice = self.chance.choice((*event.voices, *self.chance.sample(self.voices, 2)))
                    text.append(self.framed(lang, event.quarter, voice, self.quote(lang)))
        return text

    def shortened(self, quote: str) -> str:
        """A quotation whole, or its first words, or with words left out."""
        words = quote.split(" ")
        match self.chance.randrange(4):
            case 0:
                return " ".join(words[: max(7, len(words) * 2 // 3)]).rstrip(".,،;")
            case 1 if len(words) > LONG_QUOTE:
                return " ".join([*words[:6], "…", *words[9:]])
        return quote


def press(pages: int, seed: int = 2032) -> Iterator[Page]:
    """Yield so many pages."""
    writer = Press(seed, pages)
    chance = writer.chance
    count = max(1, round(pages * (1 - COPIES) / PAGES_OF_AN_EVENT))
    events = [writer.event(number) for number in range(count)]
    for _ in range(pages):
        copied = chance.random() < COPIES
        often = copied and chance.random() < OF_ONE
        yield writer.page(events[0] if often else chance.choice(events), copied=copied)


def write(folder: Path, pages: int, seed: int = 2032) -> None:
    """Write so many saved pages into a folder, with their `_files` folders."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(press(pages, seed), 1):
        name = f"page-{number:05d}"
        (folder / f"{name}.html").write_text(html(page, f"{name}_files"), encoding="utf-8")
        for file, _, seen in page.pictures:
            (folder / f"{name}_files").mkdir(exist_ok=True)
            (folder / f"{name}_files" / file).write_bytes(picture(seen))


def picture(seen: int) -> bytes:
    """A small photograph, as JPEG; the same for the same number."""
    chance = random.Random(seen)  # noqa: S311 - no secret
    rough = Image.frombytes("RGB", (16, 10), chance.randbytes(16 * 10 * 3))
    out = io.BytesIO()
    rough.resize((640, 400), Image.Resampling.BICUBIC).save(out, "JPEG", quality=85)
    return out.getvalue()


def html(page: Page, files: str) -> str:
    """The page as a browser saves it: the report amid menus, scripts and links elsewhere."""
    figures = "".join(
        f'<figure class="image"><img src="{files}/{file}" alt="">'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
        for file, caption, _ in page.pictures
    )
    body = "\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in page.paragraphs)
    direction = "rtl" if page.lang == "ar" else "ltr"
    return f"""<!DOCTYPE html>
<html lang="{page.lang}" dir="{direction}"><head><meta charset="utf-8">
<title>{escape(page.headline)} | {escape(page.outlet)}</title>
<meta property="og:site_name" content="{escape(page.outlet)}">
<meta property="og:title" content="{escape(page.headline)}">
<meta property="og:type" content="article">
<meta property="article:published_time" content="{page.at.isoformat()}">
<meta name="author" content="{escape(page.author)}">
{_scripts(page.chrome)}
</head><body>
{_menu(page.outlet)}
<main><article>
<h1>{escape(page.headline)}</h1>
<div class="byline">{escape(page.author)} <time datetime="{page.at.isoformat()}">{page.at:%d.%m.%Y}</time></div>
{figures}
<div class="article-body">
{body}
</div>
</article></main>
{_elsewhere(page.chrome)}
</body></html>
"""  # noqa: E501 - lines of the page


def _scripts(size: int) -> str:
    """Styles and scripts: the greater half of the markup."""
    line = ".c{n}{{margin:{n}px;padding:0 {n}px;display:flex;align-items:center}}"
    style = "\n".join(line.format(n=n) for n in range(size // 200))
    script = "\n".join(f'window.push({{"slot":{n},"id":"a{n}"}});' for n in range(size // 120))
    return f"<style>{style}</style>\n<script>{script}</script>"


def _menu(outlet: str) -> str:
    rows = "".join(
        f'<li class="menu-item"><a href="/section/{n}">Section {n}</a></li>' for n in range(40)
    )
    return f'<header><a href="/">{escape(outlet)}</a><nav><ul>{rows}</ul></nav></header>'


def _elsewhere(size: int) -> str:
    """Links to other stories, buttons to share, the small print."""
    links = "".join(
        f'<li class="card"><a href="/story/{n}"><span class="icon"></span>Story number {n}</a></li>'
        for n in range(size // 250)
    )
    return (
        f'<aside class="related"><h2>More stories</h2><ul>{links}</ul></aside>'
        '<div class="share"><button>Share</button><button>Copy link</button></div>'
        "<footer><p>All rights reserved. Terms, privacy, cookies.</p></footer>"
    )
