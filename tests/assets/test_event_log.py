"""The event log that stays open holds what Dagster's own would, for all who look at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from assets import event_log, home
from assets.event_log import EventLog
from assets.settings import Settings


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings = Settings(home=str(tmp_path / "home"))
    for name in settings.environment():
        monkeypatch.setenv(name, "")
    return home.prepare(settings)


@pytest.fixture
def instance(folder: Path) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.from_config(str(folder)) as found:
        assert isinstance(found.event_log_storage, EventLog)
        yield found


def materialise(instance: dg.DagsterInstance, rows: int) -> str:
    """One run of one asset; returns its id."""

    @dg.asset
    def table() -> dg.MaterializeResult[None]:
        return dg.MaterializeResult(metadata={"rows": rows})

    return dg.materialize([table], instance=instance).run_id


def rows_of(instance: dg.DagsterInstance) -> object:
    last = instance.get_latest_materialization_event(dg.AssetKey("table"))
    assert last is not None
    assert last.asset_materialization is not None
    return last.asset_materialization.metadata["rows"].value


def test_another_process_sees_each_event_while_both_are_open(
    folder: Path, instance: dg.DagsterInstance
) -> None:
    with dg.DagsterInstance.from_config(str(folder)) as other:
        run_id = materialise(instance, 1)
        assert rows_of(other) == 1
        assert len(other.all_logs(run_id)) == len(instance.all_logs(run_id)) > 5
        materialise(other, 2)
        assert rows_of(instance) == 2


def test_dagsters_own_storage_reads_the_same_files(
    folder: Path, instance: dg.DagsterInstance
) -> None:
    run_id = materialise(instance, 7)
    expected = [event.to_json() for event in instance.all_logs(run_id)]
    (folder / home.CONFIGURATION).write_text("", encoding="utf-8")
    with dg.DagsterInstance.from_config(str(folder)) as plain:
        assert not isinstance(plain.event_log_storage, EventLog)
        assert rows_of(plain) == 7
        assert [event.to_json() for event in plain.all_logs(run_id)] == expected


def test_more_runs_than_are_kept_open(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_log, "OPEN_AT_MOST", 2)
    with dg.DagsterInstance.from_config(str(folder)) as instance:
        runs = [materialise(instance, number) for number in range(3)]
        assert all(len(instance.all_logs(run)) > 5 for run in runs)


def test_a_wiped_log_is_written_anew(instance: dg.DagsterInstance) -> None:
    materialise(instance, 1)
    instance.wipe()
    assert instance.get_latest_materialization_event(dg.AssetKey("table")) is None
    materialise(instance, 2)
    assert rows_of(instance) == 2
