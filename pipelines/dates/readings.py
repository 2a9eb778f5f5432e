"""What a span of text says by itself, before any publication day or context is known.

A reading is small, frozen and symbolic: "three days ago" is `Shift("day", -3, "publication")`
whoever wrote it and whenever. `resolve` turns a reading into days.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal[
    "second", "minute", "hour", "day", "night", "weekend", "week", "fortnight", "month", "quarter",
    "half", "season", "year", "decade", "century",
]  # fmt: skip
Base = Literal["publication", "context", "either"]
Third = Literal["early", "mid", "late"]
Modifier = Literal["early", "mid", "late", "earlier", "later", "start", "end"]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar date, as far as the words give it. Astronomical years: 499 BC is -498."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Numeric:
    """All-number date with more than one possible order; the readings, likeliest first."""

    readings: tuple[Calendar, ...]


@dataclass(frozen=True, slots=True)
class Era:
    """A decade or century, written as the digits that its years share: 199, 19."""

    digits: str
    before_christ: bool = False
    short: bool = False
    """Whether the century was left out ("the nineties")."""


@dataclass(frozen=True, slots=True)
class YearPart:
    """A quarter, half or season: Q1-Q4, H1, H2, SP, SU, FA, WI.

    `shift` counts from the current or matching one: "last summer" -1, "this fall" 0.
    """

    part: str
    year: int | None = None
    shift: int | None = None
    fiscal: bool = False


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """The 4th; `shift` in months where the words say so ("of last month" is -1)."""

    day: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """ISO day of the week; `cue` is last, this, next, past, coming or none.

    `weeks` counts calendar weeks from the publication week ("Tuesday of last week" is -1).
    """

    day: int
    cue: str | None = None
    weeks: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units from a base: today, last year, two weeks ago, three days later, that month.

    `count` is null for a vague number ("several years ago"). `coarse` keeps the unit as the
    precision even for weeks ("last week" is a week, "two weeks ago" a day).
    """

    unit: Unit
    count: int | None
    base: Base
    sign: int = 0
    coarse: bool = True


@dataclass(frozen=True, slots=True)
class NamedMonth:
    """A month with a direction: "last May" -1, "this May" 0, "next May" +1, with day if told."""

    month: int
    shift: int
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The past three months, the coming week: a period that ends or begins at its base."""

    unit: Unit
    count: int | None
    side: int
    base: Base = "publication"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length: TIMEX3 value such as P3Y, PT2H or PXM."""

    value: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """A set: every week, daily, each July."""

    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """PAST_REF, PRESENT_REF or FUTURE_REF."""

    value: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day. `part` stands in for hours ("night" is NI); hour 24 is midnight at the end.

    `zone` is as written, "local time" included.
    """

    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    part: str | None = None
    zone: str | None = None
    any_day: bool = False
    """Whether no one day is meant ("at night")."""
    half: str | None = None
    """a or p where the words say a.m. or p.m."""
    converts: int | None = None
    """Minutes past midnight of the time before, of which this is the same instant elsewhere."""
    last_night: bool = False
    """Whether it is the night before the publication day unless a day is told ("overnight")."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A time of day on a day."""

    day: Reading
    clock: Clock


@dataclass(frozen=True, slots=True)
class Modified:
    """Early, mid, late, earlier, later in, start of or end of a period."""

    modifier: Modifier
    inner: Reading | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """The first week of, the last two months of, the third day of: `index` -1 counts from the end.

    With `count` the slice is the first or last so many units.
    """

    unit: Unit
    index: int
    count: int | None = None
    inside: Reading | None = None


@dataclass(frozen=True, slots=True)
class Within:
    """A date whose year or month another expression gives: "May of last year"."""

    inner: Reading
    outer: Reading


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units before (-1) or after (+1) an anchor; without one it is only a length."""

    unit: Unit
    count: int | None
    sign: int
    anchor: Reading | None = None


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week, weekend or month of a named day."""

    unit: Unit
    day: Reading | None = None


@dataclass(frozen=True, slots=True)
class WeekNumber:
    """An ISO week by its number."""

    number: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class QuarterEnded:
    """The quarter that ended on a named day; fiscal years differ, so its middle month decides."""

    part: str | None = None
    day: Reading | None = None


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast of the civil calendar by its key in `english.holidays`."""

    key: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class SameTime:
    """At that time, at the same time: the time told last, as precisely as it was told."""


Reading = (
    Calendar | Numeric | Era | YearPart | DayOfMonth | Weekday | Shift | NamedMonth | Stretch
    | Duration | Repeat | Reference | Clock | Timed | Modified | Slice | Within | Offset | WeekOf
    | QuarterEnded | WeekNumber | Feast | SameTime
)  # fmt: skip
