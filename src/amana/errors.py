"""The errors of the house: one tree, each with its exit code and two lines for the reader.

    AmanaError(what, do)      1   every one says what happened, to which thing, and what to do
    |- NoCase                10   there is no case at this path
    |- Locked                11   another program is writing to the case
    |- Damaged               12   bytes differ from what was sealed
    |- Refused               13   the act would break custody
    |- NotUnderstood         14   the input or the question is not understood
    `- NeedsExtra            15   an optional part is not installed

What is broken in one message among ten thousand is no error: it is a `Problem`, a value
that travels beside the results (see `amana.model`).
"""

from typing import ClassVar

DONE = 0  #: exit code: everything done
BUG = 1  #: exit code: a fault of the program itself
WITH_PROBLEMS = 3  #: exit code: done, but problems are listed
NOT_CHECKABLE = 4  #: exit code: nothing failed, something expected could not be checked


class AmanaError(Exception):
    """What stops a command: `what` happened, and what the reader can `do`."""

    exit_code: ClassVar[int] = BUG

    def __init__(self, what: str, do: str) -> None:
        """Take the two lines that are shown."""
        super().__init__(what)
        self.what = what
        self.do = do


class NoCase(AmanaError):
    """There is no case at this path."""

    exit_code = 10


class Locked(AmanaError):
    """Another program is writing to the case."""

    exit_code = 11


class Damaged(AmanaError):
    """Bytes on disk differ from what was sealed."""

    exit_code = 12


class Refused(AmanaError):
    """The act would break custody, so it was not done."""

    exit_code = 13


class NotUnderstood(AmanaError):
    """The input, or the question, is not what this part understands."""

    exit_code = 14


class NeedsExtra(AmanaError):
    """An optional part is needed which is not installed."""

    exit_code = 15
