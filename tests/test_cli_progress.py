"""A bar for whoever watches and waits; nothing for anybody else."""

import pytest

from amana.cli import progress


@pytest.mark.parametrize("watched", [True, False])
@pytest.mark.parametrize("patience", [0.0, 60.0])
def test_every_part_comes_through(
    watched: bool,
    patience: float,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: watched)
    monkeypatch.setattr(progress, "PATIENCE_S", patience)
    assert list(progress.shown("reading", iter(range(50)), 50)) == list(range(50))
    assert list(progress.shown("reading", [], 0)) == []
    with progress.waiting("linking"):
        pass
    told = capfd.readouterr()
    assert told.out == ""
    if not watched or patience:
        assert told.err == ""
