"""One language of the pages: its catalogue of sentences and plurals, as safe HTML."""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any, Literal

from markupsafe import Markup, escape

_ALONE = re.compile(r"<bdi>(?P<words>(?:(?!</?bdi).)*)</bdi>(?P<cut>…?)", re.DOTALL)

Lang = Literal["en", "ar"]
LANGS: tuple[Lang, ...] = ("en", "ar")


@cache
def catalogue(lang: Lang) -> dict[str, Any]:
    """Return the sentences of a language, as `catalogue/LANG.toml` has them."""
    file = resources.files("amana.tell").joinpath("catalogue", f"{lang}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def isolate(text: object) -> Markup:
    """Return a text as HTML whose direction touches nothing around it."""
    if isinstance(text, Markup):
        return text
    return Markup("<bdi>{}</bdi>").format(text)


class Tongue:
    """What one language says: `say` a sentence, `count` things, `word` of a closed set."""

    def __init__(self, lang: Lang) -> None:
        """Take the language of the page."""
        self.lang: Lang = lang
        self.dir = "rtl" if lang == "ar" else "ltr"
        self._says = catalogue(lang)
        self._known: dict[str, Markup] = {}  # sentences made safe

    def say(self, key: str, /, **values: object) -> Markup:
        """Return the sentence of "table.key", its values isolated; KeyError where there is none."""
        table, _, name = key.partition(".")
        pattern = self._says[table][name]
        return self._fill(pattern, values) if values else self._safe(pattern)

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
        return Markup("<bdi>{}{}{}</bdi>").format(
            self.say("page.open"), text, self.say("page.close")
        )

    def _safe(self, pattern: str) -> Markup:
        if pattern not in self._known:
            self._known[pattern] = escape(pattern)
        return self._known[pattern]

    def _fill(self, pattern: str, values: dict[str, object]) -> Markup:
        safe = {
            key: value if isinstance(value, int) else isolate(value)
            for key, value in values.items()
        }
        return self._safe(pattern).format(**safe)


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
