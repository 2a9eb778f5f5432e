"""Tables -> CSV, JSON, GeoJSON and Atom for those who do not read Parquet.

`public` leaves out the articles' texts and cuts each quote to its first sentence: facts and short
quotations may be passed on, whole texts are their publishers'.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from io import StringIO
from typing import Any
from xml.etree import ElementTree

import pyarrow as pa

from pipelines.publishing import sentences
from pipelines.publishing.coverage import cell_text
from pipelines.publishing.names import Names
from pipelines.publishing.words import date_words, flown_words

Tables = Mapping[str, pa.Table]
LONGEST_PUBLIC_QUOTE = 300
"""Characters of a quote in a public export at most, for sentences that never end."""
NEWEST = 200
"""Entries of the Atom feed at most."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def files(tables: Tables, form: str, names: Names, *, public: bool) -> Iterator[tuple[str, str]]:
    """(file name, text) of an export; `form` is one of FORMATS.

    csv and json give one file for each table, geojson and atom one for the events.
    """
    yield from FORMATS[form](public_part(tables) if public else tables, names)


def public_part(tables: Tables) -> dict[str, pa.Table]:
    """The tables without article texts, and with quotes of one sentence."""
    part = dict(tables)
    part["articles"] = tables["articles"].drop_columns(["text"])
    for name in ("launch_mentions", "launch_counts", "responses"):
        table = tables[name]
        quotes = pa.array([first_sentence(q) for q in table["quote"].to_pylist()], pa.string())
        at = table.schema.get_field_index("quote")
        part[name] = table.set_column(at, table.schema.field(at), quotes)
    return part


def first_sentence(quote: str) -> str:
    """The first sentence of some words, cut between words where it is very long."""
    sentence = sentences.first_of(" ".join(quote.split()))
    if len(sentence) <= LONGEST_PUBLIC_QUOTE:
        return sentence
    return sentence[:LONGEST_PUBLIC_QUOTE].rsplit(" ", 1)[0] + " …"


def as_csv(table: pa.Table) -> str:
    """One table as CSV; no text cell can act as a formula.

    Lists of words are joined by "; ", lists of structs are JSON.
    """
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(table.column_names)
    columns = [[_cell(value) for value in table[name].to_pylist()] for name in table.column_names]
    writer.writerows(zip(*columns, strict=True))
    return file.getvalue()


def as_json(table: pa.Table) -> str:
    """One table as a JSON array, an object a line."""
    rows = (json.dumps(_plain(row), ensure_ascii=False) for row in table.to_pylist())
    return "[" + ",\n ".join(rows) + "]\n"


def geojson(tables: Tables, names: Names) -> str:
    """Events as a FeatureCollection (RFC 7946); geometry is null where no site is known."""
    features = [_feature(row, names) for row in tables["launch_events"].to_pylist()]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def atom(tables: Tables, names: Names) -> str:
    """New and changed events, newest first, as an Atom feed (RFC 4287) beside the page."""
    steps = tables["event_history"].to_pylist()
    steps.sort(key=lambda s: (s["recorded_on"], s["event_id"], s["revision"]), reverse=True)
    feed = ElementTree.Element("feed", xmlns="http://www.w3.org/2005/Atom")
    _text(feed, "id", "tag:launch-timeline,2026:events")
    _text(feed, "title", "Launch timeline: new and changed launches")
    newest = steps[0]["recorded_on"] if steps else date(1970, 1, 1)
    _text(feed, "updated", f"{newest}T00:00:00Z")
    _text(ElementTree.SubElement(feed, "author"), "name", "launch-timeline")
    for step in steps[:NEWEST]:
        _entry(feed, step, names)
    ElementTree.indent(feed, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(feed, "unicode") + "\n"


def headline(event: Mapping[str, Any], names: Names) -> str:
    """One event in a line: "4 October 2022: North Korea, 1 cruise missile (confirmed)"."""
    launcher = names.states.get(event["launcher"], event["launcher"])
    return f"{date_words(event)}: {launcher}, {flown_words(event)} ({event['status']})"


def _with_headlines(tables: Tables, names: Names) -> dict[str, pa.Table]:
    """The tables, each launch told in words too: a spreadsheet has no lexicon to look codes up."""
    events = tables["launch_events"]
    told = pa.array([headline(row, names) for row in events.to_pylist()], pa.string())
    return {**tables, "launch_events": events.append_column("headline", told)}


def _entry(feed: ElementTree.Element, step: Mapping[str, Any], names: Names) -> None:
    event = json.loads(step["after"] or step["before"] or "null")
    identity = f"{step['event_id']}/{step['revision']}"
    title = headline(event, names) if event else step["event_id"]
    prefix = "" if step["change"] == "minted" else f"{step['change']}: "
    entry = ElementTree.SubElement(feed, "entry")
    _text(entry, "id", f"tag:launch-timeline,2026:{identity}")
    _text(entry, "title", prefix + title)
    _text(entry, "updated", f"{step['recorded_on']}T00:00:00Z")
    link = f"timeline.html#{step['into'] or step['event_id']}"
    ElementTree.SubElement(entry, "link", href=_NOT_XML.sub("", link))
    _text(entry, "summary", step["reason"])


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _NOT_XML.sub("", text)


def _feature(row: Mapping[str, Any], names: Names) -> dict[str, Any]:
    point = None
    if row["latitude"] is not None:
        point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
    left_out = {"event_id", "latitude", "longitude"}
    properties = {k: v for k, v in _plain(row).items() if k not in left_out}
    properties["site"] = names.sites.get(row["site_id"], row["site_id"])
    return {"type": "Feature", "id": row["event_id"], "geometry": point, "properties": properties}


def _plain(value: Any) -> Any:
    """A value of a table as JSON has it: days and instants in ISO 8601."""
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return cell_text(value)
    if isinstance(value, list) and not any(isinstance(v, dict) for v in value):
        return cell_text("; ".join(str(_plain(v)) for v in value))
    if isinstance(value, (list, dict)):
        return json.dumps(_plain(value), ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    return _plain(value)


FORMATS: dict[str, Callable[[Tables, Names], Iterator[tuple[str, str]]]] = {
    "csv": lambda tables, names: (
        (f"{n}.csv", as_csv(t)) for n, t in _with_headlines(tables, names).items()
    ),
    "json": lambda tables, _: ((f"{n}.json", as_json(t)) for n, t in tables.items()),
    "geojson": lambda tables, names: iter([("events.geojson", geojson(tables, names))]),
    "atom": lambda tables, names: iter([("events.atom", atom(tables, names))]),
}
"""What `launch-timeline export --format` can write."""
