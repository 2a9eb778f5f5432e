"""News as it is written, and what its expressions mean."""

from datetime import date, datetime

import pytest

from pipelines.dates import tag
from pipelines.model import DateExpression

WEDNESDAY = date(2022, 10, 5)
NEW_YORK, PYONGYANG = "America/New_York", "Asia/Pyongyang"


def _values(text: str, published: date | None = WEDNESDAY) -> list[tuple[str, str]]:
    return [(row.text, row.timex_value) for row in tag(text, published) if row.parent_id is None]


def _one(text: str, published: date | None = WEDNESDAY) -> DateExpression:
    [row] = tag(text, published)
    return row


def test_a_list_of_days_gives_one_expression_for_each() -> None:
    assert _values("North Korea fired missiles on Jan. 5, 11 and 14.", date(2022, 1, 20)) == [
        ("Jan. 5", "2022-01-05"), ("11", "2022-01-11"), ("14", "2022-01-14"),
    ]  # fmt: skip
    assert _values("the launches of Sept. 25, 28 and 29, 2022") == [
        ("Sept. 25", "2022-09-25"), ("28", "2022-09-28"), ("29, 2022", "2022-09-29"),
    ]  # fmt: skip
    assert _values("on 17 and 18 January 2022") == [
        ("17", "2022-01-17"),
        ("18 January 2022", "2022-01-18"),
    ]


def test_a_number_of_missiles_is_no_day_of_a_list() -> None:
    assert _values("On Sept. 25, 11 missiles were fired.") == [("Sept. 25", "2022-09-25")]
    assert _values("on Sept. 25 and 14 aircraft took off") == [("Sept. 25", "2022-09-25")]


@pytest.mark.parametrize(
    ("text", "ends", "whole"),
    [
        ("between May 25 and June 5", ["2022-05-25", "2022-06-05"], "2022-05-25/2022-06-05"),
        ("from Sept. 25-Oct. 9, 2022", ["2022-09-25", "2022-10-09"], "2022-09-25/2022-10-09"),
        ("the 4th to the 14th of September", ["2022-09-04", "2022-09-14"], "2022-09-04/2022-09-14"),
        ("in 1998-99", ["1998", "1999"], "1998/1999"),
        ("499–493 BC", ["BC0499", "BC0493"], "-0498/-0492"),
        ("from January to March 2022", ["2022-01", "2022-03"], "2022-01/2022-03"),
    ],
)  # fmt: skip
def test_both_ends_of_a_range_know_the_whole(text: str, ends: list[str], whole: str) -> None:
    rows = tag(text, WEDNESDAY)
    assert [row.timex_value for row in rows] == ends
    assert {row.range_edtf for row in rows} == {whole}


def test_days_that_are_only_listed_are_no_range() -> None:
    assert {row.range_edtf for row in tag("on May 25 and June 5", WEDNESDAY)} == {None}


def test_a_day_counted_from_another_holds_it() -> None:
    whole, part = tag(
        "It comes 23 days after their January 4 launch.", date(2026, 1, 28), article_id="a"
    )
    assert (whole.timex_value, whole.earliest) == ("2026-01-27", date(2026, 1, 27))
    assert (part.text, part.timex_value, part.parent_id) == (
        "January 4",
        "2026-01-04",
        whole.expression_id,
    )
    assert whole.derivation == "2026-01-04 + 23 days"


def test_what_needs_the_publication_day_stays_open_without_it() -> None:
    rows = {
        row.text: row for row in tag("23 days after January 4. On Tuesday. In May. On the 5th.")
    }
    assert {text: row.timex_value for text, row in rows.items()} == {
        "23 days after January 4": "XXXX-01-27", "January 4": "XXXX-01-04", "Tuesday": "XXXX-WXX-2",
        "May": "XXXX-05", "the 5th": "XXXX-XX-05",
    }  # fmt: skip
    assert all(row.status == "unresolved" and row.earliest is None for row in rows.values())


def test_the_same_day_is_the_day_told_before_even_while_its_month_is_open() -> None:
    text = "They spoke on the 4th. On the same day the minister left."
    assert [row.timex_value for row in tag(text)] == ["XXXX-XX-04", "XXXX-XX-04"]
    assert [row.timex_value for row in tag(text, WEDNESDAY)] == ["2022-10-04", "2022-10-04"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The North fired on Tuesday.", "2022-10-04"),
        ("They met on Wednesday.", "2022-10-05"),
        ("They will meet on Friday.", "2022-10-07"),
        ("A meeting is scheduled for Monday.", "2022-10-10"),
        ("It had been due to end Monday.", "2022-10-03"),
        ("Saturday's launch failed.", "2022-10-01"),
    ],
)
def test_tense_gives_a_weekday_its_direction(text: str, value: str) -> None:
    assert _one(text).timex_value == value


