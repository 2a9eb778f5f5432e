"""Anniversaries, summer time, greetings and copyright lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from pipelines.dates.clues import days
from pipelines.dates.clues.days import Clue
from pipelines.dates.clues.layout import Line
from pipelines.dates.clues.said import WEEKDAY_NAMES, weekday_in

ANNIVERSARIES: Final[tuple[tuple[str, date], ...]] = (
    (r"(?:south\s+korea|rok|korea)\s?[-–—]\s?u\.?s\.?a?\.?\s+(?:mutual|alliance|treaty)",
     date(1953, 10, 1)),
    (r"(?:u\.?s\.?|united states)\s?[-–—]\s?(?:south\s+korea|rok|republic of korea|korea)\s"
     r"(?:mutual|alliance|treaty)", date(1953, 10, 1)),
    (r"(?:armistice|end of the (?:1950-\S*\s)?korean war|korean war (?:armistice|ceasefire|truce))",
     date(1953, 7, 27)),
    (r"(?:outbreak|start|beginning) of the (?:1950-\S*\s)?korean war", date(1950, 6, 25)),
    (r"birth(?:day)?(?: anniversary)? of\s.{0,40}?kim il[- ]sung", date(1912, 4, 15)),
    (r"birth(?:day)?(?: anniversary)? of\s.{0,40}?kim jong[- ]il", date(1942, 2, 16)),
    (r"death of\s.{0,40}kim il[- ]sung", date(1994, 7, 8)),
    (r"death of\s.{0,40}kim jong[- ]il", date(2011, 12, 17)),
    (r"(?:workers.? party|wpk|ruling party)", date(1945, 10, 10)),
    (r"(?:founding|foundation|establishment) of (?:the )?(?:dprk|north korea|democratic people|"
     r"the country|the state|republic)|state founding", date(1948, 9, 9)),
    (r"(?:liberation|end of (?:the second world war|world war (?:ii|two)))", date(1945, 8, 15)),
    (r"(?:cheonan|sinking of the (?:rok|south korean))", date(2010, 3, 26)),
    (r"(?:founding|establishment) of the united nations", date(1945, 10, 24)),
)  # fmt: skip
"""What is celebrated in such texts, and its day: alliance treaty of 1953-10-01, armistice of
1953-07-27, start of the war 1950-06-25, births and deaths of the leaders, founding days."""

_ANNIVERSARY = re.compile(
    r"\b(?P<nth>\d{1,3})(?:st|nd|rd|th)\s+(?:founding |birth(?:day)? )?anniversary\s+of\s+"
    r"(?P<what>[^;]{3,90})",
    re.IGNORECASE,
)
_BIRTHDAY = re.compile(
    r"\b(?P<what>kim (?:il[- ]sung|jong[- ]il))(?:['’]s)? (?P<nth>\d{2,3})(?:st|nd|rd|th) birthday",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\d\s*[ap]\.?\s?m\.?,?\s*\(?(EDT|EST|CEST|CET|PDT|PST)\b", re.IGNORECASE)
_ZONES: Final = {
    "EDT": ("America/New_York", True), "EST": ("America/New_York", False),
    "PDT": ("America/New_York", True), "PST": ("America/New_York", False),
    "CEST": ("Europe/Paris", True), "CET": ("Europe/Paris", False),
}  # fmt: skip
_GREETING = re.compile(rf"\bHappy ({'|'.join(WEEKDAY_NAMES)})\b")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\D{0,25}(?:(?P<first>(?:19|20)\d\d)\s?[-–—]\s?)?(?P<last>(?:19|20)\d\d)",
    re.IGNORECASE,
)


def clues(text: str, parts: Sequence[Line]) -> Iterator[Clue]:
    """Clues that need no date expression."""
    yield from _anniversaries(text)
    yield from _summer_time(text)
    if greeting := _GREETING.search(text):
        weekday = weekday_in(greeting[1]) or 0
        likelihood = np.where(days.since_weekday(weekday) == 0, 1.0, 0.05)
        yield Clue(f"the greeting {greeting[0]!r}", likelihood)
    yield from _copyright(text)


def _anniversaries(text: str) -> Iterator[Clue]:
    told = [(m, m["what"]) for m in _ANNIVERSARY.finditer(text)]
    told += [(m, f"birth of {m['what']}") for m in _BIRTHDAY.finditer(text)]
    for match, what in told:
        for pattern, first in ANNIVERSARIES:
            if re.search(pattern, what, re.IGNORECASE):
                yield _anniversary(match, first)
                break


def _anniversary(match: re.Match[str], first: date) -> Clue:
    year = first.year + int(match["nth"])
    around = match.string[max(0, match.start() - 40) : match.end()].lower()
    shift = -1 if "next year" in around else 1 if "last year" in around else 0
    written = year + shift
    near = np.abs(days.YEARS - written)
    likelihood = np.where(near == 0, 1.0, np.where(near == 1, 0.08 if shift == 0 else 0.02, 0.005))
    told = {-1: "next year", 0: "", 1: "last year"}[shift]
    return Clue(
        f"{match['nth']}th anniversary of {first.year}{' ' + told if told else ''}: {written}",
        likelihood,
    )


def _summer_time(text: str) -> Iterator[Clue]:
    zones = {m[1].upper() for m in _ZONE.finditer(text)}
    if len(zones) == 1:
        name = zones.pop()
        zone, summer = _ZONES[name]
        likelihood = np.where(_is_summer(zone) == summer, 1.0, 0.06)
        yield Clue(f"{name} is {'summer' if summer else 'standard'} time", likelihood)


@lru_cache(maxsize=4)
def _is_summer(zone: str) -> NDArray[np.bool_]:
    info = ZoneInfo(zone)
    noons = (datetime.combine(date.fromordinal(int(o)), time(12), info) for o in days.ORDINALS)
    return np.array([bool(noon.dst()) for noon in noons])


def _copyright(text: str) -> Iterator[Clue]:
    """The page's year: that of the text or of the copy that was kept of it."""
    found = list(_COPYRIGHT.finditer(text))
    if found:
        last = max(int(m["last"]) for m in found)
        ranged = any(m["first"] for m in found)
        same, earlier = (0.3, 0.05) if ranged else (0.6, 0.03)
        lag = last - days.YEARS
        likelihood = np.where(lag == 0, same, np.where(lag > 0, earlier, 0.003))
        yield Clue(f"copyright line of {last}", likelihood)
