"""Plain text, with or without the header of a brief.

A brief opens with lines `Key: value` (Title, Publisher, Published, URL, Collected, Note, in any
case) and an empty line; they are facts about the text and no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipelines.model import Article, Issue
from pipelines.reading import articles, stamps
from pipelines.reading.articles import Facts
from pipelines.reading.limits import Limits

KEYS = frozenset({"title", "publisher", "published", "url", "collected", "note"})


def read(data: bytes, source: str, limits: Limits) -> Iterator[Article | Issue]:
    """One UTF-8 file, or the reason why it is none."""
    if b"\x00" in data:
        yield articles.issue("binary_file", source, "it holds null bytes, so it is not a text")
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        detail = f"byte {error.start} is not UTF-8; save the file as UTF-8"
        yield articles.issue("not_utf8", source, detail)
        return
    header, body = split_header(text)
    facts, problems = facts_of(header, source)
    yield from problems
    yield from articles.make(body, source, facts, limits)


def split_header(text: str) -> tuple[dict[str, str], str]:
    """The header's values by key and the text after it; no header leaves the text as it is."""
    header: dict[str, str] = {}
    position = 0
    for line in text.splitlines(keepends=True):
        position += len(line)
        name, colon, value = line.partition(":")
        key = name.lower()
        if not line.strip():
            return (header, text[position:]) if header else ({}, text)
        if not colon or key not in KEYS or key in header:
            return {}, text
        header[key] = value.strip()
    return {}, text


def facts_of(header: dict[str, str], source: str) -> tuple[Facts, list[Issue]]:
    """What a header says, and what of it could not be read."""
    facts = Facts(
        url=header.get("url") or None,
        title=header.get("title") or None,
        publisher=header.get("publisher") or None,
    )
    problems = []
    if published := header.get("published"):
        stamp = stamps.parse("record", published)
        facts = replace(facts, stamps=(stamp,) if stamp else ())
        if not stamp:
            problems.append(unreadable_date(source, "Published", published))
    if collected := header.get("collected"):
        moment = stamps.collected(collected)
        facts = replace(facts, collected_at=moment)
        if not moment:
            problems.append(unreadable_date(source, "Collected", collected))
    return facts, problems


def unreadable_date(source: str, key: str, value: object) -> Issue:
    """The issue of a stated day that does not say for certain which day it is."""
    detail = f"{key} {str(value)[:80]!r} is no certain date; write it as YYYY-MM-DD"
    return articles.issue("unreadable_date", source, detail)
