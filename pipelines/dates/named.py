"""Resolve what names its day, month, season or year; what it leaves out comes from the context."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from pipelines.dates.context import (
    PUBLICATION,
    SELF,
    Context,
    Point,
    Resolved,
    calendar_value,
    exists,
    left_open,
    settled,
)
from pipelines.dates.cues import Direction
from pipelines.dates.english import feasts
from pipelines.dates.readings import (
    Calendar,
    DayOfMonth,
    Era,
    Feast,
    NamedMonth,
    Numeric,
    WeekNumber,
    YearPart,
)
from pipelines.dates.values import add_months, year_value

BACKWARD: Final = 1.4
"""How much further a step back is than a step forward, when a story goes on."""

UPCOMING_MONTHS: Final = 2
"""A month named without a tense is the coming one only if it is so near."""

SLIP: Final = 60
"""Days by which a date without a year may lie on the other side than its tense says."""

RECENT_MONTHS: Final = 6
"""A quarter or season that began so many months ago is still the one spoken of."""

LEAP_YEAR: Final = 2024
"""Stands for a year that is not told: any day of a month may exist in it."""

_HOW: Final = {-1: "the last before", 0: "the nearest to", 1: "the next after"}


def calendar(reading: Calendar, context: Context) -> Resolved:
    """Aug. 7, 2017; Aug. 7; August; 2017."""
    year, month, day = reading.year, reading.month, reading.day
    if month and day and not exists(year if year and year > 0 else LEAP_YEAR, month, day):
        return left_open(calendar_value(year, month, None), "no such day in the calendar", SELF)
    if year is not None:
        return settled(calendar_value(year, month, day), "as written")
    if month is None:
        return left_open(calendar_value(None, None, day), "no month told")
    if (point := context.year_point) is not None:
        year = _next_year_of(point, month)
        return settled(calendar_value(year, month, day), f"in {year_value(year)}", point.expression)
    if context.published is None:
        return left_open(calendar_value(None, month, day), "the year is not told")
    return _near_publication(month, day, context.published, context.direction)


def _near_publication(
    month: int, day: int | None, published: date, direction: Direction
) -> Resolved:
    if day is None:
        year = _year_of_month(month, published, direction)
    else:
        years = (published.year + step for step in (0, -1, 1, -2, 2, -3, 3, -4, 4))
        days = [date(year, month, day) for year in years if exists(year, month, day)][:3]
        year = _nearest(days, published, direction).year
    value = calendar_value(year, month, day)
    return settled(value, f"{_HOW[direction]} the publication day", PUBLICATION)


def _nearest(days: Iterable[date], published: date, direction: Direction) -> date:
    """Choose the nearest day on the side of its tense, or nearly so."""
    fitting = [day for day in days if (published - day).days * direction <= SLIP]
    return min(fitting or days, key=lambda day: abs(day - published))


def _year_of_month(month: int, published: date, direction: Direction) -> int:
    ahead = (month - published.month) % 12
    if ahead and (direction < 0 or (direction == 0 and ahead > UPCOMING_MONTHS)):
        ahead -= 12
    return (published.year * 12 + published.month - 1 + ahead) // 12


def _next_year_of(point: Point, month: int) -> int:
    """A story goes on: of the years around, the one that moves it least, forward before back."""
    if point.month is None:
        return point.year
    return min(
        (point.year, point.year + 1, point.year - 1),
        key=lambda year: _months_moved(point, year, month),
    )


def _months_moved(point: Point, year: int, month: int) -> float:
    moved = (year - point.year) * 12 + month - (point.month or 1)
    return moved if moved >= 0 else -BACKWARD * moved


def numeric(reading: Numeric, context: Context) -> Resolved:
    """10/4/22: both orders stay; the first, American, one is the value."""
    found = [calendar(each, context) for each in reading.readings]
    days = sorted(day for each in found if (day := each.earliest))
    return replace(
        found[0],
        derivation="day and month may stand in either order",
        status="ambiguous" if days else "unresolved",
        candidates=tuple(each.edtf for each in found if each.edtf),
        earliest=days[0] if days else None,
        latest=days[-1] if days else None,
        edtf=None,
    )


def era(reading: Era, context: Context) -> Resolved:
    """The 1990s, the 20th century."""
    del context
    if reading.before_christ:
        return settled(f"BC{reading.digits}", "as written")
    note = "the century is taken to be the last full one" if reading.short else "as written"
    return settled(reading.digits, note)


_PART_START: Final = {
    "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7, "SP": 3, "SU": 6, "FA": 9, "WI": 12,
}  # fmt: skip
_PART_MIDDLE: Final = {
    "Q1": 2, "Q2": 5, "Q3": 8, "Q4": 11, "H1": 3, "H2": 9, "SP": 4, "SU": 7, "FA": 10, "WI": 1,
}  # fmt: skip
"""A story's winter is named after its January."""


