"""What the timeline page shows, as one JSON value without repetition.

Articles and quoted sentences stand once and are referred to by their number. Empty values are left
out. `page.js` is the only reader.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.publishing.land import Box, steps, within
from pipelines.publishing.names import CLASSES, LANES, Names
from pipelines.publishing.page.event import (
    earlier,
    event_of,
    filled,
    histories_of,
    lost,
    plain,
    steps_of,
)
from pipelines.publishing.page.part import part
from pipelines.publishing.page.quotes import Quotes

MARGIN = 28.0
"""Degrees of land around all sites and landing areas that the maps can show."""
_ARTICLE_COLUMNS = [
    "article_id", "publisher", "title", "url", "published_date", "published_basis",
    "published_confidence", "copy_of",
]  # fmt: skip


def content(
    tables: Mapping[str, pa.Table], names: Names, as_of: str | None = None
) -> dict[str, Any]:
    """All that the page needs, of plain JSON types."""
    whole, shown = tables, part(tables)
    tables = shown.tables
    articles = tables["articles"].select(_ARTICLE_COLUMNS).to_pylist()
    numbers = {a["article_id"]: n for n, a in enumerate(articles)}
    quotes = Quotes(tables, numbers)
    histories = histories_of(tables["event_history"])
    events = [event_of(row, names) for row in tables["launch_events"].to_pylist()]
    evidence = _evidence(tables, quotes)
    counts, responses = _counts(tables, quotes), _responses(tables, quotes)
    held, answers = _by_event(counts, "events"), _by_event(responses, "event")
    events = [
        event
        | filled(
            **evidence.get(event["id"], {}),
            counts=held.get(event["id"]),
            responses=answers.get(event["id"]),
            history=steps_of(histories.get(event["id"], [])),
            was=earlier(event, histories.get(event["id"], []), names),
        )
        for event in events
    ]
    events += lost(histories, {e["id"] for e in events}, names)
    days = sorted({r["recorded_on"].isoformat() for h in histories.values() for r in h})
    return {
        "asOf": as_of or (days[-1] if days else None),
        "leftOut": shown.left_out,
        "builds": days,
        "lanes": [{"name": lane.name, "colour": lane.colour} for lane in LANES],
        "classes": CLASSES,
        "names": _used_names(names, events, responses),
        "articles": [filled(**_article(a, numbers)) for a in articles],
        "quotes": quotes.cut,
        "events": events,
        "counts": counts,
        "responses": responses,
        "read": _read(whole["articles"]),
        "undated": whole["articles"]["published_date"].null_count,
        "waiting": whole["issues"]["code"].to_pylist().count("undated_launch"),
        "outlets": pc.count_distinct(whole["articles"]["publisher"]).as_py(),
        "land": _land(names, events),
    }


def _article(row: Mapping[str, Any], numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "publisher": row["publisher"],
        "title": row["title"],
        "url": row["url"],
        "day": plain(row["published_date"]),
        "basis": row["published_basis"],
        "confidence": plain(row["published_confidence"]),
        "copyOf": numbers.get(row["copy_of"]),
    }


def _evidence(tables: Mapping[str, pa.Table], quotes: Quotes) -> dict[str, dict[str, Any]]:
    """By event: its quotes, one for each mention, and for each field in dispute who says what."""
    mentions = {m["mention_id"]: m for m in tables["launch_mentions"].to_pylist()}
    disputed = dict(_columns(tables["launch_events"], "event_id", "disputed_fields"))
    found: dict[str, dict[str, Any]] = {}
    rows: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in tables["event_evidence"].to_pylist():
        rows[row["event_id"], row["mention_id"]].append(row)
    for (event_id, mention_id), pieces in rows.items():
        mention = mentions[mention_id]
        about = found.setdefault(event_id, {"quotes": [], "disputes": {}})
        about["quotes"].append(_quote(mention, pieces, quotes))
        for field in disputed.get(event_id) or ():
            _add_side(about["disputes"], field, mention, len(about["quotes"]) - 1)
    for about in found.values():
        about["disputes"] = {
            field: [{"value": json.loads(v), "quotes": q} for v, q in sides.items()]
            for field, sides in about["disputes"].items()
        }
    return found


def _quote(
    mention: Mapping[str, Any], pieces: list[dict[str, Any]], quotes: Quotes
) -> dict[str, Any]:
    by_link = {p["link"] for p in pieces}
    links = [k for k in ("contradicts", "supports", "background") if k in by_link]
    told = [p for p in pieces if p["field"] == "event" or p["link"] == "contradicts"]
    reasons = list(dict.fromkeys(p["reason"] for p in told or pieces[:1]))
    return filled(
        **quotes.of(mention),
        says=mention["status"],
        claimant=mention["claimant"],
        link=links[0],
        why="; ".join(reasons),
        rulings=sorted({p["ruling_id"] for p in pieces if p["ruling_id"]}),
    )


def _add_side(
    disputes: dict[str, dict[str, list[int]]], field: str, mention: Mapping[str, Any], quote: int
) -> None:
    """Put a mention with the others that give the same value to a field."""
    value = plain(_value(mention, field))
    if value is not None:
        sides = disputes.setdefault(field, {})
        sides.setdefault(json.dumps(value, sort_keys=True), []).append(quote)


def _value(mention: Mapping[str, Any], field: str) -> Any:
    """What a mention says of a column of launch_events."""
    if field in ("count", "count_low", "count_high"):
        low, high = mention["count_low"], mention["count_high"]
        return None if low is None and high is None else [low, high]
    same = {"missile_classes": "missile_class", "date_local": "edtf", "earliest": "edtf",
            "latest": "edtf"}  # fmt: skip
    return mention.get(same.get(field, field))


def _columns(table: pa.Table, *names: str) -> Iterable[tuple[Any, ...]]:
    return zip(*(table[n].to_pylist() for n in names), strict=True)


def _counts(tables: Mapping[str, pa.Table], quotes: Quotes) -> list[dict[str, Any]]:
    wanted = ("kind", "unit", "value_low", "value_high", "missile_class", "found", "status",
              "reason", "period_earliest", "period_latest")  # fmt: skip
    return [
        filled(
            **quotes.of(row),
            events=row["event_ids"],
            **{name: plain(row[name]) for name in wanted},
        )
        for row in tables["launch_counts"].to_pylist()
    ]


def _responses(tables: Mapping[str, pa.Table], quotes: Quotes) -> list[dict[str, Any]]:
    wanted = ("type", "status", "actors", "earliest", "latest", "edtf", "link_basis")
    return [
        filled(
            **quotes.of(row),
            event=row["event_id"],
            **{name: plain(row[name]) for name in wanted},
        )
        for row in tables["responses"].to_pylist()
    ]


def _by_event(rows: list[dict[str, Any]], key: str) -> dict[str, list[int]]:
    """Event id -> numbers of the rows that name it."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        named = row.pop(key, [])
        for event_id in [named] if isinstance(named, str) else named:
            found[event_id].append(number)
    return dict(found)


