"""What a text has told so far: the time told last, the line of its story, its last quarter."""

from __future__ import annotations

import re

from pipelines.dates.context import Context, Point
from pipelines.dates.readings import Reading, Shift, YearPart
from pipelines.dates.rules import Token
from pipelines.model import DateExpression

_VALUE = re.compile(r"(\d{4}|BC\d{4})(?:-(\d\d)(?:-(\d\d))?|-(Q[1-4]|H[12]|SP|SU|FA|WI|W\d\d))?")
_HALF_YEARS = re.compile(r"P[69]M")
_ADVERBIAL = re.compile(
    r"(?:^|[.;:,(\"'\n]|\b(?:in|on|by|at|during|from|between|to|until|around|about|of|and"
    r"|throughout"
    r"|over|before|after|through|late|early|for)(?: the)?)\s*$"
)
_OPENING = re.compile(
    r"(?:^|[.!?\n]\"?)\s*(?:(?:in|by|during|at|from|throughout|as of|since)\s+)?(?:the )?$"
)
_LONGEST_PART = 200
"""Days; a season, quarter or "late 1942" is shorter, half a year at most."""


def remember(plain: str, token: Token, row: DateExpression, context: Context) -> None:
    """Let the expressions that follow count from this one."""
    if row.timex_type == "DURATION" and _HALF_YEARS.fullmatch(row.timex_value):
        context.quarter = None  # results of half a year are compared with half a year
    if row.timex_type not in {"DATE", "TIME"} or row.timex_value.endswith("_REF"):
        return
    if row.status != "resolved":
        if row.precision == "day":
            context.open_day = row.timex_value, row.expression_id
        return
    context.open_day = None
    match = _VALUE.match(row.timex_value)
    if match is None:
        return
    bare_year = row.precision == "year" and "-" not in row.timex_value
    in_clause = _needs_clause(row, context) and (
        _opens(plain, token) if bare_year else _stands_as_time(plain, token)
    )
    point = _point(match, row, context, in_clause)
    if context.narrative or not _is_year_ago(token.reading):
        context.point = point
    if _is_quarter_at_hand(token.reading, row, point, context):
        context.quarter = point
    if context.narrative and in_clause:
        context.line = _placed(point, row)


def _needs_clause(row: DateExpression, context: Context) -> bool:
    """Whether it matters where in its clause a date stands: in a story, or with its own year."""
    return context.narrative or row.anchor == "self"


def _point(match: re.Match[str], row: DateExpression, context: Context, adverbial: bool) -> Point:
    part = match[4] if match[4] and match[4][0] in "QH" else None
    return Point(
        year=1 - int(match[1][2:]) if match[1].startswith("BC") else int(match[1]),
        month=int(match[2]) if match[2] else None,
        day=int(match[3]) if match[3] else None,
        part=part,
        expression=row.expression_id,
        paragraph=context.paragraph,
        place=row.end,
        written=row.anchor == "self" and adverbial,
    )


def _is_year_ago(reading: Reading) -> bool:
    """Whether a year is only compared with; what follows still speaks of the year at hand."""
    return isinstance(reading, Shift) and reading.unit == "year" and reading.count == -1


def _is_quarter_at_hand(
    reading: Reading, row: DateExpression, point: Point, context: Context
) -> bool:
    """Whether results of this quarter are what the text goes on to speak of."""
    if not (point.part or "").startswith("Q") or not isinstance(reading, YearPart):
        return False
    published = context.published
    ended = row.latest is None or published is None or row.latest < published
    return reading.shift is None and (ended or context.direction < 0)


def _stands_as_time(plain: str, token: Token) -> bool:
    """Whether a date is the time of its clause, not before a noun ("the 1976 elections")."""
    return _ADVERBIAL.search(_left(plain, token)) is not None


def _opens(plain: str, token: Token) -> bool:
    """Whether a bare year opens its sentence; other years are mentioned on the way."""
    return _OPENING.search(_left(plain, token)) is not None


def _left(plain: str, token: Token) -> str:
    return plain[max(0, token.start - 20) : token.start].lower()


def _placed(point: Point, row: DateExpression) -> Point:
    """Give a season, quarter or "late 1942" the month it stands for."""
    if point.month is not None or row.earliest is None or row.latest is None:
        return point
    if row.timex_value.endswith("WI"):
        return point._replace(month=1)
    if (row.latest - row.earliest).days > _LONGEST_PART:
        return point
    middle = row.earliest + (row.latest - row.earliest) / 2
    return point._replace(year=middle.year, month=middle.month)
