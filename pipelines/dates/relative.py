"""Resolve what counts from the publication day or from the time told before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from pipelines.dates.context import (
    PUBLICATION,
    SELF,
    Context,
    Point,
    Resolved,
    calendar_value,
    left_open,
    settled,
    told_day,
    undated,
)
from pipelines.dates.cues import Direction
from pipelines.dates.english.lengths import length
from pipelines.dates.readings import SameTime, Shift, Stretch, Unit, Weekday
from pipelines.dates.values import ONE_DAY, add_months, week_value, year_value

_UNKNOWN: Final[dict[Unit, str]] = {
    "day": "XXXX-XX-XX", "night": "XXXX-XX-XXTNI", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE",
    "fortnight": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX", "half": "XXXX-HX",
    "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip
_LONG_UNITS: Final = frozenset({"week", "month", "quarter", "year", "decade", "century"})
"""Units whose "previous" and "next" are the writer's own where no other time was told."""

UNIT_DAYS: Final[dict[Unit, int]] = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
_UNIT_MONTHS: Final[dict[Unit, int]] = {
    "month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200,
}  # fmt: skip
_CLOCK_UNITS: Final = frozenset({"second", "minute", "hour"})


def weekday(reading: Weekday, context: Context) -> Resolved:
    """On Tuesday; last Wednesday; Tuesday of last week."""
    opening = context.point if context.follows == "range" else None
    if opening and (day := told_day(opening)):
        found = day + ((reading.day - day.isoweekday()) % 7 or 7) * ONE_DAY
        return settled(found.isoformat(), "the weekday that closes the range", opening.expression)
    if (point := _story_point(context)) and (day := told_day(point)):
        step = (reading.day - day.isoweekday()) % 7
        back = 7 if reading.cue in {"last", "past", "previous"} else 0
        found = day + (step - back) * ONE_DAY
        return settled(found.isoformat(), "counted from the day told before", point.expression)
    published = context.published
    if published is None:
        return left_open(f"XXXX-WXX-{reading.day}", "a weekday of a week that is not told")
    if reading.weeks is not None:
        found = _monday(published) + (7 * reading.weeks + reading.day - 1) * ONE_DAY
        return settled(found.isoformat(), f"weekday of week {reading.weeks:+}", PUBLICATION)
    found, how = _weekday_near(reading, published, context.direction)
    return settled(found.isoformat(), how, PUBLICATION)


def _story_point(context: Context) -> Point | None:
    """In a story, what the words of its paragraph count from; a text may hold news as well."""
    point = context.point if context.narrative else None
    return point if point and point.paragraph == context.paragraph else None


def _monday(day: date) -> date:
    return day - (day.isoweekday() - 1) * ONE_DAY


def _weekday_near(reading: Weekday, published: date, direction: Direction) -> tuple[date, str]:
    """Find a weekday around the publication day, which may be that weekday itself."""
    back = (published.isoweekday() - reading.day) % 7
    ahead = (reading.day - published.isoweekday()) % 7
    this = reading.day - published.isoweekday()
    days, how = {
        "previous": (-7 - back, "the one before the last"),
        "last": (-(back or 7), "the last before the publication day"),
        "past": (-(back or 7), "the last before the publication day"),
        "this past": (-(back or 7), "the last before the publication day"),
        "next": (this + 7, "in the week after publication"),
        "following": (this + 7, "in the week after publication"),
        "this": (this, "in the week of publication"),
        "coming": (ahead or 7, "the first after the publication day"),
        "this coming": (ahead or 7, "the first after the publication day"),
    }.get(reading.cue or "") or (
        (ahead, "the next from the publication day on, by its tense")
        if direction > 0
        else (-back, "the last up to the publication day")
    )
    return published + days * ONE_DAY, how


