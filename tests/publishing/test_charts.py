"""Charts: drawn without a browser, titled with unit and source, the same bytes each time."""

from __future__ import annotations

from itertools import combinations
from math import hypot
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest

from pipelines.publishing import charts, frames, pictures
from pipelines.publishing.charts.style import MONTHS
from pipelines.publishing.names import LANES, Names
from tests.publishing import synthetic

NAMES = Names(
    sites={"sunan": "Sunan"},
    places={"sea-of-japan": "Sea of Japan"},
    points={"sea-of-japan": (40.0, 135.0)},
)


@pytest.mark.parametrize("name", sorted(charts.CHARTS))
def test_each_chart_is_an_svg_with_title_and_source(name: str, built: Any) -> None:
    picture = pictures.svg(charts.CHARTS[name](built, NAMES))
    words = " ".join(ElementTree.fromstring(picture).itertext())
    assert "Source: launch-timeline, 40 launches in" in words
    assert picture == pictures.svg(charts.CHARTS[name](synthetic.tables(40), NAMES))


@pytest.mark.parametrize("name", sorted(charts.CHARTS))
@pytest.mark.parametrize("events", [0, 1])
def test_a_timeline_of_none_or_one_can_be_drawn(name: str, events: int) -> None:
    assert pictures.svg(charts.CHARTS[name](synthetic.tables(events), NAMES)).startswith("<svg")


def test_png_is_a_png(built: Any) -> None:
    assert pictures.png(pictures.svg(charts.calendar(built))).startswith(b"\x89PNG")


def test_vague_dates_are_spans_in_the_strip(built: Any) -> None:
    events = frames.events(built)
    told = {e["edtf"]: e for e in built["launch_events"].to_pylist()}
    assert events["vague"].sum() == sum("/" in edtf for edtf in told)
    assert len(events) == 40


def test_events_that_could_be_in_two_months_are_left_out_and_counted() -> None:
    built = synthetic.tables(60)
    dated, words = frames.dated(built)
    missing = 60 - len(dated)
    assert (f"{missing} with vaguer dates" in words) == bool(missing)
    assert ((dated["end"] - dated["earliest"]).dt.days <= 31).all()


def test_reporting_lag_is_that_of_the_first_article_of_an_outlet(built: Any) -> None:
    lags = frames.lags(built)
    longest = lags.groupby("outlet")["days"].max().to_dict()
    assert longest == {"Harbour Wire": 0, "Peninsula Daily": 0, "Pacific Ledger": 1,
                       "Washington Courier": 2}  # fmt: skip


def test_lane_colours_stay_apart() -> None:
    assert len({lane.colour for lane in LANES}) == len(LANES)
    told = [c for lane in LANES for c in lane.classes]
    assert len(told) == len(set(told)) == 14


def test_no_mark_of_the_strip_hides_another() -> None:
    chart = charts.timeline_strip(synthetic.tables(150)).to_dict()
    (marks,) = (rows for rows in chart["datasets"].values() if rows and "area" in rows[0]
                and not any(row["vague"] for row in rows) and len(rows) > 100)  # fmt: skip
    first = min(pd.Timestamp(m["earliest"]) for m in marks)
    days = (max(pd.Timestamp(m["end"]) for m in marks) - first).days
    at = [((pd.Timestamp(m["earliest"]) - first).days * 792 / days, m["y"]) for m in marks]
    apart = [hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(at, 2)]
    assert min(apart) >= 7


def test_a_month_that_was_not_read_is_blank_and_not_zero() -> None:
    built = synthetic.tables(6)
    chart = charts.calendar(built).to_dict()
    cells = {
        (c["row"], c["column"]): c["number"] for rows in chart["datasets"].values() for c in rows
    }
    years = {year for year, _ in cells}
    read = {(str(y), MONTHS[m - 1]) for y, m in frames.months_read(built) if str(y) in years}
    assert read and read <= set(cells)
    assert ("2021", "Jun") not in cells
    assert sum(cells.values()) == len(frames.dated(built)[0])


def test_a_year_adds_up_from_none_to_the_last_day_read(built: Any) -> None:
    chart = charts.cumulative(built).to_dict()
    steps = next(rows for rows in chart["datasets"].values() if "at" not in rows[0])
    for year in {step["year"] for step in steps}:
        inside = [step for step in steps if step["year"] == year]
        assert inside[0] | {"day": 0, "number": 0} == inside[0]
        assert inside[-1]["day"] >= frames.last_days_read(built)[year]
        assert [s["number"] for s in inside] == sorted(s["number"] for s in inside)


def test_names_on_the_map(built: Any) -> None:
    words = pictures.svg(charts.launch_map(built, NAMES))
    assert "Sunan" in words
    assert "Sea of Japan" in words
