"""Statements: drafts settled. Names resolved, circumstances found, marks attached, ids computed."""

import re
from dataclasses import replace

from amana.canon import make_id
from amana.lang import letters
from amana.model import Id, Span, Speaker, SpeechCue, Statement, View, Voice
from amana.read.circumstances import circumstances, confidence, disputed, stance
from amana.read.circumstances.channels import Channel
from amana.read.circumstances.circumstances import Memory
from amana.read.circumstances.relays import told_outlet
from amana.read.circumstances.setting import Setting
from amana.read.page import Draft, Page
from amana.read.voices import ages, antecedents, cited, voices
from amana.read.voices.voices import Mention

BY = "read.statements 1"


def settle(drafts: list[Draft], setting: Setting) -> tuple[Statement, ...]:
    """Return the statements of a view, in order of the text."""
    memory = Memory()
    found: list[Statement] = []
    seen: set[tuple[Span, ...]] = set()
    kept: list[Draft] = []
    for draft in drafts:
        if draft.spans not in seen:
            seen.add(draft.spans)
            kept.append(draft)
            found.append(_statement(cited.apart(draft, setting.page), setting, memory))
    found = disputed.with_disputes(kept, found, setting.page)
    return tuple(_passed_on(_children_throughout(_headline_speakers(found))))


def _statement(draft: Draft, setting: Setting, memory: Memory) -> Statement:
    page, view, marks = setting.page, setting.view, setting.marks
    mention = antecedents.resolved(draft, page, setting.known, memory.last)
    voice = circumstances.key_of(mention)
    section = circumstances.section_of(draft, page) or voice
    where = circumstances.leads(draft, page)
    channel = circumstances.channel_of(draft, page, where, memory, voice)
    said = circumstances.said_of(draft, setting, where, memory, section)
    relays = circumstances.via_of(draft, setting, where, mention, memory.relays.get(voice, ()))
    if channel.medium == "unknown" and draft.outer is None and told_outlet(page, relays):
        channel = Channel("interview", channel.platform)
    via = tuple(_voice(relay) for relay in relays)
    id_ = _id(view, draft.spans)
    if not draft.headline and draft.outer is None:
        if said is not None and said.earliest is not None:
            memory.dated[section] = (id_, said)
            if not said.rule.startswith(("offset.", "clock.day_or_before")):
                memory.days[section] = (id_, said)
        if mention is not None:
            memory.last = replace(mention, pronoun=None)
            memory.relays[voice] = relays
            if channel.known:
                memory.channels[voice] = channel
    texts = tuple(page.text[start:end] for start, end in draft.spans)
    return Statement(
        id=id_, item=view.item, view=view.id, file=view.file, kind=draft.kind, words=texts,
        spans=draft.spans, speaker=_speaker(mention, own=_own_age(draft, texts)), via=via,
        cue=_cue(draft, page),
        medium=channel.medium, platform=channel.platform, said=said,
        about=marks.times.within(*draft.spans), places=marks.places.within(*draft.spans),
        amounts=marks.amounts.within(*draft.spans),
        cues=marks.cues.within(*draft.spans, *where),
        translation=None, within=None if draft.outer is None else _id(view, draft.outer),
        stance=stance.stance_of(
            draft.lemma, texts, answers=stance.answers_for_others(mention)
        ),
        basis=stance.basis_of(mention, channel.medium, direct=draft.kind == "direct", via=via),
        contested=(),
        confidence=confidence.sure_of(draft, mention, page),
        review="proposed", by=BY,
    )  # fmt: skip


def _id(view: View, spans: tuple[Span, ...]) -> Id:
    return make_id("statement", [view.id, [list(span) for span in spans]])


def _cue(draft: Draft, page: Page) -> SpeechCue | None:
    if draft.saying is None:
        return None
    start, end = draft.saying.cue
    return SpeechCue(as_written=page.text[start:end], span=(start, end))


# --- voices ------------------------------------------------------------------------------


