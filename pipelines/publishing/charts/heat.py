"""Tables of numbers with a ground that is darker for more."""

from __future__ import annotations

from collections import Counter
from typing import Any

import altair as alt
import pandas as pd

from pipelines.publishing import frames
from pipelines.publishing.charts.style import BLUES, INK, MONTHS, SOFT, finished
from pipelines.publishing.frames import Tables

_DELAYS = {-1: "day before", 0: "same day", 1: "1 day", 2: "2 days", 3: "3 days", 7: "4–7",
           14: "8–14", frames.LATE: f"{frames.LATE} or more"}  # fmt: skip
"""Days after a launch, up to which a column of the lags goes, and its heading."""


def calendar(tables: Tables) -> Any:
    """Launches of each month of each year; blank where no article of that month was read."""
    events, left_out = frames.dated(tables)
    years = sorted(set(events["year"]))
    every = [str(y) for y in range(years[0], years[-1] + 1)] if years else []
    counts = events.groupby(["year", "month"]).size().to_dict()
    read = frames.months_read(tables)
    cells = [
        (year, month, counts.get((int(year), month), 0))
        for year in every
        for n, month in enumerate(MONTHS, start=1)
        if (int(year), month) in counts or (int(year), n) in read
    ]
    return finished(
        _heat(cells, every, MONTHS, 46),
        "Launches by month",
        f"Launches per calendar month, local days{left_out}.\n"
        "Blank: no dated article of that month was read, so nothing is known of it.",
        tables,
    )


def reporting_lag(tables: Tables) -> Any:
    """How many days after a launch each outlet reports it: its first article on each launch."""
    lags = frames.lags(tables)
    outlets = list(lags["outlet"].value_counts().head(12).index)
    lags["delay"] = [next(w for up_to, w in _DELAYS.items() if d <= up_to) for d in lags["days"]]
    counts = Counter(zip(lags["outlet"], lags["delay"], strict=True))
    cells = [(*cell, number) for cell, number in counts.items() if cell[0] in outlets]
    before = bool((lags["days"] < 0).any())
    west = "\nDay before: west of the launch site it still is the day before." if before else ""
    return finished(
        _heat(cells, outlets, list(_DELAYS.values()), 62),
        "How soon each outlet reports",
        "Launches by days to an outlet's first article; the outlets with most launches, twelve at "
        f"most.{west}",
        tables,
    )


def _heat(cells: list[tuple[str, str, int]], rows: list[str], columns: list[str], wide: int) -> Any:
    """Numbers in a grid. A cell that is not there stays blank; a zero is told as a zero."""
    most = max((number for *_, number in cells), default=1)
    inks = [SOFT if n == 0 else "white" if n > max(1, most * 0.5) else INK for *_, n in cells]
    frame = pd.DataFrame(cells, columns=["row", "column", "number"]).assign(ink=inks)
    x = alt.X("column:N", title=None, sort=columns, scale=alt.Scale(domain=columns),
              axis=alt.Axis(labelAngle=0, orient="top", domain=False, ticks=False, labelLimit=wide,
                            labelOverlap=False))  # fmt: skip
    y = alt.Y("row:N", title=None, sort=rows, scale=alt.Scale(domain=rows or [" "]),
              axis=alt.Axis(domain=False, ticks=False, labelLimit=220, labelPadding=8))  # fmt: skip
    scale = alt.Scale(domain=[1, max(2, most)], range=BLUES, clamp=True)
    base = alt.Chart(frame).encode(x, y)
    ground = base.mark_rect(stroke="white", strokeWidth=2, cornerRadius=3).encode(
        color=alt.condition(
            alt.datum.number > 0,
            alt.Color("number:Q", scale=scale, legend=None),
            alt.value("#f3f2ee"),
        )
    )
    numbers = base.mark_text(fontSize=11.5).encode(
        alt.Text("number:Q"), alt.Color("ink:N", scale=None)
    )
    layers = alt.layer(ground, numbers).resolve_scale(color="independent")
    return layers.properties(width=wide * len(columns), height=30 * max(1, len(rows)))
