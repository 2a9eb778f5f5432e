"""The days an article may have been written on, as numpy columns, and what a clue is.

All arrays have one entry for each day from FIRST to LAST. A likelihood needs no normalisation:
only ratios between days count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

Likelihood = NDArray[np.float64]
Counts = NDArray[np.int64]

FIRST: Final = date(1984, 1, 1)
LAST: Final = date(2039, 12, 31)

ORDINALS: Final[Counts] = np.arange(FIRST.toordinal(), LAST.toordinal() + 1, dtype=np.int64)
_CALENDAR = np.arange(np.datetime64(FIRST), np.datetime64(LAST) + 1)
YEARS: Final[Counts] = _CALENDAR.astype("datetime64[Y]").astype(np.int64) + 1970
MONTHS: Final[Counts] = _CALENDAR.astype("datetime64[M]").astype(np.int64) % 12 + 1
MONTH_DAYS: Final[Counts] = (
    _CALENDAR - _CALENDAR.astype("datetime64[M]").astype("datetime64[D]")
).astype(np.int64) + 1
WEEKDAYS: Final[Counts] = ORDINALS % 7
"""ISO: Monday is 1, Sunday 0 here (`ORDINALS % 7`); compare with `weekday % 7`."""

PRIOR: Final[Likelihood] = np.select(
    [YEARS < 1990, YEARS < 1998, YEARS < 2005], [0.02, 0.1, 0.4], default=1.0
)
"""What is known before a text is read: few texts that can be had today are from before the web."""

FAR: Final = 10_000
"""A lag in days where no such day lies in the past of the calendar."""


@dataclass(frozen=True, slots=True, eq=False)
class Clue:
    """One piece of evidence: how likely its words are on each day, and the words for a reader.

    It speaks against a day whose likelihood is less than `refuted_below` times that of its best
    day: far less where the rest is only rare, as a report written years after its last date.
    """

    words: str
    likelihood: Likelihood
    refuted_below: float = 0.02

    def fit(self, index: int) -> float:
        """The likelihood of one day against that of the clue's best day, 0 to 1."""
        return float(self.likelihood[index] / self.likelihood.max())

    def refutes(self, index: int) -> bool:
        """Whether the clue speaks against a day."""
        return self.fit(index) < self.refuted_below


def lags(past: Iterable[int]) -> Counts:
    """Days since the latest of some days (proleptic ordinals), FAR before the first of them."""
    known = np.array(sorted(past), dtype=np.int64)
    if not known.size:
        return np.full(ORDINALS.shape, FAR)
    index = np.searchsorted(known, ORDINALS, side="right") - 1
    return np.where(index < 0, FAR, ORDINALS - known[np.maximum(index, 0)])


@lru_cache(maxsize=512)
def since_month_day(month: int, day: int) -> Counts:
    """Days since the last such day of any year: 3 on 28 May for (5, 25)."""
    return lags(ORDINALS[(month == MONTHS) & (day == MONTH_DAYS)].tolist())


@lru_cache(maxsize=512)
def until_month_day(month: int, day: int) -> Counts:
    """Days until the next such day of any year: 3 on 22 May for (5, 25)."""
    coming = ORDINALS[(month == MONTHS) & (day == MONTH_DAYS)]
    index = np.searchsorted(coming, ORDINALS, side="left")
    known = np.append(coming, LAST.toordinal() + FAR)
    return known[index] - ORDINALS


@lru_cache(maxsize=64)
def since_day_of_month(day: int) -> Counts:
    """Days since the last such day of any month: 1 on the 5th for 4."""
    return lags(ORDINALS[day == MONTH_DAYS].tolist())


def since_weekday(weekday: int) -> Counts:
    """Days, 0 to 6, since the last such ISO weekday (Monday 1)."""
    return (WEEKDAYS - weekday) % 7


def since(day: date) -> Counts:
    """Days since one day, negative before it."""
    return ORDINALS - day.toordinal()


def stepped(lag: Counts, steps: tuple[tuple[int, float], ...], beyond: float) -> Likelihood:
    """Spread the probability of each step evenly over its days.

    `steps` are (last lag of the step, probability that the lag lies in it), from lag 0; negative
    lags and lags after the last step have the density `beyond` a day.
    """
    density = np.full(lag.shape, beyond)
    start = 0
    for last, probability in steps:
        density[(lag >= start) & (lag <= last)] = probability / (last - start + 1)
        start = last + 1
    return density


def position(day: date) -> int | None:
    """Where a day stands in the columns; None outside them."""
    return (day - FIRST).days if FIRST <= day <= LAST else None


def words(day: date) -> str:
    """A day as people write it: 10 February 2022."""
    return f"{day.day} {day:%B %Y}"
