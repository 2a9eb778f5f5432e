"""Which clauses speak of one launch."""

from __future__ import annotations

import pytest

from tests.launches.conftest import Reading, asserted, launch_days


def test_title_lead_and_detail_are_one_launch(read: Reading) -> None:
    text = (
        "North Korea fires missile\n\n"
        "North Korea fired a ballistic missile on Tuesday, South Korea's military said.\n"
        "The missile was launched at 7:22 a.m. and flew 4,500 km. The launch was condemned."
    )
    found = asserted(read(text, "2022-10-04"))
    assert len(found) >= 3
    assert {m.occasion for m in found} == {1}
    assert {str(m.earliest) for m in found} == {"2022-10-04"}
    assert {m.role for m in found} == {"main"}


def test_a_salvo_of_two_classes_is_two_mentions_of_one_occasion(read: Reading) -> None:
    text = "North Korea fired an ICBM and two short-range ballistic missiles on Thursday."
    found = asserted(read(text, "2022-11-03"))
    assert [(m.missile_class, m.count_low, m.occasion) for m in found] == [
        ("icbm", 1, 1),
        ("srbm", 2, 1),
    ]


def test_a_part_of_a_salvo_has_its_own_class(read: Reading) -> None:
    text = "North Korea fired three ballistic missiles on Wednesday, including an ICBM."
    found = asserted(read(text, "2022-05-25"))
    assert [(m.missile_class, m.count_low, m.occasion) for m in found] == [
        ("ballistic", 3, 1),
        ("icbm", 1, 1),
    ]


def test_an_earlier_launch_is_background(read: Reading) -> None:
    text = (
        "North Korea fired a missile on Thursday. "
        "It fired an ICBM over Japan on Nov. 29, 2017, and kept quiet since."
    )
    roles = {str(m.earliest): m.role for m in asserted(read(text, "2022-11-03"))}
    assert roles == {"2022-11-03": "main", "2017-11-29": "background"}


def test_plurals_without_number_or_day_add_no_launch(read: Reading) -> None:
    text = (
        "North Korea fired a missile on Thursday. Recent missile launches have raised tension, "
        "and its ballistic missile tests violate resolutions."
    )
    assert launch_days(read(text, "2022-11-03")) == {("KP", "2022-11-03")}
    assert {m.occasion for m in asserted(read(text, "2022-11-03"))} == {1}


def test_an_answer_in_kind_is_on_the_same_day(read: Reading) -> None:
    text = "North Korea fired a missile on Monday. In response, South Korea fired three missiles."
    assert launch_days(read(text, "2022-11-02")) == {("KP", "2022-10-31"), ("KR", "2022-10-31")}


LOOKED_BACK_ON = [
    "China will back a resolution on North Korea for the recent rocket launch.",
    "Ministers welcomed the answer to ballistic missiles launched by North Korea.",
    "Kim has tested more ballistic missiles than any leader before him.",
    "Japan is on alert for the North Korean rocket launch over the next few days.",
]


@pytest.mark.parametrize("text", LOOKED_BACK_ON)
def test_what_an_article_looks_back_on_is_no_news_of_its_day(read: Reading, text: str) -> None:
    assert not [m for m in asserted(read(text, "2016-02-12")) if m.reported]


def test_a_second_launch_of_the_day_is_an_occasion_of_its_own(read: Reading) -> None:
    text = (
        "North Korea fired three short-range ballistic missiles on Thursday night. Earlier in the "
        "day the North had fired an ICBM."
    )
    found = asserted(read(text, "2022-11-03"))
    assert {(m.missile_class, m.occasion) for m in found} == {("srbm", 1), ("icbm", 2)}
    assert {str(m.earliest) for m in found} == {"2022-11-03"}


def test_what_a_launch_came_after_is_another_one(read: Reading) -> None:
    text = (
        "Hours after it had fired short-range missiles, North Korea launched another ballistic "
        "missile on Wednesday."
    )
    found = read(text, "2026-04-08").mentions
    assert [(m.missile_class, str(m.earliest)) for m in found if m.occasion is not None] == [
        ("ballistic", "2026-04-08")
    ]


def test_a_series_without_a_day_is_no_launch(read: Reading) -> None:
    assert not asserted(read("North Korea has attempted 17 missile launches.", "2017-09-15"))
    assert not asserted(read("Eleven North Korean missiles flew in all.", "2022-02-01"))
    assert not asserted(read("The absence of North Korean missile testing is welcome."))


def test_what_was_done_on_other_occasions_is_not_the_launch_at_hand(read: Reading) -> None:
    text = (
        "North Korea fired two short-range ballistic missiles on Monday. On the first two "
        "occasions it claimed to have tested hypersonic missiles."
    )
    found = asserted(read(text, "2022-01-17"))
    assert {m.missile_class for m in found} == {"srbm"}
