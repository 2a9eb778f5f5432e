"""Reports -> groups that each speak of one launch, whatever the order of input.

Launches of one launcher and day are one, unless a wall stands between them. Where a day has walls,
reports join in a fixed order, the most telling first, the group that they agree with best; a report
that fits several groups alike is left open, with the groups as candidates. Reports that give a few
days join the only launch in those days that they fit; reports that give a month, likewise.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from operator import attrgetter

from pipelines.events.classes import Relation, nearest
from pipelines.events.compare import SALVO_MINUTES, compare, weight
from pipelines.events.groups import Draft, Group, Rules, group_of, wall
from pipelines.events.reports import Facts, Key, Report

SPAN_DAYS = 7
"""A report that leaves more days open than this is vague: it says a month, a season, a year."""

MONTH_DAYS = 31
"""A background report that leaves more days open than this founds no event; nor does one of a month
whose words do not single a launch out ("the launches of January")."""

SINGLED_OUT = 3.0
"""Weight of the features that single a launch out in a season, in a year or beside the days given:
its site, its name, or its class and the state it flew over."""

SAME_RANK = 0.5
"""Weight of the same place, first or second, among the launches of a day that articles tell apart:
some tell by the clock and some by the news, so any other feature weighs more."""

CLEAR_MARGIN = 0.5
"""A report joins the better of two groups only if it fits it better by this weight."""

CLEAR_SUPPORT = 2
"""A report that fits several groups alike joins the one with so many times the voices of the
next: the launch that everybody speaks of."""


EVERYBODY = 5
"""A launch that has so many times the voices of another is known so well that the other's far-off
place is a slip, to be kept in dispute, and no second launch: of that, some would know."""


@dataclass(frozen=True, slots=True, eq=False)
class Open:
    """A report that joined no group, why, and one report of each group that it may mean."""

    report: Report
    code: str
    candidates: tuple[Report, ...] = ()


_by_key = attrgetter("key")


def solve(reports: Iterable[Report], rules: Rules) -> tuple[list[Group], list[Open]]:
    """Group the reports of one launcher whose days touch; none may leave more than SPAN_DAYS."""
    days: dict[int, list[Report]] = defaultdict(list)
    spans, echoes = [], []
    for report in sorted(reports, key=_by_key):
        if not report.founding:
            echoes.append(report)
        elif report.one_day and report.first is not None:
            days[report.first].append(report)
        else:
            spans.append(report)
    drafts: dict[int, list[Draft]] = {}
    left: list[Open] = []
    for day in sorted(days):
        drafts[day], unsure = _day(days[day], rules)
        left += unsure
    for report in sorted(spans, key=lambda r: (_width(r), r.first, r.key)):
        left += _span(report, drafts, rules)
    for report in echoes:
        options = _fitting(report, drafts, rules)
        if len(options) == 1:
            options[0].add(report)
    unique = {id(d): d for found in drafts.values() for d in found}
    return [group_of(d.reports) for d in unique.values()], left


def _width(report: Report) -> int:
    return 0 if report.first is None or report.last is None else report.last - report.first


def _day(reports: list[Report], rules: Rules) -> tuple[list[Draft], list[Open]]:
    """The launches of one day."""
    if _one_launch(reports, rules):
        return [Draft.of(reports)], []
    ranks = _ranks(reports)
    told = Counter(r.article_id for r in reports)
    drafts: list[Draft] = []
    ties: list[tuple[Report, list[Draft]]] = []
    for report in sorted(reports, key=lambda r: (-told[r.article_id], -_telling(r.facts), r.key)):
        rank = ranks.get(report.key)
        options = [d for d in drafts if wall(report, d, rules) is None]
        chosen = _clearly_best(report, options, rank)
        if chosen is None and options:
            ties.append((report, options))
            continue
        if chosen is None:
            drafts.append(chosen := Draft.of([report]))
        else:
            chosen.add(report)
        if rank is not None:
            chosen.ranks.add(rank)
    left = _break_ties(ties, rules)
    return _without_lone_places(drafts), left


def _without_lone_places(drafts: list[Draft]) -> list[Draft]:
    """Launches that nothing but the place that a few voices give sets apart join the known one."""
    voices = [d.voices() for d in drafts]
    kept = []
    for draft, own in zip(drafts, voices, strict=True):
        known = [
            d
            for d, n in zip(drafts, voices, strict=True)
            if n >= EVERYBODY * own and _only_place_differs(draft, d)
        ]
        if len(known) == 1:
            for report in draft.reports:
                known[0].add(report)
        else:
            kept.append(draft)
    return kept


def _only_place_differs(lone: Draft, known: Draft) -> bool:
    apart = any(known.of_article(r.article_id) for r in lone.reports)
    ours, theirs = lone.facts, known.facts
    verdicts = compare(replace(ours, sites=frozenset()), theirs)
    return not apart and bool(ours.sites and theirs.sites) and min(verdicts) >= 0


def _one_launch(reports: Sequence[Report], rules: Rules) -> bool:
    """Whether no wall can stand between any two of the reports."""
    if len(reports) == 1:
        return True
    if len({r.article_id for r in reports}) < len(reports):
        return False
    if rules.foes and any(r.key in rules.foes for r in reports):
        return False
    times = sorted({t for r in reports for t in r.facts.minutes})
    if any(b - a > SALVO_MINUTES for a, b in pairwise(times)):
        return False
    sites = sorted({s for r in reports for s in r.facts.sites})
    return not any(rules.gazetteer.far(a, b) for a, b in combinations(sites, 2))


def _ranks(reports: Sequence[Report]) -> dict[Key, int]:
    """First, second, third among the launches that one article tells apart."""
    ranks: dict[Key, int] = {}
    seen: Counter[str] = Counter()
    for report in sorted(reports, key=_by_key):
        if report.occasion is not None:
            ranks[report.key] = seen[report.article_id]
            seen[report.article_id] += 1
    return {r.key: ranks[r.key] for r in reports if seen[r.article_id] > 1 and r.key in ranks}


def _telling(facts: Facts) -> int:
    """How many features a report has something to say on."""
    said = (facts.minutes, facts.sites, facts.designations, facts.overflew, facts.landings)
    return sum(map(bool, said)) + bool(facts.counts)


def _clearly_best(report: Report, options: list[Draft], rank: int | None) -> Draft | None:
    if len(options) < 2:
        return options[0] if options else None
    rated = [
        (weight(compare(report.facts, d.facts)) + (SAME_RANK if rank in d.ranks else 0), d)
        for d in options
    ]
    rated.sort(key=lambda r: r[0], reverse=True)
    return rated[0][1] if rated[0][0] - rated[1][0] >= CLEAR_MARGIN else None


def _break_ties(ties: list[tuple[Report, list[Draft]]], rules: Rules) -> list[Open]:
    """Give reports that fit several launches to the one that everybody speaks of, or to none."""
    left = []
    voices = {id(d): d.voices() for _, options in ties for d in options}
    for report, options in ties:
        still = [d for d in options if wall(report, d, rules) is None]
        by_voices = sorted(still, key=lambda d: voices[id(d)], reverse=True)
        counts = [voices[id(d)] for d in by_voices]
        if len(counts) == 1 or (counts and counts[0] >= CLEAR_SUPPORT * counts[1]):
            by_voices[0].add(report)
        else:
            left.append(_open(report, still or options))
    return left


def _open(report: Report, candidates: Iterable[Draft | Group]) -> Open:
    members = sorted((min(d.reports, key=_by_key) for d in candidates), key=_by_key)
    return Open(report, "ambiguous_event", tuple(members))


def _span(report: Report, drafts: dict[int, list[Draft]], rules: Rules) -> list[Open]:
    """Join a report that leaves a few days open to the only launch it fits, or found one."""
    options = _fitting(report, drafts, rules)
    if options:
        chosen = _clearly_best(report, options, None)
        if chosen is None:
            return [_open(report, options)]
        chosen.add(report)
        return []
    beside = _singled_out_beside(report, drafts, rules)
    if len(beside) == 1:
        beside[0].add(report)
        return []
    draft = Draft.of([report])
    for day in _days(report):
        drafts.setdefault(day, []).append(draft)
    return []


def _singled_out_beside(
    report: Report, drafts: Mapping[int, list[Draft]], rules: Rules
) -> list[Draft]:
    """Launches beside the days of a report: its words single them out and nothing disagrees."""
    return [
        d
        for d in _fitting(report, drafts, rules, report.slack)
        if min(verdicts := compare(report.facts, d.facts)) >= 0 and weight(verdicts) >= SINGLED_OUT
    ]


def _days(report: Report, slack: int = 0) -> range:
    assert report.first is not None and report.last is not None
    return range(report.first - slack, report.last + slack + 1)


def _fitting(
    report: Report, drafts: Mapping[int, list[Draft]], rules: Rules, slack: int = 0
) -> list[Draft]:
    near = {id(d): d for day in _days(report, slack) for d in drafts.get(day, ())}
    return [
        d
        for d in near.values()
        if nearest(report.facts.classes, d.facts.classes) is not Relation.DIFFERENT
        and wall(report, d, rules) is None
    ]


def vague(
    reports: Sequence[Report], known: Sequence[Group], rules: Rules
) -> tuple[list[tuple[Report, Group]], list[Group], list[Open]]:
    """Place reports of one launcher that leave the same month, season or year open.

    `known` are the dated groups within those days. A report joins the only one that it fits; it
    founds a vague group where it fits none, and stays open where it fits several.
    """
    joined: list[tuple[Report, Group]] = []
    drafts: list[Draft] = []
    left: list[Open] = []
    for report in sorted(reports, key=_by_key):
        options = [g for g in known if _fits_vaguely(report, g, rules)]
        vague_options = [d for d in drafts if not options and _fits_vaguely(report, d, rules)]
        if len(options) == 1:
            joined.append((report, options[0]))
        elif len(vague_options) == 1:
            vague_options[0].add(report)
        elif not report.founding:
            continue
        elif options or vague_options:
            left.append(_open(report, options or vague_options))
        elif report.main or (report.occasion is not None and _width(report) < MONTH_DAYS):
            drafts.append(Draft.of([report]))
        else:
            left.append(Open(report, "too_vague"))
    return joined, [group_of(d.reports) for d in drafts], left


def _fits_vaguely(report: Report, group: Group | Draft, rules: Rules) -> bool:
    """Nothing disagrees; beyond a month, something must also agree that singles a launch out."""
    related = nearest(report.facts.classes, group.facts.classes)
    if related is None or related <= Relation.NEIGHBOUR:
        return False
    verdicts = compare(report.facts, group.facts)
    if min(verdicts) < 0 or wall(report, group, rules) is not None:
        return False
    return _width(report) < MONTH_DAYS or weight(verdicts) >= SINGLED_OUT