def test_the_past_week_is_the_days_it_covers() -> None:
    row = _one("seven launches over the past week")
    assert (row.earliest, row.latest) == (date(2022, 9, 28), date(2022, 10, 5))
    assert (row.timex_type, row.timex_value) == ("DURATION", "P1W")


def test_parts_of_a_month_have_narrower_days() -> None:
    assert (_one("late September").earliest, _one("late September").latest) == (
        date(2022, 9, 21), date(2022, 9, 30),
    )  # fmt: skip
    assert _one("later this month").earliest == WEDNESDAY
    assert _one("earlier this month").latest == WEDNESDAY


@pytest.mark.parametrize(
    ("text", "value", "zone", "utc"),
    [
        ("at 6:10 a.m. KST on Oct. 4", "2022-10-04T06:10", "UTC+09:00", "2022-10-03 21:10"),
        ("2240 GMT on Monday", "2022-10-03T22:40", "UTC", "2022-10-03 22:40"),
        ("at 9 p.m. Monday Washington time", "2022-10-03T21:00", NEW_YORK, "2022-10-04 01:00"),
        ("Monday night Washington time", "2022-10-03TNI", NEW_YORK, None),
        ("at 0923 KST on May 4, 2019", "2019-05-04T09:23", "UTC+09:00", "2019-05-04 00:23"),
        ("5:30 a.m. Pyongyang time on Sept. 3, 2017", "2017-09-03T05:30", PYONGYANG,
         "2017-09-02 21:00"),
        ("5:30 a.m. Pyongyang time on Oct. 4", "2022-10-04T05:30", PYONGYANG, "2022-10-03 20:30"),
        ("at 6:10 p.m. local time on Tuesday", "2022-10-04T18:10", None, None),
        ("at 3 p.m. CST on Oct. 4", "2022-10-04T15:00", "CST", None),
    ],
)  # fmt: skip
def test_clock_times_keep_their_zone_and_give_an_instant(
    text: str, value: str, zone: str | None, utc: str | None
) -> None:
    row = _one(text)
    assert (row.timex_value, row.time_zone) == (value, zone)
    assert row.time_utc == (datetime.fromisoformat(f"{utc}+00:00") if utc else None)


def test_a_clock_time_without_a_day_takes_the_day_told_before_never_the_publication_day() -> None:
    assert _values("It was launched on Tuesday. It landed at 7:29 a.m.")[1][1] == "2022-10-04T07:29"
    assert _one("It was launched at 7:22 a.m.").timex_value == "XXXX-XX-XXT07:22"


def test_numbers_of_either_order_keep_both_readings() -> None:
    row = _one("dated 10/4/22")
    assert (row.status, row.candidates) == ("ambiguous", ("2022-10-04", "2022-04-10"))
    assert (row.earliest, row.latest) == (date(2022, 4, 10), date(2022, 10, 4))


def test_a_history_counts_its_days_from_each_other() -> None:
    text = (
        "In May 1940 the army crossed the river. Two weeks later it stood at the coast. On October"
        " 22 an armistice was signed, and in January the seat of government moved. In 1942 the tide"
        " turned. The following year the army left; in 1944 the city was free, and by the end of"
        " 1945 all was over."
    )
    assert [value for _, value in _values(text, date(2009, 12, 19))] == [
        "1940-05", "XXXX-WXX", "1940-10-22", "1941-01", "1942", "1943", "1944", "1945",
    ]  # fmt: skip


def test_a_history_goes_on_where_it_was_after_a_year_mentioned_on_the_way() -> None:
    text = (
        "On 10 March 1975 the town was attacked. The force that was to be cut by 1976 gave way, as"
        " the 1976 plan foresaw. On 11 March it fell. The treaty of 1954 had failed, and that of"
        " 1973 too."
    )
    assert ("11 March", "1975-03-11") in _values(text, date(2009, 12, 19))


@pytest.mark.parametrize(
    "text",
    [
        "UN Security Council Resolution 1874", "it flew 2000 km", "they march toward Seoul",
        "Theresa May said", "a Hwasong-17", "the 38th parallel", "at 1,413 kilometers",
        "call 555-0142", "$1998", "it may fall", "the 4th Infantry Division", "a ratio of 3:2",
        "COVID-19", "U.S. Forces Korea", "Unha-3", "KN-23", "10,000 people", "section 1950",
        "a second missile",
    ],
)  # fmt: skip
def test_what_is_no_date_stays_out(text: str) -> None:
    assert tag(text, WEDNESDAY) == []


def test_typography_and_other_letters_keep_their_places() -> None:
    text = "Señor Núñez said “no” — on Tuesday’s launch, Oct. 4, Ant?nio … 오전"
    assert [(row.text, row.timex_value) for row in tag(text, WEDNESDAY)] == [
        ("Tuesday’s", "2022-10-04"), ("Oct. 4", "2022-10-04"),
    ]  # fmt: skip