def _voice(mention: Mention) -> Voice:
    return Voice(
        as_written=mention.as_written,
        spans=() if mention.span is None else (mention.span,),
        name=_name(mention),
        person=None,
        kind=mention.kind,
        role=mention.role,
        affiliation=mention.affiliation,
    )


def _speaker(mention: Mention | None, *, own: bool | None = None) -> Speaker | None:
    """The speaker; `own`: whether it says of itself that it is a child."""
    if mention is None:
        return None
    voice = _voice(mention)
    minor = True if own is True else _minor(mention)
    return Speaker(
        as_written=voice.as_written, spans=voice.spans, name=voice.name, person=None,
        kind=voice.kind, role=voice.role, affiliation=voice.affiliation, minor=minor,
    )  # fmt: skip


def _minor(mention: Mention) -> bool | None:
    """Whether the speaker is a child: whoever has an occupation, or is many, is none."""
    if mention.minor is not None:
        return mention.minor
    has_role = mention.role is not None and voices.has_grown_role(mention.role)
    grown = has_role or mention.kind in {"group", "outlet"}
    grown = grown or (mention.kind == "unnamed" and voices.is_elder(mention.as_written))
    return False if grown else None


def _name(mention: Mention) -> str | None:
    """The name, or the description that stands for one nobody gave; None for a pronoun."""
    if mention.name is None and mention.pronoun:
        return None
    phrase = mention.name or mention.as_written
    phrase = re.sub(r"^(?:the|an?|one(?! of\b)|another)\s+", "", phrase, flags=re.IGNORECASE)
    if phrase[:1].isupper():
        phrase = re.sub(r"(?<=\w)\s+(?:organi[sz]ation|group)$", "", phrase)
    return phrase


def _own_age(draft: Draft, texts: tuple[str, ...]) -> bool | None:
    """Whether somebody's own words say that they are a child, as in “I am seven”."""
    if draft.kind != "direct":
        return None
    return any(age.child for words in texts for age in ages.ages_of("own", words)) or None


def _children_throughout(found: list[Statement]) -> list[Statement]:
    """Whoever is a child in one statement of a text is a child in all of them."""
    children = {
        s.speaker.name
        for s in found
        if s.speaker and s.speaker.minor and s.speaker.kind == "person"
    }
    return [
        replace(s, speaker=replace(s.speaker, minor=True))
        if s.speaker and s.speaker.kind == "person" and s.speaker.name in children
        else s
        for s in found
    ]


def _headline_speakers(found: list[Statement]) -> list[Statement]:
    """A headline's quotation has the speaker who says the same words in the report below."""
    body = [(s, letters.fold(" ".join(s.words))) for s in found if s.medium != "headline"]
    settled = []
    for statement in found:
        if statement.medium != "headline":
            settled.append(statement)
            continue
        words = letters.fold(" ".join(statement.words)).strip(" .,!?…")
        whole = next((s for s, text in body if s.kind == "direct" and words in text), None)
        known = None if whole is None or not words else whole.speaker
        settled.append(
            statement if known is None else replace(statement, speaker=replace(known, spans=()))
        )
    return settled


def _passed_on(found: list[Statement]) -> list[Statement]:
    """A statement inside another came through its speaker, and through all who passed that on."""
    by_id = {statement.id: statement for statement in found}
    settled = []
    for statement in found:
        outer = by_id.get(statement.within or "")
        if outer is None or outer.speaker is None:
            settled.append(statement)
            continue
        relay = Voice(
            as_written=outer.speaker.as_written, spans=outer.speaker.spans,
            name=outer.speaker.name, person=None, kind=outer.speaker.kind,
            role=outer.speaker.role, affiliation=outer.speaker.affiliation,
        )  # fmt: skip
        via = tuple(one for one in statement.via if one.name != relay.name)
        settled.append(replace(statement, via=(*via, relay, *outer.via), said=None))
    return settled
