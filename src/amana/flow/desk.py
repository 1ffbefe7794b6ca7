"""Where the work is done: the clock, the user's configuration folder, progress, notices."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Shows a long job while it hands on the parts of it, one by one."""

    def __call__(self, job: str, parts: Iterable[T], count: int) -> Iterator[T]:
        """Yield the parts."""
        ...


def clock() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)


def quietly(job: str, parts: Iterable[T], count: int) -> Iterator[T]:  # noqa: ARG001
    """Show nothing."""
    return iter(parts)


def patiently(job: str) -> AbstractContextManager[None]:  # noqa: ARG001
    """Show nothing."""
    return nullcontext()


def say_nothing(_notice: str) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every job is handed: nothing below reads the clock or the environment itself."""

    config: Path  #: private keys and the last checkpoints seen lie here
    now: Callable[[], datetime] = clock
    progress: Progress = quietly
    waiting: Callable[[str], AbstractContextManager[None]] = patiently  #: for what has no parts
    notice: Callable[[str], None] = say_nothing  #: one line for whoever watches
    processors: int = 1  #: processes that may read at once


def config_folder(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Return the user's configuration folder: AMANA_CONFIG, or where the platform keeps such.

    >>> config_folder({"AMANA_CONFIG": "/keys"}).as_posix()
    '/keys'
    """
    if given := environment.get("AMANA_CONFIG"):
        return Path(given)
    home = Path(environment.get("HOME") or Path.home())
    if platform == "win32":
        return Path(environment.get("APPDATA") or home / "AppData" / "Roaming") / "amana"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "amana"
    return Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / "amana"


def own_desk() -> Desk:
    """Return the desk of a program in Python: no progress, no notices, no processes of its own."""
    return Desk(config=config_folder(os.environ))
