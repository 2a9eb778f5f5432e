"""Launches told without their usual words."""

from __future__ import annotations

import pytest

from tests.launches.conftest import Reading, asserted, launch_days

TOLD = [
    (
        "North Korea's missiles: a chronology\n\nJuly 5, 2006: seven missiles, among them a "
        "Taepodong-2.\n\nApril 13, 2012 – the Hwasong-12 breaks apart.",
        {("KP", "2006-07-05"), ("KP", "2012-04-13")},
    ),
    (
        "North Korea fired a missile on Tuesday. On Oct. 1 it launched eight from four places.",
        {("KP", "2022-10-04"), ("KP", "2022-10-01")},
    ),
    (
        "North Korea fired two missiles on Tuesday. The other three were on Sept. 25, 28 and 29.",
        {("KP", f"2022-{day}") for day in ("10-04", "09-25", "09-28", "09-29")},
    ),
    (
        "North Korea test-launched three missiles, two on Sept. 28 and one on Sept. 15.",
        {("KP", "2022-09-28"), ("KP", "2022-09-15")},
    ),
    (
        "North Korea launched a rocket on Tuesday. The seventh launch took place on Sept. 28, the "
        "eighth on Oct. 1.",
        {("KP", "2022-10-04"), ("KP", "2022-09-28"), ("KP", "2022-10-01")},
    ),
    (
        "North Korea's missiles: a chronology\n\n■ 28 July 2017: Second successful ICBM test\n\n"
        "_ March 8, 2006: North Korea says it fired two short-range missiles.",
        {("KP", "2017-07-28"), ("KP", "2006-03-08")},
    ),
    (
        "Seoul and Washington fired eight missiles on Tuesday in answer to North Korea.",
        {("KR", "2022-10-04"), ("US", "2022-10-04")},
    ),
    (
        "South Korea and the United States on Tuesday launched four missiles.",
        {("KR", "2022-10-04"), ("US", "2022-10-04")},
    ),
]
NOT_TOLD = [
    "North Korea built missiles. The first two parades were on May 3 and 5.",
    "North Korea's missiles: a chronology\n\nOct. 10, 2020: the Hwasong-16, shown at a parade.",
    "North Korea's missiles: a chronology\n\nMay 3, 2021: missile talks.",
    "North Korea built a missile. On Tuesday it fired three officials.",
    "North Korea's trade fell by 3 in May.",
]


@pytest.mark.parametrize(("text", "wanted"), TOLD, ids=[t for t, _ in TOLD])
def test_what_is_told_in_few_words(read: Reading, text: str, wanted: set[tuple[str, str]]) -> None:
    assert launch_days(read(text, "2022-10-05")) == wanted


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_only_looks_like_it(read: Reading, text: str) -> None:
    assert not asserted(read(text, "2022-10-05"))


@pytest.mark.parametrize(("total", "each"), [("four", (1, 3)), ("a", (1, 1))])
def test_of_what_two_fired_together_each_fired_a_part(read: Reading, total: str, each) -> None:
    told = f"Seoul and Washington jointly fired {total} missile on Tuesday."
    counts = {(m.launcher, m.count_low, m.count_high) for m in asserted(read(told, "2022-10-05"))}
    assert counts == {("KR", *each), ("US", *each)}
