"""Work that the engines' tests ship to other processes: texts into Parquet, and mischief."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.model import Article
from pipelines.reading import read


def to_parquet(source: str, target: Path) -> None:
    """The articles of one file as a table."""
    found = [item for item in read([source]) if isinstance(item, Article)]
    table = pa.table(
        {
            "article_id": [article.article_id for article in found],
            "text": [article.text for article in found],
        }
    )
    pq.write_table(table, target, compression="zstd")


def mischief(source: str, target: Path) -> None:
    """Does to its worker what the file's name says."""
    name = Path(source).stem
    target.write_text("half", encoding="utf-8")
    if name.startswith("raises"):
        raise ValueError("no such text")
    if name.startswith("kills"):
        os.kill(os.getpid(), signal.SIGKILL)
    if name.startswith("accident") and not _happened(Path(source)):
        os.kill(os.getpid(), signal.SIGKILL)
    if name.startswith("hangs"):
        time.sleep(60)
    target.write_text(f"whole {name}", encoding="utf-8")


def _happened(source: Path) -> bool:
    """Whether an accident struck this file before; from now on it has."""
    before = source.exists()
    source.touch()
    return before
