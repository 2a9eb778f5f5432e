"""Which outlets and days were read, so that an absent launch is not taken for no launch."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from io import StringIO

import pyarrow as pa

COLUMNS = {
    "publisher": "Outlet or office; empty where it is not known.",
    "day": "Day of publication; empty where it is not known.",
    "articles": "Articles of that outlet and day that were read.",
    "copies": "Of these, texts that repeat another article.",
}
"""Columns of coverage.csv and what they mean."""


def rows(tables: Mapping[str, pa.Table]) -> list[tuple[str, str, int, int]]:
    """(publisher, day, articles, copies), sorted; a day that is not listed was not read."""
    articles: Counter[tuple[str, str]] = Counter()
    copies: Counter[tuple[str, str]] = Counter()
    table = tables["articles"]
    names = ("publisher", "published_date", "copy_of")
    for publisher, day, copy_of in zip(*(table[n].to_pylist() for n in names), strict=True):
        key = (publisher or "", day.isoformat() if day else "")
        articles[key] += 1
        copies[key] += copy_of is not None
    return [(*key, articles[key], copies[key]) for key in sorted(articles)]


def as_csv(tables: Mapping[str, pa.Table]) -> str:
    """The rows as CSV with a header."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((cell_text(p), d, a, c) for p, d, a, c in rows(tables))
    return file.getvalue()


def cell_text(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before what could begin one.

    The characters are those that OWASP names for CSV injection, and the full-width forms that
    some programs treat alike.
    """
    return "'" + text if text.startswith(tuple("=+-@\t\r\n＝＋－＠")) else text
