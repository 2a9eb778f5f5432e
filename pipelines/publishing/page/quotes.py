"""The words behind the events: sentences cut from the articles, with the dates marked in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

AROUND = 140
"""Characters shown before and after the quoted words at most: what a reader needs to judge them."""
LONGEST = 420
"""Characters of quoted words at most; few clauses are longer, and a page must stay light."""
_STOP = re.compile(r"[.!?…][\"”’)\]]*\s+(?=[\"“‘(\[]*[^\W\d_a-z])|\n+")
_SHORT = re.compile(r"(?:\b(?:[A-Z][a-z]{0,2}|Sept)|\.[A-Za-z])$")
"""Before a full stop: Oct, Gen, Mr, U.S; none of them ends a sentence here."""


class Quotes:
    """Cuts each sentence once, however many events rest on it."""

    def __init__(self, tables: Mapping[str, pa.Table], article_numbers: Mapping[str, int]) -> None:
        articles = tables["articles"].select(["article_id", "text"]).to_pydict()
        self._texts = dict(zip(articles["article_id"], articles["text"], strict=True))
        self._numbers = article_numbers
        self._dates = _outermost(tables["date_expressions"])
        self._known: dict[tuple[str, int, int], int] = {}
        self.cut: list[dict[str, Any]] = []

    def of(self, row: Mapping[str, Any]) -> int:
        """The number in `cut` of the words of a mention, count or response."""
        article_id, start = row["article_id"], row["start"]
        key = (article_id, start, min(row["end"], start + LONGEST))
        if key not in self._known:
            self._known[key] = len(self.cut)
            self.cut.append(self._cut(*key))
        return self._known[key]

    def _cut(self, article_id: str, start: int, end: int) -> dict[str, Any]:
        """{a: article, t: text, q: [start, end] of the quote, d: marked dates}, offsets in t."""
        text = self._texts[article_id]
        first, last = _sentence(text, start, end)
        return {
            "a": self._numbers[article_id],
            "t": ("… " if first else "") + text[first:last] + (" …" if last < len(text) else ""),
            "q": [start - first + 2 * bool(first), end - first + 2 * bool(first)],
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


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around some words, or so much of it as AROUND allows, cut between words."""
    low, high = max(0, start - AROUND), min(len(text), end + AROUND)
    before = [stop.end() for stop in _stops(text, low, start)]
    if text[end - 1 : end] in _FULL_STOPS:
        after = [end]
    else:
        after = [stop.start() + len(stop.group().rstrip()) for stop in _stops(text, end, high)]
    first = before[-1] if before else _next_word(text, low, start)
    last = after[0] if after else _last_word(text, end, high)
    return first, last


_FULL_STOPS = (".", "!", "?", "…")


def _stops(text: str, low: int, high: int) -> Iterator[re.Match[str]]:
    for stop in _STOP.finditer(text, low, high + 2):  # what begins a sentence lies behind its stop
        short = _SHORT.search(text, max(0, stop.start() - 6), stop.start())
        if not short and stop.end() <= high:
            yield stop


def _next_word(text: str, low: int, start: int) -> int:
    if low == 0:
        return 0
    space = text.find(" ", low, start)
    return space + 1 if space >= 0 else start


def _last_word(text: str, end: int, high: int) -> int:
    if high == len(text):
        return high
    space = text.rfind(" ", end, high)
    return space if space >= 0 else end
