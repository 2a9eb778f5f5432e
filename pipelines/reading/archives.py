"""WARC archives -> the articles of their pages (fastwarc)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, Any

from pipelines.model import Article, Issue
from pipelines.reading import articles, html
from pipelines.reading.articles import Facts
from pipelines.reading.limits import Limits
from pipelines.reading.topics import Topic

PAGES = ("text/html", "application/xhtml+xml")
_MOST_RESTARTS = 1_000
_CHUNK_BYTES = 1_000_000
_LONGEST_HEAD = 65_536
_GZIP, _PLAIN = b"\x1f\x8b\x08", b"WARC/1."


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The bytes of one page as a server sent them, content encodings undone."""

    data: bytes
    mime: str
    charset: str | None
    url: str | None
    collected_at: datetime | None
    place: str


def read(
    stream: IO[bytes],
    source: str,
    limits: Limits,
    topic: Topic | None = None,
) -> Iterator[Article | Issue]:
    """Every page of an archive, or those that speak of the topic, in the archive's order."""
    for page in pages(stream, source, limits, topic):
        if isinstance(page, Issue):
            yield page
        else:
            yield from extract(page, limits, topic)


def extract(page: Page, limits: Limits, topic: Topic | None = None) -> Iterator[Article | Issue]:
    """The article of a page, unless its text turns out not to speak of the topic."""
    facts = Facts(url=page.url, collected_at=page.collected_at)
    text = html.decode(page.data, page.charset)
    if text is None:
        yield articles.issue("unknown_encoding", page.place, "no encoding fits the page's bytes")
    elif page.mime.startswith("text/plain"):
        yield from articles.make(text, page.place, facts, limits)
    else:
        yield from html.read_text(text, page.place, limits, facts, topic)


def pages(
    stream: IO[bytes], source: str, limits: Limits, topic: Topic | None = None
) -> Iterator[Page | Issue]:
    """The pages of an archive whose bytes hold the topic's words; `place` is
    `source:number@offset`, counting records that can hold a page, the offset being the record's in
    the file as it lies on the disk."""
    number, silent = 0, True
    for found in _records(stream, source):
        if isinstance(found, Issue):
            silent = False
            yield found
            continue
        offset, record = found
        number += 1
        silent &= topic is None
        place = f"{source}:{number}@{offset}"
        page = _page(record, place, limits, topic) if _has_length(record) else _headless(place)
        if page is not None:
            silent = False
            yield page
    if silent:
        yield articles.issue("empty_file", source, "there is no page in the archive")


def _records(stream: IO[bytes], source: str) -> Iterator[tuple[int, Any] | Issue]:
    """Records with their offsets; after a broken one the next that can be found."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    magic = _GZIP if stream.read(3) == _GZIP else _PLAIN
    start: int | None = 0
    restarts = 0
    while start is not None:
        stream.seek(start)
        last = start
        try:
            for record in ArchiveIterator(stream, record_types=wanted, parse_http=False):
                last = record.stream_pos
                yield last, record
            cut = _begun(stream, magic, last)
            if cut is not None:
                yield _headless(f"{source}@{cut}")
            return
        except Exception as error:  # whatever the bytes did to the reader, this record is lost
            if restarts == 0 or last > start:
                detail = f"after this record the archive is broken: {error}"
                yield articles.issue("broken_archive", f"{source}@{last}", detail)
        restarts += 1
        start = _next(stream, magic, last + 1) if restarts <= _MOST_RESTARTS else None


def _begun(stream: IO[bytes], magic: bytes, last: int) -> int | None:
    """Where a record begins whose head is cut off, after the `last` one of interest."""
    from fastwarc.warc import ArchiveIterator

    stream.seek(last)
    for record in ArchiveIterator(stream, parse_http=False):
        if record.stream_pos > last and not _has_length(record):
            return int(record.stream_pos)
        last = record.stream_pos
    if magic == _PLAIN:
        return _next(stream, b"\n" + magic, last + 1)
    stream.seek(last)
    member = zlib.decompressobj(wbits=31)
    end = last
    while not member.eof and (chunk := stream.read(_CHUNK_BYTES)):
        member.decompress(chunk)
        end += len(chunk)
    end -= len(member.unused_data)
    return end if member.unused_data.strip(b"\x00\r\n") else None


def _next(stream: IO[bytes], magic: bytes, start: int) -> int | None:
    """Where the bytes that open a record come next."""
    stream.seek(start)
    tail = b""
    while chunk := stream.read(_CHUNK_BYTES):
        found = (tail + chunk).find(magic)
        if found >= 0:
            return start - len(tail) + found
        start += len(chunk)
        tail = (tail + chunk)[-len(magic) + 1 :]
    return None


def _page(record: Any, place: str, limits: Limits, topic: Topic | None) -> Page | Issue | None:
    """The page in a record, or None where there is none in it."""
    if record.content_length > limits.page_bytes:
        detail = f"a record of {record.content_length:,} bytes; at most {limits.page_bytes:,}"
        return articles.issue("too_large", place, detail)
    try:
        raw = record.reader.read()
        if len(raw) < record.content_length:
            detail = f"{len(raw):,} of {record.content_length:,} bytes are there"
            return articles.issue("truncated_record", place, detail)
        if topic is not None and not _is_coded(raw) and not topic.in_bytes(raw):
            return None  # most records end here, before anything is parsed
        page = _parsed(record, raw, place, limits)
    except Exception as error:  # one broken record; the next one may be whole
        return articles.issue("broken_record", place, f"{type(error).__name__}: {error}")
    if topic is not None and isinstance(page, Page) and not topic.in_bytes(page.data):
        return None
    return page


def _headless(place: str) -> Issue:
    return articles.issue("truncated_record", place, "the archive ends within the record's head")


def _has_length(record: Any) -> bool:
    return record.headers.get("Content-Length") is not None


def _is_coded(raw: bytes) -> bool:
    """Whether the words of an HTTP body may be hidden by a content or transfer coding."""
    end = raw.find(b"\r\n\r\n", 0, _LONGEST_HEAD)
    head = raw[: end if end >= 0 else _LONGEST_HEAD].lower()
    return b"\ncontent-encoding" in head or b"\ntransfer-encoding" in head


def _parsed(record: Any, raw: bytes, place: str, limits: Limits) -> Page | Issue | None:
    from fastwarc.warc import WarcRecord

    mime = (record.headers.get("Content-Type") or "").lower()
    charset, data = None, raw
    if record.is_http:
        answer = WarcRecord()
        answer.set_bytes_content(raw)
        answer.is_http = True
        answer.parse_http(auto_decode="all", strict_mode=False)
        mime, charset = (answer.http_content_type or "").lower(), answer.http_charset
        if not mime.startswith(PAGES) or answer.http_headers.status_code != 200:
            return None
        data = answer.reader.read(limits.page_bytes + 1)
        if len(data) > limits.page_bytes:
            detail = f"the page unpacks to more than {limits.page_bytes:,} bytes"
            return articles.issue("unpacks_too_far", place, detail)
    elif not mime.startswith((*PAGES, "text/plain")):
        return None
    return Page(
        data=data,
        mime=mime,
        charset=charset,
        url=record.headers.get("WARC-Target-URI"),
        collected_at=_moment(record),
        place=place,
    )


def _moment(record: Any) -> datetime | None:
    try:
        moment = record.record_date
    except Exception:  # a header without a date, or with a broken one
        return None
    return moment.astimezone(UTC) if isinstance(moment, datetime) and moment.tzinfo else None
