"""Opening: what the first lines tell of all words below: "These came by WhatsApp on Sunday:"."""

from dataclasses import dataclass

from amana.model import Span
from amana.read.circumstances.channels import MESSENGERS, NOWHERE, Channel, Channels
from amana.read.layouts.turns import tells

HEAD_LINES = 4  #: paragraphs at the top among which an opening is looked for
#: how words stand that have no cue of their own: what opens the page tells of them
RULES = frozenset(("turn", "label", "signature", "section", "nobody"))


@dataclass(frozen=True, slots=True)
class Opening:
    """A sentence above words that have no cue of their own, and the channel that it names."""

    span: Span
    channel: Channel


def opening_in(
    text: str,
    sentences: tuple[tuple[Span, ...], ...],
    channels: Channels,
    first: int,
    alone: Span | None = None,
) -> Opening | None:
    r"""Return the opening of a text whose words begin at an offset, None where it has none.

    `alone`: the head of a document that is one voice's own words.

    >>> from amana.read.circumstances.channels import find_channels
    >>> t = "These were sent by text message on Sunday.\nMira: We are up."
    >>> opening_in(t, (((0, 42),),), find_channels(t), 43).channel.medium
    'chat_message'
    """
    if alone is not None:
        return Opening(alone, _of_messenger(channels.within(alone)))
    head = [span for part in sentences[:HEAD_LINES] for span in part if span[1] <= first]
    told = [span for span in head if tells("opening", text[slice(*span)])]
    known = [(span, channels.within(span)) for span in told]
    best = next((one for one in known if one[1].known), None)
    span, channel = best or (told[-1] if told else None, NOWHERE)
    return None if span is None else Opening(span, _of_messenger(channel))


def _of_messenger(channel: Channel) -> Channel:
    """Words on a messenger are messages of a chat, where nothing says otherwise."""
    bare = channel.medium == "unknown" and channel.platform in MESSENGERS
    return Channel("chat_message", channel.platform) if bare else channel
