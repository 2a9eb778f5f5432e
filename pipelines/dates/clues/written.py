"""Dates in the prose: a text is written after what it reports and before what it announces.

The lags are those of news: most of what a report dates without a year lies within a week, a year
that is spelled out is rarely the present one. Each table of steps says so in numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import numpy as np

from pipelines.dates.clues import days
from pipelines.dates.clues.days import Clue
from pipelines.dates.clues.layout import Line, told_in_present
from pipelines.dates.clues.said import WEEKDAY_NAMES, Said

ERROR_A_DAY: Final = 1e-5
"""Density of a clue that was misread (a slip, a number, another year), for any day."""

BEFORE_ITS_DATES: Final = 1e-4
"""A likelihood against the best day's that only a day before the date told falls below."""

MISREAD_AHEAD: Final = 1095
"""What is announced without our seeing it lies mostly within three years."""

_DAY_LAG: Final = ((1, 0.25), (7, 0.15), (30, 0.13), (365, 0.24), (1826, 0.15), (7305, 0.08))
_MONTH_LAG: Final = ((31, 0.2), (365, 0.4), (730, 0.17), (3652, 0.18), (7305, 0.05))
_YEAR_LAG: Final = ((365, 0.33), (730, 0.26), (1095, 0.13), (2191, 0.14), (7305, 0.14))
_SINCE_LAG: Final = ((61, 0.15), (365, 0.76), (730, 0.06), (1826, 0.02), (7305, 0.01))
_SINCE_YEAR_LAG: Final = (
    (365, 0.05), (730, 0.13), (1461, 0.25), (2191, 0.25), (3652, 0.22), (7305, 0.1),
)  # fmt: skip
_YEARLESS_LAG: Final = (
    (0, 0.03), (1, 0.23), (3, 0.24), (7, 0.2), (30, 0.23), (330, 0.05), (365, 0.02),
)  # fmt: skip
_LEAD: Final = ((0, 0.06), (7, 0.42), (30, 0.28), (90, 0.13), (330, 0.08))
"""Days to what is announced by its day without a year."""

_OLD_YEARLESS_LAG: Final = ((6, 0.07), (30, 0.3), (90, 0.3), (330, 0.3), (365, 0.02))
"""Where weekdays stand for the last days, a day of a month is one of the story before them."""

_ONE_WEEKDAY: Final = (0.94, 0.035, 0.008, 0.006, 0.004, 0.004, 0.003)
_ONE_WEEKDAY_OFTEN: Final = (0.955, 0.027, 0.006, 0.004, 0.003, 0.003, 0.002)
_TOLD_WEEKDAY: Final = (0.95, 0.035, 0.006, 0.003, 0.002, 0.002, 0.002)
"""Days since the weekday on which a report says that it was told: "the military said Thursday"."""

_EARLIER_WEEKDAY: Final = (0.22, 0.28, 0.18, 0.12, 0.08, 0.06, 0.06)
_LAST_WEEKDAY: Final = (0.81, 0.13, 0.03, 0.015, 0.007, 0.004, 0.004)
_FIRST_WEEKDAY: Final = (1.0, 1.0, 0.8, 0.6, 0.5, 0.4, 0.4)
NOT_NAMED_FIRST: Final = 0.25
"""A report that names more than one weekday mostly begins with the last of them."""

LONG_TEXT: Final = 8000
"""Code points; longer texts are transcripts and analyses, whose dates speak of many things."""

_DAY_OF_MONTH_LAG: Final = ((0, 0.7), (1, 0.18), (3, 0.06), (10, 0.04))
_DAY_OF_MONTH_OFTEN: Final = ((0, 0.86), (1, 0.08), (3, 0.03), (10, 0.02))


