"""News or narrative?

News tells days from its day of publication ("on Tuesday", "last month"); a history tells them
from each other ("In May 1940 ... two weeks later"). Which of the two a text is shows in what it
leans on: full years other than its own, or words that point at the day of writing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

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


def is_narrative(tokens: Sequence[Token], published: date | None) -> bool:
    """Whether a text tells its days from each other rather than from the day of writing."""
    years = deictic = 0
    for token in tokens:
        reading = _core(token.reading)
        if _names_another_year(reading, published):
            years += 1
        elif _points_at_writing(reading):
            deictic += 1
    return years >= 3 and years > 2 * deictic


_ADVERBIAL = re.compile(
    r"(?:^|[.;:,(\"'\n]|\b(?:in|on|by|at|during|from|between|to|until|around|about|of|and|throughout"
    r"|over|before|after|through|late|early|for)(?: the)?)\s*$"
)


_OPENING = re.compile(r"(?:^|[.!?\n]\"?)\s*(?:(?:in|by|during|at|from|throughout|as of|since)\s+)?(?:the )?$")


def carries_the_story(text: str, token: Token, *, bare_year: bool) -> bool:
    """Whether a date stands as the time of its clause, not before a noun ("the 1976 elections").

    A bare year does so only where it opens its sentence: other years are mentioned on the way.
    """
    if bare_year:
        return _OPENING.search(text[max(0, token.start - 20) : token.start].lower()) is not None
    return _ADVERBIAL.search(text[max(0, token.start - 20) : token.start].lower()) is not None


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


def _points_at_writing(reading: Reading) -> bool:
    match reading:
        case Shift(base="publication") | Stretch() | NamedMonth():
            return True
        case YearPart(shift=shift):
            return shift is not None
        case Reference(value=value):
            return value == "PRESENT_REF"
    return isinstance(reading, Weekday)
