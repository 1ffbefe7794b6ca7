"""A bar on standard error for what takes longer than a second, if somebody watches."""

import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

PATIENCE_S = 1.0  #: seconds without a word before a bar appears


def shown(job: str, parts: Iterable[T], count: int) -> Iterator[T]:
    """Yield the parts; show how far it is once it has taken longer than a moment."""
    if not sys.stderr.isatty():
        yield from parts
        return
    begun = time.monotonic()
    rest = iter(parts)
    done = 0
    for part in rest:
        yield part
        done += 1
        if time.monotonic() - begun > PATIENCE_S:
            break
    if done < count:
        yield from _bar(job, rest, count, done)


@contextmanager
def waiting(job: str) -> Iterator[None]:
    """Show that a job is under way once it has taken longer than a moment."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415 - only where somebody watches

    status = Console(stderr=True).status(f"{job} ...")
    timer = threading.Timer(PATIENCE_S, status.start)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        status.stop()


def _bar(job: str, rest: Iterable[T], count: int, done: int) -> Iterator[T]:
    from rich.console import Console  # noqa: PLC0415 - only for jobs that take long
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(job, total=count, completed=done)
        for part in rest:
            yield part
            progress.advance(task)
