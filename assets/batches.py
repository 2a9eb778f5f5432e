"""What lies in the inboxes: one batch per file or folder, told apart by content and not by time.

A batch is a partition. Names that begin with a dot are left alone, so a file that is still being
written hides behind one. The digest follows the bytes; a store that gives no bytes for the asking
gives its own checksum (the ETag of an object).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from urllib.parse import quote

from fsspec.core import url_to_fs

UNFIT_FOR_A_KEY = re.compile(r"\.\.\.|[\x00-\x1f\x7f,%\udc80-\udcff]")
"""What Dagster refuses in a partition key or splits keys at, and bytes that are no UTF-8."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One file or folder of an inbox. `paths` are what the reading room is asked to read."""

    key: str
    paths: tuple[str | Path, ...]
    root: Path | None
    digest: str


def find(inboxes: Iterable[str]) -> list[Batch]:
    """The batches of all inboxes in the order in which their articles are named.

    An inbox that does not exist holds no batch. Raises OSError for a store that does not answer,
    ValueError for two inboxes whose folders bear one name (their batches could not be told apart).
    """
    found: dict[str, Batch] = {}
    for inbox in inboxes:
        for batch in _remote(inbox) if "://" in inbox else _local(Path(inbox)):
            if batch.key in found:
                raise ValueError(f"{batch.key} stands in two inboxes; give them other names")
            found[batch.key] = batch
    return sorted(found.values(), key=_place)


def _place(batch: Batch) -> str:
    """Sources are sorted by name; the sources of a folder begin with its name and a slash."""
    folder = batch.root is not None and Path(batch.paths[0]).is_dir()
    return batch.key + "/" * folder


def key_of(name: str) -> str:
    """A name as a partition key: what Dagster refuses is percent-encoded."""
    return UNFIT_FOR_A_KEY.sub(lambda m: "".join(_encoded(c) for c in m.group()), name)


def _encoded(character: str) -> str:
    raw = character.encode("utf-8", "surrogateescape")
    return "%2E" if character == "." else quote(raw, safe="")


def _local(inbox: Path) -> Iterator[Batch]:
    if not inbox.is_dir():
        return
    inbox = inbox.resolve()
    for path in sorted(inbox.iterdir()):
        if path.name.startswith("."):
            continue
        key = key_of(path.relative_to(inbox.parent).as_posix())
        yield Batch(key, (path,), inbox.parent, _digest_of(path))


def _digest_of(path: Path) -> str:
    if not path.is_dir():
        return _digest_of_file(path)
    digest = sha256()
    for file in sorted(path.rglob("*")):
        inside = file.relative_to(path)
        if file.is_file() and not any(part.startswith(".") for part in inside.parts):
            digest.update(f"{key_of(inside.as_posix())} {_digest_of_file(file)}\n".encode())
    return digest.hexdigest()


def _digest_of_file(path: Path) -> str:
    try:
        about = path.stat()
        if not S_ISREG(about.st_mode):
            return "unreadable: not a file"
        return _digest_of_bytes(path, about.st_size, about.st_mtime_ns, about.st_ino)
    except OSError as error:
        return f"unreadable: {error.strerror}"


@lru_cache(maxsize=100_000)
def _digest_of_bytes(path: Path, _size: int, _modified: int, _inode: int) -> str:
    """The digest of a file's bytes; a file whose size, time and inode stay is not read again."""
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _remote(inbox: str) -> Iterator[Batch]:
    store, root = url_to_fs(inbox)
    root = root.rstrip("/")
    store.invalidate_cache()
    batches: dict[str, list[str]] = {}
    if store.exists(root):
        for path in sorted(store.find(root)):
            first, *inside = path[len(root) + 1 :].split("/")
            if first and not any(part.startswith(".") for part in (first, *inside)):
                batches.setdefault(first, []).append(path)
    for first, paths in batches.items():
        sums = "\n".join(f"{path} {store.checksum(path)}" for path in paths)
        addresses = tuple(store.unstrip_protocol(path) for path in paths)
        key = key_of(f"{root.rsplit('/', 1)[-1]}/{first}")
        yield Batch(key, addresses, None, sha256(sums.encode()).hexdigest())