def year_part(reading: YearPart, context: Context) -> Resolved:
    """The third quarter, last summer, the second half of 2008."""
    if reading.year is not None:
        return settled(f"{year_value(reading.year)}-{reading.part}", "as written")
    point = context.year_point
    if point is not None and (reading.shift is None or context.narrative):
        if reading.shift:
            year = point.year + reading.shift
        else:
            year = _next_year_of(point, _PART_MIDDLE[reading.part])
        value = f"{year_value(year)}-{reading.part}"
        return settled(value, f"in {year_value(year)}", point.expression)
    if context.published is None:
        return left_open(f"XXXX-{reading.part}", "the year is not told")
    year = _year_of_part(reading, context.published, context.direction)
    return settled(f"{year:04}-{reading.part}", "counted from the publication day", PUBLICATION)


def _year_of_part(reading: YearPart, published: date, direction: Direction) -> int:
    start = _PART_START[reading.part]
    since = (published.month - start) % 12
    begun = published.year if published.month >= start else published.year - 1
    length = 6 if reading.part[0] == "H" else 3
    if reading.shift is None:
        nearer = 12 - since < since - length  # the next begins sooner than the last has ended
        ahead = since > RECENT_MONTHS if direction > 0 else nearer and direction == 0
        return begun + 1 if ahead else begun
    if reading.shift == 0:
        return published.year
    if reading.shift > 0:
        return begun + 1
    return begun - 1 if since < length or reading.part[0] == "Q" else begun


def day_of_month(reading: DayOfMonth, context: Context) -> Resolved:
    """The 4th; Tuesday the 4th."""
    point = context.year_point
    if point and point.month and exists(point.year, point.month, reading.day):
        value = calendar_value(point.year, point.month, reading.day)
        return settled(value, f"in {value[:-3]}", point.expression)
    value = f"XXXX-XX-{reading.day:02}"
    if context.published is None:
        return left_open(value, "the month is not told")
    found = _day_near(reading, context.published, context.direction)
    if found is None:
        return left_open(value, "no month near the publication day has it")
    how = "the next" if found > context.published else "the last"
    return settled(found.isoformat(), f"{how} such day of a month", PUBLICATION)


def _day_near(reading: DayOfMonth, published: date, direction: Direction) -> date | None:
    """Find the last (or next) month whose day fits, on the weekday told with it if any."""
    step = 1 if direction > 0 else -1
    for months in range(12 if reading.weekday else 3):
        first = add_months(published.replace(day=1), step * months)
        if not exists(first.year, first.month, reading.day):
            continue
        found = first.replace(day=reading.day)
        ahead = (found - published).days * step >= 0
        if ahead and reading.weekday in {None, found.isoweekday()}:
            return found
    return None


def named_month(reading: NamedMonth, context: Context) -> Resolved:
    """Last May, next June."""
    month = reading.month
    if context.narrative and (line := context.line) is not None:
        passed = line.month is None or month >= line.month
        year = line.year + (reading.shift if passed == (reading.shift < 0) else 0)
        return settled(calendar_value(year, month, None), "from the story", line.expression)
    if (published := context.published) is None:
        return left_open(calendar_value(None, month, None), "the year is not told")
    gap = month - published.month
    # "last February" in March is not last month
    beyond = gap >= -1 if reading.shift < 0 else gap <= 0
    year = published.year + (reading.shift if beyond else 0)
    return settled(calendar_value(year, month, None), "from the publication day", PUBLICATION)


def week_number(reading: WeekNumber, context: Context) -> Resolved:
    """Week 3 of 2027."""
    year = reading.year
    if year is None:
        point, published = context.year_point, context.published
        year = point.year if point else published.year if published else None
    if year is None:
        return left_open(f"XXXX-W{reading.number:02}", "the year is not told")
    return settled(f"{year_value(year)}-W{reading.number:02}", "the ISO week of that number")


def feast(reading: Feast, context: Context) -> Resolved:
    """Christmas 1963; New Year's Day."""
    key, point = reading.key, context.year_point
    if reading.year is not None:
        return settled(feasts.day_of(key, reading.year).isoformat(), key)
    if point is not None and point.year > 0:
        value = feasts.day_of(key, point.year).isoformat()
        return settled(value, f"{key} of {point.year}", point.expression)
    if (published := context.published) is None:
        told = feasts.FIXED.get(key)
        value = calendar_value(None, *told) if told else "XXXX-XX-XX"
        return left_open(value, "the year is not told")
    days = [feasts.day_of(key, published.year + step) for step in (-1, 0, 1)]
    near = _nearest(days, published, context.direction)
    return settled(near.isoformat(), f"{key}, near the publication day", PUBLICATION)