def shift(reading: Shift, context: Context) -> Resolved:
    """Today; last year; two weeks ago; three days later; that month."""
    if reading.count is None:
        value = "PAST_REF" if reading.sign < 0 else "FUTURE_REF"
        return undated(value, f"an untold number of {reading.unit}s")
    if context.quarter and (words := _compared(reading)):
        year = context.quarter.year + reading.count
        return settled(f"{year:04}-{context.quarter.part}", words, context.quarter.expression)
    in_story = context.narrative and _story_point(context) is not None
    if in_story and reading.base == "publication" and _is_today(reading):
        return undated("PRESENT_REF", "the time of writing")
    return (
        _from_point(reading, context)
        if _counts_from_point(reading, context)
        else (_from_publication(reading, context))
    )


def _is_today(reading: Shift) -> bool:
    return reading.unit == "day" and reading.count == 0


def _counts_from_point(reading: Shift, context: Context) -> bool:
    """Whether words count from the time told before rather than from the publication day."""
    if context.narrative:
        return reading.base != "publication" or _story_point(context) is not None
    if reading.base == "either":
        return reading.unit == "day" and context.near_point is not None
    latest = _is_latest_quarter(reading) and context.published is not None
    return reading.base == "context" and not latest


def _compared(reading: Shift) -> str:
    """Results of a quarter are compared with a year ago: the same quarter of that year."""
    if reading.unit == "year" and reading.count == -1 and reading.sign < 0:
        return "the same quarter a year before"
    if reading.unit == "quarter" and reading.count == 0 and reading.base != "publication":
        return "the quarter told before"
    return ""


def _is_latest_quarter(reading: Shift) -> bool:
    return reading.unit == "quarter" and reading.count == 0 and reading.base == "context"


def _from_publication(reading: Shift, context: Context) -> Resolved:
    published, count = context.published, reading.count or 0
    words = f"publication day {count:+} {reading.unit}"
    if published is None:
        return left_open(_UNKNOWN.get(reading.unit, "XXXX-XX-XX"), words)
    if _is_latest_quarter(reading):
        reading = replace(reading, count=count - 1)  # the latest quarter is the last one ended
    if reading.unit in _CLOCK_UNITS:
        value = "PAST_REF" if count < 0 else "FUTURE_REF" if count else "PRESENT_REF"
        day = published if reading.unit != "hour" else None
        return replace(undated(value, words, PUBLICATION), earliest=day, latest=day)
    return settled(moved_value(reading, published), words, PUBLICATION)


def moved_value(reading: Shift, day: date) -> str:
    """Move a day by whole units; the value has the unit's precision. ValueError for hours."""
    count, unit = reading.count or 0, reading.unit
    if unit in {"week", "fortnight"} and not reading.coarse:
        return (day + timedelta(days=count * UNIT_DAYS[unit])).isoformat()
    if unit in {"decade", "century"} and not reading.coarse:
        return f"{day.year + count * (10 if unit == 'decade' else 100):04}"
    if unit not in _MOVES:
        raise ValueError(unit)
    return _MOVES[unit](day, count)


def _moved_quarter(day: date, count: int) -> str:
    moved = add_months(day.replace(day=1), 3 * count)
    return f"{moved.year:04}-Q{(moved.month - 1) // 3 + 1}"


def _moved_weekend(day: date, count: int) -> str:
    """Monday and Tuesday look back on the weekend, the other days ahead."""
    back = 7 if day.isoweekday() <= 2 and count == 0 else 0
    return week_value(day + timedelta(days=7 * count - back)) + "-WE"


_MOVES: Final[dict[Unit, Callable[[date, int], str]]] = {
    "day": lambda day, count: (day + timedelta(days=count)).isoformat(),
    "night": lambda day, count: f"{day + timedelta(days=count)}TNI",
    "week": lambda day, count: week_value(day + timedelta(weeks=count)),
    "fortnight": lambda day, count: week_value(day + timedelta(weeks=2 * count)),
    "weekend": _moved_weekend,
    "month": lambda day, count: add_months(day, count).isoformat()[:7],
    "quarter": _moved_quarter,
    "year": lambda day, count: f"{day.year + count:04}",
    "decade": lambda day, count: f"{day.year // 10 + count:03}",
    "century": lambda day, count: f"{day.year // 100 + count:02}",
}


