"""How launches are told in words: dates that are vague, counts, what flew; in the terminal too."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from pipelines.publishing.names import Names
from pipelines.publishing.show import print_timeline
from pipelines.publishing.words import date_words, flown_words, number_of


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "words", "short"),
    [
        ("2022-10-04", "2022-10-04", "2022-10-04", "4 October 2022", "4 Oct 2022"),
        ("2022-01-09/2022-01-11", "2022-01-09", "2022-01-11", "9–11 January 2022", "9–11 Jan 2022"),
        ("2022-01", "2022-01-01", "2022-01-31", "January 2022", "Jan 2022"),
        ("2022", "2022-01-01", "2022-12-31", "2022", "2022"),
        ("../2022-01-05", None, "2022-01-05", "by 5 January 2022", "by 5 Jan 2022"),
        ("2022-01-05/..", "2022-01-05", None, "since 5 January 2022", "since 5 Jan 2022"),
        ("x", "2022-01-30", "2022-02-02", "30 January – 2 February 2022", "30 Jan – 2 Feb 2022"),
        ("x", "2022-01-01", "2022-03-31", "January – March 2022", "Jan – Mar 2022"),
        ("x", "2021-12-31", "2022-01-01", "31 December 2021 – 1 January 2022",
         "31 Dec 2021 – 1 Jan 2022"),
        ("XXXX-01", None, None, "a January, year not told", "a Jan, year not told"),
        ("XXXX-04-05", None, None, "5 April, year not told", "5 Apr, year not told"),
        ("XXXX-XX-05", None, None, "the 5th of a month", "the 5th of a month"),
        ("2022-XX-22", "2022-01-22", "2022-12-22", "the 22nd of a month of 2022",
         "the 22nd of a month of 2022"),
        ("XXXX", None, None, "date not known", "date not known"),
    ],
)  # fmt: skip
def test_dates(edtf: str, earliest: str | None, latest: str | None, words: str, short: str) -> None:
    row = {"edtf": edtf, "earliest": earliest, "latest": latest}
    assert date_words(row) == words
    assert date_words(row, short=True) == short


@pytest.mark.parametrize(
    ("payload", "words", "short"),
    [
        ({"missile_class": "srbm", "count_low": 2, "count_high": 2, "designation": "KN-23"},
         "2 short-range ballistic missiles (KN-23)", "2 SRBM (KN-23)"),
        ({"missile_class": "cruise", "count_low": 2, "count_high": None},
         "at least 2 cruise missiles", "at least 2 cruise missiles"),
        ({"missile_class": "icbm", "count_low": 1, "count_high": 1},
         "1 intercontinental ballistic missile", "1 ICBM"),
        ({"missile_class": "mlrs", "count_low": 10, "count_high": 20},
         "10 to 20 rocket artillery", "10 to 20 rocket artillery"),
        ({"missile_class": "missile"}, "missile", "missile"),
    ],
)  # fmt: skip
def test_what_flew(payload: dict[str, Any], words: str, short: str) -> None:
    assert flown_words({"payloads": [payload]}) == words
    assert flown_words({"payloads": [payload]}, short=True) == short


def test_what_flew_in_a_mixed_salvo_and_where_nothing_is_told() -> None:
    two = [{"missile_class": "srbm", "count_low": 1, "count_high": 1}, {"missile_class": "cruise"}]
    assert flown_words({"payloads": two}) == "1 short-range ballistic missile and cruise missile"
    assert flown_words({"missile_classes": ["slv"]}) == "space launch vehicle"
    assert flown_words({}) == "missile"


def test_plurals() -> None:
    words = [number_of(n, w) for n, w in ((1, "article"), (1200, "article"), (3, "launch"))]
    assert words == ["1 article", "1,200 articles", "3 launches"]


@pytest.mark.parametrize("width", [80, 140])
def test_the_printed_timeline_fits_and_keeps_its_ids_whole(built: Any, width: int) -> None:
    console = Console(width=width, file=StringIO())
    print_timeline(built, Names(states={"KP": "North Korea"}), console)
    printed = console.file.getvalue()  # type: ignore[attr-defined]
    assert all(len(line) <= width for line in printed.splitlines())
    for event_id in built["launch_events"]["event_id"].to_pylist():
        assert event_id in printed
    assert ("North Korea" in printed) == (width > 100)
    assert "SRBM: short-range ballistic missile" in printed
