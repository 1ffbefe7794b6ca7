"""Opening: what the first lines tell of all words below: "These came by WhatsApp on Sunday:"."""

from dataclasses import dataclass

from amana.model import Span
from amana.read.channels import MESSENGERS, NOWHERE, Channel, Channels
from amana.read.turns import tells

HEAD_LINES = 4  #: paragraphs at the top among which an opening is looked for
#: how words stand that have no cue of their own: what opens the page tells of them
RULES = frozenset(("turn", "label", "signature", "section", "nobody"))


@dataclass(frozen=True, slots=True)
class Opening:
    """A sentence above words that have no cue of their own, and the channel that it names."""

    span: Span
    channel: Channel


def opening_in(
    text: str, sentences: tuple[tuple[Span, ...], ...], channels: Channels, first: int
) -> Opening | None:
    r"""Return the opening of a text whose words begin at an offset, None where it has none.

    >>> from amana.read.channels import find_channels
    >>> t = "These were sent by text message on Sunday.\nMira: We are up."
    >>> opening_in(t, (((0, 42),),), find_channels(t), 43).channel.medium
    'chat_message'
    """
    head = [span for part in sentences[:HEAD_LINES] for span in part if span[1] <= first]
    told = [span for span in head if tells("opening", text[slice(*span)])]
    known = [(span, channels.within(span)) for span in told]
    best = next((one for one in known if one[1].known), None)
    span, channel = best or (told[-1] if told else None, NOWHERE)
    if channel.medium == "unknown" and channel.platform in MESSENGERS:
        channel = Channel("chat_message", channel.platform)
    return None if span is None else Opening(span, channel)
