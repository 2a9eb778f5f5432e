"""Coastlines and borders for every map, from a file that ships with the package.

`land.json` holds Natural Earth 1:50m (public domain), simplified to 0.03 degrees, which is finer
than any site is known. Borders are those that Natural Earth draws de facto.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, radians

Point = tuple[float, float]
"""Longitude and latitude in degrees, WGS 84."""


@dataclass(frozen=True, slots=True)
class Box:
    """An area between meridians and parallels, in degrees; it never crosses the date line."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, points: Iterable[Point], margin: float) -> Box:
        """The box of all points, wider on each side by `margin` degrees of latitude.

        East and west it is wide enough for the degrees of longitude half a margin further poleward.
        """
        lons, lats = zip(*points, strict=True)
        aside = margin / cos(radians(min(75.0, max(abs(lat) for lat in lats) + margin / 2)))
        return cls(
            max(-180.0, min(lons) - aside),
            max(-90.0, min(lats) - margin),
            min(180.0, max(lons) + aside),
            min(90.0, max(lats) + margin),
        )


@dataclass(frozen=True, slots=True)
class Land:
    """Closed rings of land (a ring inside another is water) and open lines of borders."""

    rings: tuple[tuple[Point, ...], ...]
    borders: tuple[tuple[Point, ...], ...]


def within(box: Box) -> Land:
    """The land inside a box. Rings are cut along its edges."""
    land = _world()
    rings = (_cut(ring, box) for ring in land.rings)
    borders = (b for b in land.borders if any(_inside(p, box) for p in b))
    return Land(tuple(r for r in rings if len(r) > 2), tuple(borders))


@cache
def _world() -> Land:
    file = files("pipelines.publishing").joinpath("land.json")
    source = json.loads(file.read_text(encoding="utf-8"))
    return Land(
        tuple(_points(steps) for steps in source["land"]),
        tuple(_points(steps) for steps in source["borders"]),
    )


def _points(steps: list[int]) -> tuple[Point, ...]:
    """Undo the coding of the file: steps in hundredths of a degree from point to point."""
    x = y = 0
    found = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x / 100, y / 100))
    return tuple(found)


def steps(points: Iterable[Point]) -> list[int]:
    """Points in the coding of the file."""
    found, last = [], (0, 0)
    for lon, lat in points:
        here = (round(lon * 100), round(lat * 100))
        found += [here[0] - last[0], here[1] - last[1]]
        last = here
    return found


def _inside(point: Point, box: Box) -> bool:
    return box.west <= point[0] <= box.east and box.south <= point[1] <= box.north


def _cut(ring: tuple[Point, ...], box: Box) -> tuple[Point, ...]:
    """Sutherland and Hodgman's clipping: one edge of the box after the other."""
    edges = ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1))
    for axis, limit, side in edges:
        if not ring:
            break
        ring = _cut_edge(ring, axis, limit, side)
    return ring


def _cut_edge(ring: tuple[Point, ...], axis: int, limit: float, side: int) -> tuple[Point, ...]:
    found: list[Point] = []
    before = ring[-1]
    was_in = (before[axis] - limit) * side >= 0
    for point in ring:
        is_in = (point[axis] - limit) * side >= 0
        if is_in != was_in:
            part = (limit - before[axis]) / (point[axis] - before[axis])
            found.append(
                (
                    before[0] + part * (point[0] - before[0]),
                    before[1] + part * (point[1] - before[1]),
                )
            )
        if is_in:
            found.append(point)
        before, was_in = point, is_in
    return tuple(found)
