"""DAGSTER_HOME: laid out before Dagster starts, and held by one user interface at a time."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from assets.settings import Settings

CONFIGURATION = "dagster.yaml"
MARK = "# written by launch-timeline, "
POSTGRES = """
storage:
  postgres:
    postgres_url:
      env: LAUNCH_TIMELINE_POSTGRES
"""
SQLITE = """
event_log_storage:
  module: assets.event_log
  class: EventLog
  config:
    base_dir: {folder}
"""
SWEEP_AFTER_SECONDS = 24 * 3600


class HomeError(RuntimeError):
    """A home that cannot be used: the message says why and what to do."""


def prepare(settings: Settings) -> Path:
    """Lay out the home, and point this process and its children at it.

    A dagster.yaml that a person changed is left alone. Raises HomeError where the folder cannot
    be written.
    """
    home = settings.home_folder
    try:
        home.mkdir(parents=True, exist_ok=True)
        _configure(home, settings)
        _sweep(home)
    except OSError as error:
        raise HomeError(f"DAGSTER_HOME {home} cannot be used: {error.strerror}") from error
    os.environ.update(settings.environment())
    return home


def _configure(home: Path, settings: Settings) -> None:
    path = home / CONFIGURATION
    if path.exists() and not _is_ours(path.read_text(encoding="utf-8")):
        return
    text = (Path(__file__).parent / CONFIGURATION).read_text(encoding="utf-8")
    log = json.dumps(str(home / "history" / "runs"))
    text += POSTGRES if settings.postgres else SQLITE.format(folder=log)
    partial = home / f".{CONFIGURATION}.part"
    partial.write_text(f"{MARK}{_digest(text)}\n{text}", encoding="utf-8")
    partial.replace(path)


def _is_ours(text: str) -> bool:
    """Whether the file is as we wrote it: its first line holds the digest of the rest."""
    first, _, rest = text.partition("\n")
    return first == f"{MARK}{_digest(rest)}"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _sweep(home: Path) -> None:
    """Remove what writers that were killed a day ago or earlier left behind."""
    for path in (home / "batches").glob("*/.*.part"):
        if time.time() - path.stat().st_mtime > SWEEP_AFTER_SECONDS:
            path.unlink(missing_ok=True)


@contextmanager
def held(home: Path, address: str) -> Iterator[int]:
    """Hold the home for one user interface; the hold dies with the processes that have its number.

    Raises HomeError that names the address of the one that runs already.
    """
    path = home / "ui.lock"
    with path.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise HomeError(_taken(home, lock.read())) from error
        lock.truncate(0)
        lock.write(json.dumps({"address": address, "process": os.getpid()}))
        lock.flush()
        yield lock.fileno()
        lock.truncate(0)


def _taken(home: Path, note: str) -> str:
    about = json.loads(note) if note else {}
    where = f" at {about['address']} (process {about['process']})" if about else ""
    return f"{home} is in use by another user interface{where}; stop it or set DAGSTER_HOME"
