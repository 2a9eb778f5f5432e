"""One text and what its source says about it -> Article, with an identity that never changes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pipelines.model import Article, Issue, Stamp
from pipelines.reading import languages, stamps
from pipelines.reading.limits import Limits

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|ocid|cmpid")
_PORTS = {"http": 80, "https": 443}
_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a source says about a text. `record_id` tells apart texts that share one address."""

    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    language: str | None = None
    record_id: str | None = None
    stamps: tuple[Stamp, ...] = ()
    collected_at: datetime | None = None


def issue(code: str, place: str, detail: str, article_id: str | None = None) -> Issue:
    """An issue of this room; `place` is a source line, `detail` says what to do or what was met."""
    return Issue(stage="reading", code=code, detail=detail, article_id=article_id, place=place)


def make(text: str, source: str, facts: Facts, limits: Limits) -> Iterator[Article | Issue]:
    """The article, after the issues that its text raises; no article where there is no text.

    Line ends become `\\n`; null characters and lone surrogates become U+FFFD, one for one.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > limits.text_chars:
        detail = f"{len(text):,} characters; one article has at most {limits.text_chars:,}"
        yield issue("too_large", source, detail)
        return
    if not text.strip():
        yield issue("no_text", source, "nothing to read is left of it")
        return
    text, replaced = _NOT_TEXT.subn("\ufffd", text)
    url = canonical_url(facts.url) if facts.url else None
    found_id = article_id(text, url, facts.record_id)
    if replaced:
        detail = f"{replaced} characters that cannot stand in a text were replaced"
        yield issue("replaced_characters", source, detail, found_id)
    language = facts.language or languages.detect(text)
    if not languages.is_read(language):
        detail = f"the text is in {language!r}; read so far: {', '.join(languages.READ)}"
        yield issue("language_not_read", source, detail, found_id)
    yield Article(
        article_id=found_id,
        text=text,
        source=source,
        language=language,
        url=url,
        title=_line(facts.title),
        publisher=_line(facts.publisher),
        stamps=stamps.with_url(facts.stamps, url) if url else facts.stamps,
        collected_at=facts.collected_at,
    )


def article_id(text: str, url: str | None, record_id: str | None = None) -> str:
    """`a-` and 16 hex digits of the SHA-256 of the canonical address, or else of the text."""
    name = text if url is None else url if record_id is None else f"{url}\n{record_id}"
    return "a-" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:16]


def canonical_url(url: str) -> str:
    """The address without fragment, default port and tracking parameters; host in lower case."""
    url = _NOT_TEXT.sub("", url).strip()
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    if port is not None and port != _PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if not _TRACKING.fullmatch(pair[0].lower())]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((parts.scheme, host, parts.path or "/", query, "")) if host else url


def storable(text: str) -> str:
    """The text with what no UTF-8 file can hold replaced by U+FFFD, one for one."""
    return _NOT_TEXT.sub("\ufffd", text)


def _line(text: str | None) -> str | None:
    """A title or name on one line, or None."""
    return " ".join(storable(text).split()) or None if text else None
