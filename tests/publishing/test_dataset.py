"""The output folder as a dataset: what others' validators say of our descriptions."""

from __future__ import annotations

import csv
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from pipelines.publishing import coverage, dataset
from pipelines.publishing.dictionary import markdown
from pipelines.tables import TABLES


def test_frictionless_finds_no_fault(published: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    descriptor = json.loads((published / "datapackage.json").read_text(encoding="utf-8"))
    assert list(frictionless.Package.metadata_validate(descriptor)) == []


def test_frictionless_reads_the_coverage_as_described(published: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    package = frictionless.Package(str(published / "datapackage.json"))
    report = package.get_resource("coverage").validate()
    assert report.valid, report.flatten()


@pytest.mark.slow
def test_croissant_is_valid_and_its_records_load(built: Any, published: Path) -> None:
    mlcroissant = pytest.importorskip("mlcroissant")
    loaded = mlcroissant.Dataset(jsonld=str(published / "croissant.json"))
    assert loaded.metadata.issues.errors == set()
    for name in ("launch_events", "event_evidence", "articles"):
        records = list(loaded.records(record_set=name))
        assert len(records) == built[name].num_rows
        wanted = {f"{name}/{column}" for column in built[name].column_names}
        assert set(records[0]) == wanted


@pytest.mark.slow
def test_croissant_hands_out_what_flew(built: Any, published: Path) -> None:
    mlcroissant = pytest.importorskip("mlcroissant")
    loaded = mlcroissant.Dataset(jsonld=str(published / "croissant.json"))
    prefix = "launch_events/payloads"
    for record in loaded.records(record_set="launch_events"):
        event_id = record["launch_events/event_id"].decode()
        told = [
            {k.removeprefix(f"{prefix}/"): _text(v) for k, v in p.items()} for p in record[prefix]
        ]
        at = built["launch_events"]["event_id"].to_pylist().index(event_id)
        assert told == built["launch_events"]["payloads"].to_pylist()[at]


def _text(value: Any) -> Any:
    return value.decode() if isinstance(value, bytes) else value


def test_descriptions_speak_of_the_files_that_stand_there(published: Path) -> None:
    package = json.loads((published / "datapackage.json").read_text(encoding="utf-8"))
    assert {r["name"] for r in package["resources"]} == {*(t.name for t in TABLES), "coverage"}
    for resource in package["resources"]:
        data = (published / resource["path"]).read_bytes()
        assert resource["hash"] == "sha256:" + sha256(data).hexdigest()
        assert resource["bytes"] == len(data)


def test_every_column_is_described_with_its_unit(published: Path) -> None:
    package = json.loads((published / "datapackage.json").read_text(encoding="utf-8"))
    fields = {
        (r["name"], f["name"]): f for r in package["resources"] for f in r["schema"]["fields"]
    }
    for table in TABLES:
        for column in table.columns:
            field = fields[table.name, column.name]
            assert field["description"] == column.description
            assert field.get("unit") == column.unit
    assert fields["launch_events", "range_km"]["unit"] == "km"


def test_a_missing_table_is_an_error_and_not_a_description(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        dataset.data_package(tmp_path, None)


def test_geoparquet_says_where_its_points_are(built: Any, published: Path) -> None:
    events = pq.read_table(published / "geo" / "events.parquet")
    about = json.loads(events.schema.metadata[b"geo"])
    assert about["version"] == "1.1.0"
    assert about["columns"]["geometry"]["encoding"] == "WKB"
    west, south, east, north = about["columns"]["geometry"]["bbox"]
    assert (west, south) == (53.92, 35.23)
    for row in events.to_pylist():
        assert (row["geometry"] is None) == (row["latitude"] is None)
        assert len(row["geometry"]) == 21
    assert events.num_rows == built["launch_events"].num_rows
    assert east > west and north > south


def test_sites_count_their_launches(built: Any, published: Path) -> None:
    sites = pq.read_table(published / "geo" / "sites.parquet").to_pylist()
    assert sum(site["launches"] for site in sites) == built["launch_events"].num_rows


def test_coverage_adds_up_to_the_articles(built: Any, published: Path) -> None:
    with (published / "coverage.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sum(int(row["articles"]) for row in rows) == built["articles"].num_rows
    assert list(rows[0]) == list(coverage.COLUMNS)
    undated = [row for row in rows if not row["day"]]
    assert [row["publisher"] for row in undated] == [""]


def test_the_dictionary_in_the_docs_is_that_of_the_code(repo: Path) -> None:
    """Write it again with: python -m pipelines.publishing.dictionary > docs/data-dictionary.md."""
    assert (repo / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == markdown()


def test_five_lines_of_sql_read_the_folder(published: Path) -> None:
    found = duckdb.sql(
        f"select launcher, count(*) from '{published}/launch_events.parquet' group by 1 order by 1"
    ).fetchall()
    assert [launcher for launcher, _ in found] == ["IR", "KP"]
