"""Interviews: questions as lines of their own, each answered by the paragraphs below it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from amana.read.layouts.turns import Line, Turn, asks_somebody, is_label, speaks_of_self, tells

LEAST_QUESTIONS = 2  #: answered questions from which a text is an interview
LONGEST_QUESTION = 45  #: words of a question that stands alone in its line
SURE_QUESTIONS = 3  #: where nothing above says that it is one, half of them asking "you"
LONGEST_ANSWER = 4  #: paragraphs of an answer on the average; more are an essay's between questions
LEAST_ANSWER = 8  #: words of most paragraphs of answers; shorter ones are a dialogue's
_DASHES = "-–—•*_ \t"


def interviews(text: str, lines: Sequence[Line]) -> list[Turn]:
    """Return questions and answers of an interview whose questions stand without a label.

    An explainer asks, too ("What do we know?"), but it asks nobody, and nobody in it says "I".
    """
    asked = [i for i, line in enumerate(lines) if i and _is_question(line.text)]
    blocks = [(i, stop) for i, stop in pairwise([*asked, len(lines)]) if stop > i + 1]
    if len(blocks) < LEAST_QUESTIONS or not _is_interview(text, lines, blocks):
        return []
    found = []
    for number, (i, stop) in enumerate(blocks):
        end = stop if number + 1 < len(blocks) else _last_answer(lines, i, stop)
        first, last = lines[i + 1], lines[end - 1]
        found.append(
            Turn(
                label=lines[i].span,
                author=None,
                words=None,
                layout="question",
                beside=(lines[i].span,),
            )
        )
        start = first.span[0]
        while start < last.span[1] and text[start] in _DASHES:
            start += 1
        start = _behind_label(text, start, last.span[1])
        found.append(
            Turn(label=lines[i].span, author=None, words=(start, last.span[1]), layout="answer")
        )
    return found


def _behind_label(text: str, start: int, end: int) -> int:
    """Where the words of an answer begin: behind the name or the letters in front of it."""
    label = _LABEL.match(text, start, end)
    return label.end() if label is not None and is_label(label[1]) else start


_LABEL = re.compile(r"([^\W\d_a-z][^:\n.?!]{0,40}):\s+")


def _is_question(line: str) -> bool:
    bare = line.strip(_DASHES)
    return (
        bare.endswith(("?", "؟"))
        and len(bare.split()) <= LONGEST_QUESTION
        and bare[:1] not in "\"“«‘'>@#"
    )


def _is_interview(text: str, lines: Sequence[Line], blocks: Sequence[tuple[int, int]]) -> bool:
    """Whether somebody is asked, and answers for themselves."""
    head = " ".join(line.text for line in lines[: blocks[0][0]])
    told = [line.text for i, stop in blocks for line in lines[i + 1 : stop]]
    brief = sum(len(line.split()) < LEAST_ANSWER for line in told)
    if len(told) > 2 * len(blocks) and brief * 2 > len(told):
        return False  # a dialogue whose speakers nobody names
    answers = [text[lines[i + 1].span[0] : lines[stop - 1].span[1]] for i, stop in blocks]
    own = sum(speaks_of_self(answer) for answer in answers)
    asked = sum(asks_somebody(lines[i].text) for i, _ in blocks)
    if any("“" in a or "«" in a for a in answers) and not asked:
        own -= sum(a.count("“") + a.count("«") > 1 for a in answers)
    if own * 2 < len(blocks) or len(told) > LONGEST_ANSWER * len(blocks):
        return False
    return tells("interview", head) or (len(blocks) >= SURE_QUESTIONS and asked * 2 >= len(blocks))


def _last_answer(lines: Sequence[Line], i: int, stop: int) -> int:
    """Where the last answer ends: before what the outlet writes below it."""
    end = i + 2
    while end < stop and speaks_of_self(lines[end].text):
        end += 1
    return end
