"""Names of hidden voices found in any text, in every spelling, and what stands there instead."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from urllib.parse import unquote

from amana.lang.letters import language_of
from amana.lang.names import compare_names, name_parts, sound_keys
from amana.lang.words import sentences
from amana.model import Dossier, Id, Item, Speaker, Voice
from amana.tell.aliases import other_names
from amana.tell.hidden import Hidden, all_voice_names, find_hidden
from amana.tell.spellings import (
    PART_ALONE,
    Token,
    backwards,
    everyday,
    first_sounds,
    initials_of,
    is_by_child,
    joined_to,
    name_tokens,
    no_initials,
    ordinary,
    small,
    sounds_alike,
    squeezed,
    stems_of,
    tokens_of,
    with_letters,
)
from amana.tell.tongue import Lang, catalogue

#: letters that a part must have to be found inside a hashtag or handle written in one
PART_INSIDE = 4
#: letters that an Arabic word must have to be taken for a name by its sound: roots have three
LEAST_HEARD_ARABIC = 4
#: words over which a name that only sounds the same is looked for
MOST_HEARD = 4
#: characters between two words that may still be one name: ", " or " - "
WIDEST_GAP = 3

#: marks and joiners that are no letters: they part nothing
_UNSEEN = (
    "\u0300-\u036f\u064b-\u065f\u0670\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
)
#: an address, or what stands with the escapes of one
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>«»“”\"]+"
    r"|(?<![^\s<>«»“”\"])[^\s<>«»“”\"%]*%[0-9a-f]{2}[^\s<>«»“”\"]*"
    r"|[\w.+\-]+@[\w\-]+\.[\w.\-]*\w"
    r"|(?<![\w/.@])[\w\-]+(?:\.[\w\-]+)+/[^\s<>«»“”\"]*",
    re.IGNORECASE,
)
_RUN = re.compile(rf"[#@]?[\w.\-{_UNSEEN}]+")
#: what is written for a machine: a handle, a tag, a file, letters beside figures
_CODED = re.compile(
    r"[#@].|.*_|.*[^\W\d_]\d|.*\d[^\W\d_]"
    r"|.*\.(?:jpe?g|png|gif|webp|heic|mp4|mov|html?|txt|pdf|docx?)\W*$",
    re.IGNORECASE | re.DOTALL,
)
#: one letter at a time: "H a t e m", "H-a-t-e-m"
_SPACED = re.compile(r"(?<!\w)[^\W\d_](?:[ .·*\-]{1,2}[^\W\d_]){3,}(?!\w)")
#: a word that goes on in the next line
_BROKEN = re.compile(r"[^\W\d_]+(?:[\-\u2010\u00ad]\s+|\u00ad?\n)[^\W\d_]+")
#: "H. S.", "H. A. S."
_INITIALS = re.compile(
    r"(?<![\w.])([^\W\d_])\.[ \u00a0]?(?:[^\W\d_]\.[ \u00a0]?)?([^\W\d_])\.?(?!\w)"
)
#: an initial behind a name: "Hatem S.", "Sawwan, H."
_INITIAL_AFTER = re.compile(r",?[ \u00a0]([^\W\d_])\.(?!\w)")
_PIECES = re.compile(r"[_.\-@#/]")
#: times that an address may have been escaped
_MOST_ESCAPES = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that must not be shown, and whom it would show."""

    start: int
    end: int
    hidden: Hidden