def _read(articles: pa.Table) -> list[list[Any]]:
    """[day, articles published on it] for each day of which anything was read."""
    days = Counter(day.isoformat() for day in articles["published_date"].to_pylist() if day)
    return [[day, number] for day, number in sorted(days.items())]


def _used_names(
    names: Names, events: list[dict[str, Any]], responses: list[dict[str, Any]]
) -> dict[str, dict[str, str]]:
    """Names of the codes that the page speaks of, and no others."""
    states = {e["launcher"] for e in events} | {s for e in events for s in e.get("overflew", [])}
    states |= {actor for r in responses for actor in r.get("actors", [])}
    claimants = {q.get("claimant") for e in events for q in e.get("quotes", [])}
    return {
        "states": _only(names.states, states),
        "sites": _only(names.sites, {e.get("site_id") for e in events}),
        "places": _only(names.places, {e.get("landing") for e in events}),
        "claimants": _only(names.claimants, claimants),
        "points": _only(names.points, {e.get("landing") for e in events}),
    }


def _only(names: Mapping[str, Any], wanted: set[Any]) -> dict[str, Any]:
    return {code: names[code] for code in sorted(wanted - {None}) if code in names}


def _land(names: Names, events: list[dict[str, Any]]) -> dict[str, Any]:
    """Coastlines around everything that a map can show, in the coding of `land.steps`."""
    points = [(e["longitude"], e["latitude"]) for e in events if "latitude" in e]
    landings = {str(e.get("landing")) for e in events} & set(names.points)
    points += [names.points[place][::-1] for place in landings]
    if not points:
        return {}
    land = within(Box.around(points, MARGIN))
    return {
        "rings": [steps(ring) for ring in land.rings],
        "borders": [steps(line) for line in land.borders],
    }
