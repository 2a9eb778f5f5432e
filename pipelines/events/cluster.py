"""Reports -> groups that each speak of one launch, whatever the order of input.

Launches of one launcher and day are one, unless a wall stands between them. Where a day has walls,
reports join in a fixed order, the most telling first, the group that they agree with best; a report
that fits several groups alike is left open, with the groups as candidates. Reports that give a few
days join the only launch in those days that they fit; reports that give a month, likewise.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from pipelines.events.classes import Relation, nearest
from pipelines.events.compare import SALVO_MINUTES, Gazetteer, compare, gap, weight
from pipelines.events.reports import Facts, Key, Report, merged

SPAN_DAYS = 7
"""A report that leaves more days open than this is vague: it says a month, a season, a year."""

MONTH_DAYS = 31
"""A background report that leaves more days open than this founds no event."""

SINGLED_OUT = 3.0
"""Weight of the features that single a launch out in a season or a year: its site, its name."""

CLEAR_MARGIN = 1.0
"""A report joins the better of two groups only if it fits it better by this weight."""

CLEAR_SUPPORT = 2
"""A report that fits several groups alike joins the one with so many times the voices of the
next: the launch that everybody speaks of."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Reports of one launch, in the order of their keys. `first` and `last` are ordinals."""

    reports: tuple[Report, ...]
    facts: Facts
    first: int | None
    last: int | None

    def of_article(self, article_id: str) -> Sequence[Report]:
        """Its reports from one article."""
        return [r for r in self.reports if r.article_id == article_id]

    @property
    def key(self) -> Key:
        """The key of the least report."""
        return self.reports[0].key

    @property
    def launcher(self) -> str:
        """Who launched."""
        return self.reports[0].launcher


@dataclass(frozen=True, slots=True)
class Open:
    """A report that joined no group, why, and one report of each group that it may mean."""

    report: Report
    code: str
    candidates: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """What keeps reports apart beside their words: where sites lie, and people's rulings."""

    gazetteer: Gazetteer
    foes: Mapping[Key, frozenset[Key]] = field(default_factory=dict)


def group_of(reports: Iterable[Report]) -> Group:
    """Reports of one launch as a group, dated by the narrowest days that one of them gives."""
    ordered = tuple(sorted(reports, key=lambda r: r.key))
    telling = [r for r in ordered if r.founding] or list(ordered)
    first, last = narrowest(telling)
    facts = telling[0].facts if len(telling) == 1 else merged(r.facts for r in telling)
    return Group(ordered, facts, first, last)


def narrowest(reports: Iterable[Report]) -> tuple[int | None, int | None]:
    """The narrowest days that a report gives; of equals, those that most reports give."""
    votes = Counter((r.first, r.last) for r in reports if r.first is not None)
    best: tuple[int | None, int | None] = (None, None)
    rank: tuple[int, int, int] | None = None
    for (first, last), n in votes.items():
        assert first is not None and last is not None
        this = (last - first, -n, first)
        if rank is None or this < rank:
            best, rank = (first, last), this
    return best


def wall(report: Report, group: Group | Draft, rules: Rules) -> str | None:
    """Why a report cannot speak of a group's launch, or None.

    Its own article tells the two apart, clock times or places lie far apart, or a ruling says so.
    """
    for other in group.of_article(report.article_id):
        if _told_apart(report, other):
            return "told apart in one article"
    foes = rules.foes.get(report.key, frozenset())
    if foes and any(other.key in foes for other in group.reports):
        return "a ruling keeps them apart"
    if not report.founding:
        return None
    ours, theirs = report.facts, group.facts
    if ours.minutes and theirs.minutes:
        return (
            "clock times far apart" if gap(ours.minutes, theirs.minutes) > SALVO_MINUTES else None
        )
    if ours.sites and theirs.sites and _far(ours.sites, theirs.sites, rules.gazetteer):
        return "sites far apart"
    return None


def _told_apart(one: Report, other: Report) -> bool:
    if one.occasion is not None and other.occasion is not None:
        return one.occasion != other.occasion
    return nearest(one.facts.classes, other.facts.classes) is Relation.DIFFERENT


def _far(ours: Iterable[str], theirs: Iterable[str], gazetteer: Gazetteer) -> bool:
    return all(gazetteer.far(a, b) for a in ours for b in theirs)


def solve(reports: Iterable[Report], rules: Rules) -> tuple[list[Group], list[Open]]:
    """Group the reports of one launcher whose days touch; none may leave more than SPAN_DAYS."""
    days: dict[int, list[Report]] = defaultdict(list)
    spans, echoes = [], []
    for report in sorted(reports, key=lambda r: r.key):
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


@dataclass(slots=True)
class Draft:
    """A group while it grows; `ranks` are the places of its reports in articles of several."""

    reports: list[Report]
    facts: Facts
    first: int | None
    last: int | None
    articles: dict[str, list[Report]]
    ranks: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, reports: list[Report]) -> Draft:
        """A draft of one or more reports."""
        articles: dict[str, list[Report]] = {}
        for report in reports:
            articles.setdefault(report.article_id, []).append(report)
        facts = reports[0].facts if len(reports) == 1 else merged(r.facts for r in reports)
        return cls(reports, facts, *narrowest(reports), articles)

    def of_article(self, article_id: str) -> Sequence[Report]:
        """Its reports from one article."""
        return self.articles.get(article_id, ())

    def add(self, report: Report) -> None:
        """Take in one more report; only a founding one adds to what is known."""
        self.reports.append(report)
        self.articles.setdefault(report.article_id, []).append(report)
        if report.founding:
            self.facts = merged((self.facts, report.facts))

    def voices(self) -> int:
        """Independent sources."""
        return len({r.voice for r in self.reports})


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
    return drafts, _break_ties(ties, rules)


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
    for report in sorted(reports, key=lambda r: r.key):
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
        (weight(compare(report.facts, d.facts)) + (CLEAR_MARGIN if rank in d.ranks else 0), d)
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
    members = sorted((min(d.reports, key=lambda r: r.key) for d in candidates), key=_by_key)
    return Open(report, "ambiguous_event", tuple(members))


def _by_key(report: Report) -> Key:
    return report.key


def _span(report: Report, drafts: dict[int, list[Draft]], rules: Rules) -> list[Open]:
    """Join a report that leaves a few days open to the only launch it fits, or found one."""
    options = _fitting(report, drafts, rules)
    if options:
        chosen = _clearly_best(report, options, None)
        if chosen is None:
            return [_open(report, options)]
        chosen.add(report)
        return []
    draft = Draft.of([report])
    for day in _days(report):
        drafts.setdefault(day, []).append(draft)
    return []


def _days(report: Report) -> range:
    assert report.first is not None and report.last is not None
    return range(report.first, report.last + 1)


def _fitting(report: Report, drafts: Mapping[int, list[Draft]], rules: Rules) -> list[Draft]:
    near = {id(d): d for day in _days(report) for d in drafts.get(day, ())}
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
    for report in sorted(reports, key=lambda r: r.key):
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
        elif report.main or _width(report) < MONTH_DAYS:
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
