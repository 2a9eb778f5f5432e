"""The one door of the date engine: from a text and its publication day to its date expressions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from pipelines.dates.clocks import share
from pipelines.dates.context import Context, Resolved
from pipelines.dates.english import GRAMMAR
from pipelines.dates.joins import join
from pipelines.dates.lists import complete, ranges
from pipelines.dates.modes import is_narrative
from pipelines.dates.prose import fold, paragraphs
from pipelines.dates.readings import Clock
from pipelines.dates.resolve import resolve
from pipelines.dates.rules import Token
from pipelines.dates.story import remember
from pipelines.model import DateExpression


def tag(text: str, published: date | None = None, *, article_id: str = "") -> list[DateExpression]:
    """Find and resolve every date expression of an English text.

    `published` is the local day on which the text appeared. Without it expressions that count
    from that day stay unresolved, with as much of their value as the words give (`XXXX-01-04`).
    Expressions are sorted by start, then the longest first; those without `parent_id` never
    overlap; offsets count code points of `text`.

    >>> [(e.text, e.timex_value) for e in tag("fired on Aug. 7", date(2017, 8, 9))]
    [('Aug. 7', '2017-08-07')]
    """
    plain = fold(text)
    tokens = share(plain, join(plain, complete(plain, GRAMMAR.tokens(plain))))
    context = Context(published, is_narrative(tokens, published), text=plain)
    breaks = paragraphs(plain)
    out: list[DateExpression] = []
    for token in tokens:
        context.paragraph = bisect_right(breaks, token.start)
        context.span, context.follows = (token.start, token.end), token.follows
        rows = list(_rows(text, token, context, article_id, None))
        remember(plain, token, rows[0], context)
        if isinstance(token.reading, Clock) and token.reading.converts is not None:
            out[-1] = replace(out[-1], time_utc=out[-1].time_utc or rows[0].time_utc)
        out += rows
    return _with_ranges(out, {tokens[place].start for place in ranges(plain, tokens)})


def _rows(
    text: str, token: Token, context: Context, article_id: str, parent: str | None
) -> Iterator[DateExpression]:
    row = _row(text, token, resolve(token.reading, context), article_id, parent)
    yield row
    for child in token.children:
        yield from _rows(text, child, context, article_id, row.expression_id)


def _row(
    text: str, token: Token, found: Resolved, article_id: str, parent: str | None
) -> DateExpression:
    words = text[token.start : token.end]
    end = token.end
    if "(" in words and ")" not in words and text[end : end + 1] == ")":
        end, words = end + 1, words + ")"  # on the 4th (local time)
    return DateExpression(
        expression_id=f"{article_id}:d{token.start}-{end}",
        article_id=article_id,
        start=token.start,
        end=end,
        text=words,
        timex_type=found.timex_type,
        timex_value=found.value,
        precision=found.precision or "vague",
        anchor=found.anchor,
        rule=token.rule,
        derivation=found.derivation,
        status=found.status,
        parent_id=parent,
        edtf=found.edtf,
        earliest=found.earliest,
        latest=found.latest,
        time_utc=found.time_utc,
        time_zone=found.time_zone,
        candidates=found.candidates,
    )


def _with_ranges(rows: list[DateExpression], opening: set[int]) -> list[DateExpression]:
    """Tell both ends of each range the whole of it."""
    if not opening:
        return rows
    outer = [place for place, row in enumerate(rows) if row.parent_id is None]
    for left, right in pairwise(outer):
        first, last = rows[left], rows[right]
        if first.start not in opening or not first.edtf or not last.edtf:
            continue
        if first.earliest and last.latest and first.earliest > last.latest:
            continue
        whole = _between(first, last)
        rows[left], rows[right] = replace(first, range_edtf=whole), replace(last, range_edtf=whole)
    return rows


def _between(first: DateExpression, last: DateExpression) -> str:
    """Write a range in EDTF; ends that are intervals themselves are written as days."""
    ends = (first.edtf or "", last.edtf or "")
    if first.earliest and last.latest and any("/" in end for end in ends):
        return f"{first.earliest}/{last.latest}"
    return "/".join(ends)
