"""What the log says, folded in its order: arrivals, views, settings, decisions, failures."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from amana.canon import from_plain, make_id
from amana.errors import Damaged
from amana.keep.custody import LoggedAct
from amana.model import Arrival, Decision, Id, Link, Person, Problem, Statement, View

#: reads a text of a view act: its record number, offset and length in bytes
TextAt = Callable[[str, int, int], str]

KINDS: Mapping[str, type[Statement | Link | Person]] = {
    "statement": Statement,
    "link": Link,
    "person": Person,
}


@dataclass(slots=True, kw_only=True)
class Original:
    """Bytes in the vault, with how they came and the views taken from them last."""

    sha256: str
    size: int
    media_type: str
    arrivals: list[Arrival] = field(default_factory=list)
    views: list[View] = field(default_factory=list)
    extractors: set[str] = field(default_factory=set)  #: of every view act, the last ones' too
    viewed_by: int = -1  #: number of the act that made `views`


@dataclass(slots=True, kw_only=True)
class History:
    """The state of a case after the last entry of its log."""

    originals: dict[str, Original] = field(default_factory=dict)  #: in order of first arrival
    settings: dict[str, bytes] = field(default_factory=dict)  #: the last sealed, by file name
    decisions: list[Decision] = field(default_factory=list)
    failures: list[tuple[int, Problem]] = field(default_factory=list)

    def views(self) -> list[View]:
        """Return the views that count, one per item, in order of arrival."""
        return [
            _with_keepers_word(one, view) for one in self.originals.values() for view in one.views
        ]

    def problems(self) -> list[Problem]:
        """Return the failures that no later view of their file has settled, once for each bytes."""
        settled = {
            arrival.file: max(one.viewed_by, 0)
            for one in self.originals.values()
            for arrival in one.arrivals
            if one.views
        }
        open_ones = [p for act, p in self.failures if act > settled.get(p.where, -1)]
        of = {a.file: one.sha256 for one in self.originals.values() for a in one.arrivals}
        once = {_about(problem, of): problem for problem in reversed(open_ones)}
        return list(reversed(once.values()))


def _about(problem: Problem, of: Mapping[str, Id]) -> tuple[str, str, str]:
    """What a problem is of: bytes, however their file is called, a place in them, what is wrong."""
    file, _, inside = problem.where.partition("#")
    place = ("", inside) if problem.where not in of and file in of else (problem.where, "")
    return (of.get(place[0] or file, place[0]), place[1], problem.what)


def fold(acts: Iterable[LoggedAct], text_at: TextAt) -> History:
    """Return what a log says; acts that were withdrawn say nothing."""
    history = History()
    for act in acts:
        if act.fields is None:
            continue
        try:
            _fold_one(history, act, act.fields, text_at)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Damaged(
                f"Entry {act.index} ({act.verb}) does not say what such an act must.",
                "Run amana verify: whoever sealed it did not keep to the format.",
            ) from error
    return history


def _fold_one(history: History, act: LoggedAct, fields: Mapping[str, Any], text_at: TextAt) -> None:
    match act.verb:
        case "kept":
            _keep(history, act, fields)
        case "view":
            _view(history, act, fields, text_at)
        case "settings":
            history.settings[fields["name"]] = fields["content"]
        case "decided":
            history.decisions.append(_decision(act, fields))
        case "failed":
            history.failures.append((act.index, _problem(fields)))


def _keep(history: History, act: LoggedAct, fields: Mapping[str, Any]) -> None:
    original = history.originals.setdefault(
        fields["sha256"],
        Original(sha256=fields["sha256"], size=fields["size"], media_type=fields["media_type"]),
    )
    original.arrivals.append(
        Arrival(
            act=act.index,
            file=fields["file"],
            url=fields["url"],
            outlet=fields["outlet"],
            from_=fields["from"],
            published=fields["published"],
            at=datetime.fromisoformat(fields["clock"]),
        )
    )


def _view(history: History, act: LoggedAct, fields: Mapping[str, Any], text_at: TextAt) -> None:
    original = history.originals[fields["original"]]
    extractor = f"{fields['extractor']} {fields['version']}"
    original.views = [
        _view_of(original, item, extractor, _text_of(item, act.record, text_at))
        for item in fields["items"]
    ]
    original.extractors.add(extractor)
    original.viewed_by = act.index


def _text_of(item: Mapping[str, Any], record: str, text_at: TextAt) -> str:
    """The text of an item, as sealed; a picture has none."""
    if item["content"] != "words":
        return ""
    return text_at(record, item["offset"], item["length"])


def _view_of(original: Original, item: Mapping[str, Any], extractor: str, text: str) -> View:
    digest: str = item["content_sha256"]
    if item["content"] == "words" and sha256(text.encode()).hexdigest() != digest:
        raise Damaged(
            f"The text taken from {original.arrivals[0].file} is not the one that was sealed.",
            "Run amana verify for all that differs, and put back views/ from a copy.",
        )
    item_id = make_id("item", [original.sha256, item["inside"]])
    return View(
        id=make_id("view", [item_id, extractor, digest]),
        item=item_id,
        original=original.sha256,
        inside=item["inside"],
        file=original.arrivals[0].file,
        kind=item["kind"],
        lang=item["lang"],
        title=item["title"],
        outlet=item["outlet"],
        author=item["author"],
        published=item["published"],
        text=text,
        extractor=extractor,
    )


def _with_keepers_word(original: Original, view: View) -> View:
    """The view, with what its keeper said last in the place of what its container says."""
    for arrival in original.arrivals:
        view = replace(
            view,
            outlet=arrival.outlet or view.outlet,
            published=arrival.published or view.published,
            by_keeper=bool(arrival.published) or view.by_keeper,
        )
    return view


def _decision(act: LoggedAct, fields: Mapping[str, Any]) -> Decision:
    value = from_plain(fields["value"], KINDS[fields["what"]])
    return Decision(
        act=act.index,
        on=fields["on"],
        what=fields["what"],
        review=value.review,
        value=value,
        reason=fields["reason"],
        by=fields["by"],
        at=datetime.fromisoformat(fields["clock"]),
    )


def _problem(fields: Mapping[str, Any]) -> Problem:
    return Problem(where=fields["where"], what=fields["what"], do=fields["do"])


def last_decisions(decisions: Iterable[Decision]) -> dict[Id, Decision]:
    """Return the decision that stands on each thing: the last."""
    return {decision.on: decision for decision in decisions}