@dataclass(frozen=True, slots=True)
class Secret:
    """A spelling that no page may show, and what stands in its place."""

    written: str
    label: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a hidden name as it is looked for in running text."""

    hidden: Hidden
    shared: bool  #: somebody who is not hidden bears it, too: a family name
    exact: frozenset[str] | None  #: only written like this, for it is also an ordinary word


class Veil:
    """All that hides: made once from a dossier, asked for every text that is shown."""

    def __init__(self, dossier: Dossier) -> None:
        """Gather who is hidden and under which spellings."""
        self._hide(dossier, find_hidden(dossier))
        if others := self._other_names(dossier):
            self._hide(dossier, find_hidden(dossier, others))

    def _hide(self, dossier: Dossier, hidden: tuple[Hidden, ...]) -> None:
        self.hidden = hidden
        self._by_person = {person: one for one in self.hidden for person in one.people}
        self._by_statement = {sid: one for one in self.hidden for sid in one.statements}
        self._by_name = {name: one for one in reversed(self.hidden) for name in one.names}
        self._forced = _mentions(dossier, self)
        self._voices_in = {
            statement.item
            for statement in dossier.statements
            for voice in (statement.speaker, *statement.via)
            if self.of_voice(voice, statement.id)
        }
        self._index_names(all_voice_names(dossier))
        self._of_text: dict[str, tuple[Mark, ...]] = {}
        self._of_run: dict[str, Hidden | None] = {}
        self._of_sound: dict[str, tuple[_Part, ...]] = {}
        self._of_item: dict[Id, tuple[Mark, ...]] = {}
        self._shared_of_item: dict[Id, tuple[Mark, ...]] = {}

    def _other_names(self, dossier: Dossier) -> dict[str, dict[str, None]]:
        """What else the reports call somebody hidden, by a name that is held of them."""
        found: dict[str, dict[str, None]] = {}
        for item in dossier.items if self.hidden else ():
            marks = [mark for mark in self.marks_of(item) if mark.hidden.names]
            for n, name in other_names(item.text, [(mark.start, mark.end) for mark in marks]):
                found.setdefault(marks[n].hidden.names[0], {})[name] = None
        return found

    def _index_names(self, voices: tuple[str, ...]) -> None:
        own = {name for one in self.hidden for name in one.names}
        open_parts = {
            stem
            for name in voices
            if name not in own
            for token in name_tokens(name)
            for stem in token.stems
        }
        self._parts: dict[str, list[_Part]] = {}
        self._wholes: dict[str, list[tuple[tuple[Token, ...], Hidden]]] = {}
        self._heard: dict[str, list[tuple[str, Hidden]]] = {}
        self._heard_parts: dict[str, list[tuple[str, _Part]]] = {}
        self._handles: dict[str, Hidden] = {}
        self._initials: dict[tuple[str, str], Hidden] = {}
        self._initial: dict[int, set[str]] = {}  # by the hidden voice, of whatever name
        inside: dict[str, Hidden] = {}
        for one in self.hidden:
            for handle in one.handles:
                self._handles[squeezed(handle)] = one
            for name in one.names:
                tokens = name_tokens(name)
                by_child = is_by_child(name)
                if not by_child or ordinary().isdisjoint(tokens[0].stems):
                    self._index_parts(one, tokens, open_parts)
                tokens = tokens_of(name) if by_child else tokens
                inside["".join(token.text for token in tokens)] = one
                inside[squeezed(name)] = one
                inside["".join(token.text for token in reversed(tokens))] = one
                for whole in (tokens, *backwards(name)):
                    for stem in whole[0].stems if whole else ():
                        self._wholes.setdefault(stem, []).append((whole, one))
                for key in first_sounds(name):
                    self._heard.setdefault(key, []).append((name, one))
                for first, last in initials_of(tokens):
                    self._initials[first, last] = one
        self._joined: dict[str, list[tuple[str, Hidden]]] = {}
        for key, one in inside.items():
            if len(key) > PART_INSIDE:
                self._joined.setdefault(key[: PART_INSIDE + 1], []).append((key, one))
        self._open = _open_names(self.hidden, [name for name in voices if name not in own])

    def _index_parts(self, one: Hidden, tokens: tuple[Token, ...], open_parts: set[str]) -> None:
        for i, token in enumerate(tokens):
            if len(token.text) < PART_ALONE:
                continue
            shared = i > 0 and not open_parts.isdisjoint(token.stems)
            is_word = not ordinary().isdisjoint(token.stems)
            exact = frozenset(joined_to(token.exact)) if is_word else None
            part = _Part(one, shared, exact)
            for stem in token.stems:
                self._parts.setdefault(stem, []).append(part)
            for key in sound_keys(token.text)[:1]:
                self._heard_parts.setdefault(key, []).append((token.text, part))
            for stem in token.stems:
                self._initial.setdefault(id(one), set()).add(stem[0])

    def of_voice(self, voice: Voice | Speaker | None, statement: Id | None = None) -> Hidden | None:
        """Return the hidden voice that this one is, if it is."""
        if voice is None:
            return None
        found = self._by_person.get(voice.person or "")
        if not found and isinstance(voice, Speaker):
            found = self._by_statement.get(statement or "")
        if not found and voice.name:
            found = self._by_name.get(voice.name)
        return found

    def of_person(self, person: Id) -> Hidden | None:
        """Return the hidden voice that this cluster is, if it is."""
        return self._by_person.get(person)

    def speak_in(self, item: Id) -> bool:
        """Whether a hidden voice speaks, or passes something on, in this report."""
        return item in self._voices_in

    def label(self, hidden: Hidden, lang: Lang) -> str:
        """Return what stands in the place of a name: "Child 1"."""
        pattern: str = catalogue(lang)["masks"][hidden.why]
        return pattern.format(n=hidden.number)

    def marks(self, text: str) -> tuple[Mark, ...]:
        """Return what must not be shown of a text that stands alone."""
        if text not in self._of_text:
            self._of_text[text] = _merged(text, self._find(text, ())[0])
        return self._of_text[text]

    def marks_of(self, item: Item, near: Hidden | None = None) -> tuple[Mark, ...]:
        """Return what must not be shown of a report; near a hidden voice, shared names too."""
        if item.id not in self._of_item:
            forced = self._forced.get(item.id, ())
            sure, shared = self._find(item.text, forced)
            self._of_item[item.id] = _merged(item.text, sure)
            self._shared_of_item[item.id] = tuple(shared)
        marks = self._of_item[item.id]
        if near is None:
            return marks
        more = [mark for mark in self._shared_of_item[item.id] if mark.hidden is near]
        return _merged(item.text, [*marks, *more]) if more else marks

    def shows(self, text: str) -> bool:
        """Whether a text, or an address with its escapes undone, would show a hidden voice."""
        return bool(self.marks(text) or self.marks(_unescaped(text)))

    def plain(self, text: str, lang: Lang | None = None) -> str:
        """Return a text with labels in square brackets where names are hidden."""
        at, parts = 0, []
        for mark in self.marks(text):
            parts += [text[at : mark.start], f"[{self.label(mark.hidden, lang or lang_of(text))}]"]
            at = mark.end
        return "".join([*parts, text[at:]])

    def secrets(self) -> Iterator[Secret]:
        """Yield spellings that must stand in no page: full names and handles, as held."""
        for one in self.hidden:
            names = (name for name in one.names if len(name_tokens(name)) > 1)
            handles = (handle for handle in one.handles if not handle.isalpha())
            for written in (*names, *handles):
                yield Secret(written, self.label(one, "en"))

    def _find(self, text: str, forced: Iterable[Mark]) -> tuple[list[Mark], list[Mark]]:
        """The marks that are sure, and those of shared names that nothing near gives away."""
        if not self.hidden:
            return [], []
        tokens = tokens_of(text)
        sure = [*forced, *self._in_runs(text), *self._in_sequences(text, tokens)]
        sure += self._in_initials(text)
        open_at = self._open_at(text, tokens)
        shared: list[Mark] = []
        for i, token in enumerate(tokens):
            for part in self._matching(token):
                if part.shared:
                    shared.append(Mark(token.start, token.end, part.hidden))
                elif i not in open_at:
                    sure.append(Mark(token.start, token.end, part.hidden))
        sure += self._in_addresses(text, sure)
        near = _near_sure(text, sure, shared)
        wider = _absorbed(text, tokens, [*sure, *near])
        return self._with_initials(text, wider), [m for m in shared if m not in near]

    def _with_initials(self, text: str, marks: list[Mark]) -> list[Mark]:
        """The marks with an initial of the same name that follows: "Hatem S."."""
        wider = []
        for mark in marks:
            after = _INITIAL_AFTER.match(text, mark.end)
            own = self._initial.get(id(mark.hidden), set())
            is_own = after is not None and not after[1].islower() and squeezed(after[1]) in own
            wider.append(Mark(mark.start, after.end(), mark.hidden) if after and is_own else mark)
        return wider

    def _matching(self, token: Token) -> Iterator[_Part]:
        seen: set[tuple[int, bool]] = set()
        for stem in token.stems:
            for part in self._parts.get(stem, ()):
                key = (id(part.hidden), part.shared)
                if key not in seen and (part.exact is None or token.exact in part.exact):
                    seen.add(key)
                    yield part
        if not seen and self._heard_parts:
            yield from self._sounding_alone(token)

    def _sounding_alone(self, token: Token) -> tuple[_Part, ...]:
        """Parts of hidden names that a word sounds like: "Hatim", where "Hatem" is hidden."""
        is_capital, is_long = token.exact[:1].isupper(), len(token.text) >= LEAST_HEARD_ARABIC
        if not (is_capital if token.text.isascii() else is_long):
            return ()
        if not ordinary().isdisjoint(token.stems):
            return ()
        if token.text not in self._of_sound:
            self._of_sound[token.text] = tuple(self._parts_heard(token.stems))
        return self._of_sound[token.text]

    def _parts_heard(self, words: Iterable[str]) -> Iterator[_Part]:
        for word in words:
            if word in everyday() or word in ordinary() or len(word) < PART_ALONE:
                continue
            for key in sound_keys(word)[:1]:
                for name, part in self._heard_parts.get(key, ()):
                    if sounds_alike(word, name):
                        yield part

    def _in_runs(self, text: str) -> Iterator[Mark]:
        """Handles, and names written in one: "@bana_7", "#SaveBana", "banaalabed.jpg".

        And names written apart, letter by letter, or over the end of a line.
        """
        for match in chain(_RUN.finditer(text), _SPACED.finditer(text), _BROKEN.finditer(text)):
            run = match.group()
            if run not in self._of_run:
                self._of_run[run] = self._in_run(run)
            if found := self._of_run[run]:
                yield Mark(match.start(), match.end() - _dots(run), found)

    def _in_run(self, written: str) -> Hidden | None:
        """The hidden voice that a run of letters shows."""
        run = squeezed(written)
        if len(run) < PART_ALONE:
            return None
        found = self._handles.get(run) or self._joined_in(run)
        if not found and len(run) < len(written):
            found = self._part_alone(run)
        if not found and _CODED.match(written):
            found = self._coded_in(run, written)
        return found

    def _coded_in(self, run: str, written: str) -> Hidden | None:
        """The hidden voice whose name stands inside a tag, a handle, the name of a file."""
        is_tag = written[0] in "#@"
        for stem, part in self._inside():
            if stem in run and (is_tag or part.exact is None):
                return part.hidden
        for form in dict.fromkeys(
            form for piece in (written, *_PIECES.split(written)) for form in with_letters(piece)
        ):
            heard = (part.hidden for part in self._parts_heard((form,)))
            if found := self._joined_in(form) or self._part_alone(form) or next(heard, None):
                return found
        return None

    def _part_alone(self, run: str) -> Hidden | None:
        """The hidden voice of whose name a run is one part, unless it can be somebody else's."""
        parts = self._parts.get(run, ())
        return next((p.hidden for p in parts if not p.shared and p.exact is None), None)

    def _joined_in(self, run: str) -> Hidden | None:
        """The hidden voice whose name stands, written in one, anywhere in a run of letters."""
        for i in range(len(run) - PART_INSIDE):
            for key, one in self._joined.get(run[i : i + PART_INSIDE + 1], ()):
                if run.startswith(key, i):
                    return one
        return None

    def _in_initials(self, text: str) -> Iterator[Mark]:
        """The first and the last initial of a hidden name: "H. S.", "H. A. S."."""
        for match in _INITIALS.finditer(text) if self._initials else ():
            first, last = squeezed(match[1]), squeezed(match[2])
            one = self._initials.get((first, last))
            if one and not match[0].islower() and first + last not in no_initials():
                yield Mark(match.start(), match.end(), one)

    def _inside(self) -> Iterator[tuple[str, _Part]]:
        for stem, parts in self._parts.items():
            if len(stem) >= PART_INSIDE and (own := [p for p in parts if not p.shared]):
                yield stem, own[0]

    def _in_addresses(self, text: str, sure: list[Mark]) -> list[Mark]:
        """Whole addresses that hold a hidden name, as it stands or with its escapes undone.

        What follows the name in one, the number of a post, would lead to the voice as well.
        """
        found = []
        for match in _ADDRESS.finditer(text):
            start, end = match.span()
            inside = [mark.hidden for mark in sure if mark.start < end and mark.end > start]
            if not inside:
                plain = _unescaped(match.group())
                inside = [mark.hidden for mark in self.marks(plain)] if "%" in match.group() else []
                inside = inside or list(filter(None, [self._coded_in(squeezed(plain), plain)]))
            found += [Mark(start, end, one) for one in inside[:1]]
        return found

    def _in_sequences(self, text: str, tokens: tuple[Token, ...]) -> Iterator[Mark]:
        """Whole names: part by part as held, or sounding the same in either script."""
        for i, token in enumerate(tokens):
            for stem in token.stems:
                for name, one in self._wholes.get(stem, ()):
                    if _stands(text, tokens, i, name) and _is_exact(token, name):
                        yield Mark(token.start, tokens[i + len(name) - 1].end, one)
            if not self._heard:
                continue
            for key in _sounds(token.text):
                yield from self._sounding(text, tokens, i, self._heard.get(key, ()))

    def _sounding(
        self,
        text: str,
        tokens: tuple[Token, ...],
        i: int,
        names: Iterable[tuple[str, Hidden]],
    ) -> Iterator[Mark]:
        for name, one in names:
            for j in range(i + 1, min(i + MOST_HEARD, len(tokens))):
                if not _joins(text[tokens[j - 1].end : tokens[j].start]):
                    break
                if _ends_otherwise(tokens[j - 1], tokens[j], name):
                    continue
                heard = " ".join([_bare_stem(tokens[i]), *(t.text for t in tokens[i + 1 : j + 1])])
                if compare_names(heard, name).verdict == "same":
                    yield Mark(tokens[i].start, tokens[j].end, one)

    def _open_at(self, text: str, tokens: tuple[Token, ...]) -> set[int]:
        """The words that stand in the full name of somebody who is not hidden."""
        found: set[int] = set()
        for i, token in enumerate(tokens):
            for stem in token.stems:
                for name in self._open.get(stem, ()):
                    if _stands(text, tokens, i, name):
                        found.update(range(i, i + len(name)))
        return found


