"""The data dictionary: docs/data-dictionary.md, written from the declarations of the tables.

python -m pipelines.publishing.dictionary > docs/data-dictionary.md
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa

from pipelines.schema import SCHEMA_VERSION, Column, Table
from pipelines.tables import TABLES


def markdown(declarations: Sequence[Table] = TABLES) -> str:
    """All tables and columns, with types, units, allowed words and keys."""
    return "\n".join(_lines(declarations)) + "\n"


def _lines(declarations: Sequence[Table]) -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield (
        f"Schema version {SCHEMA_VERSION}. Written from `pipelines/tables.py`; "
        "the same descriptions and units stand in each Parquet file's schema."
    )
    yield ""
    yield "| table | rows are | key |"
    yield "|---|---|---|"
    for table in declarations:
        yield f"| [{table.name}](#{table.name}) | {table.description} | {_code(table.key)} |"
    for table in declarations:
        yield from ("", f"## {table.name}", "", table.description, "")
        yield "| column | type | may be null | meaning |"
        yield "|---|---|---|---|"
        for column in table.columns:
            yield (
                f"| `{column.name}` | {type_words(column.type)} "
                f"| {'yes' if column.nullable else ''} | {_meaning(column)} |"
            )


def _meaning(column: Column) -> str:
    words = [column.description]
    if column.unit:
        words.append(f"Unit: {column.unit}.")
    if column.allowed:
        words.append(f"One of {_code(column.allowed)}.")
    if column.refers_to:
        words.append(f"Refers to [{column.refers_to}](#{column.refers_to}).")
    return " ".join(words).replace("|", "\\|")


def _code(words: Sequence[str]) -> str:
    return ", ".join(f"`{w}`" for w in words)


def type_words(kind: pa.DataType) -> str:
    """An Arrow type as an analyst would say it."""
    if pa.types.is_list(kind):
        return f"list of {type_words(kind.value_type)}"
    if pa.types.is_struct(kind):
        fields = (f"{f.name}: {type_words(f.type)}" for f in kind)
        return f"struct ({', '.join(fields)})"
    if pa.types.is_timestamp(kind):
        return "instant (UTC)"
    names = {"string": "text", "int32": "integer", "double": "number", "bool": "true or false",
             "date32[day]": "day"}  # fmt: skip
    return names.get(str(kind), str(kind))


if __name__ == "__main__":
    print(markdown(), end="")
