"""How the launches of each year add up."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from pipelines.publishing import frames
from pipelines.publishing.charts.style import MONTHS, finished
from pipelines.publishing.frames import Tables

HEIGHT = 320
_LABEL = 13
"""Points from one name of a year to the next at least."""


def cumulative(tables: Tables) -> Any:
    """How the launches of each year add up over the days of which articles were read."""
    events, left_out = frames.dated(tables)
    steps = pd.DataFrame(_steps(events, frames.last_days_read(tables)),
                         columns=["year", "day", "number"])  # fmt: skip
    newest = steps["year"].max() if len(steps) else 0
    top = max(5, int(steps["number"].max() * 1.05) + 1) if len(steps) else 5
    x = alt.X("day:Q", title=None, scale=alt.Scale(domain=[0, 366]), axis=_month_axis())
    y = alt.Y("number:Q", title=None, scale=alt.Scale(domain=[0, top], nice=False),
              axis=alt.Axis(tickMinStep=1, tickCount=6, domain=False, ticks=False))  # fmt: skip
    colour = alt.condition(alt.datum.year == newest, alt.value("#D55E00"), alt.value("#6f757d"))
    lines = (
        alt.Chart(steps)
        .mark_line(interpolate="step-after", strokeWidth=2)
        .encode(x, y, alt.Detail("year:N"), color=colour)
    )
    names = (
        alt.Chart(_named(steps, top))
        .mark_text(align="left", dx=6, fontSize=11.5, fontWeight="bold", clip=False)
        .encode(x, alt.Y("at:Q", title=None), alt.Text("year:N"), color=colour)
    )
    return finished(
        (lines + names).properties(width=680, height=HEIGHT),
        "Launches through each year",
        f"Launches since 1 January, local days{left_out}.\n"
        "A line ends with the last day of its year of which an article was read.",
        tables,
    )


def _steps(events: pd.DataFrame, last_read: dict[int, int]) -> list[tuple[int, int, int]]:
    """(year, day of year, launches so far), from none on New Year's Day to the last day read."""
    found: list[tuple[int, int, int]] = []
    for year in sorted(set(events["year"].tolist())):
        days = sorted(events.loc[events["year"] == year, "day_of_year"].tolist())
        found += [(year, 0, 0), *((year, d, n) for n, d in enumerate(days, start=1)),
                  (year, max(days[-1], last_read.get(year, 0)), len(days))]  # fmt: skip
    return found


def _named(steps: pd.DataFrame, top: int) -> pd.DataFrame:
    """The last step of each year, and at which height its name stands clear of the others."""
    ends = steps.groupby("year", as_index=False).last().sort_values("number")
    room = top * _LABEL / HEIGHT
    at: list[float] = []
    for number in ends["number"].tolist():
        at.append(max(number, at[-1] + room if at else 0.0))
    return ends.assign(at=at)


def _month_axis() -> Any:
    """An axis of days of the year that names the months where they begin."""
    starts = [1, 32, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335]
    names = "{" + ", ".join(f"{d}: '{m}'" for d, m in zip(starts, MONTHS, strict=True)) + "}"
    return alt.Axis(values=starts, labelExpr=f"{names}[datum.value]", labelAlign="left")
