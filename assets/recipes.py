"""What a result depends on, as one digest: words of the seeds, code of the room, and its input.

A result is fresh when its recipe is the one that today's input, rules and code give. Nothing else
is asked: no clock, no run history, no name of a code location.
"""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

import pipelines

SHARED = (
    "accounts.py",
    "model.py",
    "reading/languages.py",
    "schema.py",
    "seeds.py",
    "stages.py",
    "tables.py",
    "typed_csv.py",
)
"""Modules of `pipelines/` on which every room depends."""
NO_RULES = frozenset({"dagster", "dagster-webserver", "sqlalchemy", "altair", "rich", "click"})
"""Dependencies that cannot change a table."""


def digest_of(*parts: str) -> str:
    """One digest of several, each with its length, so that no two lists look alike."""
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def of_files(root: Path, patterns: Iterable[str]) -> str:
    """One digest of the files below `root` that a pattern names; the same wherever `root` lies."""
    files = {path for pattern in patterns for path in root.glob(pattern) if path.is_file()}
    kept = sorted(path for path in files if "__pycache__" not in path.parts)
    return digest_of(
        *(f"{p.relative_to(root).as_posix()} {sha256(p.read_bytes()).hexdigest()}" for p in kept)
    )


@cache
def of_code(*rooms: str) -> str:
    """One digest of the code and data of rooms of `pipelines/`, and of the libraries they use.

    Code does not change while a process runs, so it is read once.
    """
    patterns = (*SHARED, *(f"{room}/**/*" for room in rooms))
    return digest_of(of_files(Path(pipelines.__file__).parent, patterns), _libraries())


def _libraries() -> str:
    """The versions of the project's dependencies that can change a table."""
    required = importlib.metadata.requires("launch-timeline") or ()
    plain = (line for line in required if ";" not in line)
    names = {re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in plain} - NO_RULES
    return digest_of(*(f"{n} {importlib.metadata.version(n)}" for n in sorted(names)))
