"""The words behind the events: sentences cut from the articles, with the dates marked in them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from pipelines.publishing.sentences import around

LONGEST = 420
"""Characters of quoted words at most; few clauses are longer, and a page must stay light."""


class Quotes:
    """Cuts each sentence once, however many events rest on it."""

    def __init__(self, tables: Mapping[str, pa.Table], article_numbers: Mapping[str, int]) -> None:
        articles = tables["articles"].select(["article_id", "text"]).to_pydict()
        self._texts = dict(zip(articles["article_id"], articles["text"], strict=True))
        self._numbers = article_numbers
        self._dates = _outermost(tables["date_expressions"])
        self._known: dict[tuple[str, int, int], int] = {}
        self.cut: list[dict[str, Any]] = []

    def of(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """{quote: number in `cut`, q: [start, end] in it} of the words of a mention or the like."""
        article_id, start = row["article_id"], row["start"]
        end = min(row["end"], start + LONGEST)
        key = (article_id, *around(self._texts[article_id], start, end))
        if key not in self._known:
            self._known[key] = len(self.cut)
            self.cut.append(self._cut(*key))
        shift = key[1] - 2 * bool(key[1])
        return {"quote": self._known[key], "q": [start - shift, end - shift]}

    def _cut(self, article_id: str, first: int, last: int) -> dict[str, Any]:
        """{a: article, t: text, d: marked dates}, offsets in t."""
        text = self._texts[article_id]
        return {
            "a": self._numbers[article_id],
            "t": ("… " if first else "") + text[first:last] + (" …" if last < len(text) else ""),
            "d": [
                _mark(date, first - 2 * bool(first))
                for date in self._within(article_id, first, last)
            ],
        }

    def _within(self, article_id: str, first: int, last: int) -> list[dict[str, Any]]:
        dates = self._dates.get(article_id, [])
        begin = bisect_right(dates, first - 1, key=lambda d: d["start"])
        found = []
        for date in dates[begin:]:
            if date["start"] >= last:
                break
            if date["end"] <= last:
                found.append(date)
        return found


def _outermost(expressions: pa.Table) -> dict[str, list[dict[str, Any]]]:
    """Expressions that are part of no other, by article and start."""
    wanted = ["article_id", "parent_id", "start", "end", "edtf", "timex_value", "derivation",
              "status"]  # fmt: skip
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in expressions.select(wanted).to_pylist():
        if row["parent_id"] is None:
            found[row["article_id"]].append(row)
    for rows in found.values():
        rows.sort(key=lambda r: (r["start"], -r["end"]))
    return dict(found)


def _mark(date: Mapping[str, Any], shift: int) -> list[Any]:
    """[start, end, value, derivation] with offsets in the cut text."""
    value = date["edtf"] or date["timex_value"]
    status = "" if date["status"] == "resolved" else f" ({date['status']})"
    return [date["start"] - shift, date["end"] - shift, value + status, date["derivation"]]
