"""How well each known launch fits a report, and what that says of the day it was written.

Every comparison is a likelihood ratio: how much likelier the words are if this launch is meant
than if any other is. The figures are rounded shares of the reports and launches in development
data; `benchmarks/dating.py` shows how well the sum of them is calibrated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from pipelines.dates.clues import days, spacing
from pipelines.dates.clues.classes import BALLISTIC, class_fit
from pipelines.dates.clues.days import Clue, Likelihood
from pipelines.dates.clues.launches import Flight, LaunchDay
from pipelines.dates.clues.report import Report
from pipelines.model import MissileClass
from pipelines.seeds import CatalogueCoverage

LAUNCHES_A_DAY: Final = 0.03
"""Rate of launch days of one launcher (about 250 of the DPRK in 25 years)."""

WESTERN: Final = 10.0
"""How much seldomer a report names the day before, where it still was the day before."""

OTHER_LAUNCHER: Final = 0.01
"""Share of reports whose launcher was misread."""

SHARPNESS: Final = 1.4
"""Exponent of the product: the single ratios are rounded towards 1."""

NAMED_AND_FLOWN: Final = 2.5
NAMED_ONLY: Final = 0.75
"""A class that the text names somewhere, of its launch or of another one."""

LONGEST_UNLISTED_LAG: Final = 60
UNLISTED: Final = 0.06
"""Share of reports whose launch a catalogue lacks although it covers the day, or that were read
wrongly."""

_SEAS: Final = frozenset({"sea-of-japan", "yellow-sea", "pacific-ocean"})

_LAG: Final = (0.07, 0.48, 0.25, 0.07, 0.03, 0.015, 0.015, 0.01, 0.01)
"""Days from the launch (local day) to the report, from -1: west of the launcher it may still be
the day before."""

_HINTED_LAG: Final = (0.02, 0.26, 0.13, 0.13, 0.12, 0.11, 0.1, 0.07, 0.004)
"""The same where the report names the weekday or date of the launch, which says the rest."""

_PRESENT_LAG: Final = (0.075, 0.8, 0.08, 0.01, 0.005, 0.003, 0.003, 0.002, 0.002)
"""The same where the report is told in the present tense (93 labelled briefs: 7, 79, 7)."""

WASHINGTON_BEHIND: Final = 13 * 60
"""Minutes, with daylight saving time; 14 hours without."""

_DATED_LAG: Final = (0.003, 0.03, 0.24, 0.11, 0.11, 0.06, 0.05, 0.05, 0.04)
"""The same where it names the day of a month: a report of the day itself says "today"."""

_TAIL: Final = ((30, 0.04), (365, 0.01))
_HINTED_TAIL: Final = ((30, 0.01), (365, 0.005))
_DATED_TAIL: Final = ((30, 0.22), (365, 0.06))


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """What known launches say of an article's day, and which of them says most on each day."""

    clue: Clue
    fits: tuple[tuple[LaunchDay, float], ...]
    unlisted: Likelihood

    def best(self, index: int) -> LaunchDay | None:
        """The launch that explains most of one day's likelihood, if any known one does."""
        shares = [(fit * _nearness(one, index), one.day, one) for one, fit in self.fits]
        if not shares:
            return None
        most = max(shares, key=lambda s: (s[0], s[1]))
        return most[2] if most[0] > self.unlisted[index] else None


def _nearness(one: LaunchDay, index: int) -> float:
    lag = index - (days.position(one.day) or 0)
    return float(_LAG[min(lag + 1, 8)]) if -1 <= lag <= 365 else 0.0


def match(told: Report, known: Sequence[LaunchDay], coverage: Sequence[CatalogueCoverage]) -> Match:
    """Weigh every known launch of the report's launcher against the report."""
    kernels = {west: _kernel(told, west=west) for west in (False, True)}
    named = _calendar(told)
    unlisted = LAUNCHES_A_DAY * np.where(_covered(told, coverage), UNLISTED, 1.0)
    unlisted = (
        unlisted
        * np.convolve(named, kernels[False][:LONGEST_UNLISTED_LAG])[1 : -LONGEST_UNLISTED_LAG + 2]
    )
    likelihood = unlisted.copy()
    sites_told = told.words & frozenset(w for k in known for f in k.flights for w in f.site_words)
    series = _series(known) if told.spacings or told.other_weekdays else None
    fits = []
    for one in known:
        at = days.position(one.day)
        if at is None or at == 0:
            continue
        fit = _fit(told, one, sites_told) * _series_fit(told, one, series)
        fit = (fit * max(named[at], named[at - 1] / WESTERN)) ** SHARPNESS
        fits.append((one, float(fit)))
        kernel = kernels[told.american and _still_yesterday(one)]
        end = min(at - 1 + kernel.size, likelihood.size)
        likelihood[at - 1 : end] += fit * kernel[: end - at + 1]
    words = f"matched against {len(fits)} known launches"
    return Match(Clue(words, likelihood, refuted_below=0.0), tuple(fits), unlisted)


