"""Raw pages by their SHA-256, so that a better extractor can read them again."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import tempfile
from pathlib import Path

FOLDER = ".raw"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LARGEST = 50_000_000


def save(folder: Path, data: bytes) -> str:
    """Keep the bytes under `folder`/.raw and return their SHA-256; the same bytes are kept once."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = _path(folder, sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as partial:
            partial.write(gzip.compress(data, mtime=0))
            partial.flush()
            os.fsync(partial.fileno())
        Path(partial.name).replace(path)
    return sha256


def load(folder: Path, sha256: str) -> bytes:
    """The bytes again. Raises OSError where they are not kept, ValueError where they changed."""
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"{sha256[:80]!r} is no SHA-256 in hexadecimal")
    with gzip.open(_path(folder, sha256)) as stream:
        data = stream.read(_LARGEST)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"the bytes kept as {sha256} are others")
    return data


def _path(folder: Path, sha256: str) -> Path:
    return folder / FOLDER / sha256[:2] / f"{sha256}.gz"
