"""Every launch on one axis of time, one row a class, and below it what was read."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from pipelines.publishing import frames
from pipelines.publishing.charts.style import INK, finished
from pipelines.publishing.frames import Tables
from pipelines.publishing.names import LANES

WIDTH, STEP, MOST = 820, 11, 12
"""Points: width of the axis, from mark to mark above each other; most marks above each other."""
_READ = 30
"""Points for the articles read of each month."""
_STATUS = ["confirmed", "claimed", "unconfirmed", "disputed"]
_LANE_COLOURS = alt.Scale(
    domain=[lane.name for lane in LANES], range=[lane.colour for lane in LANES]
)


def timeline_strip(tables: Tables) -> Any:
    """Every launch at its day, one row a class; a vague date is a bar over its days."""
    frame = frames.events(tables)
    marks = [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]
    rows = _place(marks)
    events = pd.DataFrame(marks, columns=[*frame, "level", "area", "y"]).astype(frame.dtypes)
    undated = tables["launch_events"].num_rows - len(events)
    left_out = f"; {undated} without a date are left out" if undated else ""
    floor = max((row["floor"] for row in rows), default=0) + _READ + 14
    labels = {row["middle"]: row["lane"] for row in rows} | {floor - 8: "Articles read"}
    time = alt.X("earliest:T", title=None, scale=alt.Scale(padding=14, nice=False),
                 axis=alt.Axis(tickCount=9, labelOverlap=True, grid=True))  # fmt: skip
    y = alt.Y("y:Q", title=None, scale=alt.Scale(domain=[floor, 0], nice=False),
              axis=alt.Axis(values=list(labels), labelExpr=_lookup(labels), grid=False,
                            ticks=False, domain=False))  # fmt: skip
    hue: dict[str, Any] = {"scale": _LANE_COLOURS, "legend": None}
    status = alt.FillOpacity(
        "status:N",
        scale=alt.Scale(type="ordinal", domain=_STATUS, range=[1.0, 0.25, 0.0, 0.0]),
        legend=None,
    )
    day, vague = (alt.Chart(events[events["vague"] == flag]) for flag in (False, True))
    layers = [
        alt.Chart(frames.read_by_month(tables, events, floor - 1, _READ))
        .mark_bar(color="#b9bec5")
        .encode(time, alt.X2("end:T"), y, alt.Y2("base:Q")),
        vague.mark_rule(strokeWidth=7, strokeCap="round", opacity=0.55).encode(
            time, alt.X2("end:T"), y, alt.Stroke("lane:N", **hue)
        ),
        day.mark_point(strokeWidth=1.4, opacity=1).encode(
            time, y, alt.Stroke("lane:N", **hue), alt.Fill("lane:N", **hue), status,
            alt.Size("area:Q", scale=None, legend=None),
        ),
        alt.Chart(events[events["failed"]])
        .mark_text(text="×", fontSize=17, color=INK)
        .encode(time, y),
    ]  # fmt: skip
    return finished(
        alt.layer(*layers).properties(width=WIDTH, height=floor),
        "Missile launches by class",
        "One mark per launch at its local day, larger for more missiles; a bar: one of these days"
        f"{left_out}.\nFull: confirmed; pale: claimed; hollow: unconfirmed or disputed; ×: failed.",
        tables,
    )


def _place(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give each event its `y` and `area`, so that no mark hides another; the rows from the top."""
    if not events:
        return []
    first = min(e["earliest"] for e in events)
    per_day = (WIDTH - 28) / max(1, (max(e["end"] for e in events) - first).days)
    top, rows = 0, []
    for lane in (x.name for x in LANES):
        inside = [e for e in events if e["lane"] == lane]
        free: list[float] = []
        for event in sorted(inside, key=lambda e: e["earliest"]):
            radius = min(7.5, 3.6 + 0.8 * (event["missiles"] - 1) ** 0.5)
            begin = (event["earliest"] - first).days * per_day - radius
            days = (event["end"] - event["earliest"]).days if event["vague"] else 0
            event["level"] = _level(free, begin, begin + 2 * radius + days * per_day)
            event["area"] = round(3.14 * radius**2, 1)
        tall = max(28, len(free) * STEP + 14)
        for event in inside:
            event["y"] = top + tall // 2 + _offset(event["level"]) * STEP
        if inside:
            rows.append({"lane": lane, "middle": top + tall // 2, "floor": top + tall})
            top += tall
    return rows


def _level(free: list[float], begin: float, end: float) -> int:
    """The first level that is free at `begin`, taken up to `end`; the soonest free of too many."""
    level = next((n for n, until in enumerate(free) if until <= begin), len(free))
    if level == MOST:
        level = free.index(min(free))
    free[level : level + 1] = [end + 1]
    return level


def _offset(level: int) -> int:
    """0, 1, -1, 2, -2: marks grow from the middle of their row."""
    return (level + 1) // 2 * (1 if level % 2 else -1)


def _lookup(labels: dict[int, str]) -> str:
    """A Vega expression from the value of a tick to its words."""
    return (
        "{"
        + ", ".join(f"'{value}': '{words}'" for value, words in labels.items())
        + "}[datum.value]"
    )
