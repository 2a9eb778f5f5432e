"""When was this written? The day of an article from all that its source and its text tell.

Each source of evidence is a file of `pipelines.dates.clues` and gives a likelihood over days;
their product is the posterior. A day is given where its probability reaches `posterior.BAR`,
otherwise the candidates stand. `alone` asks one article, `together` holds the articles that
stayed open against the launches that are known by their day. There is no third pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pipelines.dates.clues import (
    days,
    happenings,
    layout,
    matching,
    occasions,
    posterior,
    said,
    stated,
    tenures,
    written,
)
from pipelines.dates.clues import launches as known_launches
from pipelines.dates.clues import report as reports
from pipelines.dates.clues.clock import too_early
from pipelines.dates.clues.days import Clue
from pipelines.model import (
    Article,
    DateExpression,
    Findings,
    Issue,
    LaunchMention,
    Publication,
    Stamp,
)
from pipelines.seeds import CatalogueCoverage, CatalogueLaunch, Happening, Office, Site

CONTRADICTS: Final = "contradicts the stamp: "
"""How a reason begins that speaks against a stated day."""

SURE_SOURCES: Final = frozenset({"record", "metadata", "feed", "url"})
"""Stamps that the source gives as such; what we read off a page must stand the text's test."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the world: who held which office when, what happened when, and sites."""

    offices: tuple[Office, ...] = ()
    happenings: tuple[Happening, ...] = ()
    sites: tuple[Site, ...] = ()


NOTHING_KNOWN: Final = Context()


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """An article without a day, the first pass's result, and all it says, read without a day."""

    article: Article
    publication: Publication
    findings: Findings


def alone(
    article: Article,
    expressions: Sequence[DateExpression],
    context: Context = NOTHING_KNOWN,
    *,
    not_after: date | None = None,
) -> Publication:
    """The day of publication as far as the article itself tells it.

    `expressions` are those of `tag(text, None)`. No day lies after `not_after`, after the day of
    collection, or after the last year that the offices know of.
    """
    parts = layout.lines(article.text)
    bound, why = _bound(article, context.offices, not_after)
    told = _clues(article, expressions, context, parts, bound)
    stamps = [s for s in stated.stamps(article, parts) if s.day <= bound + timedelta(days=1)]
    if stamps:
        return _from_stamps(article, stamps, told, bound, why)
    found = posterior.combine(told, bound)
    return posterior.publish(found, "inferred", [why] if told else [])


def contradictions(
    article: Article, publication: Publication, expressions: Sequence[DateExpression]
) -> list[Issue]:
    """What in the text speaks against a stated day, as rows for `issues`."""
    return [
        Issue(
            stage="dates",
            code="stamp-contradicted",
            detail=reason.removeprefix(CONTRADICTS),
            article_id=article.article_id,
        )
        for reason in publication.reasons
        if reason.startswith(CONTRADICTS)
    ]


def together(  # noqa: PLR0913
    open_articles: Sequence[OpenArticle],
    known: Iterable[LaunchMention],
    catalogue: Sequence[CatalogueLaunch] = (),
    coverage: Sequence[CatalogueCoverage] = (),
    context: Context = NOTHING_KNOWN,
    *,
    not_after: date | None = None,
) -> dict[str, Publication]:
    """Second pass: the day of each open article, given the launches known by their day.

    `known` are founding mentions of articles that are dated; `catalogue` and `coverage` are empty
    where the catalogue is switched off. The order of any input does not matter.
    """
    launches = known_launches.launch_days(known, catalogue, context.sites)
    return {
        one.article.article_id: _match(one, launches, coverage, context, not_after)
        for one in sorted(open_articles, key=lambda o: o.article.article_id)
    }


def _match(
    one: OpenArticle,
    launches: Sequence[known_launches.LaunchDay],
    coverage: Sequence[CatalogueCoverage],
    context: Context,
    not_after: date | None,
) -> Publication:
    parts = layout.lines(one.article.text)
    told = reports.report(one.article.text, one.findings, parts)
    if told is None or not launches:
        return one.publication
    bound, why = _bound(one.article, context.offices, not_after)
    own = _without_earlier_launches(one.findings)
    clues = _clues(one.article, own, context, parts, bound, without=told.month_day)
    clues += [stated.stamp_clue(s) for s in stated.stamps(one.article, parts) if s.day <= bound]
    found = matching.match(told, launches, coverage, context.sites)
    clues += [found.clue, *matching.background(told.background, launches, coverage)]
    combined = posterior.combine(clues, bound)
    best = found.best(int(combined.probability.argmax()))
    reasons = [why, *([_matched_words(best)] if best else [])]
    return posterior.publish(combined, "matched" if best else "inferred", reasons)


