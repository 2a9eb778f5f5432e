"""How well one known launch fits what a report says of its own.

Every comparison is a likelihood ratio: how much likelier the words are if this launch is meant
than if any other is. The figures are rounded shares of the reports and launches in development
data; `benchmarks/dating.py` shows how well the sum of them is calibrated.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from pipelines.dates.clues.classes import class_fit
from pipelines.dates.clues.launches import Flight, LaunchDay
from pipelines.dates.clues.report import Report
from pipelines.model import Outcome
from pipelines.seeds import Site

OTHER_LAUNCHER: Final = 0.01
"""Share of reports whose launcher was misread."""

NAMED_AND_FLOWN: Final = 2.5
NAMED_ONLY: Final = 0.75
"""A class that the text names somewhere, of its launch or of another one."""

COUNTED: Final = ((1, 1.7), (2, 2.6), (3, 8.0), (4, 14.0), (5, 20.0), (10, 35.0))
COUNTED_MORE: Final = 120.0
"""Up to which number a number that both give says how much: the larger the rarer."""

PART_OF_THE_DAY: Final = 0.3
"""What a number is worth that is one of several flights of the day."""

_SEAS: Final = frozenset({"sea-of-japan", "yellow-sea", "pacific-ocean"})
_FAILED: Final[dict[Outcome, float]] = {"failure": 6.0, "success": 0.12, "unknown": 0.6}
_SUCCEEDED: Final[dict[Outcome, float]] = {"failure": 0.15, "success": 1.2, "unknown": 0.9}

MEASURES: Final = ((0.015, 10.0), (0.06, 7.0), (0.2, 1.5))
"""Error as a share of what flew, and how much a report's figure within it says."""

NOT_ROUND: Final = 3.0
"""How much more an exact figure says that no one would write of another flight (933, not 900)."""

ANOTHER_MEASURE: Final = 0.2
"""Share of figures that are of another missile, or of another source."""

FAR_FROM_IT: Final = 0.08
"""The same where it is less than half or more than twice what flew."""

ANY_FIGURE: Final = 0.4
"""What a fitting distance is worth that the text does not plainly give as range or apogee."""

ALOFT: Final = ((3.0, 10.0), (6.0, 2.0))
EEZ_KM: Final = (800.0, 1150.0)
"""Ranges that end in Japan's exclusive economic zone; shorter ones seldom do."""

EARTH_RADIUS_KM: Final = 6371.0
NEARBY_KM: Final = 8.0
SHORTEST_NAME: Final = 5
PRECISE_KM: Final = 30.0
"""Sites that stand for more than this are provinces."""


def fit(told: Report, one: LaunchDay, sites: Mapping[str, Site]) -> float:
    """The likelihood ratio of all that the report says, given this launch."""
    other = told.launcher and one.launcher and told.launcher != one.launcher
    ratio = OTHER_LAUNCHER if other else 1.0
    for reported in sorted(told.classes):
        ratio *= max(class_fit(reported, f.missile_class) for f in one.flights)
    flown = {f.missile_class for f in one.flights}
    for named in sorted(told.named):
        ratio *= NAMED_AND_FLOWN if named in flown else NAMED_ONLY
    ratio *= max(_flight_fit(told, f) for f in one.flights)
    return ratio * _count_fit(told, one) * _site_fit(told, one, sites)


def _count_fit(told: Report, one: LaunchDay) -> float:
    number = told.count_low
    if number is None:
        return 1.0
    if not one.counts:
        return 0.6 if number > 1 and told.count_high is None else 0.4
    if number != told.count_high:
        return _at_least(number, max(one.counts))
    return _exactly(number, one)


def _exactly(number: int, one: LaunchDay) -> float:
    if number in one.totals:
        return _rarity(number)
    if number in one.counts:
        return max(1.0, _rarity(number) * PART_OF_THE_DAY)
    gap = min(abs(c - number) for c in one.counts)
    if gap <= number * 0.1:
        return _rarity(number) / 2
    return 0.5 if number == 1 else 0.35 if gap == 1 else 0.06


def _rarity(number: int) -> float:
    return next((ratio for most, ratio in COUNTED if number <= most), COUNTED_MORE)


def _at_least(number: int, flown: int) -> float:
    if number <= 2:
        return 1.5 if flown >= number else 0.15
    if flown < number:
        return 0.1
    return _rarity(number) / 2 if flown == number else 4.0 if flown <= number * 1.3 else 0.5


