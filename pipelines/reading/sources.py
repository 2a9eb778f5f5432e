"""Paths -> the files to read, in an order that no machine changes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pipelines.model import Issue
from pipelines.reading import articles

_NOT_UTF8 = re.compile("[\udc80-\udcff]+")


@dataclass(frozen=True, slots=True)
class Source:
    """One file. `name` is how the output calls it: relative, or an address; `location` opens it."""

    name: str
    location: str | Path


def find(paths: Iterable[str | Path], root: Path | None = None) -> Iterator[Source | Issue]:
    """Files and folders (walked in full) -> sources sorted by name, each once.

    A file below `root` is named relative to it, any other one relative to the parent of the path
    that was asked for. Hidden files are left alone, links to folders are not followed.
    """
    found: dict[str, Source | Issue] = {}
    for path in paths:
        for item in _below(path, root):
            found.setdefault(item.place or "" if isinstance(item, Issue) else item.name, item)
    yield from (found[name] for name in sorted(found))


def _below(path: str | Path, root: Path | None) -> Iterator[Source | Issue]:
    if "://" in str(path):
        yield Source(str(path), str(path))
        return
    path = Path(path)
    name = _name(path, path, root)
    if path.is_dir():
        yield from _folder(path, name, root)
    elif path.is_file():
        yield Source(name, path)
    elif path.exists():
        yield articles.issue("not_a_file", name, "neither a file nor a folder")
    else:
        yield articles.issue("not_found", name, "no such file or folder")


def _folder(path: Path, name: str, root: Path | None) -> Iterator[Source | Issue]:
    refused: list[OSError] = []
    empty = True
    for folder, folders, files in os.walk(path, onerror=refused.append):
        folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
        for file in sorted(file for file in files if not file.startswith(".")):
            here = Path(folder, file)
            here_name = _name(here, path, root)
            if here.is_file():
                yield Source(here_name, here)
            else:
                yield articles.issue("not_a_file", here_name, "neither a file nor a folder")
            empty = False
    for error in refused:
        place = _name(Path(error.filename), path, root)
        yield articles.issue("unreadable", place, f"the folder cannot be opened: {error.strerror}")
    if empty and not refused:
        yield articles.issue("empty_folder", name, "there is no file in the folder")


def _name(path: Path, asked: Path, root: Path | None) -> str:
    base = asked.resolve()
    absolute = base / path.relative_to(asked)
    if root is not None and absolute.is_relative_to(root.resolve()):
        return _written(absolute.relative_to(root.resolve()))
    return _written(absolute.relative_to(base.parent))


def _written(path: Path) -> str:
    """A name as it can be written down: bytes that are no UTF-8 are percent-encoded."""
    return _NOT_UTF8.sub(lambda m: quote(os.fsencode(m.group())), path.as_posix())
