"""Texts out of originals: by one process, or by several where there is much to take.

What comes out, and in which order, is the same either way.
"""

import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Self

from amana.errors import AmanaError
from amana.flow.desk import Desk
from amana.model import Problem
from amana.protocols import Adapter, Taken

#: bytes of files from which more processes pay: some 3 s of taking saved pages in one. Measured
ENOUGH_FOR_MANY = 8 << 20
CHUNK = 4  #: files handed to a process at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One original, and who can read it."""

    path: Path
    name: str
    adapter: Adapter


class Taking:
    """The hands that take texts, as many as the desk has processes for."""

    def __init__(self, desk: Desk, size: int) -> None:
        """Get ready to take from so many bytes of files; processes start with the first job."""
        self._pool = (
            ProcessPoolExecutor(desk.processors, get_context("spawn"))
            if desk.processors > 1 and size >= ENOUGH_FOR_MANY
            else None
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def take(self, jobs: Sequence[Job]) -> Iterator[Sequence[Taken | Problem]]:
        """Yield what each original holds, in the order of the jobs.

        Raises AmanaError where a process dies of a file (no memory, a fault in a library).
        """
        if self._pool is None or len(jobs) == 1 or not all(_travels(job.adapter) for job in jobs):
            yield from map(take_one, jobs)
            return
        done = 0
        try:
            for taken in self._pool.map(take_one, jobs, chunksize=CHUNK):
                yield taken
                done += 1
        except BrokenProcessPool as error:
            near = ", ".join(job.name for job in jobs[done : done + CHUNK])
            raise AmanaError(
                f"A process that took texts from files died, at or after one of these: {near}.",
                "Keep them one by one to find which, and the others without it; what was "
                "acknowledged before is in the case.",
            ) from error


def take_one(job: Job) -> Sequence[Taken | Problem]:
    """Return what an original holds."""
    return job.adapter.take(job.path.read_bytes(), job.name)


def _travels(adapter: Adapter) -> bool:
    """Whether an adapter, perhaps one from outside, can be handed to another process."""
    try:
        pickle.dumps(adapter)
    except (pickle.PicklingError, AttributeError, TypeError):
        return False
    return True
