from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipelines.reading import stamps

CERTAIN = {
    "2022-01-17": date(2022, 1, 17),
    "20220117": date(2022, 1, 17),
    "2022-01-17T09:30:00+09:00": date(2022, 1, 17),
    "2022-01-16 23:30:00Z": date(2022, 1, 16),
    "Mon, 17 Jan 2022 09:30:00 +0900": date(2022, 1, 17),
    "17 January 2022": date(2022, 1, 17),
    "January 17, 2022": date(2022, 1, 17),
    "Jan. 17, 2022, 9:30 a.m.": date(2022, 1, 17),
    "2022년 1월 17일": date(2022, 1, 17),
    "2022年1月17日 9時30分": date(2022, 1, 17),
    "17 de enero de 2022": date(2022, 1, 17),
    "17/01/2022": date(2022, 1, 17),
    "01/17/2022": date(2022, 1, 17),
    "17.01.2022": date(2022, 1, 17),
    "04.05.2022": date(2022, 5, 4),
}
NOT_CERTAIN = [
    "01/02/2022",
    "January 2022",
    "2022",
    "yesterday",
    "3 hours ago",
    "17 January",
    "Monday",
    "2022-13-40",
    "1642412345",
    "0001-01-01",
    "",
    "x" * 500,
    "not a date at all",
]


@pytest.mark.parametrize(("text", "day"), CERTAIN.items())
def test_a_certain_day_is_read(text: str, day: date) -> None:
    stamp = stamps.parse("record", text)
    assert stamp is not None
    assert (stamp.day, stamp.text) == (day, text)


@pytest.mark.parametrize("text", NOT_CERTAIN)
def test_a_day_that_is_not_certain_is_not_guessed(text: str) -> None:
    assert stamps.parse("record", text) is None


def test_the_day_is_the_one_written_and_the_instant_needs_a_zone() -> None:
    seoul = stamps.parse("record", "2022-01-17T06:30:00+09:00")
    nowhere = stamps.parse("record", "2022-01-17T06:30:00")
    assert seoul is not None and nowhere is not None
    assert seoul.day == date(2022, 1, 17)
    assert seoul.time_utc == datetime(2022, 1, 16, 21, 30, tzinfo=UTC)
    assert nowhere.time_utc is None


ADDRESSES = {
    "https://a.example/2022/01/17/two-missiles/": date(2022, 1, 17),
    "https://a.example/world/2022/jan/17/two-missiles": date(2022, 1, 17),
    "https://a.example/2022-01-17-two-missiles": date(2022, 1, 17),
    "https://a.example/wiki/Current_events/2022_January_17": date(2022, 1, 17),
    "https://a.example/view/AEN20220117000451325": date(2022, 1, 17),
    "https://a.example/view.php?ud=20220117000451": date(2022, 1, 17),
    "https://a.example/news/20220117_12/": date(2022, 1, 17),
    "https://a.example/news/12345678": None,
    "https://a.example/2022/01/two-missiles": None,
    "https://a.example/2022/13/17/": None,
    "https://a.example/20220117/20220118/": None,
    "https://a.example/version/12.2022.01.17.4": None,
}


@pytest.mark.parametrize(("url", "day"), ADDRESSES.items())
def test_the_day_in_an_address(url: str, day: date | None) -> None:
    stamp = stamps.from_url(url)
    assert (stamp.day if stamp else None) == day


def test_a_collection_day_ends_with_the_day() -> None:
    assert stamps.collected("2022-01-17") == datetime(2022, 1, 17, 23, 59, 59, tzinfo=UTC)
    assert stamps.collected("2022-01-17T09:00:00+09:00") == datetime(2022, 1, 17, tzinfo=UTC)
    assert stamps.collected("last week") is None
