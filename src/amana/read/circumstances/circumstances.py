"""Circumstances: in what channel, when and through whom a statement came."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from amana.lang import letters, lexicon
from amana.model import Id, Said, Span, Time
from amana.read.circumstances import relays, said, stance
from amana.read.circumstances.channels import MESSENGERS, NOWHERE, Channel
from amana.read.circumstances.said import Moment
from amana.read.circumstances.setting import Setting
from amana.read.layouts import opening, stamps
from amana.read.layouts.issued import HEAD_LINES
from amana.read.layouts.opening import Opening
from amana.read.layouts.turns import Turn
from amana.read.page import Draft, Page
from amana.read.quotes import BLANK
from amana.read.voices.voices import Mention

FIRST = 2  #: number of the last paragraph where an outlet names itself above its report
#: media whose words each have a stamp of their own in a log
LOGGED = frozenset({"call", "voice_message", "chat_message"})
LONGEST_MASTHEAD = 9  #: words of a line above a report that names the outlet, by judgement


@dataclass(slots=True)
class Memory:
    """What reading on remembers: the last voices, channels and times."""

    last: Mention | None = None
    channels: dict[str, Channel] = field(default_factory=dict)  #: by voice
    dated: dict[str, tuple[Id, Said]] = field(default_factory=dict)  #: by section or voice
    days: dict[str, tuple[Id, Said]] = field(default_factory=dict)  #: those that name a day
    relays: dict[str, tuple[Mention, ...]] = field(default_factory=dict)  #: by voice


def key_of(mention: Mention | None) -> str:
    """Return by what a voice is remembered; "" where there is none."""
    return "" if mention is None else letters.fold(mention.name or mention.as_written)


def section_of(draft: Draft, page: Page) -> str | None:
    """Return by what a section headed with a name is remembered; None outside of any."""
    heading = page.headings[draft.paragraph]
    return None if heading is None else "section " + letters.fold(heading.name or "")


# --- where to look -----------------------------------------------------------------------


def leads(draft: Draft, page: Page) -> tuple[Span, ...]:
    """Return where the circumstances of a statement stand, nearest first.

    Its cue's part of the sentence; the sentences of the same paragraph before it; the
    paragraph that introduces it, for a paragraph of marks alone.
    """
    first = draft.spans[0][0]
    found = [_own_part(draft, page)]
    if draft.rule == "clause" and not (draft.mention is None or draft.mention.pronoun):
        return tuple(found)
    p = page.paragraph_at(first)
    before = [s for s in reversed(page.sentences[p]) if s[1] <= first]
    lead = page.paragraph_at(draft.sentence[0])
    if lead < p:
        before += reversed(page.sentences[lead])
    opens = lead >= p and p and not page.text[page.paragraphs[p][0] : first].strip(' “"«„»')
    carried = goes_on(draft) or page.channels.goes_back(found[0])
    if opens and (draft.mention is None or draft.mention.name is None or draft.saying is None):
        before += _introduction(page, p)
        carried = True  # "In a stream he spoke of …" / “…,” he said
    elif opens and draft.mention is not None and _AGAIN.match(draft.mention.as_written):
        before += _introduction(page, p)  # "A driver spoke by phone." / “…,” the driver said
    found += [s for s in before if s != draft.sentence and (carried or not _says(page, s))]
    return tuple(dict.fromkeys(found))


_AGAIN = re.compile(r"the [a-z]|ال")  # "the driver": somebody told of before


def goes_on(draft: Draft) -> bool:
    """Whether a statement goes on from the one before: "she added", or marks alone behind it."""
    return (
        draft.rule in {"again", "goes_on"}
        or draft.lemma in stance.lemmas("again")
        or _is_participle(draft)
        or _goes_on_alone(draft)
    )


def _goes_on_alone(draft: Draft) -> bool:
    """Whether و and the verb alone go on: "وأشارا إلى أن", "وأوضحت أن"."""
    saying = draft.saying
    if saying is None or saying.subject is not None or saying.cue_form.isascii():
        return False
    return saying.cue_form[:1] == "و" and saying.lemma in stance.lemmas("again_alone")


def _says(page: Page, sentence: Span) -> bool:
    """Whether a sentence holds a statement of its own, with its own channel and time."""
    if BLANK in page.masked[slice(*sentence)]:
        return True
    sayings = page.sayings[page.paragraph_at(sentence[0])]
    return any(s.sentence == sentence and s.content and s.subject for s in sayings)


def _introduction(page: Page, p: int) -> list[Span]:
    """The sentences of the paragraph before, captions apart, if it is no quotation itself."""
    back = p - 1
    while back > 0 and page.kinds[back] == "caption":
        back -= 1
    if page.kinds[back] is not None or BLANK in page.masked[slice(*page.paragraphs[back])]:
        return []
    return list(reversed(page.sentences[back]))


def _own_part(draft: Draft, page: Page) -> Span:
    """The part of the cue's sentence that is about this saying: between the ones beside it."""
    start, end = draft.sentence
    saying = draft.saying
    if saying is None:
        return draft.sentence
    if draft.rule == "clause" and saying.content[0][0] > saying.cue[0]:
        carried = _CARRIED.match(page.masked, draft.spans[-1][1], end) is not None
        end = end if carried else min(end, draft.spans[-1][1])
    for other in page.sayings[page.paragraph_at(saying.cue[0])]:
        if other.sentence != draft.sentence or not other.content or other.subject is None:
            continue
        first = min(other.cue[0], other.subject[0] if other.subject else other.cue[0])
        if other.content[-1][1] <= saying.cue[0]:
            start = max(start, other.content[-1][1])
        elif other.cue[0] > saying.cue[1] and first >= draft.spans[-1][1]:
            end = min(end, first)
    return (start, end) if start < end else draft.sentence


