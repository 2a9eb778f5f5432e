"""How a report places its launch among others: "10 days after", "the third this year".

Each phrase is a rule beside examples of what it reads; the tests run them. A phrase may speak of
something else than launches ("10 days after the summit"), so a fit says more than a misfit.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from pipelines.dates.clues.classes import BALLISTIC, class_fit
from pipelines.model import MissileClass

Kind = Literal[
    "after", "last_week", "first_in", "nth_in", "first_since", "nth_of_year", "nth_of_month"
]
_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split(),
        start=1,
    )
}
_ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        start=1,
    )
}
_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november"
        " december".split(),
        start=1,
    )
}
_NUMBER = rf"(?P<n>\d{{1,3}}|an?|{'|'.join(_NUMBERS)})"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_NTH = rf"(?P<nth>{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
_ABOUT = (
    r"(?:just |only |about |around |over |more than |less than |nearly |almost |the past |the )*"
)
_TEST = r"(?:launch|test|firing|round|provocation|barrage|demonstration)"

RULES: Final[tuple[tuple[Kind, str, tuple[str, ...], tuple[str, ...]], ...]] = (
    ("after", rf"\b{_ABOUT}{_NUMBER}[ -]{_UNIT} (?:after|since|ago)\b(?! (?:next|tomorrow))"
     rf"(?:[^.;]{{0,30}}?\b(?P<month>{'|'.join(_MONTHS)}) (?P<day>\d{{1,2}})(?!\d))?",
     ("coming ten days after Pyongyang launched", "comes just two days after North Korea fired",
      "a week after its latest missile launch", "23 days after their January 4 launch"),
     ("the day after tomorrow", "after ten days", "a day after it threatened an answer")),
    ("last_week", r"\b(?:test-?fir|launch|fir|test)\w*\b[^.;]{0,40}? last week\b"
     r"|\blast week\b[^.;]{0,50}\b(?:test-?fired|launched|fired)\b",
     ("follows North Korea's test-firing last week", "Last week Pyongyang launched"),
     ("talks last week",)),
    ("nth_in", rf"\b{_NTH}\b[^.;]{{0,50}}? in {_ABOUT}{_NUMBER} {_UNIT}\b",
     ("its second missile test in a week", "North Korea's fifth in just over two weeks",
      "its first missile launch in two months", "first ballistic missile test in 23 days"),
     ("the first in a series",)),
    ("first_since",
     rf"\bfirst\b[^.;]{{0,80}}? since (?:last |early |late |mid-)?"
     rf"(?:(?P<month>{'|'.join(_MONTHS)})(?: (?P<day>\d{{1,2}})(?!\d))?)?"
     r",?(?:\s?(?P<year>(?:19|20)\d\d))?",
     ("its first ballistic missile launch since March 27", "first IRBM launch since 2017",
      "the first of its kind since September 2023"),
     ("first reported since",)),
    ("nth_of_year", rf"\b{_NTH}\b(?: [\w-]+){{0,4}} {_TEST}\w*(?: [\w-]+){{0,3}} "
     r"(?:this|of the|in the|so far this) year\b",
     ("its 10th launch this year", "Pyongyang's eighth missile test this year",
      "second missile test of the year", "the North's third major weapons test this year"),
     ("the second test in a week",)),
    ("nth_of_month", rf"\b{_NTH}\b(?: [\w-]+){{0,4}} {_TEST}\w*(?: [\w-]+){{0,3}} "
     r"(?:this|of the|in the|so far this) month\b",
     ("its fourth launch this month",), ("the fourth of the month",)),
)  # fmt: skip
"""Kind, pattern, texts it must match and texts it must not."""

_COMPILED: Final = tuple((kind, re.compile(p, re.IGNORECASE)) for kind, p, _, _ in RULES)
_OF_A_LAUNCH = re.compile(r"\b(?:(?:test-?)?fir(?:ed|ing)|launch|test)|missile", re.IGNORECASE)
_OF_A_CLASS: Final = frozenset({"first_in", "first_since"})
MOST_COUNTED: Final = 80
_DAYS: Final = {"day": 1, "week": 7, "month": 30, "year": 365}
_SLACK: Final = {"day": 1, "week": 3, "month": 20, "year": 120}


@dataclass(frozen=True, slots=True)
class Spacing:
    """One phrase: `count` is the ordinal, `span` the days it speaks of, give or take `slack`."""

    kind: Kind
    words: str
    count: int = 0
    span: int = 0
    slack: int = 0
    month: int | None = None
    day: int | None = None
    year: int | None = None
    start: int = 0
    end: int = 0
    flown: frozenset[MissileClass] = frozenset()


def read(text: str) -> tuple[Spacing, ...]:
    """All such phrases of a text, each once."""
    found = []
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(text):
            spacing = _spacing(kind, match)
            if spacing is not None:
                found.append(replace(spacing, start=match.start(), end=match.end()))
    return tuple({(s.kind, s.words.lower()): s for s in found}.values())


def _spacing(kind: Kind, match: re.Match[str]) -> Spacing | None:
    named = match.groupdict()
    count = _ordinal(named.get("nth") or "")
    if kind == "first_since":
        month = _MONTHS.get((named["month"] or "").lower())
        day, year = named["day"], named["year"]
        if month is None and year is None:
            return None
        return Spacing(
            kind, match[0], 1, month=month, day=int(day) if day else None,
            year=int(year) if year else None,
        )  # fmt: skip
    if kind in ("nth_of_year", "nth_of_month"):
        return Spacing(kind, match[0], count)
    if kind == "last_week":
        return Spacing("after", match[0], 0, 7, 4)
    if kind == "after" and not _OF_A_LAUNCH.search(match[0] + _following(match)):
        return None
    unit = named["unit"].lower()
    number = _number(named["n"])
    told: Kind = "first_in" if kind == "nth_in" and count == 1 else kind
    named_month, named_day = named.get("month"), named.get("day")
    return Spacing(
        told, match[0], count, number * _DAYS[unit], _SLACK[unit],
        month=_MONTHS[named_month.lower()] if named_month else None,
        day=int(named_day) if named_day else None,
    )  # fmt: skip


def _following(match: re.Match[str]) -> str:
    return re.split(r"[.;]\s", match.string[match.end() : match.end() + 80], maxsplit=1)[0]


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBERS.get(word.lower(), 1)


def _ordinal(word: str) -> int:
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else _ORDINALS.get(word.lower(), 0)


@dataclass(frozen=True, slots=True)
class Series:
    """The listed launch days of one launcher, each with the classes that flew."""

    listed: tuple[tuple[date, frozenset[MissileClass]], ...]
    every: tuple[date, ...]
    ballistic: tuple[date, ...]

    @classmethod
    def of(cls, listed: tuple[tuple[date, frozenset[MissileClass]], ...]) -> Series:
        """`ballistic` are the days on which anything ballistic flew, space launches included."""
        ballistic = tuple(day for day, flown in listed if flown & (BALLISTIC | {"slv"}))
        return cls(listed, tuple(day for day, _ in listed), ballistic)

    def until(self, day: date) -> Series:
        """The latest launch days up to a day: as many as any phrase can count."""
        end = bisect_right(self.every, day)
        start = max(0, end - MOST_COUNTED)
        ballistic = self.ballistic[: bisect_right(self.ballistic, day)][-MOST_COUNTED:]
        return Series(self.listed[start:end], self.every[start:end], ballistic)

    def alike(self, classes: frozenset[MissileClass]) -> tuple[date, ...]:
        """The days on which one of the classes flew."""
        return tuple(day for day, flown in self.listed if flown & classes)


def fit(
    told: Sequence[Spacing], day: date, classes: frozenset[MissileClass], series: Series
) -> float:
    """Likelihood ratio of the phrases if they speak of the launch of `day`, of these classes."""
    if not told:
        return 1.0
    recent = series.until(day)
    alike = series.alike(classes) if any(s.kind in _OF_A_CLASS for s in told) else ()
    ratio = 1.0
    for spacing in told:
        ratio *= _FITS[spacing.kind](spacing, day, alike, recent)
    return ratio


def _after(spacing: Spacing, day: date, alike: Sequence[date], series: Series) -> float:
    """A launch so many days before, of the class that the phrase names if it names one."""
    found = 0.5
    for other, flown in series.listed:
        gap = abs((day - other).days - spacing.span)
        if other >= day or gap > spacing.slack:
            continue
        if spacing.month and (spacing.month, spacing.day) != (other.month, other.day):
            continue
        exact = 1.0 if gap == 0 or spacing.slack > 1 else 0.5
        fits = not spacing.flown or any(class_fit(t, f) > 1 for t in spacing.flown for f in flown)
        exact *= 10.0 if spacing.month else 1.0
        found = max(found, exact * (12.0 if fits and spacing.flown else 4.0 if fits else 1.0))
    return found


def _first_in(spacing: Spacing, day: date, alike: Sequence[date], series: Series) -> float:
    """The gap to the launch before, of any kind, ballistic, or of the same class."""
    for days in (series.every, series.ballistic, alike):
        before = max((d for d in days if d < day), default=None)
        if before and abs((day - before).days - spacing.span) <= spacing.slack:
            return 5.0
    return 0.4


def _nth_in(spacing: Spacing, day: date, alike: Sequence[date], series: Series) -> float:
    inside = [d for d in series.every if 0 <= (day - d).days <= spacing.span]
    gap = abs(len(inside) - spacing.count)
    return (3.0, 1.5)[gap] if gap < 2 else 0.35


def _first_since(spacing: Spacing, day: date, alike: Sequence[date], series: Series) -> float:
    found = 0.35 if spacing.month is None else 0.3
    for days in (series.every, series.ballistic, alike):
        before = max((d for d in days if d < day), default=None)
        if before is None or (spacing.year and spacing.year != before.year):
            continue
        if spacing.month is None:
            found = max(found, 3.0)
        elif spacing.month == before.month:
            exact = spacing.day is not None and abs(spacing.day - before.day) <= 1
            found = max(found, 40.0 if exact else 0.5 if spacing.day else 6.0)
    return found


def _nth_of_year(spacing: Spacing, day: date, alike: Sequence[date], series: Series) -> float:
    return _nth(spacing, [
        sum(d.year == day.year and d <= day for d in days)
        for days in (series.every, series.ballistic)
    ])  # fmt: skip


def _nth_of_month(spacing: Spacing, day: date, alike: Sequence[date], series: Series) -> float:
    return _nth(spacing, [
        sum((d.year, d.month) == (day.year, day.month) and d <= day for d in days)
        for days in (series.every, series.ballistic)
    ])  # fmt: skip


def _nth(spacing: Spacing, counted: Sequence[int]) -> float:
    """Outlets count tests, launches and days differently, the more so the more there were."""
    gap = min(abs(c - spacing.count) for c in counted)
    slack = max(1, spacing.count // 6)
    return 5.0 if gap == 0 else 3.0 if gap <= slack else 1.0 if gap <= 2 * slack else 0.25


_FITS: Final[dict[Kind, Callable[[Spacing, date, Sequence[date], Series], float]]] = {
    "after": _after,
    "last_week": _after,
    "first_in": _first_in,
    "nth_in": _nth_in,
    "first_since": _first_since,
    "nth_of_year": _nth_of_year,
    "nth_of_month": _nth_of_month,
}
