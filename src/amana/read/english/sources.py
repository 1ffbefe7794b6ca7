"""English: who speaks and who passes it on: "the agency, citing a nurse, said …"."""

from amana.lang import lexicon
from amana.model import Span
from amana.read.english.subjects import subject_behind
from amana.read.english.words import MOST_BETWEEN, PASSIVE, Token, small

CITING = {"citing", "quoting"}
QUOTED = {"quoted", "cited", "interviewed", "reached"}
SAYING = {"saying", "adding", "telling", "warning"}  # behind "quoted her as"
CITED = {"cited", "quoted", "cites", "quotes"}  # behind "which"
MOST_OF_MANY = 4  #: words of "unnamed senior security officials"
# between a verb and an aside that names the source: "said in a report on Monday, citing a nurse,"
WHERE_REPORTED = {"on", "in", "this", "last", "the", "a", "its", "also", "report", "bulletin"}


def cited(
    words: list[Token], behind: int, subject: Span | None
) -> tuple[Span | None, Span | None, int]:
    """Return who speaks, who passes it on, and where what was said begins behind "as saying".

    "The agency, citing a nurse, said …"; "the agency quoted her as saying …".
    """
    if subject is None:
        return None, None, behind
    inside = [k for k, w in enumerate(words) if subject[0] <= w.start < subject[1]]
    if words[0].word in CITING and inside and inside[0] > 0:
        source = source_at(words, 1)
        if source is not None and source[1] <= subject[0]:
            return source, subject, behind
    near = range(behind, min(behind + MOST_BETWEEN, len(words)))
    for k in inside[1:]:
        if words[k].word in QUOTED and (by := _by(words, k)):  # "a nurse quoted by the agency"
            return _head(words, inside[0], k), subject_behind(words, by + 1), behind
    for k in (*inside, *near):
        cites = words[k].word in CITING or (
            k in inside[1:] and words[k].word in CITED and words[k - 1].word in {"which", "who"}
        )
        if cites and (source := source_at(words, k + 1)) is not None:
            head = subject if k not in inside else _head(words, inside[0], k)
            return source, head, behind
    for k in near:
        if is_saying_as(words, k):
            if any(
                w.word in PASSIVE for w in words[max(0, behind - 3) : behind - 1]
            ):  # "was quoted by the agency as saying"
                told_by = next((n for n in range(behind, k) if words[n].word == "by"), None)
                known = told_by is not None
                told = (
                    subject_behind(words, (told_by or 0) + 1) if known else _printed(words, k + 2)
                )
                return subject, told, k + 2
            source = _quoted(words, behind) if k > behind else None
            return (source, subject, k + 2) if source else (subject, _printed(words, k + 2), k + 2)
    return subject, None, behind


def _by(words: list[Token], k: int) -> int:
    """The place of "by" behind a participle, an adverb between: "interviewed separately by"."""
    near = range(k + 1, min(k + 3, len(words)))
    return next((n for n in near if words[n].word == "by" and _ends_ly(words[k + 1 : n])), 0)


def _ends_ly(words: list[Token]) -> bool:
    return all(word.word.endswith("ly") for word in words)


def source_at(words: list[Token], k: int) -> Span | None:
    """Return whom "citing" names: a noun phrase, or many without an article: "local police"."""
    source = subject_behind(words, k)
    if source is not None:
        return source
    found = None
    for word in words[k : k + MOST_OF_MANY]:
        if not word.word[0].isalpha() or word.word in small("breaks") | small("governs"):
            break
        if word.word in lexicon.load("voices")["en"]["group_words"]:
            found = words[k].start, word.end
    return found


def is_saying_as(words: list[Token], k: int) -> bool:
    """Return whether "as saying" stands at a place: what was said follows."""
    return words[k].word == "as" and k + 1 < len(words) and words[k + 1].word in SAYING


def _quoted(words: list[Token], k: int) -> Span | None:
    """Whoever is quoted: "quoted the mayor as saying", "quoted him as adding"."""
    if words[k].word in {"him", "her", "them"}:
        return words[k].start, words[k].end
    return subject_behind(words, k)


def _printed(words: list[Token], k: int) -> Span | None:
    """Where words stood, behind "quoted as saying": "in the newsletter, The Tiller"."""
    if [word.word for word in words[k : k + 1]] != ["in"]:
        return None
    printed = subject_behind(words, k + 1)
    behind = [n for n, word in enumerate(words) if printed and word.start >= printed[1]][:2]
    named = [n for n in behind[1:] if words[behind[0]].word == "," and words[n].capital]
    return subject_behind(words, named[0]) if named else printed


def _head(words: list[Token], first: int, k: int) -> Span:
    """Return the phrase from a word up to the comma before another."""
    last = k - 1
    while last > first and words[last].word in {",", "which", "who"}:
        last -= 1
    return words[first].start, words[max(first, last)].end


def behind_citing(words: list[Token], first: int) -> int:
    """Return the place behind an aside: "reported on Monday, citing a nurse, that …"."""
    comma = first
    while comma < len(words) and words[comma].word in small("time_words") | WHERE_REPORTED:
        comma += 1
    source, behind = (None, first) if comma == len(words) else source_behind(words, comma)
    return first if source is None else behind


def source_behind(words: list[Token], comma: int) -> tuple[Span | None, int]:
    """Return whom an aside names, and where it ends: ", citing Hala,", ", which quoted …"."""
    k = comma + 1
    if k < len(words) and words[k].word in {"which", "who"}:
        k += 1
    known = CITING if k == comma + 1 else CITED
    if words[comma].word != "," or k >= len(words) or words[k].word not in known:
        return None, comma
    source = source_at(words, k + 1)
    if source is None:
        return None, comma
    last = next((j for j in range(k, len(words)) if words[j].start >= source[1]), len(words))
    return source, last + (last < len(words) and words[last].word == ",")
