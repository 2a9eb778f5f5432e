"""From clues to a publication date: the posterior over days, and what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from pipelines.dates.clues import days
from pipelines.dates.clues.days import Clue, Likelihood
from pipelines.model import Publication, PublicationBasis

BAR: Final = 0.8
"""A day is given where its probability reaches this; `benchmarks/dating.py` shows what it costs."""

LEVEL: Final = 0.85
"""Probability that `earliest`..`latest` and the candidates hold together."""

IN_CLASH: Final = 0.6
"""What a probability is worth where a clue refutes the likeliest day: no day is certain then."""

MOST_CANDIDATES: Final = 60
"""The likeliest days that are listed; a reason says how many more are possible."""


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """Probability of each day of `days.ORDINALS`, and the clues it came from.

    `clash`: a clue refutes even the best day, so that the text contradicts itself.
    """

    probability: Likelihood
    clues: tuple[Clue, ...]
    clash: bool


def combine(clues: Sequence[Clue], not_after: date) -> Posterior:
    """Multiply prior and likelihoods over the days up to `not_after`."""
    possible = not_after.toordinal() >= days.ORDINALS
    log = np.where(possible, np.log(days.PRIOR), -np.inf)
    for clue in clues:
        log = log + np.log(np.maximum(clue.likelihood, 1e-12))
    if not np.isfinite(log).any():
        return Posterior(np.zeros(log.shape), tuple(clues), clash=True)
    weight = np.exp(log - log.max())
    best = int(np.argmax(log))
    clash = any(clue.refutes(best) for clue in clues)
    return Posterior(weight / weight.sum(), tuple(clues), clash)


def publish(
    posterior: Posterior, basis: PublicationBasis, extra_reasons: Sequence[str] = ()
) -> Publication:
    """What the posterior supports: a day above the bar, otherwise candidates."""
    probability = posterior.probability
    reasons = (*(clue.words for clue in posterior.clues), *extra_reasons)
    if not posterior.clues or probability.sum() == 0:
        return Publication(reasons=(*reasons, "nothing in the text tells the day"))
    order = np.argsort(-probability, kind="stable")
    likely = order[: int(np.searchsorted(np.cumsum(probability[order]), LEVEL)) + 1]
    best, confidence = int(order[0]), _confidence(posterior, float(probability[order[0]]))
    span = (_day(int(likely.min())), _day(int(likely.max())))
    if confidence >= BAR:
        return Publication(
            day=_day(best), basis=basis, confidence=confidence, reasons=reasons,
            earliest=span[0], latest=span[1], candidates=(_day(best),),
        )  # fmt: skip
    listed = likely[:MOST_CANDIDATES]
    more = len(likely) - len(listed)
    return Publication(
        confidence=confidence,
        earliest=span[0],
        latest=span[1],
        candidates=tuple(_day(int(i)) for i in listed) if more <= len(listed) else (),
        reasons=(*reasons, *([f"and {more} more days are as possible"] if more else [])),
    )


def _confidence(posterior: Posterior, probability: float) -> float:
    """Clues of which no day suits all are worth less than their product says."""
    return round(min(probability, 0.99) * (IN_CLASH if posterior.clash else 1.0), 4)


def _day(index: int) -> date:
    return date.fromordinal(int(days.ORDINALS[index]))
