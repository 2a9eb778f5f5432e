"""What each batch says by itself, kept between runs: one file per step and batch.

A file is one line of JSON (what it was made from), then its tables as Arrow streams one after the
other. One file is replaced in one move, so a reader sees the old result or the new one. The digest
in the first line shows a file that a store cut short; it counts as absent and is made again.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pyarrow as pa
from fsspec.core import url_to_fs

from pipelines.schema import Table
from pipelines.stages import TableSet

LONGEST_NAME = 200
HEADER_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Made:
    """The first line of a kept result.

    `recipe` stands for everything that went in, `digest` for the bytes that came out; `failed`
    holds the reason where the batch broke a rule of ours and gave no more than an issue.
    """

    recipe: str
    digest: str
    rows: int
    failed: str | None = None


class Store:
    """Results by step and batch, in a folder or at any address that fsspec opens."""

    def __init__(self, url: str) -> None:
        self._files, self._root = url_to_fs(url)
        self._local = "file" in self._files.protocol

    def made(self, step: str, key: str) -> Made | None:
        """How the kept result was made; None where there is none."""
        try:
            start = self._files.cat_file(self._path(step, key), start=0, end=HEADER_BYTES)
            return Made(**json.loads(start.split(b"\n", 1)[0]))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def load(self, step: str, key: str, tables: Sequence[Table]) -> TableSet | None:
        """The kept tables; None where there are none, or others than today's declarations."""
        try:
            head, body = self._files.cat_file(self._path(step, key)).split(b"\n", 1)
            if sha256(body).hexdigest() != Made(**json.loads(head)).digest:
                return None
            stream = BytesIO(body)
            found = {t.name: pa.ipc.open_stream(stream).read_all() for t in tables}
        except (FileNotFoundError, ValueError, TypeError, pa.ArrowInvalid):
            return None
        same = all(found[t.name].schema.equals(t.schema, check_metadata=False) for t in tables)
        return {t.name: found[t.name].cast(t.schema) for t in tables} if same else None

    def save(
        self,
        step: str,
        key: str,
        tables: Sequence[pa.Table],
        recipe: str,
        failed: str | None = None,
    ) -> Made:
        """Keep tables in place of what was kept before. Raises OSError where that fails."""
        body = BytesIO()
        for table in tables:
            options = pa.ipc.IpcWriteOptions(compression="zstd")
            with pa.ipc.new_stream(body, table.schema, options=options) as writer:
                writer.write_table(table)
        rows = sum(table.num_rows for table in tables)
        made = Made(recipe, sha256(body.getvalue()).hexdigest(), rows, failed)
        self._write(self._path(step, key), json.dumps(asdict(made)).encode(), body.getvalue())
        return made

    def forget(self, step: str, key: str) -> None:
        """Drop a result, if there is one."""
        path = self._path(step, key)
        if self._files.exists(path):
            self._files.rm_file(path)

    def _path(self, step: str, key: str) -> str:
        name = quote(key, safe=" ")
        if len(name) > LONGEST_NAME:
            name = f"{name[:100]}-{sha256(key.encode()).hexdigest()[:32]}"
        return f"{self._root.rstrip('/')}/{step}/{name}.batch"

    def _write(self, path: str, head: bytes, body: bytes) -> None:
        if self._local:
            _replace(Path(path), head + b"\n" + body)
        else:
            self._files.pipe_file(path, head + b"\n" + body)


def _replace(path: Path, content: bytes) -> None:
    """Put a file in place of another in one move; a killed writer leaves a name with a dot."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
