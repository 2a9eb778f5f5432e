"""Totals and ordinals never become mentions."""

from __future__ import annotations

import pytest

from pipelines.model import LaunchCount
from tests.launches.conftest import Reading, launch_days

Row = tuple[str, str, int | None, int | None, str | None, str | None]


def _row(count: LaunchCount) -> Row:
    return (
        count.kind,
        count.unit,
        count.value_low,
        count.value_high,
        str(count.period_earliest) if count.period_earliest else None,
        str(count.period_latest) if count.period_latest else None,
    )


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "North Korea fired a missile on Friday. It has fired 38 missiles this year.",
            ("total", "missile", 38, 38, "2022-01-01", "2022-10-05"),
        ),
        (
            "The call came after Pyongyang's six missile launches in January.",
            ("total", "launch", 6, 6, "2022-01-01", "2022-01-31"),
        ),
        (
            "North Korea fired a missile on Friday, its seventh missile test this year.",
            ("ordinal", "launch", 7, 7, "2022-01-01", "2022-10-05"),
        ),
        (
            "North Korea fired a missile on Friday. It launched more than 100 missiles since 2021.",
            ("total", "missile", 101, None, "2021-01-01", "2022-10-05"),
        ),
    ],
)
def test_count(text: str, row: Row, read: Reading) -> None:
    (count,) = read(text, "2022-10-05").counts
    assert _row(count) == row


def test_a_total_founds_nothing(read: Reading) -> None:
    found = read("North Korea fired 38 ballistic missiles this year.", "2022-10-05")
    assert found.counts and not found.mentions


def test_the_launch_of_an_ordinal_stays_a_mention(read: Reading) -> None:
    text = "North Korea fired a missile on Friday, its seventh missile test this year."
    assert launch_days(read(text, "2022-10-05")) == {("KP", "2022-09-30")}
