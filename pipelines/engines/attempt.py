"""One file's work, wherever it runs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import Literal

Work = Callable[[str, Path], None]
"""Reads the source and writes the path, a file or a folder, or raises."""


@dataclass(frozen=True, slots=True)
class Job:
    """One source, and the file or folder that its result goes to."""

    source: str
    target: Path

    def attempt(self, work: Work) -> Done:
        """Do the work unless its result is there already; a failure leaves no file behind."""
        if self.target.exists():
            return Done(self, "kept")
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self._sweep()
        partial = self.target.with_name(f".{self.target.name}.{os.getpid()}.part")
        try:
            work(self.source, partial)
            _flush(partial)
            partial.replace(self.target)
        except Exception as error:  # whatever a file does to the work, the next file goes on
            self._sweep()
            return Done(self, "failed", f"{type(error).__name__}: {error}")
        return Done(self, "done")

    def given_up(self, reason: str) -> Done:
        """The end of a job whose worker is gone; what it left half-written is removed."""
        self._sweep()
        return Done(self, "failed", reason)

    def _sweep(self) -> None:
        for leftover in self.target.parent.glob(f".{escape(self.target.name)}.*.part"):
            if leftover.is_dir():
                shutil.rmtree(leftover, ignore_errors=True)
            else:
                leftover.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Done:
    """How a job ended: "kept" is a result of an earlier run; `detail` says why it failed."""

    job: Job
    status: Literal["done", "kept", "failed"]
    detail: str = ""


def _flush(path: Path) -> None:
    for part in [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]:
        with part.open("rb") as file:
            os.fsync(file.fileno())
