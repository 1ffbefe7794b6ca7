"""Parts of a thing in words: who, when, where, how; safe to look at, Arabic in isolates."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Final

from amana.cli.output import isolated, one_line
from amana.cli.window import faint
from amana.model import Amount, Claim, Id, Item, Place, Said, Speaker, Statement, Time, Voice

SHORT = 8  #: digits of an id that are shown: enough for `amana show`, in all but huge cases

#: how a statement came about, as it stands behind "said"
MEDIUM: Final[Mapping[str, str]] = {
    "post": "in a post",
    "profile": "in a profile line",
    "reply": "in a reply",
    "live_stream": "in a live stream",
    "video": "in a video",
    "voice_message": "in a voice message",
    "chat_message": "in a chat message",
    "call": "in a call",
    "interview": "in an interview",
    "press_statement": "in a press statement",
    "broadcast": "in a broadcast",
    "article": "in an article",
    "caption": "in a caption",
    "headline": "in a headline",
    "unknown": "",
}
#: platforms that are not written as any other name is
PLATFORM: Final[Mapping[str, str]] = {
    "whatsapp": "WhatsApp",
    "youtube": "YouTube",
    "tiktok": "TikTok",
}
#: what a retelling did with the words
RELATION: Final[Mapping[str, str]] = {
    "verbatim": "word for word",
    "fragment": "a part of the words",
    "elided": "with words left out",
    "edited": "with words changed",
    "merged": "joined with other words",
    "paraphrase": "in other words",
}
#: where a chain ends
STATE: Final[Mapping[str, str]] = {
    "rooted": "ends with somebody who was there",
    "unsourced": "ends without a source: nobody is named who was there",
    "circular": "goes in a circle: these cite each other, and nobody who was there",
}


def short(of: Id | None) -> str:
    """Return the beginning of an id."""
    return (of or "")[:SHORT]


def ref(of: Id | None) -> str:
    """Return the beginning of an id, standing back."""
    return faint(short(of))


def words(text: str) -> str:
    """Return words of a source on one line, in an isolate where they are Arabic."""
    return isolated(one_line(text))


def moments(earliest: datetime | None, latest: datetime | None, grain: str | None) -> str:
    """Return a range of time as briefly as it is known; "" where nothing is."""
    if not earliest and not latest:
        return ""
    if earliest and grain in {"second", "minute"}:
        return f"{earliest:%Y-%m-%d %H:%M}"
    # the last moment is excluded: a day that ends at midnight is not shown as two
    begins, ends = (
        f"{day:%Y-%m-%d}" if day else "…"
        for day in (earliest, latest - timedelta(microseconds=1) if latest else None)
    )
    if begins == ends:
        return begins
    alike = next((n for n in (8, 5) if begins[:n] == ends[:n]), 0)  # year and month, or year
    return f"{begins} – {ends[alike:]}"


def when(time: Time | Said | None) -> str:
    """Return a time as written and as understood."""
    if time is None:
        return ""
    known = moments(time.earliest, time.latest, time.grain)
    written = words(time.as_written)
    if not written or written == known:
        return known
    return f"{written} = {known}" if known else written


def day(time: Time | Said | None) -> str:
    """Return when, as briefly as it is known."""
    if time is None:
        return ""
    return moments(time.earliest, time.latest, time.grain) or words(time.as_written)


def who(voice: Voice | Speaker | None) -> str:
    """Return a voice: its name, and what is said of it."""
    if voice is None:
        return "nobody is named"
    parts = (voice.name or voice.as_written, voice.role, voice.affiliation)
    return ", ".join(dict.fromkeys(words(part) for part in parts if part))


def how(statement: Statement) -> str:
    """Return in what a statement was made, on what platform, when."""
    medium = MEDIUM[statement.medium]
    name = PLATFORM.get(statement.platform, statement.platform.title())
    platform = "" if statement.platform == "unknown" else f"on {words(name)}"
    told = " ".join(part for part in (medium, platform) if part)
    return ", ".join(part for part in (told, when(statement.said)) if part)


def where(item: Item | None) -> str:
    """Return in what text something stands: its outlet, its file, its day."""
    if item is None:
        return "a text that is no longer here"
    name = PurePosixPath(item.file).name + item.inside
    parts = [words(item.outlet) if item.outlet else "", words(name), day(item.published)]
    return ", ".join(part for part in parts if part)


def place(found: Place) -> str:
    """Return a place as written and as understood."""
    written, name = words(found.as_written), words(found.name or "")
    known = name if name and name != written else ""
    point = "" if found.lat is None or found.lon is None else f"{found.lat:.3f}, {found.lon:.3f}"
    told = "; ".join(part for part in (known, point) if part)
    return f"{written} ({told})" if told else written


def amount(found: Amount) -> str:
    """Return a figure as written and as understood."""
    low = "" if found.low is None else f"{'>' if found.low_open else '≥'} {found.low:,f}"
    high = "" if found.high is None else f"{'<' if found.high_open else '≤'} {found.high:,f}"
    exact = found.low is not None and found.low == found.high
    known = f"{found.low:,f}" if exact else " ".join(part for part in (low, high) if part)
    parts = (known, found.unit or "", words(found.of or ""), words(found.state or ""))
    return f"{words(found.as_written)} ({' '.join(part for part in parts if part)})"


def independence(claim: Claim) -> str:
    """Return on how many independent origins a claim rests, and how often it is told."""
    low, high = claim.origins_low, claim.origins_high
    if high == 0:
        origins = "no origin that can be traced"
    elif low == high:
        origins = f"{low} independent origin{'' if low == 1 else 's'}"
    else:
        origins = f"{low} to {high} independent origins"
    told = f"told {len(claim.statements)} times" if len(claim.statements) > 1 else "told once"
    status = (claim.decided or claim.status).replace("_", " ")
    return f"{told}, from {origins}: {status}"
