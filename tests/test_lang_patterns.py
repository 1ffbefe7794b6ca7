"""A pattern that is skipped must be one that would have found nothing."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.lang.letters import fold_letter, fold_with_map
from amana.lang.patterns import Sieve, needy

PATTERNS = (
    r"\bsmoke|covered in (?:dust|ash)",
    r"(?:on|over) (?:the )?radio",
    r"رسالة (?:نصية|صوتية)",
    r"(?:fire)?(?:works?)+",
    r"[ab]c{2,}",
    r"(?:a|bc|)d",
    r"x",
)
SIEVE = Sieve((pattern, needy(pattern)) for pattern in PATTERNS)
PIECES = ["smoke", "SMOKE", "covered in ", "ash", "dust", "over the radio", "on radio", "رسالة ",
          "صوتية", "fire", "work", "acc", "bccc", "bcd", "d", "x", " ", "\n"]  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
@given(pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=8))
@settings(max_examples=60)
def test_nothing_is_skipped_that_would_match(pattern: str, pieces: list[str]) -> None:
    text = "".join(pieces)
    for long in (text, f"{text}{'. ' * 400}{text}"):  # in a long text only some places are tried
        known = [match.span() for match in re.finditer(pattern, long)]
        found = needy(pattern).finditer(long, long.lower())
        assert [match.span() for match in found] == known


@given(pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=8))
@settings(max_examples=100)
def test_a_sieve_lets_through_all_that_would_match(pieces: list[str]) -> None:
    text = "".join(pieces)
    through = dict(SIEVE.possible(text.lower()))
    for pattern in PATTERNS:
        known = [match.span() for match in re.finditer(pattern, text)]
        found = through[pattern].finditer(text, text.lower()) if pattern in through else ()
        assert [match.span() for match in found] == known


def test_a_sieve_holds_back_what_lacks_a_word() -> None:
    assert "x" in dict(SIEVE.possible("")), "a single letter is not looked for"
    assert r"\bsmoke|covered in (?:dust|ash)" not in dict(SIEVE.possible("ice and snow"))
    through = dict(Sieve([("", needy(r"\w+ (?:girl|boy)s"))]).possible("two boys"))
    assert [n.letters for n in through[""].choices[0]] == [" boy"], "what stands there is kept"
    assert not Sieve([("", needy("lost (?:his|her) way"))]).possible("lost words")


def test_where_a_match_can_begin_is_told_from_what_it_needs() -> None:
    [choice] = needy(r"(?<!\w)w?(?:smoke|in (?:the )?ash)").choices
    assert [need[1:] for need in choice] == [(0, 1), (0, 1)]
    assert needy(r"\d+ miles?").choices[0][0].least == len("1")


def letters_needed(pattern: str) -> list[list[str]]:
    return [[need.letters for need in choice] for choice in needy(pattern).choices]


def test_what_can_do_without_letters_needs_none() -> None:
    assert letters_needed(r"(?:smoke)?\d+") == []
    assert letters_needed(r"\d+(?:m|km)") == []
    assert letters_needed(r"\d+ (?:mile|kilomet(?:er|re))s?") == [
        [" mile", " kilometer", " kilometre"]
    ]
    assert letters_needed(r"(?:girl|boy) \w+ (?:house|home)s?") == [
        [" house", " home"],
        ["girl", "boy"],
    ]


@given(text=st.text(max_size=40) | st.text("aZ é ﷺ لا ﻻ ِ ـ ٣ … “ ’ İ ß", max_size=40))
def test_folding_keeps_the_way_back(text: str) -> None:
    folded, origins = fold_with_map(text)
    parts = [(fold_letter(letter), offset) for offset, letter in enumerate(text)]
    assert folded == "".join(part for part, _ in parts)
    assert origins == (*(offset for part, offset in parts for _ in part), len(text))
