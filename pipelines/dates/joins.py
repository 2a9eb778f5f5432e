"""Neighbouring readings that speak of one thing become one expression.

"10 p.m." + "Wednesday" is a time on a day; "late" + "September" a part of a month; "May" + "of" +
"last year" a month whose year the other names; "23 days after" + "their" + "January 4" a day
counted from another, which stays as a nested expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

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
    Reading,
    Shift,
    Slice,
    Timed,
    Weekday,
    WeekOf,
    Within,
    YearPart,
)
from pipelines.dates.rules import Token

LONGEST_GAP: Final = 48
"""Code points between two readings that may still be joined."""

_OF = {"of", "of the", "in", "in the", ",", "", "of that", "from"}
_BEFORE_DAY = {"", ",", "on", ", on", "of", "of the", "on the", "late", "early", "last", ", last"}
_BEFORE_CLOCK = {
    "", ",", "at", ", at", "around", "about", "at around", "at about", ", around", "in the",
    "at approximately", "by", "before", "after", "shortly before", "shortly after", "-",
    "from",
}  # fmt: skip
_SENTENCE_BEGINS = re.compile(
    r"\.\s+(?:Earlier|Later|Late|Early|The|That|This|Those|On|In|At|By|Last|Next|During)\b"
)
"""After "9:49 p.m." a full stop may end the sentence too; names of days and months go on."""

_WEEKDAY_GAPS = {"", ",", ", the", "the", "(", ", on"}
_ANCHOR_GAP = re.compile(
    r" ?(?:(?:the|a|an|its|their|his|her|our|that|this|those|these|[a-z]+'s)\b ?)?"
    r"(?:[\w'-]+ ){0,2}",
    re.IGNORECASE,
)

_POINTS = (Calendar, Numeric, NamedMonth, Weekday, Shift, DayOfMonth, Feast, Within, YearPart)
_PERIODS = (Calendar, Era, NamedMonth, Shift, YearPart, Within, Slice, Duration)


def _is_day(reading: Reading) -> bool:
    match reading:
        case Calendar(day=day) | NamedMonth(day=day):
            return day is not None
        case Shift(unit="day"):
            return True
    return isinstance(reading, Weekday | DayOfMonth | Numeric | Feast) or (
        isinstance(reading, Within) and _is_day(reading.inner)
    )


def _is_year(reading: Reading) -> bool:
    if isinstance(reading, Calendar):
        return reading.month is None and reading.year is not None
    return isinstance(reading, Shift) and reading.unit == "year" and reading.coarse


def _clock_and_day(left: Reading, gap: str, right: Reading) -> Reading | None:
    """10 p.m. Wednesday; the morning of 31 January 1965."""
    if not isinstance(left, Clock) or gap not in _BEFORE_DAY:
        return None
    if isinstance(right, Timed) and right.clock.hour is None and left.hour is not None:
        return Timed(right.day, replace(left, part=None, zone=left.zone or right.clock.zone))
    return Timed(right, left) if _is_day(right) else None


def _day_and_clock(left: Reading, gap: str, right: Reading) -> Reading | None:
    """Feb. 11 at 10 p.m.; Tuesday, in the morning."""
    if not isinstance(right, Clock) or gap not in _BEFORE_CLOCK:
        return None
    if isinstance(left, Timed):
        if left.clock.hour is None and right.hour is not None:
            return Timed(left.day, _merge(left.clock, right))
        return None
    return Timed(left, right) if _is_day(left) else None


def _merge(part: Clock, clock: Clock) -> Clock:
    hour = clock.hour or 0
    if part.part in {"AF", "EV", "NI"} and hour < 12 and (part.part != "NI" or hour > 5):
        hour += 12
    return replace(clock, hour=hour, zone=clock.zone or part.zone)


def _weekday_and_date(left: Reading, gap: str, right: Reading) -> Reading | None:
    """Monday, March 4."""
    if not isinstance(left, Weekday) or left.cue or gap not in _WEEKDAY_GAPS:
        return None
    if isinstance(right, Calendar | DayOfMonth) and right.day and right.weekday is None:
        return replace(right, weekday=left.day)
    if isinstance(right, Numeric):
        return right
    if isinstance(right, Timed):
        inner = _weekday_and_date(left, gap, right.day)
        return Timed(inner, right.clock) if inner else None
    return None


def _date_and_year(left: Reading, gap: str, right: Reading) -> Reading | None:
    """May of last year; July 25 of that year; the fall of the same year; March this year."""
    if gap not in _OF or not _is_year(right):
        return None
    if gap in {"", ","} and isinstance(right, Calendar) and not isinstance(left, YearPart):
        return None
    open_year = (isinstance(left, Calendar) and left.year is None and left.month is not None) or (
        isinstance(left, YearPart) and left.year is None and left.shift is None
    )
    if not open_year:
        return None
    if isinstance(right, Calendar) and isinstance(left, Calendar | YearPart):
        return replace(left, year=right.year)
    return Within(left, right)


def _year_and_part(left: Reading, gap: str, right: Reading) -> Reading | None:
    """Last year's third quarter; this year's summer."""
    if gap == "'s" and _is_year(left) and isinstance(right, YearPart) and right.year is None:
        return Within(right, left)
    return None


def _day_and_month(left: Reading, gap: str, right: Reading) -> Reading | None:
    """The 4th of last month; the 14th of the following month."""
    if isinstance(left, DayOfMonth) and gap in {"of", "of the"}:
        if isinstance(right, Calendar) and right.month and not right.day:
            return replace(right, day=left.day, weekday=left.weekday)
        if isinstance(right, Shift) and right.unit == "month":
            return Within(left, right)
    return None


def _modified(left: Reading, gap: str, right: Reading) -> Reading | None:
    """Late September; the end of last year; earlier this month."""
    if not isinstance(left, Modified) or left.inner is not None:
        return None
    if gap.rstrip("-") not in {"", "in", "the", "in the", "on", "of", "of the", "that", "hours of"}:
        return None
    if isinstance(right, _PERIODS) or _is_day(right) or isinstance(right, Timed | Clock | WeekOf):
        return replace(left, inner=right)
    return None


def _sliced(left: Reading, gap: str, right: Reading) -> Reading | None:
    """The first two months of 2022; the last week of July."""
    if not isinstance(left, Slice) or left.inside is not None or gap not in {"", "the", "this"}:
        return None
    return replace(left, inside=right) if isinstance(right, _PERIODS) else None


def _week_of(left: Reading, gap: str, right: Reading) -> Reading | None:
    if not isinstance(left, WeekOf) or left.day is not None or gap not in {"", "the", "on"}:
        return None
    return replace(left, day=right) if _is_day(right) else None


def _offset(left: Reading, gap: str, right: Reading) -> Reading | None:
    """23 days after (their) January 4 (launch)."""
    if not isinstance(left, Offset) or left.anchor is not None:
        return None
    if isinstance(right, Timed):
        right = right.day
    if not isinstance(right, _POINTS) or not _ANCHOR_GAP.fullmatch(f"{gap} " if gap else ""):
        return None
    return replace(left, anchor=right)


Join = Callable[[Reading, str, Reading], Reading | None]
_JOINS: Final[tuple[tuple[str, type, Join], ...]] = (
    ("weekday_date", Weekday, _weekday_and_date),
    ("clock_day", Clock, _clock_and_day),
    ("modified", Modified, _modified),
    ("slice", Slice, _sliced),
    ("week_of", WeekOf, _week_of),
    ("offset", Offset, _offset),
    ("day_of_month_of", DayOfMonth, _day_and_month),
    ("date_of_year", Calendar, _date_and_year),
    ("part_of_year", YearPart, _date_and_year),
    ("year_part", Shift, _year_and_part),
    ("year_part", Calendar, _year_and_part),
)
_NESTING = {"offset", "slice", "week_of", "date_of_year", "part_of_year", "day_of_month_of"}


def join(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Join neighbours from right to left, so that what is counted from is whole first."""
    joined: list[Token] = []
    for place in range(len(tokens) - 1, -1, -1):
        whole = tokens[place]
        before = tokens[place - 1] if place else None
        while joined and (merged := _pair(text, before, whole, joined[-1])):
            whole = merged
            joined.pop()
        joined.append(whole)
    joined.reverse()
    return [alone for token in joined if (alone := _standing_alone(token)) is not None]


