"""The signals that speak for or against a link; each docstring is shown to the reader of a reason.

A reason carries the name of its function. What a function returns is the reason itself, so that
its words and its explanation stand in one place.
"""

import inspect
import sys

from amana.model import Reason

MOST_SHOWN = 160  #: characters of either side shown in a reason. Enough to recognise the words


def explain(signal: str) -> str:
    """Return what a signal means, for an investigator; "" for a name that is no signal."""
    found = getattr(sys.modules[__name__], signal, None)
    if signal == "explain" or not inspect.isfunction(found) or signal.startswith("_"):
        return ""
    return inspect.getdoc(found) or ""


def _reason(signal: str, score: float, left: str, right: str, detail: str) -> Reason:
    return Reason(
        signal=signal,
        score=round(max(-1.0, min(1.0, score)), 3),
        left=_short(left),
        right=_short(right),
        detail=detail,
    )


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= MOST_SHOWN else plain[: MOST_SHOWN - 1] + "…"


def shared_words(score: float, left: str, right: str, *, shared: int, of: int) -> Reason:
    """The same words stand in both, in the same order; rare words count more than common ones."""
    return _reason("shared_words", score, left, right, f"{shared} of {of} words of the shorter")


def part_of_whole(left: str, right: str) -> Reason:
    """The shorter one stands in the longer one without a gap: it was cut out of it."""
    return _reason("part_of_whole", 0.9, left, right, "all its words, in one run")


def marked_gaps(left: str, right: str, *, gaps: int) -> Reason:
    """Words are left out of one, and an ellipsis says so."""
    return _reason("marked_gaps", 0.6, left, right, f"{gaps} gap{'s' * (gaps > 1)} marked")


def run_together(left: str, right: str, *, words: int) -> Reason:
    """Words that stand apart in one are run together in the other, and no mark says so."""
    return _reason("run_together", 0.3, left, right, f"{words} words left out without a mark")


def changed_words(left: str, right: str, *, changed: int) -> Reason:
    """Some words were put in, left out or replaced between words that are the same."""
    return _reason("changed_words", -0.1, left, right, f"{changed} words differ")


def spelled_differently(left: str, right: str) -> Reason:
    """A word is spelled differently in the two: a slip of the hand, corrected or copied."""
    return _reason("spelled_differently", 0.2, left, right, "nearly the same letters")


def editorial_marks(left: str, right: str) -> Reason:
    """One carries marks of an editor ([sic], brackets, an ellipsis), the other does not."""
    return _reason("editorial_marks", 0.3, left, right, "the marked one was taken from another")


def differing_number(left: str, right: str) -> Reason:
    """A figure differs where the words are the same: it may be another fact."""
    return _reason("differing_number", -1.0, left, right, f"“{left}” stands against “{right}”")


def differing_negation(left: str, right: str) -> Reason:
    """One denies what the other says: a "not" stands in one only."""
    return _reason("differing_negation", -1.0, left, right, "a negation stands in one only")


def differing_name(left: str, right: str) -> Reason:
    """A name differs where the words are the same: it may be another person, place or day."""
    return _reason("differing_name", -1.0, left, right, f"“{left}” stands against “{right}”")


def differing_thing(left: str, right: str) -> Reason:
    """A thing, a side or a party differs where the words are the same: it may be another fact."""
    return _reason("differing_thing", -1.0, left, right, f"“{left}” stands against “{right}”")


def differing_day(left: str, right: str) -> Reason:
    """The days that they tell of differ: two things of one kind."""
    return _reason("differing_day", -1.0, left, right, "the days do not meet")


def said_earlier(left: str, right: str, *, detail: str) -> Reason:
    """One was said before the other could be: words go from the earlier to the later."""
    return _reason("said_earlier", 0.4, left, right, detail)


def same_voice(left: str, right: str) -> Reason:
    """Both are put into the mouth of the same voice."""
    return _reason("same_voice", 0.4, left, right, "the same name")


def same_medium(left: str, right: str) -> Reason:
    """Both were said in the same kind of medium."""
    return _reason("same_medium", 0.2, left, right, "the same medium")


