"""Exports: nothing runs in a spreadsheet, nothing breaks XML, nothing private leaves."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pyarrow as pa
import pytest
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.publishing import export
from pipelines.publishing.coverage import cell_text
from pipelines.publishing.names import Names
from tests.publishing import synthetic
from tests.publishing.test_page import HOSTILE

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("http://x","y")', '\'=HYPERLINK("http://x","y")'),
        ("+82 2 1234", "'+82 2 1234"),
        ("-2 days", "'-2 days"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ("Hwasong-17", "Hwasong-17"),
        ("2022-01-05", "2022-01-05"),
        ("", ""),
    ],
)
def test_no_text_cell_is_a_formula(cell: str, written: str) -> None:
    assert cell_text(cell) == written


def test_csv_reads_back_row_by_row(built: Any) -> None:
    events = built["launch_events"]
    rows = list(csv.DictReader(StringIO(export.as_csv(events))))
    assert [row["event_id"] for row in rows] == events["event_id"].to_pylist()
    first, told = events.to_pylist()[0], rows[0]
    assert json.loads(told["payloads"])[0]["missile_class"] == first["payloads"][0]["missile_class"]
    assert told["date_local"] == first["date_local"].isoformat()
    assert float(told["longitude"]) == first["longitude"]


def test_a_spreadsheet_reads_words_and_not_brackets(built: Any) -> None:
    names = Names(states={"KP": "North Korea"})
    files = dict(export.files(built, "csv", names, public=False))
    rows = list(csv.DictReader(StringIO(files["launch_events.csv"])))
    for row, event in zip(rows, built["launch_events"].to_pylist(), strict=True):
        assert row["missile_classes"] == "; ".join(event["missile_classes"])
        assert ("North Korea, " in row["headline"]) == (event["launcher"] == "KP")
        assert event["status"] in row["headline"]


def test_a_list_of_words_is_no_formula_either() -> None:
    table = pa.table({"reasons": [["=1+1", "two"], []]})
    assert export.as_csv(table).splitlines()[1:] == ["'=1+1; two", '""']


def test_negative_numbers_stay_numbers() -> None:
    events = synthetic.tables(3)["launch_events"]
    at = events.schema.get_field_index("longitude")
    west = events.set_column(at, events.schema.field(at), [[-70.5] * 3])
    assert {r["longitude"] for r in csv.DictReader(StringIO(export.as_csv(west)))} == {"-70.5"}


def test_json_reads_back(built: Any) -> None:
    for table in built.values():
        assert len(json.loads(export.as_json(table))) == table.num_rows


def test_geojson_has_a_feature_for_each_event(built: Any) -> None:
    collection = json.loads(export.geojson(built, Names(sites={"sunan": "Sunan"})))
    assert [f["id"] for f in collection["features"]] == built["launch_events"][
        "event_id"
    ].to_pylist()
    sunan = [f for f in collection["features"] if f["properties"]["site_id"] == "sunan"]
    assert sunan[0]["geometry"]["coordinates"] == [125.67, 39.20]
    assert sunan[0]["properties"]["site"] == "Sunan"


def test_atom_tells_new_and_changed_events_newest_first(built: Any) -> None:
    assert not feedparser.parse(export.atom(built, Names())).bozo
    feed = ElementTree.fromstring(export.atom(built, Names()))
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == min(export.NEWEST, built["event_history"].num_rows)
    days = [e.findtext(f"{ATOM}updated") for e in entries]
    assert days == sorted(days, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == days[0]
    assert len({e.findtext(f"{ATOM}id") for e in entries}) == len(entries)
    assert any((e.findtext(f"{ATOM}title") or "").startswith("changed: ") for e in entries)
    merged = next(e for e in entries if (e.findtext(f"{ATOM}title") or "").startswith("merged: "))
    link = merged.find(f"{ATOM}link")
    assert link is not None and not link.get("href", "").endswith("e-merged")


def test_atom_stays_xml_whatever_the_words_are() -> None:
    built = synthetic.tables(2)
    history = built["event_history"]
    at = history.schema.get_field_index("reason")
    words = [f"\x00\x0b{HOSTILE}<b>&"] * history.num_rows
    built["event_history"] = history.set_column(at, history.schema.field(at), [words])
    feed = ElementTree.fromstring(export.atom(built, Names()))
    assert "<b>&" in (feed.findtext(f"{ATOM}entry/{ATOM}summary") or "")


@pytest.mark.parametrize(
    ("quote", "first"),
    [
        ("It flew. It fell.", "It flew."),
        ("“It flew.” He left.", "“It flew.”"),
        ("It flew 4.5 km\nand fell. Then", "It flew 4.5 km and fell."),
        ("It flew", "It flew"),
        ("word " * 100, " ".join(["word"] * 60)[:299] + " …"),
    ],
)
def test_public_quotes_are_one_sentence(quote: str, first: str) -> None:
    assert export.first_sentence(quote) == first


def test_a_public_export_has_no_article_text(built: Any) -> None:
    part = export.public_part(built)
    assert "text" not in part["articles"].column_names
    texts = built["articles"]["text"].to_pylist()
    for form in ("csv", "json"):
        for name, text in export.files(built, form, Names(), public=True):
            assert not any(whole in text for whole in texts if len(whole) > 60), name


def test_a_public_export_keeps_one_sentence_of_a_long_quote(built: Any) -> None:
    mentions = built["launch_mentions"]
    at = mentions.schema.get_field_index("quote")
    long = ["It flew far. It fell. " + "Nobody saw it go. " * 40] * mentions.num_rows
    tables = {
        **built,
        "launch_mentions": mentions.set_column(at, mentions.schema.field(at), [long]),
    }
    quotes = export.public_part(tables)["launch_mentions"]["quote"].to_pylist()
    assert set(quotes) == {"It flew far."}


@pytest.mark.parametrize("form", sorted(export.FORMATS))
def test_the_command_writes_each_format(form: str, published: Path, tmp_path: Path) -> None:
    call = [
        "export",
        str(tmp_path / "out"),
        "--format",
        form,
        "--public",
        "--output",
        str(published),
    ]
    result = CliRunner().invoke(main, [*call, "--seeds", str(tmp_path)])
    assert result.exit_code == 0, result.output
    written = [Path(line) for line in result.stdout.splitlines()]
    assert written
    assert all(path.stat().st_size for path in written)


def test_the_command_says_when_there_is_nothing_to_export(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["export", str(tmp_path), "--output", str(tmp_path / "none")])
    assert result.exit_code == 1
    assert "launch-timeline build" in result.output
