"""Isolated stamps: a metadata field, byline or portal row that is a date and nothing else.

Prose is the grammar's (`pipelines.dates.tag`). Here the whole string must be one full date, in
any language; relative words, a bare month or a bare number are no stamp. Month words of other
languages are left to dateparser, numbers and clock times are read here, so that an ambiguous
order ("04/10/22") gives None instead of a guess.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final, Literal

import dateparser

from pipelines.dates import zones

Order = Literal["DMY", "MDY", "YMD"]

LONGEST_STAMP: Final = 80
"""Code points; a longer string is prose."""

_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        start=1,
    )
}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WEEKDAY = re.compile(
    r"\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b\.?,?"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?"
)
_CLOCK = re.compile(
    r"(?:[t,]|\bat\b|[|–-])?\s*(?<!\d)(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})"
    r"(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?)?\s*(?P<half>[ap]\.?m\b\.?)?"
    r"\s*\(?(?P<zone>z\b|(?:gmt|utc)?\s*[+-]\s*\d{1,2}(?::?\d{2})?|(?:gmt|utc)\d{1,2}\b"
    r"|[a-z]{2,5}\b)?\)?\s*$"
)
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"{_MONTH}\s*{_DAY}\s*,?\s*{_YEAR}",
        rf"{_DAY}[\s-]*(?:of\s+)?{_MONTH}[\s,-]*{_YEAR}",
        rf"{_YEAR}[\s,-]*{_MONTH}[\s-]*{_DAY}",
        r"(?P<year>\d{4})(?P<sep>[-/.])\s?(?P<month>\d{1,2})(?P=sep)\s?(?P<day>\d{1,2})\.?",
        r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]",
    )
)
_NUMBERS = re.compile(r"(?P<a>\d{1,2})(?P<sep>[-/.])\s?(?P<b>\d{1,2})(?P=sep)\s?(?P<c>\d{4}|\d{2})")
_FOREIGN_MONTH = re.compile(r"(?=.*[^\W\d_])(?=.*\b\d{4}\b)(?=.*\b\d{1,2}\b)")


def parse_stamp(text: str, *, order: Order | None = None) -> tuple[date, datetime | None] | None:
    """Read a string that is one full date as a whole, or give None.

    The day is the calendar day as written, whatever the zone. The instant is in UTC and given
    only where clock time and zone both stand in the string. `order` tells how the source writes
    all-number dates; without it only an order that no other reading allows is taken.

    >>> parse_stamp("04 Oct 2022 03:10:36 GMT9")[1].isoformat()
    '2022-10-03T18:10:36+00:00'
    >>> parse_stamp("04/10/2022"), parse_stamp("04/10/2022", order="DMY")
    (None, (datetime.date(2022, 10, 4), None))
    """
    words = " ".join(text.split())
    return _parse(words, order) if 0 < len(words) <= LONGEST_STAMP else None


@lru_cache(maxsize=4096)
def _parse(words: str, order: Order | None) -> tuple[date, datetime | None] | None:
    words = words.lower()
    clock = _CLOCK.search(words)
    rest = _WEEKDAY.sub(" ", words[: clock.start()] if clock else words).strip(" ,|()")
    day = _day(rest, order)
    if day is None:  # "1.2.2022" looks like a clock time to the pattern above
        day, clock = _day(_WEEKDAY.sub(" ", words).strip(" ,|()"), order), None
    if day is None:
        return None
    if clock is None:
        return day, None
    at = _time(clock)
    return None if at is None else (day, _instant(day, at, clock["zone"]))


def _day(words: str, order: Order | None) -> date | None:
    for form in _FORMS:
        if match := form.fullmatch(words):
            month = match["month"]
            number = int(month) if month.isdecimal() else _MONTHS[month[:3]]
            return _date(int(match["year"]), number, int(match["day"]))
    if match := _NUMBERS.fullmatch(words):
        return _numeric_day(int(match["a"]), int(match["b"]), match["c"], order)
    return _foreign_day(words) if _FOREIGN_MONTH.match(words) else None


def _numeric_day(a: int, b: int, c: str, order: Order | None) -> date | None:
    year = int(c) if len(c) == 4 else 2000 + int(c) if int(c) < 70 else 1900 + int(c)
    readings = {
        "DMY": _date(year, b, a),
        "MDY": _date(year, a, b),
        "YMD": _date(2000 + a, b, int(c)) if len(c) == 2 else None,
    }
    if order is not None:
        return readings[order]
    days = {day for name, day in readings.items() if day and name != "YMD"}
    return days.pop() if len(days) == 1 else None


def _foreign_day(words: str) -> date | None:
    found = dateparser.parse(
        words,
        settings={
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month", "year"],
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    return found.date() if found else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time(clock: re.Match[str]) -> time | None:
    hour = int(clock["hour"])
    if clock["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if clock["half"].startswith("p") else 0)
    try:
        return time(hour, int(clock["minute"]), int(clock["second"] or 0))
    except ValueError:
        return None


def _instant(day: date, at: time, zone_words: str | None) -> datetime | None:
    zone = zones.zone(zone_words) if zone_words else None
    return zones.to_utc(datetime.combine(day, at), zone[1]) if zone else None
