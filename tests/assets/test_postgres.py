"""Dagster's records in PostgreSQL: a real server of its own, from Debian's package."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg
import pytest

from assets import home, timeline
from tests.assets.conftest import AS_OF, SUNAN, World

FOUND = [
    shutil.which("initdb"),
    *sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb"))),
]
INITDB = next((Path(path) for path in reversed(FOUND) if path), None)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(INITDB is None, reason="needs Debian's package postgresql"),
]


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """The address of a server that listens on 127.0.0.1 and is gone afterwards."""
    assert INITDB is not None
    pytest.importorskip("dagster_postgres", reason="needs the postgres extra (dagster-postgres)")
    with TemporaryDirectory(prefix="launch-timeline-postgres-") as folder:
        yield from _served(Path(folder), INITDB, _free_port())


def _served(folder: Path, initdb: Path, port: int) -> Iterator[str]:
    as_user = _as_postgres(folder)
    data = folder / "data"
    _do([*as_user, str(initdb), "-D", str(data), "-U", "timeline", "--auth=trust", "-E", "UTF8"])
    control = [*as_user, str(initdb.with_name("pg_ctl")), "-D", str(data)]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off"
    _do([*control, "-w", "-l", str(folder / "log"), "-o", options, "start"])
    yield f"postgresql://timeline@127.0.0.1:{port}/postgres"
    _do([*control, "-m", "immediate", "stop"])


def test_a_build_keeps_its_records_in_postgres(
    world: World, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.drop("a.txt", SUNAN)
    for name in world.settings.environment():
        monkeypatch.setenv(name, "")  # so that what prepare() sets is undone
    settings = _with_postgres(world, database)
    folder = home.prepare(settings)
    with dg.DagsterInstance.from_config(str(folder)) as instance:
        assert "Postgres" in type(instance.run_storage).__name__
        assert timeline.build(instance, settings, AS_OF) is None
        assert len(instance.get_runs()) == 1
        assert instance.get_dynamic_partitions("batch") == ["inbox/a.txt"]
    assert world.titles() == ["sunan"]
    assert not list(folder.glob("**/runs.db")), "nothing is left to SQLite"


def _with_postgres(world: World, database: str) -> home.Settings:
    given = {**world.settings.environment(), "LAUNCH_TIMELINE_POSTGRES": database}
    return home.Settings.read(given)


def _as_postgres(folder: Path) -> list[str]:
    """The server refuses to run as root; the package brings a user for it."""
    if os.getuid() != 0:
        return []
    shutil.chown(folder, "postgres", "postgres")
    return ["runuser", "-u", "postgres", "--"]


def _do(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd="/")
    assert done.returncode == 0, done.stderr


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
