"""The launch that an undated article reports, as far as its words describe it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from pipelines.dates.clues import spacing, wording
from pipelines.dates.clues.layout import Line, reported_in_present, told_in_present
from pipelines.dates.clues.said import said, weekday_in
from pipelines.dates.clues.spacing import Spacing
from pipelines.dates.clues.wording import Manner
from pipelines.model import (
    FOUNDING_STATUSES,
    DateExpression,
    Findings,
    LaunchMention,
    MissileClass,
    Outcome,
)

_TODAY = re.compile(r"\b(?:today|this (?:morning|afternoon|evening)|tonight|just now)\b", re.I)
_YESTERDAY = re.compile(r"\b(?:yesterday|last night)\b", re.I)
_THE_LAST = re.compile(
    r"\b(?:last|previous)\s+(?:\w+\s+){0,3}(?:launch|test|firing)\w*"
    r"(?:\s(?:was|came|occurred|took place)\b[^.;]{0,120})?$"
    r"|\bthe last time [^.;]{0,60}$",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?:\d{4}|XXXX)-\d\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SENTENCE_END = re.compile(r"[^.]{3}[.!?][\"”’]?\s+[A-Z]|\n")
_CLOCK = re.compile(r"T(\d\d):(\d\d)")
_FOREIGN_TIME = re.compile(r"\b(?:ET|EDT|EST|PT|PDT|PST|BST|CET|CEST|Eastern)\b")
_UTC = re.compile(r"\b(?:GMT|UTC)\b(?![+-]?\d)")
NEAR_PHRASE: Final = 90
LONGEST_CLAUSE: Final = 150
GENERAL: Final[frozenset[MissileClass]] = frozenset({"missile", "rocket", "ballistic"})
_OF_EARLIER_DAYS: Final = ("first_since", "last_was", "nth_since_day")
KOREA_MINUTES: Final = 9 * 60
NEAR: Final = 300
"""Code points around a mention in which a clock time is that of its launch."""


@dataclass(frozen=True, slots=True)
class Report:
    """One occasion of one article: every field is what the words say, or null.

    `near` is the text about it.
    """

    launcher: str | None
    classes: frozenset[MissileClass]
    named: frozenset[MissileClass]
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
    days_of_month: frozenset[int]
    weekday: int | None
    lag: int | None
    weekdays: bool
    present: bool
    fresh: bool
    manners: frozenset[Manner]
    spacings: tuple[Spacing, ...]
    sites: frozenset[str]
    near: str
    distances: tuple[float, ...]
    minutes_aloft: tuple[int, ...]
    other_weekdays: tuple[int, ...]
    background: tuple[tuple[int, int], ...]


def report(text: str, findings: Findings, parts: tuple[Line, ...]) -> Report | None:
    """The main launch of an article; None where it reports none."""
    told = [m for m in findings.mentions if m.status in FOUNDING_STATUSES]
    by_id = {e.expression_id: e for e in findings.expressions}
    main = [m for m in told if m.role == "main" and not _is_history(m, by_id, text)]
    main = main[:1] + [m for m in main[1:] if not text[: m.start].endswith("had ")]
    if not main:
        return None
    group = _one_launch(main, by_id)
    dates = {s.start: s for s in said(text, findings.expressions, parts)}
    present = told_in_present(parts)
    own = [by_id[m.expression_id] for m in _dated(group, present) if m.expression_id in by_id]
    written = [dates[e.start] for e in own if e.start in dates]
    spoken = " ".join(e.text for e in own)
    day = next(((s.month, s.day) for s in written if s.month and s.day and not s.year), None)
    low, high = _count(group)
    manners = wording.manners(text)
    near = text[max(0, group[0].start - NEAR) : group[-1].end + 2 * NEAR]
    phrases = spacing.read(text)
    named = _edtf_day(_dated(group, present)) or day or _counted_day(phrases)
    earlier = {(s.month, s.day) for s in phrases if s.kind in _OF_EARLIER_DAYS}
    return Report(
        launcher=next((m.launcher for m in group if m.launcher), None),
        classes=_classes(group),
        named=wording.named_classes(text) if _classes(group) <= GENERAL else frozenset(),
        count_low=low,
        count_high=high,
        designations=frozenset(m.designation for m in group if m.designation),
        ranges=tuple(m.range_km for m in group if m.range_km),
        apogees=tuple(m.apogee_km for m in group if m.apogee_km),
        landing=next((m.landing for m in group if m.landing), None),
        overflew=_overflew(manners, group),
        outcome=next((m.outcome for m in group if m.outcome != "unknown"), "unknown"),
        minutes=_minutes(text, group, findings.expressions),
        month_day=None if named in earlier else named,
        day_of_month=next((s.day for s in written if s.day and not s.month), None),
        days_of_month=frozenset(
            s.day for s in dates.values() if s.day and not (s.month or s.year or s.ahead)
        ),
        weekday=None if present else next((s.weekday for s in written if s.weekday), None),
        lag=0 if _TODAY.search(spoken) else 1 if _YESTERDAY.search(spoken) else None,
        weekdays=any(s.weekday and not s.month for s in dates.values()),
        present=present,
        fresh=present or reported_in_present(parts) or "digest" in manners,
        manners=manners,
        spacings=tuple(_with_class(s, told) for s in phrases),
        sites=frozenset(m.site_id for m in group if m.site_id),
        near=near,
        distances=wording.distances(near),
        minutes_aloft=wording.minutes_aloft(near),
        other_weekdays=_weekdays([m for m in told if m not in group], by_id),
        background=_background([m for m in told if m not in group]),
    )


def _same_sentence(text: str, mention: LaunchMention, expression: DateExpression) -> bool:
    first, last = sorted([(mention.start, mention.end), (expression.start, expression.end)])
    between = text[first[1] : last[0]]
    return len(between) < NEAR and not _SENTENCE_END.search(between)


def _one_launch(
    main: Sequence[LaunchMention], by_id: Mapping[str, DateExpression]
) -> list[LaunchMention]:
    """The first occasion, and the others that the text gives no other day."""
    first = main[0].occasion
    days = {_spoken_day(m, by_id) for m in main if m.occasion == first}
    other = {m.occasion for m in main if _spoken_day(m, by_id) not in {*days, None}}
    return [m for m in main if m.occasion == first or m.occasion not in other]


def _is_history(mention: LaunchMention, by_id: Mapping[str, DateExpression], text: str) -> bool:
    """Whether its words name a year or only a month, or call it the last one before."""
    if _THE_LAST.search(text[max(0, mention.start - LONGEST_CLAUSE) : mention.end]):
        return True
    own = by_id.get(mention.expression_id or "")
    return bool(_MONTH.fullmatch(mention.edtf or "") or (own and _YEAR.search(own.text)))


def _spoken_day(mention: LaunchMention, by_id: Mapping[str, DateExpression]) -> str | None:
    if mention.edtf:
        return mention.edtf
    own = by_id.get(mention.expression_id or "")
    return str(weekday_in(own.text) or own.timex_value) if own else None


def _dated(group: Sequence[LaunchMention], present: bool) -> Sequence[LaunchMention]:
    """The mentions whose dates are the launch's: told in the present, a dated one is an earlier."""
    return group[:1] if present else group


