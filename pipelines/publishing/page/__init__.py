"""The timeline as one HTML file that opens from disk and asks no host for anything."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

import pyarrow as pa

from pipelines.publishing.names import Names
from pipelines.publishing.page.content import content
from pipelines.publishing.words import date_words, flown_words

SCRIPTS = ("time.js", "map.js", "card.js", "chart.js", "marks.js", "hand.js", "page.js")
"""In the order in which they stand in the page; each is a plain script of a few functions."""


def timeline_page(
    tables: Mapping[str, pa.Table], names: Names | None = None, as_of: str | None = None
) -> str:
    """The whole page. The same tables give the same bytes.

    `as_of` is the day that the build speaks for, ISO 8601; without it the last day on which the
    event history changed. Whatever comes from an article reaches the page as a JSON string in
    which no `<` stands and is put into it as text, never as markup; beside, the page's own policy
    lets the browser run this script only, and load nothing.
    """
    names = names or Names()
    shown = content(tables, names, as_of)
    data = json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
    plain = (f"<li>{escape(line)}</li>\n" for line in _plain_lines(shown["events"], names))
    script = "\n".join(_part(name) for name in SCRIPTS)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return Template(_part("page.html")).substitute(
        style=_part("page.css"), script=script, digest=digest, data=data.replace("<", "\\u003c"),
        plain="".join(plain),
    )  # fmt: skip


def _plain_lines(events: Sequence[Mapping[str, Any]], names: Names) -> Iterator[str]:
    """The standing launches a line each, for a reader whose browser runs no script."""
    for event in events:
        if "gone" not in event:
            launcher = names.states.get(event["launcher"], event["launcher"])
            yield f"{date_words(event)}: {launcher}, {flown_words(event)} ({event['status']})"


def _part(name: str) -> str:
    return files("pipelines.publishing.page").joinpath(name).read_text(encoding="utf-8")