def clues(dates: Sequence[Said], parts: tuple[Line, ...], not_after: date) -> Iterator[Clue]:
    """All that the dates of one text tell."""
    long = bool(parts) and parts[-1].end > LONG_TEXT
    weekdays = any(_bare_weekday(s) for s in dates)
    loose = [
        *_explicit(dates),
        *_yearless(dates, weekdays=weekdays),
        *_weekdays(dates, parts),
        *_days_of_month(dates),
    ]
    yield from (Clue(c.words, np.sqrt(c.likelihood)) if long else c for c in loose)
    yield from _announced(dates)
    yield from _announced_without_year(dates)
    yield from _weekday_with_day(dates, not_after)


def _explicit(dates: Sequence[Said]) -> Iterator[Clue]:
    """After the latest past date that has its year; mostly not long after."""
    past = [s for s in dates if s.year and not s.ahead]
    if not past:
        return
    latest = max(past, key=lambda s: (_start(s), s.since))
    lag = days.since(_start(latest))
    likelihood = days.stepped(lag, _lag_steps(latest), ERROR_A_DAY)
    likelihood[lag < -MISREAD_AHEAD] = ERROR_A_DAY / 10
    words = f"since {latest.text}" if latest.since else latest.text
    yield Clue(f"written after {words!r}, mostly not long after", likelihood, BEFORE_ITS_DATES)


def _lag_steps(latest: Said) -> tuple[tuple[int, float], ...]:
    if latest.since:
        return _SINCE_LAG if latest.month else _SINCE_YEAR_LAG
    if latest.day:
        return _DAY_LAG
    return _MONTH_LAG if latest.month else _YEAR_LAG


def _start(date_said: Said) -> date:
    try:
        return date(date_said.year or 1, date_said.month or 1, date_said.day or 1)
    except ValueError:
        return date(date_said.year or 1, date_said.month or 1, 1)


def _announced(dates: Sequence[Said]) -> Iterator[Clue]:
    """Before the last day of what is announced with its year."""
    ahead = [s for s in dates if s.year and s.ahead and s.month]
    if ahead:
        first = max(ahead, key=_start)
        lag = days.since(_start(first))
        likelihood = np.where(lag > 31, 0.15, np.where(lag > -1826, 1.0, 0.2))
        yield Clue(f"{first.text!r} seems to lie ahead", likelihood)


def _announced_without_year(dates: Sequence[Said]) -> Iterator[Clue]:
    """The first day ahead that has no year is near."""
    ahead = [s for s in dates if s.month and s.day and s.year is None and s.ahead]
    keys = sorted({(s.month or 1, s.day or 1) for s in ahead})
    if keys:
        lead = np.min([days.until_month_day(*key) for key in keys], axis=0)
        text = "; ".join(dict.fromkeys(s.text for s in ahead))
        likelihood = days.stepped(lead, _LEAD, ERROR_A_DAY * 10)
        yield Clue(f"before the first of: {text}", likelihood, BEFORE_ITS_DATES)


def _yearless(dates: Sequence[Said], *, weekdays: bool) -> Iterator[Clue]:
    """The latest past day without a year is recent; the others say no more."""
    past = [s for s in dates if s.month and s.day and s.year is None and not s.ahead]
    keys = sorted({(s.month or 1, s.day or 1) for s in past})
    if keys:
        lag = np.min([days.since_month_day(*key) for key in keys], axis=0)
        text = "; ".join(dict.fromkeys(s.text for s in past))
        steps = _OLD_YEARLESS_LAG if weekdays else _YEARLESS_LAG
        likelihood = days.stepped(lag, steps, ERROR_A_DAY)
        yield Clue(f"soon after the last of: {text}", likelihood, BEFORE_ITS_DATES)


def _weekday_with_day(dates: Sequence[Said], not_after: date) -> Iterator[Clue]:
    """A weekday beside a day of a month holds only in some years."""
    named = {(s.month, s.day, s.weekday): s for s in dates if not s.year}
    for (month, day, weekday), one in sorted(named.items(), key=lambda item: item[1].start):
        if month and day and weekday:
            yield _weekday_clue(month, day, weekday, one.text, not_after)