#: behind what was said, who carried it: "…, in remarks broadcast by the agency"
_CARRIED = re.compile(
    r", in (?:[\w’-]+ ){1,3}"
    r"(?:carried|aired|broadcast|published|quoted|reported|released|posted) by "
)


def _around(stretch: Span, draft: Draft) -> tuple[Span, ...]:
    """The parts of a stretch outside the statement's own words."""
    parts = []
    at = stretch[0]
    for start, end in draft.spans:
        if stretch[0] <= start < stretch[1]:
            parts.append((at, start))
            at = min(end, stretch[1])
    parts.append((at, stretch[1]))
    return tuple(part for part in parts if part[1] > part[0])


# --- what is found there -----------------------------------------------------------------


def channel_of(
    draft: Draft, page: Page, where: tuple[Span, ...], memory: Memory, voice: str
) -> Channel:
    """Return the channel named nearest; without one, that of the statement it goes on from."""
    if draft.headline:
        return Channel("headline", "unknown")
    if draft.outer is not None:
        return NOWHERE
    if page.platform is not None:
        return Channel("post", page.platform)
    if draft.channel is not None:
        return draft.channel if draft.channel.medium != "unknown" else _opened(draft, page)
    before = memory.channels.get(voice, NOWHERE)
    if before.platform != "unknown" and page.channels.points_back(where[0]):
        return Channel("post", before.platform)
    for stretch in where:
        for part in _around(stretch, draft):
            channel = page.channels.within(part, _ASIDE.finditer(page.masked, *part))
            if channel.known:
                return _of_a_post(channel, draft)
    if draft.mention is not None and draft.mention.kind == "outlet":
        return Channel("article", "unknown")
    carried = goes_on(draft) or any(page.channels.recorded(stretch) for stretch in where)
    if carried and (before.known or not _is_issued(draft, page)):
        return before
    if draft.lemma in stance.lemmas("writes") and (platform := _of_round_up(page)) != "unknown":
        return Channel("post", platform)
    if _is_issued(draft, page):
        return Channel("press_statement", "unknown")
    return _opened(draft, page)


def _opened(draft: Draft, page: Page) -> Channel:
    """The channel that the opening of a page tells, for words without a cue of their own."""
    own = draft.channel or NOWHERE
    if page.opening is None or not _is_opened(draft, page.opening):
        return own
    told = page.opening.channel
    if "unknown" not in {own.platform, told.platform} and own.platform != told.platform:
        return own
    return Channel(told.medium, told.platform if own.platform == "unknown" else own.platform)


def _is_opened(draft: Draft, opened: Opening) -> bool:
    """Whether the opening of a page can tell of a statement: nothing beside it does.

    What was on the air was so whole, with all that is said in it.
    """
    if draft.outer is not None or draft.headline:
        return False
    bare = draft.saying is None and draft.rule in opening.RULES
    return bare or opened.channel.medium == "broadcast"


def _of_round_up(page: Page) -> str:
    """The platform that the first line of a round-up names: it holds for what people wrote."""
    return page.channels.within(page.paragraphs[0]).platform if page.paragraphs else "unknown"


