"""Compressed files, unpacked as they are read and never beyond the limits."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

from pipelines.reading.limits import Limits

SUFFIXES = (".gz", ".zst")
_GRACE_BYTES = 10_000_000
_BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError)


class PackedError(ValueError):
    """A compressed file that is broken or unpacks too far. `code` is that of its issue."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class Bounded(io.RawIOBase):
    """A readable stream that stops with a `PackedError` where it unpacks too far or is broken."""

    def __init__(self, unpacked: Any, packed_bytes: int, limits: Limits) -> None:
        self._unpacked = unpacked
        self._most = min(
            limits.unpacked_bytes, max(_GRACE_BYTES, packed_bytes * limits.unpack_ratio)
        )
        self._taken = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer and return how many bytes came."""
        try:  # into the caller's own buffer: Arrow leaks the one it makes when the bytes are broken
            count: int = self._unpacked.readinto(buffer)
        except _BROKEN as error:
            raise PackedError("broken_archive", f"cannot be unpacked: {error}") from error
        self._taken += count
        if self._taken > self._most:
            raise PackedError("unpacks_too_far", f"unpacks to more than {self._most:,} bytes")
        return count


def unpack(stream: IO[bytes], suffix: str, packed_bytes: int, limits: Limits) -> io.BufferedReader:
    """The unpacked bytes of a `.gz` or `.zst` stream of so many packed bytes."""
    if suffix == ".gz":
        return io.BufferedReader(Bounded(gzip.GzipFile(fileobj=stream), packed_bytes, limits))
    import pyarrow as pa

    unpacked = pa.CompressedInputStream(pa.PythonFile(stream, mode="r"), "zstd")
    return io.BufferedReader(Bounded(unpacked, packed_bytes, limits))


def members(
    stream: IO[bytes], packed_bytes: int, limits: Limits
) -> Iterator[tuple[str, IO[bytes]]]:
    """The files of a zip in the order of their names, each to be read before the next."""
    try:
        archive = zipfile.ZipFile(stream)
        files = sorted(filter(_is_file, archive.infolist()), key=_name)
    except (*_BROKEN, ValueError) as error:
        raise PackedError("broken_archive", f"cannot be unpacked: {error}") from error
    if not files:
        raise PackedError("empty_file", "there is no file in the zip")
    if len(files) > limits.members:
        raise PackedError("unpacks_too_far", f"holds more than {limits.members:,} files")
    for item in files:
        try:
            opened = archive.open(item)
        except (*_BROKEN, ValueError) as error:
            raise PackedError("broken_archive", f"{item.filename}: {error}") from error
        with opened:
            yield item.filename, io.BufferedReader(Bounded(opened, packed_bytes, limits))


def _is_file(item: zipfile.ZipInfo) -> bool:
    return not item.filename.endswith("/")  # a broken name may be empty, on which is_dir() fails


def _name(item: zipfile.ZipInfo) -> str:
    return item.filename
