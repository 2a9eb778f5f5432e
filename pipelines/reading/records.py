"""Records -> Articles: one JSON object a line, or one row of a Parquet file.

Keys: id, url, title, publisher, language, published, collected_at, and text or html; all but the
last optional. A page that `fetch` stored has `raw_sha256` in their place, and `feed_published`
where a feed dated it. Other keys are left alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import IO, Any, Literal

from pipelines.model import Article, Issue, Stamp
from pipelines.reading import articles, languages, plain, stamps
from pipelines.reading.articles import Facts
from pipelines.reading.limits import Limits

KEYS = (
    "id", "url", "title", "publisher", "language", "lang", "published", "feed_published",
    "collected_at", "text", "html", "raw_sha256",
)  # fmt: skip
_ROWS_AT_ONCE = 64

Stored = Callable[[str], bytes]
"""Gives the bytes of a stored page by its SHA-256; raises OSError or ValueError."""


def read_jsonl(
    stream: IO[bytes], source: str, limits: Limits, stored: Stored | None = None
) -> Iterator[Article | Issue]:
    """Each line by itself: a broken one is an issue, and the next one is read."""
    number, found = 0, False
    while line := stream.readline(limits.page_bytes + 1):
        number += 1
        place = f"{source}:{number}"
        if len(line) > limits.page_bytes:
            _skip_line(stream, line)
            detail = f"the line is longer than {limits.page_bytes:,} bytes"
            yield articles.issue("too_large", place, detail)
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield from _line(line, place, limits, stored)
        else:
            continue
        found = True
    if not found:
        yield articles.issue("empty_file", source, "there is no record in it")


def read_parquet(
    stream: IO[bytes], source: str, limits: Limits, stored: Stored | None = None
) -> Iterator[Article | Issue]:
    """Row by row, and only the columns that are known."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(stream)
        columns = [name for name in file.schema_arrow.names if name in KEYS]
        largest = _largest_row_group(file)
    except (pa.ArrowException, OSError, ValueError, KeyError) as error:
        yield articles.issue("broken_file", source, f"not a readable Parquet file: {error}")
        return
    if not {"text", "html", "raw_sha256"} & set(columns):
        yield articles.issue("broken_file", source, "there is neither a text nor an html column")
        return
    if largest > limits.row_group_bytes:
        detail = f"a row group holds {largest:,} bytes; at most {limits.row_group_bytes:,} are read"
        yield articles.issue("too_large", source, detail)
        return
    row = 0
    try:
        for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, columns=columns):
            for record in batch.to_pylist():
                yield from read_record(record, f"{source}:{row}", limits, stored)
                row += 1
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        yield articles.issue("broken_file", f"{source}:{row}", f"the rest is unreadable: {error}")
        return
    if not row:
        yield articles.issue("empty_file", source, "there is no record in it")


def read_record(
    record: Mapping[str, Any], place: str, limits: Limits, stored: Stored | None = None
) -> Iterator[Article | Issue]:
    """One record. A value that cannot be read is an issue, and the text is read without it."""
    facts, problems = _facts(record, place)
    yield from problems
    text, page = record.get("text"), record.get("html")
    if isinstance(text, str) and text.strip():
        yield from articles.make(text, place, facts, limits)
        return
    if sha256 := record.get("raw_sha256"):
        try:
            page = stored(str(sha256)) if stored else None
        except (OSError, ValueError) as error:
            yield articles.issue("missing_page", place, f"the stored page is not there: {error}")
            return
    if isinstance(page, str | bytes) and page.strip():
        from pipelines.reading import html

        if isinstance(page, bytes):
            yield from html.read(page, place, limits, facts)
        else:
            yield from html.read_text(articles.storable(page), place, limits, facts)
        return
    yield articles.issue("no_text", place, "the record has neither text nor html")


def _line(
    line: bytes, place: str, limits: Limits, stored: Stored | None
) -> Iterator[Article | Issue]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        yield articles.issue("not_utf8", place, f"byte {error.start} of the line is not UTF-8")
        return
    except (ValueError, RecursionError) as error:
        yield articles.issue("broken_line", place, f"not JSON: {error or type(error).__name__}")
        return
    if not isinstance(record, dict):
        yield articles.issue("broken_line", place, "a JSON value, but no object")
        return
    yield from read_record(record, place, limits, stored)


def _facts(record: Mapping[str, Any], place: str) -> tuple[Facts, list[Issue]]:
    found: list[Stamp] = []
    problems: list[Issue] = []
    kinds: tuple[tuple[str, Literal["record", "feed"]], ...] = (
        ("published", "record"),
        ("feed_published", "feed"),
    )
    for key, kind in kinds:
        value = record.get(key)
        if value in (None, ""):
            continue
        if stamp := _stamp(kind, value):
            found.append(stamp)
        else:
            problems.append(plain.unreadable_date(place, key, value))
    value = record.get("collected_at")
    collected = None if value in (None, "") else _collected(value)
    if collected is None and value not in (None, ""):
        problems.append(plain.unreadable_date(place, "collected_at", value))
    stated = _text(record, "language") or _text(record, "lang")
    facts = Facts(
        url=_text(record, "url"),
        title=_text(record, "title"),
        publisher=_text(record, "publisher"),
        language=languages.tag(stated) if stated else None,
        record_id=_text(record, "id"),
        stamps=tuple(found),
        collected_at=collected,
    )
    return facts, problems


def _stamp(kind: Literal["record", "feed"], value: object) -> Stamp | None:
    if isinstance(value, date):  # a datetime is one too
        return stamps.stamp(kind, value.isoformat(), value)
    return stamps.parse(kind, value) if isinstance(value, str) else None


def _collected(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    if isinstance(value, date):
        return datetime.combine(value, time(23, 59, 59), UTC)
    return stamps.collected(value) if isinstance(value, str) else None


def _text(record: Mapping[str, Any], key: str) -> str | None:
    value = record.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None


def _skip_line(stream: IO[bytes], line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1_000_000)


def _largest_row_group(file: Any) -> int:
    """By the sizes of whole groups: asking broken metadata for a column's aborts the process."""
    groups = range(file.metadata.num_row_groups)
    return max((file.metadata.row_group(number).total_byte_size for number in groups), default=0)
