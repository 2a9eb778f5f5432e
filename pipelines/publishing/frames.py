"""The tables as the frames that charts are drawn from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pyarrow as pa

from pipelines.publishing.land import Box, within
from pipelines.publishing.names import LANES, Names, lane_of

Tables = Mapping[str, pa.Table]
LATE = 15
"""Days after which one report is as late as another."""


def events(tables: Tables) -> pd.DataFrame:
    """Events with a day at all: lane, earliest, end (the day after the latest), vague, missiles,
    status, failed."""
    rows = [
        {
            "lane": LANES[lane_of(e["missile_classes"])].name,
            "earliest": pd.Timestamp(e["earliest"] or e["latest"]),
            "end": pd.Timestamp((e["latest"] or e["earliest"]) + timedelta(days=1)),
            "vague": e["earliest"] != e["latest"],
            "missiles": e["count_low"] or 1,
            "status": e["status"],
            "failed": e["outcome"] == "failure",
        }
        for e in tables["launch_events"].to_pylist()
        if e["earliest"] or e["latest"]
    ]
    columns = ["lane", "earliest", "end", "vague", "missiles", "status", "failed"]
    return pd.DataFrame(rows, columns=columns).astype(
        {"earliest": "datetime64[ns]", "end": "datetime64[ns]", "vague": bool, "failed": bool}
    )


def dated(tables: Tables) -> tuple[pd.DataFrame, str]:
    """Events that lie within one month, and words for those that do not."""
    found = events(tables)
    latest = found["end"] - pd.Timedelta(days=1)
    within_month = (found["earliest"].dt.year == latest.dt.year) & (
        found["earliest"].dt.month == latest.dt.month
    )
    dated = found[within_month].copy()
    dated["year"] = dated["earliest"].dt.year
    dated["month"] = dated["earliest"].dt.strftime("%b")
    dated["day_of_year"] = dated["earliest"].dt.day_of_year
    missing = tables["launch_events"].num_rows - len(dated)
    return dated, f"; {missing} with vaguer dates are left out" if missing else ""


def months_read(tables: Tables) -> set[tuple[int, int]]:
    """(year, month) of which an article was read."""
    return {(d.year, d.month) for d in _days_read(tables)}


def last_days_read(tables: Tables) -> dict[int, int]:
    """The last day of each year of which an article was read, as day of the year."""
    found: dict[int, int] = {}
    for day in _days_read(tables):
        found[day.year] = max(found.get(day.year, 0), day.timetuple().tm_yday)
    return found


def read_by_month(tables: Tables, events: pd.DataFrame, floor: float, room: float) -> pd.DataFrame:
    """Articles of each month that the events span, as bars from `y` down to `base`, in points."""
    first, last = events["earliest"].min(), events["end"].max()
    months = Counter(
        (d.year, d.month) for d in _days_read(tables) if first <= pd.Timestamp(d) <= last
    )
    most = max(months.values(), default=1)
    return pd.DataFrame(
        [
            (
                pd.Timestamp(y, m, 1),
                pd.Timestamp(y + m // 12, m % 12 + 1, 1),
                floor - room * n / most,
            )
            for (y, m), n in sorted(months.items())
        ],
        columns=["earliest", "end", "y"],
    ).assign(base=floor)


def _days_read(tables: Tables) -> list[date]:
    return [day for day in tables["articles"]["published_date"].to_pylist() if day]


def lags(tables: Tables) -> pd.DataFrame:
    """Days from each launch to the first article on it of each outlet, LATE at most.

    A report on the day before counts: west of the launch site it still is that day.
    """
    articles = {a["article_id"]: a for a in tables["articles"].to_pylist()}
    days = dict(_pairs(tables["launch_events"], "event_id", "date_local"))
    first: dict[tuple[str, str], int] = {}
    for event_id, article_id in set(_pairs(tables["event_evidence"], "event_id", "article_id")):
        article, day = articles[article_id], days.get(event_id)
        if day and article["published_date"] and article["publisher"]:
            lag = (article["published_date"] - day).days
            key = (event_id, article["publisher"])
            first[key] = min(lag, first.get(key, lag))
    rows = [(outlet, min(lag, LATE)) for (_, outlet), lag in sorted(first.items()) if lag >= -1]
    return pd.DataFrame(rows, columns=["outlet", "days"])


def _pairs(table: pa.Table, first: str, second: str) -> zip[tuple[Any, Any]]:
    return zip(table[first].to_pylist(), table[second].to_pylist(), strict=True)


def places(tables: Tables, names: Names) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Sites and landing areas with their names, coordinates and numbers of launches."""
    sites: dict[str, dict[str, Any]] = {}
    landings: dict[str, dict[str, Any]] = {}
    for event in tables["launch_events"].to_pylist():
        site, landing = event["site_id"], event["landing"]
        if site and event["latitude"] is not None:
            about = {"name": names.sites.get(site, site), "lat": event["latitude"],
                     "lon": event["longitude"], "launches": 0}  # fmt: skip
            sites.setdefault(site, about)["launches"] += 1
        if landing in names.points:
            lat, lon = names.points[landing]
            about = {"name": names.places.get(landing, landing), "lat": lat, "lon": lon,
                     "launches": 0}  # fmt: skip
            landings.setdefault(landing, about)["launches"] += 1
    return [sites[k] for k in sorted(sites)], [landings[k] for k in sorted(landings)]


def outline(box: Box) -> pd.DataFrame:
    """The land of a box: ring, n (order), lon, lat, and water where the ring is a lake."""
    rows = [
        (number, nth, lon, lat, "water" if _turn(ring) > 0 else "land")
        for number, ring in enumerate(within(box).rings)
        for nth, (lon, lat) in enumerate((*ring, ring[0]))
    ]
    return pd.DataFrame(rows, columns=["ring", "n", "lon", "lat", "what"])


def _turn(ring: tuple[tuple[float, float], ...]) -> float:
    """Twice the area of a ring; negative for clockwise, as the file draws land."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, (*ring[1:], ring[0]), strict=True))
