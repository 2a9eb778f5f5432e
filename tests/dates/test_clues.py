"""The single kinds of evidence for a day of publication."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipelines import seeds
from pipelines.dates import tag
from pipelines.dates.clues import (
    days,
    layout,
    occasions,
    said,
    spacing,
    stated,
    tenures,
    written,
)
from pipelines.dates.clues.classes import class_fit
from pipelines.seeds import Office


@pytest.fixture(scope="module")
def offices(repo: Path) -> tuple[Office, ...]:
    return seeds.load(repo / "seeds").lexicon.offices


def value(clue: days.Clue, day: str) -> float:
    at = days.position(date.fromisoformat(day))
    assert at is not None
    return float(clue.likelihood[at])


class TestDays:
    def test_the_columns_are_the_calendar(self) -> None:
        at = days.position(date(2024, 2, 29))
        assert at is not None
        assert (days.YEARS[at], days.MONTHS[at], days.MONTH_DAYS[at]) == (2024, 2, 29)
        assert days.WEEKDAYS[at] == date(2024, 2, 29).isoweekday() % 7

    def test_days_since_a_day_of_any_year(self) -> None:
        at = days.position(date(2022, 5, 28))
        assert at is not None
        assert days.since_month_day(5, 25)[at] == 3
        assert days.since_month_day(5, 29)[at] == 364
        assert days.since_day_of_month(28)[at] == 0
        assert days.since_weekday(5)[at] == 1

    def test_a_leap_day_counts_from_the_last_leap_year(self) -> None:
        at = days.position(date(2023, 3, 1))
        assert at is not None
        assert days.since_month_day(2, 29)[at] == 1096


class TestSpacing:
    @pytest.mark.parametrize(
        ("kind", "text"), [(kind, text) for kind, _, good, _ in spacing.RULES for text in good]
    )
    def test_examples_match(self, kind: str, text: str) -> None:
        kinds = {s.kind for s in spacing.read(text)}
        expected = {"nth_in": {"nth_in", "first_in"}, "last_week": {"after"}}.get(kind, {kind})
        assert kinds & expected

    @pytest.mark.parametrize(
        ("kind", "text"), [(kind, text) for kind, _, _, bad in spacing.RULES for text in bad]
    )
    def test_counterexamples_do_not(self, kind: str, text: str) -> None:
        assert kind not in {s.kind for s in spacing.read(text)}


class TestTenures:
    def test_a_title_tells_namesakes_apart(self, offices: tuple[Office, ...]) -> None:
        (clue,) = tenures.clues("Prime Minister Abe spoke", offices)
        assert value(clue, "2017-05-14") == 1
        assert value(clue, "2007-01-14") == 1
        assert value(clue, "2009-04-05") < 0.1

    def test_former_holders_say_nothing_of_their_tenure(self, offices: tuple[Office, ...]) -> None:
        assert list(tenures.clues("former President Donald Trump said", offices)) == []

    def test_a_surname_alone_says_nothing(self, offices: tuple[Office, ...]) -> None:
        assert list(tenures.clues("Park and Kim walked to the hall", offices)) == []

    def test_a_new_holder_is_new(self, offices: tuple[Office, ...]) -> None:
        (clue,) = tenures.clues("new South Korean President Moon Jae-in", offices)
        assert value(clue, "2017-06-01") > value(clue, "2021-06-01")

    def test_a_name_cannot_be_written_before_it_was_given(
        self, offices: tuple[Office, ...]
    ) -> None:
        (clue,) = tenures.clues("the U.S. Indo-Pacific Command said", offices)
        assert value(clue, "2018-05-29") < 0.01
        assert value(clue, "2018-06-10") == 1

    def test_the_older_name_is_not_read_out_of_the_newer(self, offices: tuple[Office, ...]) -> None:
        clues = list(tenures.clues("the U.S. Pacific Command said", offices))
        assert value(clues[0], "2017-04-16") == 1
        assert value(clues[0], "2022-04-16") < 1

    def test_every_office_has_titles_and_sane_days(self, offices: tuple[Office, ...]) -> None:
        assert len(offices) > 400
        for office in offices:
            assert office.until is None or office.since <= office.until, office
            assert office.kind == "name" or tenures._titles(office), office


class TestWritten:
    def read(self, text: str) -> list[days.Clue]:
        parts = layout.lines(text)
        dates = said.said(text, tag(text, None), parts)
        return list(written.clues(dates, parts, date(2026, 12, 31)))

    def test_after_what_it_reports(self) -> None:
        (clue,) = self.read("The launch of March 24, 2022 was the first of its kind, he said.")
        assert value(clue, "2022-03-26") > 1000 * value(clue, "2018-03-26")
        assert value(clue, "2022-03-26") > value(clue, "2024-03-26")

    def test_before_what_it_announces(self) -> None:
        (clue,) = self.read("The two will meet in Seoul on March 24, 2022 to speak about it.")
        assert value(clue, "2022-03-20") > value(clue, "2022-06-20")

    def test_since_a_month_is_recent_and_since_a_year_is_not(self) -> None:
        (month,) = self.read("The pace of the launches has grown since September 2021, they said.")
        assert value(month, "2022-05-27") > 10 * value(month, "2023-09-27")
        (year,) = self.read("It was the first launch of such a missile since 2017, they said then.")
        assert value(year, "2022-05-27") > value(year, "2017-09-27")

    def test_a_weekday_beside_a_date_holds_in_some_years_only(self) -> None:
        clues = self.read("It was fired on Tuesday, October 4, the military said in a statement.")
        clue = next(c for c in clues if "4 October" in c.words)
        assert "2011, 2016, 2022" in clue.words
        assert value(clue, "2022-10-05") > 20 * value(clue, "2021-10-05")

    def test_the_fifth_and_the_fourth(self) -> None:
        (clue,) = self.read("On the 5th the ministry said that the two had spoken on the 4th.")
        best = [value(clue, f"2022-10-{d:02}") for d in (4, 5, 6, 12, 20)]
        assert max(best) == best[1]

    def test_weekdays_in_a_brief_told_in_the_present_are_earlier_ones(self) -> None:
        past = self.read("North Korea fired a missile on Monday, the military of the South said.")
        brief = self.read("North Korea fires a missile. It had warned of an answer on Monday.")
        monday, tuesday = "2023-07-10", "2023-07-11"
        assert value(past[0], monday) > 5 * value(past[0], tuesday)
        assert value(brief[0], monday) <= value(brief[0], tuesday)


class TestOccasions:
    def read(self, text: str) -> list[days.Clue]:
        return list(occasions.clues(text, layout.lines(text)))

    def test_anniversaries(self) -> None:
        (clue,) = self.read(
            "ahead of the 70th anniversary of the South Korea-U.S. alliance next year"
        )
        assert value(clue, "2022-10-05") > 10 * value(clue, "2021-10-05")

    def test_summer_time(self) -> None:
        (clue,) = self.read("James S. Brady Press Briefing Room\n\n1:07 P.M. EDT\n\nHi, everyone.")
        assert value(clue, "2021-10-19") > 10 * value(clue, "2021-12-19")

    def test_copyright(self) -> None:
        (clue,) = self.read("© 2022 The Daily Paper. All rights reserved.")
        assert value(clue, "2022-10-04") > 10 * value(clue, "2023-10-04")


class TestStated:
    def stamps(self, text: str) -> list[date]:
        return [s.day for s in stated._dated_lines(layout.lines(text))]

    def test_published_wins_over_updated(self) -> None:
        text = "Head\nUpdated: June 7, 2019 | Published: May 9, 2019\nA long sentence follows " * 1
        assert self.stamps(text + "which says what was fired and when it was fired.") == [
            date(2019, 5, 9)
        ]

    def test_a_date_in_a_sentence_is_no_stamp(self) -> None:
        assert self.stamps("The missile of May 9, 2019 flew farther than all of them before.") == []

    @pytest.mark.parametrize(
        ("head", "month", "day", "year"),
        [
            ("SEOUL, Oct. 5 (Yonhap) -- The military said it", 10, 5, None),
            ("Tokyo, Feb 10 (EFE).- Japan said", 2, 10, None),
            ("PYONGYANG, April 13, 2012 (KCNA) -- Scientists", 4, 13, 2012),
            ("WASHINGTON, 5 January (Reuters) - The United States", 1, 5, None),
        ],
    )
    def test_datelines(self, head: str, month: int, day: int, year: int | None) -> None:
        text = f"{head} and went on for some more words about the launch of a missile."
        (found,) = stated.datelines(layout.lines(text))
        assert (found.month, found.day, found.year) == (month, day, year)

    def test_a_month_and_day_in_a_sentence_is_no_dateline(self) -> None:
        text = "The North fired a missile on Oct. 5 and another one a day later, the South said."
        assert list(stated.datelines(layout.lines(text))) == []


class TestClasses:
    def test_precise_beats_general_beats_wrong(self) -> None:
        assert class_fit("icbm", "icbm") > class_fit("ballistic", "icbm") > class_fit("icbm", "sam")
        assert class_fit("rocket", "slv") > 1


class TestLayout:
    def test_prose_and_the_page_around_it(self) -> None:
        text = (
            "Home\nWorld\nThe North fired a missile toward the sea on Tuesday, the military said.\n"
            "Related articles\nAnother story about something fired on a Friday in May 2011."
        )
        kinds = [(line.prose, line.tail) for line in layout.lines(text)]
        assert kinds == [
            (False, False),
            (False, False),
            (True, False),
            (False, True),
            (False, True),
        ]

    @pytest.mark.parametrize(
        ("text", "present"),
        [
            ("North Korea fires a missile into the sea.", True),
            ("South Korea's military says that the North has fired two missiles.", True),
            ("North Korea fired a missile into the sea, the South's military said.", False),
            ("The ministers agreed that recent weapons tests pose a threat.", False),
        ],
    )
    def test_told_in_the_present(self, text: str, present: bool) -> None:
        assert layout.told_in_present(layout.lines(text)) is present
