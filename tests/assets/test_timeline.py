"""`make timeline`: one run does all there is to do, and none runs where there is nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assets import published, timeline
from tests.assets.conftest import AS_OF, CHAGANG, SUNAN, World


@pytest.fixture
def built(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A world after its first build; its page is one line, since the real one takes seconds."""

    def page(_built: Any, folder: Path, *_: Any) -> list[Path]:
        path = folder / "timeline.html"
        path.write_text("the page", encoding="utf-8")
        return [path]

    monkeypatch.setattr(published.publishing, "publish", page)
    world.drop("a.txt", SUNAN)
    assert runs_of_a_build(world) == 1
    assert world.titles() == ["sunan"]
    return world


def runs_of_a_build(world: World, day: str = AS_OF) -> int:
    before = world.instance.get_runs_count()
    assert timeline.build(world.instance, world.settings, day) is None
    return int(world.instance.get_runs_count()) - before


def test_nothing_runs_where_nothing_changed(
    built: World, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {p: p.stat().st_mtime_ns for p in built.output.iterdir()}
    assert runs_of_a_build(built) == 0
    assert "nothing changed" in capsys.readouterr().err
    assert {p: p.stat().st_mtime_ns for p in built.output.iterdir()} == files


def test_one_run_makes_what_is_new(built: World) -> None:
    built.drop("b.txt", CHAGANG)
    assert runs_of_a_build(built) == 1
    assert built.titles() == ["chagang", "sunan"]
    assert runs_of_a_build(built) == 0


def test_a_batch_that_left_is_a_change(built: World) -> None:
    built.drop("b.txt", CHAGANG)
    assert runs_of_a_build(built) == 1
    (built.inbox / "a.txt").unlink()
    assert runs_of_a_build(built) == 1
    assert built.titles() == ["chagang"]


def test_a_ruling_and_another_day_are_changes(built: World) -> None:
    rulings = built.folder / "seeds" / "rulings.csv"
    rulings.write_text("ruling_id,ruling,subject,author,day,reason\n", encoding="utf-8")
    assert runs_of_a_build(built) == 1
    assert runs_of_a_build(built) == 0
    assert runs_of_a_build(built, "2024-05-02") == 1
    assert runs_of_a_build(built) == 1, "the tables speak of another day now"


@pytest.mark.parametrize("name", ["timeline.html", "issues.parquet", "manifest.json"])
def test_a_lost_file_of_the_output_is_made_again(built: World, name: str) -> None:
    whole = (built.output / name).read_bytes()
    (built.output / name).unlink()
    assert runs_of_a_build(built) == 1
    assert (built.output / name).read_bytes() == whole


def test_a_damaged_table_is_made_again(built: World) -> None:
    whole = (built.output / "issues.parquet").read_bytes()
    (built.output / "issues.parquet").write_bytes(whole[:-10])
    assert runs_of_a_build(built) == 1
    assert (built.output / "issues.parquet").read_bytes() == whole


def test_a_build_that_was_not_published_is_tried_again(
    built: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.drop("b.txt", CHAGANG)
    with monkeypatch.context() as broken:
        broken.setattr(published.run, "join_batches", lambda *_: 1 / 0)
        reason = timeline.build(built.instance, built.settings, AS_OF)
    assert reason is not None
    assert "division by zero" in reason
    assert built.titles() == ["sunan"]
    assert runs_of_a_build(built) == 1
    assert built.titles() == ["chagang", "sunan"]
