"""Published tables are the old ones or the new ones, whole, whatever happens to the process."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from pathlib import Path

import pyarrow as pa
import pytest

from pipelines import tables
from pipelines.model import Issue
from pipelines.publishing import parquet


def table_set(generation: int, rows: int = 200) -> dict[str, pa.Table]:
    issues = [
        Issue(stage="reading", code="generation", detail=f"{generation} {n}") for n in range(rows)
    ]
    built = {t.name: t.build([]) for t in tables.TABLES}
    return built | {"issues": tables.ISSUES.build(issues)}


def publish(output: Path, generation: int) -> None:
    build = parquet.Build(as_of="2026-01-01", inputs={"generation": str(generation)})
    parquet.publish(table_set(generation), tables.TABLES, output, build)


def generation_of(output: Path) -> int:
    details = parquet.load(output, tables.ISSUES)["detail"].to_pylist()
    found = {int(d.split()[0]) for d in details}
    assert len(found) == 1
    assert len(details) == 200
    return found.pop()


def publish_for_ever(output: Path) -> None:
    for generation in range(1, 10_000):
        publish(output, generation)


def test_the_same_set_gives_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        publish(tmp_path / folder, 7)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


@pytest.mark.parametrize("table", tables.TABLES, ids=lambda t: t.name)
def test_a_published_table_has_the_declared_schema(tmp_path: Path, table: tables.Table) -> None:
    publish(tmp_path, 1)
    assert parquet.load(tmp_path, table).schema.equals(table.schema, check_metadata=True)


def test_a_faulty_set_never_replaces_a_good_one(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    issue = tables.ISSUES.build([Issue(stage="reading", code="x", detail="x")])
    broken = table_set(2) | {"issues": pa.concat_tables([issue, issue])}
    with pytest.raises(parquet.PublishError, match="keys are not unique"):
        parquet.publish(broken, tables.TABLES, tmp_path, parquet.Build(as_of="2026-01-01"))
    assert generation_of(tmp_path) == 1
    assert parquet.torn(tmp_path) == []


def test_killed_at_any_moment_leaves_whole_tables_and_heals(tmp_path: Path) -> None:
    publish(tmp_path, 0)
    rng = random.Random(20220105)
    context = multiprocessing.get_context("fork")
    for _ in range(25):
        writer = context.Process(target=publish_for_ever, args=(tmp_path,))
        writer.start()
        time.sleep(rng.uniform(0.005, 0.08))
        os.kill(writer.pid or 0, signal.SIGKILL)
        writer.join()
        generation_of(tmp_path)
        parquet.heal(tmp_path)
        assert parquet.torn(tmp_path) == []
        assert not (tmp_path / parquet.STAGING).exists()


def test_a_set_killed_between_two_renames_is_carried_forward(tmp_path: Path) -> None:
    publish(tmp_path / "new", 2)
    publish(tmp_path / "old", 1)
    staging = tmp_path / "old" / parquet.STAGING
    staging.mkdir()
    for path in (tmp_path / "new").glob("*.*"):
        if path.name != ".lock":
            path.rename(staging / path.name)
    (staging / "articles.parquet").replace(tmp_path / "old" / "articles.parquet")
    assert parquet.heal(tmp_path / "old")
    assert generation_of(tmp_path / "old") == 2
    assert parquet.torn(tmp_path / "old") == []


def test_an_unfinished_staging_is_swept_away(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    (tmp_path / parquet.STAGING).mkdir()
    (tmp_path / parquet.STAGING / "issues.parquet").write_bytes(b"half")
    assert not parquet.heal(tmp_path)
    assert generation_of(tmp_path) == 1


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    with parquet._held(tmp_path), pytest.raises(parquet.PublishError, match="another build"):
        publish(tmp_path, 2)
    assert generation_of(tmp_path) == 1


def test_an_output_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(parquet.PublishError, match="cannot be written"):
        publish(tmp_path / "file", 1)


def test_a_damaged_file_is_seen(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    (tmp_path / "issues.parquet").write_bytes(b"damage")
    assert parquet.torn(tmp_path) == ["issues.parquet"]
    with pytest.raises(parquet.PublishError, match=r"issues\.parquet"):
        parquet.load(tmp_path, tables.ISSUES)
