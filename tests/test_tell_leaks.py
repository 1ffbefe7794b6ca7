"""Names of hidden voices planted everywhere, spelled in every way: no byte of any file has them."""

import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote, unquote

import pytest

from amana.canon import make_id
from amana.lang.letters import fold, language_of
from amana.model import (
    Described,
    Dossier,
    Item,
    Media,
    Person,
    Preview,
    Problem,
    Statement,
)
from amana.tell.dossier import pages
from amana.tell.masks import Veil
from neighbours import beside

TOLD = beside("test_tell_dossier")

#: given and family name in both scripts, an account, other common ways to write them in Latin
CHILD = (("Lina", "Darwish"), ("لينا", "الدرويش"), "@lina_sea", ("Leena Darwish", "Lina Darweesh"))
AT_RISK = (("Fatima", "Qabbani"), ("فاطمة", "القباني"), "@fatima.q7",
           ("Fatimah al-Qabbani", "Fatma Kabbani"))  # fmt: skip
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\u00ad\u200e\u200f"


def latin(given: str, family: str) -> Iterator[str]:
    for article in ("", "al-", "Al-", "AL ", "el-", "El ", "al\u2011", "Al\u2013", "al"):
        yield f"{given} {article}{family}"
    name = f"{given} al-{family}"
    yield from (name.upper(), name.lower(), name.title(), f"{given}-{family}", f"{family}, {given}")
    yield from (f"{given}  {family}", f"{given}\u00a0{family}", f"{given}\n{family}")
    yield from (f"{name}'s", f"{name}’s", f"{given}'s", f"{given.upper()}’S", f"{given}s")
    yield from (f"{given}{family}", f"#{given}Al{family}", f"#save{given}{family}")
    yield from (f"#{given.lower()}_{family.lower()}", f"@{given.lower()}{family.lower()}")
    yield from (f"{given.lower()}-{family.lower()}.jpg", f"{given}_{family}", f"{given}.{family}")
    yield from (f"{given[0]}. {family}", f"{given} A. {family}", f"({given})", f"{given}/{family}")
    yield from (given[:2] + mark + f"{given[2:]} {family}" for mark in ZERO_WIDTH)
    yield f"{given} {family}".translate({ord(c): chr(ord(c) + 0xFEE0) for c in given + family})
    yield given[0] + given[1] + "\u0301" + given[2:] + f" {family}"
    for letter in sorted(set(family[1:-1])):
        yield f"{given} {family.replace(letter, letter * 2, 1)}"


def arabic(given: str, family: str) -> Iterator[str]:
    bare = family.removeprefix("ال")
    name = f"{given} {family}"
    yield from (name, f"{given} {bare}", f"{given} ال{bare}", f"{given}\u00a0{family}")
    yield from (f"{prefix}{name}" for prefix in ("و", "ف", "ب", "ك", "ل", "ول", "وب", "فل"))
    yield from (f"{prefix}{given}" for prefix in ("و", "ب", "ك", "ل"))
    yield "".join(c + "\u064e" if c != " " else c for c in name)  # with vowels
    yield "".join(c + "\u0651\u0650" if c != " " else c for c in name)
    yield "".join(c + "ـ" if c in "سيلنبف" else c for c in name)  # stretched
    yield from (name.replace("ا", alef) for alef in "أإآٱ")
    yield from (name.replace("ي", "ى"), name.replace("ى", "ي"), name.replace("ة", "ه"))
    yield from (
        f"#{given}_{family}",
        f"#{given}{family}",
        f"@{given}{bare}",
        f"#أنقذوا_{given}_{family}",
    )
    yield from (f"«{given}»", f"{given}،", f"({name})", f"{given}.jpg", f"{given}-{bare}")
    yield from (given[:2] + mark + given[2:] + f" {family}" for mark in ZERO_WIDTH)


def spellings(who: Any) -> Iterator[str]:
    in_latin, in_arabic, handle, others = who
    yield from latin(*in_latin)
    yield from arabic(*in_arabic)
    yield from others
    yield from (handle, handle.upper(), handle[1:], f"#{handle[1:]}", f"x{handle} said")
    for written in (" ".join(in_latin), " ".join(in_arabic), handle[1:]):
        yield f"https://social.example/{quote(written)}/status/7"
        yield f"https://social.example/?of={quote(written, safe='').lower()}"
        yield f"www.social.example/{written.replace(' ', '_')}"


def person(who: Any, **more: Any) -> Person:
    given, family = who[0]
    name = f"{given} al-{family}"
    return TOLD.person(given, name, ("ar", " ".join(who[1])), handles=(who[2],), **more)  # type: ignore[no-any-return]


PEOPLE = (person(CHILD, minor=True), person(AT_RISK, minor=False, at_risk=True))
WRITTEN = tuple(dict.fromkeys((*spellings(CHILD), *spellings(AT_RISK))))


