"""From what words say to which days they mean.

Everything that a reading may be counted from stands in `Context`: the publication day, whether
the text is news or narrative, and the last day that the text itself named. News counts from the
publication day, narrative from the last day named. Nothing falls back on the publication day
that does not speak of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal, NamedTuple

from pipelines.dates import zones
from pipelines.dates.english import feasts
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
    Unit,
    Weekday,
    WeekNumber,
    WeekOf,
    Within,
    YearPart,
)
from pipelines.dates.values import (
    ONE_DAY,
    Facts,
    add_months,
    facts,
    last_of_month,
    third,
    week_value,
    year_value,
)
from pipelines.model import Precision, ResolutionStatus, TimexType

Direction = Literal[-1, 0, 1]
BACKWARD: Final = 1.4
"""How much further a step back is than a step forward, when a story goes on."""

UPCOMING_MONTHS: Final = 2
"""A month named without a tense is the coming one only if it is so near."""

SLIP: Final = 60
"""Days by which a date without a year may lie on the other side than its tense says."""

RECENT_MONTHS: Final = 6
"""A quarter or season that began so many months ago is still the one spoken of."""

PUBLICATION: Final = "publication"
SELF: Final = "self"


class Point(NamedTuple):
    """The last day, month or year that the text named, and where."""

    year: int
    month: int | None = None
    day: int | None = None
    part: str | None = None
    expression: str = ""
    paragraph: int = 0
    sentence: int = 0
    written: bool = False
    """Whether the year stands in the text itself."""


@dataclass(slots=True)
class Context:
    """What a reading may be counted from.

    `point` is the last time told, `line` the last one that carries the story on (a history that
    mentions "the 1976 elections" on the way goes on where it was), `quarter` the last quarter.
    """

    published: date | None
    narrative: bool
    point: Point | None = None
    line: Point | None = None
    quarter: Point | None = None
    direction: Direction = 0
    paragraph: int = 0
    sentence: int = 0

    @property
    def near_point(self) -> Point | None:
        """The last time told, as far as it still speaks: in news up to the next paragraph."""
        point = self.point
        if point is None or self.narrative or self.paragraph - point.paragraph <= 1:
            return point
        return None

    @property
    def year_point(self) -> Point | None:
        """What gives a date without a year its year, other than the publication day."""
        if self.narrative:
            return self.line
        point = self.point
        if point is None or not point.written or point.sentence != self.sentence:
            return None
        return point if self.published is None or point.year != self.published.year else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What a reading came to."""

    value: str
    derivation: str
    anchor: str = SELF
    timex_type: TimexType = "DATE"
    status: ResolutionStatus = "resolved"
    candidates: tuple[str, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    edtf: str | None = None
    precision: Precision | None = None
    time_zone: str | None = None
    time_utc: datetime | None = None
    facts: Facts = field(default=Facts("vague"))


def resolve(reading: Reading, context: Context) -> Resolved:
    """Resolve one reading."""
    found = _RESOLVERS[type(reading)](reading, context)
    return found


def _date(value: str, derivation: str, anchor: str = SELF, **more: Any) -> Resolved:
    known = facts(value)
    return Resolved(
        value=value,
        derivation=derivation,
        anchor=anchor,
        earliest=known.earliest,
        latest=known.latest,
        edtf=known.edtf,
        precision=known.precision,
        **more,
    )


def _open(value: str, reason: str, anchor: str = PUBLICATION, **more: Any) -> Resolved:
    known = facts(value)
    return Resolved(
        value=value,
        derivation=reason,
        anchor=anchor,
        status="unresolved",
        edtf=known.edtf,
        precision=known.precision,
        **more,
    )


def calendar_value(year: int | None, month: int | None, day: int | None) -> str:
    """Write a calendar date as a TIMEX3 value, X for what is not known."""
    written = "XXXX" if year is None else year_value(year)
    if month is not None:
        written += f"-{month:02}"
    elif day is not None:
        written += "-XX"
    return written if day is None else f"{written}-{day:02}"


def _calendar(reading: Calendar, context: Context) -> Resolved:
    year, month, day = reading.year, reading.month, reading.day
    if month and day and year and year > 0 and not _exists(year, month, day):
        return _open(calendar_value(year, month, None), "no such day in the calendar", SELF)
    if year is not None:
        return _date(calendar_value(year, month, day), "as written")
    if month is None:
        return _open(calendar_value(None, None, day), "no month told")
    point = context.year_point
    if point is not None:
        year = _next_year_of(point, month)
        return _date(
            calendar_value(year, month, day), f"in {year_value(year)}", point.expression
        )
    if context.published is None:
        return _open(calendar_value(None, month, day), "the year is not told")
    year = _year_of_month(month, day, context)
    how = {-1: "the last before", 0: "the nearest to", 1: "the next after"}[context.direction]
    return _date(calendar_value(year, month, day), f"{how} the publication day", PUBLICATION)


def _next_year_of(point: Point, month: int) -> int:
    """A story goes on: of the years around, the one that moves it least, forward rather than back."""
    if point.month is None:
        return point.year
    return min(
        (point.year, point.year + 1, point.year - 1),
        key=lambda year: _months_moved(point, year, month),
    )


def _months_moved(point: Point, year: int, month: int) -> float:
    moved = (year - point.year) * 12 + month - (point.month or 1)
    return moved if moved >= 0 else -BACKWARD * moved


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= last_of_month(year, month).day


def _year_of_month(month: int, day: int | None, context: Context) -> int:
    published = context.published
    assert published is not None
    if day is None:
        gap = month - published.month
        if context.direction >= 0 and gap != 0:
            near = gap % 12
            if context.direction == 0 and near > UPCOMING_MONTHS:
                near -= 12
        else:
            near = -((-gap) % 12)
        return (published.year * 12 + published.month - 1 + near) // 12
    years = (published.year + step for step in (0, -1, 1, -2, 2, -3, 3, -4, 4))
    days = [date(year, month, day) for year in years if _exists(year, month, day)][:3]
    if context.direction < 0:
        days = [d for d in days if (d - published).days <= SLIP]
    elif context.direction > 0:
        days = [d for d in days if (published - d).days <= SLIP]
    return min(days, key=lambda d: abs(d - published), default=published).year


def _numeric(reading: Numeric, context: Context) -> Resolved:
    found = [_calendar(each, context) for each in reading.readings]
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


def _era(reading: Era, context: Context) -> Resolved:
    del context
    if reading.before_christ:
        return _date(f"BC{reading.digits}", "as written")
    note = "the century is taken to be the last full one" if reading.short else "as written"
    return _date(reading.digits, note)


def _year_part(reading: YearPart, context: Context) -> Resolved:
    if reading.year is not None:
        return _date(f"{year_value(reading.year)}-{reading.part}", "as written")
    point = context.year_point
    if point is not None and (reading.shift is None or context.narrative):
        year = _next_year_of(point, _PART_MIDDLE[reading.part]) if not reading.shift else (
            point.year + reading.shift
        )
        return _date(
            f"{year_value(year)}-{reading.part}", f"in {year_value(year)}", point.expression
        )
    published = context.published
    if published is None:
        return _open(f"XXXX-{reading.part}", "the year is not told")
    year = _year_of_part(reading, published, context.direction)
    return _date(f"{year:04}-{reading.part}", "counted from the publication day", PUBLICATION)


_PART_START: Final = {
    "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7, "SP": 3, "SU": 6, "FA": 9, "WI": 12,
}  # fmt: skip
_PART_MIDDLE: Final = {
    "Q1": 2, "Q2": 5, "Q3": 8, "Q4": 11, "H1": 3, "H2": 9, "SP": 4, "SU": 7, "FA": 10, "WI": 1,
}  # fmt: skip
"""A story's winter is named after its January."""


def _year_of_part(reading: YearPart, published: date, direction: Direction) -> int:
    start = _PART_START[reading.part]
    begun = published.year if published.month >= start else published.year - 1
    if reading.shift is None:
        since = (published.month - start) % 12
        ahead = direction > 0 and since > RECENT_MONTHS
        return begun + 1 if ahead else begun
    if reading.shift == 0:
        return published.year
    if reading.part[0] == "Q":
        return begun + reading.shift
    if reading.shift < 0:
        return begun - 1 if _running(start, reading, published) else begun
    return begun + 1


def _running(start: int, reading: YearPart, published: date) -> bool:
    length = 6 if reading.part[0] == "H" else 3
    return (published.month - start) % 12 < length


def _day_of_month(reading: DayOfMonth, context: Context) -> Resolved:
    point = context.year_point
    if point is not None and point.month is not None and point.year > 0:
        if _exists(point.year, point.month, reading.day):
            return _date(
                calendar_value(point.year, point.month, reading.day),
                f"in {calendar_value(point.year, point.month, None)}",
                point.expression,
            )
    if context.published is None:
        return _open(f"XXXX-XX-{reading.day:02}", "the month is not told")
    found = _day_near(reading, context.published, context.direction)
    if found is None:
        return _open(f"XXXX-XX-{reading.day:02}", "no month near the publication day has it")
    how = "the next" if found > context.published else "the last"
    return _date(found.isoformat(), f"{how} such day of a month", PUBLICATION)


def _day_near(reading: DayOfMonth, published: date, direction: Direction) -> date | None:
    """Find the last (or next) month whose day fits, on the weekday told with it if any."""
    step = 1 if direction > 0 else -1
    for months in range(12 if reading.weekday else 3):
        first = add_months(published.replace(day=1), step * months)
        if not _exists(first.year, first.month, reading.day):
            continue
        found = first.replace(day=reading.day)
        if (found - published).days * step < 0:
            continue
        if reading.weekday in {None, found.isoweekday()}:
            return found
    return None


def _weekday(reading: Weekday, context: Context) -> Resolved:
    name = f"XXXX-WXX-{reading.day}"
    if context.narrative and context.near_point is not None and reading.cue not in {"this"}:
        day = _point_day(context.near_point)
        if day is not None:
            step = (reading.day - day.isoweekday()) % 7
            found = (
                day + (step - 7 if reading.cue in {"last", "past", "previous"} else step) * ONE_DAY
            )
            return _date(found.isoformat(), "the weekday after the last day told",
                         context.near_point.expression)  # fmt: skip
    published = context.published
    if published is None:
        return _open(name, "a weekday of a week that is not told")
    monday = published - (published.isoweekday() - 1) * ONE_DAY
    if reading.weeks is not None:
        found = monday + (7 * reading.weeks + reading.day - 1) * ONE_DAY
        return _date(found.isoformat(), f"weekday of week {reading.weeks:+}", PUBLICATION)
    found, how = _weekday_near(reading, published, monday, context.direction)
    return _date(found.isoformat(), how, PUBLICATION)


def _weekday_near(
    reading: Weekday, published: date, monday: date, direction: Direction
) -> tuple[date, str]:
    back = (published.isoweekday() - reading.day) % 7
    ahead = (reading.day - published.isoweekday()) % 7
    match reading.cue:
        case "previous":
            return published - (7 + back) * ONE_DAY, "the one before the last"
        case "last" | "past" | "this past":
            return published - (back or 7) * ONE_DAY, "the last before the publication day"
        case "next" | "following":
            return monday + (7 + reading.day - 1) * ONE_DAY, "in the week after publication"
        case "this":
            return monday + (reading.day - 1) * ONE_DAY, "in the week of publication"
        case "coming" | "this coming":
            return published + (ahead or 7) * ONE_DAY, "the first after the publication day"
    if direction > 0:
        return published + ahead * ONE_DAY, "the next from the publication day on, by its tense"
    return published - back * ONE_DAY, "the last up to the publication day"


def _point_day(point: Point) -> date | None:
    if point.month is None or point.day is None or point.year < 1:
        return None
    try:
        return date(point.year, point.month, point.day)
    except ValueError:
        return None


def _shift(reading: Shift, context: Context) -> Resolved:
    if reading.count is None:
        return _vague_shift(reading)
    latest = reading.unit == "quarter" and reading.count == 0 and reading.base == "context"
    if latest and context.quarter is None and context.published is not None:
        return _shift_from_publication(reading, context)
    if (quarter := context.quarter) and (words := _compared(reading)):
        year = quarter.year + reading.count
        return _date(f"{year:04}-{quarter.part}", words, quarter.expression)
    if context.narrative:
        if reading.unit == "day" and reading.base == "publication" and reading.count == 0:
            return Resolved(value="PRESENT_REF", derivation="the time of writing", precision="vague")
        return _shift_from_point(reading, context)
    if reading.base == "publication" or (reading.base == "either" and not context.narrative):
        return _shift_from_publication(reading, context)
    return _shift_from_point(reading, context)


def _compared(reading: Shift) -> str:
    """Results of a quarter are compared with a year ago: the same quarter of that year."""
    if reading.unit == "year" and reading.count == -1 and reading.sign < 0:
        return "the same quarter a year before"
    if reading.unit == "quarter" and reading.count == 0 and reading.base != "publication":
        return "the quarter told before"
    return ""


def _vague_shift(reading: Shift) -> Resolved:
    value = "PAST_REF" if reading.sign < 0 else "FUTURE_REF"
    return Resolved(value=value, derivation="an untold number of units", precision="vague")


def _shift_from_publication(reading: Shift, context: Context) -> Resolved:
    published, count = context.published, reading.count or 0
    words = f"publication day {count:+} {reading.unit}"
    if published is None:
        return _open(_UNKNOWN.get(reading.unit, "XXXX-XX-XX"), words)
    if reading.unit == "quarter" and reading.base == "context":
        reading = replace(reading, count=count - 1)  # the latest quarter is the last one ended
    if reading.unit in {"second", "minute", "hour"}:
        value = "PAST_REF" if count < 0 else "FUTURE_REF" if count else "PRESENT_REF"
        day = published if reading.unit != "hour" else None
        return Resolved(value=value, derivation=words, anchor=PUBLICATION, precision="vague",
                        earliest=day, latest=day)  # fmt: skip
    try:
        return _date(_moved(reading, published, None, None), words, PUBLICATION)
    except (ValueError, OverflowError):
        return _open(_UNKNOWN.get(reading.unit, "XXXX-XX-XX"), "outside the calendar")


_UNKNOWN: Final[dict[Unit, str]] = {
    "day": "XXXX-XX-XX", "night": "XXXX-XX-XXTNI", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE",
    "fortnight": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX", "half": "XXXX-HX",
    "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip


def _moved(reading: Shift, day: date, part: str | None, point: Point | None) -> str:
    """Move a day by so many units; the value has the unit's precision."""
    count, unit = reading.count or 0, reading.unit
    match unit:
        case "day":
            return (day + timedelta(days=count)).isoformat()
        case "night":
            return f"{day + timedelta(days=count)}TNI"
        case "week" | "fortnight":
            step = timedelta(days=count * (7 if unit == "week" else 14))
            return week_value(day + step) if reading.coarse else (day + step).isoformat()
        case "weekend":
            return _weekend(day, count)
        case "month":
            return add_months(day, count).isoformat()[:7]
        case "quarter":
            moved = add_months(day.replace(day=1), 3 * count)
            return f"{moved.year:04}-Q{(moved.month - 1) // 3 + 1}"
        case "year":
            if part and not reading.coarse:
                return f"{day.year + count:04}-{part}"
            return f"{day.year + count:04}"
        case "decade":
            return f"{day.year // 10 + count:03}"
        case "century":
            return f"{day.year // 100 + count:02}"
    del point
    raise ValueError(unit)


def _weekend(day: date, count: int) -> str:
    """Monday and Tuesday look back on the weekend, the other days ahead."""
    back = 7 if day.isoweekday() <= 2 and count == 0 else 0
    return week_value(day + timedelta(days=7 * count - back)) + "-WE"


def _shift_from_point(reading: Shift, context: Context) -> Resolved:
    point, count = context.near_point, reading.count or 0
    unknown = _UNKNOWN.get(reading.unit, "XXXX-XX-XX")
    words = f"the time told before {count:+} {reading.unit}"
    if point is None:
        return _shift_without_point(reading, context, unknown, words)
    if reading.unit in {"year", "decade", "century"}:
        return _year_from_point(reading, point, words)
    if point.month is None or point.year < 1:
        return _open(unknown, f"{words}, of which only the year is known", point.expression)
    if reading.unit in {"month", "quarter"}:
        day = date(point.year, point.month, 1)
        return _date(_moved(reading, day, None, None), words, point.expression)
    told = _point_day(point)
    if told is None:
        known = calendar_value(point.year, point.month, None)
        value = f"{known}-XX" if reading.unit == "day" and reading.count == 0 else unknown
        return _open(value, f"{words}, of which no day is known", point.expression)
    if reading.unit in {"second", "minute", "hour"}:
        return _open("XXXX-XX-XX", words, point.expression)
    try:
        return _date(_moved(reading, told, None, None), words, point.expression)
    except (ValueError, OverflowError):
        return _open(unknown, "outside the calendar", point.expression)


def _shift_without_point(reading: Shift, context: Context, unknown: str, words: str) -> Resolved:
    if context.published is not None and not context.narrative and reading.unit in _LONG_UNITS:
        return _shift_from_publication(replace(reading, base="publication"), context)
    if reading.sign:
        return _open("PAST_REF" if reading.sign < 0 else "FUTURE_REF", words, SELF)
    return _open(unknown, words, SELF)


def _year_from_point(reading: Shift, point: Point, words: str) -> Resolved:
    count = reading.count or 0
    if reading.unit == "year":
        part = f"-{point.part}" if point.part and not reading.coarse else ""
        return _date(f"{year_value(point.year + count)}{part}", words, point.expression)
    width = 10 if reading.unit == "decade" else 100
    if reading.coarse:
        if point.year < 1:
            return _date(f"BC{(1 - point.year) // width - count:0{4 - len(str(width)) + 1}}", words,
                         point.expression)  # fmt: skip
        return _date(
            f"{point.year // width + count:0{5 - len(str(width))}}", words, point.expression
        )
    year = point.year + count * width
    return _date(year_value(year), words, point.expression)


def _named_month(reading: NamedMonth, context: Context) -> Resolved:
    published = context.published
    if context.narrative and context.line is not None:
        line = context.line
        passed = line.month is None or reading.month >= line.month
        year = line.year + (reading.shift if passed == (reading.shift < 0) else 0)
        return _date(calendar_value(year, reading.month, None), "counted from the story",
                     line.expression)  # fmt: skip
    if published is None:
        return _open(calendar_value(None, reading.month, reading.day), "the year is not told")
    gap = reading.month - published.month
    if reading.shift < 0:  # "last February" in March is not last month
        year = published.year + (-1 if gap >= -1 else 0)
    elif reading.shift > 0:
        year = published.year + (1 if gap <= 0 else 0)
    else:
        year = published.year
    value = calendar_value(year, reading.month, reading.day)
    return _date(value, "counted from the publication day", PUBLICATION)


_LONG_UNITS: Final = frozenset({"week", "month", "quarter", "year", "decade", "century"})
"""Units whose "previous" and "next" are the writer's own where no other time was told."""

_UNIT_DAYS: Final[dict[Unit, int]] = {
    "day": 1,
    "night": 1,
    "week": 7,
    "weekend": 7,
    "fortnight": 14,
}
_UNIT_MONTHS: Final[dict[Unit, int]] = {
    "month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200,
}  # fmt: skip


def _move(day: date, unit: Unit, count: int) -> date | None:
    """Move a day by whole units; null for hours, and outside the calendar."""
    try:
        if unit in _UNIT_DAYS:
            return day + timedelta(days=_UNIT_DAYS[unit] * count)
        if unit in _UNIT_MONTHS:
            return add_months(day, _UNIT_MONTHS[unit] * count)
    except (ValueError, OverflowError):
        return None
    return day


def _stretch(reading: Stretch, context: Context) -> Resolved:
    value = length(reading.unit, reading.count)
    published = None if context.narrative else context.published
    words = "up to the publication day" if reading.side < 0 else "from the publication day on"
    if published is None or reading.count is None:
        return Resolved(value=value, derivation=words, timex_type="DURATION", precision="period",
                        status="unresolved" if published is None else "resolved")  # fmt: skip
    if reading.unit == "quarter":
        published = _quarter_edge(published, reading.side)
    other = _move(published, reading.unit, reading.side * reading.count)
    if other is None:
        return Resolved(value=value, derivation=words, timex_type="DURATION", precision="period")
    first, last = sorted((published, other))
    return Resolved(
        value=value, derivation=f"{value} {words}", timex_type="DURATION", precision="period",
        anchor=PUBLICATION, earliest=first, latest=last, edtf=f"{first}/{last}",
    )  # fmt: skip


def _quarter_edge(day: date, side: int) -> date:
    """Return the first day of a day's quarter (looking back) or of the next one (ahead)."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return first if side < 0 else add_months(first, 3)


def _duration(reading: Duration, context: Context) -> Resolved:
    del context
    return Resolved(value=reading.value, derivation="a length of time", timex_type="DURATION",
                    precision="period")  # fmt: skip


def _repeat(reading: Repeat, context: Context) -> Resolved:
    del context
    return Resolved(value=reading.value, derivation="again and again", timex_type="SET",
                    precision="vague")  # fmt: skip


def _reference(reading: Reference, context: Context) -> Resolved:
    del context
    return Resolved(value=reading.value, derivation="told from the time of writing",
                    precision="vague")  # fmt: skip


def _same_time(reading: SameTime, context: Context) -> Resolved:
    """At that time: whatever was told last, as precisely as it was told."""
    del reading
    point = context.near_point
    if point is None:
        return Resolved(value="PAST_REF", derivation="a time told before", precision="vague")
    value = calendar_value(point.year, point.month, point.day)
    if point.part and not point.month:
        value = f"{value}-{point.part}"
    return _date(value, "the time told before", point.expression)


def _clock(reading: Clock, context: Context) -> Resolved:
    point = context.near_point
    told = _point_day(point) if point and not reading.any_day else None
    if told is None or point is None:
        return _at("XXXX-XX-XX", None, reading, _open("XXXX-XX-XX", "the day is not told", SELF))
    day = _date(told.isoformat(), "on the day told before", point.expression)
    return _at(told.isoformat(), told, reading, day)


def _timed(reading: Timed, context: Context) -> Resolved:
    day = resolve(reading.day, context)
    if day.value == "PRESENT_REF":
        day = _open("XXXX-XX-XX", "the day of writing is not told")
    local = day.earliest if day.earliest == day.latest and day.status == "resolved" else None
    return _at(day.value.partition("T")[0], local, reading.clock, day)


def _at(value: str, local: date | None, clock: Clock, day: Resolved) -> Resolved:
    """Put a time of day on a day."""
    zone = zones.zone(clock.zone) if clock.zone else None
    if clock.hour is None and clock.part is None:
        return replace(day, time_zone=zone[0] if zone else None,
                       derivation=f"{day.derivation}, {clock.zone}")  # fmt: skip
    written = _written(clock)
    known = facts(f"{value}T{written}")
    instant = None
    if local and zone and clock.hour is not None and clock.hour < 24:
        at = datetime(local.year, local.month, local.day, clock.hour, clock.minute or 0,
                      clock.second or 0)  # fmt: skip
        instant = zones.to_utc(at, zone[1])
    return replace(
        day, value=f"{value}T{written}", timex_type="TIME", edtf=known.edtf or day.edtf,
        precision=known.precision, time_zone=zone[0] if zone else None, time_utc=instant,
        derivation=f"{day.derivation}, {clock.zone or 'time as written'}",
    )  # fmt: skip


def _written(clock: Clock) -> str:
    if clock.hour is None:
        return clock.part or "XX"
    second = "" if clock.second is None else f":{clock.second:02}"
    return f"{clock.hour:02}:{clock.minute or 0:02}{second}"


def _modified(reading: Modified, context: Context) -> Resolved:
    assert reading.inner is not None
    inner = resolve(reading.inner, context)
    first, last = inner.earliest, inner.latest
    if first is None or last is None or inner.timex_type == "TIME":
        return inner
    published = context.published
    if reading.modifier in {"earlier", "later"}:
        if published and first <= published <= last:
            first, last = (first, published) if reading.modifier == "earlier" else (published, last)
    else:
        part = {"start": "early", "end": "late"}.get(reading.modifier, reading.modifier)
        first, last = third(first, last, part)
    return replace(inner, earliest=first, latest=last,
                   derivation=f"{inner.derivation}, {reading.modifier} in it")  # fmt: skip


def _slice(reading: Slice, context: Context) -> Resolved:
    assert reading.inside is not None
    inside = resolve(reading.inside, context)
    bounds = _slice_bounds(reading, inside)
    whole = length(reading.unit, reading.count or 1)
    if bounds is None:
        return replace(inside, value=whole, timex_type="DURATION", status="unresolved",
                       edtf=None, earliest=None, latest=None)  # fmt: skip
    first, last = bounds
    words = f"cut out of {inside.value}"
    if reading.count is not None:
        return Resolved(value=whole, derivation=words, anchor=inside.anchor, timex_type="DURATION",
                        earliest=first, latest=last, edtf=f"{first}/{last}",
                        precision="period")  # fmt: skip
    return _date(_slice_value(reading.unit, first), words, inside.anchor)


def _slice_bounds(reading: Slice, inside: Resolved) -> tuple[date, date] | None:
    if inside.earliest is None or inside.latest is None:
        return None
    size = reading.count or 1
    begin = inside.earliest
    if reading.unit == "week":
        begin -= ((begin.isoweekday() + 3) % 7 - 3) * ONE_DAY - 0 * ONE_DAY
        begin = _first_iso_monday(inside.earliest)
    if reading.index > 0:
        first = _move(begin, reading.unit, reading.index - 1)
        end = first and _move(first, reading.unit, size)
    else:
        end = inside.latest + ONE_DAY
        if reading.unit == "week":
            end = _first_iso_monday(end)
        first = _move(end, reading.unit, -size)
    if first is None or end is None or first > inside.latest:
        return None
    return first, end - ONE_DAY


def _first_iso_monday(day: date) -> date:
    """Return the Monday of the week that holds the fourth day from here (ISO 8601's rule)."""
    fourth = day + 3 * ONE_DAY
    return fourth - (fourth.isoweekday() - 1) * ONE_DAY


def _slice_value(unit: Unit, first: date) -> str:
    return _moved(Shift(unit, 0, "context"), first, None, None)


def _within(reading: Within, context: Context) -> Resolved:
    outer = resolve(reading.outer, context)
    if outer.earliest is None or outer.status != "resolved":
        year = None
        if outer.value.startswith("BC"):
            year = 1 - int(outer.value[2:6])
        if year is None:
            return _open(_bare_value(reading.inner), outer.derivation, outer.anchor)
        point = Point(year)
    else:
        month = outer.earliest.month if outer.precision == "month" else None
        point = Point(outer.earliest.year, month)
    inner = resolve(reading.inner, Context(None, True, point, line=point._replace(expression=outer.anchor)))
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
    if reading.anchor is None:
        return _duration(Duration(length(reading.unit, reading.count)), context)
    anchor = resolve(reading.anchor, context)
    words = f"{anchor.value} {'+' if reading.sign > 0 else '-'} {reading.count} {reading.unit}"
    if reading.count is None or anchor.earliest is None or anchor.status != "resolved":
        return _offset_without_year(reading, anchor, words)
    exact = anchor.precision == "day"
    moved = _move(anchor.earliest, reading.unit, reading.sign * reading.count)
    if moved is None:
        return _open("XXXX", "outside the calendar", anchor.anchor)
    value = moved.isoformat()
    if not exact or reading.unit in {"year", "decade", "century"}:
        digits = 4 if reading.unit in {"year", "decade", "century"} else 7
        value = value[:digits] if not exact or digits == 4 else value
    return _date(value, words, anchor.anchor)


def _offset_without_year(reading: Offset, anchor: Resolved, words: str) -> Resolved:
    """Count from a month and day whose year is open; leave out what a leap day could move."""
    match = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", anchor.value)
    days = _UNIT_DAYS.get(reading.unit)
    if match and days and reading.count is not None and anchor.status == "unresolved":
        moved = {
            (date(year, int(match[1]), int(match[2]))
             + timedelta(days=reading.sign * reading.count * days)).strftime("XXXX-%m-%d")
            for year in (2023, 2024)
            if _exists(year, int(match[1]), int(match[2]))
        }  # fmt: skip
        if len(moved) == 1:
            return _open(moved.pop(), words, anchor.anchor)
    return _open("PAST_REF" if reading.sign < 0 else "FUTURE_REF", words, anchor.anchor)


def _week_of(reading: WeekOf, context: Context) -> Resolved:
    assert reading.day is not None
    day = resolve(reading.day, context)
    if day.earliest is None or day.status != "resolved":
        return _open("XXXX-WXX", day.derivation, day.anchor)
    value = week_value(day.earliest) + ("-WE" if reading.unit == "weekend" else "")
    return _date(value, f"the {reading.unit} of {day.value}", day.anchor)


def _quarter_ended(reading: QuarterEnded, context: Context) -> Resolved:
    if reading.day is None:
        if reading.part:
            return _year_part(YearPart(reading.part), context)
        return _shift(Shift("quarter", 0, "either"), context)
    day = resolve(reading.day, context)
    if day.earliest is None or day.status != "resolved":
        return _open(f"XXXX-{reading.part or 'QX'}", day.derivation, day.anchor)
    middle = add_months(day.earliest, -1)
    part = reading.part or f"Q{(middle.month - 1) // 3 + 1}"
    return _date(f"{middle.year:04}-{part}", f"the quarter that ended on {day.value}", day.anchor)


def _week_number(reading: WeekNumber, context: Context) -> Resolved:
    year = reading.year
    if year is None:
        point = context.year_point
        year = point.year if point else context.published and context.published.year
    if year is None:
        return _open(f"XXXX-W{reading.number:02}", "the year is not told")
    return _date(f"{year:04}-W{reading.number:02}", "the ISO week of that number")


def _feast(reading: Feast, context: Context) -> Resolved:
    if reading.year is not None:
        return _date(feasts.day_of(reading.key, reading.year).isoformat(), f"{reading.key}")
    point = context.year_point
    if point is not None and point.year > 0:
        value = feasts.day_of(reading.key, point.year).isoformat()
        return _date(value, f"{reading.key} of {point.year}", point.expression)
    published = context.published
    if published is None:
        if reading.key in feasts.FIXED:
            return _open(calendar_value(None, *feasts.FIXED[reading.key]), "the year is not told")
        return _open("XXXX-XX-XX", "the year is not told")
    days = [feasts.day_of(reading.key, published.year + step) for step in (-1, 0, 1)]
    if context.direction < 0:
        days = [day for day in days if (day - published).days <= SLIP]
    elif context.direction > 0:
        days = [day for day in days if (published - day).days <= SLIP]
    near = min(days, key=lambda day: abs(day - published))
    return _date(near.isoformat(), f"the {reading.key} nearest to publication", PUBLICATION)


_RESOLVERS: Final[dict[type, Callable[[Any, Context], Resolved]]] = {
    Calendar: _calendar, Numeric: _numeric, Era: _era, YearPart: _year_part,
    DayOfMonth: _day_of_month, Weekday: _weekday, Shift: _shift, NamedMonth: _named_month,
    Stretch: _stretch, Duration: _duration, Repeat: _repeat, Reference: _reference, SameTime: _same_time,
    Clock: _clock, Timed: _timed, Modified: _modified, Slice: _slice, Within: _within,
    Offset: _offset, WeekOf: _week_of, QuarterEnded: _quarter_ended, Feast: _feast, WeekNumber: _week_number,
}  # fmt: skip
