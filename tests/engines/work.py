"""Work that the engines' tests ship to other processes: texts into Parquet, and mischief."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from pipelines import parts


def to_part(source: str, target: Path, seeds: Path, rules: str) -> None:
    """As `parts.read_part`, but one file kills its worker."""
    if "kills.txt" in Path(source).read_text(encoding="utf-8"):
        os.kill(os.getpid(), signal.SIGKILL)
    parts.read_part(source, target, seeds, rules)


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
