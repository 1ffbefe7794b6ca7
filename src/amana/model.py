"""The words of the house: what passes from room to room is one of these values.

All are frozen. Ids are computed from what a thing points at (`amana.canon.make_id`), never
handed out. Offsets count Unicode code points of the view's text, end excluded. Instants carry
their offset; `latest` is excluded. Not known is None, an empty tuple where there may be many.
A source's own words stay beside their reading, in `as_written`. `by` names the method and its
version. The JSON that `amana list` prints has these fields, in this order.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

Id = str  #: 32 lower-case hex digits; an original's id is its SHA-256, 64 digits
Span = tuple[int, int]  #: start and end, code points of the view's text, end excluded

Kind = Literal["direct", "indirect", "mixed"]
Basis = Literal["firsthand", "told_by", "document", "inference", "unknown"]
Stance = Literal["affirms", "denies", "hedges", "asks"]
Medium = Literal[
    "post",
    "profile",
    "reply",
    "live_stream",
    "video",
    "voice_message",
    "chat_message",
    "call",
    "interview",
    "press_statement",
    "broadcast",
    "article",
    "caption",
    "headline",
    "unknown",
]
VoiceKind = Literal["person", "group", "outlet", "unnamed"]
LinkKind = Literal[
    "retells", "variant", "same_person", "same_media", "same_claim", "takes_from", "translates"
]
Relation = Literal["verbatim", "fragment", "elided", "edited", "merged", "paraphrase"]
Direction = Literal["a_to_b", "b_to_a", "unknown"]
ClaimStatus = Literal["unreviewed", "single_origin", "corroborated", "contested"]
Decided = Literal["confirmed", "refuted", "withdrawn"]
OriginState = Literal["rooted", "unsourced", "circular"]
EventStatus = Literal[
    "agreed",
    "announced",
    "expected",
    "started",
    "suspended",
    "resumed",
    "broken",
    "completed",
    "obstructed",
    "denied",
    "unconfirmed",
]
Review = Literal["proposed", "accepted", "rejected", "edited", "added", "orphaned"]
RegionKind = Literal["boilerplate", "caption", "headline", "byline", "heading"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Grain = Literal["second", "minute", "hour", "day", "week", "month", "year"]
ItemKind = Literal["post", "message", "article", "image", "video", "audio", "document"]
PlaceSource = Literal["case", "world", "none"]
Verdict = Literal["same", "different", "cannot_tell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that could not be read or done. A value, not an exception: the rest goes on."""

    where: str  #: file, or id of the thing
    what: str  #: what happened
    do: str  #: what a person can do about it


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """How bytes came to us, once."""

    act: int  #: number of the custody log's entry
    file: str  #: the path as given, with / between its parts
    url: str | None
    outlet: str | None
    from_: str | None  #: who handed it over; `from` in JSON
    published: str | None  #: as given by whoever kept it: ISO date or time
    at: datetime  #: when it was kept, by this machine's clock


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The exact text taken from one item, as sealed: all that `read` sees; empty of a picture."""

    id: Id
    item: Id
    original: Id
    inside: str  #: where in the original: "" the whole, "/3" its third part
    file: str  #: the path of the original's first arrival
    kind: ItemKind
    lang: str | None  #: BCP 47, where the container says so
    title: str | None
    outlet: str | None
    author: str | None
    published: str | None  #: ISO date or time, where the container or its keeper says so
    text: str
    extractor: str  #: name and version
    by_keeper: bool = False  #: whether the date was given by whoever kept it, not by the container


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression and what it can mean: some moment, or all, of [earliest, latest)."""

    span: Span | None  #: None where it stands in no text (given by the keeper)
    as_written: str
    type: TimeType
    value: str  #: TIMEX3 value: "2031-05-06TNI", "XXXX-WXX-2", "PT5H"
    earliest: datetime | None
    latest: datetime | None
    grain: Grain | None
    rule: str  #: "date.full", "weekday.before_published", ...
    #: what a relative time counts from; "told": the time told before it in the text
    anchor: Id | Literal["published", "told"] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A place in an item that something rests on."""

    item: Id
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """When a statement was made."""

    earliest: datetime | None
    latest: datetime | None
    as_written: str
    span: Span | None  #: None = inherited from the statement before
    grain: Grain | None
    value: str | None
    rule: str
    anchor: Id | Literal["published"] | None
    evidence: tuple[Evidence, ...] = ()
    review: Review = "proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days between which a report was published, with what that rests on."""

    earliest: datetime
    latest: datetime
    rule: str  #: "date.given", "date.container", "date.own_dates", "date.linked_report"
    why: str  #: one sentence for a reader
    evidence: tuple[Evidence, ...] = ()
    review: Review = "proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place as named and, where the gazetteer is sure, where it is."""

    span: Span
    as_written: str
    name: str | None
    lat: float | None  #: degrees north, WGS 84
    lon: float | None  #: degrees east, WGS 84
    radius_m: int | None  #: metres; the place meant lies within
    country: str | None  #: ISO 3166-1 alpha-2
    source: PlaceSource
    confidence: float  #: 0 to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A figure as claimed: somewhere from `low` to `high`, an open bound not included."""

    span: Span
    as_written: str
    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False
    hedge: str | None  #: "more than", "maybe"
    unit: str | None  #: what it is measured in: "km2", "m", "years", "people"
    of: str | None  #: what is counted, in the words of the text: "civilians"
    state: str | None  #: "trapped", "killed"
    part_of: Span | None = None  #: the amount that this one is a part of
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """An observed circumstance that can be checked: rain, a sound, rubble, clothing."""

    what: str
    as_written: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A stretch of a text that is something other than the report's running words."""

    span: Span
    what: RegionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Whoever speaks or passes on, as written and as understood."""

    as_written: str
    spans: tuple[Span, ...]  #: the mention; empty where it is only in a verb or a metadata field
    name: str | None  #: the fullest form in the document; None where nobody is named
    person: Id | None  #: the cluster of people it belongs to
    kind: VoiceKind
    role: str | None
    affiliation: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The voice whose words a statement carries."""

    as_written: str
    spans: tuple[Span, ...]
    name: str | None
    person: Id | None
    kind: VoiceKind
    role: str | None
    affiliation: str | None
    minor: bool | None  #: None: cannot tell


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechCue:
    """The word that says that somebody spoke."""

    as_written: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A stretch of text and its words."""

    as_written: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Somebody said something: the atom of the house.

    `words[i]` is exactly the text at `spans[i]`, always.
    """

    id: Id
    item: Id
    view: Id
    file: str
    kind: Kind
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    speaker: Speaker | None  #: None only if nobody is indicated
    via: tuple[Voice, ...]  #: who passed it on, nearest to the speaker first
    cue: SpeechCue | None
    medium: Medium
    platform: str  #: lower case, "unknown" where the text does not say
    said: Said | None
    about: tuple[Time, ...]
    places: tuple[Place, ...]
    amounts: tuple[Amount, ...]
    cues: tuple[Cue, ...]
    translation: str | None
    within: Id | None  #: the statement that this one is quoted in
    stance: Stance
    basis: Basis
    contested: tuple[Quoted, ...]
    confidence: float  #: 0 to 1
    review: Review
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReport:
    """What a voice says of how an event stands: dated, attributed, possibly in conflict."""

    id: Id
    item: Id
    span: Span
    as_written: str
    what: str  #: "ceasefire", "evacuation", ...
    status: EventStatus
    as_of: Time | None
    said: Time | None
    by: Voice | None  #: None = the outlet itself
    statement: Id | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that came in, with all marks of its view."""

    id: Id
    original: Id
    inside: str
    file: str
    kind: ItemKind
    view: Id
    lang: str | None
    title: str | None
    outlet: str | None
    author: str | None
    published: Time | None
    url: str | None
    sha256: str
    size: int  #: bytes
    media_type: str
    text: str
    regions: tuple[Region, ...]
    times: tuple[Time, ...]
    places: tuple[Place, ...]
    amounts: tuple[Amount, ...]
    cues: tuple[Cue, ...]
    reports: tuple[StatusReport, ...]
    sensitivity: tuple[str, ...]
    arrivals: tuple[Arrival, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Minor:
    """A child named in a view, whether it speaks there or is only spoken about."""

    name: str  #: the fullest form in the view
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that `read` finds in one view."""

    view: Id
    item: Id
    text: str
    lang: str  #: "ar", "en" or "und"
    title: str | None
    outlet: str | None
    author: str | None
    window: Window | None  #: when it was published, as far as this reading goes
    explicit: tuple[Time, ...]  #: full dates of its own: what a window may rest on
    statements: tuple[Statement, ...]
    times: tuple[Time, ...]
    places: tuple[Place, ...]
    amounts: tuple[Amount, ...]
    cues: tuple[Cue, ...]
    reports: tuple[StatusReport, ...]
    regions: tuple[Region, ...]
    sensitivity: tuple[str, ...]
    problems: tuple[Problem, ...]
    by: str
    minors: tuple[Minor, ...] = ()  #: by name


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as written, with its script and language."""

    value: str
    script: str  #: ISO 15924: "Latn", "Arab"
    lang: str  #: BCP 47


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The mentions that are thought to be one voice: a cluster, proposed until a person decides."""

    id: Id
    name: str | None
    names: tuple[Name, ...]
    kind: VoiceKind
    roles: tuple[str, ...]
    handles: tuple[str, ...]
    minor: bool | None
    at_risk: bool
    party: str | None  #: the side of the conflict it speaks for
    statements: tuple[Id, ...]
    review: Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why two things were joined, in words a reader can check."""

    signal: str  #: name of the function that found it; its docstring is shown
    score: float  #: -1 speaks against, 1 speaks for
    left: str
    right: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two things that belong together, and why."""

    id: Id
    kind: LinkKind
    relation: Relation | None  #: of a retelling
    a: Id
    b: Id
    spans_a: tuple[Span, ...]
    spans_b: tuple[Span, ...]
    score: float  #: 0 to 1
    direction: Direction
    reasons: tuple[Reason, ...]
    review: Review
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What a claim says, part by part."""

    what: str | None = None
    who_did: str | None = None
    who_harmed: str | None = None
    where: Place | None = None
    when: Time | None = None
    how_many: Amount | None = None
    with_what: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Another claim that cannot be true together with this one."""

    claim: Id
    facet: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A proposition that several statements bear on, and how many independent origins it has."""

    id: Id
    text: str
    event: Id | None
    facets: Facets
    statements: tuple[Id, ...]
    origins_low: int
    origins_high: int
    kinds: tuple[str, ...]  #: the media of its origins
    sides: tuple[str, ...]  #: the parties its origins speak for
    status: ClaimStatus
    decided: Decided | None
    contradictions: tuple[Contradiction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """Where a chain of tellings ends."""

    statement: Id | None
    person: Id | None
    medium: Medium | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One independent origin of a claim, with all that retells it."""

    id: Id
    claim: Id
    root: Root
    via: tuple[Voice, ...]
    retellings: tuple[Id, ...]
    state: OriginState


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened or was to happen, with how it stood at each time, by whom."""

    id: Id
    what: str
    where: Place | None
    time: Time | None
    status_history: tuple[StatusReport, ...]
    claims: tuple[Id, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """Words that describe a picture, and the time they give it."""

    item: Id
    span: Span
    time: Time | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Another copy of a picture or recording."""

    item: Id
    transform: str
    distance: int
    offset_s: int | None  #: seconds into the other recording


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A picture or recording, in hand or known only from its caption."""

    id: Id
    item: Id | None  #: None: known only from a caption
    described: tuple[Described, ...]
    copies: tuple[Copy, ...]
    earliest_known: Time | None
    older_than_event: bool | None
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided on one thing, with the whole thing as decided."""

    act: int  #: number of the custody log's entry
    on: Id
    what: str  #: "statement", "link", "person", ...
    review: Review
    value: Statement | Link | Person | None
    reason: str | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """The state of the custody log that a dossier was cut from."""

    origin: str
    size: int  #: entries
    root: str  #: base64, as in the checkpoint
    key: str  #: C2SP verifier key
    at: datetime | None = None  #: when its last entry was written, by the writer's clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A figure as one statement passes it on."""

    statement: Id
    amount: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """A figure that changed from mouth to mouth: each step took it from the one before."""

    id: Id
    of: str  #: what is counted, in the words of the first step
    steps: tuple[Step, ...]  #: two at least, in the order of the telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A picture as it is shown outside the case: small, and without what its file says of it."""

    item: Id
    width: int
    height: int
    jpeg: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that a reader is shown, as of one state of the log: what `tell` renders."""

    title: str
    zone: str
    seal: Seal
    items: tuple[Item, ...]
    statements: tuple[Statement, ...]
    people: tuple[Person, ...]
    links: tuple[Link, ...]
    claims: tuple[Claim, ...]
    origins: tuple[Origin, ...]
    events: tuple[Event, ...]
    media: tuple[Media, ...]
    problems: tuple[Problem, ...]
    growths: tuple[Growth, ...] = ()
    previews: tuple[Preview, ...] = ()
