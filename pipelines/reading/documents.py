"""One source -> its articles, by what its suffixes say it is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast
from urllib.parse import urlsplit

from pipelines.model import Article, Issue
from pipelines.reading import archives, articles, feeds, packed, plain, records
from pipelines.reading.limits import Limits
from pipelines.reading.sources import Source
from pipelines.reading.topics import Topic

Read = Iterator[Article | Issue]

KINDS = {
    ".txt": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".jsonl": "records",
    ".ndjson": "records",
    ".parquet": "table",
    ".warc": "archive",
    ".zip": "zip",
}
"""What each suffix promises."""

_PACKED_MAGIC = {b"\x1f\x8b": ".gz", b"\x28\xb5\x2f\xfd": ".zst"}


def read(source: Source, limits: Limits, topic: Topic | None = None) -> Read:
    """The articles of one file or address, and the issues that stand in the way of more."""
    if kind(source.name) is None:
        yield unknown_suffix(source.name)
        return
    try:
        with _open(source) as stream:
            yield from _opened(stream, source, limits, topic)
    except OSError as error:
        yield articles.issue("unreadable", source.name, f"cannot be read: {_reason(error)}")
    except packed.PackedError as error:
        yield articles.issue(error.code, source.name, str(error))
    except ImportError as error:
        detail = f"an optional package is missing for this address: {error}"
        yield articles.issue("unreadable", source.name, detail)


def kind(name: str) -> str | None:
    """What the name promises, or None for a suffix that nobody reads."""
    return KINDS.get(_split(name)[0])


def unknown_suffix(name: str) -> Issue:
    """The issue of a file that nobody reads."""
    detail = f"the suffix tells no kind of file that is read: {', '.join(KINDS)}, .gz, .zst"
    return articles.issue("unknown_suffix", name, detail)


def _opened(stream: IO[bytes], source: Source, limits: Limits, topic: Topic | None) -> Read:
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if not size:
        yield articles.issue("empty_file", source.name, "the file has no bytes")
        return
    suffix, packing = _split(source.name)
    what = KINDS[suffix]
    if what == "archive":  # fastwarc unpacks by itself, record by record
        yield from archives.read(stream, source.name, limits, topic)
    elif what == "zip" and not packing:
        yield from _zip(stream, source.name, size, limits)
    elif what in ("zip", "table") and packing:
        yield articles.issue("packed_twice", source.name, f"unpack the {packing} around it first")
    else:
        unpacked = packed.unpack(stream, packing, size, limits) if packing else stream
        yield from _unpacked(unpacked, what, source.name, limits, _store(source.location))


def _unpacked(
    stream: IO[bytes], what: str, name: str, limits: Limits, stored: records.Stored | None
) -> Read:
    if what == "records":
        yield from records.read_jsonl(stream, name, limits, stored)
        return
    if what == "table":
        yield from records.read_parquet(stream, name, limits, stored)
        return
    data = stream.read(limits.page_bytes + 1)
    if len(data) > limits.page_bytes:
        detail = f"more than {limits.page_bytes:,} bytes; no single article is that long"
        yield articles.issue("too_large", name, detail)
    elif not data.strip():
        yield articles.issue("empty_file", name, "there is nothing in it")
    elif what == "text":
        yield from plain.read(data, name, limits)
    elif what == "feed":
        yield from feeds.read(data, name, limits)
    elif data[:4] in _PACKED_MAGIC or data[:2] in _PACKED_MAGIC or data[:4] == b"PK\x03\x04":
        yield articles.issue("binary_file", name, "compressed bytes where a page was promised")
    else:
        from pipelines.reading import html

        yield from html.read(data, name, limits)


def _zip(stream: IO[bytes], name: str, size: int, limits: Limits) -> Read:
    for member, unpacked in packed.members(stream, size, limits):
        place = f"{name}!{member}"
        suffix, packing = _split(member)
        what = KINDS.get(suffix)
        if what is None:
            yield unknown_suffix(place)
        elif packing or what in ("zip", "archive", "table"):
            yield articles.issue("packed_twice", place, "only plain files are read out of a zip")
        else:
            try:
                yield from _unpacked(unpacked, what, place, limits, None)
            except packed.PackedError as error:
                yield articles.issue(error.code, place, str(error))


def _open(source: Source) -> IO[bytes]:
    if isinstance(source.location, Path):
        return source.location.open("rb")
    import fsspec

    return cast(IO[bytes], fsspec.open(source.location, "rb").open())


def _store(location: str | Path) -> records.Stored | None:
    if not isinstance(location, Path):
        return None

    def stored(sha256: str) -> bytes:
        from pipelines.reading import store

        return store.load(location.parent, sha256)

    return stored


def _split(name: str) -> tuple[str, str]:
    """The suffix that tells the kind, and that of the packing around it or an empty string."""
    path = PurePosixPath(urlsplit(name).path if "://" in name else name)
    suffix = path.suffix.lower()
    if suffix in packed.SUFFIXES:
        return PurePosixPath(path.stem).suffix.lower(), suffix
    return suffix, ""


def _reason(error: Any) -> str:
    return str(error.strerror or error)
