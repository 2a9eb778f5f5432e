"""Every rule of the automation, without a daemon."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import dagster as dg
import pytest

from assets import automation, definitions, fetching, recipes, workers
from assets.partitioned import BATCHES
from tests.assets.conftest import (
    CHAGANG,
    SUNAN,
    WONSAN,
    World,
    batches_only,
    computed,
    selected,
)

NO_RULING = "ruling_id,ruling,subject,author,day,reason\n"


def requests(seen: dg.SensorResult | dg.SkipReason) -> list[dg.RunRequest]:
    assert isinstance(seen, dg.SensorResult), seen
    return list(seen.run_requests or ())


def span(request: dg.RunRequest) -> tuple[str, str]:
    return request.tags[automation.RANGE_START], request.tags[automation.RANGE_END]


def test_a_new_batch_is_registered_and_asked_for_once(world: World) -> None:
    world.drop("a.txt", SUNAN)
    world.drop("b.txt", CHAGANG)
    [request] = requests(world.tick())
    assert world.known == ["inbox/a.txt", "inbox/b.txt"]
    assert span(request) == ("inbox/a.txt", "inbox/b.txt")
    tables = [key.to_user_string() for key in automation.TABLES]
    assert selected(request) == ["batch_articles", "batch_dates", "batch_launches", *tables]
    assert world.run(request).success
    assert requests(world.tick()) == []
    assert world.titles() == ["chagang", "sunan"], "one run leads to the timeline"


def test_names_that_begin_with_a_dot_are_left_alone(world: World) -> None:
    world.drop(".half-written.txt", SUNAN)
    assert requests(world.tick()) == []
    assert world.known == []


def test_a_changed_batch_is_asked_for_and_a_touched_one_is_not(world: World) -> None:
    path = world.drop("a.txt", SUNAN)
    world.drop("b.txt", CHAGANG)
    world.settle()
    path.touch()
    assert requests(world.tick()) == []
    world.drop("a.txt", WONSAN)
    [request] = requests(world.tick())
    assert span(request) == ("inbox/a.txt", "inbox/a.txt")


def test_a_batch_that_a_run_works_on_is_not_asked_for_again(world: World) -> None:
    world.drop("a.txt", SUNAN)
    [request] = requests(world.tick())
    run = _started(world, request)
    assert requests(world.tick()) == []
    world.instance.report_run_canceled(run)
    assert len(requests(world.tick())) == 1


def test_a_failed_run_is_asked_for_again_after_a_rest(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.drop("a.txt", SUNAN)
    [request] = requests(world.tick())
    world.instance.report_run_failed(_started(world, request))
    assert requests(world.tick()) == []
    _set_clock(monkeypatch, timedelta(minutes=2))
    assert len(requests(world.tick())) == 1
    _set_clock(monkeypatch, -timedelta(days=400))
    assert len(requests(world.tick())) == 1, "a clock that was set back must not make it wait"


def test_a_mended_seed_file_ends_the_rest(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(automation, "FIRST_WAIT", automation.LONGEST_WAIT)  # on a busy machine too
    world.drop("a.txt", SUNAN)
    rulings = world.folder / "seeds" / "rulings.csv"
    rulings.write_text("ruling_id,nonsense\n", encoding="utf-8")
    [request] = requests(world.tick())
    assert not world.run(request).success
    assert requests(world.tick()) == []
    rulings.unlink()
    [request] = requests(world.tick())
    assert world.run(request).success


def test_a_renamed_code_location_asks_for_nothing(world: World) -> None:
    world.drop("a.txt", SUNAN)
    world.settle()
    other = dg.build_sensor_context(
        instance=world.instance,
        cursor=None,
        repository_name="another_name",
        resources={"settings": world.settings},
    )
    assert requests(automation.watch_inboxes(other)) == []


def test_a_batch_that_left_takes_its_events_with_it(world: World) -> None:
    path = world.drop("a.txt", SUNAN)
    world.drop("b.txt", CHAGANG)
    world.settle()
    events = world.table("launch_events").num_rows
    path.unlink()
    [request] = requests(world.tick())
    assert selected(request) == [key.to_user_string() for key in automation.TABLES]
    assert world.run(request).success
    assert world.known == ["inbox/b.txt"]
    assert world.titles() == ["chagang"]
    assert world.table("launch_events").num_rows < events
    changes = world.table("event_history")["change"].to_pylist()
    assert "retracted" in changes


def test_an_inbox_out_of_reach_drops_nothing(world: World) -> None:
    world.drop("a.txt", SUNAN)
    world.settle()
    world.inbox.rename(world.folder / "unmounted")
    seen = world.tick()
    assert isinstance(seen, dg.SkipReason)
    assert "1 known batches are kept" in str(seen.skip_message)
    assert world.known == ["inbox/a.txt"]


def test_a_run_whose_process_died_is_buried_and_asked_for_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.drop("a.txt", SUNAN)
    [request] = requests(world.tick())
    run = _started(world, request)
    world.instance.add_run_tags(run.run_id, {workers.TAG: workers.this()})
    assert requests(world.tick()) == [], "its process is this one, and lives"
    dead = f"{workers.this().split()[0]} 4194304 1"
    world.instance.add_run_tags(run.run_id, {workers.TAG: dead})
    world.tick()
    buried = world.instance.get_run_by_id(run.run_id)
    assert buried is not None
    assert buried.status == dg.DagsterRunStatus.FAILURE
    _set_clock(monkeypatch, timedelta(minutes=2))
    assert len(requests(world.tick())) == 1


def test_a_process_of_another_machine_counts_as_alive(world: World) -> None:
    run = world.instance.create_run_for_job(_any_job(world))
    world.instance.add_run_tags(run.run_id, {workers.TAG: "elsewhere 4194304 1"})
    assert workers.bury(world.instance) == []


def test_only_neighbours_share_a_run(world: World) -> None:
    for name in "abcd":
        world.drop(f"{name}.txt", {**SUNAN, "title": name})
    world.settle()
    for name in "abd":
        world.drop(f"{name}.txt", {**WONSAN, "title": name})
    assert [span(r) for r in requests(world.tick())] == [
        ("inbox/a.txt", "inbox/b.txt"),
        ("inbox/d.txt", "inbox/d.txt"),
    ]


def test_the_daily_schedule_asks_for_failed_batches_and_the_tables(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.drop("a.txt", SUNAN)
    _break_dates(monkeypatch)
    world.settle()
    assert requests(world.tick()) == [], "the same input would fail again"
    monkeypatch.undo()
    asked = _daily(world)
    assert [selected(r)[0] for r in asked] == ["batch_dates", "articles"]
    assert all(world.run(r).success for r in asked)
    assert world.table("date_expressions").num_rows > 0


def test_the_daily_schedule_fetches_where_somebody_answers_for_it(world: World) -> None:
    assert not any(selected(r) == ["fetched_pages"] for r in _daily(world))
    with_contact = replace(world.settings, contact="desk@example.org")
    asked = list(automation.daily_requests(world.instance, with_contact))
    assert selected(asked[0]) == ["fetched_pages"]
    folder = fetching.folder_of(with_contact, datetime(2024, 5, 1, tzinfo=UTC))
    assert folder == world.inbox / "fetched-2024-05"
    with pytest.raises(dg.Failure, match="LAUNCH_TIMELINE_CONTACT"):
        fetching.folder_of(world.settings, datetime(2024, 5, 1, tzinfo=UTC))


def test_the_tables_follow_a_batch_a_seed_and_new_code(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.drop("a.txt", SUNAN)
    start = _evaluate(world, None)
    assert start.total_requested == 0, "nothing was read yet"
    [request] = requests(world.tick())
    assert world.run(batches_only(request)).success
    first = _evaluate(world, start.cursor)
    assert first.total_requested == len(automation.TABLES)
    assert world.build_tables().success
    quiet = _evaluate(world, first.cursor)
    assert quiet.total_requested == 0
    (world.folder / "seeds" / "rulings.csv").write_text(NO_RULING, encoding="utf-8")
    assert requests(world.tick()) == []
    ruled = _evaluate(world, quiet.cursor)
    assert ruled.total_requested == len(automation.TABLES)
    assert world.build_tables().success
    quiet = _evaluate(world, ruled.cursor)
    assert quiet.total_requested == 0
    monkeypatch.setattr(recipes, "of_code", lambda *rooms: "new code")
    assert _evaluate(world, quiet.cursor).total_requested == len(automation.TABLES)


def test_one_bad_batch_freezes_nothing(world: World) -> None:
    """`eager()` would wait for the partition that has no result."""
    world.drop("a.txt", SUNAN)
    world.settle()
    before = _evaluate(world, _evaluate(world, None).cursor)
    world.instance.add_dynamic_partitions(BATCHES.name or "", ["inbox/never-made.txt"])
    world.drop("b.txt", CHAGANG)
    assert all(world.run(batches_only(r)).success for r in requests(world.tick()))
    assert _evaluate(world, before.cursor).total_requested == len(automation.TABLES)


def test_every_rule_is_on_when_the_daemon_starts(world: World) -> None:
    loaded = definitions.build(world.settings)
    sensors = list(loaded.sensors or ())
    assert {s.default_status for s in sensors} == {dg.DefaultSensorStatus.RUNNING}  # type: ignore[union-attr]
    [schedule] = list(loaded.schedules or ())
    assert schedule.default_status == dg.DefaultScheduleStatus.RUNNING  # type: ignore[union-attr]


def test_a_batch_in_a_folder_is_one_partition(world: World) -> None:
    folder = world.inbox / "week-3"
    folder.mkdir()
    world.drop("week-3/a.txt", SUNAN)
    world.drop("week-3/b.txt", CHAGANG)
    results = world.settle()
    assert world.known == ["inbox/week-3"]
    assert computed(results[0])["batch_articles"] == 1
    assert world.table("articles").num_rows == 2


def _started(world: World, request: dg.RunRequest) -> dg.DagsterRun:
    return world.instance.create_run_for_job(
        _any_job(world), tags=dict(request.tags), status=dg.DagsterRunStatus.STARTED
    )


def _any_job(world: World) -> dg.JobDefinition:
    return definitions.build(world.settings).resolve_job_def(definitions.TABLES_ONLY)


def _set_clock(monkeypatch: pytest.MonkeyPatch, shift: timedelta) -> None:
    class Shifted(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return datetime.now(tz or UTC) + shift

    monkeypatch.setattr(automation, "datetime", Shifted)


def _break_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError("a rule of ours")

    monkeypatch.setattr("pipelines.stages.with_dates", broken)


def _daily(world: World) -> list[dg.RunRequest]:
    return list(automation.daily_requests(world.instance, world.settings))


def _evaluate(world: World, cursor: Any) -> Any:
    return dg.evaluate_automation_conditions(
        definitions.build(world.settings), world.instance, cursor=cursor
    )