def _overflew(manners: frozenset[Manner], group: Sequence[LaunchMention]) -> tuple[str, ...]:
    told = {state for m in group for state in m.overflew}
    return tuple(sorted(told | ({"JP"} if "over_japan" in manners else set())))


def _counted_day(spacings: Sequence[Spacing]) -> tuple[int, int] | None:
    """The day of "23 days after their January 4 launch", in a year without a leap day."""
    for one in spacings:
        if one.kind == "after" and one.month and one.day and one.slack == 1:
            try:
                counted = date(2001, one.month, one.day) + timedelta(days=one.span)
            except ValueError:
                continue
            return counted.month, counted.day
    return None


def _with_class(one: Spacing, told: Sequence[LaunchMention]) -> Spacing:
    """The phrase with the classes of the launch that it counts from, if one stands close by."""
    beside = [
        m.missile_class
        for m in told
        if m.role == "background" and one.start - NEAR_PHRASE < m.start < one.end + NEAR_PHRASE
    ]
    return replace(one, flown=frozenset(beside))


def _classes(group: Sequence[LaunchMention]) -> frozenset[MissileClass]:
    """The classes told, without the general words that a more precise one explains."""
    told = {m.missile_class for m in group}
    precise = told - GENERAL
    if precise:
        return frozenset(precise)
    return frozenset(told - {"missile"} or told)


def _weekdays(
    mentions: Sequence[LaunchMention], by_id: Mapping[str, DateExpression]
) -> tuple[int, ...]:
    """Weekdays of other launches that the text mentions without more of a date."""
    own = [by_id[m.expression_id] for m in mentions if m.expression_id and m.expression_id in by_id]
    found = (weekday_in(e.text) for e in own if not e.edtf)
    return tuple(sorted({w for w in found if w is not None}))


def _count(group: Sequence[LaunchMention]) -> tuple[int | None, int | None]:
    """The largest number that one mention of the occasion gives."""
    counted = [m for m in group if m.count_low is not None]
    if not counted:
        return None, None
    most = max(counted, key=lambda m: (m.count_low or 0, m.count_high or 0))
    return most.count_low, most.count_high


def _minutes(
    text: str, group: Sequence[LaunchMention], expressions: Sequence[DateExpression]
) -> tuple[int, ...]:
    """Clock times in the mentions' sentences, in minutes of the Korean day."""
    found = []
    for expression in expressions:
        match = _CLOCK.search(expression.timex_value)
        if match is None or _FOREIGN_TIME.search(expression.text):
            continue
        if any(_same_sentence(text, m, expression) for m in group):
            shift = KOREA_MINUTES if _UTC.search(expression.text) else 0
            found.append((int(match[1]) * 60 + int(match[2]) + shift) % 1440)
    return tuple(dict.fromkeys(found))


def _edtf_day(group: Sequence[LaunchMention]) -> tuple[int, int] | None:
    for mention in group:
        match = re.fullmatch(r"(?:\d{4}|XXXX)-(\d\d)-(\d\d)", mention.edtf or "")
        if match and not mention.reported:
            return int(match[1]), int(match[2])
    return None


def _background(mentions: Sequence[LaunchMention]) -> tuple[tuple[int, int], ...]:
    days = (_edtf_day([m]) for m in mentions)
    return tuple(sorted({d for d in days if d is not None}))
