"""Charts of the tables: each a function from tables to an Altair chart.

Every chart names its unit and its source. Vague dates are drawn over all days they can be, or are
left out where a chart needs one day; the subtitle then says how many.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import cos, radians
from typing import Any

import altair as alt
import pandas as pd

from pipelines.publishing import frames
from pipelines.publishing.frames import Tables
from pipelines.publishing.land import Box, Point
from pipelines.publishing.names import LANES, Names

FONT = "Liberation Sans, Arial, sans-serif"
"""The first ships with vl-convert, so that pictures are the same on every machine."""
INK, SOFT, GRID, LAND, WATER = "#1f2226", "#5e636b", "#eeece6", "#ece9e1", "#eef6fb"
_LANE_NAMES = [lane.name for lane in LANES]
_LANE_COLOURS = alt.Scale(domain=_LANE_NAMES, range=[lane.colour for lane in LANES])


def timeline_strip(tables: Tables) -> Any:
    """Every launch at its day, one row a class; a vague date is a bar over its days."""
    events = frames.events(tables)
    undated = tables["launch_events"].num_rows - len(events)
    left_out = f"; {undated} without a date are left out" if undated else ""
    time = alt.X(
        "earliest:T",
        title=None,
        scale=alt.Scale(padding=12, nice=False),
        axis=alt.Axis(tickCount=10, labelOverlap=True),
    )
    row = alt.Y("lane:N", sort=_LANE_NAMES, title=None)
    colour = alt.Color("lane:N", scale=_LANE_COLOURS, legend=None)
    spans = (
        alt.Chart(events[events["vague"]])
        .mark_bar(height=6, opacity=0.55, cornerRadius=3)
        .encode(
            time,
            alt.X2("end:T"),
            row,
            colour,
        )
    )
    marks = (
        alt.Chart(events[~events["vague"]])
        .mark_circle(opacity=0.75, stroke=INK, strokeWidth=0.4)
        .encode(
            time,
            row,
            colour,
            alt.Size(
                "missiles:Q",
                scale=alt.Scale(range=[35, 260]),
                legend=alt.Legend(title="missiles at least", values=[1, 2, 4, 8]),
            ),
        )
    )
    return _finished(
        alt.layer(spans, marks).properties(width=820, height=30 * max(1, events["lane"].nunique())),
        "Missile launches by class",
        "one mark per launch at its local day; bars: the date is one of these days" + left_out,
        tables,
    )


def calendar(tables: Tables) -> Any:
    """Launches of each month of each year, as a heat map."""
    events, left_out = frames.dated(tables)
    counts = events.groupby(["year", "month"], as_index=False).size()
    dark = counts["size"].max() * 0.55 if len(counts) else 0
    chart = (
        alt.Chart(counts)
        .mark_rect(cornerRadius=2)
        .encode(
            alt.X("month:O", title=None, sort=_MONTHS, scale=alt.Scale(domain=_MONTHS),
                  axis=alt.Axis(labelAngle=0, orient="top", domain=False, ticks=False)),
            alt.Y("year:O", title=None, axis=alt.Axis(domain=False, ticks=False)),
            alt.Color("size:Q", title="launches", scale=alt.Scale(scheme="cividis", reverse=True)),
        )
    )  # fmt: skip
    numbers = (
        alt.Chart(counts)
        .mark_text(fontSize=11)
        .encode(
            alt.X("month:O", sort=_MONTHS),
            alt.Y("year:O"),
            alt.Text("size:Q"),
            color=alt.condition(alt.datum.size > dark, alt.value("white"), alt.value(INK)),
        )
    )
    years = max(1, counts["year"].nunique())
    return _finished(
        (chart + numbers).properties(width=620, height=max(40, 28 * years)),
        "Launches by month",
        f"launches per calendar month, local days{left_out}",
        tables,
    )


def cumulative(tables: Tables) -> Any:
    """How the launches of each year add up over the year."""
    events, left_out = frames.dated(tables)
    events = events.sort_values("earliest")
    events["number"] = events.groupby("year").cumcount() + 1
    newest = events["year"].max() if len(events) else 0
    base = alt.Chart(events).encode(
        alt.X("day_of_year:Q", title=None, scale=alt.Scale(domain=[1, 366]), axis=_month_axis()),
        alt.Y("number:Q", title="launches since 1 January"),
        alt.Detail("year:N"),
        color=alt.condition(alt.datum.year == newest, alt.value("#D55E00"), alt.value("#8b9097")),
    )
    names = base.transform_window(
        last="max(number)", frame=[None, None], groupby=["year"]
    ).transform_filter(alt.datum.number == alt.datum.last)
    return _finished(
        (
            base.mark_line(interpolate="step-after", strokeWidth=1.8)
            + names.mark_text(align="left", dx=5, fontSize=11).encode(text="year:N")
        ).properties(width=680, height=320),
        "Launches through each year",
        f"running number of launches, local days{left_out}",
        tables,
    )


def reporting_lag(tables: Tables) -> Any:
    """How many days after a launch each outlet reports it: its first article on each launch."""
    lags, late = frames.lags(tables), frames.LATE
    most = lags["outlet"].value_counts().head(12).index
    counts = lags[lags["outlet"].isin(most)].groupby(["outlet", "days"], as_index=False).size()
    chart = (
        alt.Chart(counts)
        .mark_circle(color="#0072B2", opacity=0.85)
        .encode(
            alt.X("days:O", title=f"days from launch to first report ({late}: as many or more)",
                  scale=alt.Scale(domain=list(range(-1, late + 1))),
                  axis=alt.Axis(labelAngle=0, grid=True)),
            alt.Y("outlet:N", title=None, sort=list(most), axis=alt.Axis(labelLimit=220)),
            alt.Size("size:Q", title="launches", scale=alt.Scale(range=[30, 500]),
                     legend=alt.Legend(tickCount=4)),
        )
    )  # fmt: skip
    return _finished(
        chart.properties(width=560, height=max(60, 32 * len(most))),
        "How soon each outlet reports",
        "launches by days to an outlet's first article; the twelve outlets with most launches",
        tables,
    )


def launch_map(tables: Tables, names: Names | None = None) -> Any:
    """Launch sites by the number of launches, and where the missiles came down."""
    sites, landings = frames.places(tables, names or Names())
    points: list[Point] = [(r["lon"], r["lat"]) for r in (*sites, *landings)]
    box = Box.around(points or [(127.0, 39.0)], 4.0)
    east = _degrees(alt.X, "lon", (box.west, box.east), "E")
    north = _degrees(alt.Y, "lat", (box.south, box.north), "N")
    layers = [
        alt.Chart(frames.outline(box))
        .mark_line(filled=True, stroke="#a5a29a", strokeWidth=0.6, clip=True)
        .encode(
            east,
            north,
            alt.Detail("ring:N"),
            alt.Order("n:Q"),
            alt.Fill(
                "what:N",
                scale=alt.Scale(domain=["land", "water"], range=[LAND, WATER]),
                legend=None,
            ),
        ),
        _dots(sites, east, north, "circle", "#D55E00"),
        _dots(landings, east, north, "cross", "#0072B2"),
        _place_names([*sites, *landings], box, east, north),
    ]
    width = 700
    tall = width * (box.north - box.south) / (box.east - box.west) / _squeeze(box)
    return _finished(
        alt.layer(*layers).properties(width=width, height=round(tall)),
        "Where they were launched and where they came down",
        "circles: launch sites, crosses: landing areas; area by number of launches; "
        "coastlines: Natural Earth",
        tables,
        axes=False,
    )


CHARTS: dict[str, Callable[[Tables, Names], Any]] = {
    "timeline": lambda tables, names: timeline_strip(tables),
    "calendar": lambda tables, names: calendar(tables),
    "cumulative": lambda tables, names: cumulative(tables),
    "reporting-lag": lambda tables, names: reporting_lag(tables),
    "map": launch_map,
}
"""File name of each chart and how it is drawn."""

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def _finished(chart: Any, title: str, unit: str, tables: Tables, *, axes: bool = True) -> Any:
    heading = alt.TitleParams(
        title, subtitle=[unit, _source(tables)], anchor="start", fontSize=17, subtitleFontSize=11.5,
        subtitleColor=SOFT, color=INK, offset=14, subtitlePadding=5,
    )  # fmt: skip
    return (
        chart.properties(title=heading, background="white", padding=18)
        .configure(font=FONT)
        .configure_view(stroke=None if axes else "#cfccc3", fill=None if axes else WATER)
        .configure_axis(
            labelColor=SOFT, titleColor=SOFT, titleFontWeight="normal", gridColor=GRID,
            domainColor="#b9b6ad", tickColor="#b9b6ad", labelFontSize=11.5, titleFontSize=11.5,
        )
        .configure_legend(labelColor=SOFT, titleColor=SOFT, titleFontWeight="normal")
    )  # fmt: skip


def _source(tables: Tables) -> str:
    """What the chart rests on, for its subtitle."""
    events, articles = tables["launch_events"].num_rows, tables["articles"].num_rows
    days: list[date] = tables["event_history"]["recorded_on"].to_pylist()
    known = f", as known on {max(days)}" if days else ""
    return f"Source: launch-timeline, {events} launches in {articles} articles{known}."


def _degrees(channel: Any, name: str, domain: tuple[float, float], letter: str) -> Any:
    axis = alt.Axis(labelExpr=f"datum.value + '° {letter}'", grid=False, tickCount=6)
    return channel(f"{name}:Q", title=None, scale=alt.Scale(domain=domain, nice=False), axis=axis)


def _dots(rows: list[dict[str, Any]], east: Any, north: Any, shape: str, colour: str) -> Any:
    frame = pd.DataFrame(rows, columns=["name", "lat", "lon", "launches"])
    return (
        alt.Chart(frame)
        .mark_point(shape=shape, filled=True, color=colour, opacity=0.75, clip=True)
        .encode(
            east,
            north,
            alt.Size(
                "launches:Q", scale=alt.Scale(range=[40, 600]), legend=alt.Legend(tickCount=4)
            ),
        )
    )


def _place_names(rows: list[dict[str, Any]], box: Box, east: Any, north: Any) -> Any:
    """The busiest places by name, as many as do not hide each other."""
    wide, tall = (box.east - box.west) * 0.15, (box.north - box.south) * 0.05
    named: list[dict[str, Any]] = []
    for row in sorted(rows, key=lambda r: (-r["launches"], r["name"])):
        if all(
            abs(row["lon"] - n["lon"]) > wide or abs(row["lat"] - n["lat"]) > tall for n in named
        ):
            named.append(row)
    frame = pd.DataFrame(named[:15], columns=["name", "lat", "lon", "launches"])
    return (
        alt.Chart(frame)
        .mark_text(align="left", dx=10, fontSize=11, color=INK, clip=True)
        .encode(east, north, alt.Text("name:N"))
    )


def _month_axis() -> Any:
    """An axis of days of the year that names the months where they begin."""
    starts = [1, 32, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335]
    names = "{" + ", ".join(f"{d}: '{m}'" for d, m in zip(starts, _MONTHS, strict=True)) + "}"
    return alt.Axis(values=starts, labelExpr=f"{names}[datum.value]")


def _squeeze(box: Box) -> float:
    """How much shorter a degree of longitude is than one of latitude in the middle of the box."""
    return max(0.2, cos(radians((box.north + box.south) / 2)))
