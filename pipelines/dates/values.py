"""What a TIMEX3 value says: its EDTF (ISO 8601-2:2019), its days and its precision.

Only the value is needed, never the text: "1989-Q3" is the same quarter however it was written.
Years before 1 stand in TIMEX2's form "BC0499"; they have an EDTF but no calendar days.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from pipelines.model import Precision

ONE_DAY = timedelta(days=1)

# Northern meteorological seasons; a winter is named after the year in which it ends or, as news
# does, begins: TIMEX3 leaves that open, so its days cover both.
SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_EDTF_PARTS = {
    "SP": "21", "SU": "22", "FA": "23", "WI": "24",
    "Q1": "33", "Q2": "34", "Q3": "35", "Q4": "36", "H1": "40", "H2": "41",
}  # fmt: skip
_PART_PRECISION: dict[str, Precision] = {"Q": "quarter", "H": "half"}

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_YEARS = re.compile(r"(\d{2,4})")
_BC = re.compile(r"BC(\d{4})(?:-(\d\d|[A-Z]{2}))?(?:-(\d\d))?")
_OPEN_DAY = re.compile(r"(\d{4}-\d\d-XX)(T.*)?")
_VAGUE = re.compile(r"XXXX-(\d\d|XX)(?:-(\d\d|XX))?(T.*)?")


@dataclass(frozen=True, slots=True)
class Facts:
    """EDTF, inclusive local days and precision of one value; null where it has none."""

    precision: Precision
    edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None


@lru_cache(maxsize=65536)
def facts(value: str) -> Facts:
    """Read a DATE or TIME value.

    >>> facts("1989-Q3").edtf, facts("1989-W44").latest.isoformat(), facts("199").precision
    ('1989-35', '1989-11-05', 'decade')
    """
    try:
        return _facts(value)
    except (ValueError, OverflowError):
        return Facts("vague")


def _facts(value: str) -> Facts:
    for form, read in _FORMS:
        if match := form.fullmatch(value):
            return read(match)
    return Facts(_vague_precision(value))


def _day_facts(match: re.Match[str]) -> Facts:
    day, clock = date(int(match[1]), int(match[2]), int(match[3])), match[4]
    if clock is None:
        return Facts("day", day.isoformat(), day, day)
    precision = _clock_precision(clock)
    exact = re.match(r"T\d\d(:\d\d(:\d\d)?)?", clock)
    if exact is None or clock.startswith("T24"):
        return Facts(precision, day.isoformat(), day, day)
    edtf = f"{day}{(exact[0] + ':00:00')[:9]}" if exact[1] else f"{day}{exact[0]}"
    return Facts(precision, edtf, day, day)


def _month_facts(match: re.Match[str]) -> Facts:
    year, month = int(match[1]), int(match[2])
    return Facts("month", match[0], date(year, month, 1), last_of_month(year, month))


def _open_day_facts(match: re.Match[str]) -> Facts:
    """A day of which only the month is known: XX is EDTF's own."""
    return Facts(_clock_precision(match[2]) if match[2] else "day", match[1])


def _week_facts(match: re.Match[str]) -> Facts:
    monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    first, last = monday + (5 if match[3] else 0) * ONE_DAY, monday + 6 * ONE_DAY
    return Facts("weekend" if match[3] else "week", f"{first}/{last}", first, last)


def _vague_facts(match: re.Match[str]) -> Facts:
    month, day, clock = match.groups()
    precision = _clock_precision(clock) if clock else "day" if day else "month"
    told = month != "XX" or day not in {"XX", None}
    return Facts(precision, match[0].partition("T")[0] if told else None)


def _clock_precision(clock: str) -> Precision:
    if not clock[1:3].isdigit():
        return "part_of_day"
    return "second" if clock.count(":") > 1 else "minute" if ":" in clock else "hour"


def _part_facts(match: re.Match[str]) -> Facts:
    year, part = int(match[1]), match[2]
    edtf = f"{year:04}-{_EDTF_PARTS[part]}"
    if part[0] in "QH":
        length = 3 if part[0] == "Q" else 6
        last = length * int(part[1])
        first_day = date(year, last - length + 1, 1)
        return Facts(_PART_PRECISION[part[0]], edtf, first_day, last_of_month(year, last))
    first, last = SEASON_MONTHS[part]
    if part == "WI":
        return Facts("season", edtf, date(year - 1, 12, 1), last_of_month(year + 1, last))
    return Facts("season", edtf, date(year, first, 1), last_of_month(year, last))


def _years_facts(match: re.Match[str]) -> Facts:
    digits = match[1]
    missing = 4 - len(digits)
    precision: Precision = ("year", "decade", "century")[missing]
    first = int(digits) * 10**missing
    last = first + 10**missing - 1
    days = (date(max(first, 1), 1, 1), date(last, 12, 31)) if last >= 1 else (None, None)
    return Facts(precision, digits + "X" * missing, *days)


def _before_christ(match: re.Match[str]) -> Facts:
    year = 1 - int(match[1])
    edtf = f"-{-year:04}" if year else "0000"
    part = match[2]
    if part is None:
        return Facts("year", edtf)
    if not part.isdigit():
        return Facts("season", f"{edtf}-{_EDTF_PARTS[part]}" if part in _EDTF_PARTS else edtf)
    return Facts("day" if match[3] else "month", "-".join(filter(None, [edtf, part, match[3]])))


def _vague_precision(value: str) -> Precision:
    if "T" in value:
        return "part_of_day"
    if re.fullmatch(r"XXXX-WXX-\d", value):
        return "day"
    return "week" if "-W" in value else "vague"


_FORMS: Final = (
    (_DAY, _day_facts),
    (_MONTH, _month_facts),
    (_WEEK, _week_facts),
    (_PART, _part_facts),
    (_YEARS, _years_facts),
    (_OPEN_DAY, _open_day_facts),
    (_BC, _before_christ),
    (_VAGUE, _vague_facts),
)


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """Move by whole months; the 31st becomes the last day of a shorter month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def week_value(day: date) -> str:
    """Name the ISO week (Monday to Sunday) that holds a day."""
    iso = day.isocalendar()
    return f"{iso.year:04}-W{iso.week:02}"


def year_value(year: int) -> str:
    """Write an astronomical year as TIMEX3 does: 1989, or BC0499 for -498."""
    return f"{year:04}" if year > 0 else f"BC{1 - year:04}"


def third(first: date, last: date, part: str) -> tuple[date, date]:
    """Cut a period to its early, middle or late third, the usual reading of "early May".

    Days 1-10, 11-20 and 21 to the end of a month; four months of a year (so Recognizers-Text).
    """
    if last.year > first.year:
        years = last.year - first.year + 1
        a, b = first.year + years // 3, first.year + years - years // 3
        cuts = date(a, 1, 1), date(b, 1, 1)
    elif last.month - first.month == 11:
        cuts = date(first.year, 5, 1), date(first.year, 9, 1)
    else:
        length = (last - first).days + 1
        step = 10 if length in range(28, 32) else max(1, length // 3)
        cuts = first + step * ONE_DAY, first + min(length, 2 * step) * ONE_DAY
    if part == "early":
        return first, max(first, cuts[0] - ONE_DAY)
    return (
        (cuts[0], max(cuts[0], cuts[1] - ONE_DAY)) if part == "mid" else (min(cuts[1], last), last)
    )
