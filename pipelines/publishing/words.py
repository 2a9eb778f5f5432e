"""What a reader is told in words: days, vague dates, what flew, which field.

The page, the terminal and the feed speak with these, so that one launch is told in one way. Rows
are rows of `launch_events` or their JSON in `event_history`, whose days are ISO 8601 strings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from pipelines.publishing.names import CLASSES, SHORT_CLASSES

Row = Mapping[str, Any]
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
FIELDS = {
    "event": "the launch itself", "launcher": "who launched", "edtf": "the day",
    "date_local": "the day", "earliest": "the day", "latest": "the day", "time_utc": "the time",
    "missile_classes": "the class", "designation": "the missile", "count_low": "how many",
    "count_high": "how many", "site_id": "from where", "landing": "where it came down",
    "overflew": "what it flew over", "range_km": "the range", "apogee_km": "the height",
    "outcome": "the outcome",
}  # fmt: skip
"""Columns of launch_events as a reader would call them."""
_DIGITS_NOT_TOLD = re.compile(r"(XXXX|\d{4})(?:-(XX|\d\d))?(?:-(XX|\d\d))?")


def date_words(row: Row, *, short: bool = False) -> str:
    """When a launch was: "4 October 2022", "9–11 January 2022", "a January, year not told"."""
    told = _DIGITS_NOT_TOLD.fullmatch(row.get("edtf") or "")
    if told and "X" in told.group():
        return _partly_told(*told.groups(), short=short)
    return span_words(row.get("earliest"), row.get("latest"), short=short)


def _partly_told(year: str, month: str | None, day: str | None, *, short: bool) -> str:
    name = MONTHS[int(month) - 1] if month and month != "XX" else None
    if name and short:
        name = name[:3]
    told_year = None if year == "XXXX" else year
    if day and day != "XX":
        if name:
            return f"{int(day)} {name}, year not told"
        return f"the {ordinal(int(day))} of a month" + (f" of {told_year}" if told_year else "")
    if name:
        return f"{'an' if name[0] in 'AO' else 'a'} {name}, year not told"
    return told_year or "date not known"


def ordinal(number: int) -> str:
    """1 -> "1st", 22 -> "22nd", 13 -> "13th"."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def day_words(day: date | str, *, short: bool = False) -> str:
    """A day: "5 January 2022", short "5 Jan 2022"."""
    day = _day(day)
    name = MONTHS[day.month - 1]
    return f"{day.day} {name[:3] if short else name} {day.year}"


def span_words(
    earliest: date | str | None, latest: date | str | None, *, short: bool = False
) -> str:
    """An interval as one would say it: a day, a month, a year, from day to day."""
    if earliest is None or latest is None:
        known = earliest or latest
        before = "since" if earliest else "by"
        return f"{before} {day_words(known, short=short)}" if known else "date not known"
    first, last = _day(earliest), _day(latest)
    if first == last:
        return day_words(first, short=short)
    if first.year != last.year:
        return f"{day_words(first, short=short)} – {day_words(last, short=short)}"
    return f"{_within_year(first, last, short=short)} {last.year}".lstrip()


def _within_year(first: date, last: date, *, short: bool) -> str:
    one, other = (MONTHS[d.month - 1][: 3 if short else None] for d in (first, last))
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        if (first.month, last.month) == (1, 12):
            return ""
        return one if one == other else f"{one} – {other}"
    days = f"{first.day}–{last.day} {one}"
    return days if one == other else f"{first.day} {one} – {last.day} {other}"


def _day(day: date | str) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day


def count_words(low: int | None, high: int | None) -> str:
    """A count or range: "2", "2 to 3", "at least 2", "at most 3"; nothing where none is told."""
    if low is None:
        return "" if high is None else f"at most {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"


def flown_words(row: Row, *, short: bool = False) -> str:
    """What flew: "2 hypersonic missiles and 1 short-range ballistic missile (KN-23)"."""
    payloads = row.get("payloads") or [
        {"missile_class": c} for c in row.get("missile_classes") or ()
    ]
    names = SHORT_CLASSES if short else CLASSES
    return " and ".join(_payload(p, names) for p in payloads) or "missile"


def capital(words: str) -> str:
    """Words as a line begins with them."""
    return words[:1].upper() + words[1:]


def _payload(payload: Row, names: Mapping[str, str]) -> str:
    low, high = payload.get("count_low"), payload.get("count_high")
    kind = payload["missile_class"]
    name = names.get(kind, kind)
    count = count_words(low, high)
    if count and (low, high) != (1, 1) and kind != "mlrs" and not name.isupper():
        name += "s"
    designation = payload.get("designation")
    return " ".join(w for w in (count, name, designation and f"({designation})") if w)


def number_of(number: int, word: str) -> str:
    """ "1 article", "1,200 launches"."""
    ending = "" if number == 1 else "es" if word.endswith("ch") else "s"
    return f"{number:,} {word}{ending}"
