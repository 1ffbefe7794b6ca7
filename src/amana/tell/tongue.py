"""One language of the pages: its catalogue of sentences and plurals, as safe HTML."""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any, Literal

from markupsafe import Markup, escape

_SLOT = re.compile(r"{(\w+)}")
_ALONE = re.compile(r"<bdi>(?P<words>(?:(?!</?bdi).)*)</bdi>(?P<cut>…?)", re.DOTALL)

Lang = Literal["en", "ar"]
LANGS: tuple[Lang, ...] = ("en", "ar")


@cache
def catalogue(lang: Lang) -> dict[str, Any]:
    """Return the sentences of a language, as `catalogue/LANG.toml` has them."""
    file = resources.files("amana.tell").joinpath("catalogue", f"{lang}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def framed(before: str, text: object, after: str) -> Markup:
    """Return a text between two tags, escaped unless it is HTML already."""
    return Markup(f"{before}{escape(text)}{after}")  # noqa: S704 - tags are ours, the text escaped


def isolate(text: object) -> Markup:
    """Return a text as HTML whose direction touches nothing around it."""
    return text if isinstance(text, Markup) else framed("<bdi>", text, "</bdi>")


class Tongue:
    """What one language says: `say` a sentence, `count` things, `word` of a closed set."""

    def __init__(self, lang: Lang) -> None:
        """Take the language of the page."""
        self.lang: Lang = lang
        self.dir = "rtl" if lang == "ar" else "ltr"
        self._says = catalogue(lang)
        self._said: dict[str, Markup] = {}  # sentences without values, made safe
        self._parts: dict[str, tuple[str, ...]] = {}  # sentences with values, taken apart

    def say(self, key: str, /, **values: object) -> Markup:
        """Return the sentence of "table.key", its values isolated; KeyError where there is none."""
        if not values and key in self._said:
            return self._said[key]
        table, _, name = key.partition(".")
        pattern = self._says[table][name]
        if values:
            return self._fill(pattern, values)
        return self._said.setdefault(key, escape(pattern))

    def count(self, what: str, n: int) -> Markup:
        """Return a number with the thing counted, in the plural that the language asks for."""
        forms = self._says["n"][what]
        return self._fill(forms[plural(self.lang, n)], {"n": n})

    def word(self, table: str, name: str) -> Markup:
        """Return the word of a closed set; a word that is not in it stands as it is."""
        known = self._says[table].get(name)
        return escape(known) if known else isolate(name.replace("_", " "))

    def has(self, table: str, name: str) -> bool:
        """Whether the catalogue has a word of its own for this."""
        return name in self._says[table]

    def names(self, table: str, key: str) -> list[str]:
        """Return a list of the catalogue: the months, the days of the week."""
        return list(self._says[table][key])

    def joined(self, parts: list[Markup] | tuple[Markup, ...], by: str = "dot") -> Markup:
        """Return parts in one line, with the separator of the language between them."""
        return self.say(f"page.{by}").join(parts)

    def quoted(self, text: Markup) -> Markup:
        """Return a text in the quotation marks of the page's language."""
        text = isolate(text)
        if alone := _ALONE.fullmatch(text):  # the marks go the way of the words, not of the page
            text = Markup(alone["words"] + alone["cut"])  # noqa: S704 - safe before
        return framed("<bdi>", self.say("page.open") + text + self.say("page.close"), "</bdi>")

    def _fill(self, pattern: str, values: dict[str, object]) -> Markup:
        if pattern not in self._parts:
            self._parts[pattern] = tuple(_SLOT.split(escape(pattern)))
        parts = list(self._parts[pattern])
        for n in range(1, len(parts), 2):  # every second part is the name of a value
            value = values[parts[n]]
            parts[n] = str(value) if isinstance(value, int) else isolate(value)
        return Markup("".join(parts))  # noqa: S704 - every part is safe


def plural(lang: Lang, n: int) -> str:
    """Return which plural form a number takes (CLDR plural rules, cardinal, integers).

    >>> plural("en", 1), plural("ar", 2), plural("ar", 7), plural("ar", 24), plural("ar", 100)
    ('one', 'two', 'few', 'many', 'other')
    """
    if lang == "en":
        return "one" if n == 1 else "other"
    if n in (0, 1, 2):
        return ("zero", "one", "two")[n]
    few, many = range(3, 11), range(11, 100)
    return "few" if n % 100 in few else "many" if n % 100 in many else "other"
