"""How two missile classes stand to each other when two reports are compared.

A less precise class covers the more precise ones. Kin are classes that careful sources give to one
and the same flight: a missile that a submarine fires is "short-range" to one army and an SLBM to
another, and a satellite launch is a long-range missile to its opponents. All else is different: a
conflict to keep across articles, two launches within one.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import IntEnum
from functools import cache
from itertools import pairwise

from pipelines.model import MissileClass


class Relation(IntEnum):
    """How near two classes are; a greater value is nearer."""

    DIFFERENT = 0
    NEIGHBOUR = 1
    KIN = 2
    COVERS = 3
    SAME = 4


_BALLISTIC: frozenset[MissileClass] = frozenset(
    {"crbm", "srbm", "mrbm", "irbm", "icbm", "slbm", "hypersonic"}
)
COVERED: dict[MissileClass, frozenset[MissileClass]] = {
    "ballistic": _BALLISTIC,
    "missile": _BALLISTIC | {"ballistic", "cruise", "sam", "mlrs", "slv", "rocket"},
    "rocket": _BALLISTIC | {"ballistic", "mlrs", "slv"},
}
"""What each class that is no more than a word covers."""

KIN: frozenset[frozenset[MissileClass]] = frozenset(
    frozenset(pair)
    for pair in (
        ("slv", "icbm"), ("slv", "irbm"), ("slv", "ballistic"),
        ("slbm", "srbm"), ("slbm", "mrbm"), ("slbm", "irbm"),
        ("hypersonic", "srbm"), ("hypersonic", "mrbm"), ("hypersonic", "irbm"),
        ("crbm", "srbm"), ("mlrs", "srbm"), ("mlrs", "crbm"), ("mlrs", "ballistic"),
    )
)  # fmt: skip
"""Pairs that careful sources give to one flight without contradicting each other."""

BY_RANGE: tuple[MissileClass, ...] = ("crbm", "srbm", "mrbm", "irbm", "icbm")
"""Each is the neighbour of the next."""


@cache
def relation(one: MissileClass, other: MissileClass) -> Relation:
    """How two classes stand to each other, whichever comes first."""
    if one == other:
        return Relation.SAME
    if one in COVERED.get(other, ()) or other in COVERED.get(one, ()):
        return Relation.COVERS
    if frozenset((one, other)) in KIN:
        return Relation.KIN
    neighbours = {one, other} in map(set, pairwise(BY_RANGE))
    return Relation.NEIGHBOUR if neighbours else Relation.DIFFERENT


def nearest(ours: Collection[MissileClass], theirs: Collection[MissileClass]) -> Relation | None:
    """The nearest relation between any of ours and any of theirs; None where a side is empty."""
    return max((relation(a, b) for a in ours for b in theirs), default=None)


def most_precise(classes: Collection[MissileClass]) -> tuple[MissileClass, ...]:
    """The classes that cover no other one of them, sorted."""
    return tuple(sorted(c for c in classes if COVERED.get(c, frozenset()).isdisjoint(classes)))
