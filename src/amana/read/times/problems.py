"""What is wrong with the times of a text: told to its reader, never settled in silence."""

from collections.abc import Sequence

from amana.model import Problem, Time

_WHAT = {
    "date.weekday_mismatch": "the weekday and the date are not the same day",
    "date.hijri_mismatch": "the dates of the two calendars are not the same day",
}


def problems(file: str, times: Sequence[Time]) -> tuple[Problem, ...]:
    """Return a problem for every time that contradicts itself, with the words it stands in."""
    return tuple(
        Problem(
            where=file,
            what=f"“{time.as_written}”: {_WHAT[time.rule]}",
            do="decide which is meant; until then it is read as either",
        )
        for time in times
        if time.rule in _WHAT
    )
