"""The timeline against a list: pairs one to one, and what differs."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines.events.catalogues import ListError, read
from pipelines.events.reference import COMPARISON, Comparison, compare
from pipelines.model import LaunchEvent

FACTS = """date,time_utc,missile_type,count,range_class
2022-11-03,2022-11-02T22:39Z,icbm,1,
2022-11-03,2022-11-02T23:39Z,unknown,2,srbm
2022-11-03,2022-11-03T12:34Z,srbm,3,
2022-11-09,,srbm,1,
2022-12,,cruise,,
"""
CATALOGUE = """launch_id,launcher,date_local,date_precision,missile_class,count,time_utc,outcome
KP-1,KP,2022-11-09,day,srbm,1,,success
IR-1,IR,2022-11-09,day,mrbm,2,,success
"""


@pytest.fixture
def listed(tmp_path: Path):
    def write(text: str) -> Path:
        path = tmp_path / "list.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def event(event_id: str, day: str, classes: str = "srbm", **fields: Any) -> LaunchEvent:
    first, _, last = day.partition("/")
    values: dict[str, Any] = {
        "launcher": "KP", "precision": "day", "outcome": "unknown", "status": "confirmed",
        "confidence": 0.9, "articles": 1, "sources": 1, "edtf": day,
        "earliest": date.fromisoformat(first), "latest": date.fromisoformat(last or first),
        "missile_classes": (classes,),
    }  # fmt: skip
    return LaunchEvent(event_id=event_id, **values | fields)


def outcomes(rows: list[Comparison]) -> list[tuple[str, str | None, str | None]]:
    return [(r.outcome, r.reference_date, r.event_id) for r in rows]


def test_rows_within_three_hours_are_one_salvo(listed) -> None:
    salvos = read(listed(FACTS))
    assert [(s.edtf, s.missile_classes, s.count) for s in salvos] == [
        ("2022-11-03", ("icbm", "srbm"), 3),
        ("2022-11-03", ("srbm",), 3),
        ("2022-11-09", ("srbm",), 1),
        ("2022-12", ("cruise",), None),
    ]
    assert (salvos[3].earliest, salvos[3].latest) == (date(2022, 12, 1), date(2022, 12, 31))


def test_the_catalogue_of_the_seeds_is_a_list_too(listed) -> None:
    assert [(s.reference_id, s.launcher) for s in read(listed(CATALOGUE))] == [
        ("IR-1", "IR"),
        ("KP-1", "KP"),
    ]


def test_pairs_are_one_to_one_and_the_nearest_first(listed) -> None:
    rows = compare(
        [
            event("e-1", "2022-11-03", "srbm", count_low=3, count_high=3),
            event("e-2", "2022-11-03", "icbm", count_low=1, count_high=1),
            event("e-3", "2022-11-08", "cruise"),
            event("e-4", "2022-11-10", "ballistic"),
            event("e-5", "2022-12-05/2022-12-07", "missile"),
            event("e-6", "2022-11-20"),
            event("e-7", "2023-11-20"),
            event("e-8", "2022-11-09", launcher="IR"),
        ],
        read(listed(FACTS)),
    )
    by_event = {r.event_id: r for r in rows}
    assert {e: r.outcome for e, r in by_event.items()} == {
        "e-1": "found", "e-2": "found", "e-3": "extra", "e-4": "found", "e-5": "found",
        "e-6": "extra", "e-7": "outside", "e-8": "outside",
    }  # fmt: skip
    assert by_event["e-4"].days_off == 1
    assert by_event["e-4"].class_relation == "less precise"
    assert (by_event["e-1"].reference_count, by_event["e-1"].count_agrees) == (3, True)
    assert (by_event["e-2"].reference_id, by_event["e-2"].count_agrees) == ("line 2", False)
    assert by_event["e-5"].reference_date == "2022-12"


def test_what_the_timeline_lacks_is_missing(listed) -> None:
    rows = compare([event("e-1", "2022-11-09")], read(listed(FACTS)))
    assert outcomes(rows) == [
        ("missing", "2022-11-03", None),
        ("missing", "2022-11-03", None),
        ("found", "2022-11-09", "e-1"),
        ("missing", "2022-12", None),
    ]


def test_an_event_without_days_is_not_compared(listed) -> None:
    undated = event("e-1", "2022-11-09", earliest=None, latest=None, edtf="XXXX")
    assert "e-1" not in {r.event_id for r in compare([undated], read(listed(FACTS)))}


def test_the_rows_fit_their_table(listed) -> None:
    rows = compare([event("e-1", "2022-11-09")], read(listed(FACTS)))
    table = COMPARISON.build(rows)
    assert sorted(map(repr, COMPARISON.values(table))) == sorted(map(repr, rows))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("day,what\n", "line 1: no column date_local or date"),
        ("date,missile_type\n2022-13-01,srbm\n", "line 2"),
        ("date,missile_type,count\n2022-01-01,srbm,two\n", "line 2"),
    ],
)
def test_a_bad_list_names_the_line(listed, text: str, reason: str) -> None:
    with pytest.raises(ListError, match=reason):
        read(listed(text))


def test_the_facts_beside_the_project_can_be_read(shared: Path) -> None:
    salvos = read(shared / "facts" / "dprk_launches.csv")
    assert len({s.reference_id for s in salvos}) == len(salvos) > 240
    assert sum(s.edtf == "2022-11-03" for s in salvos) == 2
