"""A stamp is a full date and nothing else; what is ambiguous is not read."""

from datetime import date, datetime

import pytest

from pipelines.dates.stamps import parse_stamp

DAY = date(2022, 10, 4)


@pytest.mark.parametrize(
    "text",
    [
        "2022-10-04", "2022/10/04", "2022.10.04.", "20221004", "Oct. 4, 2022", "4 October 2022",
        "October 4th, 2022", "Tuesday, 4 Oct 2022", "Tue, Oct 4, 2022", "04-Oct-2022",
        "4 de octubre de 2022", "4 octobre 2022", "4. Oktober 2022", "4 октября 2022 г.",
        "2022年10月4日", "2022년 10월 4일", "  4   Oct\n2022 ",
    ],
)  # fmt: skip
def test_full_dates_of_many_forms_and_languages(text: str) -> None:
    assert parse_stamp(text) == (DAY, None)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("04 Oct 2022 03:10:36 GMT9", "2022-10-03T18:10:36+00:00"),
        ("2022-10-04T03:10+09:00", "2022-10-03T18:10:00+00:00"),
        ("2022-10-04T03:10:36.123Z", "2022-10-04T03:10:36+00:00"),
        ("Tue, 04 Oct 2022 15:10:00 -0400", "2022-10-04T19:10:00+00:00"),
        ("Oct. 4, 2022 3:10 p.m. EDT", "2022-10-04T19:10:00+00:00"),
        ("October 4, 2022 at 12:05 AM KST", "2022-10-03T15:05:00+00:00"),
        ("Oct 4, 2022, 9:00 am ET", "2022-10-04T13:00:00+00:00"),
    ],
)
def test_clock_and_zone_give_an_instant(text: str, instant: str) -> None:
    assert parse_stamp(text) == (DAY, datetime.fromisoformat(instant))


@pytest.mark.parametrize("text", ["2022-10-04 03:10", "4 Oct 2022, 03:10 CST", "2022.10.04 15:10"])
def test_no_instant_without_a_known_zone(text: str) -> None:
    assert parse_stamp(text) == (DAY, None)


def test_the_order_of_numbers_is_told_or_evident_never_guessed() -> None:
    assert parse_stamp("04/10/2022") is None
    assert parse_stamp("04/10/2022", order="DMY") == (DAY, None)
    assert parse_stamp("10/04/22", order="MDY") == (DAY, None)
    assert parse_stamp("13/10/2022") == (date(2022, 10, 13), None)
    assert parse_stamp("10.13.2022") == (date(2022, 10, 13), None)


@pytest.mark.parametrize(
    "text",
    [
        "", "Tuesday", "October 2022", "2022", "4 October", "yesterday", "3 days ago", "today",
        "May said", "Resolution 1874", "31 February 2022", "2022-13-01", "Oct. 4, 2022 25:10",
        "Officials said on Oct. 4, 2022", "1664820636", "Updated", "04:10", "12 more 2022",
    ],
)  # fmt: skip
def test_what_is_no_full_date_gives_none(text: str) -> None:
    assert parse_stamp(text) is None
