"""Mentions of many articles -> the timeline: one event for one launch, with its evidence.

A build is pure: the same mentions, sources, rulings and ledger give the same rows, in any order of
input. `extend` adds articles to the last build and solves again only the days that they touch; its
rows are those of a build from nothing.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from operator import attrgetter

from pipelines.events import rulings as decisions
from pipelines.events.blocks import Blocks, update
from pipelines.events.cluster import Open
from pipelines.events.compare import Gazetteer
from pipelines.events.fold import Folded, Knowledge
from pipelines.events.groups import Group, Rules
from pipelines.events.history import REPORTED_AGAIN, Ledger, revisions
from pipelines.events.naming import Launches, compose, name
from pipelines.events.reports import Key, Origin, Report, Source, of_article, origin_of
from pipelines.model import Evidence, Issue, LaunchEvent, LaunchMention, Revision
from pipelines.seeds import Claimant, Place, Ruling, Site


@dataclass(frozen=True, slots=True)
class Saying:
    """One article as it was read."""

    mentions: tuple[LaunchMention, ...]
    origin: Origin
    reports: tuple[Report, ...]
    issues: tuple[Issue, ...]


_SILENT = Saying((), Origin("", ""), (), ())
"""An article that says nothing of a launch any more."""


@dataclass(frozen=True, slots=True)
class Given:
    """What holds for all articles: people's rulings and the words of the lexicon."""

    rulings: tuple[Ruling, ...] = ()
    sites: tuple[Site, ...] = ()
    claimants: tuple[Claimant, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Workings:
    """What a build leaves for the next one, so that it need not be done again."""

    given: Given = field(default_factory=Given)
    revisions: int = 0
    sources: Mapping[str, Source] = field(default_factory=dict)
    sayings: Mapping[str, Saying] = field(default_factory=dict)
    blocks: Blocks = field(default_factory=Blocks)
    launches: Launches = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)
    left: Mapping[Open, Issue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The timeline. `revisions` are the new steps only, to be appended to the ledger.

    `events` are sorted by day, then id; `evidence` follows the events.
    """

    events: tuple[LaunchEvent, ...]
    evidence: tuple[Evidence, ...]
    revisions: tuple[Revision, ...]
    issues: tuple[Issue, ...]
    workings: Workings = field(repr=False, compare=False)


def resolve(  # noqa: PLR0913, PLR0917
    mentions: Iterable[LaunchMention],
    sources: Mapping[str, Source],
    rulings: Sequence[Ruling],
    ledger: Sequence[Revision],
    as_of: date,
    sites: Sequence[Site] = (),
    claimants: Sequence[Claimant] = (),
    places: Sequence[Place] = (),
) -> Resolution:
    """Resolve all mentions into events.

    `ledger` is the event_history of the last build, `as_of` the day that this one speaks for.
    """
    given = Given(tuple(rulings), tuple(sites), tuple(claimants), tuple(places))
    with _uncollected():
        before = Workings(given, len(ledger), ledger=Ledger().extended(ledger))
        return _settle(before, sources, _heard(mentions, sources, rulings), as_of)


def extend(
    previous: Resolution,
    mentions: Iterable[LaunchMention],
    sources: Mapping[str, Source],
    as_of: date,
) -> Resolution:
    """The last resolution with some more articles: what `resolve` of all of them would give.

    `sources` are those of the articles that are new or read again; an article read again is
    replaced by what it says now. Only the days that they touch are solved again. This is for a
    process that keeps the last resolution at hand: to keep it between processes costs as much as to
    resolve anew, which is one or two percent of a build from texts.
    """
    before = previous.workings
    known = {**before.sources, **sources}
    rulings = before.given.rulings
    with _uncollected():
        said = [m for m in mentions if m.article_id in sources]
        said += (
            m
            for article_id, saying in before.sayings.items()
            if saying.origin.root in sources and article_id not in sources
            for m in saying.mentions
        )
        silent = {a: _SILENT for a in sources if a in before.sayings}
        return _settle(before, known, {**silent, **_heard(said, known, rulings)}, as_of)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles: none arise among millions of small values, and looking at all
    of them again and again is a fifth of the work."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _settle(
    before: Workings, sources: Mapping[str, Source], heard: Mapping[str, Saying], as_of: date
) -> Resolution:
    """Exchange what the articles heard said before for what they say now."""
    given = before.given
    sayings = {**before.sayings, **heard}
    known = {m.mention_id: m for s in sayings.values() for m in s.mentions} if given.rulings else {}
    orders = decisions.orders(given.rulings, known, before.ledger.members)
    gazetteer = Gazetteer({s.site_id: s for s in given.sites})
    blocks = update(
        before.blocks,
        [r for a in heard if a in before.sayings for r in before.sayings[a].reports],
        [r for saying in heard.values() for r in saying.reports],
        Rules(gazetteer, _foes(orders, known, sayings)),
    )

    def home(mention_id: str) -> Group | None:
        report = _report_of(mention_id, known, sayings)
        return blocks.home(report) if report else None

    composed = compose(blocks, _copies(sayings, blocks), orders, home)
    knowledge = Knowledge(
        {c.claimant_id: c for c in given.claimants},
        gazetteer,
        frozenset(p.place_id for p in given.places if p.kind in ("sea", "ocean")),
    )
    named = name(composed.launches, before.launches, before.ledger, orders, known, knowledge)
    new = revisions(named.steps, before.ledger, as_of)
    after = before.ledger.extended(new)
    settled = {} if any(map(_moves_mentions, new)) else before.left
    left = {o: settled.get(o) or _left_open(o, after) for o in blocks.left()}
    issues = [
        *chain.from_iterable(s.issues for s in sayings.values() if s.issues),
        *left.values(),
        *(_issue(r, "undated_launch") for r in composed.waiting),
        *orders.issues,
        *composed.issues,
        *named.issues,
    ]
    recorded = before.revisions + len(new)
    ordered = sorted((f for _, f in named.launches.values()), key=_by_day)
    return Resolution(
        events=tuple(f.event for f in ordered),
        evidence=tuple(chain.from_iterable(f.evidence for f in ordered)),
        revisions=tuple(new),
        issues=tuple(sorted(issues, key=attrgetter("code", "place"))),
        workings=Workings(given, recorded, sources, sayings, blocks, named.launches, after, left),
    )


def _heard(
    mentions: Iterable[LaunchMention], sources: Mapping[str, Source], rulings: Sequence[Ruling]
) -> dict[str, Saying]:
    """The reports of every article that is not withdrawn."""
    refused = {r.subject for r in rulings if r.ruling == "not_an_event"}
    withdrawn = decisions.withdrawn(rulings)
    articles: defaultdict[str, dict[str, LaunchMention]] = defaultdict(dict)
    for mention in mentions:
        if mention.article_id not in withdrawn:
            articles[mention.article_id][mention.mention_id] = mention
    heard = {}
    for article_id, said in articles.items():
        origin = origin_of(article_id, sources)
        source = sources.get(article_id) or Source(article_id)
        told = [m for m in said.values() if m.mention_id not in refused]
        reports, issues = of_article(told, source, origin)
        heard[article_id] = Saying(tuple(said.values()), origin, reports, issues)
    return heard


def _foes(
    orders: decisions.Orders, known: Mapping[str, LaunchMention], sayings: Mapping[str, Saying]
) -> dict[Key, frozenset[Key]]:
    """Reports that a ruling keeps apart, each with its opposites."""
    foes: dict[Key, set[Key]] = {}
    for _, one, other in orders.different:
        a, b = _report_of(one, known, sayings), _report_of(other, known, sayings)
        if a and b and a is not b:
            foes.setdefault(a.key, set()).add(b.key)
            foes.setdefault(b.key, set()).add(a.key)
    return {key: frozenset(others) for key, others in foes.items()}


def _report_of(
    mention_id: str, known: Mapping[str, LaunchMention], sayings: Mapping[str, Saying]
) -> Report | None:
    saying = sayings.get(known[mention_id].article_id)
    reports = saying.reports if saying else ()
    return next((r for r in reports if known[mention_id] in r.mentions), None)


def _copies(sayings: Mapping[str, Saying], blocks: Blocks) -> Iterator[tuple[Report, Report]]:
    """Reports without a day, each with a dated one of the same words in a copy of its article."""
    families: dict[str, list[Report]] = {root: [] for root, _, _ in blocks.undated}
    for saying in sayings.values() if families else ():
        if saying.origin.root in families:
            families[saying.origin.root] += (r for r in saying.reports if r.founding)
    for family in families.values():
        reports = sorted(family, key=lambda r: r.key)
        dated = {(r.occasion, r.launcher): r for r in reversed(reports) if r.first is not None}
        for report in reports:
            told = dated.get((report.occasion, report.launcher))
            if report.first is None and told is not None and report.occasion is not None:
                yield report, told


def _moves_mentions(step: Revision) -> bool:
    """Whether a step may give a mention that had an event to another one."""
    return step.change in ("merged", "split", "retracted") or step.reason == REPORTED_AGAIN


def _left_open(left: Open, ledger: Ledger) -> Issue:
    """Why a report joined no event, for a person to decide."""
    ids = {ledger.owner(c.mentions[0].mention_id) for c in left.candidates}
    return _issue(left.report, left.code, ", ".join(sorted(i for i in ids if i)))


def _issue(report: Report, code: str, events: str = "") -> Issue:
    mention = report.mentions[0]
    given = mention.edtf or f"{mention.earliest}/{mention.latest}" if report.first else mention.edtf
    return Issue(
        stage="events",
        code=code,
        detail=_WHY_OPEN[code].format(days=given or "no date", events=events),
        article_id=mention.article_id,
        place=mention.mention_id,
    )


_WHY_OPEN = {
    "ambiguous_event": "{days} fits several launches and the words single none out: {events}",
    "too_vague": "told in passing with no more than {days}, and no known launch is singled out",
    "undated_launch": "told with {days}, so no event rests on it until its day is known",
}


def _by_day(folded: Folded) -> tuple[date, str]:
    return folded.event.earliest or date.max, folded.event.event_id
