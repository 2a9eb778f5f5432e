"""What the UI shows of a table: columns, lineage, a sample of rows, a picture of the timeline."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import dagster as dg
import pyarrow as pa

from assets import lineage
from pipelines.schema import Column, Table

SAMPLE_ROWS = 5
WIDEST_CELL = 60
PICTURE_BARS = 24
"""So few that the picture stays below the 1,000 characters that the UI shows in place."""

Metadata = dict[str, Any]


def of_declaration(table: Table) -> Metadata:
    """What is known of a table before it is built."""
    return {
        "dagster/column_schema": column_schema(table),
        "dagster/column_lineage": column_lineage(table.name),
        "column lineage": dg.MetadataValue.md(lineage_words(table)),
        "key": ", ".join(table.key),
    }


def of_rows(table: Table, rows: pa.Table, place: str) -> Metadata:
    """What a build adds: how many rows, where they lie, and the first of them."""
    return {
        "dagster/row_count": rows.num_rows,
        "dagster/uri": place,
        "size in memory": dg.MetadataValue.int(rows.nbytes),
        "sample": sample(table, rows),
    }


def column_schema(table: Table) -> dg.TableSchema:
    """The columns with their types, descriptions and units."""
    columns = [
        dg.TableColumn(
            name=c.name,
            type=str(c.type),
            description=_described(c),
            constraints=dg.TableColumnConstraints(
                nullable=c.nullable, unique=table.key == (c.name,)
            ),
        )
        for c in table.columns
    ]
    return dg.TableSchema(columns=columns)


def _described(column: Column) -> str:
    unit = f" Unit: {column.unit}." if column.unit else ""
    allowed = f" One of {', '.join(column.allowed)}." if column.allowed else ""
    return f"{column.description}{unit}{allowed}"


def column_lineage(table: str) -> dg.TableColumnLineage:
    """The same lineage in the form that Dagster's paid product draws."""
    deps = {
        column: [
            dg.TableColumnDep(asset_key=dg.AssetKey(asset), column_name=name)
            for asset, name in (s.split(".") for s in lineage.of_column(table, column))
            if asset != table
        ]
        for column in lineage.columns_of(table)
    }
    return dg.TableColumnLineage(deps_by_column={c: d for c, d in deps.items() if d})


def lineage_words(table: Table) -> str:
    """Column lineage as a table in Markdown, since the open-source UI does not draw it."""
    lines = ["| column | follows from |", "|---|---|"]
    for column in table.columns:
        sources = ", ".join(lineage.of_column(table.name, column.name))
        lines.append(f"| {column.name} | {sources} |")
    return "\n".join(lines)


def sample(table: Table, rows: pa.Table) -> dg.TableMetadataValue:
    """The first rows, long cells cut short."""
    names = [c.name for c in table.columns]
    records = [
        dg.TableRecord({n: _cell(row[n]) for n in names})
        for row in rows.slice(0, SAMPLE_ROWS).to_pylist()
    ]
    schema = dg.TableSchema(columns=[dg.TableColumn(n, "string") for n in names])
    return dg.MetadataValue.table(records=records, schema=schema)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        value = "; ".join(_cell(item) for item in value)
    elif isinstance(value, dict):
        value = ", ".join(f"{name} {item}" for name, item in value.items() if item is not None)
    text = "" if value is None else str(value)
    return text if len(text) <= WIDEST_CELL else f"{text[: WIDEST_CELL - 1]}…"


def picture(days: Sequence[date | None]) -> dg.MarkdownMetadataValue:
    """How many events fall into each part of the time that they span, as a small drawing."""
    known = sorted(day for day in days if day is not None)
    if not known:
        return dg.MetadataValue.md("no event has a day yet")
    bars = _bars(known)
    drawing = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='244' height='50'>"
        f"<path stroke='#b3261e' stroke-width='7' d='{bars}'/><path stroke='#888' d='M0 50H244'/>"
        "</svg>"
    )
    image = b64encode(drawing.encode()).decode()
    caption = f"{len(known)} events, {known[0]} to {known[-1]}"
    return dg.MetadataValue.md(f"![{caption}](data:image/svg+xml;base64,{image})\n\n{caption}")


def _bars(known: Sequence[date]) -> str:
    first, span = known[0], max((known[-1] - known[0]).days, 1)
    counts: Mapping[int, int] = Counter(
        min((day - first).days * PICTURE_BARS // span, PICTURE_BARS - 1) for day in known
    )
    most = max(counts.values())
    return "".join(f"M{6 + 10 * i} 50v-{max(46 * n // most, 2)}" for i, n in sorted(counts.items()))
