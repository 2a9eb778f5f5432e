"""How much a reader takes before it says no. A limit that is met is an issue, never a crash."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds in bytes, characters or members.

    `text_chars`: the longest text that is still one article (the longest briefing transcript of
    the White House has about 120,000 characters; a thick novel has a million).
    `page_bytes`: one HTML page, feed, record or other document as it is parsed in memory (Common
    Crawl cuts pages at 5 MB).
    `attributes`: of one HTML element; the parser's time grows with their square.
    `unpacked_bytes`: what one compressed file may unpack to, in all.
    `unpack_ratio`: unpacked to packed bytes, held once 10 MB have been unpacked; news text packs
    3 to 10 times, a bomb about 1,000 times.
    `members`: files in one zip.
    `row_group_bytes`: one Parquet row group, uncompressed, with all its columns.
    """

    text_chars: int = 2_000_000
    page_bytes: int = 5_000_000
    attributes: int = 1_000
    unpacked_bytes: int = 16_000_000_000
    unpack_ratio: int = 200
    members: int = 100_000
    row_group_bytes: int = 1_000_000_000


DEFAULT = Limits()
