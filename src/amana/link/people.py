"""The same person: figures of different views joined where more than spelling speaks for it.

Within a view one resolved name is one figure. Across views two figures are joined only if their
names agree and a second fact agrees, too (account, role, platform, place, words), or if the name is
a full one that few people bear. Unnamed and generic voices are never joined. What a person has
rejected is never joined again, not even by way of a third.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from amana.canon import make_id
from amana.lang.letters import fold, script_of
from amana.lang.names import compare_names, is_common, name_parts, sound_keys
from amana.lang.parties import NO_SIDES, Sides
from amana.link import signals
from amana.link.figures import Figure
from amana.link.parties import side_of
from amana.link.rulings import is_at_risk, is_minor, lost, reached
from amana.model import Decision, Id, Link, Name, Person, Reason, Review

BY = "link.people 1"
#: clusters under one key that a figure is compared with; bearers of a very common name beyond
#: that stay apart. Bounds the work
MOST_COMPARED = 200
#: agreement in spelling from which two full names in two scripts are proposed without a second
#: fact. Set on open pairs of names: at 0.9 no hard negative of the development half passes
SURE_ACROSS_SCRIPTS = 0.9
ENOUGH = 0.5  #: least score of a link that is proposed

Pair = frozenset[Id]


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """What comes out: clusters, the links they rest on, and whose mention is whose."""

    people: tuple[Person, ...]
    links: tuple[Link, ...]
    person_of: Mapping[Id, Id]  #: mention to person


@dataclass(slots=True)
class _Crowd:
    """Figures and the clusters that they form."""

    figures: dict[Id, Figure]
    cluster_of: dict[Id, int] = field(default_factory=dict)
    clusters: dict[int, list[Figure]] = field(default_factory=dict)
    names: dict[int, set[str]] = field(default_factory=dict)  #: of each cluster
    apart: set[Pair] = field(default_factory=set)  #: figures that a person has parted
    links: list[Link] = field(default_factory=list)

    def may_join(self, left: int, right: int) -> bool:
        return not self.apart or not any(
            frozenset((a.id, b.id)) in self.apart
            for a in self.clusters[left]
            for b in self.clusters[right]
        )

    def join(self, left: int, right: int) -> None:
        if left == right:
            return
        for figure in self.clusters[right]:
            self.cluster_of[figure.id] = left
        self.clusters[left].extend(self.clusters.pop(right))
        self.names[left] |= self.names.pop(right)


def same_people(
    figures: Sequence[Figure],
    *,
    retold: Sequence[Link] = (),
    decisions: Sequence[Decision] = (),
    langs: Mapping[Id, str] | None = None,
    sides: Sides = NO_SIDES,
) -> People:
    """Return the clusters of figures, with proposed links and the decisions on them obeyed.

    `retold`: links between statements by their words. `langs`: the language of each view.
    `sides`: those of the conflict that the case names.
    """
    ordered = sorted(figures, key=lambda figure: figure.id)
    crowd = _Crowd(figures={figure.id: figure for figure in ordered})
    for n, figure in enumerate(ordered):
        crowd.cluster_of[figure.id] = n
        crowd.clusters[n] = [figure]
        crowd.names[n] = {figure.name} - {""}
    _obey(crowd, decisions)
    shared = _words_shared(ordered, retold)
    seen: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in ordered:
        for key in _keys(figure):
            for other in seen[key][:MOST_COMPARED]:
                _try(crowd, other, figure, frozenset((other.id, figure.id)) in shared)
            seen[key].append(figure)
    for pair in sorted(sorted(p) for p in shared):
        _try(crowd, crowd.figures[pair[0]], crowd.figures[pair[1]], shared=True)
    return _settled(crowd, decisions, langs or {}, sides)


def _obey(crowd: _Crowd, decisions: Sequence[Decision]) -> None:
    """Take over what people have decided on links: rejected ones part, others join."""
    figure_of = {m.id: figure.id for figure in crowd.figures.values() for m in figure.mentions}
    last = {d.on: d for d in decisions if isinstance(d.value, Link)}
    links = [d.value for d in last.values() if isinstance(d.value, Link)]
    known = [k for k in links if k.kind == "same_person" and {k.a, k.b} <= figure_of.keys()]
    for link in sorted(known, key=lambda link: link.id):
        ends = (figure_of[link.a], figure_of[link.b])
        review = last[link.id].review if link.id in last else link.review
        crowd.links.append(replace(link, review=review))
        if review == "rejected":
            crowd.apart.add(frozenset(ends))
    for link in crowd.links:
        left, right = (crowd.cluster_of[figure_of[end]] for end in (link.a, link.b))
        if link.review != "rejected" and crowd.may_join(left, right):
            crowd.join(left, right)


def _words_shared(figures: Sequence[Figure], retold: Sequence[Link]) -> set[Pair]:
    """The figures of which one says, by a link of words, what the other says."""
    speaker = {statement: f.id for f in figures for statement in f.statements}
    return {
        frozenset((speaker[link.a], speaker[link.b]))
        for link in retold
        if link.kind == "retells"
        and link.review != "rejected"
        and link.a in speaker
        and link.b in speaker
        and speaker[link.a] != speaker[link.b]
    }


def _keys(figure: Figure) -> Iterator[tuple[str, ...]]:
    """The keys under which figures are compared: accounts, and names by how they sound."""
    for handle in figure.handles:
        yield ("@", handle)
    if not figure.name or figure.generic:
        return
    if figure.kind != "person":
        yield (figure.kind, fold(figure.name).removeprefix("the "))
        return
    yield from sorted({_ends(name) for name in figure.names})


def _ends(name: str) -> tuple[str, ...]:
    keys = sound_keys(name)
    return ("name", *keys[:1], *keys[1:][-1:])


def _try(crowd: _Crowd, a: Figure, b: Figure, shared: bool) -> None:  # noqa: FBT001
    """Join the clusters of two figures if enough speaks for it and nothing against."""
    left, right = crowd.cluster_of[a.id], crowd.cluster_of[b.id]
    if left == right or a.view == b.view or not crowd.may_join(left, right):
        return
    reasons = evidence(a, b, shared=shared)
    if not reasons:
        return
    others = ((x, y) for x in crowd.names[left] for y in crowd.names[right])
    if any(compare_names(x, y).verdict == "different" for x, y in others):
        return
    crowd.links.append(_link(a, b, reasons))
    crowd.join(min(left, right), max(left, right))


def evidence(a: Figure, b: Figure, *, shared: bool) -> tuple[Reason, ...]:
    """Return why two figures may be one voice; empty where that is not enough.

    `shared`: a statement of the one is linked to a statement of the other by its words.
    """
    handles = sorted(set(a.handles) & set(b.handles))
    account = [signals.same_handle(handle, handle) for handle in handles]
    if not a.name or not b.name:
        return tuple(account)
    if a.generic or b.generic or (a.kind == "person") != (b.kind == "person"):
        return ()
    if a.kind != "person":
        same = fold(a.name).removeprefix("the ") == fold(b.name).removeprefix("the ")
        return (signals.same_spelling(0.9, a.name, b.name, detail="the same name"),) if same else ()
    spelled = max(
        (compare_names(x, y) for x in a.names for y in b.names), key=lambda verdict: verdict.score
    )
    if compare_names(a.name, b.name).verdict == "different":
        return ()
    strong = [*account, *([signals.same_words(a.name, b.name)] if shared else [])]
    weak = list(_weak_facts(a, b))
    detail = "; ".join(spelled.reasons)
    reasons = [signals.same_spelling(spelled.score, a.name, b.name, detail=detail)]
    if spelled.verdict == "cannot_tell":
        return (*reasons, *strong, *weak) if strong else ()
    full = min(len(name_parts(a.name)), len(name_parts(b.name))) > 1 and not is_common(a.name)
    if full and _sure(a.name, b.name, spelled.score):
        reasons.append(signals.full_name(a.name, b.name))
    elif not strong and len(weak) < (1 if full else 2):
        return ()
    return (*reasons, *strong, *weak)


def _sure(a: str, b: str, score: float) -> bool:
    """Whether two full names agree so well that a second fact is not asked for."""
    if script_of(a) != script_of(b):
        return score >= SURE_ACROSS_SCRIPTS
    return name_parts(a) == name_parts(b)


def _weak_facts(a: Figure, b: Figure) -> Iterator[Reason]:
    if roles := sorted(a.role_words & b.role_words):
        yield signals.same_role(a.name, b.name, words=", ".join(roles))
    if platforms := sorted(a.platforms & b.platforms):
        yield signals.same_platform(a.name, b.name, words=", ".join(platforms))
    if places := sorted(a.places & b.places):
        yield signals.same_place(a.name, b.name, words=", ".join(places))


def _link(one: Figure, other: Figure, reasons: tuple[Reason, ...]) -> Link:
    a, b = (one, other) if one.id < other.id else (other, one)
    spelled = max((r.score for r in reasons if r.signal == "same_spelling"), default=0.5)
    facts = sum(r.score for r in reasons if r.signal != "same_spelling")
    return Link(
        id=make_id("link", ["same_person", a.id, b.id]),
        kind="same_person",
        relation=None,
        a=a.id,
        b=b.id,
        spans_a=a.spans,
        spans_b=b.spans,
        score=round(min(0.99, max(ENOUGH, 0.5 * spelled + 0.4 * min(1.0, facts))), 3),
        direction="unknown",
        reasons=reasons,
        review="proposed",
        by=BY,
    )


def _settled(
    crowd: _Crowd, decisions: Sequence[Decision], langs: Mapping[Id, str], sides: Sides
) -> People:
    """Return the clusters as people, with the decisions on people obeyed."""
    figures = list(crowd.figures.values())
    rulings = reached(figures, decisions)
    links = {link.id: link for link in crowd.links}
    groups = [
        group for cluster in crowd.clusters.values() for group in _groups(cluster, rulings, links)
    ]
    held = _held(crowd, links.values())
    people = [
        _person(group, langs, rulings, held.get(crowd.cluster_of[group[0].id], ()), sides)
        for group in groups
    ]
    person_of = {
        mention.id: person.id
        for group, person in zip(groups, people, strict=True)
        for figure in group
        for mention in figure.mentions
    }
    people += [replace(one, statements=(), review="orphaned") for one in lost(figures, decisions)]
    return People(
        people=tuple(sorted(people, key=lambda person: person.id)),
        links=tuple(links[i] for i in sorted(links)),
        person_of=person_of,
    )


def _held(crowd: _Crowd, links: Iterable[Link]) -> Mapping[int, list[Review]]:
    """How the links that hold each cluster together are judged."""
    cluster_of = {
        mention.id: crowd.cluster_of[figure.id]
        for figure in crowd.figures.values()
        for mention in figure.mentions
    }
    held: dict[int, list[Review]] = defaultdict(list)
    for link in links:
        left, right = cluster_of.get(link.a), cluster_of.get(link.b)
        if left is not None and left == right and link.review != "rejected":
            held[left].append(link.review)
    return held


def _decided(cluster: Sequence[Figure], rulings: Mapping[Id, Decision]) -> list[Decision]:
    """The last decision on each figure of a cluster, in the order of the log."""
    found = [rulings[figure.id] for figure in cluster if figure.id in rulings]
    return sorted(found, key=lambda decision: decision.act)


def _groups(
    cluster: Sequence[Figure], rulings: Mapping[Id, Decision], links: dict[Id, Link]
) -> list[list[Figure]]:
    """The cluster whole, or, where a person has rejected it, its figures one by one."""
    decided = _decided(cluster, rulings)
    if not decided or decided[-1].review != "rejected":
        return [list(cluster)]
    members = {figure.id for figure in cluster}
    for link in list(links.values()):
        if {link.a, link.b} <= members and link.review == "proposed":
            links[link.id] = replace(link, review="rejected")
    listed = len(cluster) > 1 or is_at_risk(cluster, rulings)
    return [[figure] for figure in cluster] if listed else []


def _person(
    cluster: Sequence[Figure],
    langs: Mapping[Id, str],
    rulings: Mapping[Id, Decision],
    held: Sequence[Review],
    sides: Sides,
) -> Person:
    """One person of a cluster; what people decided stands over what was read."""
    forms = Counter(name for figure in cluster for name in figure.names)
    names = sorted(forms, key=lambda name: (-len(name_parts(name)), -forms[name], name))
    decided = [d for d in _decided(cluster, rulings) if d.review != "rejected"]
    values = [d.value for d in decided if isinstance(d.value, Person)]
    kinds = Counter(figure.kind for figure in cluster if figure.name) or Counter(
        figure.kind for figure in cluster
    )
    handles = {h for f in cluster for h in f.handles}
    return Person(
        id=min(figure.id for figure in cluster),
        name=next((v.name for v in reversed(values) if v.name), names[0] if names else None),
        names=tuple(
            Name(value=name, script=script_of(name), lang=_lang(name, cluster, langs))
            for name in sorted(forms)
        ),
        kind=max(sorted(kinds), key=lambda kind: kinds[kind]),
        roles=tuple(sorted({role for figure in cluster for role in figure.roles})),
        handles=tuple(sorted(handles)),
        minor=is_minor(cluster, rulings),
        at_risk=is_at_risk(cluster, rulings),
        party=next((v.party for v in reversed(values) if v.party), None) or side_of(cluster, sides),
        statements=tuple(sorted({s for figure in cluster for s in figure.statements})),
        review=_review(cluster, decided, held),
    )


def _review(
    cluster: Sequence[Figure], decided: Sequence[Decision], held: Sequence[Review]
) -> Review:
    """Whether a person has decided that all this is one voice: of its figures, or of its links."""
    told = [one.review for one in decided if one.review != "proposed"]
    if len(told) == len(cluster):
        return told[-1]
    accepted = len(cluster) > 1 and held and "proposed" not in held
    return "accepted" if accepted else "proposed"


def _lang(name: str, cluster: Sequence[Figure], langs: Mapping[Id, str]) -> str:
    """The language a name is written in: that of a view that has it, if the script fits."""
    arabic = script_of(name) == "Arab"
    for figure in sorted(cluster, key=lambda f: f.id):
        lang = langs.get(figure.view, "und")
        if name in figure.names and (lang.split("-")[0] in {"ar", "fa", "ur"}) == arabic:
            return lang
    return "ar" if arabic else "und"