def _kernel(told: Report, *, west: bool) -> Likelihood:
    """Density of the days from launch to report; the first entry is lag -1.

    `west`: the report is American and the launch still fell on the day before there.
    """
    hinted = bool(told.month_day or told.days_of_month or told.weekday)
    if told.lag is not None:
        near = np.full(9, 0.004)
        near[told.lag : told.lag + 3] += (0.05, 0.85, 0.06)
    elif told.month_day:
        near = np.array(_DATED_LAG)
    elif hinted:
        near = np.array(_HINTED_LAG)
    else:
        near = np.array(_PRESENT_LAG if told.present else _LAG)
    if west and not hinted:
        near = np.concatenate([near[1:], [near[-1]]])
    tail, start = [], len(near) - 1
    for last, probability in _tail(told, hinted=hinted):
        tail += [probability / (last - start + 1)] * (last - start + 1)
        start = last + 1
    return np.concatenate([near, np.array(tail)])


def _tail(told: Report, *, hinted: bool) -> tuple[tuple[int, float], ...]:
    if told.month_day and not told.weekdays:
        return _DATED_TAIL
    return _HINTED_TAIL if hinted else _TAIL


def _still_yesterday(one: LaunchDay) -> bool:
    """Whether the launch fell on the day before in Washington (13 hours behind Korea)."""
    return any(f.minute is not None and f.minute < WASHINGTON_BEHIND for f in one.flights)


def _covered(told: Report, coverage: Sequence[CatalogueCoverage]) -> np.ndarray:
    """Days for which a catalogue claims to list what the report says flew."""
    covered = np.zeros(days.ORDINALS.shape, dtype=bool)
    for claim in coverage:
        same = told.launcher in (None, claim.launcher)
        if same and any(_claims(claim, c) for c in told.classes):
            covered |= (days.since(claim.earliest) >= 0) & (days.since(claim.latest) <= 0)
    return covered


def _claims(claim: CatalogueCoverage, reported: MissileClass) -> bool:
    return reported in claim.missile_classes or (
        reported in ("ballistic", "missile") and bool(BALLISTIC & set(claim.missile_classes))
    )


def _fit(told: Report, one: LaunchDay, sites_told: frozenset[str]) -> float:
    """The likelihood ratio of all that the report says, given this launch."""
    other = told.launcher and one.launcher and told.launcher != one.launcher
    fit = OTHER_LAUNCHER if other else 1.0
    for reported in sorted(told.classes):
        fit *= max(class_fit(reported, f.missile_class) for f in one.flights)
    flown = {f.missile_class for f in one.flights}
    for named in sorted(told.named):
        fit *= NAMED_AND_FLOWN if named in flown else NAMED_ONLY
    fit *= _count_fit(told, one)
    fit *= max(_flight_fit(told, f) for f in one.flights)
    return fit * _site_fit(told, one, sites_told)


def _series(known: Sequence[LaunchDay]) -> spacing.Series | None:
    """The listed days; None without a catalogue, since dated articles list no complete series."""
    listed = tuple(
        (k.day, frozenset(f.missile_class for f in k.flights))
        for k in known
        if any(f.catalogued for f in k.flights)
    )
    return spacing.Series.of(listed) if listed else None


def _series_fit(told: Report, one: LaunchDay, series: spacing.Series | None) -> float:
    """How the report's launch lies among the listed ones."""
    if series is None:
        return 1.0
    flown = frozenset(f.missile_class for f in one.flights)
    fit = spacing.fit(told.spacings, one.day, flown, series)
    earlier = series.until(one.day).every[-8:] if told.other_weekdays else ()
    week = {d.isoweekday() for d in earlier if 0 < (one.day - d).days < 7}
    for weekday in told.other_weekdays:
        fit *= 3.0 if weekday in week else 0.5
    return fit


