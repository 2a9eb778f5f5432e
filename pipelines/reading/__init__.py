"""Bytes -> Article. Files, folders and archives come in; texts with stable offsets go out.

`read` is the door. What cannot be read is an Issue with its place and reason, and the files
beside it are read all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipelines.model import Article, Issue
from pipelines.reading import documents, twice
from pipelines.reading.limits import DEFAULT, Limits
from pipelines.reading.sources import Source, find
from pipelines.reading.topics import Topic

__all__ = ["DEFAULT", "Limits", "Source", "find", "read", "read_found"]


def read(
    paths: Iterable[str | Path],
    *,
    root: Path | None = None,
    limits: Limits = DEFAULT,
    topic: Topic | None = None,
) -> Iterator[Article | Issue]:
    """Read files and folders of .txt, .html, .jsonl, .parquet, .xml (RSS, Atom) and .warc, each
    also as .gz or .zst, and .zip of them; a path may be an address that fsspec opens.

    Sources come in the order of their names, articles in the order of their places. `root` is what
    names are relative to. With a `topic` (see `topics.topic`) an archive gives only the pages that
    speak of it, at a hundred times the speed.
    Raises nothing for bad input.
    """
    yield from read_found(find(paths, root), limits=limits, topic=topic)


def read_found(
    found: Iterable[Source | Issue], *, limits: Limits = DEFAULT, topic: Topic | None = None
) -> Iterator[Article | Issue]:
    """As `read`, of sources that `find` found. No two articles have one id (see `twice`)."""
    names = twice.Names()
    for source in found:
        items = [source] if isinstance(source, Issue) else documents.read(source, limits, topic)
        for item in items:
            if isinstance(item, Issue):
                yield item
            elif name := names.give(item):
                yield replace(item, article_id=name)
            else:
                yield twice.already_read(item)
