"""A log entry: five ASCII lines that reveal an act's verb, time, number and root, nothing else."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

VERSION_LINE = "amana/entry/v1"
TIME_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
_SHAPE = re.compile(
    r"amana/entry/v1\n"
    r"(?P<verb>[a-z0-9.-]{1,32})\n"
    r"(?P<time>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)\n"
    r"(?P<record>[0-9a-f]{32})\n"
    r"(?P<root>[0-9a-f]{64})\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act as the log shows it."""

    index: int  #: place in the log, from 0
    verb: str
    time: datetime  #: UTC, to the second, by the clock of the machine that wrote it
    record: str  #: record number: 16 random bytes in hex
    root: str  #: record root in hex: commits to every field of the act

    @property
    def data(self) -> bytes:
        """The bytes that are hashed into the log."""
        time = self.time.astimezone(UTC).strftime(TIME_FORMAT)
        lines = (VERSION_LINE, self.verb, time, self.record, self.root)
        return "".join(line + "\n" for line in lines).encode("ascii")


def parse_entry(data: bytes, index: int) -> Entry:
    """Return the entry in these bytes; ValueError when they are not of the one allowed form."""
    match = _SHAPE.fullmatch(data.decode("ascii"))
    if match is None:
        raise ValueError(f"entry {index} is not five lines of {VERSION_LINE}")
    time = datetime.strptime(match["time"], TIME_FORMAT).replace(tzinfo=UTC)
    return Entry(
        index=index,
        verb=match["verb"],
        time=time,
        record=match["record"],
        root=match["root"],
    )
