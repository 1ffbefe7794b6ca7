"""The example case: from nothing to a dossier, in a folder of its own."""

import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from amana.case.folder import Case
from amana.errors import NotUnderstood, Refused
from amana.flow.desk import Desk
from amana.flow.keeping import Kept, keep, new_case
from amana.flow.looking import reach_stage
from amana.flow.telling import tell
from amana.model import Problem

MARK = ".amana-demo"  #: lies in a folder that the demo made: only such a one is made anew
TITLE = "The last week of Marsuna (invented)"
ZONE = "Asia/Muscat"  #: the example's clock; the city itself is on no map


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the demo made."""

    page: Path  #: the first page of the dossier
    case: Path
    found: tuple[str, ...]  #: six lines for whoever sees it the first time
    problems: tuple[Problem, ...]


def examples() -> Path:
    """Return the folder of the example's texts: in the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "examples", package.parent.parent / "examples"):
        if any(folder.glob("*.txt")):
            return folder
    raise NotUnderstood("The example's texts are not here.", "Install amana again.")


def demo(desk: Desk, folder: Path) -> Shown:
    """Make the example case and its dossier in a folder; Refused where something else lies."""
    if (
        folder.exists()
        and not (folder / MARK).is_file()
        and (folder.is_file() or any(folder.iterdir()))
    ):
        raise Refused(f"{folder} is not empty, and not from a demo.", "Give another folder.")
    if folder.exists():
        _remove(folder)
    case_folder, reports = folder / "marsuna", folder / "reports"
    reports.mkdir(parents=True)
    (folder / MARK).touch()
    new_case(desk, case_folder, title=TITLE, zone=ZONE).close()
    for text in sorted(examples().glob("*.txt")):
        shutil.copyfile(text, reports / text.name)
    results = list(keep(desk, case_folder, [reports]))
    with reach_stage(desk, case_folder, "weighed") as case:
        page = tell(case, folder / "dossier")
        problems = tuple(case.problems())
        found = _six_lines(case, sum(isinstance(one, Kept) for one in results))
    return Shown(page=page, case=case_folder, found=found, problems=problems)


def _remove(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o600)  # originals are read-only, which keeps Windows from removing them
    shutil.rmtree(folder)


def _six_lines(case: Case, kept: int) -> tuple[str, ...]:
    statements, people = list(case.statements()), list(case.people())
    links, claims = list(case.links()), list(case.claims())
    item_of = {statement.id: statement.item for statement in statements}
    in_several = sum(len({item_of.get(one) for one in person.statements}) > 1 for person in people)
    proposed = [one for one in case.items() if one.published and "linked" in one.published.rule]
    retold = sum(link.kind == "retells" for link in links)
    status = Counter(claim.status for claim in claims)
    events, older = list(case.events()), sum(one.older_than_event is True for one in case.media())
    history = sum(len(event.status_history) for event in events)
    voices = f"{len(people)} voices, {in_several} of them in several reports"
    told = f"{status['contested']} contested, {status['single_origin']} of a single origin"
    return (
        f"{kept} reports kept: {case.custody.size} acts in a signed log, each word under a seal.",
        f"{len(statements)} statements by {voices}; each word as in its text.",
        f"{len(proposed)} reports without a date: their days are proposed from the others.",
        f"{retold} retellings: the same words told again count once.",
        f"{len(claims)} claims: {status['corroborated']} corroborated, {told}.",
        f"{history} reports of how {len(events)} events stood; {older} pictures older than theirs.",
    )
