"""What all charts share: heading, source, colours, type."""

from __future__ import annotations

from datetime import date
from typing import Any

import altair as alt

from pipelines.publishing.frames import Tables

FONT = "Liberation Sans, Arial, sans-serif"
"""The first ships with vl-convert, so that pictures are the same on every machine."""
INK, SOFT, GRID, LAND, WATER = "#1f2226", "#5e636b", "#eeece6", "#ece9e1", "#eef6fb"
BLUES = ["#d3e4f3", "#08306b"]
"""One hue from light to dark: it reads alike for every kind of colour vision, and in print."""
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def finished(chart: Any, title: str, unit: str, tables: Tables, *, axes: bool = True) -> Any:
    """The chart with its heading: what it shows, in which unit, from which source."""
    heading = alt.TitleParams(
        title, subtitle=[*unit.split("\n"), _source(tables)], anchor="start", frame="bounds",
        fontSize=17, subtitleFontSize=11.5, subtitleColor=SOFT, color=INK, offset=16,
        subtitlePadding=5, subtitleLineHeight=15,
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
