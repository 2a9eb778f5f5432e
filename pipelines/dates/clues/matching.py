"""What the known launches say of the day on which a report was written.

Each known launch is weighed by its likeness to the report, then spread over the days after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import numpy as np

from pipelines.dates.clues import days, lags, likeness
from pipelines.dates.clues.classes import BALLISTIC
from pipelines.dates.clues.days import Clue, Likelihood
from pipelines.dates.clues.launches import LaunchDay
from pipelines.dates.clues.report import Report
from pipelines.dates.clues.series import Series, weekdays_fit
from pipelines.dates.clues.series import fit as fit_in_series
from pipelines.model import MissileClass
from pipelines.seeds import CatalogueCoverage, Site

LAUNCHES_A_DAY: Final = 0.03
"""Rate of launch days of one launcher (about 250 of the DPRK in 25 years)."""

BEFORE_1998: Final = 0.1
"""How much seldomer launches were: 13 days in 14 years."""

WESTERN: Final = 10.0
"""How much seldomer a report names the day before, where it still was the day before."""

SHARPNESS: Final = 1.4
"""Exponent of the product: the single ratios are rounded towards 1."""

LONGEST_UNLISTED_LAG: Final = 60
UNLISTED: Final = 0.04
"""Share of reports whose launch a catalogue lacks although it covers the day, or that were read
wrongly."""


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """One known launch: its likeness to the report, and how the report's day lags behind it."""

    launch: LaunchDay
    likeness: float
    lag: Likelihood

    def share(self, index: int) -> float:
        """What it gives to the likelihood of one day."""
        at = index - (days.position(self.launch.day) or 0) - lags.FIRST_LAG
        return self.likeness * float(self.lag[at]) if 0 <= at < self.lag.size else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """What known launches say of an article's day, and which of them says most on each day."""

    clue: Clue
    fits: tuple[Fit, ...]
    unlisted: Likelihood

    def best(self, index: int) -> LaunchDay | None:
        """The launch that explains most of one day's likelihood, if any known one does."""
        most = max(self.fits, key=lambda f: (f.share(index), f.launch.day), default=None)
        return most.launch if most and most.share(index) > self.unlisted[index] else None


def match(
    told: Report,
    known: Sequence[LaunchDay],
    coverage: Sequence[CatalogueCoverage],
    sites: Sequence[Site] = (),
) -> Match:
    """Weigh every known launch of the report's launcher against the report."""
    named = _calendar(told)
    unlisted = _unlisted(told, named, coverage)
    likelihood = unlisted.copy()
    places = {s.site_id: s for s in sites}
    told = replace(told, sites=likeness.sites_near(told, tuple(sites)))
    series = Series.of(known) if told.spacings or told.other_weekdays else None
    density = cache(lambda hour: lags.density(told, None if hour is None else hour * 60))
    fits = []
    for one in known:
        at = days.position(one.day)
        if at is None or at == 0:
            continue
        like = likeness.fit(told, one, places)
        if series is not None:
            like *= fit_in_series(told.spacings, one, series)
            like *= weekdays_fit(told.other_weekdays, one, series)
        like = (like * max(named[at], named[at - 1] / WESTERN)) ** SHARPNESS
        fits.append(
            Fit(one, float(like), density(None if one.minute is None else one.minute // 60))
        )
        lag, start = fits[-1].lag, at + lags.FIRST_LAG
        end = min(start + lag.size, likelihood.size)
        likelihood[start:end] += like * lag[: end - start]
    words = f"matched against {len(fits)} known launches"
    return Match(Clue(words, likelihood, refuted_below=0.0), tuple(fits), unlisted)


def _unlisted(told: Report, named: Likelihood, coverage: Sequence[CatalogueCoverage]) -> Likelihood:
    """Likelihood of each day if the report's launch is none of the known ones."""
    rate = LAUNCHES_A_DAY * np.where(_covered(told, coverage), UNLISTED, 1.0)
    rate = rate * np.where(days.YEARS < 1998, BEFORE_1998, 1.0)
    lag = lags.density(told, None)[:LONGEST_UNLISTED_LAG]
    start = -lags.FIRST_LAG
    return rate * np.convolve(named, lag)[start : start + named.size]


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