def planted(n: int, written: str) -> tuple[Item, Statement]:
    """A report that has a spelling wherever a report can have words."""
    text = (
        f"Near the bridge {written} waited. Somebody said: “We saw {written} at the window.” "
        f"Then {written} left {n}."
    )
    item = TOLD.item(
        text, file=f"a/{written}/{written} {n}.txt", lang="en", published=None, title=written,
        outlet=f"{written} {n}", url=f"https://a.example/{quote(written)}",
        size=1_000_000 + n,
    )  # fmt: skip
    words = f"We saw {written} at the window."
    voice = TOLD.speaker(item, "Somebody", None, kind="unnamed", role=f"aunt of {written}",
                         affiliation=written)  # fmt: skip
    one = TOLD.statement(item, words, voice=voice, translation=f"{written}: translated")
    return item, one


def told_by_hidden(one: Person) -> tuple[Item, Statement]:
    text = f"{one.name} said: “The sea is far from here.”"
    item = TOLD.item(text, file=f"in/{one.name}.txt", lang="en", published=None)
    voice = TOLD.speaker(item, str(one.name), one.name, person=one.id, minor=one.minor)
    return item, TOLD.statement(item, "The sea is far from here.", voice=voice)


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    siege: Dossier = TOLD.siege()
    pairs = [told_by_hidden(one) for one in PEOPLE]
    pairs += [planted(n, written) for n, written in enumerate(WRITTEN)]
    items = [item for item, _ in pairs]
    captions, media, previews = [], [], []
    for n, written in enumerate(WRITTEN):
        picture = replace(TOLD.item(f"p{n}", file=f"in/{n}.jpg", lang="", published=None),
                          text="", kind="image", title=None)  # fmt: skip
        base = TOLD.item(f"{written} by the sea {n}", file=f"c/{n}.html", lang="en", published=None)
        caption = replace(base, kind="image", title=f"img/{written}.jpg")
        captions += [picture, caption]
        described = Described(item=caption.id, span=(0, len(caption.text)), time=None)
        media.append(
            Media(id=make_id("media", [n]), item=picture.id, described=(described,), copies=(),
                  earliest_known=None, older_than_event=None, why=f"the caption says {written}")
        )  # fmt: skip
        jpeg = b"\xff\xd8\xff\xda" + hashlib.sha256(written.encode()).digest() + b"\xff\xd9"
        previews.append(Preview(item=picture.id, width=8, height=8, jpeg=jpeg))
    problems = [
        Problem(where=f"x/{w}.txt", what=f"“{w}” is unclear", do=f"Ask {w}.") for w in WRITTEN
    ]
    return pages(
        replace(
            siege, title=f"The days of {WRITTEN[0]}", items=(*items, *captions),
            statements=tuple(one for _, one in pairs), people=PEOPLE, links=(), claims=(),
            origins=(), events=(), media=tuple(media), problems=tuple(problems),
            previews=tuple(previews),
        ),
        outside_id=TOLD.outside,
    )  # fmt: skip


@pytest.fixture(scope="module")
def shown(site: dict[str, bytes]) -> dict[str, str]:
    """Each file as a reader, a program or a search engine could read it."""
    found = {}
    for name, content in site.items():
        text = content.decode("utf-8", "replace")
        found[name] = "\n".join(
            (name, text, html.unescape(text), re.sub("<[^>]*>", "", html.unescape(text)),
             unquote(html.unescape(text)))
        )  # fmt: skip
    return found


@pytest.fixture(scope="module")
def plain(shown: dict[str, str]) -> dict[str, str]:
    return {name: fold(text) for name, text in shown.items()}


def test_no_spelling_stands_in_any_file(shown: dict[str, str]) -> None:
    low = [text.casefold() for text in shown.values()]
    assert not [one for one in WRITTEN if any(one.casefold() in text for text in low)]


@pytest.mark.parametrize("name", ["lina", "leena", "fatima", "fatma", "لينا", "فاطمه"])
def test_no_given_name_is_left_over(plain: dict[str, str], name: str) -> None:
    """Folded, in words or inside them: nothing of it stands beside a label."""
    for file, folded in plain.items():
        at = folded.find(fold(name))
        assert at < 0, (file, folded[max(0, at - 60) : at + 40])


def test_labels_are_the_same_everywhere(site: dict[str, bytes]) -> None:
    """Each is known by one pseudonym on all pages: a child, a person at risk."""
    text = b"".join(page for name, page in site.items() if name.endswith(".html")).decode()
    assert set(re.findall(r"Child \d+", text)) == {"Child 1"}
    assert set(re.findall(r"Person at risk \d+", text)) == {"Person at risk 1"}


def test_none_of_their_pictures_is_written(site: dict[str, bytes]) -> None:
    assert not [name for name in site if name.startswith("pictures/")]