def _weekday_clue(month: int, day: int, weekday: int, text: str, not_after: date) -> Clue:
    lag = days.since_month_day(month, day)
    last = (days.ORDINALS - lag) % 7 == weekday % 7
    coming = np.zeros(last.shape, dtype=bool)
    coming[:-60] = last[60:] & (lag[60:] <= 60)
    likelihood = np.where(last & (lag < 330) | coming, 1.0, 0.012)
    return Clue(f"{text!r}: {fitting_years(month, day, weekday, not_after)}", likelihood)


def lone_weekday(dates: Sequence[Said]) -> int | None:
    """The weekday of the text, where it names one only."""
    named = {s.weekday for s in dates if _bare_weekday(s)}
    return named.pop() if len(named) == 1 else None


def fitting_years(month: int, day: int, weekday: int, not_after: date) -> str:
    """In which years since 1990 a day falls on a weekday, in words."""
    years = [y for y in range(1990, not_after.year + 1) if _weekday_of(y, month, day) == weekday]
    listed = ", ".join(map(str, years)) or "no year"
    return f"{day} {date(2000, month, 1):%B} is a {WEEKDAY_NAMES[weekday - 1]} in {listed}"


def _weekday_of(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).isoweekday()
    except ValueError:
        return None


def _weekdays(dates: Sequence[Said], parts: tuple[Line, ...]) -> Iterator[Clue]:
    """Bare weekdays lie within the week, the last of them mostly on the day itself."""
    bare = [s for s in dates if _bare_weekday(s)]
    if not bare:
        return
    named = list(dict.fromkeys(s.weekday or 0 for s in bare))
    ages = np.array([days.since_weekday(weekday) for weekday in named])
    told = {s.weekday for s in bare if s.reported}
    if len(told) == 1 and len(named) < 4:
        age = days.since_weekday(told.pop() or 0)
        likelihood = np.array(_TOLD_WEEKDAY)[age]
    elif told_in_present(parts):
        likelihood = np.array(_EARLIER_WEEKDAY)[ages.min(axis=0)]
    elif len(named) == 1:
        likelihood = np.array(_ONE_WEEKDAY if len(bare) == 1 else _ONE_WEEKDAY_OFTEN)[ages[0]]
    else:
        likelihood = np.array(_LAST_WEEKDAY)[ages.min(axis=0)]
        likelihood = likelihood * np.array(_FIRST_WEEKDAY)[ages.max(axis=0)]
        likelihood = likelihood * np.where(ages[0] == ages.min(axis=0), 1.0, NOT_NAMED_FIRST)
    if len(named) > 3:
        likelihood = np.sqrt(likelihood)
    names = ", ".join(WEEKDAY_NAMES[weekday - 1] for weekday in named)
    yield Clue(f"weekdays of the past week: {names}", likelihood)


def _bare_weekday(date_said: Said) -> bool:
    s = date_said
    return s.weekday is not None and not (s.month or s.day or s.year or s.ahead)


def _days_of_month(dates: Sequence[Said]) -> Iterator[Clue]:
    """ "On the 5th": that day of a month or soon after; no such day lies ahead."""
    bare = [s.day for s in dates if s.day and not (s.month or s.year or s.ahead)]
    if not bare:
        return
    ages = np.array([days.since_day_of_month(d) for d in sorted(set(bare))])
    steps = _DAY_OF_MONTH_OFTEN if len(bare) > 2 else _DAY_OF_MONTH_LAG
    likelihood = days.stepped(ages.min(axis=0), steps, 0.02 / 20)
    likelihood = likelihood * np.where(ages.max(axis=0) > 14, 0.03, 1.0)
    listed = ", ".join(f"the {d}" for d in sorted(set(bare)))
    yield Clue(f"days without a month: {listed}", likelihood)
