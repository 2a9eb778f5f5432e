"""News or narrative?

News tells days from its day of publication ("on Tuesday", "last month"); a history tells them
from each other ("In May 1940 ... two weeks later"). Which of the two a text is shows in what it
leans on: full years other than its own, or words that point at the day of writing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from pipelines.dates.readings import (
    Calendar,
    Modified,
    NamedMonth,
    Reading,
    Reference,
    Shift,
    Stretch,
    Timed,
    Weekday,
    YearPart,
)
from pipelines.dates.rules import Token

MOST_YEARS: Final = 2
"""How many full years it takes to outweigh one word that points at the day of writing."""

FEWEST_YEARS: Final = 3


def is_narrative(tokens: Sequence[Token], published: date | None) -> bool:
    """Whether a text tells its days from each other rather than from the day of writing."""
    years, deictic = 0, 0.0
    for token in tokens:
        reading = _core(token.reading)
        if _names_another_year(reading, published):
            years += 1
        else:
            deictic += _points_at_writing(reading)
    return years >= FEWEST_YEARS and years > MOST_YEARS * deictic


def _core(reading: Reading) -> Reading:
    while isinstance(reading, Timed | Modified):
        inner = reading.day if isinstance(reading, Timed) else reading.inner
        if inner is None:
            break
        reading = inner
    return reading


def _names_another_year(reading: Reading, published: date | None) -> bool:
    year = reading.year if isinstance(reading, Calendar | YearPart) else None
    return year is not None and (published is None or year != published.year)


def _points_at_writing(reading: Reading) -> float:
    """Weigh a word that points at the day of writing: a bare weekday most, "now" least."""
    match reading:
        case Weekday(cue=None) | Shift(base="publication", unit="day", count=-1 | 1):
            return 2.0
        case Shift(base="publication") | Stretch() | NamedMonth() | Weekday():
            return 1.0
        case YearPart(shift=int()):
            return 1.0
        case Reference(value="PRESENT_REF"):
            return 0.3
    return 0.0
