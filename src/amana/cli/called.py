"""What the program is called by whoever called it: hints can be typed as they stand."""

import os
import re

#: the program's name where a command follows it
_CALLED = re.compile(
    r"(?<![\w/.-])amana(?= (?:--help|COMMAND|(?:"
    r"demo|run|new|keep|read|link|weigh|tell|list|show|search|decide|log|verify|rebuild|doctor"
    r")\b))"
)


def program() -> str:
    """Return how this program was called: `amana`, or by way of the script `run`."""
    return os.environ.get("AMANA_AS") or "amana"


def typed(text: str) -> str:
    """Return a hint with its commands as they are typed here."""
    return _CALLED.sub(lambda _: program(), text)
