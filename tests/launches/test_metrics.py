"""Distances, heights, waters and clock times."""

from __future__ import annotations

import pytest

from pipelines.launches.metrics import Metrics, measure, overflown
from tests.launches.conftest import Reading, asserted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The missile flew about 800 km.", Metrics(800, None)),
        ("It traveled 280 miles (450 km) at an altitude of 37 miles.", Metrics(450.6, 59.5)),
        ("It flew 950 km and reached an altitude of 6,000 km.", Metrics(950, 6000)),
        ("They flew 500 to 600 kilometers.", Metrics(600, None)),
        ("It soared to a height of 400,000 feet.", Metrics(None, 121.9)),
        ("It flew 100 nautical miles.", Metrics(185.2, None)),
        ("The missile has a range of 13,000 km.", Metrics(None, None)),
        ("It is capable of flying 13,000 km.", Metrics(None, None)),
        ("It fell 200 km off the coast of Japan.", Metrics(None, None)),
    ],
)
def test_measure(text: str, expected: Metrics) -> None:
    assert measure(text) == expected


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The missile flew over Japan.", ("JP",)),
        ("It passed over Hokkaido.", ("JP",)),
        ("It fell outside Japan's exclusive economic zone.", ()),
        ("Tension grew over Japan's exclusive economic zone.", ()),
    ],
)
def test_overflown(text: str, states: tuple[str, ...]) -> None:
    assert overflown(text) == states


@pytest.mark.parametrize(
    ("text", "landing"),
    [
        ("North Korea fired a missile into the East Sea.", "sea-of-japan"),
        ("North Korea fired a missile into the sea off its east coast.", "sea-of-japan"),
        (
            "North Korea fired a missile that landed in Japan's exclusive economic zone.",
            "japan-eez",
        ),
        ("North Korea fired a missile that fell outside Japan's exclusive economic zone.", None),
        ("North Korea fired a missile that fell into the Pacific Ocean.", "pacific-ocean"),
        (
            "North Korea fired a missile, the secretary for Pacific Affairs said.",
            None,
        ),
    ],
)
def test_landing(text: str, landing: str | None, read: Reading) -> None:
    assert {m.landing for m in asserted(read(text, "2022-10-05"))} == {landing}


def test_site_and_instant(read: Reading) -> None:
    text = "North Korea fired a missile from Sunan at 7:22 a.m. Seoul time on Tuesday."
    (mention,) = asserted(read(text, "2022-10-05"))
    assert mention.site_id == "sunan"
    assert mention.time_utc is not None
    assert mention.time_utc.isoformat() == "2022-10-03T22:22:00+00:00"


def test_each_launch_of_a_sentence_has_its_own_words(read: Reading) -> None:
    text = (
        "North Korea fired a ballistic missile from Sunan that flew 350 km on Tuesday, three days "
        "after it launched a cruise missile from Wonsan that flew 1,500 km."
    )
    found = asserted(read(text, "2022-10-05"))
    assert {(m.missile_class, m.site_id, m.range_km) for m in found} == {
        ("ballistic", "sunan", 350),
        ("cruise", "wonsan", 1500),
    }
