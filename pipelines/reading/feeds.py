"""RSS and Atom -> Articles: what the feed itself says of each item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipelines.model import Article, Issue, Stamp
from pipelines.reading import articles, languages, plain, stamps
from pipelines.reading.articles import Facts
from pipelines.reading.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a feed; `published` is the day as the feed wrote it."""

    url: str | None
    title: str | None
    published: str | None
    body: str


def read(data: bytes, source: str, limits: Limits) -> Iterator[Article | Issue]:
    """One article for each item that has words of its own."""
    if b"<!ENTITY" in data:
        yield articles.issue("broken_feed", source, "it declares entities, which no feed needs")
        return
    parsed = _parse(data)
    if parsed is None or not (parsed.get("version") or parsed.entries):
        yield articles.issue("broken_file", source, "neither RSS nor Atom")
        return
    if not parsed.entries:
        yield articles.issue("empty_file", source, "the feed has no items")
    elif parsed.bozo:
        detail = f"the feed is not well-formed: {str(parsed.bozo_exception)[:200]}"
        yield articles.issue("broken_feed", source, detail)
    publisher, language = _text(parsed.feed, "title"), _text(parsed.feed, "language")
    for number, item in enumerate(_items(parsed), 1):
        place = f"{source}:{number}"
        stamp = stamps.parse("feed", item.published) if item.published else None
        if item.published and not stamp:
            yield plain.unreadable_date(place, "published", item.published)
        facts = _facts(item, publisher, languages.tag(language) if language else None, stamp)
        yield from articles.make(_words(item.body), place, facts, limits)


def items(data: bytes) -> list[Item]:
    """The entries of a feed; none where it is no feed."""
    parsed = None if b"<!ENTITY" in data else _parse(data)
    return [] if parsed is None else _items(parsed)


def _items(parsed: Any) -> list[Item]:
    return [_item(entry, parsed.get("version") or "") for entry in parsed.entries]


def _parse(data: bytes) -> Any:
    import feedparser

    try:
        return feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except Exception:  # feedparser raises what its many parsers raise
        return None


def _facts(item: Item, publisher: str | None, language: str | None, stamp: Stamp | None) -> Facts:
    return Facts(
        url=item.url,
        title=item.title,
        publisher=publisher,
        language=language,
        stamps=(stamp,) if stamp else (),
    )


def _item(entry: Any, version: str) -> Item:
    bodies = [_text(part, "value") or "" for part in entry.get("content", [])]
    link = _text(entry, "link")
    # feedparser calls the dc:date of RSS "updated"; in Atom that is the day of a correction
    names = ("published", "updated") if version.startswith("rss") else ("published",)
    written = (_text(entry, name) for name in names if name in entry.keys())  # noqa: SIM118
    return Item(
        url=link if link and link.startswith(("http://", "https://")) else None,
        title=_text(entry, "title"),
        published=next(filter(None, written), None),
        body=max([*bodies, _text(entry, "summary") or ""], key=len),
    )


def _words(markup: str) -> str:
    """The words of an item's body, one paragraph a line."""
    if "<" not in markup:
        return markup.strip()
    from pipelines.reading import html

    return html.words(markup)


def _text(values: Any, key: str) -> str | None:
    value = values.get(key)
    return value.strip() or None if isinstance(value, str) else None
