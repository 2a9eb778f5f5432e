"""The output folder described as a dataset: Frictionless Data Package and Croissant.

Both descriptions are written from the declarations of the tables and the files as they stand, so
they can say nothing that is not so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines.publishing import coverage
from pipelines.schema import SCHEMA_VERSION, Column, Table
from pipelines.tables import TABLES

NAME, TITLE = "launch-timeline", "Launch timeline: missile launches as news articles tell of them"
ABOUT = (
    "Every launch that the articles read tell of, dated and counted once, with the words that each "
    "value rests on. An absent launch is no evidence that none flew: coverage.csv says what was "
    "read. Texts and quotes are their publishers'; the facts drawn from them are under the licence."
)
LICENCE = {"name": "Apache-2.0", "path": "https://www.apache.org/licenses/LICENSE-2.0"}


def data_package(output: Path, as_of: str | None) -> str:
    """datapackage.json (Data Package 1.0 with Table Schema) of a published folder.

    Raises FileNotFoundError where a table is missing.
    """
    package = {
        "profile": "data-package",
        "name": NAME,
        "title": TITLE,
        "description": ABOUT,
        "version": _version(as_of),
        "licenses": [LICENCE],
        "keywords": ["missile", "launch", "timeline", "news", "events"],
        "resources": [_resource(t, output) for t in TABLES] + [_coverage_resource(output)],
    }
    return _json(package)


def croissant(output: Path, as_of: str | None) -> str:
    """croissant.json: the same tables for machine-learning tools (Croissant 1.0)."""
    files = [_file_object(f"{t.name}.parquet", output, _PARQUET) for t in TABLES]
    about = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": NAME,
        "description": ABOUT,
        "license": LICENCE["path"],
        "url": "timeline.html",
        "version": _version(as_of),
        "citeAs": f"{TITLE}, as known on {as_of or 'no day'}.",
        "distribution": files,
        "recordSet": [_record_set(t) for t in TABLES],
    }
    if as_of:
        about["datePublished"] = as_of
    return _json(about)


_PARQUET = "application/x-parquet"
_CONTEXT: dict[str, Any] = {
    "@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs",
    "column": "cr:column", "conformsTo": "dct:conformsTo", "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"}, "dataType": {"@id": "cr:dataType",
    "@type": "@vocab"}, "dct": "http://purl.org/dc/terms/", "equivalentProperty":
    "cr:equivalentProperty", "examples": {"@id": "cr:examples",
    "@type": "@json"}, "extract": "cr:extract", "field": "cr:field", "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty", "fileSet": "cr:fileSet", "format": "cr:format",
    "includes": "cr:includes", "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath",
    "key": "cr:key", "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/", "recordSet": "cr:recordSet",
    "references": "cr:references", "regex": "cr:regex", "repeated": "cr:repeated",
    "replace": "cr:replace", "samplingRate": "cr:samplingRate", "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source", "subField": "cr:subField", "transform": "cr:transform",
}  # fmt: skip
"""The JSON-LD context that the Croissant 1.0 specification prescribes."""


def _version(as_of: str | None) -> str:
    return f"{SCHEMA_VERSION}.0.0+{as_of}" if as_of else f"{SCHEMA_VERSION}.0.0"


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _resource(table: Table, output: Path) -> dict[str, Any]:
    path = output / f"{table.name}.parquet"
    return {
        "name": table.name,
        "path": path.name,
        "format": "parquet",
        "mediatype": _PARQUET,
        "description": table.description,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_digest(path)}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": list(_foreign_keys(table, TABLES)),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    field: dict[str, Any] = {
        "name": column.name,
        "type": _table_schema_type(column.type),
        "description": column.description,
    }
    if column.unit:
        field["unit"] = column.unit
    return field | ({"constraints": constraints} if constraints else {})


def _foreign_keys(table: Table, declarations: Sequence[Table]) -> Iterator[dict[str, Any]]:
    keys = {t.name: t.key[0] for t in declarations}
    for column in table.columns:
        if column.refers_to:
            there = "" if column.refers_to == table.name else column.refers_to
            reference = {"resource": there, "fields": [keys[column.refers_to]]}
            yield {"fields": [column.name], "reference": reference}


def _table_schema_type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return "array"
    if pa.types.is_timestamp(kind):
        return "datetime"
    types = {"string": "string", "int32": "integer", "double": "number", "bool": "boolean"}
    return types.get(str(kind), "date")


def _coverage_resource(output: Path) -> dict[str, Any]:
    path = output / "coverage.csv"
    types = {"publisher": "string", "day": "date", "articles": "integer", "copies": "integer"}
    fields = [
        {"name": name, "type": types[name], "description": about}
        for name, about in coverage.COLUMNS.items()
    ]
    return {
        "name": "coverage",
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": "Which outlets and days were read.",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_digest(path)}",
        "schema": {"fields": fields},
    }


def _file_object(name: str, output: Path, encoding: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "contentUrl": name,
        "contentSize": f"{(output / name).stat().st_size} B",
        "encodingFormat": encoding,
        "sha256": _digest(output / name),
    }


def _record_set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [_croissant_field(table, c) for c in table.columns],
    }


def _croissant_field(table: Table, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": column.description,
    }
    source = {
        "fileObject": {"@id": f"{table.name}.parquet"},
        "extract": {"column": column.name},
    }
    if pa.types.is_list(column.type):
        field["repeated"] = True
    if pa.types.is_list(column.type) and pa.types.is_struct(column.type.value_type):
        field["subField"] = [
            {
                "@type": "cr:Field",
                "@id": f"{field['@id']}/{part.name}",
                "name": part.name,
                "dataType": _croissant_type(part.type),
                "source": source | {"transform": {"jsonPath": part.name}},
            }
            for part in column.type.value_type
        ]
    else:
        field |= {"dataType": _croissant_type(column.type), "source": source}
    if column.refers_to not in (None, table.name):  # readers call a table's own key a cycle
        key = next(t.key[0] for t in TABLES if t.name == column.refers_to)
        field["references"] = {"field": {"@id": f"{column.refers_to}/{key}"}}
    return field


def _croissant_type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return _croissant_type(kind.value_type)
    if pa.types.is_timestamp(kind):
        return "sc:DateTime"
    types = {"string": "sc:Text", "int32": "sc:Integer", "double": "sc:Float",
             "bool": "sc:Boolean", "date32[day]": "sc:Date"}  # fmt: skip
    return types.get(str(kind), "sc:Text")


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