@lru_cache(maxsize=4096)
def lang_of(text: str) -> Lang:
    """Return the language in which a label inside this text is written."""
    return "ar" if language_of(text) == "ar" else "en"


def _mentions(dossier: Dossier, veil: Veil) -> Mapping[Id, tuple[Mark, ...]]:
    """Where the reader of texts found a hidden voice named, by report: hidden as they stand."""
    texts = {item.id: item.text for item in dossier.items}
    found: dict[Id, list[Mark]] = {}
    for statement in dossier.statements:
        for voice in (statement.speaker, *statement.via):
            one = veil.of_voice(voice, statement.id)
            if voice is None or one is None or voice.as_written not in one.names:
                continue
            found.setdefault(statement.item, []).extend(
                Mark(start, end, one)
                for start, end in voice.spans
                if end <= len(texts.get(statement.item, ""))
            )
    return {item: tuple(marks) for item, marks in found.items()}


def _open_names(
    hidden: tuple[Hidden, ...], names: Iterable[str]
) -> dict[str, list[tuple[Token, ...]]]:
    """Full names that may stand: none of them holds all parts of a hidden one."""
    closed = [
        [set(token.stems) for token in name_tokens(name)] for one in hidden for name in one.names
    ]
    found: dict[str, list[tuple[Token, ...]]] = {}
    for name in names:
        tokens = name_tokens(name)
        stems = {stem for token in tokens for stem in token.stems}
        if len(tokens) < 2 or any(all(part & stems for part in parts) for parts in closed):  # noqa: PLR2004 - one word is no full name
            continue
        for stem in tokens[0].stems:
            found.setdefault(stem, []).append(tokens)
    return found


