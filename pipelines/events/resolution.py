"""Mentions of many articles -> the timeline: one event for one launch, with its evidence.

A build is pure: the same mentions, sources, rulings and ledger give the same rows, in any order of
input. Given the last resolution as `previous`, only the days that changed articles touch are solved
again; the rows are those of a build from nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from pipelines.events import rulings as decisions
from pipelines.events.blocks import Blocks, update
from pipelines.events.cluster import Open
from pipelines.events.compare import Gazetteer
from pipelines.events.fold import Folded, Knowledge
from pipelines.events.groups import Group, Rules
from pipelines.events.history import Ledger, revisions
from pipelines.events.naming import Launches, compose, name
from pipelines.events.reports import Key, Origin, Report, Source, of_article, origin_of
from pipelines.model import Evidence, Issue, LaunchEvent, LaunchMention, Revision
from pipelines.seeds import Claimant, Place, Ruling, Site


@dataclass(frozen=True, slots=True)
class Saying:
    """One article as the last build read it."""

    mentions: list[LaunchMention]
    source: Source
    origin: Origin
    reports: tuple[Report, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Workings:
    """What a build leaves for the next one, so that it need not be done again."""

    given: tuple[object, ...] = ()
    revisions: int = 0
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
    previous: Resolution | None = None,
    places: Sequence[Place] = (),
) -> Resolution:
    """Resolve all mentions into events.

    `ledger` is the event_history of the last build, `as_of` the day that this one speaks for.
    `previous` is the resolution with which the ledger ends; it saves work and changes nothing.
    """
    given = (tuple(rulings), tuple(sites), tuple(claimants), tuple(places))
    before = previous.workings if previous else Workings()
    if (before.given, before.revisions) != (given, len(ledger)):
        before = Workings(ledger=Ledger().extended(ledger))
    gazetteer = Gazetteer({s.site_id: s for s in sites})
    articles = _by_article(mentions)
    known = {m.mention_id: m for said in articles.values() for m in said} if rulings else {}
    orders = decisions.orders(rulings, known, before.ledger.members)
    for article_id in decisions.withdrawn(rulings):
        articles.pop(article_id, None)
    sayings = _listen(articles, sources, before.sayings, orders.no_launch)
    rules = Rules(gazetteer, _foes(orders, known, sayings))
    blocks = update(before.blocks, *_exchanged(before.sayings, sayings), rules)

    def home(mention_id: str) -> Group | None:
        report = _report_of(mention_id, known, sayings)
        return blocks.home(report) if report else None

    parts, misruled = compose(blocks, _copies(sayings, blocks), orders, home)
    knowledge = Knowledge(
        sources,
        {c.claimant_id: c for c in claimants},
        gazetteer,
        frozenset(p.place_id for p in places if p.kind in ("sea", "ocean")),
    )
    named = name(parts, before.launches, before.ledger, orders, known, knowledge)
    new = revisions(named.steps, before.ledger, as_of)
    after = before.ledger.extended(new)
    left = {o: _left_open(o, after, before.left.get(o)) for o in blocks.left()}
    issues = [
        *chain.from_iterable(s.issues for s in sayings.values() if s.issues),
        *left.values(),
        *decisions.stale_withdrawals(rulings, sources),
        *orders.issues,
        *misruled,
        *named.issues,
    ]
    ordered = sorted((f for _, f in named.launches.values()), key=_by_day)
    return Resolution(
        events=tuple(f.event for f in ordered),
        evidence=tuple(chain.from_iterable(f.evidence for f in ordered)),
        revisions=tuple(new),
        issues=tuple(sorted(issues, key=lambda i: (i.code, i.article_id or "", i.place or ""))),
        workings=Workings(
            given, len(ledger) + len(new), sayings, blocks, named.launches, after, left
        ),
    )


def _by_article(mentions: Iterable[LaunchMention]) -> dict[str, list[LaunchMention]]:
    articles: defaultdict[str, list[LaunchMention]] = defaultdict(list)
    for mention in mentions:
        articles[mention.article_id].append(mention)
    return articles


def _listen(
    articles: Mapping[str, list[LaunchMention]],
    sources: Mapping[str, Source],
    before: Mapping[str, Saying],
    no_launch: Mapping[str, Ruling],
) -> dict[str, Saying]:
    """The reports of every article; an article that says what it said before is not read again."""
    sayings = {}
    for article_id, mentions in articles.items():
        source = sources.get(article_id) or Source(article_id)
        known = before.get(article_id)
        if known is not None and _unchanged(known, mentions, source, sources):
            sayings[article_id] = known
            continue
        origin = origin_of(article_id, sources)
        unique = {m.mention_id: m for m in mentions if m.mention_id not in no_launch}
        reports, issues = of_article(tuple(unique.values()), source, origin)
        sayings[article_id] = Saying(mentions, source, origin, reports, issues)
    return sayings


def _unchanged(
    known: Saying,
    mentions: list[LaunchMention],
    source: Source,
    sources: Mapping[str, Source],
) -> bool:
    if known.mentions != mentions or not (known.source is source or known.source == source):
        return False
    return not source.copy_of or known.origin == origin_of(source.article_id, sources)


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


def _exchanged(
    before: Mapping[str, Saying], sayings: Mapping[str, Saying]
) -> tuple[list[Report], list[Report]]:
    """The reports that are there no more, and those that are new."""
    changed = [a for a, saying in sayings.items() if before.get(a) is not saying]
    gone = [a for a in changed if a in before] + list(before.keys() - sayings.keys())
    removed = [r for a in gone for r in before[a].reports]
    return removed, [r for a in changed for r in sayings[a].reports]


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


def _left_open(left: Open, ledger: Ledger, known: Issue | None) -> Issue:
    """Why a report founded or joined no event, for a person to decide."""
    ids = {ledger.owner(c.mentions[0].mention_id) for c in left.candidates}
    names = ", ".join(sorted(i for i in ids if i))
    if known is not None and known.detail.endswith(f": {names}" if names else ""):
        return known
    mention = left.report.mentions[0]
    return Issue(
        stage="events",
        code=left.code,
        detail=_WHY_OPEN[left.code].format(days=mention.edtf or "its date", events=names),
        article_id=mention.article_id,
        place=mention.mention_id,
    )


_WHY_OPEN = {
    "ambiguous_event": "{days} fits several launches and the words single none out: {events}",
    "too_vague": "told in passing with no more than {days}, and no known launch is singled out",
    "undated_launch": "told without a date, so no event rests on it",
}


def _by_day(folded: Folded) -> tuple[date, str]:
    return folded.event.earliest or date.max, folded.event.event_id
