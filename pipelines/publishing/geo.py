"""Sites and events with geometry, as GeoParquet 1.1 that every GIS opens."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.publishing.names import Names

_POINT = struct.Struct("<BIdd")
"""Well-known binary of a point: byte order, geometry type 1, longitude, latitude."""


def events(tables: Mapping[str, pa.Table]) -> bytes:
    """launch_events with a point for each launch site; null geometry where none is known."""
    table = tables["launch_events"]
    places = zip(table["longitude"].to_pylist(), table["latitude"].to_pylist(), strict=True)
    return _geoparquet(table, list(places))


def sites(tables: Mapping[str, pa.Table], names: Names) -> bytes:
    """One row for each launch site of the events, with its name and number of launches."""
    found: dict[str, dict[str, Any]] = {}
    for event in tables["launch_events"].to_pylist():
        if event["site_id"] is None or event["latitude"] is None:
            continue
        row = found.setdefault(
            event["site_id"],
            {
                "site_id": event["site_id"],
                "name": names.sites.get(event["site_id"]),
                "latitude": event["latitude"],
                "longitude": event["longitude"],
                "uncertainty_km": event["site_uncertainty_km"],
                "launches": 0,
            },
        )
        row["launches"] += 1
    schema = pa.schema(
        [
            pa.field("site_id", pa.string(), nullable=False),
            pa.field("name", pa.string()),
            pa.field("latitude", pa.float64(), nullable=False),
            pa.field("longitude", pa.float64(), nullable=False),
            pa.field("uncertainty_km", pa.float64()),
            pa.field("launches", pa.int32(), nullable=False),
        ]
    )
    rows = [found[site_id] for site_id in sorted(found)]
    places = [(row["longitude"], row["latitude"]) for row in rows]
    return _geoparquet(pa.Table.from_pylist(rows, schema=schema), places)


def _geoparquet(table: pa.Table, places: Sequence[tuple[float | None, float | None]]) -> bytes:
    known = [(lon, lat) for lon, lat in places if lon is not None and lat is not None]
    points = [
        None if lon is None or lat is None else _POINT.pack(1, 1, lon, lat) for lon, lat in places
    ]
    table = table.append_column("geometry", pa.array(points, pa.binary()))
    about = {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": _about(known)},
    }
    metadata = {**(table.schema.metadata or {}), b"geo": json.dumps(about, sort_keys=True).encode()}
    file = BytesIO()
    pq.write_table(table.replace_schema_metadata(metadata), file, compression="zstd")
    return file.getvalue()


def _about(known: Sequence[tuple[float, float]]) -> dict[str, Any]:
    """Column metadata; coordinates are longitude and latitude in OGC:CRS84, the default."""
    about: dict[str, Any] = {"encoding": "WKB", "geometry_types": ["Point"] if known else []}
    if known:
        lons, lats = zip(*known, strict=True)
        about["bbox"] = [min(lons), min(lats), max(lons), max(lats)]
    return about
