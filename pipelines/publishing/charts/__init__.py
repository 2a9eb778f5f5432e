"""Charts of the tables: each a function from tables to an Altair chart.

Every chart names its unit and its source. Vague dates are drawn over all days they can be, or are
left out where a chart needs one day; the subtitle then says how many. Where nothing was read a
chart is blank and not zero. No chart needs colour to be read: place and words say the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipelines.publishing.charts.heat import calendar, reporting_lag
from pipelines.publishing.charts.map import launch_map
from pipelines.publishing.charts.running import cumulative
from pipelines.publishing.charts.strip import timeline_strip
from pipelines.publishing.frames import Tables
from pipelines.publishing.names import Names

CHARTS: dict[str, Callable[[Tables, Names], Any]] = {
    "timeline": lambda tables, names: timeline_strip(tables),
    "calendar": lambda tables, names: calendar(tables),
    "cumulative": lambda tables, names: cumulative(tables),
    "reporting-lag": lambda tables, names: reporting_lag(tables),
    "map": launch_map,
}
"""File name of each chart and how it is drawn."""

__all__ = ["CHARTS", "calendar", "cumulative", "launch_map", "reporting_lag", "timeline_strip"]
