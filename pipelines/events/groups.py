"""Reports of one launch, and the walls that keep a report out of a group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.events.classes import Relation, nearest
from pipelines.events.compare import SALVO_MINUTES, Gazetteer, gap
from pipelines.events.reports import Facts, Key, Report, merged


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


@dataclass(frozen=True, slots=True)
class Rules:
    """What keeps reports apart beside their words: where sites lie, and people's rulings."""

    gazetteer: Gazetteer
    foes: Mapping[Key, frozenset[Key]] = field(default_factory=dict)


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
