"""Coastlines: the right land at the right place, cut without falling apart."""

from __future__ import annotations

import pytest

from pipelines.publishing.land import Box, Point, steps, within
from pipelines.publishing.land import _points as points

KOREA = Box(west=123.0, south=33.0, east=132.0, north=43.0)


def on_land(point: Point, box: Box) -> bool:
    """Even-odd rule over all rings of a box."""
    inside = False
    for ring in within(box).rings:
        for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (y0 > point[1]) != (y1 > point[1]):
                cross = x0 + (point[1] - y0) * (x1 - x0) / (y1 - y0)
                inside ^= point[0] < cross
    return inside


@pytest.mark.parametrize(
    ("where", "point", "land"),
    [
        ("Pyongyang", (125.75, 39.03), True),
        ("Seoul", (126.98, 37.57), True),
        ("Daejeon", (127.38, 36.35), True),
        ("Sea of Japan", (131.0, 39.5), False),
        ("Yellow Sea", (124.0, 36.0), False),
        ("Jeju", (126.55, 33.37), True),
    ],
)
def test_cities_stand_on_land_and_seas_are_water(where: str, point: Point, land: bool) -> None:
    assert on_land(point, KOREA) == land, where


def test_the_caspian_is_water_within_land() -> None:
    box = Box(west=44.0, south=34.0, east=60.0, north=48.0)
    assert not on_land((51.0, 41.0), box)
    assert on_land((53.9, 35.2), box)


def test_rings_end_at_the_edge_of_the_box() -> None:
    for ring in within(KOREA).rings:
        for lon, lat in ring:
            assert KOREA.west - 1e-9 <= lon <= KOREA.east + 1e-9
            assert KOREA.south - 1e-9 <= lat <= KOREA.north + 1e-9


def test_a_box_of_open_ocean_has_no_land() -> None:
    assert within(Box(west=-140.0, south=-30.0, east=-135.0, north=-28.0)).rings == ()


def test_a_box_in_the_middle_of_a_continent_is_all_land() -> None:
    middle = Box(west=90.0, south=50.0, east=92.0, north=52.0)
    assert on_land((91.0, 51.0), middle)


def test_steps_are_undone_by_reading_them() -> None:
    line = ((126.97, 37.56), (127.0, 37.5), (-0.01, -89.99))
    assert points(steps(line)) == line


def test_a_box_around_points_reaches_as_far_east_as_north() -> None:
    box = Box.around([(126.0, 55.0)], 10.0)
    assert (box.north - 55.0, box.east - 126.0) == (10.0, pytest.approx(20.0))