def _is_issued(draft: Draft, page: Page) -> bool:
    """Whether words are part of a body's own statement: its own, or its people's."""
    issuer, mention = page.issuer, draft.mention
    if issuer is None or draft.outer is not None or draft.headline:
        return False
    if mention is None or mention.pronoun:
        return True
    own = {word.removeprefix("ال") for word in letters.fold(issuer.as_written).split()}
    own |= {word.removeprefix("لل").removeprefix("ل") for word in own}  # "مكتب … لجبهة …"
    words = {word.removeprefix("ال") for word in letters.fold(mention.as_written).split()} - {"the"}
    its = {word.removeprefix("ال") for word in letters.fold(mention.affiliation or "").split()}
    of_it = mention.kind == "person" and (draft.kind == "direct" or bool(its & own))
    return words <= own or of_it


#: what tells of somebody's other doings: "Hala, who posts on Facebook,", "asked about the tweet,"
_ASIDE = re.compile(
    r"[,،] (?:who|whose|الذي|التي)\b[^,،.;:“”«»]*[,،]|"
    r"\b(?:asked|questioned|pressed) (?:about|whether|if|how|why|what|when|where)\b[^,.;:“”]*,",
    re.IGNORECASE,
)


def _of_a_post(channel: Channel, draft: Draft) -> Channel:
    """A label that names a platform alone heads a post."""
    told = draft.rule in {"told", "label", "signature", "section"}
    if told and channel.medium == "unknown" and channel.platform in MESSENGERS:
        return Channel("chat_message", channel.platform)
    bare = draft.rule in {"post", "nobody", "told", "label"} and channel.medium == "unknown"
    return Channel("post", channel.platform) if bare else channel


def _is_participle(draft: Draft) -> bool:
    """Whether the cue is مضيفا, مؤكدا: a form that goes on from the statement before."""
    form = "" if draft.saying is None else letters.fold(draft.saying.cue_form)
    pattern = lexicon.load("grammar")["ar"]["participles"]
    return not form.isascii() and re.fullmatch(pattern, form) is not None


def said_of(
    draft: Draft, setting: Setting, where: tuple[Span, ...], memory: Memory, section: str
) -> Said | None:
    """Return when a statement was made, None where the text gives no ground."""
    if draft.headline or draft.outer is not None:
        return None
    page = setting.page
    if draft.turn is not None and (draft.turn.layout != "signed" or draft.turn.stamp is not None):
        return _by_stamp(draft, draft.turn, setting)
    before = memory.dated.get(section)
    opened = _when_opened(draft, setting)
    if opened is not None and opened.earliest is not None:
        before = (setting.view.item, opened)  # a clock beside the words is of the day told above
    moment = Moment(
        stretches=tuple(
            _times_in(stretch, setting) if not i or _tells_of_speech(stretch, page) else ()
            for i, stretch in enumerate(where)
        ),
        cue=draft.saying.cue[0] if draft.saying else draft.spans[0][0],
        barred=draft.spans,
        before=before,
        day=memory.days.get(section),
        entry=setting.entries[page.paragraph_at(draft.spans[0][0])],
        logged=page.opening is not None and page.opening.channel.medium in LOGGED,
        present=stance.pattern("present").search(page.masked, *draft.sentence) is not None,
    )
    found = said.said_at(moment, item=setting.view.item, window=setting.window, zone=setting.zone)
    if found is None and before is not None and goes_on(draft):
        return said.inherited(before[1])
    if found is None and _is_issued(draft, page):
        return said.in_head(_dates_of_head(setting), setting.view.item) or said.on_the_day(
            setting.window
        )
    return found or opened


def _when_opened(draft: Draft, setting: Setting) -> Said | None:
    """The time that the opening of a page tells, for words without a cue of their own."""
    opened = setting.page.opening
    if opened is None or not _is_opened(draft, opened):
        return None
    times = setting.marks.times.within(opened.span)
    told = tuple(t for t in times if t.span not in setting.stamps)
    told = tuple(t for t in told if t.earliest is not None) or told
    moment = Moment(stretches=(told,), cue=opened.span[1])
    return said.said_at(moment, item=setting.view.item, window=setting.window, zone=setting.zone)


def _dates_of_head(setting: Setting) -> tuple[Time, ...]:
    """The full dates in the lines at the top of a document."""
    head = setting.page.paragraphs[:HEAD_LINES]
    times = setting.marks.times.within(*head)
    return tuple(t for t in times if t.rule.startswith("date.full") and t.grain == "day")