def _near_sure(text: str, sure: list[Mark], shared: list[Mark]) -> list[Mark]:
    """The shared names that stand in one sentence with a mark of the same voice."""
    if not shared or not sure:
        return []
    bounds = [start for start, _ in sentences(text)] or [0]
    told = {(bisect_left(bounds, mark.start + 1), id(mark.hidden)) for mark in sure}
    return [m for m in shared if (bisect_left(bounds, m.start + 1), id(m.hidden)) in told]


def _absorbed(text: str, tokens: tuple[Token, ...], marks: list[Mark]) -> list[Mark]:
    """The marks with the article, "Abu", "bin" or an initial that stands beside them."""
    if not marks:
        return []
    starts = {token.start: i for i, token in enumerate(tokens)}
    wider = []
    for mark in marks:
        start, i = mark.start, starts.get(mark.start)
        while i is not None and i > 0:
            before = tokens[i - 1]
            gap = text[before.end : start]
            initial = len(before.text) == 1 and _joins(gap.replace(".", "", 1))
            if not initial and not (before.text in small() and _joins(gap)):
                break
            start, i = before.start, i - 1
        wider.append(Mark(start, mark.end, mark.hidden))
    return wider


def _merged(text: str, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks in order; those that overlap, or stand side by side for one voice, are one."""
    merged: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if merged:
            last = merged[-1]
            beside = last.hidden is mark.hidden and _joins(text[last.end : mark.start])
            if mark.start < last.end or beside:
                merged[-1] = Mark(last.start, max(last.end, mark.end), last.hidden)
                continue
        merged.append(mark)
    return tuple(merged)


def _joins(gap: str) -> bool:
    """Whether two words with this between them can belong to one name."""
    if len(gap) > 1 and any(letter in ".!?؟;:()[]" for letter in gap):
        return False  # a sentence ends, or something else begins; "tala.jpg" has no space
    return len(gap) <= WIDEST_GAP and "\n" not in gap[1:]


def _stands(text: str, tokens: tuple[Token, ...], i: int, name: tuple[Token, ...]) -> bool:
    """Whether the words from the i-th on are the parts of a name, side by side."""
    if i + len(name) > len(tokens):
        return False
    for place in range(len(name) - 1, -1, -1):  # the first word is known to fit, mostly
        if set(name[place].stems).isdisjoint(tokens[i + place].stems):
            return False
    found = tokens[i : i + len(name)]
    return all(_joins(text[left.end : right.start]) for left, right in pairwise(found))


def _is_exact(token: Token, name: tuple[Token, ...]) -> bool:
    """A name of one word that is short, or an ordinary word, must be written as it is held."""
    if len(name) > 1:
        return True
    is_word = not ordinary().isdisjoint(name[0].stems) or len(name[0].text) < PART_ALONE
    return not is_word or token.exact == name[0].exact


def _bare_stem(token: Token) -> str:
    """The word without a conjunction or preposition written into it."""
    return min(token.stems, key=len) if token.text[:1] in "وفبكل" else token.text


def _ends_otherwise(before: Token, last: Token, name: str) -> bool:
    """Whether a last word cannot be the last part of a name: asked first, for it is cheap."""
    part = name_parts(name)[-1]
    joined = " " in part or before.text in small()  # "Abd al-Karim", "Salah al-Din": one part
    return not joined and compare_names(last.text, part).verdict == "different"


@lru_cache(maxsize=65536)
def _sounds(word: str) -> tuple[str, ...]:
    return tuple({key for stem in stems_of(word) for key in sound_keys(stem)})


def _unescaped(text: str) -> str:
    for _ in range(_MOST_ESCAPES):
        if (plain := unquote(text)) == text:
            break
        text = plain
    return text


def _dots(run: str) -> int:
    """How many full stops and hyphens at the end of a run belong to the sentence."""
    return len(run) - len(run.rstrip(".-"))
