"""How many days after a launch its report is written.

What counts is where the writer's calendar stands: west of the launcher it may still be the day
before. The figures are rounded shares of labelled reports; `benchmarks/dating.py` shows how well
they are calibrated.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from pipelines.dates.clues.days import Likelihood
from pipelines.dates.clues.report import Report

FIRST_LAG: Final = -1
"""The first entry of every density is the day before the launch's own local day."""

_LAG: Final = (0.07, 0.48, 0.25, 0.07, 0.03, 0.015, 0.015, 0.01, 0.01)

_HINTED_LAG: Final = (0.02, 0.26, 0.13, 0.13, 0.12, 0.11, 0.1, 0.07, 0.004)
"""The same where the report names the weekday or date of the launch, which says the rest."""

_DATED_LAG: Final = (0.003, 0.03, 0.24, 0.11, 0.11, 0.06, 0.05, 0.05, 0.04)
"""The same where it names the day of a month: a report of the day itself says "today"."""

_REST: Final = (0.008, 0.004, 0.003, 0.003, 0.002, 0.002)
_FRESH_LAG: Final = (0.06, 0.83, 0.07, *_REST)
"""Told in the present tense, the launch's hour not known."""

_DIGEST_LAG: Final = (0.03, 0.91, 0.04, *_REST)
_FRESH_OF_A_DAY: Final = (0.01, 0.935, 0.035, *_REST)
_FRESH_OF_A_MORNING: Final = (0.105, 0.85, 0.025, *_REST)
_FRESH_OF_A_NIGHT: Final = (0.5, 0.44, 0.03, *_REST)
"""An item of a digest stands under the day it tells of, the more surely the later the launch:
from nine in the morning in Korea, midnight by UTC, 18 of 18 are of that day, from five to nine
27 of 31, before that none of two."""

_ANNOUNCED_LAG: Final = (0.04, 0.3, 0.56, 0.05, 0.01, 0.003, 0.003, 0.002, 0.002)
"""Announced by the launcher, whose state media tell of it in the next morning's papers."""

_TAIL: Final = ((30, 0.04), (365, 0.01))
_HINTED_TAIL: Final = ((30, 0.01), (365, 0.005))
_DATED_TAIL: Final = ((30, 0.22), (365, 0.06))

NINE_IN_THE_MORNING: Final = 9 * 60
FIVE_IN_THE_MORNING: Final = 5 * 60
WASHINGTON_BEHIND: Final = 13 * 60
"""Minutes, with daylight saving time; 14 hours without."""

DAY: Final = 24 * 60
_DELAYS: Final = ((0, 2, 0.06), (2, 7, 0.7), (7, 14, 0.14))
"""Hours from a launch to the statement of the United States: 12 of 14 came after 2.4 to 6.5."""

LATER: Final = (0.05, 0.02, 0.01, 0.005, 0.003)
"""Share of later statements on each of the days after the launch."""

EVENING: Final = 17 * 60


def density(told: Report, minute: int | None) -> Likelihood:
    """Probability of each lag in days from `FIRST_LAG` on, by the launch's minute of the day."""
    near = np.array(_near(told, minute))
    tail, start = [], len(near) + FIRST_LAG
    for last, probability in _tail(told):
        tail += [probability / (last - start + 1)] * (last - start + 1)
        start = last + 1
    return np.concatenate([near, np.array(tail)])


def _near(told: Report, minute: int | None) -> tuple[float, ...]:
    if told.lag is not None:
        near = [0.004] * 9
        near[told.lag : told.lag + 3] = (0.05, 0.85, 0.06)
        return tuple(near)
    if _hinted(told):
        return _DATED_LAG if told.month_day else _HINTED_LAG
    if "american" in told.manners and minute is not None:
        return _in_washington(minute, evening="evening" in told.manners)
    if "announced" in told.manners:
        return _ANNOUNCED_LAG
    return _fresh(told, minute) if told.fresh else _LAG


def _fresh(told: Report, minute: int | None) -> tuple[float, ...]:
    if minute is None:
        return _DIGEST_LAG if "digest" in told.manners else _FRESH_LAG
    if minute >= NINE_IN_THE_MORNING:
        return _FRESH_OF_A_DAY
    return _FRESH_OF_A_MORNING if minute >= FIVE_IN_THE_MORNING else _FRESH_OF_A_NIGHT


def _hinted(told: Report) -> bool:
    return bool(told.month_day or told.days_of_month or told.weekday)


def _in_washington(minute: int, *, evening: bool) -> tuple[float, ...]:
    """The day there on which a statement some hours after the launch is given out."""
    near = [0.002] * 9
    launched = minute - WASHINGTON_BEHIND
    for low, high, probability in _DELAYS:
        moments = np.linspace(launched + low * 60, launched + high * 60, 11)
        if evening:
            moments = moments[moments % DAY >= EVENING]
        for moment in moments:
            near[int(moment // DAY) - FIRST_LAG] += probability / len(moments)
    first = launched // DAY - FIRST_LAG + 1
    for days, probability in enumerate(LATER):
        near[first + days] += probability
    return tuple(near)


def _tail(told: Report) -> tuple[tuple[int, float], ...]:
    if told.month_day and not told.weekdays:
        return _DATED_TAIL
    return _HINTED_TAIL if _hinted(told) else _TAIL
