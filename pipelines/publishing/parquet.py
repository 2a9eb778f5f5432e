"""The table set on disk: staged whole, checked, renamed into place, manifest last.

At every moment each published file is the old one or the new one, whole. A set is staged in
`.staging/` beside the tables; the staged manifest is written last, so its presence says that the
staged set is complete. A process killed before that leaves the old set untouched; one killed
between two renames leaves a mixed set, which `heal` carries forward to the new one.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.schema import SCHEMA_VERSION, Table, faults

MANIFEST = "manifest.json"
STAGING = ".staging"
ROW_GROUP = 128 * 1024
"""Rows in a group: pandas reads one month of 10 million sorted rows in tens of milliseconds."""


class PublishError(RuntimeError):
    """A table set that must not, or could not, be published; the old one stands."""


@dataclass(frozen=True, slots=True)
class Build:
    """What a build was made from: goes into the manifest and names the build."""

    as_of: str
    inputs: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)


def publish(
    tables: Mapping[str, pa.Table], declarations: Sequence[Table], output: Path, build: Build
) -> dict[str, Any]:
    """Check a set of tables and put it in place of the one in `output`; returns the manifest.

    Raises PublishError, before anything published is touched, when a table breaks its declaration,
    when the folder cannot be written, or while another build holds it.
    """
    if found := faults(tables, declarations):
        raise PublishError("the tables break their declaration: " + "; ".join(found))
    try:
        output.mkdir(parents=True, exist_ok=True)
        with _held(output):
            heal(output)
            manifest = _stage(tables, declarations, output / STAGING, build)
            heal(output)
    except OSError as error:
        reason = error.strerror or str(error)
        raise PublishError(f"{output} cannot be written: {reason}") from error
    return manifest


def heal(output: Path) -> bool:
    """Finish or sweep away what a killed build left; True where a mixed set was completed."""
    staging = output / STAGING
    if not staging.exists():
        return False
    complete = (staging / MANIFEST).exists()
    if complete:
        for staged in sorted(staging.glob("*.parquet")):
            staged.replace(output / staged.name)
        (staging / MANIFEST).replace(output / MANIFEST)
        _sync(output)
    shutil.rmtree(staging)
    return complete


def read_manifest(output: Path) -> dict[str, Any] | None:
    """The manifest of the published set, or None where nothing was published."""
    path = output / MANIFEST
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def torn(output: Path) -> list[str]:
    """Files of `output` that are not those its manifest speaks of."""
    manifest = read_manifest(output)
    files = manifest["files"] if manifest else {}
    return [n for n, about in files.items() if _digest(output / n) != about["sha256"]]


def load(output: Path, table: Table) -> pa.Table:
    """One published table; an empty one where it was never published.

    Raises PublishError for a file that is not Parquet or has another schema.
    """
    path = output / f"{table.name}.parquet"
    if not path.exists():
        return table.build([])
    try:
        found = pq.read_table(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise PublishError(f"{path} cannot be read: {error}") from error
    if not found.schema.equals(table.schema):
        raise PublishError(f"{path} has another schema; build it again")
    return found


@contextmanager
def _held(output: Path) -> Iterator[None]:
    """One build at a time; the lock dies with the process that holds it."""
    with (output / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PublishError(f"another build is writing {output}") from error
        yield


def _stage(
    tables: Mapping[str, pa.Table], declarations: Sequence[Table], staging: Path, build: Build
) -> dict[str, Any]:
    staging.mkdir()
    files = {}
    for declared in declarations:
        name = f"{declared.name}.parquet"
        table = tables[declared.name]
        pq.write_table(table, staging / name, compression="zstd", row_group_size=ROW_GROUP)
        _sync(staging / name)
        files[name] = {"rows": table.num_rows, "sha256": _digest(staging / name)}
    about = {"schema_version": SCHEMA_VERSION, **asdict(build), "files": files}
    name = sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()[:16]
    manifest = {"build": name, **about}
    unfinished = staging / f"{MANIFEST}.part"
    unfinished.write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    _sync(unfinished)
    unfinished.replace(staging / MANIFEST)
    _sync(staging)
    return manifest


def _digest(path: Path) -> str | None:
    return sha256(path.read_bytes()).hexdigest() if path.exists() else None


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
