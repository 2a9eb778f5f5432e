"""Batches made side by side come out as they do one after the other."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from assets import batches, parallel
from assets.layer_one import FirstLayer
from assets.seeds import load_seeds
from pipelines import engines
from tests.assets.conftest import CHAGANG, SUNAN, WONSAN, World


def digests(world: World) -> dict[str, list[str]]:
    return {key: world.made(key) for key in ("inbox/a.txt", "inbox/b.txt", "inbox/week")}


@pytest.fixture
def settled(world: World) -> World:
    world.drop("a.txt", SUNAN)
    world.drop("b.txt", CHAGANG)
    (world.inbox / "week").mkdir()
    world.drop("week/c.txt", WONSAN)
    assert all(r.success for r in world.settle())
    return world


def make(world: World, *, apart: bool) -> list[bool]:
    """One step after the other over all batches; whether each result had to be made."""
    found, lexicon = batches.find(world.settings.inboxes), load_seeds(world.settings).lexicon
    return [
        was_made
        for number in range(3)
        for *_, was_made in parallel.make(world.settings, number, found, lexicon, apart=apart)
    ]


def test_a_pool_makes_what_this_process_makes(settled: World) -> None:
    before = digests(settled)
    for path in Path(settled.settings.store_url).glob("batch_*/*.batch"):
        path.unlink()
    assert make(settled, apart=True) == [True] * 9
    assert digests(settled) == before
    assert make(settled, apart=True) == [False] * 9


def test_long_work_goes_on_in_a_pool(settled: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digests(settled)
    for path in Path(settled.settings.store_url).glob("batch_*/*.batch"):
        path.unlink()
    here: list[int] = []
    real = FirstLayer.make

    def counted(*given: object) -> object:
        here.append(os.getpid())
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(FirstLayer, "make", counted)
    monkeypatch.setattr(parallel, "PATIENCE_SECONDS", 0.0)
    assert make(settled, apart=False) == [True] * 9
    assert here == [], "a pool made them"
    assert digests(settled) == before


def test_who_ends_or_holds_up_its_worker_is_given_up_alone(
    settled: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pool's own tests show that it tells of such a file; here, what becomes of the batch."""
    real = engines.run

    def first_died(work: engines.Work, jobs: list[engines.Job], *_: object, **__: object) -> Any:
        monkeypatch.setattr(engines, "run", real)
        yield engines.Done(jobs[0], "failed", "its worker died 2 times")
        yield from real(work, jobs[1:], "here")

    settled.drop("a.txt", WONSAN)
    settled.drop("b.txt", {**WONSAN, "title": "other"})
    monkeypatch.setattr(engines, "run", first_died)
    assert make(settled, apart=True).count(True) == 6
    assert settled.build_tables().success
    [issue] = [i for i in settled.table("issues").to_pylist() if i["code"] == "batch_failed"]
    assert issue["place"] == "inbox/a.txt"
    assert "its worker died 2 times" in issue["detail"]
    assert settled.titles() == ["other", "wonsan"], "of b.txt and of the folder"


def test_a_store_that_fails_in_a_worker_fails_the_step(
    settled: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Path(settled.settings.store_url) / "batch_articles"
    for path in store.iterdir():
        path.unlink()
    store.rmdir()
    store.write_text("no folder", encoding="utf-8")
    with pytest.raises(OSError, match="batch_articles"):
        make(settled, apart=True)
