"""How a report places its launch among others: "10 days after", "the third this year".

Each phrase is a rule beside examples of what it reads; the tests run them. `series` holds them
against the launches that are known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Literal

from pipelines.model import MissileClass

Kind = Literal[
    "after", "last_week", "first_in", "nth_in", "first_since", "nth_of_year", "nth_of_month",
    "in_a_row", "nth_since", "nth_since_day", "last_was", "this_week", "another", "first",
]  # fmt: skip
NUMBERS: Final = {
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
_NUMBER = rf"(?P<n>\d{{1,3}}|an?|{'|'.join(NUMBERS)})"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_NTH = rf"(?P<nth>{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
_ABOUT = (
    r"(?:just |only |about |around |over |more than |less than |nearly |almost |the past |the )*"
)
_TEST = r"(?:launch|test|attempt|firing|round|provocation|barrage|demonstration)"

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
    ("last_was",
     rf"\b(?:last|previous)\s+(?:time\b|(?:\w+\s+){{0,3}}{_TEST}\w*)[^.;]{{0,70}}?"
     rf"\b(?:was|were|came|occurred|took place|happened)\s+(?:on\s+)?(?P<month>{'|'.join(_MONTHS)})"
     r"\s+(?P<day>\d{1,2})(?!\d)",
     ("North Korea's last missile launch occurred on July 1",
      "The last time Pyongyang fired a ballistic missile was on April 13"),
     ("Last week it launched two", "the last day of the test was hot")),
    ("nth_since_day",
     rf"\b{_NTH}\b(?: [\w-]+){{0,3}} {_TEST}\w*(?: [\w-]+){{0,3}} since "
     rf"(?P<month>{'|'.join(_MONTHS)}) (?P<day>\d{{1,2}})(?!\d)",
     ("the fifth such launch since July 25",), ("its fifth launch since July",)),
    ("nth_of_year", rf"\b{_NTH}\b(?: [\w-]+){{0,4}} {_TEST}\w*(?: [\w-]+){{0,4}} "
     r"(?:this|of the|in the|so far this) year\b",
     ("its 10th launch this year", "Pyongyang's eighth missile test this year",
      "second missile test of the year",
      "the ninth test conducted by North Korea this year",
      "the North's third major weapons test this year"),
     ("the second test in a week",)),
    ("nth_of_month", rf"\b{_NTH}\b(?: [\w-]+){{0,4}} {_TEST}\w*(?: [\w-]+){{0,3}} "
     r"(?:this|of the|in the|so far this) month\b",
     ("its fourth launch this month",), ("the fourth of the month",)),
    ("in_a_row", rf"\b(?:{_NTH} (?:consecutive|straight|successive) day\b"
     rf"|{_NTH.replace('nth', 'nth2')} day (?:in a row|running)\b"
     rf"|{_NUMBER} (?:consecutive |straight )?days in a row\b)",
     ("for the third day in a row", "for a second consecutive day", "launched two days in a row"),
     ("the third day of the visit", "three days after the launch")),
    ("nth_since",
     rf"\b{_NTH} (?:ballistic )?missile\b[^.;]{{0,30}}? since [^.;]{{0,40}}?\bnuclear\b",
     ("its fifth missile since testing a nuclear weapon on May 25",),
     ("the fifth missile test since 2017",)),
    ("this_week",
     r"\b(?:multiple|several|other|series of)\b[^.;]{0,40}\b(?:missiles|launches|tests)\b"
     r"[^.;]{0,20}\b(?:this|in the past|over the past) week\b",
     ("the launch of multiple other ballistic missiles this week",),
     ("two missiles this week",)),
    ("another",
     r"\b(?:fires?d?|launche?s?d?|tests?(?:ed)?|test[- ]fires?d?)\s+(?:another|\w+ more)\b",
     ("fires another ballistic missile", "test fires seven more missiles"),
     ("another missile was ready",)),
    ("first", r"\bits first (?:satellite|intercontinental|ICBM)\b",
     ("to put its first satellite into space", "its first intercontinental ballistic missile"),
     ("its first spy satellite", "a submarine-launched missile for the first time")),
)  # fmt: skip
"""Kind, pattern, texts it must match and texts it must not."""

_COMPILED: Final = tuple((kind, re.compile(p, re.IGNORECASE)) for kind, p, _, _ in RULES)
_OF_A_LAUNCH = re.compile(r"\b(?:(?:test-?)?fir(?:ed|ing)|launch|test)|missile", re.IGNORECASE)
_KIND = re.compile(
    r"\b(?:ICBM|IRBM|SLBM|intercontinental|intermediate|submarine|sub|cruise|hypersonic|satellite"
    r"|long-range|short-range|medium-range|ballistic|kind|type|time)\b",
    re.IGNORECASE,
)
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

    @property
    def of_a_kind(self) -> bool:
        """Whether it counts launches of one kind only: "its first ICBM launch since"."""
        return bool(_KIND.search(self.words))


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
    if kind == "last_week":
        return Spacing("after", match[0], 0, 7, 4)
    if kind in ("first_since", "last_was", "nth_since_day"):
        return _since(kind, match)
    if "unit" in named:
        return _counted(kind, match)
    counted = named.get("nth") or named.get("nth2")
    return Spacing(kind, match[0], _ordinal(counted) if counted else _number(named.get("n") or ""))


def _since(kind: Kind, match: re.Match[str]) -> Spacing | None:
    named = match.groupdict()
    month, day, year = named["month"], named["day"], named.get("year")
    if month is None and year is None:
        return None
    return Spacing(
        kind, match[0], _ordinal(named.get("nth") or "first"),
        month=_MONTHS[month.lower()] if month else None, day=int(day) if day else None,
        year=int(year) if year else None,
    )  # fmt: skip


def _counted(kind: Kind, match: re.Match[str]) -> Spacing | None:
    """So many days, weeks, months or years: "10 days after", "its second test in a week"."""
    if kind == "after" and not _OF_A_LAUNCH.search(match[0] + _following(match)):
        return None
    named = match.groupdict()
    count, unit = _ordinal(named.get("nth") or ""), match["unit"].lower()
    told: Kind = "first_in" if kind == "nth_in" and count == 1 else kind
    month, day = named.get("month"), named.get("day")
    return Spacing(
        told, match[0], count, _number(match["n"]) * _DAYS[unit], _SLACK[unit],
        month=_MONTHS[month.lower()] if month else None, day=int(day) if day else None,
    )  # fmt: skip


def _following(match: re.Match[str]) -> str:
    return re.split(r"[.;]\s", match.string[match.end() : match.end() + 80], maxsplit=1)[0]


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else NUMBERS.get(word.lower(), 1)


def _ordinal(word: str) -> int:
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else _ORDINALS.get(word.lower(), 0)
