"""The published set at an address: a folder as it is, or a copy in any store that fsspec opens.

A store replaces one object whole but renames no set. So a set is uploaded to `.staging/`, its
manifest last; then each object is copied into place, the manifest last again. A copy that was cut
off is completed by the next `pull` or `push`. What a store does not give: a lock (one writer at a
time is the caller's part), and readers who look between two copies see a mixed set, which the
digests of the manifest show.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fsspec.core import url_to_fs

from pipelines.publishing import parquet


@dataclass(frozen=True, slots=True)
class Output:
    """The folder in which a set is built, and the address that it is copied to (None: nowhere)."""

    folder: Path
    address: str | None = None

    @classmethod
    def at(cls, place: str, working_folder: Path) -> Output:
        """A folder is its own output; an address has its working copy in `working_folder`."""
        return cls(working_folder, place) if "://" in place else cls(Path(place))

    def name(self, file: str) -> str:
        """Where people find a file of the set."""
        return f"{self.address.rstrip('/')}/{file}" if self.address else str(self.folder / file)

    def pull(self) -> None:
        """Heal what was cut off, and bring the working copy to what is published at the address.

        Raises OSError where the store does not answer.
        """
        parquet.heal(self.folder)
        if self.address is None:
            return
        store, root = url_to_fs(self.address)
        _heal(store, root)
        published = _read_json(store, f"{root}/{parquet.MANIFEST}")
        if published is None or published == parquet.read_manifest(self.folder):
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        for name in (*published["files"], parquet.MANIFEST):
            partial = self.folder / f".{name}.part"
            partial.write_bytes(store.cat_file(f"{root}/{name}"))
            partial.replace(self.folder / name)

    def push(self) -> None:
        """Copy the set of the folder to the address. Raises OSError where the store fails."""
        manifest = parquet.read_manifest(self.folder)
        if self.address is None or manifest is None:
            return
        store, root = url_to_fs(self.address)
        _heal(store, root)
        for name in (*manifest["files"], parquet.MANIFEST):
            store.pipe_file(f"{root}/{parquet.STAGING}/{name}", (self.folder / name).read_bytes())
        _heal(store, root)

    def push_files(self, names: Sequence[str]) -> None:
        """Copy further files of the folder to the address, each whole, in their order."""
        if self.address is None:
            return
        store, root = url_to_fs(self.address)
        for name in names:
            store.pipe_file(f"{root}/{name}", (self.folder / name).read_bytes())


def _heal(store: Any, root: str) -> bool:
    """Finish the copy of a set that was uploaded whole, or sweep one that was not."""
    store.invalidate_cache()
    staging = f"{root}/{parquet.STAGING}"
    manifest = _read_json(store, f"{staging}/{parquet.MANIFEST}")
    if manifest is not None:
        for name in (*manifest["files"], parquet.MANIFEST):
            store.cp_file(f"{staging}/{name}", f"{root}/{name}")
    left = store.find(staging) if store.exists(staging) else []
    for path in sorted(left, key=lambda path: not path.endswith(parquet.MANIFEST)):
        store.rm_file(path)
    return manifest is not None


def _read_json(store: Any, path: str) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(store.cat_file(path))
    except FileNotFoundError:
        return None
    return found