#: ways of writing a child of whom the record holds one spelling: by sound alone, in parts, in code
HATEM = ("Hatem Sawwan", "حاتم صوّان")
HIDING = [
    *("Hatim", "Haatem", "HATIM", "Sawan", "حاتم", "حاتماً", "ياحاتم", "أبوحاتم", "ولحاتم"),
    *("H. S.", "H.S.", "Hatem S.", "Sawwan, H.", "ح. ص.", "حاتم ص."),
    *("Hat-em", "H a t e m", "H-a-t-e-m", "H.a.t.e.m", "ح ا ت م"),
    *("Ha-\ntem", "Saw-\nwan", "Ha- tem"),
    *("Hаtem", "Нatem Sаwwan", "ᕼatem", "ʜᴀᴛᴇᴍ", "🇭atem"),
    *("7atem", "7atem_9awwan", "H4tem", "Hat3m", "@7atem17"),
    *("sawwanhatem", "hatem17@mail.example", "hsawwan@mail.example", "h.sawwan@mail.example"),
    *("x.example/hatem17", "https://x.example/hatemblog/3", "https://x.example/%2548atem"),
    *("imghatem.jpg", "IMG_Hatem_001.jpg", "حاتم\u200cصوان", "حاتم\u200fصوان", "ناوص متاح"),
]  # fmt: skip


def veil_of(*names: str, text: str = "x", **more: Any) -> Veil:
    """What hides people of these names, each in one spelling."""
    siege = TOLD.siege()
    item = TOLD.item(text, file="in/a.txt", lang="en", published=None)
    people = tuple(TOLD.person(name, name, minor=True, **more) for name in names)
    return Veil(
        replace(siege, items=(item,), statements=(), people=people, links=(), claims=(),
                origins=(), events=(), media=(), problems=(), previews=())
    )  # fmt: skip


@pytest.mark.parametrize("way", HIDING)
@pytest.mark.parametrize("name", HATEM)
def test_odd_spellings_are_found_from_one_that_is_held(name: str, way: str) -> None:
    own = way if language_of(way) == language_of(name) else None
    veil = veil_of(name) if own else veil_of(*HATEM)
    left = re.sub(r"\[[^]]*\]", "", veil.plain(f"On the bridge {way} waited."))
    assert re.sub("[’'.@_\\s]", "", left) == "Onthebridgewaited", left


@pytest.mark.parametrize(
    ("held", "written"),
    [("Mohammed", "Muhammad"), ("Mohammed Ali", "محمد"), ("محمد علي", "Mohamed"), ("علي", "Ali"),
     ("Tariq Nouri", "Tarek"), ("Abu Layl", "أبي ليل"), ("أبو ليل", "Abou Leil"), ("علي", "علياً"),
     ("Umm Hatem", "أم حاتم"), ("Khaled Zein", "5aled"), ("Ahmad Zein", "A7mad")],
)  # fmt: skip
def test_a_lone_part_is_found_by_its_sound(held: str, written: str) -> None:
    assert written not in veil_of(held).plain(f"Then {written} left.")


def test_words_stay_though_a_name_sounds_like_them() -> None:
    """Of short names and of such as are words themselves."""
    veil = veil_of("Adam Said", "Lina Haddad", "Tariq Nouri", "Sham Idris", "Layla Mansour",
                   "Abu Layl", "أبو ليل", "Umar Saleh", "Dana Salem")  # fmt: skip
    text = ("He said: “Lines of trucks came at 5 p.m.” Trucks! Added U.S. aid; an address. Shame. "
            "عددنا الجرحى الليلة، وكان الليل طويلا.")  # fmt: skip
    assert veil.plain(text) == text


@pytest.mark.parametrize(
    ("told", "later"),
    [("Tariq Nouri, known as Abu Layl, left.", "Abou Leil"),
     ("Tariq Nouri, known as Abu Layl, left.", "أبي ليل"),
     ("They met Tarek, a baker whom we call Abo Lail.", "Abu Layl"),
     ("Abu Layl (Tariq Nouri) left.", "Abu Layl"), ("Tariq “Falcon” Nouri left.", "Falcon"),
     ("Tariq Nouri, nicknamed the Falcon, left.", "the Falcon"),
     ("Tariq Nouri (@night_bird) left.", "https://x.example/night_bird/7"),
     ("Abu Layl, whose real name is Tariq Nouri, left.", "Abu Layl"),
     ("غادر طارق نوري الملقب بأبي ليل.", "أبو ليل"), ("غادر طارق نوري المعروف بـ«الصقر».", "الصقر"),
     ("غادر أبو ليل (طارق نوري).", "أبو ليل")],
)  # fmt: skip
def test_another_name_that_a_report_gives_is_hidden_everywhere(told: str, later: str) -> None:
    veil = veil_of("Tariq Nouri", "طارق نوري", text=told)
    assert later.removeprefix("the ") not in veil.plain(f"Later {later} came.")


@pytest.mark.parametrize(
    "told",
    ["Tariq Nouri told Samir Idris, known as Falcon, of it.", "Tariq Nouri called Falcon House.",
     "Tariq Nouri left. The hill is known as Falcon.", "Tariq Nouri is known as a good baker.",
     "غادر طارق نوري المعروف بشجاعته."],
)  # fmt: skip
def test_what_a_report_calls_something_else_is_shown(told: str) -> None:
    text = "The Falcon, a good baker of bread. شجاعته"
    assert veil_of("Tariq Nouri", "طارق نوري", text=told).plain(text) == text
