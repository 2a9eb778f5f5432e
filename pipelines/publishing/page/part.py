"""The part of the tables that one page can show: a page must stay light however many were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

MOST = 10_000
"""Launches on a page at most: about 20 MB, which a browser still opens in two seconds."""


@dataclass(frozen=True, slots=True)
class Part:
    """The rows that bear on the newest launches, and how many older ones are left out."""

    tables: Mapping[str, pa.Table]
    left_out: int


def part(tables: Mapping[str, pa.Table], most: int = MOST) -> Part:
    """The newest `most` launches with their evidence, words, articles and dates."""
    every = tables["launch_events"]
    left_out = max(0, every.num_rows - most)
    events = every.slice(left_out)
    evidence = _where(tables["event_evidence"], "event_id", events["event_id"])
    responses = _where(tables["responses"], "event_id", events["event_id"])
    counts = _counted(tables["launch_counts"], events["event_id"])
    quoted = pa.chunked_array(
        [c for t in (evidence, responses, counts) for c in t["article_id"].chunks], pa.string()
    )
    return Part(
        {
            "launch_events": events,
            "event_evidence": evidence,
            "responses": responses,
            "launch_counts": counts,
            "launch_mentions": _where(
                tables["launch_mentions"], "mention_id", evidence["mention_id"]
            ),
            "articles": _where(tables["articles"], "article_id", quoted),
            "date_expressions": _where(tables["date_expressions"], "article_id", quoted),
            "event_history": _lives(tables["event_history"], every, events),
        },
        left_out,
    )


def _where(table: pa.Table, column: str, values: pa.ChunkedArray) -> pa.Table:
    return table.filter(pc.is_in(table[column], value_set=values.combine_chunks()))


def _counted(counts: pa.Table, event_ids: pa.ChunkedArray) -> pa.Table:
    """Counts that the launches are held against."""
    known = set(event_ids.to_pylist())
    bears = [not known.isdisjoint(ids) for ids in counts["event_ids"].to_pylist()]
    return counts.filter(pa.array(bears, pa.bool_()))


def _lives(history: pa.Table, every: pa.Table, shown: pa.Table) -> pa.Table:
    """The history of the launches shown, and of those that stand no longer."""
    ids = history["event_id"]
    stands = pc.is_in(ids, value_set=every["event_id"].combine_chunks())
    is_shown = pc.is_in(ids, value_set=shown["event_id"].combine_chunks())
    return history.filter(pc.or_(is_shown, pc.invert(stands)))