def _by_stamp(draft: Draft, turn: Turn, setting: Setting) -> Said | None:
    """When a turn was said: by its stamp, as the page's opening tells, or on the day it aired."""
    if turn.stamp is not None:
        told = stamps.said_then(
            turn.stamp, setting.page.text, item=setting.view.item, window=setting.window,
            zone=setting.zone,
        )  # fmt: skip
        if told is not None:
            return told
    opened = _when_opened(draft, setting)
    if opened is not None and opened.earliest is not None:
        return _by_clock(turn, opened, setting) or opened
    aired = draft.channel is not None and draft.channel.medium == "broadcast"
    return said.on_the_day(setting.window) if aired and turn.stamp is None else opened


def _by_clock(turn: Turn, opened: Said, setting: Setting) -> Said | None:
    """The minute that a label tells among other things, on the day that the opening tells."""
    clocks = [t for t in setting.marks.times.within(turn.label) if t.rule.startswith("clock")]
    moment = Moment(
        stretches=(tuple(clocks),), cue=turn.label[1], before=(setting.view.item, opened)
    )
    found = said.said_at(moment, item=setting.view.item, window=setting.window, zone=setting.zone)
    return found if found is not None and found.earliest is not None else None


def _tells_of_speech(stretch: Span, page: Page) -> bool:
    """Whether a sentence before tells of words, not of what happened."""
    if page.channels.within(stretch).known or page.channels.speaks(stretch):
        return True
    sayings = page.sayings[page.paragraph_at(stretch[0])]
    return any(stretch[0] <= saying.cue[0] < stretch[1] for saying in sayings)


def _times_in(stretch: Span, setting: Setting) -> tuple[Time, ...]:
    """The times in a stretch that stand outside quotation marks."""
    times = setting.marks.times.within(stretch)
    return tuple(
        t
        for t in times
        if t.span
        and t.span not in setting.stamps
        and not _tells_of_event(t.span, setting.page)
        and not _is_in_name(t, setting.page)
    )


def _is_in_name(time: Time, page: Page) -> bool:
    """Whether a word of time is part of a name or a handle: "Tella Today", "@tella_now"."""
    start, end = time.span or (0, 0)
    if not time.rule.startswith(("reference.", "day.at_publication")):
        return False
    before = page.text[max(0, start - 2) : start]
    beside = before[-1:] in {"_", "@", "."} or page.text[end : end + 1] == "_"
    return beside or (
        page.text[start].isupper() and before[-1:] == " " and before[:1].isalpha()
    )  # fmt: skip


def _tells_of_event(span: Span, page: Page) -> bool:
    """Whether a time stands in words that were said, or only bounds something: "since July"."""
    if page.masked[span[0]] == BLANK or _BOUNDED.search(page.masked[max(0, span[0] - 9) : span[0]]):
        return True
    if _is_of_another(span, page):
        return True
    sayings = page.sayings[page.paragraph_at(span[0])]
    told = [s for s in sayings if s.subject is not None or page.lang_at(span[0]) == "ar"]
    return any(start <= span[0] < end for saying in told for start, end in saying.content)


def _is_of_another(span: Span, page: Page) -> bool:
    """Whether a time stands in a clause without speech: "the oven that was hit at dawn".

    So does that of what had been before: "it had opened at four". "The message that came on
    Monday" tells when it was said: its antecedent is a channel.
    """
    p = page.paragraph_at(span[0])
    start = page.paragraphs[p][0]
    clause = max(page.masked.rfind(mark, start, span[0]) for mark in ".،,؛;:") + 1
    found = list(_RELATIVE.finditer(page.masked, max(start, clause), span[0]))
    if not found:
        return False
    speaks = any(found[-1].end() <= s.cue[0] < span[0] for s in page.sayings[p])
    return not speaks and not page.channels.within((max(start, clause), found[-1].start())).known


_RELATIVE = re.compile(
    r"\b(?:who|whom|whose|[Aa]fter|[Ff]ollowing|[Hh]ours before|had(?! to\b)|"
    r"و?بعد|و?عقب|و?إثر|الذي|التي|الذين|اللواتي)\b"
)
_BOUNDED = re.compile(r"\b(?:since|until|before|by|for|منذ|حتى|قبل)\s+$", re.IGNORECASE)


