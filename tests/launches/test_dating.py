"""The day of a launch is the day of its clause. 2022-10-05 is a Wednesday."""

from __future__ import annotations

import pytest

from tests.launches.conftest import Reading, asserted, launch_days

DATED = [
    ("North Korea fired a missile on Tuesday.", ["2022-10-04"]),
    ("On Tuesday, North Korea fired a missile.", ["2022-10-04"]),
    ("North Korea on Tuesday fired a missile into the sea.", ["2022-10-04"]),
    ("Early Tuesday North Korea fired a missile.", ["2022-10-04"]),
    ("North Korea fired a missile on Tuesday, South Korea said on Wednesday.", ["2022-10-04"]),
    (
        "North Korea announced Wednesday that it had test-fired a missile on Tuesday.",
        ["2022-10-04"],
    ),
    ("Tuesday's missile launch by North Korea drew protests.", ["2022-10-04"]),
    ("Leaders spoke on Wednesday about the October 4 North Korean missile launch.", ["2022-10-04"]),
    (
        "North Korea fired missiles on Sept. 25, 28 and 29.",
        ["2022-09-25", "2022-09-28", "2022-09-29"],
    ),
    (
        "North Korea fired a missile on Tuesday, three days after it launched two rockets.",
        ["2022-10-04", "2022-10-01"],
    ),
    (
        "North Korea fired a missile. It was launched at 7:22 a.m. on Tuesday.",
        ["2022-10-04"],
    ),
    (
        "North Korea fired a missile on Tuesday. The launch was the first since Oct. 1.",
        ["2022-10-04", "2022-10-01"],
    ),
    ("South Korea's military said on Tuesday that North Korea fired a missile.", ["2022-10-04"]),
    (
        "On Sept. 25, shortly before the envoy came to Seoul, North Korea fired a missile.",
        ["2022-09-25"],
    ),
    (
        "North Korea's attempt to put a satellite into orbit failed early on Monday.",
        ["2022-10-03"],
    ),
    (
        "North Korea fired a missile on Tuesday. On Saturday it had fired three from Sunan.",
        ["2022-10-04", "2022-10-01"],
    ),
    (
        "The U.N. condemned the firing of 25 missiles by North Korea on Monday and the launch of "
        "an ICBM on Tuesday.",
        ["2022-10-03", "2022-10-04"],
    ),
    (
        "North Korea fired an SLBM on 23 August, ballistic missiles on 2 August and 18 July, and "
        "an ICBM on 9 July.",
        ["2022-08-23", "2022-08-02", "2022-07-18", "2022-07-09"],
    ),
    ("North Korea fired a missile by night on Monday.", ["2022-10-03"]),
    ("North Korea fired a missile shortly before 7 a.m. on Monday.", ["2022-10-03"]),
    (
        "Late Monday night, Seoul had announced, a missile was launched from North Korea.",
        ["2022-10-03"],
    ),
    ("On Tuesday North Korea test-fired, with success, its Hwasong-12 missile.", ["2022-10-04"]),
    ("The missile test-fired by North Korea on Monday landed in the Pacific.", ["2022-10-03"]),
    ("A missile fired from North Korea came down off Japan on Sunday morning.", ["2022-10-02"]),
    (
        "South Korea said on Tuesday that North Korea fired a missile earlier in the day.",
        ["2022-10-04"],
    ),
    ("North Korea fired a missile that flew 350 km on Tuesday.", ["2022-10-04"]),
    ("A North Korean missile veered off its course and fell into the sea Tuesday.", ["2022-10-04"]),
    (
        "North Korea fired a missile on Tuesday. The previous launch, from the same ship on Sept. "
        "28, failed.",
        ["2022-10-04", "2022-09-28"],
    ),
    ("Two missiles were successfully test-fired by North Korea on Tuesday.", ["2022-10-04"]),
    ("On Sunday, a North Korean missile with cluster munitions fell into the sea.", ["2022-10-02"]),
    ("North Korea conducted on Monday a strategic cruise missile test.", ["2022-10-03"]),
    ("North Korea fired a missile that had a range of 120 km on Tuesday.", ["2022-10-04"]),
    ("North Korea tested a missile on Monday, breaking the May 19 agreement.", ["2022-10-03"]),
    ("On Friday, North Korea held a parade and fired a missile.", ["2022-09-30"]),
    (
        "North Korea fired a missile on Tuesday. The last time Pyongyang fired a missile was on "
        "Sept. 25.",
        ["2022-10-04", "2022-09-25"],
    ),
    (
        "North Korea fired a missile earlier this week, a newspaper said. It launched the "
        "missile on Monday morning.",
        ["2022-10-03"],
    ),
    (
        "North Korea's Hwasong-12, which has a range of 4,500 km, was tested on Tuesday.",
        ["2022-10-04"],
    ),
    (
        "North Korea fired a missile on Tuesday. Japan recalled the Sept. 15, Sept. 25, and Oct. 1 "
        "launches.",
        ["2022-10-04", "2022-09-15", "2022-09-25", "2022-10-01"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days"), DATED, ids=[text for text, _ in DATED])
def test_day(text: str, days: list[str], read: Reading) -> None:
    assert launch_days(read(text, "2022-10-05")) == {("KP", day) for day in days}


def test_a_launchers_own_statement_gives_a_window(read: Reading) -> None:
    found = asserted(
        read("KCNA said on Wednesday that North Korea tested a missile.", "2022-10-05")
    )
    assert {(str(m.earliest), str(m.latest), m.status) for m in found} == {
        ("2022-10-03", "2022-10-05", "claimed")
    }


def test_news_without_a_day_ends_on_the_day_of_publication(read: Reading) -> None:
    (mention,) = asserted(read("North Korea launches a ballistic missile.", "2022-10-05"))
    assert mention.reported
    assert (str(mention.earliest), str(mention.latest)) == ("2022-10-03", "2022-10-05")


def test_without_any_day_there_is_none(read: Reading) -> None:
    (mention,) = asserted(read("North Korea launches a ballistic missile."))
    assert (mention.earliest, mention.latest, mention.edtf) == (None, None, None)


def test_a_day_without_its_year_stays_in_edtf(read: Reading) -> None:
    (mention,) = asserted(read("The January 27 North Korean missile launch drew protests."))
    assert mention.edtf == "XXXX-01-27"
    assert mention.earliest is None


def test_a_follow_up_never_takes_its_own_day(read: Reading) -> None:
    found = read(
        "The two ministers met on Wednesday over North Korea's recent missile launch.", "2022-10-05"
    )
    assert not launch_days(found)


def test_washington_counts_its_own_days(read: Reading) -> None:
    text = "The President spoke about the DPRK's missile launch over Japan on October 3."
    (mention, *_) = asserted(read(text, "2022-10-04", url="https://www.whitehouse.gov/x"))
    assert (str(mention.earliest), str(mention.latest)) == ("2022-10-03", "2022-10-04")


def test_the_council_counts_the_days_of_new_york(read: Reading) -> None:
    text = "The Security Council condemned the DPRK for its ballistic missile launch of 28 August."
    (mention, *_) = asserted(read(text, "2017-09-15"))
    assert (str(mention.earliest), str(mention.latest)) == ("2017-08-28", "2017-08-29")


def test_a_washington_desk_tells_weekdays_by_its_own_clocks(read: Reading) -> None:
    text = "WASHINGTON (Courier) - North Korea fired an ICBM on Tuesday, the secretary said."
    (mention,) = asserted(read(text, "2017-11-28"))
    assert (str(mention.earliest), str(mention.latest)) == ("2017-11-28", "2017-11-29")


def test_weeks_ago_is_no_single_day(read: Reading) -> None:
    text = "North Korea fired a missile on Thursday. Two weeks ago it test-fired another missile."
    spans = {(str(m.earliest), str(m.latest)) for m in asserted(read(text, "2007-06-07"))}
    assert spans == {("2007-06-07", "2007-06-07"), ("2007-05-21", "2007-05-27")}


def test_the_last_launch_is_not_the_one_at_hand(read: Reading) -> None:
    text = (
        "Israel said late Monday that it had intercepted a missile fired from Yemen. The last "
        "Houthi attack was on Saturday with a missile being fired toward an airbase."
    )
    assert ("HOUTHI", "2024-12-28") in launch_days(read(text, "2024-12-31"))
    assert ("HOUTHI", "2024-12-30") in launch_days(read(text, "2024-12-31"))


def test_a_year_that_belongs_to_a_count_dates_nothing(read: Reading) -> None:
    found = asserted(read("North Korea fired a missile on Sunday, its maiden test of the year.",
                          "2017-02-13"))  # fmt: skip
    assert {str(m.earliest) for m in found} == {"2017-02-12"}


def test_a_weekday_that_dawned_at_the_site_first(read: Reading) -> None:
    """A desk in America writes on Tuesday evening what happens on Wednesday morning there."""
    text = "North Korea fired two missiles Wednesday morning, the South Korean military said."
    assert launch_days(read(text, "2016-06-21")) == {("KP", "2016-06-22")}


def test_a_launch_that_happened_is_not_in_the_future(read: Reading) -> None:
    text = "North Korea tested a missile. The ministers will meet on October 20."
    assert all(str(m.latest) <= "2022-10-05" for m in asserted(read(text, "2022-10-05")))
