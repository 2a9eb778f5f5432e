"""Lists and ranges: what one member leaves out, its neighbour says.

"Jan. 5, 11 and 14" names three days, "April and June 1955" two months of one year, "499-493 BC"
two years before Christ, "Sept. 25-Oct. 9" the two ends of a range. Each member becomes an
expression of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, Literal

from pipelines.dates.readings import (
    Calendar,
    DayOfMonth,
    Era,
    Modified,
    QuarterEnded,
    Reading,
    Shift,
    Timed,
    Weekday,
    YearPart,
)
from pipelines.dates.rules import Token

_LONGEST_LIST: Final = 40
"""Members; a longer run of numbers is a table."""

_SEPARATOR = (
    r"(?:[ \t]?,[ \t]?(?:(?:and|or)[ \t])?|[ \t\n]+(?:and|or|to|through|until|till|thru|&)[ \t\n]+"
    r"|[ \t]?(?:-{1,2}|~)[ \t]?|/)"
)
_FOLLOWS = (
    r"(?=$|[ \t]*(?:[,.;:)!?\"'-]|\n)(?![\d])|\s+(?:and|or|to|in|at|of|by|that|when|where|while|but"
    r"|as|with|from|for|after|before|during|were|was|respectively|local|this|last|next|which|over"
    r"|through|until|following|on|despite|he|she|they|it|the)\b)"
)
_MORE_DAYS = re.compile(
    rf"(?P<gap>{_SEPARATOR})(?:the )?(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    rf"(?![\w:%$/])(?![.,]\d){_FOLLOWS}"
)
_LAST_DAY = re.compile(
    r"(?P<gap>[ \t]?,?[ \t\n]+and[ \t\n]+)(?:the )?(?P<day>0?[1-9]|[12]\d|3[01])"
    r"(?:st|nd|rd|th)?(?![\w:%$/-])(?![.,]\d)"
)
"""What closes a list of days that a comma has opened: no noun after it can be what is counted."""

_DAYS_BEFORE = re.compile(
    r"(?:(?<=[\s(,-])|^)(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    r"(?P<gap>[ \t]?,[ \t]|[ \t\n]+(?:and|or|to|through|&)[ \t\n]+(?:the )?|[ \t]?[-~][ \t]?)$"
)
_LEADS = re.compile(
    r"(?:\b(?:on|from|between|of|and|or|by|the|for|during|until|since|to|in)|[(,;:.\n-]|^)"
    r"[ \t\n]*$",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"[ \t]?[-/][ \t]?(\d{2})(?![\d/-])(?!\.\d)")
_YEAR_BEFORE_CHRIST = re.compile(
    r"(?:(?<=[\s(,])|^)(?P<year>[1-9]\d{0,3})"
    r"(?P<gap>[ \t]?-[ \t]?|[ \t\n]+(?:and|or|to|until)[ \t\n]+|,[ \t])$"
)
_RANGE_GAPS: Final = {"-", "--", "~", "to", "through", "until", "till", "thru", "up to", "to the",
                      "until the", "through the"}  # fmt: skip
_LIST_GAPS: Final = {"and", "or", ",", ", and", ", or", "and the", "/", "&", "and in", "and early"}
_GAPS: Final = _RANGE_GAPS | _LIST_GAPS
_ENDED: Final = {"ended", "ending", "that ended"}
_BETWEEN = re.compile(r"\bbetween(?: the)?\s*$", re.IGNORECASE)


def complete(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Add the members that are bare numbers, and fill what members leave out."""
    grown = _dated(text, list(_grown(text, tokens)))
    for place in range(len(grown) - 1, 0, -1):
        left, right = grown[place - 1], grown[place]
        gap = _gap(text, left, right)
        if isinstance(left.reading, QuarterEnded) and gap in _ENDED:
            grown[place - 1] = replace(left, reading=replace(left.reading, day=right.reading))
        elif gap in _GAPS:
            shared = _share(left.reading, right.reading)
            if shared is not None:
                grown[place - 1] = replace(left, reading=shared)
    for place in range(1, len(grown)):
        left, right = grown[place - 1], grown[place]
        gap = _gap(text, left, right)
        if gap in _GAPS and _is_date(left.reading) and _is_date(right.reading):
            shared = _continue(left.reading, right.reading) or right.reading
            between = _BETWEEN.search(text[max(0, left.start - 14) : left.start])
            kind: Literal["list", "range"] = "range" if gap in _RANGE_GAPS or between else "list"
            grown[place] = replace(right, reading=shared, follows=kind)
    return grown


def _dated(text: str, tokens: list[Token]) -> list[Token]:
    """Give all days of "March 5, 7 and 9, 1918" the year that stands after the last."""
    out: list[Token] = []
    for token in tokens:
        reading = token.reading
        last = out[-1] if out else None
        if (
            last is None
            or last.rule != "day_in_list"
            or not isinstance(reading, Calendar)
            or reading.month is not None
            or _gap(text, last, token) not in {"", ",", "of"}
        ):
            out.append(token)
            continue
        out[-1] = replace(last, end=token.end)
        for place in range(len(out) - 1, -1, -1):
            member = out[place].reading
            if not isinstance(member, Calendar) or member.year is not None or not member.day:
                break
            out[place] = replace(out[place], reading=replace(member, year=reading.year))
            if out[place].rule != "day_in_list":
                break
    return out


