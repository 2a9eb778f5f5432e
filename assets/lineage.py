"""What follows from what: the arrows between the tables, and where each column comes from.

The arrows are the shortest that tell the way: what a table owes to the table before the last goes
without an arrow of its own. The two layers meet here, so a table of the first rooms (the day of an
article, the verdict on a count) may rest on a later one.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipelines import tables

DEPENDENCIES: Mapping[str, tuple[str, ...]] = {
    "articles": ("batch_articles", "batch_launches", "catalogue", "rulings"),
    "date_expressions": ("batch_dates", "articles"),
    "launch_mentions": ("batch_launches", "date_expressions"),
    "launch_events": ("launch_mentions", "rulings"),
    "event_evidence": ("launch_events",),
    "event_history": ("launch_events",),
    "launch_counts": ("batch_launches", "launch_events"),
    "responses": ("batch_launches", "event_evidence"),
    "issues": ("launch_events",),
}
"""Table -> assets, in an order in which every table stands after what it follows from."""
DATASET = ("event_history", "launch_counts", "responses", "issues")
"""The tables on which no other rests; the set as one rests on them."""

TEXT = ("articles.text",)
_SPOT = {"start": TEXT, "end": TEXT, "article_id": ("articles.article_id",)}
_DAYS = ("date_expressions.earliest", "date_expressions.latest")
_EVENT_ID = ("launch_events.event_id",)


def _same(table: str, *columns: str) -> dict[str, tuple[str, ...]]:
    return {column: (f"{table}.{column}",) for column in columns}


COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "articles": {
        **_same(
            "batch_articles", "article_id", "url", "title", "publisher", "language", "stamps",
            "collected_at", "source", "text", "text_sha256",
        ),
        **dict.fromkeys(
            (
                "published_date", "published_time", "published_basis", "published_confidence",
                "published_earliest", "published_latest", "published_candidates",
                "published_reasons",
            ),
            ("batch_articles.text", "batch_articles.stamps", "batch_launches.earliest"),
        ),
        "copy_of": ("batch_articles.text",),
    },
    "date_expressions": {
        **_SPOT,
        **dict.fromkeys(
            (
                "edtf", "earliest", "latest", "time_utc", "timex_value", "anchor", "derivation",
                "status", "candidates",
            ),
            ("articles.text", "articles.published_date"),
        ),
    },
    "launch_mentions": {
        **_SPOT,
        "expression_id": ("date_expressions.expression_id",),
        **dict.fromkeys(("earliest", "latest", "edtf", "time_utc"), _DAYS),
        "reported": ("articles.published_date",),
    },
    "launch_counts": {
        **_SPOT,
        **dict.fromkeys(("period_earliest", "period_latest"), _DAYS),
        **dict.fromkeys(("found", "status", "reason", "event_ids"), _EVENT_ID),
    },
    "responses": {
        **_SPOT,
        **dict.fromkeys(("edtf", "earliest", "latest"), _DAYS),
        "mention_id": ("launch_mentions.mention_id",),
        **dict.fromkeys(("event_id", "link_basis"), ("event_evidence.event_id",)),
    },
    "launch_events": {
        "event_id": ("launch_mentions.mention_id", "event_history.event_id"),
        **_same(
            "launch_mentions", "launcher", "edtf", "earliest", "latest", "time_utc", "count_low",
            "count_high", "site_id", "landing", "overflew", "range_km", "apogee_km", "outcome",
        ),
        **dict.fromkeys(("date_local", "precision"), ("launch_mentions.earliest",)),
        "missile_classes": ("launch_mentions.missile_class",),
        "payloads": ("launch_mentions.missile_class", "launch_mentions.designation"),
        **dict.fromkeys(("latitude", "longitude", "site_uncertainty_km"), ("lexicon.sites",)),
        **dict.fromkeys(("status", "disputed_fields"), ("launch_mentions.claimant",)),
        "articles": ("articles.article_id",),
        "sources": ("articles.copy_of", "articles.publisher"),
        "first_reported": ("articles.published_date",),
        "confidence": ("launch_mentions.confidence",),
    },
    "event_evidence": {
        "event_id": _EVENT_ID,
        **_same("launch_mentions", "mention_id", "article_id"),
        "ruling_id": ("rulings.ruling_id",),
    },
    "event_history": {"event_id": _EVENT_ID, "after": _EVENT_ID, "before": _EVENT_ID},
    "issues": {"article_id": ("articles.article_id",)},
}  # fmt: skip
"""Table -> column -> the columns that it follows from. A column not named is read off the text."""


def of_column(table: str, column: str) -> tuple[str, ...]:
    """The columns from which one column follows."""
    return COLUMNS[table].get(column, TEXT)


def columns_of(table: str) -> list[str]:
    """The names of a table's columns."""
    declared = next(t for t in tables.TABLES if t.name == table)
    return [c.name for c in declared.columns]
