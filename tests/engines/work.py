"""Work that the engines' tests ship to other processes: texts into Parquet, and mischief."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

REPO = Path(__file__).parents[2]


def to_tables(source: str, target: Path) -> None:
    """The first layer of one file: a folder with one table each."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    from pipelines import run  # noqa: PLC0415
    from pipelines.seeds import load  # noqa: PLC0415

    target.mkdir()
    batch = run.read_batch([Path(source)], load(REPO / "seeds"))
    for name, table in batch.items():
        pq.write_table(table, target / f"{name}.parquet", compression="zstd")


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