def same_time(left: str, right: str) -> Reason:
    """Both can have been said at the same time."""
    return _reason("same_time", 0.3, left, right, "the times meet")


def same_figure(left: str, right: str) -> Reason:
    """Both give the same figure, which needs no translation."""
    return _reason("same_figure", 0.5, left, right, f"“{left}” is “{right}”")


def same_spelling(score: float, left: str, right: str, *, detail: str) -> Reason:
    """The names agree in spelling, across scripts where need be; spelling alone proves nothing."""
    return _reason("same_spelling", score, left, right, detail)


def same_handle(left: str, right: str) -> Reason:
    """Both are named by the same account."""
    return _reason("same_handle", 0.9, left, right, "the same account")


def same_role(left: str, right: str, *, words: str) -> Reason:
    """Both are said to do the same work."""
    return _reason("same_role", 0.4, left, right, words)


def same_platform(left: str, right: str, *, words: str) -> Reason:
    """Both spoke on the same platform."""
    return _reason("same_platform", 0.2, left, right, words)


def same_place(left: str, right: str, *, words: str) -> Reason:
    """Both reports that name the voice name the same place."""
    return _reason("same_place", 0.2, left, right, words)


def same_words(left: str, right: str) -> Reason:
    """A statement of the one is linked to a statement of the other by its words."""
    return _reason("same_words", 0.7, left, right, "their statements are linked")


def full_name(left: str, right: str) -> Reason:
    """The full name of two or more parts is not a common one, and is the same to the letter."""
    return _reason("full_name", 0.5, left, right, "the same full name")


def same_happening(score: float, left: str, right: str, *, words: str) -> Reason:
    """All that the one says of what happened, to what and where stands in the other, too."""
    return _reason("same_happening", score, left, right, words)


def names_source(left: str, right: str, *, outlet: str) -> Reason:
    """The one names the outlet of the other as where it has it from."""
    return _reason("names_source", 0.9, left, right, f"names {outlet}")


def same_matter(score: float, left: str, right: str, *, words: str) -> Reason:
    """What the one gives as told by the other stands there: a happening, or a thing counted."""
    return _reason("same_matter", score, left, right, words)


def same_credit(left: str, right: str, *, agency: str) -> Reason:
    """Both carry the credit line of one agency: its text, printed twice."""
    return _reason("same_credit", 0.7, left, right, f"credited to {agency}")


def links_to(left: str, right: str, *, address: str) -> Reason:
    """The one gives the address of the other, or shows it as an embedded post."""
    return _reason("links_to", 0.9, left, right, address)


def retold_later(left: str, right: str, *, sentences: int) -> Reason:
    """The one, published later, has the other's own sentences."""
    return _reason("retold_later", 0.6, left, right, f"{sentences} retold")


def hedge_lost(left: str, right: str) -> Reason:
    """The one gives as certain what the other gave as about so many."""
    return _reason("hedge_lost", -0.1, left, right, "the hedge is gone")


def same_pixels(left: str, right: str) -> Reason:
    """The two pictures are the same, pixel for pixel."""
    return _reason("same_pixels", 1.0, left, right, "every pixel is the same")


def same_details(score: float, left: str, right: str, *, transform: str, share: float) -> Reason:
    """Laid over each other, the details of the two pictures agree; chance does not do that."""
    part = "" if share >= 1 else f"; the one shows {share:.0%} of the other"
    return _reason("same_details", score, left, right, f"{transform}, {score:.1%} agree{part}")


def same_spots(left: str, right: str, *, spots: int) -> Reason:
    """Spots that stand out in the one stand in the other, in the same arrangement."""
    score = min(0.9, 0.1 * spots)
    return _reason("same_spots", score, left, right, f"{spots} spots in one arrangement")


def same_hash(left: str, right: str, *, bits: int) -> Reason:
    """The perceptual hashes of what both show differ in few of 64 bits; unrelated ones in 32."""
    return _reason("same_hash", (32 - bits) / 32, left, right, f"{bits} of 64 bits differ")
