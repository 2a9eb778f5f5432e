"""The launch that an undated article reports, as far as its words describe it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipelines.dates.clues.launches import site_words
from pipelines.dates.clues.layout import Line
from pipelines.dates.clues.written import said
from pipelines.model import (
    FOUNDING_STATUSES,
    DateExpression,
    Findings,
    LaunchCount,
    LaunchMention,
    MissileClass,
    Outcome,
)

_TODAY = re.compile(r"\b(?:today|this (?:morning|afternoon|evening)|tonight|just now)\b", re.I)
_YESTERDAY = re.compile(r"\b(?:yesterday|last night)\b", re.I)
_CLOCK = re.compile(r"T(\d\d):(\d\d)")
_YEARLY = re.compile(r"\b(?:this|of the|in the|the) year\b|\b20\d\d\b|\bso far\b", re.I)
_MONTHLY = re.compile(r"\b(?:this|of the|in the|the) month\b", re.I)
NEAR: Final = 300
"""Code points around a mention in which a clock time is that of its launch."""


@dataclass(frozen=True, slots=True)
class Report:
    """One occasion of one article: every field is what the words say, or null."""

    launcher: str | None
    classes: frozenset[MissileClass]
    count_low: int | None
    count_high: int | None
    designations: frozenset[str]
    ranges: tuple[float, ...]
    apogees: tuple[float, ...]
    landing: str | None
    overflew: tuple[str, ...]
    outcome: Outcome
    minutes: tuple[int, ...]
    month_day: tuple[int, int] | None
    day_of_month: int | None
    weekday: int | None
    lag: int | None
    nth_of_year: int | None
    nth_of_month: int | None
    words: frozenset[str]
    background: tuple[tuple[int, int], ...]


def report(text: str, findings: Findings, parts: tuple[Line, ...]) -> Report | None:
    """The main launch of an article; None where it reports none."""
    told = [m for m in findings.mentions if m.status in FOUNDING_STATUSES]
    main = [m for m in told if m.role == "main"]
    if not main:
        return None
    group = [m for m in main if m.occasion == main[0].occasion]
    dates = {s.start: s for s in said(text, findings.expressions, parts)}
    by_id = {e.expression_id: e for e in findings.expressions}
    own = [by_id[m.expression_id] for m in group if m.expression_id in by_id]
    written = [dates[e.start] for e in own if e.start in dates]
    spoken = " ".join(e.text for e in own)
    day = next(((s.month, s.day) for s in written if s.month and s.day), None)
    low, high = _count(group)
    return Report(
        launcher=next((m.launcher for m in group if m.launcher), None),
        classes=frozenset(m.missile_class for m in group),
        count_low=low,
        count_high=high,
        designations=frozenset(m.designation for m in group if m.designation),
        ranges=tuple(m.range_km for m in group if m.range_km),
        apogees=tuple(m.apogee_km for m in group if m.apogee_km),
        landing=next((m.landing for m in group if m.landing), None),
        overflew=tuple(sorted({s for m in group for s in m.overflew})),
        outcome=next((m.outcome for m in group if m.outcome != "unknown"), "unknown"),
        minutes=_minutes(group, findings.expressions),
        month_day=_edtf_day(group) or day,  # type: ignore[arg-type]
        day_of_month=next((s.day for s in written if s.day and not s.month), None),
        weekday=next((s.weekday for s in written if s.weekday), None),
        lag=0 if _TODAY.search(spoken) else 1 if _YESTERDAY.search(spoken) else None,
        nth_of_year=_ordinal(findings.counts, _YEARLY),
        nth_of_month=_ordinal(findings.counts, _MONTHLY),
        words=site_words(text),
        background=_background([m for m in told if m not in group]),
    )


def _count(group: Sequence[LaunchMention]) -> tuple[int | None, int | None]:
    """The largest number that one mention of the occasion gives."""
    counted = [m for m in group if m.count_low is not None]
    if not counted:
        return None, None
    most = max(counted, key=lambda m: (m.count_low or 0, m.count_high or 0))
    return most.count_low, most.count_high


def _minutes(
    group: Sequence[LaunchMention], expressions: Sequence[DateExpression]
) -> tuple[int, ...]:
    """Clock times near the mentions, in minutes of the day as written."""
    found = []
    for expression in expressions:
        match = _CLOCK.search(expression.timex_value)
        if match and any(m.start - NEAR < expression.start < m.end + NEAR for m in group):
            found.append(int(match[1]) * 60 + int(match[2]))
    return tuple(dict.fromkeys(found))


def _edtf_day(group: Sequence[LaunchMention]) -> tuple[int, int] | None:
    for mention in group:
        match = re.fullmatch(r"(?:XXXX|\d{4})-(\d\d)-(\d\d)", mention.edtf or "")
        if match and not mention.reported:
            return int(match[1]), int(match[2])
    return None


def _ordinal(counts: Sequence[LaunchCount], period: re.Pattern[str]) -> int | None:
    for count in counts:
        if count.kind == "ordinal" and count.unit != "missile" and period.search(count.quote):
            return count.value_low
    return None


def _background(mentions: Sequence[LaunchMention]) -> tuple[tuple[int, int], ...]:
    days = (_edtf_day([m]) for m in mentions)
    return tuple(sorted({d for d in days if d is not None}))
