"""Groups -> launches under their ids: rulings that join, drop or correct them, and what became of
the ids of the last build.

A launch without a day is not part of a timeline: its reports wait, and a person hears of them. Day
and month are enough ("January 4", of a year not yet known), and so is a day that a person sets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines.events.blocks import Blocks
from pipelines.events.classes import Relation, nearest
from pipelines.events.corrections import corrected, gives_day
from pipelines.events.fold import Folded, Knowledge, fold
from pipelines.events.groups import Group, group_of
from pipelines.events.history import Ledger, Step, row_of
from pipelines.events.identity import Identities, assign, mention_ids
from pipelines.events.reports import Key, Report
from pipelines.events.rulings import Orders, no_effect
from pipelines.model import Issue, LaunchMention

Parts = tuple[tuple[Group, ...], tuple[Report, ...]]
"""What a launch is made of: groups that are one, and vague reports that joined one of them."""

Launches = dict[Parts, tuple[Group, Folded]]

Home = Callable[[str], Group | None]
"""mention_id -> the group that it is in."""


@dataclass(frozen=True, slots=True)
class Composed:
    """What is one launch each, reports that wait for a day, and rulings without effect."""

    launches: tuple[Parts, ...]
    waiting: tuple[Report, ...]
    issues: tuple[Issue, ...]


def compose(
    blocks: Blocks, copies: Iterable[tuple[Report, Report]], orders: Orders, home: Home
) -> Composed:
    """Put together what is one launch: vague reports, copies of one text, and what rulings join."""
    extras: dict[Group, list[Report]] = {}
    for report, group in blocks.joined():
        extras.setdefault(group, []).append(report)
    bonds = [(a, b) for x, y in copies if (a := blocks.home(x)) and (b := blocks.home(y))]
    bonds = [b for b in bonds if nearest(b[0].facts.classes, b[1].facts.classes)
             is not Relation.DIFFERENT]  # fmt: skip
    issues: list[Issue] = []
    for ruling, one, other in orders.same:
        a, b = home(one), home(other)
        if a is None or b is None:
            issues.append(no_effect(ruling, "one of the two is part of no event"))
        elif a.launcher != b.launcher:
            issues.append(no_effect(ruling, "the two have different launchers"))
        else:
            bonds.append((a, b))
    union = _unions(bonds)
    issues += _contradicted(orders, home, union)
    dropped = _dropped(orders, home, union, issues)
    days_set = {mention_id for ruling, mention_id in orders.fields if gives_day(ruling)}
    launches: list[Parts] = []
    waiting: list[Group] = []
    for joint, joined in _parts(blocks, extras, union, dropped):
        if joint[0].first is not None or any(_has_day(g, days_set) for g in joint):
            launches.append((joint, joined))
        else:
            waiting += joint
    issues += _unset(orders, home, dropped.union(waiting))
    return Composed(tuple(launches), tuple(r for g in waiting for r in g.reports), tuple(issues))


def _has_day(group: Group, days_set: Collection[str]) -> bool:
    return group.first is not None or any(
        m.mention_id in days_set or DAY_OF_SOME_YEAR.fullmatch(m.edtf or "")
        for r in group.reports
        for m in r.mentions
    )


DAY_OF_SOME_YEAR = re.compile(r"XXXX-\d\d-\d\d")
"""EDTF of a day and month without the year."""


def _unions(bonds: Iterable[tuple[Group, Group]]) -> dict[Group, tuple[Group, ...]]:
    """Group -> all groups that it is bound to, itself included, least first."""
    sets: dict[Group, set[Group]] = {}
    for a, b in bonds:
        joint = sets.get(a, {a}) | sets.get(b, {b})
        for group in joint:
            sets[group] = joint
    return {g: tuple(sorted(joint, key=lambda x: x.key)) for g, joint in sets.items()}


def _contradicted(
    orders: Orders, home: Home, union: Mapping[Group, tuple[Group, ...]]
) -> Iterator[Issue]:
    for ruling, one, other in orders.different:
        a, b = home(one), home(other)
        if a is not None and b is not None and (a is b or b in union.get(a, ())):
            yield no_effect(ruling, "the words or another ruling make the two one launch")


def _dropped(
    orders: Orders,
    home: Home,
    union: Mapping[Group, tuple[Group, ...]],
    issues: list[Issue],
) -> set[Group]:
    dropped: set[Group] = set()
    for ruling, mention_id in orders.no_event:
        group = home(mention_id)
        if group is None:
            issues.append(no_effect(ruling, "its words are part of no event"))
        else:
            dropped.update(union.get(group, (group,)))
    return dropped


def _unset(orders: Orders, home: Home, no_events: Collection[Group]) -> Iterator[Issue]:
    for ruling, mention_id in orders.fields:
        group = home(mention_id)
        if group is None or group in no_events:
            yield no_effect(ruling, "its words are part of no event")


def _parts(
    blocks: Blocks,
    extras: Mapping[Group, list[Report]],
    union: Mapping[Group, tuple[Group, ...]],
    dropped: set[Group],
) -> Iterator[Parts]:
    for group in blocks.groups():
        joint = union.get(group, (group,))
        if group is joint[0] and group not in dropped:
            yield joint, tuple(r for g in joint for r in extras.get(g, ()))


def whole(parts: Parts) -> Group:
    """The group that the parts make; vague reports add no facts and no days."""
    groups, joined = parts
    base = groups[0] if len(groups) == 1 else group_of(r for g in groups for r in g.reports)
    if not joined:
        return base
    reports = sorted((*base.reports, *joined), key=lambda r: r.key)
    return Group(tuple(reports), base.facts, base.first, base.last)


@dataclass(frozen=True, slots=True)
class Named:
    """All launches under their ids, what changed, and rulings that could not be followed."""

    launches: Launches
    steps: tuple[Step, ...]
    issues: tuple[Issue, ...]


def name(  # noqa: PLR0913, PLR0917
    parts: Sequence[Parts],
    before: Launches,
    ledger: Ledger,
    orders: Orders,
    known: Mapping[str, LaunchMention],
    knowledge: Knowledge,
) -> Named:
    """Give every launch its id and fold it; launches made of the same parts stay as they are."""
    launches = {p: before[p] for p in parts if p in before}
    fresh = sorted(((whole(p), p) for p in parts if p not in before), key=_by_least_mention)
    alive = ledger.alive()
    identities = assign([g for g, _ in fresh], ledger.owner, alive)
    origins = _origins(identities)
    setting = [(ruling, known[m]) for ruling, m in orders.fields if m in known]
    steps, issues = [], []
    for event_id, (group, made_of) in zip(identities.ids, fresh, strict=True):
        folded = fold(group, event_id, knowledge)
        if setting:
            own = set(mention_ids(group))
            wanted = [(ruling, m) for ruling, m in setting if m.mention_id in own]
            folded, refused = corrected(folded, wanted, knowledge.gazetteer)
            issues += refused
        launches[made_of] = group, folded
        row = row_of(folded.event, tuple(mention_ids(group)))
        steps.append(Step(event_id, row, origins.get(event_id, "")))
    ids = {f.event.event_id for _, f in launches.values()}
    steps += _lost(ledger, alive - ids, identities.merged, orders)
    return Named(launches, tuple(steps), tuple(issues))


def _by_least_mention(fresh: tuple[Group, Parts]) -> Key:
    group, _ = fresh
    return next(r.key for r in group.reports if r.founding)


def _origins(identities: Identities) -> dict[str, str]:
    """Event id -> how a split made it what it is."""
    origins = {}
    for kept, parts in identities.parts.items():
        others = [p for p in parts if p != kept]
        origins[kept] = f"some of its reports speak of another launch: {', '.join(others)}"
        origins |= dict.fromkeys(others, f"split off {kept}")
    return origins


def _lost(
    ledger: Ledger, lost: set[str], merged: Mapping[str, str], orders: Orders
) -> Iterator[Step]:
    """What became of the events of the last build that stand no more."""
    refused = {mention_id: ruling for ruling, mention_id in orders.no_event}
    refused |= orders.no_launch
    for event_id in sorted(lost):
        into = merged.get(event_id)
        ruling = next((refused[m] for m in ledger.members[event_id] if m in refused), None)
        reason = f"ruling {ruling.ruling_id}: {ruling.reason}" if ruling and not into else ""
        yield Step(event_id, None, reason, into)
