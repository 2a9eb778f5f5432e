"""What has to be grouped together, and what of it an article more or less touches.

The reports of one launcher fall into runs: days that no report links to days outside. A run is
grouped by itself, so that its cost does not grow with the timeline, and a new article touches only
the runs that its own days touch. Vague reports (a month, a year) are kept by the days they leave
open and look at the runs within. Reports without days wait: they are kept by the text whose words
they are, so that a dated copy of it or a ruling can still place them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.events.cluster import SPAN_DAYS, Open, solve, vague
from pipelines.events.groups import Group, Rules, group_of
from pipelines.events.reports import Key, Report

VagueKey = tuple[str, int, int]
"""Launcher, first and last day."""

UndatedKey = tuple[str, int | None, str]
"""The article whose text it is, occasion, launcher: copies of one text tell of one launch."""


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Days of one launcher that reports link, solved."""

    first: int
    last: int
    reports: tuple[Report, ...]
    groups: tuple[Group, ...]
    left: tuple[Open, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Vague:
    """Reports that leave the same long time open, solved."""

    reports: tuple[Report, ...]
    joined: tuple[tuple[Report, Group], ...] = ()
    groups: tuple[Group, ...] = ()
    left: tuple[Open, ...] = ()


@dataclass(frozen=True, slots=True)
class Blocks:
    """All reports, grouped as far as their blocks go."""

    runs: Mapping[str, tuple[Run, ...]] = field(default_factory=dict)
    vague: Mapping[VagueKey, Vague] = field(default_factory=dict)
    undated: Mapping[UndatedKey, Group] = field(default_factory=dict)

    def groups(self) -> Iterator[Group]:
        """Every group, dated, vague and undated."""
        for runs in self.runs.values():
            for run in runs:
                yield from run.groups
        for block in self.vague.values():
            yield from block.groups
        yield from self.undated.values()

    def joined(self) -> Iterator[tuple[Report, Group]]:
        """Vague reports with the dated group that they joined."""
        for block in self.vague.values():
            yield from block.joined

    def left(self) -> Iterator[Open]:
        """Reports that joined no group."""
        for runs in self.runs.values():
            for run in runs:
                yield from run.left
        for block in self.vague.values():
            yield from block.left

    def home(self, report: Report) -> Group | None:
        """The group that a report is in."""
        if report.first is None or report.last is None:
            key = report.origin.root, report.occasion, report.launcher
            found: Iterable[Group] = filter(None, [self.undated.get(key)])
        elif report.last - report.first < SPAN_DAYS:
            found = (g for r in near(self.runs, report.launcher, report.first, report.last)
                     for g in r.groups)  # fmt: skip
        else:
            block = self.vague.get((report.launcher, report.first, report.last), Vague(()))
            for other, group in block.joined:
                if other is report:
                    return group
            found = block.groups
        return next((g for g in found if report in g.reports), None)


def near(
    runs: Mapping[str, tuple[Run, ...]], launcher: str, first: int, last: int
) -> tuple[Run, ...]:
    """The runs of a launcher that share a day with first..last."""
    own = runs.get(launcher, ())
    start = bisect_left(own, first, key=lambda r: r.last)
    end = start
    while end < len(own) and own[end].first <= last:
        end += 1
    return own[start:end]


def update(
    blocks: Blocks,
    removed: Sequence[Report],
    added: Sequence[Report],
    rules: Rules,
) -> Blocks:
    """The blocks without the removed and with the added reports; only what they touch is solved."""
    short = [r for r in added if _is_short(r)]
    runs, touched = _update_runs(blocks.runs, filter(_is_short, removed), short, rules)
    return Blocks(
        runs,
        _update_vague(blocks.vague, runs, touched, _long(removed), _long(added), rules),
        _update_undated(blocks.undated, removed, added),
    )


def _is_short(report: Report) -> bool:
    return (
        report.first is not None
        and report.last is not None
        and report.last - report.first < SPAN_DAYS
    )


def _reach(report: Report) -> tuple[int, int]:
    """The days on which a report can meet another."""
    assert report.first is not None and report.last is not None
    return report.first - report.slack, report.last + report.slack


def _long(reports: Iterable[Report]) -> list[Report]:
    return [r for r in reports if r.first is not None and not _is_short(r)]


Touched = Mapping[str, Sequence[tuple[int, int]]]


def _update_runs(
    runs: Mapping[str, tuple[Run, ...]],
    removed: Iterable[Report],
    added: Sequence[Report],
    rules: Rules,
) -> tuple[dict[str, tuple[Run, ...]], Touched]:
    result = dict(runs)
    touched: dict[str, list[tuple[int, int]]] = {}
    old, new = _by_launcher(removed), _by_launcher(added)
    for launcher in sorted(old.keys() | new.keys()):
        changed = [*new[launcher], *old[launcher]]
        gone = {r.key for r in old[launcher]}
        hit = {
            run
            for first, last in {_reach(r) for r in changed}
            for run in near(runs, launcher, first, last)
        }
        pool = [r for run in hit for r in run.reports if r.key not in gone] + new[launcher]
        fresh = [_solved(part, rules) for part in _linked(pool)]
        kept = [run for run in runs.get(launcher, ()) if run not in hit]
        result[launcher] = tuple(sorted([*kept, *fresh], key=lambda r: r.first))
        touched[launcher] = [(r.first, r.last) for r in (*hit, *fresh)]
    return result, touched


def _by_launcher(reports: Iterable[Report]) -> defaultdict[str, list[Report]]:
    found: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        found[report.launcher].append(report)
    return found


def _linked(reports: list[Report]) -> Iterator[list[Report]]:
    """Reports in lists of those that are linked by shared days."""
    part: list[Report] = []
    end = -1
    for first, last, _, report in sorted([(*_reach(r), r.key, r) for r in reports]):
        if part and first > end:
            yield part
            part, end = [], -1
        part.append(report)
        end = max(end, last)
    if part:
        yield part


def _solved(reports: list[Report], rules: Rules) -> Run:
    groups, left = solve(reports, rules)
    reaches = [_reach(r) for r in reports]
    first, last = min(a for a, _ in reaches), max(b for _, b in reaches)
    return Run(first, last, tuple(reports), tuple(groups), tuple(left))


def _update_vague(  # noqa: PLR0913, PLR0917
    blocks: Mapping[VagueKey, Vague],
    runs: Mapping[str, tuple[Run, ...]],
    touched: Touched,
    removed: Sequence[Report],
    added: Sequence[Report],
    rules: Rules,
) -> dict[VagueKey, Vague]:
    result = dict(blocks)
    for report in removed:
        key = _vague_key(report)
        kept = tuple(r for r in result[key].reports if r.key != report.key)
        result[key] = Vague(kept)
    for report in added:
        key = _vague_key(report)
        result[key] = Vague((*result.get(key, Vague(())).reports, report))
    changed = {_vague_key(r) for r in (*removed, *added)}
    for key, block in list(result.items()):
        if not block.reports:
            del result[key]
        elif key in changed or _touches(key, touched):
            known = [g for run in near(runs, *key) for g in run.groups if _within(g, key)]
            joined, groups, left = vague(block.reports, known, rules)
            result[key] = Vague(block.reports, tuple(joined), tuple(groups), tuple(left))
    return result


def _vague_key(report: Report) -> VagueKey:
    assert report.first is not None and report.last is not None
    return report.launcher, report.first, report.last


def _touches(key: VagueKey, touched: Touched) -> bool:
    launcher, first, last = key
    return any(a <= last and first <= b for a, b in touched.get(launcher, ()))


def _within(group: Group, key: VagueKey) -> bool:
    _, first, last = key
    return (
        group.first is not None
        and group.last is not None
        and (group.first <= last and first <= group.last)
    )


def _update_undated(
    groups: Mapping[UndatedKey, Group], removed: Iterable[Report], added: Iterable[Report]
) -> dict[UndatedKey, Group]:
    pools: dict[UndatedKey, dict[Key, Report]] = {}
    result = dict(groups)

    def pool(report: Report) -> dict[Key, Report]:
        key = report.origin.root, report.occasion, report.launcher
        if key not in pools:
            group = groups.get(key)
            pools[key] = {r.key: r for r in group.reports} if group else {}
        return pools[key]

    for report in filter(_undated, removed):
        pool(report).pop(report.key, None)
    for report in filter(_undated, added):
        pool(report)[report.key] = report
    for key, reports in pools.items():
        if reports:
            result[key] = group_of(reports.values())
        else:
            result.pop(key, None)
    return result


def _undated(report: Report) -> bool:
    return report.first is None and report.founding
