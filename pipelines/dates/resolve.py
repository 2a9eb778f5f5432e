"""From what words say to which days they mean.

Everything that a reading may be counted from stands in `Context`: the publication day, whether
the text is news or narrative, and the last day that the text itself named. News counts from the
publication day, narrative from the last day named. Nothing falls back on the publication day
that does not speak of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from pipelines.dates import clocks, named, relative, times
from pipelines.dates.context import (
    SELF,
    Context,
    Point,
    Resolved,
    calendar_value,
    exists,
    left_open,
    settled,
    told_day,
    undated,
)
from pipelines.dates.english.lengths import length
from pipelines.dates.readings import (
    Calendar,
    Clock,
    DayOfMonth,
    Duration,
    Era,
    Feast,
    Modified,
    NamedMonth,
    Numeric,
    Offset,
    QuarterEnded,
    Reading,
    Reference,
    Repeat,
    SameTime,
    Shift,
    Slice,
    Stretch,
    Timed,
    Weekday,
    WeekNumber,
    WeekOf,
    Within,
    YearPart,
)
from pipelines.dates.values import ONE_DAY, add_months, third, week_value


def resolve(reading: Reading, context: Context) -> Resolved:
    """Resolve one reading; what leaves the years 1 to 9999 stays open."""
    try:
        return _RESOLVERS[type(reading)](reading, context)
    except (ValueError, OverflowError):
        return left_open("XXXX", "outside the calendar", SELF)


def _duration(reading: Duration, context: Context) -> Resolved:
    del context
    words = "a length of time"
    return Resolved(
        value=reading.value, derivation=words, timex_type="DURATION", precision="period"
    )


def _repeat(reading: Repeat, context: Context) -> Resolved:
    del context
    words = "again and again"
    return Resolved(value=reading.value, derivation=words, timex_type="SET", precision="vague")


def _reference(reading: Reference, context: Context) -> Resolved:
    del context
    return undated(reading.value, "told from the time of writing")


def _clock(reading: Clock, context: Context) -> Resolved:
    """At 3:00 a.m.: on the day told before, never on the publication day by default."""
    if reading.last_night and context.published and not context.narrative:
        night = resolve(Shift("day", -1, "publication"), context)
        return replace(times.put(reading, night), latest=context.published)
    point = context.near_point
    told = told_day(point) if point and not reading.any_day else None
    if told is not None:
        told += clocks.days_apart(reading) * ONE_DAY
    if told is None or point is None:
        return times.put(reading, left_open("XXXX-XX-XX", "the day is not told", SELF))
    return times.put(reading, settled(told.isoformat(), "on the day told before", point.expression))


def _timed(reading: Timed, context: Context) -> Resolved:
    """10 p.m. Wednesday; Tuesday night Washington time."""
    day = resolve(reading.day, context)
    if day.value == "PRESENT_REF":
        day = left_open("XXXX-XX-XX", "the day of writing is not told")
    return times.put(reading.clock, day)


def _modified(reading: Modified, context: Context) -> Resolved:
    """Late September; earlier this month; the end of the year."""
    if reading.inner is None:
        return undated("XXXX", "nothing that it modifies")
    inner = resolve(reading.inner, context)
    first, last, published = inner.earliest, inner.latest, context.published
    if first is None or last is None or inner.timex_type == "TIME":
        return inner
    if reading.modifier not in {"earlier", "later"}:
        part = {"start": "early", "end": "late"}.get(reading.modifier, reading.modifier)
        first, last = third(first, last, part)
    elif published and first <= published <= last:
        first, last = (first, published) if reading.modifier == "earlier" else (published, last)
    words = f"{inner.derivation}, {reading.modifier} in it"
    return replace(inner, earliest=first, latest=last, derivation=words)


def _slice(reading: Slice, context: Context) -> Resolved:
    """The first two months of 2022; the last week of July."""
    if reading.inside is None:
        return undated("XXXX", "nothing that it is part of")
    inside = resolve(reading.inside, context)
    if reading.unit == "half":
        return _half(reading, inside)
    words = f"cut out of {inside.value}"
    whole = length(reading.unit, reading.count or 1)
    bounds = _slice_bounds(reading, inside)
    if bounds and reading.count is None:
        value = relative.moved_value(Shift(reading.unit, 0, "context"), bounds[0])
        return settled(value, words, inside.anchor)
    first, last = bounds or (None, None)
    return Resolved(
        value=whole,
        derivation=words,
        anchor=inside.anchor,
        timex_type="DURATION",
        status="resolved" if bounds else "unresolved",
        earliest=first,
        latest=last,
        edtf=f"{first}/{last}" if bounds else None,
        precision="period",
    )


def _half(reading: Slice, inside: Resolved) -> Resolved:
    """The first half of the year has a value of its own, half a month only its days."""
    words = f"half {reading.index} of {inside.value}"
    if inside.precision == "year" and inside.status == "resolved":
        return settled(f"{inside.value}-H{reading.index}", words, inside.anchor)
    if inside.earliest is None or inside.latest is None:
        return replace(inside, derivation=words)
    middle = inside.earliest + (inside.latest - inside.earliest) // 2
    if reading.index == 1:
        return replace(inside, latest=middle, derivation=words)
    return replace(inside, earliest=middle + ONE_DAY, derivation=words)


def _slice_bounds(reading: Slice, inside: Resolved) -> tuple[date, date] | None:
    """Cut whole units off a period; a week belongs to the period that has most of it (ISO 8601)."""
    if inside.earliest is None or inside.latest is None:
        return None
    begin, end = inside.earliest, inside.latest + ONE_DAY
    if reading.unit == "week":
        begin, end = _first_iso_monday(begin), _first_iso_monday(end)
    if reading.index > 0:
        first = relative.move(begin, reading.unit, reading.index - 1)
        end = relative.move(first, reading.unit, reading.count or 1)
    else:
        first = relative.move(end, reading.unit, -(reading.count or 1))
    return (first, end - ONE_DAY) if first <= inside.latest and first < end else None


def _first_iso_monday(day: date) -> date:
    """Return the Monday of the week that holds the fourth day from here (ISO 8601's rule)."""
    fourth = day + 3 * ONE_DAY
    return fourth - (fourth.isoweekday() - 1) * ONE_DAY


def _within(reading: Within, context: Context) -> Resolved:
    """May of last year; the 5th of last month; last year's third quarter."""
    outer = resolve(reading.outer, context)
    if outer.value.startswith("BC"):
        point = Point(1 - int(outer.value[2:6]))
    elif outer.earliest is None or outer.status != "resolved":
        return left_open(_bare_value(reading.inner), outer.derivation, outer.anchor)
    else:
        month = outer.earliest.month if outer.precision == "month" else None
        point = Point(outer.earliest.year, month)
    line = point._replace(expression=outer.anchor)
    inner = resolve(reading.inner, Context(None, True, point, line=line))
    return replace(inner, derivation=f"{inner.derivation}; {outer.derivation}")


def _bare_value(reading: Reading) -> str:
    match reading:
        case Calendar(year=year, month=month, day=day):
            return calendar_value(year, month, day)
        case YearPart(part=part):
            return f"XXXX-{part}"
        case DayOfMonth(day=day):
            return f"XXXX-XX-{day:02}"
    return "XXXX"


def _offset(reading: Offset, context: Context) -> Resolved:
    """23 days after January 4; without an anchor only a length."""
    if reading.anchor is None:
        return _duration(Duration(length(reading.unit, reading.count)), context)
    anchor = resolve(reading.anchor, context)
    sign = "+" if reading.sign > 0 else "-"
    plural = "" if reading.count == 1 else "s"
    words = f"{anchor.value} {sign} {reading.count} {reading.unit}{plural}"
    if reading.count is None or anchor.earliest is None or anchor.status != "resolved":
        value = _offset_without_year(reading, anchor)
        return left_open(value, words, anchor.anchor)
    moved = relative.move(anchor.earliest, reading.unit, reading.sign * reading.count)
    value = moved.isoformat()
    if reading.unit in {"year", "decade", "century"}:
        value = value[:4]
    elif anchor.precision != "day":
        value = value[:7]
    return settled(value, words, anchor.anchor)


def _offset_without_year(reading: Offset, anchor: Resolved) -> str:
    """Count from a month and day whose year is open, unless a leap day decides."""
    match = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", anchor.value)
    days = relative.UNIT_DAYS.get(reading.unit, 0) * (reading.count or 0) * reading.sign
    if match and days:
        moved = {
            (date(year, int(match[1]), int(match[2])) + timedelta(days)).strftime("XXXX-%m-%d")
            for year in (2023, 2024)
            if exists(year, int(match[1]), int(match[2]))
        }
        if len(moved) == 1:
            return moved.pop()
    return "PAST_REF" if reading.sign < 0 else "FUTURE_REF"


def _week_of(reading: WeekOf, context: Context) -> Resolved:
    """The week of May 2."""
    day = resolve(reading.day, context) if reading.day else None
    if day is None or day.earliest is None or day.status != "resolved":
        return left_open("XXXX-WXX", "the day is not told", day.anchor if day else SELF)
    value = week_value(day.earliest) + ("-WE" if reading.unit == "weekend" else "")
    return settled(value, f"the {reading.unit} of {day.value}", day.anchor)


def _quarter_ended(reading: QuarterEnded, context: Context) -> Resolved:
    """The quarter ended Sept. 30: fiscal years differ, so the quarter's middle month decides."""
    if reading.day is None:
        if reading.part:
            return named.year_part(YearPart(reading.part), context)
        return relative.shift(Shift("quarter", 0, "either"), context)
    day = resolve(reading.day, context)
    if day.earliest is None or day.status != "resolved":
        return left_open(f"XXXX-{reading.part or 'QX'}", day.derivation, day.anchor)
    middle = add_months(day.earliest, -1)
    part = reading.part or f"Q{(middle.month - 1) // 3 + 1}"
    return settled(f"{middle.year:04}-{part}", f"the quarter that ended on {day.value}", day.anchor)


_RESOLVERS: Final[dict[type, Callable[[Any, Context], Resolved]]] = {
    Calendar: named.calendar,
    Numeric: named.numeric,
    Era: named.era,
    YearPart: named.year_part,
    DayOfMonth: named.day_of_month,
    NamedMonth: named.named_month,
    WeekNumber: named.week_number,
    Feast: named.feast,
    Weekday: relative.weekday,
    Shift: relative.shift,
    Stretch: relative.stretch,
    SameTime: relative.same_time,
    Duration: _duration,
    Repeat: _repeat,
    Reference: _reference,
    Clock: _clock,
    Timed: _timed,
    Modified: _modified,
    Slice: _slice,
    Within: _within,
    Offset: _offset,
    WeekOf: _week_of,
    QuarterEnded: _quarter_ended,
}
