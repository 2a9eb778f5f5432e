"""What a page says about itself: address, title, publisher and days of publication.

Days come from JSON-LD and meta elements; only where they are silent htmldate searches the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from pipelines.model import Stamp
from pipelines.reading import stamps
from pipelines.reading.articles import Facts

PUBLISHED_META = re.compile(
    r"(?:og:)?(?:article[:.])?published(?:_time)?|(?:rnews:)?datepublished|date|date_published"
    r"|pub(?:lish)?[-_]?date|publication_?date|citation_publication_date|parsely-pub-date"
    r"|dc(?:terms)?\.(?:date|issued|created)(?:\.issued|\.created)?|sailthru\.date"
    r"|article:create_at|cxenseparse:recs:publishtime"
)
"""Names of meta elements in which outlets write the day of publication, in lower case."""

_ARTICLE_TYPES = ("Article", "Posting", "Report")
_FIRST_DAY, _LAST_DAY = "1995-01-01", "2099-12-31"
_DEEPEST = 12


def facts(
    tree: Any,
    *,
    url: str | None = None,
    collected_at: datetime | None = None,
    whole: Callable[[], Any] | None = None,
) -> Facts:
    """What stands in the head and the JSON-LD of a parsed page. `whole` gives its tree with all
    scripts, in whose data htmldate searches too."""
    meta = _meta(tree)
    entries = sorted(_json_ld(tree), key=_is_no_article)
    own_url = next((link for link in _links(tree, meta) if _is_page(link)), None)
    return Facts(
        url=own_url,
        title=_first(entries, "headline") or meta.get("og:title") or _title(tree),
        publisher=_publisher(entries) or meta.get("og:site_name"),
        stamps=_stated(meta, entries)
        or _searched(whole() if whole else tree, url or own_url, collected_at),
    )


def _stated(meta: dict[str, str], entries: list[dict[str, Any]]) -> tuple[Stamp, ...]:
    """One stamp a day; days of a newsroom's own clock come before those written in UTC."""
    texts = [entry["datePublished"] for entry in entries if "datePublished" in entry]
    texts += [value for name, value in meta.items() if PUBLISHED_META.fullmatch(name)]
    read = (stamps.parse("metadata", text) for text in texts if isinstance(text, str))
    by_day: dict[object, Stamp] = {}
    for stamp in filter(None, read):
        kept = by_day.setdefault(stamp.day, stamp)
        if kept.time_utc is None and stamp.time_utc is not None:
            by_day[stamp.day] = stamp
    return tuple(sorted(by_day.values(), key=stamps.in_utc))


def _searched(tree: Any, url: str | None, collected_at: datetime | None) -> tuple[Stamp, ...]:
    import htmldate

    latest = collected_at.date().isoformat() if collected_at else _LAST_DAY
    try:
        found = htmldate.find_date(
            tree, original_date=True, url=url, min_date=_FIRST_DAY, max_date=latest
        )
    except (ValueError, TypeError, OverflowError, AssertionError, RecursionError):
        return ()
    stamp = stamps.parse("metadata", found) if found else None
    if stamp is None or (stamp.day.month, stamp.day.day) == (1, 1):  # how it writes a year alone
        return ()
    return (stamp,)


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for key in ("property", "name", "itemprop"):
            name = (element.get(key) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    for element in tree.iter("time"):
        if (
            element.get("itemprop") or ""
        ).lower() == "datepublished" or "pubdate" in element.attrib:
            found.setdefault("datepublished", (element.get("datetime") or "").strip())
    return found


def _links(tree: Any, meta: dict[str, str]) -> Iterator[str]:
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical":
            yield (element.get("href") or "").strip()
    yield meta.get("og:url", "")


def _is_page(link: str) -> bool:
    """An address below a site's front page; a canonical link to the front page is a mistake."""
    scheme, _, rest = link.partition("://")
    return scheme in ("http", "https") and bool(rest.partition("/")[2].strip("/"))


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or ""):
            continue
        try:
            value = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(value, _DEEPEST)


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth and isinstance(value, list):
        for item in value:
            yield from _objects(item, depth - 1)
    elif depth and isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth - 1)


def _is_no_article(entry: dict[str, Any]) -> bool:
    return not str(entry.get("@type")).rstrip("']").endswith(_ARTICLE_TYPES)


def _first(entries: list[dict[str, Any]], key: str) -> str | None:
    texts = (entry.get(key) for entry in entries)
    return next((text for text in texts if isinstance(text, str) and text.strip()), None)


def _publisher(entries: list[dict[str, Any]]) -> str | None:
    for entry in entries:
        publisher = entry.get("publisher")
        publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return str(publisher["name"])
    return None


def _title(tree: Any) -> str | None:
    element = next(tree.iter("title"), None)
    return None if element is None else element.text
