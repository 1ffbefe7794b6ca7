"""The word lists under `data/`: read once, as their files say them."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """Return the word list `data/NAME.toml` as parsed: one value for all, not to be changed."""
    file = resources.files("amana.lang").joinpath("data", f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
