"""Settings, their documentation, the home, and what a key may hold."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from assets import batches, home
from assets.settings import Settings


def test_every_setting_stands_in_the_docs_as_declared(repo: Path) -> None:
    page = (repo / "docs" / "operations.md").read_text(encoding="utf-8")
    for setting in fields(Settings):
        about = setting.metadata
        default = f"`{about['default']}`" if about["default"] else ""
        row = f"| `{about['variable']}` | {default} | {about['description']} |"
        assert row.replace("|  |", "| |") in page, row


def test_only_settings_reads_the_environment(repo: Path) -> None:
    for folder in ("assets", "pipelines"):
        for path in (repo / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            reads = "os.environ" in text or "getenv" in text or "EnvVar" in text
            assert not reads or path.name in ("settings.py", "home.py"), path


def test_an_empty_variable_counts_as_absent() -> None:
    given = {"LAUNCH_TIMELINE_OUTPUT": "", "LAUNCH_TIMELINE_INBOX": "a; s3://b/c ;"}
    settings = Settings.read(given)
    assert settings.output == "output"
    assert settings.inboxes == ("a", "s3://b/c")


def test_a_configuration_changed_by_hand_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in Settings().environment():
        monkeypatch.setenv(name, "")
    settings = Settings(home=str(tmp_path))
    path = home.prepare(settings) / "dagster.yaml"
    assert "postgres:" not in path.read_text()
    settings = Settings(home=str(tmp_path), postgres="postgresql://u@h/d")
    home.prepare(settings)
    assert "postgres:" in path.read_text(), "ours is written anew"
    path.write_text(path.read_text() + "# mine\n")
    mine = path.read_text()
    home.prepare(Settings(home=str(tmp_path)))
    assert path.read_text() == mine


def test_a_home_that_cannot_be_used_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = subprocess.run(
        [sys.executable, "-m", "assets.ui"],
        env={"DAGSTER_HOME": str(tmp_path / "file" / "home"), "PATH": "/usr/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.returncode == 2
    assert "cannot be used: Not a directory" in told.stderr
    assert "Traceback" not in told.stderr


def test_keys_hold_what_dagster_refuses_encoded() -> None:
    assert batches.key_of("inbox/week 3.txt") == "inbox/week 3.txt"
    assert batches.key_of("inbox/북한.txt") == "inbox/북한.txt"
    assert batches.key_of("a...b\nc,d%") == "a%2E%2E%2Eb%0Ac%2Cd%25"
    assert batches.key_of("raw\udcff") == "raw%FF"


def test_batches_come_in_the_order_of_their_sources(tmp_path: Path) -> None:
    (tmp_path / "inbox" / "a").mkdir(parents=True)
    for name in ("a/1.txt", "a-b.txt", "a.txt", "B.txt", ".hidden.txt"):
        (tmp_path / "inbox" / name).write_text(name)
    found = [b.key for b in batches.find([str(tmp_path / "inbox")])]
    assert found == ["inbox/B.txt", "inbox/a-b.txt", "inbox/a.txt", "inbox/a"]


def test_two_inboxes_of_one_name_are_refused(tmp_path: Path) -> None:
    for place in ("one", "two"):
        (tmp_path / place / "inbox").mkdir(parents=True)
        (tmp_path / place / "inbox" / "a.txt").write_text("a")
    with pytest.raises(ValueError, match=r"inbox/a\.txt stands in two inboxes"):
        batches.find([str(tmp_path / "one" / "inbox"), str(tmp_path / "two" / "inbox")])


def test_an_inbox_in_a_store_is_read_by_its_checksums() -> None:
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    store.pipe_file("/news/inbox/a.txt", b"one")
    store.pipe_file("/news/inbox/week/b.txt", b"two")
    store.pipe_file("/news/inbox/.part", b"half")
    first = {b.key: b.digest for b in batches.find(["memory://news/inbox"])}
    assert list(first) == ["inbox/a.txt", "inbox/week"]
    store.pipe_file("/news/inbox/a.txt", b"another")
    second = {b.key: b.digest for b in batches.find(["memory://news/inbox"])}
    assert second["inbox/a.txt"] != first["inbox/a.txt"]
    assert second["inbox/week"] == first["inbox/week"]
    store.rm("/news", recursive=True)
