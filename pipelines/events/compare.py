"""Does a report speak of this launch? Named features, each of which can be read aloud.

A feature compares what a report says with what is known of a launch and finds that they agree,
disagree, or that one side is silent. Weights say how much a feature tells launches of one day
apart; they choose between launches and never override a wall (`cluster.wall`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import asin, cos, exp, radians, sin, sqrt

from pipelines.events.classes import COVERED, Relation, most_precise, nearest
from pipelines.events.reports import Facts
from pipelines.events.salvo import counts_fit
from pipelines.model import MissileClass
from pipelines.seeds import Site

SALVO_MINUTES = 180
"""Launches of one salvo lie at most three hours apart: the median span of a timed day in the
hand-made DPRK data is ten minutes, and three days in forty years have a longer gap."""

FAR_KM = 100.0
"""Sites further apart than this, beyond what their coordinates stand for, are not one place."""

Verdict = int
"""1 agrees, 0 one side is silent, -1 disagrees; a class that is only less precise is 0 too."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Which sites lie far apart; distances are computed once."""

    sites: Mapping[str, Site]
    _far: dict[tuple[str, str], bool] = field(default_factory=dict, compare=False, repr=False)

    def far(self, one: str, other: str) -> bool:
        """Whether two sites are too far apart to be one place; False where one is unknown."""
        pair = (one, other) if one < other else (other, one)
        known = self._far.get(pair)
        if known is None:
            a, b = self.sites.get(one), self.sites.get(other)
            known = bool(a and b and _km(a, b) - a.uncertainty_km - b.uncertainty_km > FAR_KM)
            self._far[pair] = known
        return known


def _km(a: Site, b: Site) -> float:
    """Great-circle distance (haversine, mean Earth radius 6371 km)."""
    up, along = radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)
    h = sin(up / 2) ** 2 + cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(along / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(h))


def _class(ours: Facts, theirs: Facts) -> Verdict:
    return _classes(ours.classes, theirs.classes)


@lru_cache(maxsize=4096)
def _classes(ours: frozenset[MissileClass], theirs: frozenset[MissileClass]) -> Verdict:
    """Agree where the same exact classes flew; a part of a salvo is neither here nor there."""
    found = nearest(ours, theirs)
    if found is None or found <= Relation.NEIGHBOUR:
        return 0 if found is None else -1
    exact = set(most_precise(ours))
    return 1 if exact == set(most_precise(theirs)) and exact.isdisjoint(COVERED) else 0


def _count(ours: Facts, theirs: Facts) -> Verdict:
    if not ours.counts or not theirs.counts:
        return 0
    if not ours.counts.isdisjoint(theirs.counts):
        return 1
    return 0 if any(counts_fit(a, b) for a in ours.counts for b in theirs.counts) else -1


def _time(ours: Facts, theirs: Facts) -> Verdict:
    if not ours.minutes or not theirs.minutes:
        return 0
    return 1 if gap(ours.minutes, theirs.minutes) <= SALVO_MINUTES else -1


def gap(ours: tuple[int, ...], theirs: tuple[int, ...]) -> int:
    """Minutes between the nearest clock times of two sides."""
    return min(abs(a - b) for a in ours for b in theirs)


def _shared(name: str) -> Callable[[Facts, Facts], Verdict]:
    def compare_sets(ours: Facts, theirs: Facts) -> Verdict:
        a: frozenset[str] = getattr(ours, name)
        b: frozenset[str] = getattr(theirs, name)
        if not a or not b:
            return 0
        return -1 if a.isdisjoint(b) else 1

    return compare_sets


def _same_waters(ours: Facts, theirs: Facts) -> Verdict:
    """A zone lies in a sea and a sea in an ocean, so another name is not another place."""
    return 0 if ours.landings.isdisjoint(theirs.landings) else 1


@dataclass(frozen=True, slots=True)
class Feature:
    """One comparison, its weights and its words."""

    name: str
    compare: Callable[[Facts, Facts], Verdict]
    agrees: float
    disagrees: float
    words: tuple[str, str]


FEATURES: tuple[Feature, ...] = (
    Feature("time", _time, 3, -6, ("clock times within three hours", "clock times far apart")),
    Feature("site", _shared("sites"), 3, -1, ("same site", "another site named")),
    Feature("designation", _shared("designations"), 3, -2, ("same missile", "another missile")),
    Feature("class", _class, 2, -3, ("same class", "another class")),
    Feature("overflight", _shared("overflew"), 2, -1, ("same state overflown", "other overflight")),
    Feature("landing", _same_waters, 1, 0, ("same waters", "")),
    Feature("count", _count, 1, -2, ("same count", "another count")),
    Feature("claimant", _shared("claimants"), 0.25, 0, ("same claimant", "another claimant")),
)

_COMPARISONS = tuple(f.compare for f in FEATURES)

Verdicts = tuple[Verdict, ...]


def compare(ours: Facts, theirs: Facts) -> Verdicts:
    """The verdict of every feature, in the order of FEATURES."""
    if ours is theirs:
        return _ALONE
    return tuple([feature(ours, theirs) for feature in _COMPARISONS])


_ALONE: Verdicts = (0,) * len(FEATURES)


@lru_cache(maxsize=4096)
def weight(verdicts: Verdicts) -> float:
    """How much the verdicts speak for the same launch; 0 says nothing either way."""
    pairs = zip(FEATURES, verdicts, strict=True)
    return sum(f.agrees if v > 0 else f.disagrees for f, v in pairs if v)


@lru_cache(maxsize=4096)
def words(verdicts: Verdicts) -> str:
    """The verdicts in words: "same class, same site; but another count"."""
    agree = [f.words[0] for f, v in zip(FEATURES, verdicts, strict=True) if v > 0]
    differ = [f.words[1] for f, v in zip(FEATURES, verdicts, strict=True) if v < 0]
    parts = [", ".join(agree)] if agree else []
    return "; ".join([*parts, *(["but " + ", ".join(differ)] if differ else [])])


@lru_cache(maxsize=4096)
def score(verdicts: Verdicts) -> float:
    """Strength of a link between launches of one launcher and day, 0 to 1.

    A logistic of the weight: 0.88 where nothing but launcher and day is known, since hardly one day
    in ten with a launch has two.
    """
    return round(1 / (1 + exp(-2 - weight(verdicts) / 2)), 3)
