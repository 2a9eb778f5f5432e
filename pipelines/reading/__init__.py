"""Bytes -> Article. Files, folders and archives come in; texts with stable offsets go out.

`read` is the door. What cannot be read is an Issue with its place and reason, and the files
beside it are read all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipelines.model import Article, Issue
from pipelines.reading import articles, documents, sources
from pipelines.reading.limits import DEFAULT, Limits
from pipelines.reading.topics import Topic

__all__ = ["DEFAULT", "Limits", "read"]


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
    digests: dict[str, str] = {}
    for source in sources.find(paths, root):
        found = [source] if isinstance(source, Issue) else documents.read(source, limits, topic)
        for item in found:
            yield from [item] if isinstance(item, Issue) else _once(item, digests)


def _once(article: Article, digests: dict[str, str]) -> Iterator[Article | Issue]:
    """The article, unless it was read before; another text under its address gets its own id."""
    digest = articles.article_id(article.text, None)
    first_id = article.article_id
    if digests.get(first_id, digest) != digest:
        own_id = articles.article_id(article.text, article.url, digest)
        article = replace(article, article_id=own_id)
    if article.article_id in digests:
        detail = "the same text under the same address was read before"
        yield articles.issue("already_read", article.source, detail, article.article_id)
        return
    if article.article_id != first_id:
        detail = f"another text stands under its address already ({first_id})"
        yield articles.issue("same_address", article.source, detail, article.article_id)
    digests[article.article_id] = digest
    yield article