def via_of(
    draft: Draft,
    setting: Setting,
    where: tuple[Span, ...],
    speaker: Mention | None,
    before: tuple[Mention, ...] = (),
) -> tuple[Mention, ...]:
    """Return who passed the words on, nearest to the speaker first.

    `before`: who passed on what the speaker said before; a statement that goes on came so, too.
    """
    page, known = setting.page, setting.known
    subject = None if draft.saying is None else draft.saying.subject
    whose = relays.Whose(page=page, known=known, speaker=speaker, subject=subject)
    if draft.turn is not None:
        passed = tuple(known.full(mention) for mention in draft.passed)
        return (*passed, *_apart(_who_opened(draft, whose), setting, {key_of(speaker)}))
    saying = draft.saying
    spans = () if saying is None else (saying.through, *saying.further)
    through = (page.mention(span) for span in spans)
    told = [whose.settled(one) for one in through if one and not relays.is_own_reporter(one)]
    for part in _around(where[0], draft):
        told += relays.relays_in(whose, part)
    if not told and (draft.saying is None or draft.rule == "lead"):
        for stretch in where[1:]:
            told += relays.relays_in(whose, stretch)
    told = [*told, *draft.passed] or _who_opened(draft, whose)
    found = _apart(told, setting, {key_of(speaker)})
    return tuple(found) or (before if goes_on(draft) else ())


def _who_opened(draft: Draft, whose: relays.Whose) -> list[Mention]:
    """Who passed on all words below, as the opening of a page tells."""
    opened = whose.page.opening
    if opened is None or not _is_opened(draft, opened):
        return []
    found = relays.relays_in(whose, opened.span)
    if draft.turn is not None and draft.turn.layout == "alone":
        behind = whose.page.paragraph_at(draft.spans[-1][1] - 1) + 1
        if behind < len(whose.page.paragraphs) and _is_note(whose.page, behind):
            found += relays.relays_in(whose, whose.page.paragraphs[behind])
    return found


def _is_note(page: Page, p: int) -> bool:
    """Whether a paragraph is a note in brackets: "[Ends. Forwarded to us by his brother.]"."""
    return page.text[page.paragraphs[p][0]] == "["


def _apart(told: list[Mention], setting: Setting, others: set[str]) -> list[Mention]:
    """Relays, each once, without the speaker and the outlet of the document itself."""
    found: list[Mention] = []
    for relay in told:
        key = key_of(relay)
        if key not in others and not _is_own_outlet(setting.page, relay, setting.view.outlet):
            found.append(relay)
            others = {*others, key}
    return found


def _words_of(name: str) -> set[str]:
    """The words of an outlet's name, folded, without articles."""
    return {word.removeprefix("ال") for word in letters.fold(name).split()} - {"the"}


def _is_own_outlet(page: Page, relay: Mention, outlet: str | None) -> bool:
    """Whether a relay is the outlet of this very document: as its container or its edges say."""
    name = relay.name or relay.as_written
    if relay.kind == "outlet" and outlet and _words_of(name) <= _words_of(outlet):
        return True  # "told the radio", in the report of a radio
    edges = [page.text[slice(*edge)] for edge in _edges(page)]
    if any(name in edge for edge in edges):
        return True
    words = _words_of(name)  # "the Tella agency" of the "(Tella News Agency)"
    return relay.kind == "outlet" and len(words) > 1 and any(
        len(edge.split()) <= LONGEST_MASTHEAD and words <= _words_of(edge.strip("()"))
        for edge in edges
    )  # fmt: skip


def _edges(page: Page) -> Iterator[Span]:
    """Where an outlet names itself: above its report, in a dateline, where it says how to reach it.

    Above are short lines in which nobody says anything: a masthead, the name of a programme.
    """
    for i, (span, kind) in enumerate(zip(page.paragraphs, page.kinds, strict=True)):
        line = page.text[slice(*span)]
        above = i <= FIRST and len(line.split()) <= LONGEST_MASTHEAD and line[-1:] != "."
        if kind in {"boilerplate", "byline"} or (above and not page.sayings[i]):
            yield span
        elif i <= FIRST and (dateline := _DATELINE.match(line)) is not None:
            yield span[0] + dateline.start(1), span[0] + dateline.end(1)
        elif line.startswith(_reach_us()):
            yield span


#: "MARSA, May 6 (Lamp Agency) - "
_DATELINE = re.compile(r"[^\n.]{2,60}?(\([^)\n]{2,30}\))\s*[-–—]")


@cache
def _reach_us() -> tuple[str, ...]:
    return tuple(lexicon.load("channels")["own"]["reach_us"])
