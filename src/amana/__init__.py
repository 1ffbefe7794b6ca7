"""A record of what people said: preserved, attributed, ordered in time, weighed and checkable.

These functions are the program's public face; everything else may change.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from amana.case.folder import Case
    from amana.case.search import Hit
    from amana.flow.public import find_retellings, open_case, read_text, verify
    from amana.keep.verify import Report
    from amana.lang.names import NameVerdict, compare_names
    from amana.model import (
        Claim,
        Event,
        Item,
        Link,
        Media,
        Origin,
        Person,
        Problem,
        Reading,
        Statement,
    )

#: where each name lives; it is loaded when it is first asked for
_HOMES = {
    "Case": "amana.case.folder",
    "Claim": "amana.model",
    "Event": "amana.model",
    "Hit": "amana.case.search",
    "Item": "amana.model",
    "Link": "amana.model",
    "Media": "amana.model",
    "NameVerdict": "amana.lang.names",
    "Origin": "amana.model",
    "Person": "amana.model",
    "Problem": "amana.model",
    "Reading": "amana.model",
    "Report": "amana.keep.verify",
    "Statement": "amana.model",
    "compare_names": "amana.lang.names",
    "find_retellings": "amana.flow.public",
    "open_case": "amana.flow.public",
    "read_text": "amana.flow.public",
    "verify": "amana.flow.public",
}

__all__ = [
    "Case",
    "Claim",
    "Event",
    "Hit",
    "Item",
    "Link",
    "Media",
    "NameVerdict",
    "Origin",
    "Person",
    "Problem",
    "Reading",
    "Report",
    "Statement",
    "compare_names",
    "find_retellings",
    "open_case",
    "read_text",
    "verify",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562
    if name not in _HOMES:
        raise AttributeError(f"module 'amana' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
