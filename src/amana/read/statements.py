"""Statements: drafts settled. Names resolved, channel and time found, marks attached, ids computed."""

import re
from dataclasses import dataclass, field, replace
from datetime import tzinfo

from amana.canon import make_id
from amana.lang import letters
from amana.model import (
    Amount,
    Basis,
    Cue,
    Id,
    Medium,
    Place,
    Quoted,
    Said,
    Span,
    Speaker,
    SpeechCue,
    Stance,
    Statement,
    Time,
    View,
    Voice,
    Window,
)
from amana.read import channels, register
from amana.read.attribution import Draft, Page
from amana.read.channels import NOWHERE, Channel
from amana.read.said import Moment, inherited, said_at
from amana.read.register import Register
from amana.read.voices import Mention

BY = "read.statements 1"
FIRST = 2  #: number of the last paragraph where an outlet names itself above its report

WITNESS_MEDIA = {"post", "reply", "profile", "live_stream", "video", "voice_message", "chat_message", "call", "interview"}  # fmt: skip
ASKING = {"ask", "urge", "appeal", "plead", "beg", "demand", "pray", "ناشد", "طالب", "دعا", "سأل", "توسل", "استغاث"}  # fmt: skip
DENYING = {"deny", "نفى"}
AGAIN = re.compile(r"\b(?:add|continue|go on|conclude|repeat|reiterate)\b|أضاف|تابع|ختم|استطرد")
HEDGES = re.compile(
    r"\b(?:maybe|perhaps|might|may be|probably|possibly|I think|it seems|apparently|reportedly)\b|ربما|لعل|قد يكون|على ما يبدو|أظن|نحو",
    re.IGNORECASE,
)
DISPUTE = re.compile(r"\b(?:others|some|many|critics|opponents|the government|the army)\b[^.;]*?\b(?:suspect|call|accuse|say|see|regard|believe|dismiss|consider|describe|denounce|view)\w*\b[^.;]*|(?:آخرون|بعضهم|خصومهم|غيرهم)[^.،؛]*?(?:يتهم|يصف|يعتبر|يرى|يشتبه|يقول|يسم)[^.؛]*", re.IGNORECASE)  # fmt: skip
PRESENT = re.compile(
    r"\b(?:is|are) (?:now |still )?saying\b|\bnow\b[^.]*\b(?:say|says|are saying)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What else was found in the text."""

    times: tuple[Time, ...]
    places: tuple[Place, ...]
    amounts: tuple[Amount, ...]
    cues: tuple[Cue, ...]


@dataclass(slots=True)
class _Memory:
    """What reading on remembers: the last voices, channels and times."""

    last: Mention | None = None
    channels: dict[str, Channel] = field(default_factory=dict)  #: by voice
    dated: dict[str, tuple[Id, Said]] = field(default_factory=dict)  #: by section or voice
    paragraph: dict[str, int] = field(default_factory=dict)  #: by voice: where it last spoke


def settle(
    drafts: list[Draft],
    page: Page,
    view: View,
    marks: Marks,
    *,
    window: Window | None,
    zone: tzinfo,
) -> tuple[Statement, ...]:
    """Return the statements of a view, in order of the text."""
    known = register.of_page(drafts, page)
    memory = _Memory()
    found: list[Statement] = []
    seen: set[tuple[Span, ...]] = set()
    for draft in drafts:
        if draft.spans in seen:
            continue
        seen.add(draft.spans)
        found.append(_statement(draft, page, view, marks, known, memory, window, zone))
    return tuple(_passed_on(_headline_speakers(found)))


# --- voices ------------------------------------------------------------------------------


def _headline_speakers(found: list[Statement]) -> list[Statement]:
    """A headline's quotation has the speaker who says the same words in the report below."""
    body = [s for s in found if s.medium != "headline" and s.kind == "direct"]
    settled = []
    for statement in found:
        if statement.medium == "headline":
            words = letters.fold(" ".join(statement.words)).strip(" .,!?…")
            whole = next(
                (b for b in body if words and words in letters.fold(" ".join(b.words))), None
            )
            if whole is not None and whole.speaker is not None:
                statement = replace(statement, speaker=replace(whole.speaker, spans=()))  # noqa: PLW2901
        settled.append(statement)
    return settled


def _passed_on(found: list[Statement]) -> list[Statement]:
    """A statement inside another came through its speaker, and through all who passed that on."""
    by_id = {statement.id: statement for statement in found}
    settled = []
    for statement in found:
        outer = by_id.get(statement.within or "")
        if outer is not None and outer.speaker is not None:
            relay = Voice(
                as_written=outer.speaker.as_written, spans=outer.speaker.spans,
                name=outer.speaker.name, person=None, kind=outer.speaker.kind,
                role=outer.speaker.role, affiliation=outer.speaker.affiliation,
            )  # fmt: skip
            statement = replace(  # noqa: PLW2901
                statement, via=(relay, *outer.via), said=outer.said and inherited(outer.said)
            )
        settled.append(statement)
    return settled


def _speaker(mention: Mention | None) -> Speaker | None:
    if mention is None:
        return None
    return Speaker(
        as_written=mention.as_written,
        spans=() if mention.span is None else (mention.span,),
        name=mention.name or _described(mention),
        person=None,
        kind=mention.kind,
        role=mention.role,
        affiliation=mention.affiliation,
        minor=mention.minor if mention.minor is not None else (False if mention.role else None),
    )


def _described(mention: Mention) -> str | None:
    """The description that stands for a name nobody gave; None for a pronoun."""
    if mention.pronoun:
        return None
    return _bare(mention.as_written)


def _bare(phrase: str) -> str:
    """A name or description without its article, and without "organisation" behind a name."""
    phrase = re.sub(r"^(?:the|an?|one|another)\s+", "", phrase, flags=re.IGNORECASE)
    return (
        re.sub(r"(?<=\w)\s+(?:organi[sz]ation|group)$", "", phrase)
        if phrase[:1].isupper()
        else phrase
    )


def _voice(mention: Mention) -> Voice:
    return Voice(
        as_written=mention.as_written,
        spans=() if mention.span is None else (mention.span,),
        name=_bare(mention.name) if mention.name else _described(mention),
        person=None,
        kind=mention.kind,
        role=mention.role,
        affiliation=mention.affiliation,
    )


# --- one statement -----------------------------------------------------------------------


def _statement(
    draft: Draft,
    page: Page,
    view: View,
    marks: Marks,
    known: Register,
    memory: _Memory,
    window: Window | None,
    zone: tzinfo,
) -> Statement:
    mention = register.resolved(draft, page, known, memory.last)
    key = _key(mention)
    leads = _leads(draft, page)
    channel = _channel(draft, page, leads, memory, key)
    id_ = _id(view, draft.spans)
    section = _section_key(draft, page) or key
    said = None
    if not draft.headline and draft.outer is None:
        said = _said(draft, page, marks, leads, memory, section, view, window, zone)
        if said is not None and said.earliest is not None:
            memory.dated[section] = (id_, said)
    if mention is not None and not draft.headline and draft.outer is None:
        memory.last = replace(mention, pronoun=None)
        memory.paragraph[key] = draft.paragraph
        if channel.known:
            memory.channels[key] = channel
    via = tuple(_voice(m) for m in _via(draft, page, leads, mention, known))
    minor_context = _speaker(mention)
    texts = tuple(page.text[start:end] for start, end in draft.spans)
    lemma = draft.saying.lemma if draft.saying else ""
    return Statement(
        id=id_, item=view.item, view=view.id, file=view.file, kind=draft.kind, words=texts,
        spans=draft.spans, speaker=minor_context, via=via, cue=_cue(draft, page),
        medium=channel.medium, platform=channel.platform, said=said,
        about=tuple(t for t in marks.times if t.span and _inside(t.span, draft.spans)),
        places=tuple(p for p in marks.places if _inside(p.span, draft.spans)),
        amounts=tuple(a for a in marks.amounts if _inside(a.span, draft.spans)),
        cues=tuple(c for c in marks.cues if _inside(c.span, (*draft.spans, *leads[:2]))),
        translation=None,
        within=None if draft.outer is None else _id(view, draft.outer), stance=_stance(lemma, texts),
        basis=_basis(mention, channel.medium, draft, via), contested=_contested(draft, page),
        confidence=round(draft.sure * (1.0 if mention is not None else 0.7), 3),
        review="proposed", by=BY,
    )  # fmt: skip


def _id(view: View, spans: tuple[Span, ...]) -> Id:
    return make_id("statement", [view.id, [list(span) for span in spans]])


def _key(mention: Mention | None) -> str:
    return "" if mention is None else letters.fold(mention.name or mention.as_written)


def _section_key(draft: Draft, page: Page) -> str | None:
    heading = page.headings[draft.paragraph]
    return None if heading is None else "section " + letters.fold(heading.name or "")


def _inside(span: Span, spans: tuple[Span, ...]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _cue(draft: Draft, page: Page) -> SpeechCue | None:
    if draft.saying is None:
        return None
    start, end = draft.saying.cue
    return SpeechCue(as_written=page.text[start:end], span=(start, end))


def _leads(draft: Draft, page: Page) -> tuple[Span, ...]:
    """Where the circumstances of a statement stand, nearest first.

    The sentence of its cue; the sentences of the same paragraph before it, back to the last
    other statement; for a paragraph of marks alone, the paragraph that introduces it.
    """
    first = draft.spans[0][0]
    found = [_own_part(draft, page)]
    if draft.rule == "clause" and not (draft.mention is None or draft.mention.pronoun):
        return tuple(found)
    p = page.paragraph_at(first)
    found += [s for s in reversed(page.sentences[p]) if s[1] <= first and s != draft.sentence]
    lead = page.paragraph_at(draft.sentence[0])
    if lead < p:
        found += [s for s in reversed(page.sentences[lead]) if s != draft.sentence]
    elif p and not page.text[page.paragraphs[p][0] : first].strip(' “"«„'):
        back = p - 1
        while back > 0 and page.kinds[back] == "caption":
            back -= 1
        if page.kinds[back] is None and not _has_quotation(page, back):
            found += list(reversed(page.sentences[back]))
    return tuple(dict.fromkeys(found))


def _own_part(draft: Draft, page: Page) -> Span:
    """The part of the cue's sentence that is about this saying: between the ones beside it."""
    start, end = draft.sentence
    if draft.saying is None:
        return draft.sentence
    if draft.rule == "clause" and draft.saying.content[0][0] > draft.saying.cue[0]:
        end = min(end, draft.spans[-1][1])
    for other in page.sayings[page.paragraph_at(draft.saying.cue[0])]:
        if other.sentence != draft.sentence or not other.content and not other.subject:
            continue
        if other.cue[1] <= draft.saying.cue[0] and other.content:
            start = (
                max(start, other.content[-1][1])
                if other.content[-1][1] <= draft.saying.cue[0]
                else start
            )
        elif other.cue[0] > draft.saying.cue[1] and other.content:
            first = min(other.cue[0], other.subject[0] if other.subject else other.cue[0])
            end = min(end, first) if first >= draft.spans[-1][1] else end
    return (start, end) if start < end else draft.sentence


def _has_quotation(page: Page, p: int) -> bool:
    start, end = page.paragraphs[p]
    return any(start <= q.outer[0] < end for q in page.quotes)


def _channel(
    draft: Draft, page: Page, leads: tuple[Span, ...], memory: _Memory, key: str
) -> Channel:
    """The channel nearest to the statement; without one, that of the statement it goes on from."""
    if draft.headline:
        return Channel("headline", "unknown")
    if draft.outer is not None:
        return NOWHERE
    before = memory.channels.get(key, NOWHERE)
    if before.platform != "unknown" and channels.points_back(page.masked, leads[0]):
        return Channel("post", before.platform)
    for stretch in leads:
        for part in _around(stretch, draft):
            channel = channels.channel_in(page.masked, part)
            if channel.known:
                return channel
    lemma = draft.saying.lemma if draft.saying else ""
    if draft.mention is not None and draft.mention.kind == "outlet":
        return Channel("article", "unknown")
    same_paragraph = memory.paragraph.get(key) == draft.paragraph
    heard = any(channels.tells_of_recording(page.masked, stretch) for stretch in leads)
    if draft.rule in {"again", "goes_on"} or AGAIN.search(lemma) or same_paragraph or heard:
        return before
    return NOWHERE


def _around(stretch: Span, draft: Draft) -> tuple[Span, ...]:
    """The parts of a stretch outside an indirect statement's own words."""
    parts = []
    at = stretch[0]
    for start, end in draft.spans:
        if stretch[0] <= start < stretch[1]:
            parts.append((at, start))
            at = min(end, stretch[1])
    parts.append((at, stretch[1]))
    return tuple(part for part in parts if part[1] > part[0])


def _said(
    draft: Draft,
    page: Page,
    marks: Marks,
    leads: tuple[Span, ...],
    memory: _Memory,
    section: str,
    view: View,
    window: Window | None,
    zone: tzinfo,
) -> Said | None:
    start, end = draft.sentence
    moment = Moment(
        times=marks.times,
        stretches=leads,
        cue=draft.saying.cue[0] if draft.saying else draft.spans[0][0],
        barred=(*draft.spans, *(s for q in page.quotes for s in q.spans)),
        before=memory.dated.get(section),
        present=PRESENT.search(page.masked, start, end) is not None,
    )
    said = said_at(moment, item=view.item, window=window, zone=zone)
    if said is None and draft.saying is not None and AGAIN.search(draft.saying.lemma):
        before = memory.dated.get(section)
        return None if before is None else inherited(before[1])
    return said


def _via(
    draft: Draft,
    page: Page,
    leads: tuple[Span, ...],
    speaker: Mention | None,
    known: Register,
) -> list[Mention]:
    """Who passed the words on, nearest to the speaker first."""
    found: list[Mention] = []
    through = None if draft.saying is None else page.mention(draft.saying.through)
    if through is not None and not _is_own_outlet(page, through):
        found.append(known.full(through))
    for stretch in leads[:1]:
        for part in _around(stretch, draft):
            for relay in channels.relays_in(page.masked, part, page.lang, known.outlets):
                relay = known.full(relay)  # noqa: PLW2901 - the same voice by its full name
                same = speaker is not None and _key(relay) == _key(speaker)
                own = _is_own_outlet(page, relay)
                if not same and not own and all(_key(relay) != _key(m) for m in found):
                    found.append(relay)
    return found


def _is_own_outlet(page: Page, relay: Mention) -> bool:
    """Whether a relay is the outlet of this very document, as its edges say."""
    name = relay.name or relay.as_written
    edges = [i for i, k in enumerate(page.kinds) if k in {"boilerplate", "byline"} or i <= FIRST]
    return any(
        page.kinds[i] is not None and name in page.text[slice(*page.paragraphs[i])] for i in edges
    )


def _stance(lemma: str, texts: tuple[str, ...]) -> Stance:
    if lemma in DENYING:
        return "denies"
    sentences = [s for text in texts for s in re.findall(r"[^.!?؟…]+[.!?؟…]*", text) if s.strip()]
    asking = sum(s.rstrip().endswith(("?", "؟")) or _commands(s) for s in sentences)
    if lemma in ASKING or (sentences and asking * 2 >= len(sentences)):
        return "asks"
    if sentences and HEDGES.search(sentences[0]):
        return "hedges"
    return "affirms"


_COMMAND = re.compile(r"^\W*(?:please\s+)?(?:save|help|stop|pray|do something|act|come|send|open|let|tell|remember|forgive|keep|hear|listen|look|spread|give|bring|wait|hold|do not|don[’']t|never forget)\b|^\W*(?:لا ت[^\s]+وا|أنقذوا|انقذوا|ساعدوا|أوقفوا|افتحوا|صلوا|ادعوا|لا تنسوا|سامحوا|أخبروا)", re.IGNORECASE)  # fmt: skip


def _commands(sentence: str) -> bool:
    return _COMMAND.match(sentence) is not None


def _basis(mention: Mention | None, medium: Medium, draft: Draft, via: tuple[Voice, ...]) -> Basis:
    """How the voice knows: its own words in a medium of its own are first hand."""
    if mention is None or mention.kind == "outlet":
        return "unknown"
    if draft.kind == "direct" and (medium in WITNESS_MEDIA or mention.kind == "person"):
        return "firsthand"
    if via:
        return "told_by"
    return "unknown"


def _contested(draft: Draft, page: Page) -> tuple[Quoted, ...]:
    """What others in the same sentence call the same thing, where that is in dispute."""
    if (
        draft.kind != "indirect"
        or draft.saying is None
        or draft.saying.lemma not in {"call", "describe", "وصف"}
    ):
        return ()
    end = draft.spans[-1][1]
    match = DISPUTE.search(page.text, end, draft.saying.sentence[1])
    if match is None:
        return ()
    text = match.group().rstrip(" .,")
    return (Quoted(as_written=text, span=(match.start(), match.start() + len(text))),)
