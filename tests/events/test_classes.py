"""How classes stand to each other, as an editor would say it."""

import itertools
from typing import get_args

import pytest

from pipelines.events.classes import Relation, most_precise, relation
from pipelines.model import MissileClass


@pytest.mark.parametrize(
    ("one", "other", "stands"),
    [
        ("srbm", "srbm", Relation.SAME),
        ("ballistic", "icbm", Relation.COVERS),
        ("missile", "ballistic", Relation.COVERS),
        ("missile", "cruise", Relation.COVERS),
        ("rocket", "slv", Relation.COVERS),
        ("slv", "icbm", Relation.KIN),
        ("slv", "ballistic", Relation.KIN),
        ("slbm", "srbm", Relation.KIN),
        ("mlrs", "srbm", Relation.KIN),
        ("srbm", "mrbm", Relation.NEIGHBOUR),
        ("srbm", "icbm", Relation.DIFFERENT),
        ("cruise", "ballistic", Relation.DIFFERENT),
        ("rocket", "cruise", Relation.DIFFERENT),
        ("sam", "srbm", Relation.DIFFERENT),
    ],
)
def test_relation(one: MissileClass, other: MissileClass, stands: Relation) -> None:
    assert relation(one, other) is stands


def test_a_relation_reads_the_same_from_both_sides() -> None:
    for one, other in itertools.product(get_args(MissileClass), repeat=2):
        assert relation(one, other) is relation(other, one)


def test_the_most_precise_classes_cover_no_other() -> None:
    assert most_precise({"missile", "ballistic", "srbm"}) == ("srbm",)
    assert most_precise({"missile", "icbm", "srbm"}) == ("icbm", "srbm")
    assert most_precise({"missile"}) == ("missile",)
    assert most_precise({"ballistic", "cruise"}) == ("ballistic", "cruise")
