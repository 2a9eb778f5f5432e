"""All files that people open, written beside the tables in an order that keeps them true."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from pipelines.publishing import charts, coverage, dataset, export, geo, pictures, safely
from pipelines.publishing.names import Names
from pipelines.publishing.page import timeline_page
from pipelines.seeds import Lexicon

Tables = Mapping[str, pa.Table]


def publish(
    tables: Tables, output: Path, lexicon: Lexicon | None = None, as_of: str | None = None
) -> list[Path]:
    """See `pipelines.publishing.publish`."""
    names = Names.of(lexicon)
    day = as_of or last_change(tables)
    written = [
        safely.write(output / "timeline.html", timeline_page(tables, names, day)),
        safely.write(output / "coverage.csv", coverage.as_csv(tables)),
        safely.write(output / "events.atom", export.atom(tables, names)),
        safely.write(output / "geo" / "events.parquet", geo.events(tables)),
        safely.write(output / "geo" / "sites.parquet", geo.sites(tables, names)),
    ]
    for name, draw in charts.CHARTS.items():
        picture = pictures.svg(draw(tables, names))
        written.append(safely.write(output / "charts" / f"{name}.svg", picture))
        written.append(safely.write(output / "charts" / f"{name}.png", pictures.png(picture)))
    written.append(safely.write(output / "datapackage.json", dataset.data_package(output, day)))
    written.append(safely.write(output / "croissant.json", dataset.croissant(output, day)))
    return written


def last_change(tables: Tables) -> str | None:
    """The last day on which the event history changed, ISO 8601."""
    days = tables["event_history"]["recorded_on"].to_pylist()
    return max(days).isoformat() if days else None