def _count_fit(told: Report, one: LaunchDay) -> float:
    if told.count_low is None or not one.counts:
        return 1.0
    most = max(one.counts)
    if told.count_low != told.count_high:
        return 1.5 if most >= told.count_low else 0.2
    told_count = told.count_low
    if told_count in one.counts:
        return {1: 1.8, 2: 2.3, 3: 6.0, 4: 10.0}.get(told_count, 15.0)
    if told_count == 1:
        return 0.5
    return 0.4 if any(abs(c - told_count) == 1 for c in one.counts) else 0.12


def _calendar(told: Report) -> Likelihood:
    """Likelihood ratio of each day as the day of the launch, by the date that the report names."""
    if told.month_day:
        return np.where(days.since_month_day(*told.month_day) == 0, 310.0, 0.02)
    fits = np.ones(days.ORDINALS.shape)
    if told.day_of_month:
        fits = np.where(told.day_of_month == days.MONTH_DAYS, 25.0, 0.03)
    elif told.days_of_month:
        fits = np.where(np.isin(days.MONTH_DAYS, sorted(told.days_of_month)), 8.0, 0.3)
    if told.weekday:
        fits = fits * np.where(days.since_weekday(told.weekday) == 0, 6.0, 0.04)
    return fits


def _flight_fit(told: Report, flight: Flight) -> float:
    fit = _measure_fit(told.ranges, flight.range_km) * _measure_fit(told.apogees, flight.apogee_km)
    if told.overflew:
        fit *= 25.0 if flight.overflew else 0.05
    elif flight.overflew:
        fit *= 0.5
    if told.landing in _SEAS and flight.landing in _SEAS:
        rare = told.landing != "sea-of-japan"
        fit *= 0.3 if told.landing != flight.landing else 5.0 if rare else 1.1
    if told.outcome == "failure":
        fit *= {"failure": 6.0, "success": 0.2, "unknown": 0.8}[flight.outcome]
    elif flight.outcome == "failure":
        fit *= 0.5
    if told.designations:
        same = flight.designation in told.designations
        fit *= 20.0 if same else 0.3 if flight.designation else 0.6
    if told.minutes and flight.minute is not None:
        gap = min(abs(m - flight.minute) for m in told.minutes)
        fit *= 25.0 if gap <= 12 else 2.0 if gap <= 45 else 0.3
    return fit


def _measure_fit(told: Sequence[float], flown: float | None) -> float:
    if not told or not flown:
        return 1.0
    error = min(abs(t - flown) / flown for t in told)
    return 7.0 if error <= 0.06 else 1.5 if error <= 0.2 else 0.35


def _site_fit(told: Report, one: LaunchDay, sites_told: frozenset[str]) -> float:
    own = frozenset(w for f in one.flights for w in f.site_words)
    if own & sites_told:
        return 5.0
    provinces = frozenset(p for f in one.flights for p in f.provinces)
    if provinces and told.provinces:
        return 4.0 if provinces & told.provinces else 0.4
    return 0.35 if own and sites_told else 1.0


def background(
    month_days: Sequence[tuple[int, int]],
    known: Sequence[LaunchDay],
    coverage: Sequence[CatalogueCoverage],
) -> list[Clue]:
    """Earlier launches that the report dates without a year: listed in some years only."""
    clues = []
    covered = np.zeros(days.ORDINALS.shape, dtype=bool)
    for claim in coverage:
        covered |= (days.since(claim.earliest) >= 0) & (days.since(claim.latest) <= 0)
    for month, day in month_days:
        years = sorted(k.day.year for k in known if (k.day.month, k.day.day) == (month, day))
        lag = days.since_month_day(month, day)
        last = days.ORDINALS - lag - days.FIRST.toordinal()
        listed = np.isin(days.YEARS[np.maximum(last, 0)], years)
        silent = covered[np.maximum(last, 0)] & ~listed
        likelihood = np.where(listed, 1.0, np.where(silent, 0.03, 0.15))
        clues.append(Clue(f"launch of {day}.{month}.: known in {years or 'no year'}", likelihood))
    return clues
