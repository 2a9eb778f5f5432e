"""Dated happenings that a text names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipelines import seeds
from pipelines.dates.clues import days, happenings
from pipelines.seeds import Happening


def value(clue: days.Clue, day: str) -> float:
    at = days.position(date.fromisoformat(day))
    assert at is not None
    return float(clue.likelihood[at])


SUMMITS = (
    Happening(
        happening="APEC in Bangkok",
        kind="gathering",
        words=("APEC Bangkok",),
        since=date(2022, 11, 18),
        until=date(2022, 11, 19),
        source="t",
    ),
    Happening(
        happening="NATO in Brussels in 2021",
        kind="gathering",
        words=("NATO summit Brussels",),
        since=date(2021, 6, 14),
        until=date(2021, 6, 14),
        source="t",
    ),
    Happening(
        happening="NATO in Brussels in 2022",
        kind="gathering",
        words=("NATO summit Brussels",),
        since=date(2022, 3, 24),
        until=date(2022, 3, 24),
        source="t",
    ),
    Happening(
        happening="veto",
        kind="decision",
        words=("resolution vetoed",),
        since=date(2022, 5, 26),
        until=date(2022, 5, 26),
        source="t",
    ),
    Happening(
        happening="election of 2022",
        kind="gathering",
        words=("South Korean election",),
        since=date(2022, 3, 9),
        until=date(2022, 3, 9),
        source="t",
    ),
)


class TestHappenings:
    def read(self, text: str) -> list[days.Clue]:
        return list(happenings.clues(text, SUMMITS))

    def test_a_text_is_mostly_written_while_it_goes_on(self) -> None:
        (clue,) = self.read("She met them on the margins of the APEC leaders' meeting in Bangkok.")
        assert value(clue, "2022-11-18") == 1
        assert value(clue, "2022-12-10") < 0.05
        assert value(clue, "2021-11-18") < 0.05

    def test_its_words_must_stand_in_one_sentence(self) -> None:
        assert self.read("APEC is a forum. The airport of Bangkok was closed.") == []

    def test_one_name_may_be_that_of_several(self) -> None:
        (clue,) = self.read("They spoke at the NATO summit in Brussels today.")
        assert value(clue, "2021-06-14") == value(clue, "2022-03-24") == 1
        assert value(clue, "2021-10-01") < 0.1

    def test_of_several_the_last_one_counts(self) -> None:
        clues = self.read("After the NATO summit in Brussels he attended APEC in Bangkok today.")
        best = value(clues[0], "2022-11-18") * value(clues[1], "2022-11-18")
        assert best > value(clues[0], "2022-03-24") * value(clues[1], "2022-03-24")

    def test_days_are_counted_to_it(self) -> None:
        (clue,) = self.read("A test four days before the upcoming South Korean election.")
        assert value(clue, "2022-03-05") == 1
        assert value(clue, "2022-03-09") < 0.05

    def test_a_decision_is_not_told_before(self) -> None:
        (clue,) = self.read("The resolution was vetoed.")
        assert value(clue, "2022-05-26") == 1
        assert value(clue, "2022-05-25") < 0.01

    def test_the_list_is_whole(self, repo: Path) -> None:
        known = seeds.load(repo / "seeds").lexicon.happenings
        assert len(known) > 100
        for one in known:
            assert one.since <= one.until, one
            assert one.source.startswith("https://"), one
            assert all(len(way.split()) > 1 or way[-1].isdigit() for way in one.words), one