def _pair(text: str, before: Token | None, left: Token, right: Token) -> Token | None:
    width = right.start - left.end
    if width > LONGEST_GAP or _SENTENCE_BEGINS.match(text, left.end - 1):
        return None
    gap = " ".join(text[left.end : right.start].lower().split())
    if width > 30 and not isinstance(left.reading, Offset):
        return None
    for name, kind, rule in _JOINS:
        if isinstance(left.reading, kind):
            reading = rule(left.reading, gap, right.reading)
            if reading is not None:
                return _merged(left, right, name, reading)
    if isinstance(right.reading, Clock) and not _is_taken(text, before, left):
        reading = _day_and_clock(left.reading, gap, right.reading)
        if reading is not None:
            return Token(left.start, right.end, f"{left.rule}+{right.rule}", reading)
    return None


def _is_taken(text: str, before: Token | None, day: Token) -> bool:
    """Whether a day belongs to the clock time before it ("6:39 p.m. Thursday, 2239 GMT")."""
    if before is None or not isinstance(before.reading, Clock) or before.reading.hour is None:
        return False
    return text[before.end : day.start].strip(" \t").lower() in {"", "on"}


def _merged(left: Token, right: Token, name: str, reading: Reading) -> Token:
    children = (*left.children, *((right,) if name in _NESTING else right.children))
    if isinstance(reading, Within) and name == "date_of_year":
        children = (right,)
    rule = f"{left.rule}+{right.rule}"
    return Token(left.start, right.end, rule, reading, children, left.follows)


def _standing_alone(token: Token) -> Token | None:
    """A modifier or slice that found nothing to modify is no date expression by itself."""
    match token.reading:
        case Slice(unit="quarter", index=index, count=None, inside=None) if 1 <= index <= 4:
            return replace(token, end=token.end - len(" of"), reading=YearPart(f"Q{index}"))
        case Slice(unit=unit, index=-1, count=None, inside=None) if unit in {
            "week",
            "month",
            "year",
        }:
            return replace(
                token, end=token.end - len(" of"), reading=Shift(unit, -1, "publication")
            )
        case Modified(inner=None) | Slice(inside=None) | WeekOf(day=None):
            return None
    return token