def _flight_fit(told: Report, flight: Flight) -> float:
    ratio = _measure_fit(told.ranges, told.distances, flight.range_km)
    ratio *= _measure_fit(told.apogees, told.distances, flight.apogee_km)
    ratio *= _aloft_fit(told, flight) * _course_fit(told, flight)
    if told.outcome != "unknown":
        ratio *= (_FAILED if told.outcome == "failure" else _SUCCEEDED)[flight.outcome]
    elif flight.outcome == "failure":
        ratio *= 0.4
    if told.designations:
        same = flight.designation in told.designations
        ratio *= 20.0 if same else 0.2 if flight.designation else 0.6
    if told.minutes and flight.minute is not None:
        gap = min(abs(m - flight.minute) for m in told.minutes)
        ratio *= 25.0 if gap <= 12 else 2.0 if gap <= 45 else 0.3
    return ratio


def _course_fit(told: Report, flight: Flight) -> float:
    """Over which land it flew and into which sea it fell."""
    ratio = 1.0
    if told.overflew:
        ratio *= 25.0 if flight.overflew else 0.05
    elif flight.overflew:
        ratio *= 0.5
    if told.landing in _SEAS and flight.landing in _SEAS:
        rare = told.landing != "sea-of-japan"
        ratio *= 0.2 if told.landing != flight.landing else 5.0 if rare else 1.1
    if told.landing == "japan-eez":
        inside = flight.range_km and EEZ_KM[0] <= flight.range_km <= EEZ_KM[1]
        ratio *= 2.5 if inside else 0.5 if (flight.range_km or 0) > EEZ_KM[0] / 2 else 0.3
    return ratio


def _measure_fit(told: Sequence[float], distances: Sequence[float], flown: float | None) -> float:
    """A range or apogee against what flew; `distances` are all that the text gives."""
    others = _nearest(distances, flown) * ANY_FIGURE if flown else 0.0
    if not told:
        return max(others, 1.0)
    if not flown:
        return 0.5
    own = _nearest(told, flown)
    near = any(0.5 <= t / flown <= 2 for t in told)
    return max(own, others, ANOTHER_MEASURE if near else FAR_FROM_IT)


def _nearest(told: Sequence[float], flown: float) -> float:
    if not told:
        return 0.0
    best = min(told, key=lambda t: abs(t - flown))
    error = abs(best - flown) / flown
    ratio = next((ratio for most, ratio in MEASURES if error <= most), 0.0)
    exact = ratio == MEASURES[0][1] and round(best) % 10
    return ratio * (NOT_ROUND if exact else 1.0)


def _aloft_fit(told: Report, flight: Flight) -> float:
    """The minutes of the flight that the report gives against those of its apogee."""
    if not told.minutes_aloft:
        return 1.0
    if flight.minutes_aloft is None:
        return 0.3
    error = min(abs(t - flight.minutes_aloft) for t in told.minutes_aloft)
    return next((ratio for most, ratio in ALOFT if error <= most), 0.1)


def _site_fit(told: Report, one: LaunchDay, sites: Mapping[str, Site]) -> float:
    """Whether a place that the report names is one of the launch's, as far as both stand for."""
    own = [sites[i] for i in {f.site_id for f in one.flights if f.site_id} & sites.keys()]
    ratio = 1.0
    if "many_sites" in told.manners and own:
        ratio = 5.0 if len(own) > 1 else 0.3
    named = [sites[i] for i in sorted(told.sites) if i in sites]
    if not named:
        return ratio
    if not own:
        return ratio * 0.6
    return ratio * max(_place_fit(n, o) for n in named for o in own)


@lru_cache(maxsize=8)
def _site_names(sites: tuple[Site, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """All names of places but the capital's, which texts name for the government."""
    by_name = {
        name.casefold(): site.site_id
        for site in sites
        for name in (site.name, *site.variants)
        if name != "Pyongyang" and len(name) >= SHORTEST_NAME
    }
    names = sorted(by_name, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.I), by_name


def sites_near(told: Report, sites: tuple[Site, ...]) -> frozenset[str]:
    """The places of the report's launch, or else those that the text about it names."""
    if told.sites or not sites:
        return told.sites
    pattern, by_name = _site_names(sites)
    return frozenset(by_name[m.casefold()] for m in pattern.findall(told.near))


def _place_fit(told: Site, flown: Site) -> float:
    precise = max(told.uncertainty_km, flown.uncertainty_km) <= PRECISE_KM
    distance = _distance_km(told, flown)
    if distance <= max(told.uncertainty_km, flown.uncertainty_km):
        return 9.0 if precise else 3.0
    if distance <= told.uncertainty_km + flown.uncertainty_km + NEARBY_KM:
        return 5.0 if precise else 2.5
    return 0.1 if precise else 0.25


def _distance_km(first: Site, second: Site) -> float:
    """Along the surface, for places at a few hundred kilometres from each other."""
    north = math.radians(second.latitude - first.latitude)
    middle = math.radians((second.latitude + first.latitude) / 2)
    east = math.radians(second.longitude - first.longitude) * math.cos(middle)
    return EARTH_RADIUS_KM * math.hypot(north, east)
