"""One event for the page: its fields, and what it was on earlier days."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pyarrow as pa

from pipelines.model import zone_rules
from pipelines.publishing.names import Names, lane_of
from pipelines.publishing.words import capital, date_words, day_words, flown_words

_EVENT_FIELDS = (
    "launcher", "date_local", "edtf", "earliest", "latest", "precision", "time_utc",
    "missile_classes", "payloads", "count_low", "count_high", "site_id", "latitude", "longitude",
    "site_uncertainty_km", "landing", "overflew", "range_km", "apogee_km", "outcome", "status",
    "disputed_fields", "articles", "sources", "first_reported", "confidence",
)  # fmt: skip

_TOLD = ("flown", "when", "local")


def event_of(row: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """The fields of an event and what JavaScript need not know how to say of it."""
    fields = {name: plain(row.get(name)) for name in _EVENT_FIELDS}
    lane = lane_of(row["missile_classes"] or [])
    return filled(id=row["event_id"], lane=lane, **fields, **_told(row, names))


def _told(row: Mapping[str, Any], names: Names) -> dict[str, str | None]:
    """What flew; the date where no interval says it ("the 5th of a month"); the local time."""
    zone, instant = names.zones.get(row["launcher"]), row.get("time_utc")
    if isinstance(instant, str):
        instant = datetime.fromisoformat(instant)
    local = instant.astimezone(zone_rules(zone)) if zone and instant else None
    vague = "X" in (row.get("edtf") or "")
    return {
        "flown": capital(flown_words(row)),
        "when": date_words(row) if vague else None,
        "local": f"{local:%H:%M} on {day_words(local.date())}" if local else None,
    }


def histories_of(table: pa.Table) -> dict[str, list[dict[str, Any]]]:
    """Rows of event_history by event, in the order of their revisions."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in table.to_pylist():
        found[row["event_id"]].append(row)
    return dict(found)


def steps_of(history: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A history as a reader is shown it."""
    return [
        filled(
            day=row["recorded_on"].isoformat(),
            change=row["change"],
            reason=row["reason"],
            into=row["into"],
        )
        for row in history
    ]


def earlier(
    event: Mapping[str, Any], history: list[dict[str, Any]], names: Names
) -> list[dict[str, Any]]:
    """The fields that differed after each step but the last; null: was not known."""
    found = []
    for row in history[:-1]:
        then = event_of(json.loads(row["after"] or "null") or _event_row(event), names)
        keys = {k for k in (*_EVENT_FIELDS, *_TOLD, "lane") if then.get(k) != event.get(k)}
        found.append({k: then.get(k) for k in sorted(keys)})
    return found if any(found) else []


def _event_row(event: Mapping[str, Any]) -> dict[str, Any]:
    return {"event_id": event["id"], "missile_classes": [], **event}


def lost(
    histories: Mapping[str, list[dict[str, Any]]], standing: set[str], names: Names
) -> list[dict[str, Any]]:
    """Events that once stood: the slider shows them on past days, deep links lead on from them."""
    found = []
    for event_id, history in histories.items():
        rows = [r for step in history for r in (step["before"], step["after"]) if r]
        if event_id not in standing and rows:
            event = event_of(json.loads(rows[-1]), names)
            event |= {"id": event_id, "gone": history[-1]["recorded_on"].isoformat()}
            found.append(event | filled(history=steps_of(history), into=history[-1]["into"]))
    return found


def filled(**values: Any) -> dict[str, Any]:
    """The values that say something: a page must stay light."""
    return {k: v for k, v in values.items() if v not in (None, [], {}, "")}


def plain(value: Any) -> Any:
    """Days and instants as ISO 8601, floats that are whole as whole, structs without nulls."""
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return filled(**{k: plain(v) for k, v in value.items()})
    if isinstance(value, float):
        return round(value) if value == round(value) else round(value, 3)
    return value.isoformat() if hasattr(value, "isoformat") else value
