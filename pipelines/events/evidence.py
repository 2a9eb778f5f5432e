"""Which words bear on which value of an event, and how: the rows of event_evidence.

Every mention of an event gets one row for the launch itself, with the comparison that linked it,
and one for each value it speaks of, with what it says. Words that do not found an event are
background; a denial contradicts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Literal

from pipelines.events import consensus
from pipelines.events.compare import Verdicts, compare, score, words
from pipelines.events.groups import Group
from pipelines.events.reports import Report
from pipelines.events.salvo import counts_fit
from pipelines.model import FOUNDING_STATUSES, Evidence, LaunchEvent, LaunchMention

EVIDENCE_OF: Mapping[str, str] = {
    "event_id": "event",
    "launcher": "event",
    "status": "event",
    "confidence": "event",
    "articles": "event",
    "sources": "event",
    "first_reported": "event",
    "disputed_fields": "event",
    "edtf": "edtf",
    "date_local": "edtf",
    "earliest": "edtf",
    "latest": "edtf",
    "precision": "edtf",
    "time_utc": "time_utc",
    "missile_classes": "missile_classes",
    "payloads": "missile_classes",
    "count_low": "count_low",
    "count_high": "count_low",
    "site_id": "site_id",
    "latitude": "site_id",
    "longitude": "site_id",
    "site_uncertainty_km": "site_id",
    "landing": "landing",
    "overflew": "overflew",
    "range_km": "range_km",
    "apogee_km": "apogee_km",
    "outcome": "outcome",
}
"""Column of launch_events -> `field` of the evidence rows that it rests on."""


Link = Literal["supports", "contradicts", "background"]


def evidence(
    group: Group, event: LaunchEvent, seas: frozenset[str] = frozenset()
) -> list[Evidence]:
    """The rows of one event: each mention's bearing on the launch itself and on each value."""
    rows: list[Evidence] = []
    alone = len(group.reports) == 1
    for report in group.reports:
        verdicts = compare(report.facts, group.facts)
        strength = 1.0 if alone else score(verdicts)
        reason = _link_words(report, group, verdicts)
        for mention in report.mentions:
            rows += _mention_rows(mention, event, strength, reason, seas)
        for mention in report.riders:
            rows.append(_row(event, mention, "event", "background", 0.5, _RIDER))
    rows.sort(key=attrgetter("mention_id", "field"))
    return rows


_RIDER = "the only launch that its article tells of"


def _link_words(report: Report, group: Group, verdicts: Verdicts) -> str:
    if len(group.reports) == 1:
        return "the only report"
    if report.first is None:
        how = "a copy of the same text, or joined by a ruling"
    elif (report.first, report.last) == (group.first, group.last):
        how = "same launcher and day" if report.one_day else "same launcher and days"
    else:
        how = "same launcher, and the only launch that fits the days it gives"
    said = words(verdicts)
    return f"{how}; {said}" if said else how


def _mention_rows(
    mention: LaunchMention, event: LaunchEvent, strength: float, reason: str, seas: frozenset[str]
) -> Iterator[Evidence]:
    if mention.status not in FOUNDING_STATUSES:
        link: Link = "contradicts" if mention.status == "denied" else "background"
        yield _row(event, mention, "event", link, strength, f"{mention.status}; {reason}")
        return
    yield _row(event, mention, "event", "supports", strength, reason)
    for field, says, agrees in _bearings(mention, event, seas):
        link = "supports" if agrees else "contradicts"
        yield _row(event, mention, field, link, mention.confidence, says)


def _row(  # noqa: PLR0913, PLR0917
    event: LaunchEvent, mention: LaunchMention, field: str, link: Link, score: float, reason: str
) -> Evidence:
    return Evidence(
        event_id=event.event_id,
        mention_id=mention.mention_id,
        field=field,
        article_id=mention.article_id,
        link=link,
        score=score,
        reason=reason,
    )


def _bearings(
    m: LaunchMention, event: LaunchEvent, seas: frozenset[str]
) -> Iterator[tuple[str, str, bool]]:
    """(field, what the mention says, whether that agrees) for each value it speaks of."""
    said = str(m.edtf or m.earliest or "")
    if said or event.earliest is None:
        yield "edtf", f"says {said}" if said else "gives no date", _date_agrees(m, event)
    if m.time_utc:
        yield "time_utc", f"says {m.time_utc:%H:%M} UTC", m.time_utc == event.time_utc
    agrees = consensus.stands(m.missile_class, event.missile_classes)
    named = f"{m.missile_class} {m.designation}" if m.designation else m.missile_class
    yield "missile_classes", f"says {named}", agrees
    if m.count_low is not None and event.count_low is not None:
        whole = event.count_low, event.count_high
        part = len(event.missile_classes) > 1 and (whole[1] is None or m.count_low <= whole[1])
        yield "count_low", _count_words(m), part or counts_fit((m.count_low, m.count_high), whole)
    for name in ("site_id", "outcome"):
        word = getattr(m, name)
        if word and word != "unknown":
            yield name, f"says {word}", word == getattr(event, name)
    if m.landing:
        elsewhere = m.landing != event.landing and {m.landing, event.landing} <= seas
        yield "landing", f"says {m.landing}", not elsewhere
    if m.overflew:
        yield "overflew", f"says {', '.join(m.overflew)}", True
    for name in ("range_km", "apogee_km"):
        value, settled = getattr(m, name), getattr(event, name)
        if value is not None and settled is not None:
            near = abs(value - settled) <= consensus.TOLERANCE * max(value, settled)
            yield name, f"says {value:g} km", near


def _date_agrees(m: LaunchMention, event: LaunchEvent) -> bool:
    if m.earliest is None or m.latest is None or event.earliest is None or event.latest is None:
        return m.earliest == event.earliest
    return m.earliest <= event.latest and event.earliest <= m.latest


def _count_words(m: LaunchMention) -> str:
    if m.count_low == m.count_high:
        return f"says {m.count_low}"
    return (
        f"says {m.count_low} or more"
        if m.count_high is None
        else (f"says {m.count_low} to {m.count_high}")
    )
