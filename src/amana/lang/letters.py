"""Letters of both scripts: which they are, and how spellings of one word fold together."""

import re
import unicodedata
from functools import lru_cache

#: share of Arabic among a text's letters from which it is read as Arabic. Set by thought: an
#: Arabic report full of Latin handles stays above it, an English one with a quoted line below
ENOUGH_ARABIC = 0.3

_ARABIC = re.compile("[\u0620-\u06d3\ufb50-\ufefc]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")

# what searchers in Arabic fold: hamza seats, final ya, ta marbuta, Persian forms
_ARABIC_FOLDS = dict(zip("أإآٱىیئؤةک", "ااااييي" + "وهك", strict=True))
_DROPPED = {"ـ", "ء"}  # kashida stretches a word; a lone hamza is left out as often as written


@lru_cache(maxsize=4096)
def fold_letter(letter: str) -> str:
    """Return what one character folds to: "" for marks, several letters for a ligature.

    >>> fold_letter("É"), fold_letter("أ"), fold_letter("٣"), fold_letter("ـ")
    ('e', 'ا', '3', '')
    """
    kept = []
    for part in unicodedata.normalize("NFKD", letter).casefold():
        plain = _ARABIC_FOLDS.get(part, part)
        if plain in _DROPPED or unicodedata.category(plain) in {"Mn", "Me", "Cf"}:
            continue
        kept.append(str(unicodedata.digit(plain, plain)) if plain.isdigit() else plain)
    return "".join(kept)


def fold(text: str) -> str:
    """Return a text as it is compared: lower case, without marks, Arabic spellings and digits one.

    >>> fold("مُحَمَّد قَالَ فِي ٢٠٣١"), fold("Café al-Ḥamdo")
    ('محمد قال في 2031', 'cafe al-hamdo')
    """
    return text.translate(_FOLDS)


class _Folds(dict[int, str]):
    """What each character folds to, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = fold_letter(chr(code))
        return found


_FOLDS = _Folds()


def fold_with_map(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the folded text and, for each of its characters, the offset it comes from.

    The map has one more entry, the length of the text, so that ends of spans map, too.

    >>> fold_with_map("حـب")
    ('حب', (0, 2, 3))
    """
    folded: list[str] = []
    origins: list[int] = []
    for run in _RUN.finditer(text):
        start, end = run.span()
        plain = text[start:end].translate(_FOLDS)
        if run.lastgroup == "even":  # one for one
            folded.append(plain)
            origins.extend(range(start, end))
            continue
        for offset in range(start, end):
            plain = _FOLDS[ord(text[offset])]
            folded.append(plain)
            origins.extend([offset] * len(plain))
    return "".join(folded), (*origins, len(text))


# letters that fold to one letter each: all of ASCII, and plain Arabic with its marks apart
_RUN = re.compile(
    "(?P<even>[\x00-\x7f\u0622-\u063a\u0641-\u064a\u0660-\u0669،؛؟«»“”‘’–—]+)|[^\x00-\x7f]"
)


def script_of(text: str) -> str:
    """Return the script of most of a text's letters: "Arab", "Latn", or "Zyyy" where it has none.

    >>> script_of("مريم"), script_of("Mariam (مريم)"), script_of("12")
    ('Arab', 'Latn', 'Zyyy')
    """
    arabic, latin = _arabic_and_latin(text)
    if not arabic and not latin:
        return "Zyyy"
    return "Arab" if arabic > latin else "Latn"


def has_arabic(text: str, start: int = 0, end: int | None = None) -> bool:
    """Return whether a stretch of a text holds a letter of the Arabic script.

    >>> has_arabic("“Aleppo”"), has_arabic("حلب"), has_arabic("حلب, Aleppo", 3)
    (False, True, False)
    """
    if text.isascii():
        return False
    return _ARABIC.search(text, start, len(text) if end is None else end) is not None


def language_of(text: str) -> str:
    """Return "ar" or "en" by the letters of a text, "und" where it has none of either.

    The letters tell Arabic from English, the two languages read here; they do not tell
    French from English or Persian from Arabic.
    """
    if text.isascii():
        return "en" if _LATIN.search(text) else "und"
    arabic, latin = _arabic_and_latin(text)
    if not arabic and not latin:
        return "und"
    return "ar" if arabic >= ENOUGH_ARABIC * (arabic + latin) else "en"


def _arabic_and_latin(text: str) -> tuple[int, int]:
    """How many letters of either script a text has."""
    runs = (_ARABIC.findall(text) if not text.isascii() else (), _LATIN.findall(text))
    return sum(map(len, runs[0])), sum(map(len, runs[1]))
