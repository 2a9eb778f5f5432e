"""What a reading may be counted from, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, NamedTuple

from pipelines.dates.cues import Direction, direction, last_stop
from pipelines.dates.values import facts, last_of_month, year_value
from pipelines.model import Precision, ResolutionStatus, TimexType

PUBLICATION: Final = "publication"
SELF: Final = "self"

LONGEST_SENTENCE: Final = 400
"""Code points within which a year still speaks for a date after it."""


class Point(NamedTuple):
    """The last day, month or year that the text named, and where."""

    year: int
    month: int | None = None
    day: int | None = None
    part: str | None = None
    expression: str = ""
    paragraph: int = 0
    place: int = 0
    written: bool = False
    """Whether the year stands in the text itself, as the time of its clause."""


@dataclass(slots=True)
class Context:
    """What a reading may be counted from.

    `point` is the last time told, `line` the last one that carries the story on (a history that
    mentions "the 1976 elections" on the way goes on where it was), `quarter` the last quarter.
    `open_day` is the last day told whose month or year is open (value and expression). `span` is
    where the expression at hand stands in `text`.
    """

    published: date | None
    narrative: bool
    point: Point | None = None
    line: Point | None = None
    quarter: Point | None = None
    open_day: tuple[str, str] | None = None
    paragraph: int = 0
    text: str = ""
    span: tuple[int, int] | None = None
    follows: Literal["", "list", "range"] = ""
    """Whether the expression at hand goes on with the list or range of the one before."""

    @property
    def direction(self) -> Direction:
        """Whether the clause at hand looks ahead (1), back (-1), or does not say (0)."""
        return direction(self.text, *self.span) if self.span else 0

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
        if self.follows:
            return point
        if point is None or not point.written or self.span is None:
            return None
        if self.published is not None and point.year == self.published.year:
            return None
        start = self.span[0]
        if start - point.place > LONGEST_SENTENCE:
            return None
        return point if last_stop(self.text, point.place, start) == point.place else None


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


def settled(value: str, derivation: str, anchor: str = SELF) -> Resolved:
    """Resolve to a TIMEX3 date, whose days and EDTF follow from its value."""
    known = facts(value)
    return Resolved(
        value=value,
        derivation=derivation,
        anchor=anchor,
        earliest=known.earliest,
        latest=known.latest,
        edtf=known.edtf,
        precision=known.precision,
    )


def left_open(value: str, reason: str, anchor: str = PUBLICATION) -> Resolved:
    """Leave a date open, with as much of its value as is known, and why."""
    known = facts(value)
    return Resolved(
        value=value,
        derivation=reason,
        anchor=anchor,
        status="unresolved",
        edtf=known.edtf,
        precision=known.precision,
    )


def undated(value: str, derivation: str, anchor: str = SELF) -> Resolved:
    """Resolve to what has no days, as PAST_REF."""
    return Resolved(value=value, derivation=derivation, anchor=anchor, precision="vague")


def calendar_value(year: int | None, month: int | None, day: int | None) -> str:
    """Write a calendar date as a TIMEX3 value, X for what is not known."""
    written = "XXXX" if year is None else year_value(year)
    if month is not None:
        written += f"-{month:02}"
    elif day is not None:
        written += "-XX"
    return written if day is None else f"{written}-{day:02}"


def exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar of the years 1 to 9999 has such a day."""
    known = 1 <= year <= 9999 and 1 <= month <= 12
    return known and 1 <= day <= last_of_month(year, month).day


def told_day(point: Point) -> date | None:
    """Return the day of a point, if it is known to the day."""
    if point.month is None or point.day is None or not exists(point.year, point.month, point.day):
        return None
    return date(point.year, point.month, point.day)
