"""The one door of the date engine: from a text and its publication day to its date expressions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from pipelines.dates.cues import direction
from pipelines.dates.english import GRAMMAR
from pipelines.dates.joins import join
from pipelines.dates.lists import complete, ranges
from pipelines.dates.modes import carries_the_story, is_narrative
from pipelines.dates.readings import Reading, Shift, YearPart
from pipelines.dates.resolve import Context, Point, Resolved, resolve
from pipelines.dates.rules import Token
from pipelines.model import DateExpression

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_PLAIN = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u2032\u00b4"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u00ab\u00bb"), '"'),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212"), "-"),
    **dict.fromkeys(map(ord, "\u2014\u2015"), "~"),
    **dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2005\u2007\u2008\u2009\u200a\u202f\u3000"), " "),
}
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n|\n(?=[ \t]{2,})")
_MONTHS = re.compile(r"P[69]M")
_SENTENCE = re.compile(r"[.!?][\"')]*\s+(?=[A-Z\"'(`])|\n\s*\n")
_VALUE = re.compile(r"(\d{4}|BC\d{4})(?:-(\d\d)(?:-(\d\d))?|-(Q[1-4]|H[12]|SP|SU|FA|WI|W\d\d))?")


def tag(text: str, published: date | None = None, *, article_id: str = "") -> list[DateExpression]:
    """Find and resolve every date expression of an English text.

    `published` is the local day on which the text appeared. Without it expressions that count
    from that day stay unresolved, with as much of their value as the words give (`XXXX-01-04`).
    Expressions are sorted by start, then the longest first; those without `parent_id` never
    overlap; offsets count code points of `text`.
    """
    plain = fold(text)
    tokens = join(plain, complete(plain, GRAMMAR.tokens(plain)))
    context = Context(published, is_narrative(tokens, published))
    paragraphs = [match.end() for match in _PARAGRAPH.finditer(plain)]
    sentences = [match.end() for match in _SENTENCE.finditer(plain)]
    out: list[DateExpression] = []
    for token in tokens:
        context.paragraph = bisect_right(paragraphs, token.start)
        context.sentence = bisect_right(sentences, token.start)
        context.direction = direction(plain, token.start, token.end)
        out.extend(_rows(text, plain, token, context, article_id, None))
    return _with_ranges(out, {tokens[place].start for place in ranges(plain, tokens)})


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
    """Write a range in EDTF; bounds that EDTF has no level-0 form for are written as days."""
    ends = [first.edtf or "", last.edtf or ""]
    if first.earliest and last.latest and any("/" in end for end in ends):
        return f"{first.earliest}/{last.latest}"
    return "/".join(ends)


def fold(text: str) -> str:
    """Write a text in ASCII, code point for code point: typography plain, other letters as q."""
    if text.isascii():
        return text
    return _FOREIGN.sub(lambda match: "".join(map(_fold_sign, match[0])), text)


def _fold_sign(sign: str) -> str:
    return _PLAIN.get(ord(sign)) or ("q" if sign.isalnum() else "\x7f")


def _rows(
    text: str, plain: str, token: Token, context: Context, article_id: str, parent: str | None
) -> Iterator[DateExpression]:
    found = resolve(token.reading, context)
    row = _row(text, token, found, article_id, parent)
    yield row
    for child in token.children:
        yield from _rows(text, plain, child, context, article_id, row.expression_id)
    if parent is None:
        _remember(plain, token, row, context)


def _row(
    text: str, token: Token, found: Resolved, article_id: str, parent: str | None
) -> DateExpression:
    end = token.end
    span = text[token.start : end]
    if "(" in span and ")" not in span and text[end : end + 1] == ")":
        end += 1
    return DateExpression(
        expression_id=f"{article_id}:d{token.start}-{end}",
        article_id=article_id,
        start=token.start,
        end=end,
        text=text[token.start : end],
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


def _remember(plain: str, token: Token, row: DateExpression, context: Context) -> None:
    if row.timex_type == "DURATION" and _MONTHS.fullmatch(row.timex_value):
        context.quarter = None  # results of half a year are compared with half a year
    if row.timex_type not in {"DATE", "TIME"} or row.status != "resolved":
        return
    match = _VALUE.match(row.timex_value)
    if match is None:
        return
    year = 1 - int(match[1][2:]) if match[1].startswith("BC") else int(match[1])
    month = int(match[2]) if match[2] else None
    day = int(match[3]) if match[3] else None
    part = match[4] if match[4] and match[4][0] in "QH" else None
    point = Point(
        year, month, day, part, row.expression_id, context.paragraph, context.sentence,
        row.anchor == "self" and carries_the_story(plain, token, bare_year=False),
    )  # fmt: skip
    if not (_is_year_ago(token.reading) and not context.narrative):
        context.point = point
    ended = row.latest is None or context.published is None or row.latest < context.published
    if part and part[0] == "Q" and (ended or context.direction < 0) and isinstance(token.reading, YearPart):
        context.quarter = point if token.reading.shift is None else context.quarter
    if carries_the_story(plain, token, bare_year=month is None and part is None and row.precision == "year"):
        context.line = _on_the_line(point, row)


def _on_the_line(point: Point, row: DateExpression) -> Point:
    """Give a season, quarter or "late 1942" the month it stands for."""
    if point.month is not None or row.earliest is None or row.latest is None:
        return point
    if row.timex_value.endswith("WI"):
        return point._replace(month=1)
    if (row.latest - row.earliest).days > 200:
        return point
    middle = row.earliest + (row.latest - row.earliest) / 2
    return point._replace(year=middle.year, month=middle.month)


def _is_year_ago(reading: Reading) -> bool:
    """Whether a year is only compared with; what follows still speaks of the year at hand."""
    return isinstance(reading, Shift) and reading.unit == "year" and reading.count == -1
