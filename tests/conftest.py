"""What the tests share: where the development data lies, if it is here at all."""

from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"


@pytest.fixture
def shared() -> Path:
    """The development data beside the checkout; the test is skipped where there is none."""
    if not (SHARED / "design.md").is_file():
        pytest.skip("../shared is not here: its reports and vectors are for development only")
    return SHARED


@pytest.fixture
def examples() -> Path:
    return HERE.parent / "examples" / "reports"