def ranges(text: str, tokens: Sequence[Token]) -> Iterator[int]:
    """Give the places of tokens that open a range which the next token closes."""
    for place in range(len(tokens) - 1):
        left, right = tokens[place], tokens[place + 1]
        gap = _gap(text, left, right)
        opens = gap in _RANGE_GAPS or (
            gap in {"and", "and the"}
            and _BETWEEN.search(text[max(0, left.start - 14) : left.start]) is not None
        )
        if opens and _is_date(left.reading) and _is_date(right.reading):
            yield place


def _is_date(reading: Reading) -> bool:
    if isinstance(reading, Timed):
        reading = reading.day
    if isinstance(reading, Modified) and reading.inner is not None:
        reading = reading.inner
    return isinstance(reading, Calendar | YearPart | DayOfMonth | Weekday | Shift | Era)


def _gap(text: str, left: Token, right: Token) -> str:
    if right.start - left.end > 14:
        return "\0"
    return " ".join(text[left.end : right.start].lower().split())


def _grown(text: str, tokens: Sequence[Token]) -> Iterator[Token]:
    for place, token in enumerate(tokens):
        before = tokens[place - 1].end if place else 0
        after = tokens[place + 1].start if place + 1 < len(tokens) else len(text)
        reading = token.reading
        if not isinstance(reading, Calendar):
            yield token
        elif reading.day is not None:
            yield from _days(text, token, reading, before, after)
        elif reading.year is not None and reading.year <= 0:
            yield from _years_before_christ(text, token, reading, before)
        else:
            yield from _short_years(text, token, reading, after)


def _days(text: str, token: Token, reading: Calendar, before: int, after: int) -> Iterator[Token]:
    month_first = token.rule == "month_day"
    earlier: list[Token] = []
    start = token.start
    while not month_first and len(earlier) < _LONGEST_LIST:
        left = text[max(before, start - 14) : start]
        match = _DAYS_BEFORE.search(left)
        if match is None or (
            match["gap"].strip() != "-" and not _LEADS.search(left[: match.start()])
        ):
            break
        end = start - len(match["gap"])
        start = start - len(left) + match.start()
        earlier.append(_day(start, end, reading, int(match["day"])))
    yield from reversed(earlier)
    yield token
    last, place, members = reading.day or 0, token.end, 0
    while month_first and reading.year is None and members < _LONGEST_LIST:
        limit = min(after, place + 24) if after < len(text) else after
        match = _MORE_DAYS.match(text, place, limit) or (
            _LAST_DAY.match(text, place, limit) if members else None
        )
        if match is None or int(match["day"]) <= last:
            break
        last, members = int(match["day"]), members + 1
        begin = match.end("gap") + (4 if text[match.end("gap") :].startswith("the ") else 0)
        yield _day(begin, match.end(), reading, last)
        place = match.end()


def _day(start: int, end: int, reading: Calendar, day: int) -> Token:
    return Token(start, end, "day_in_list", replace(reading, day=day, weekday=None))


def _years_before_christ(
    text: str, token: Token, reading: Calendar, before: int
) -> Iterator[Token]:
    left = text[max(before, token.start - 14) : token.start]
    match = _YEAR_BEFORE_CHRIST.search(left)
    if match and int(match["year"]) > 1 - (reading.year or 0):
        start = token.start - len(left) + match.start()
        yield Token(
            start, start + len(match["year"]), "year_in_range", Calendar(1 - int(match["year"]))
        )
    yield token


def _short_years(text: str, token: Token, reading: Calendar, after: int) -> Iterator[Token]:
    yield token
    if reading.year is None or reading.month is not None:
        return
    match = _SHORT_YEAR.match(text, token.end)
    if match and match.end() <= after and int(match[1]) > reading.year % 100:
        year = reading.year // 100 * 100 + int(match[1])
        yield Token(match.start(1), match.end(), "year_in_range", Calendar(year))


def _share(left: Reading, right: Reading) -> Reading | None:
    """Give the left member what only the right one tells."""
    if isinstance(left, Modified) and left.inner is not None:
        inner = _share(left.inner, right)
        return None if inner is None else replace(left, inner=inner)
    if isinstance(right, Modified) and right.inner is not None:
        right = right.inner
    match left, right:
        case DayOfMonth(day=day), Calendar(month=month, day=other) if month and other:
            year = right.year
            if day > other:
                month, year = (month - 1, year) if month > 1 else (12, year and year - 1)
            return Calendar(year, month, day, left.weekday)
        case Calendar(year=None, month=month), Calendar(year=year) if (
            month and year and right.month
        ):
            return replace(left, year=year - 1 if month > right.month else year)
        case YearPart(year=None, shift=None), YearPart(year=year) | Calendar(
            year=year, day=None
        ) if year:
            return replace(left, year=year)
        case Calendar(year=None, month=month, day=None), YearPart(year=year) if month and year:
            return replace(left, year=year)
    return None


def _continue(left: Reading, right: Reading) -> Reading | None:
    """Give the right member what only the left one tells."""
    if isinstance(left, Timed):
        left = left.day
    match left, right:
        case Calendar(month=month, day=day), DayOfMonth(day=other) if month and day:
            year = left.year
            if other < day:
                month, year = (month + 1, year) if month < 12 else (1, year and year + 1)
            return Calendar(year, month, other, right.weekday)
    return None
