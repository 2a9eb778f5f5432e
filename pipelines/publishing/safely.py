"""Writing a file so that it is the old one or the new one at every moment, never half of it."""

from __future__ import annotations

import os
from pathlib import Path


def write(path: Path, content: str | bytes) -> Path:
    """Put `content` (text in UTF-8) in place of whatever stood at `path`; returns the path.

    The folder is made where it is missing. Raises OSError; the old file then still stands.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode() if isinstance(content, str) else content
    unfinished = path.with_name(f".{path.name}.part")
    with unfinished.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    return path
