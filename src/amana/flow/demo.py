"""The example case: from nothing to a dossier, in a folder of its own."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from amana.case.settings import GAZETTEER
from amana.errors import NotUnderstood, Refused
from amana.flow.deciding import decide
from amana.flow.desk import Desk
from amana.flow.impressions import first_lines
from amana.flow.keeping import keep, new_case
from amana.flow.looking import reach_stage
from amana.flow.telling import tell
from amana.model import Problem

KEYS = "config"  # beside the case, never in it: the user's own folder hears nothing of a demo
MARK = ".amana-demo"  #: lies in a folder that the demo made: only such a one is made anew
TITLE = "The last week of Marsuna (invented)"
REPORTS = "reports"  # in the folder of the example: the rest of it is about them
#: a bus driver: one paper kept his name out, another printed it, a party's radio answers him
AT_RISK = "Hatem Sawwan"
WHY = "He asked not to be named; a party to the war says that he will be called in."
ZONE = "Asia/Muscat"  #: the example's clock; the city itself is on no map


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the demo made."""

    page: Path  #: the first page of the dossier
    case: Path
    keys: Path  #: the configuration folder of the demo: AMANA_CONFIG for work on its case
    found: tuple[str, ...]  #: a few lines for whoever sees it the first time
    problems: tuple[Problem, ...]


def examples() -> Path:
    """Return the folder of the example: in the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "examples", package.parent.parent / "examples"):
        if (folder / REPORTS).is_dir():
            return folder
    raise NotUnderstood("The example's reports are not here.", "Install amana again.")


def demo(desk: Desk, folder: Path) -> Shown:
    """Make the example case and its dossier in a folder; Refused where something else lies.

    Its keys lie in the folder, too, not where the desk has those of real cases.
    """
    if (
        folder.exists()
        and not (folder / MARK).is_file()
        and (folder.is_file() or any(folder.iterdir()))
    ):
        raise Refused(f"{folder} is not empty, and not from a demo.", "Give another folder.")
    if folder.exists():
        _remove(folder)
    case_folder, reports = folder / "marsuna", folder / REPORTS
    desk = replace(desk, config=folder / KEYS)
    case_folder.mkdir(parents=True)
    (folder / MARK).touch()
    shutil.copyfile(examples() / GAZETTEER, case_folder / GAZETTEER)  # sealed with the new case
    new_case(desk, case_folder, title=TITLE, zone=ZONE).close()
    shutil.copytree(examples() / REPORTS, reports)
    list(keep(desk, case_folder, [reports]))
    decide(desk, case_folder, AT_RISK, "protect", by="the desk", reason=WHY)
    with reach_stage(desk, case_folder, "weighed") as case:
        page = tell(case, folder / "dossier")
        problems = tuple(case.problems())
        found = first_lines(case)
    return Shown(page=page, case=case_folder, keys=desk.config, found=found, problems=problems)


def _remove(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o600)  # originals are read-only, which keeps Windows from removing them
    shutil.rmtree(folder)