def _without_earlier_launches(findings: Findings) -> list[DateExpression]:
    """The expressions that do not date a launch of the background; the first one always stays."""
    earlier = {m.expression_id for m in findings.mentions if m.role == "background"}
    main = {m.expression_id for m in findings.mentions if m.role == "main"}
    first, *others = findings.expressions or (None,)
    kept = [e for e in others if e and e.expression_id not in earlier - main]
    return [first, *kept] if first else kept


def _matched_words(launch: known_launches.LaunchDay) -> str:
    sources = ", ".join(dict.fromkeys(f.source for f in launch.flights))
    return f"matched with the launch of {days.words(launch.day)} ({sources})"


def _clues(  # noqa: PLR0913
    article: Article,
    expressions: Sequence[DateExpression],
    context: Context,
    parts: tuple[layout.Line, ...],
    bound: date,
    *,
    without: tuple[int, int] | None = None,
) -> list[Clue]:
    """All that the text itself tells, except full stamps and the month and day of `without`."""
    prose = "\n".join(line.text for line in parts if line.prose)
    dated = said.said(article.text, expressions, parts)
    heads = [d for d in stated.datelines(parts) if d.year is None][:1]
    keys = {*((d.month, d.day) for d in heads), without}
    rest = [s for s in dated if (s.month, s.day) not in keys or s.year or s.weekday]
    updated = stated.updated_clue(parts)
    return [
        *([updated] if updated else []),
        *(stated.dateline_clue(d, _fitting(d, dated, bound)) for d in heads),
        *written.clues(rest, parts, bound),
        *tenures.clues(prose, context.offices),
        *happenings.clues(article.text, context.happenings),
        *occasions.clues(article.text, parts),
    ]


def _fitting(dateline: stated.Dateline, dated: Sequence[said.Said], bound: date) -> str:
    weekday = written.lone_weekday(dated)
    if weekday is None:
        return ""
    return written.fitting_years(dateline.month, dateline.day, weekday, bound)


def _bound(article: Article, offices: Sequence[Office], not_after: date | None) -> tuple[date, str]:
    """The last possible day, and why."""
    bounds = [(days.LAST, "the calendar ends")]
    if offices:
        year = max((o.until or o.since).year for o in offices)
        bounds.append((date(year, 12, 31), "the last year that the list of offices knows"))
    if not_after is not None:
        bounds.append((not_after, "as asked"))
    if article.collected_at is not None:
        bounds.append((article.collected_at.date(), "the day of collection"))
    last, why = min(bounds)
    return max(last, days.FIRST), f"not after {days.words(last)}: {why}"


def _from_stamps(
    article: Article, stamps: Sequence[Stamp], told: Sequence[Clue], bound: date, why: str
) -> Publication:
    """The stated day; stamps that disagree, or a page line that the text refutes, leave it open."""
    clues = [*(stated.stamp_clue(s) for s in stamps), *told]
    found = posterior.combine(clues, bound + timedelta(days=1))
    first = stamps[0]
    agree = all(abs(s.day - first.day) <= timedelta(days=1) for s in stamps)
    doubts = _doubts(first.day, told)
    if agree and (first.kind in SURE_SOURCES or not doubts):
        return _stated(article, first, found, doubts)
    return posterior.publish(found, "stated", [why, *doubts])


def _stated(
    article: Article, stamp: Stamp, found: posterior.Posterior, doubts: list[str]
) -> Publication:
    at = days.position(stamp.day)
    probability = float(found.probability[at]) if at is not None else 0.0
    confidence = min(probability, 0.5) if doubts else max(probability, stated.TRUST[stamp.kind])
    early = too_early(article.text, stamp)
    if early:
        doubts = [*doubts, CONTRADICTS + early]
    return Publication(
        day=stamp.day,
        time_utc=None if early else stamp.time_utc,
        basis="stated",
        confidence=round(confidence, 4),
        earliest=stamp.day,
        latest=stamp.day,
        candidates=(stamp.day,),
        reasons=(*(clue.words for clue in found.clues), *doubts),
    )


def _doubts(day: date, told: Sequence[Clue]) -> list[str]:
    """Clues that hardly allow the stated day."""
    at = days.position(day)
    if at is None:
        return [f"{CONTRADICTS}{days.words(day)} lies outside the calendar of this program"]
    return [f"{CONTRADICTS}{clue.words}" for clue in told if clue.refutes(at)]


__all__ = ["Context", "OpenArticle", "alone", "contradictions", "together"]
