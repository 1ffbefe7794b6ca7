"""amana verify: whether a case is still what was sealed."""

from dataclasses import asdict
from pathlib import Path

import click

from amana.cli import output
from amana.cli.options import desk, json_option, verb
from amana.flow import checking


@verb("verify", "amana verify mycase")
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--log-key", metavar="KEY", help="The log's key, from a source you trust.")
@json_option
def command(*, case: Path, log_key: str | None, as_json: bool) -> int:
    """Check every byte of a case against its log, and the log against what was seen before.

    What is missing, extra, unsigned or unreadable has failed. Without --log-key, the key in
    your configuration folder is used.
    """
    report = checking.verify(desk(), case, log_key=log_key)
    if as_json:
        output.value_line({**asdict(report), "exit_code": report.exit_code})
        return report.exit_code
    for what, (good, count) in report.coverage.items():
        click.echo(f"{what}: {good} of {count}")
    for name in ("listed", "not_checkable", "failed"):
        for one in getattr(report, name):
            told = f"{name.replace('_', ' ')}: {one.what}: {one.where}: {one.why}"
            click.echo(output.safe(told), err=True)
    click.echo(report.verdict)
    return report.exit_code