def _from_point(reading: Shift, context: Context) -> Resolved:
    words = f"the time told before {reading.count or 0:+} {reading.unit}"
    if reading.unit == "day" and reading.count == 0 and context.open_day:
        value, expression = context.open_day
        return left_open(value, "the day told before", expression)
    point = context.near_point
    if point is None:
        return _without_point(reading, context, words)
    if reading.unit in {"year", "decade", "century"}:
        return settled(_year_from_point(reading, point), words, point.expression)
    day = told_day(point)
    if day is None and point.month and point.year > 0 and reading.unit in {"month", "quarter"}:
        day = date(point.year, point.month, 1)
    if day is None or reading.unit in _CLOCK_UNITS:
        return left_open(_as_far_as_told(reading, point), words, point.expression)
    return settled(moved_value(reading, day), words, point.expression)


def _as_far_as_told(reading: Shift, point: Point) -> str:
    """That same day, of which only the month was told, is XX of that month."""
    if reading.unit == "day" and reading.count == 0 and point.month:
        return f"{calendar_value(point.year, point.month, None)}-XX"
    return _UNKNOWN.get(reading.unit, "XXXX-XX-XX")


def _without_point(reading: Shift, context: Context, words: str) -> Resolved:
    if context.published is not None and not context.narrative and reading.unit in _LONG_UNITS:
        return _from_publication(replace(reading, base="publication"), context)
    if reading.sign:
        return left_open("PAST_REF" if reading.sign < 0 else "FUTURE_REF", words, SELF)
    return left_open(_UNKNOWN.get(reading.unit, "XXXX-XX-XX"), words, SELF)


def _year_from_point(reading: Shift, point: Point) -> str:
    count = reading.count or 0
    if reading.unit == "year":
        part = f"-{point.part}" if point.part and not reading.coarse else ""
        return f"{year_value(point.year + count)}{part}"
    width = 10 if reading.unit == "decade" else 100
    if not reading.coarse:
        return year_value(point.year + count * width)
    digits = 5 - len(str(width))
    if point.year < 1:
        return f"BC{(1 - point.year) // width - count:0{digits}}"
    return f"{point.year // width + count:0{digits}}"


def move(day: date, unit: Unit, count: int) -> date:
    """Move a day by whole units; by hours not at all."""
    if unit in UNIT_DAYS:
        return day + timedelta(days=UNIT_DAYS[unit] * count)
    return add_months(day, _UNIT_MONTHS[unit] * count) if unit in _UNIT_MONTHS else day


def stretch(reading: Stretch, context: Context) -> Resolved:
    """The past three months: a length, and the days it covers up to the publication day."""
    value = length(reading.unit, reading.count)
    words = f"{value} up to the publication day" if reading.side < 0 else f"{value} from it on"
    found = Resolved(value=value, derivation=words, timex_type="DURATION", precision="period")
    published = context.published
    if published is None or context.narrative:
        return replace(found, status="unresolved")
    if reading.count is None:
        return found
    if reading.unit == "quarter":
        published = _quarter_edge(published, reading.side)
    other = move(published, reading.unit, reading.side * reading.count)
    if reading.unit == "hour":
        other = published + reading.side * -(-reading.count // 24) * ONE_DAY
    first, last = sorted((published, other))
    return replace(found, anchor=PUBLICATION, earliest=first, latest=last, edtf=f"{first}/{last}")


def _quarter_edge(day: date, side: int) -> date:
    """Return the last day of the quarter before a day's own, or the first day of the next one."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return first - ONE_DAY if side < 0 else add_months(first, 3)


def same_time(reading: SameTime, context: Context) -> Resolved:
    """At that time: whatever was told last, as precisely as it was told."""
    del reading
    point = context.near_point
    if point is None:
        return undated("PAST_REF", "a time told before")
    value = calendar_value(point.year, point.month, point.day)
    if point.part and not point.month:
        value = f"{value}-{point.part}"
    return settled(value, "the time told before", point.expression)
