"""Class, designation and number of what flew."""

from __future__ import annotations

import pytest

from pipelines.launches import weapons
from pipelines.launches.chunks import Sentence
from pipelines.launches.classes import CLASS_RULES, compatible
from pipelines.launches.numbers import COUNTS
from pipelines.launches.vocabulary import compile_vocabulary
from pipelines.launches.weapons import WeaponPhrase
from pipelines.seeds import Lexicon


def _phrases(text: str, lexicon: Lexicon) -> list[WeaponPhrase]:
    sentence = Sentence(0, 0, f"North Korea fired {text}.", [], compile_vocabulary(lexicon))
    return weapons.find(sentence)


@pytest.mark.parametrize(
    ("text", "missile_class"), [(e, r.missile_class) for r in CLASS_RULES for e in r.examples]
)
def test_class(text: str, missile_class: str, lexicon: Lexicon) -> None:
    (phrase,) = _phrases(text, lexicon)
    assert phrase.missile_class == missile_class


@pytest.mark.parametrize(("text", "low", "high"), COUNTS)
def test_count(text: str, low: int, high: int | None, lexicon: Lexicon) -> None:
    (phrase,) = _phrases(text, lexicon)
    assert (phrase.low, phrase.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "designation", "missile_class"),
    [
        ("a Hwasong-17", "Hwasong-17", "icbm"),
        ("a Hwasong 17 missile", "Hwasong-17", "icbm"),
        ("a Hwaseong-12 missile", "Hwasong-12", "irbm"),
        ("a KN-23", "Hwasong-11A", "srbm"),
        ("a KN-23-type missile", "Hwasong-11A", "srbm"),
        ("an ICBM, the Hwasong-18,", "Hwasong-18", "icbm"),
        ("an intermediate-range ballistic missile (IRBM)", None, "irbm"),
        ("two Minuteman III missiles", "Minuteman III", "icbm"),
        ("a medium-range Musudan ballistic missile", "Musudan", "mrbm"),
    ],
)
def test_designation(
    text: str, designation: str | None, missile_class: str, lexicon: Lexicon
) -> None:
    (phrase,) = _phrases(text, lexicon)
    assert (phrase.designation, phrase.missile_class) == (designation, missile_class)


def test_a_list_gives_each_class_its_number(lexicon: Lexicon) -> None:
    found = _phrases("an ICBM and two short-range ballistic missiles", lexicon)
    assert [(p.missile_class, p.low) for p in found] == [("icbm", 1), ("srbm", 2)]


def test_one_head_for_two_numbers(lexicon: Lexicon) -> None:
    found = _phrases("38 ballistic and three cruise missiles", lexicon)
    assert [(p.missile_class, p.low) for p in found] == [("ballistic", 38), ("cruise", 3)]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("srbm", "ballistic", True),
        ("srbm", "missile", True),
        ("slv", "rocket", True),
        ("srbm", "icbm", False),
        ("cruise", "ballistic", False),
    ],
)
def test_less_precise_is_compatible(one: str, other: str, expected: bool) -> None:
    assert compatible(one, other) is expected  # type: ignore[arg-type]
