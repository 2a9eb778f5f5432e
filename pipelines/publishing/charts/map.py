"""Where missiles were launched, and the waters they came down in."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, radians, sqrt
from typing import Any

import altair as alt
import pandas as pd

from pipelines.publishing import frames
from pipelines.publishing.charts.style import INK, LAND, WATER, finished
from pipelines.publishing.frames import Tables
from pipelines.publishing.land import Box, Point
from pipelines.publishing.names import Names

WIDTH = 740
_LETTER, _LINE = 5.4, 13
"""Points that a letter of a name is wide, and a line of it tall."""


def launch_map(tables: Tables, names: Names | None = None) -> Any:
    """Launch sites by the number of launches; waters of landing by name, as no text says where."""
    sites, landings = frames.places(tables, names or Names())
    points: list[Point] = [(r["lon"], r["lat"]) for r in (*sites, *landings)]
    box = Box.around(points or [(127.0, 39.0)], 5.0)
    per_degree = WIDTH / (box.east - box.west)
    tall = round((box.north - box.south) * per_degree / _squeeze(box))
    east = _degrees(alt.X, "lon", (box.west, box.east), "E")
    north = _degrees(alt.Y, "lat", (box.south, box.north), "N")
    for place in (*sites, *landings):
        place["x"] = (place["lon"] - box.west) * per_degree
        place["y"] = (box.north - place["lat"]) * tall / (box.north - box.south)
        place["area"] = 50.0 + 40.0 * place["launches"]
        place["words"] = f"{place['name']} ({place['launches']})"
    columns = ["name", "words", "lat", "lon", "launches", "area"]
    water = alt.Chart(pd.DataFrame(landings, columns=columns))
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
        water.mark_text(
            fontSize=12.5, fontStyle="italic", color="#0a5c93", lineBreak="\n", lineHeight=15
        ).encode(east, north, alt.Text("words:N")),
        alt.Chart(pd.DataFrame(sites, columns=columns))
        .mark_point(filled=True, color="#D55E00", opacity=0.7, stroke="white", strokeWidth=0.8)
        .encode(east, north, alt.Size("area:Q", scale=None, legend=None)),
        *_site_names(_beside(sites, landings, tall), east, north),
    ]
    return finished(
        alt.layer(*layers).properties(width=WIDTH, height=tall),
        "Where they were launched and where they came down",
        "Circles: launch sites with the number of launches, larger for more; blue: waters in which "
        "missiles came down,\nthe name stands somewhere in them. Coastlines: Natural Earth.",
        tables,
        axes=False,
    )


def _site_names(beside: Mapping[str, list[dict[str, Any]]], east: Any, north: Any) -> list[Any]:
    """The names as text, each over a pale edge that keeps it clear of coastlines."""
    return [
        alt.Chart(pd.DataFrame(rows, columns=["words", "lat", "lon"]))
        .mark_text(fontSize=11, clip=True, **edge, **_SIDES[side])
        .encode(east, north, alt.Text("words:N"))
        for side, rows in beside.items()
        for edge in ({"stroke": LAND, "strokeWidth": 3, "strokeJoin": "round"}, {"color": INK})
        if rows
    ]


def _beside(
    sites: list[dict[str, Any]], landings: list[dict[str, Any]], tall: float
) -> dict[str, list[dict[str, Any]]]:
    """The side of its circle on which the name of each site hides nothing, the busiest first."""
    own = [_around(s["x"], s["y"], sqrt(s["area"] / 3.14), 5) for s in sites]
    taken = [_around(w["x"], w["y"], len(w["words"]) * _LETTER / 2, _LINE / 2) for w in landings]
    placed: dict[str, list[dict[str, Any]]] = {side: [] for side in _SIDES}
    for n in sorted(range(len(sites)), key=lambda n: (-sites[n]["launches"], sites[n]["name"])):
        others = taken + own[:n] + own[n + 1 :]
        for side in _SIDES:
            name = _name_box(sites[n], side)
            inside = name[0] > 0 and name[2] < WIDTH and name[1] > 0 and name[3] < tall
            if inside and not any(_meet(name, other) for other in others):
                taken.append(name)
                placed[side].append(sites[n])
                break
    return placed


_SIDES: dict[str, dict[str, Any]] = {
    "right": {"align": "left", "dx": 12}, "left": {"align": "right", "dx": -12},
    "above": {"align": "center", "dy": -15}, "below": {"align": "center", "dy": 15},
}  # fmt: skip
_Rectangle = tuple[float, float, float, float]


def _around(x: float, y: float, aside: float, above: float) -> _Rectangle:
    return (x - aside, y - above, x + aside, y + above)


def _name_box(site: dict[str, Any], side: str) -> _Rectangle:
    half = len(site["words"]) * _LETTER / 2
    how = _SIDES[side]
    x = site["x"] + {"left": half, "right": -half, "center": 0}[how["align"]] + how.get("dx", 0)
    return _around(x, site["y"] + how.get("dy", 0), half, _LINE / 2)


def _meet(one: _Rectangle, other: _Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _degrees(channel: Any, name: str, domain: tuple[float, float], letter: str) -> Any:
    axis = alt.Axis(
        labelExpr=f"datum.value + '° {letter}'", grid=False, tickCount=6, ticks=False, domain=False
    )
    return channel(f"{name}:Q", title=None, scale=alt.Scale(domain=domain, nice=False), axis=axis)


def _squeeze(box: Box) -> float:
    """How much shorter a degree of longitude is than one of latitude in the middle of the box."""
    return max(0.2, cos(radians((box.north + box.south) / 2)))
