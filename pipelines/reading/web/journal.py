"""What was fetched, in a folder that `read` reads.

    pages.jsonl      one record a page: address, title, feed date, when collected, SHA-256 of it
    .raw/            the bytes, by their SHA-256
    .refused.jsonl   what was not fetched, and why; `lasting` ones are not tried again
    .feeds.json      ETag and Last-Modified of each feed whose items are all settled

A line is written after its bytes are on the disk, so a run that is killed loses at most the page it
was at; a torn last line is cut off by the next run.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipelines.reading import articles, store

PAGES, REFUSED, FEEDS, LOCK = "pages.jsonl", ".refused.jsonl", ".feeds.json", ".lock"


class BusyError(RuntimeError):
    """Another run is writing into the same folder."""


class Journal:
    """The state of one folder; `settled` addresses are never asked for again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.validators: dict[str, dict[str, str]] = _validators(folder / FEEDS)
        self.settled: set[str] = set()
        for record in _records(folder / PAGES):
            self._settle(record.get("url"), record.get("asked_url"))
        for record in _records(folder / REFUSED):
            if record.get("lasting"):
                self._settle(record.get("url"))

    def keep(self, data: bytes, record: Mapping[str, Any]) -> str:
        """Store a page and note it; returns its SHA-256."""
        sha256 = store.save(self.folder, data)
        _append(self.folder / PAGES, {**record, "raw_sha256": sha256})
        self._settle(record.get("url"), record.get("asked_url"))
        return sha256

    def refuse(self, url: str, code: str, detail: str, *, lasting: bool) -> None:
        """Note that a page was not taken."""
        record = {"url": url, "code": code, "detail": detail, "lasting": lasting}
        _append(self.folder / REFUSED, record)
        if lasting:
            self._settle(url)

    def settle_feed(self, url: str, validators: dict[str, str]) -> None:
        """Note that all items of a feed's present version are settled."""
        self.validators[url] = validators
        partial = self.folder / f"{FEEDS}.part"
        partial.write_text(json.dumps(self.validators, indent=1, sort_keys=True), encoding="utf-8")
        partial.replace(self.folder / FEEDS)

    def is_settled(self, url: str) -> bool:
        """Whether the page was fetched or refused for good."""
        return articles.canonical_url(url) in self.settled

    def _settle(self, *urls: object) -> None:
        self.settled.update(articles.canonical_url(url) for url in urls if isinstance(url, str))


@contextmanager
def opened(folder: Path) -> Iterator[Journal]:
    """The folder's journal, held alone. Raises BusyError while another run holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(f"another run is fetching into {folder}") from error
        yield Journal(folder)


def _append(path: Path, record: Mapping[str, Any]) -> None:
    with path.open("ab") as file:
        file.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _records(path: Path) -> Iterator[dict[str, Any]]:
    """The whole lines of a file; a torn one at its end is cut off."""
    if not path.exists():
        return
    whole = 0
    with path.open("rb") as file:
        for line in file:
            if not line.endswith(b"\n"):
                break
            whole += len(line)
            try:
                record = json.loads(line)
            except ValueError:
                continue
            if isinstance(record, dict):
                yield record
    if whole < path.stat().st_size:
        os.truncate(path, whole)


def _validators(path: Path) -> dict[str, dict[str, str]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
