"""What a table is: columns, keys, typed rows, and the faults that checking one can find."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

SCHEMA_VERSION = "1"


def list_of(item: pa.DataType) -> pa.ListType:
    """A list whose items are never null, under the name that Parquet gives them."""
    return pa.list_(pa.field("element", item, nullable=False))


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `unit` where the name does not say it, `allowed` where the words are fixed.

    `item_type` is the class of the items of a list of structs.
    """

    name: str
    type: pa.DataType
    description: str
    nullable: bool = False
    unit: str | None = None
    allowed: tuple[str, ...] = ()
    refers_to: str | None = None
    item_type: type | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One output table. `order` is what its rows are sorted by, the key breaks ties."""

    name: str
    room: Literal["reading", "dates", "launches", "events", "publishing"]
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    order: tuple[str, ...] = ()
    row_type: type | None = None

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema, with descriptions, units and allowed words as field metadata."""
        fields = [
            pa.field(c.name, c.type, nullable=c.nullable, metadata=_metadata(c))
            for c in self.columns
        ]
        about = {"description": self.description, "key": ",".join(self.key)}
        return pa.schema(fields, metadata={**about, "schema_version": SCHEMA_VERSION})

    def build(self, rows: Sequence[Any]) -> pa.Table:
        """Rows (values of `row_type`, or mappings) as a sorted, typed table.

        Raises pyarrow errors for a value that does not fit its column.
        """
        names = [c.name for c in self.columns]
        if rows and isinstance(rows[0], Mapping):
            arrays = {n: [_plain(r[n]) for r in rows] for n in names}
        else:
            arrays = {n: [_plain(getattr(r, n)) for r in rows] for n in names}
        columns = [pa.array(arrays[c.name], type=c.type) for c in self.columns]
        table = pa.Table.from_arrays(columns, schema=self.schema)
        by = [(n, "ascending") for n in (*self.order, *self.key) if n in names]
        return table.take(pc.sort_indices(table, sort_keys=by))

    def values(self, table: pa.Table) -> list[Any]:
        """The rows of a table as values of `row_type` again."""
        if self.row_type is None:
            raise TypeError(f"{self.name} has no value type")
        names = {f.name for f in dataclasses.fields(self.row_type)}
        return [
            self.row_type(**{n: v for n, v in row.items() if n in names})
            for row in self.rows(table)
        ]

    def rows(self, table: pa.Table) -> list[dict[str, Any]]:
        """The rows of a table as mappings, lists as tuples and structs as their values."""
        cells = {
            c.name: [_frozen(v, c.item_type) for v in table[c.name].to_pylist()]
            for c in self.columns
        }
        return [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]


def _metadata(column: Column) -> dict[str, str]:
    about = {"description": column.description}
    if column.unit:
        about["unit"] = column.unit
    if column.allowed:
        about["allowed"] = ", ".join(column.allowed)
    return about


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return value


def _frozen(value: Any, item_type: type | None) -> Any:
    if isinstance(value, list):
        return tuple(item_type(**v) if item_type else v for v in value)
    return value


def faults(tables: Mapping[str, pa.Table], declarations: Sequence[Table]) -> list[str]:
    """What is wrong with a set of tables: schema, nulls, keys, allowed words, foreign keys."""
    found: list[str] = []
    keys = {t.name: t.key[0] for t in declarations}
    for declared in declarations:
        if declared.name not in tables:
            found.append(f"{declared.name}: the table is missing")
            continue
        table = tables[declared.name]
        if not table.schema.equals(declared.schema):
            found.append(f"{declared.name}: the schema is not the declared one")
            continue
        found += _table_faults(declared, table)
        found += _reference_faults(declared, tables, keys)
    return found


def _table_faults(declared: Table, table: pa.Table) -> list[str]:
    found = []
    keys = table.select(list(declared.key)).group_by(list(declared.key)).aggregate([])
    if keys.num_rows != table.num_rows:
        found.append(f"{declared.name}: {table.num_rows - keys.num_rows} keys are not unique")
    for column in declared.columns:
        cells = table[column.name]
        if not column.nullable and cells.null_count:
            found.append(f"{declared.name}.{column.name}: {cells.null_count} nulls")
        if column.allowed:
            strange = set(pc.unique(cells).to_pylist()) - {None, *column.allowed}
            found += [f"{declared.name}.{column.name}: {w!r} is no allowed word" for w in strange]
    return found


def _reference_faults(
    declared: Table, tables: Mapping[str, pa.Table], keys: Mapping[str, str]
) -> list[str]:
    found = []
    for column in declared.columns:
        if column.refers_to is None or column.refers_to not in tables:
            continue
        known = tables[column.refers_to][keys[column.refers_to]]
        cells = tables[declared.name][column.name].drop_null()
        lost = pc.sum(pc.invert(pc.is_in(cells, value_set=known.combine_chunks()))).as_py() or 0
        if lost:
            found.append(
                f"{declared.name}.{column.name}: {lost} rows refer to no {column.refers_to}"
            )
    return found
