"""Clock times beside each other: two times of one day, or one instant told twice."""

from datetime import date, datetime

import pytest

from pipelines.dates import tag
from pipelines.dates.clocks import days_apart
from pipelines.dates.readings import Clock

WEDNESDAY = date(2022, 10, 5)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("at 2:59 a.m. and 3:23 a.m. on Friday", ["2022-09-30T02:59", "2022-09-30T03:23"]),
        ("from 9:08 a.m. to 9:43 a.m. Sunday", ["2022-10-02T09:08", "2022-10-02T09:43"]),
        ("at 1:34 and 1:39 p.m. on Oct. 4", ["2022-10-04T13:34", "2022-10-04T13:39"]),
        ("9:59 a.m. to 11:13 a.m. on the 4th", ["2022-10-04T09:59", "2022-10-04T11:13"]),
        ("It fell at 9:49 p.m. Tuesday.", ["2022-10-04T21:49"]),
    ],
)
def test_times_of_one_day_share_it(text: str, values: list[str]) -> None:
    assert [row.timex_value for row in tag(text, WEDNESDAY)] == values


def test_a_time_that_ends_a_sentence_is_not_of_the_day_that_begins_the_next() -> None:
    rows = tag("It fell at 9:49 p.m. On Tuesday, it flew.", WEDNESDAY)
    assert [row.text for row in rows] == ["9:49 p.m.", "Tuesday"]


def test_a_time_told_again_in_another_zone_may_lie_on_another_day() -> None:
    local, universal = tag("at 7:50 a.m. on Tuesday (22:50 GMT)", WEDNESDAY)
    assert (local.timex_value, universal.timex_value) == ("2022-10-04T07:50", "2022-10-03T22:50")
    instant = datetime.fromisoformat("2022-10-03T22:50+00:00")
    assert (local.time_utc, universal.time_utc) == (instant, instant)


def test_a_day_belongs_to_the_time_before_it() -> None:
    rows = tag("lifted off at 7:39 a.m. KST Friday (6:39 p.m. EDT Thursday, 2239 GMT)", WEDNESDAY)
    instant = datetime.fromisoformat("2022-09-29T22:39+00:00")
    assert [row.timex_value for row in rows] == [
        "2022-09-30T07:39", "2022-09-29T18:39", "2022-09-29T22:39",
    ]  # fmt: skip
    assert {row.time_utc for row in rows} == {instant}


@pytest.mark.parametrize(
    ("before", "hour", "days"),
    [(7 * 60 + 50, 22, -1), (10 * 60, 1, 0), (18 * 60, 23, 0), (20 * 60, 1, 1), (30, 15, -1)],
)
def test_the_offset_between_two_clocks_is_one_that_zones_have(
    before: int, hour: int, days: int
) -> None:
    assert days_apart(Clock(hour, 0, zone="GMT", converts=before)) == days
