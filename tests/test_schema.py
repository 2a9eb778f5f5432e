"""A table says what is wrong with it before anybody relies on it."""

from __future__ import annotations

import dataclasses

import pyarrow as pa
import pytest

from pipelines import tables
from pipelines.model import Issue, LaunchMention, Payload
from pipelines.schema import faults


def empty_set() -> dict[str, pa.Table]:
    return {t.name: t.build([]) for t in tables.TABLES}


def mention(**fields: object) -> LaunchMention:
    told = {
        "mention_id": "a-1:m0-5.0", "article_id": "a-1", "start": 0, "end": 5, "quote": "fired",
        "status": "happened", "missile_class": "srbm", "outcome": "unknown", "role": "main",
        "confidence": 0.9,
    }  # fmt: skip
    return LaunchMention(**{**told, **fields})  # type: ignore[arg-type]


def test_empty_tables_have_no_faults() -> None:
    assert faults(empty_set(), tables.TABLES) == []


@pytest.mark.parametrize("table", [t for t in tables.TABLES if t.row_type], ids=lambda t: t.name)
def test_columns_are_the_fields_of_the_value(table: tables.Table) -> None:
    fields = {f.name for f in dataclasses.fields(table.row_type)}  # type: ignore[arg-type]
    derived = {"issue_id"} if table.row_type is Issue else set()
    assert {c.name for c in table.columns} == fields | derived


def test_values_survive_the_table() -> None:
    said = mention(overflew=("JP",), count_low=2)
    table = tables.LAUNCH_MENTIONS.build([said])
    assert tables.LAUNCH_MENTIONS.values(table) == [said]


def test_structs_survive_the_table() -> None:
    column = next(c for c in tables.LAUNCH_EVENTS.columns if c.name == "payloads")
    assert column.item_type is Payload


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([mention(), mention()], "1 keys are not unique"),
        ([mention(status="rumoured")], "'rumoured' is no allowed word"),
        ([mention()], "refer to no articles"),
        ([mention(quote=None)], "launch_mentions.quote: 1 nulls"),
    ],
)
def test_faults_are_named(rows: list[LaunchMention], fault: str) -> None:
    built = empty_set() | {"launch_mentions": tables.LAUNCH_MENTIONS.build(rows)}
    assert any(fault in found for found in faults(built, tables.TABLES))


def test_a_table_with_another_schema_is_refused() -> None:
    built = empty_set() | {"issues": pa.table({"issue_id": ["i-1"]})}
    assert faults(built, tables.TABLES) == ["issues: the schema is not the declared one"]


def test_rows_are_sorted_by_day_then_key() -> None:
    rows = [mention(mention_id=f"a-1:m{n}-5.0", start=n) for n in (3, 1, 2)]
    ids = tables.LAUNCH_MENTIONS.build(rows)["mention_id"].to_pylist()
    assert ids == sorted(ids)
