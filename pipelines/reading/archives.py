"""WARC archives -> the articles of their pages (fastwarc)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import IO, Any

from pipelines.model import Article, Issue
from pipelines.reading import articles, html
from pipelines.reading.articles import Facts
from pipelines.reading.limits import Limits

PAGES = ("text/html", "application/xhtml+xml")


def read(
    stream: IO[bytes],
    source: str,
    limits: Limits,
    keep: Callable[[bytes], bool] | None = None,
) -> Iterator[Article | Issue]:
    """Every page of an archive, or those whose bytes `keep` says yes to, in the archive's order.

    A place is `source@offset`, the record's position in the file as it lies on the disk.
    """
    records = 0
    for found in _records(stream, source):
        if isinstance(found, Issue):
            yield found
            continue
        records += 1
        yield from _page(found, f"{source}@{found.stream_pos}", limits, keep)
    if not records:
        yield articles.issue("empty_file", source, "there is no page in the archive")


def _records(stream: IO[bytes], source: str) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    position = 0
    try:
        for record in ArchiveIterator(stream, record_types=wanted, parse_http=False):
            position = record.stream_pos
            yield record
    except Exception as error:  # whatever the archive did to the reader, the rest of it is lost
        detail = f"the rest of the archive is unreadable: {error}"
        yield articles.issue("broken_archive", f"{source}@{position}", detail)


def _page(
    record: Any, place: str, limits: Limits, keep: Callable[[bytes], bool] | None
) -> Iterator[Article | Issue]:
    if record.content_length > limits.page_bytes:
        detail = f"a record of {record.content_length:,} bytes; at most {limits.page_bytes:,}"
        yield articles.issue("too_large", place, detail)
        return
    try:
        record.parse_http(auto_decode="all", strict_mode=False)
        mime = (record.http_content_type or record.headers.get("Content-Type") or "").lower()
        if not _is_page(record, mime):
            return
        data = record.reader.read(limits.page_bytes + 1)
    except Exception as error:  # one broken record; the next one may be whole
        yield articles.issue("broken_record", place, f"{type(error).__name__}: {error}")
        return
    if keep is not None and not keep(data):
        return
    facts = Facts(url=record.headers.get("WARC-Target-URI"), collected_at=_moment(record))
    if mime.startswith("text/plain"):
        yield from articles.make(data.decode("utf-8", "replace"), place, facts, limits)
    else:
        yield from html.read(data, place, limits, facts, record.http_charset)


def _is_page(record: Any, mime: str) -> bool:
    from fastwarc.warc import WarcRecordType

    if record.record_type == WarcRecordType.conversion:
        return mime.startswith("text/plain")
    http = record.http_headers if record.record_type == WarcRecordType.response else None
    return mime.startswith(PAGES) and (http is None or http.status_code in (None, 200))


def _moment(record: Any) -> datetime | None:
    try:
        moment = record.record_date
    except Exception:  # a header without a date, or with a broken one
        return None
    return moment.astimezone(UTC) if isinstance(moment, datetime) and moment.tzinfo else None
