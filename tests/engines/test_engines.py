from __future__ import annotations

from pathlib import Path

import pytest

from pipelines import engines
from pipelines.engines import Job
from tests.engines.work import mischief

ENGINES: list[engines.Name] = ["here", "pool", "ray"]
REMOTE: list[engines.Name] = ["pool", "ray"]


def needs(engine: engines.Name) -> None:
    if engine == "ray":
        pytest.importorskip("ray", reason="Ray is an optional extra and not installed here")


def jobs(folder: Path, *names: str) -> list[Job]:
    return [Job(str(folder / f"{name}.txt"), folder / "out" / f"{name}.txt") for name in names]


def outcome(done: list[engines.Done]) -> dict[str, str]:
    return {Path(one.job.source).stem: one.status for one in done}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_file_that_raises_fails_alone_and_leaves_nothing(
    tmp_path: Path, engine: engines.Name
) -> None:
    needs(engine)
    done = list(engines.run(mischief, jobs(tmp_path, "a", "raises", "b"), engine, workers=2))
    assert outcome(done) == {"a": "done", "raises": "failed", "b": "done"}
    assert next(one.detail for one in done if one.status == "failed") == "ValueError: no such text"
    assert sorted(f.name for f in (tmp_path / "out").iterdir()) == ["a.txt", "b.txt"]


@pytest.mark.slow
@pytest.mark.parametrize("engine", REMOTE)
def test_a_killed_workers_file_is_done_again_and_a_poison_file_given_up(
    tmp_path: Path, engine: engines.Name
) -> None:
    needs(engine)
    work = jobs(tmp_path, "a", "kills", "accident", "b", "c", "d")
    done = list(engines.run(mischief, work, engine, workers=2))
    assert outcome(done) == {
        "a": "done", "kills": "failed", "accident": "done", "b": "done", "c": "done", "d": "done"
    }  # fmt: skip
    assert len(done) == len(work)
    assert not list((tmp_path / "out").glob(".*"))
    assert (tmp_path / "out" / "accident.txt").read_text(encoding="utf-8") == "whole accident"


@pytest.mark.slow
@pytest.mark.parametrize("engine", REMOTE)
def test_a_file_that_hangs_is_given_up(tmp_path: Path, engine: engines.Name) -> None:
    needs(engine)
    work = jobs(tmp_path, "a", "hangs", "b")
    done = list(engines.run(mischief, work, engine, workers=2, seconds=3))
    assert outcome(done) == {"a": "done", "hangs": "failed", "b": "done"}
    assert not (tmp_path / "out" / "hangs.txt").exists()


@pytest.mark.parametrize("engine", ["here", "pool"])
def test_a_second_run_does_only_what_is_missing_and_sweeps_what_was_left(
    tmp_path: Path, engine: engines.Name
) -> None:
    work = jobs(tmp_path, "a", "b")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.txt").write_text("from before", encoding="utf-8")
    (tmp_path / "out" / ".b.txt.999.part").write_text("half", encoding="utf-8")
    done = list(engines.run(mischief, work, engine, workers=1))
    assert outcome(done) == {"a": "kept", "b": "done"}
    assert (tmp_path / "out" / "a.txt").read_text(encoding="utf-8") == "from before"
    assert sorted(f.name for f in (tmp_path / "out").iterdir()) == ["a.txt", "b.txt"]


def test_two_jobs_for_one_file_are_a_mistake(tmp_path: Path) -> None:
    twice = [Job("a", tmp_path / "x"), Job("b", tmp_path / "x")]
    with pytest.raises(ValueError, match="same file"):
        list(engines.run(mischief, twice))
