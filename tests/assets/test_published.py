"""All tables are published together, or none is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from assets import checks, definitions, lineage, published
from assets.layer_one import STEPS, Step
from pipelines import run, tables
from pipelines.events.evidence import EVIDENCE_OF
from pipelines.publishing import parquet
from tests.assets.conftest import AS_OF, CHAGANG, SUNAN, WONSAN, World


def digests(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file()}


@pytest.fixture
def settled(world: World) -> World:
    world.drop("a.txt", SUNAN)
    world.drop("b.txt", CHAGANG)
    assert all(r.success for r in world.settle())
    return world


def test_dagster_and_the_plain_build_give_the_same_bytes(world: World, repo: Path) -> None:
    for path in (repo / "seeds" / "articles").iterdir():
        (world.inbox / path.name).write_bytes(path.read_bytes())
    folder = world.inbox / "a-folder"
    folder.mkdir()
    world.drop("a-folder/1.txt", SUNAN)
    world.drop("a-folder.txt", CHAGANG)
    (world.inbox / "broken.jsonl").write_text('{"text": "half', encoding="utf-8")
    assert all(r.success for r in world.settle())
    plain = world.folder / "plain"
    job = run.Job((world.inbox,), plain, world.folder / "seeds", date.fromisoformat(AS_OF))
    run.build(job)
    ours, theirs = digests(world.output), digests(plain)
    assert [n for n in theirs if ours.get(n) != theirs[n]] == []
    assert ours.keys() == theirs.keys()
    assert world.table("launch_events").num_rows > 5


def test_every_table_is_an_asset_with_rows_columns_and_checks(settled: World) -> None:
    result = settled.build_tables()
    made = {e.asset_key.to_user_string(): e for e in materialised(result)}
    assert set(made) == {*lineage.DEPENDENCIES, "dataset"}
    for table in tables.TABLES:
        about = made[table.name].metadata
        assert about["dagster/row_count"].value == settled.table(table.name).num_rows
        assert about["dagster/uri"].value == str(settled.output / f"{table.name}.parquet")
        assert len(about["sample"].records) == min(settled.table(table.name).num_rows, 5)  # type: ignore[union-attr]
    picture = str(made["launch_events"].metadata["timeline"].value)
    assert "data:image/svg+xml;base64," in picture
    assert len(picture) < 1000, "the UI shows no more in place"
    passed = {(e.asset_key.to_user_string(), e.check_name): e.passed for e in evaluated(result)}
    for table in tables.TABLES:
        assert passed[table.name, "schema"]
        assert passed[table.name, "references"]
    assert passed["launch_events", "founded"]


def materialised(result: dg.ExecuteInProcessResult) -> list[dg.AssetMaterialization]:
    return [
        event.step_materialization_data.materialization
        for event in result.all_events
        if event.is_step_materialization
    ]


def evaluated(result: dg.ExecuteInProcessResult) -> list[Any]:
    return list(result.get_asset_check_evaluations())


def test_a_failed_blocking_check_leaves_the_published_set_as_it_was(
    settled: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digests(settled.output)
    settled.drop("c.txt", WONSAN)
    real = run.join_batches

    def wrong(*given: Any) -> Any:
        built = real(*given)
        events = built["launch_events"]
        return {**built, "launch_events": events.drop_columns(["latitude"])}

    monkeypatch.setattr(run, "join_batches", wrong)
    result = settled.settle()[-1]
    assert not result.success
    assert digests(settled.output) == before
    failed = [e for e in evaluated(result) if not e.passed]
    assert ("launch_events", "schema") in {
        (e.asset_key.to_user_string(), e.check_name) for e in failed
    }
    assert all(e.blocking for e in failed)
    assert not [e for e in result.all_events if e.is_step_materialization]
    monkeypatch.undo()
    assert settled.build_tables().success
    assert "wonsan" in settled.titles()


def test_an_event_that_vanished_without_a_word_is_not_published(
    settled: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A retraction that history tells of is fine: see test_automation."""
    before = digests(settled.output)
    real = run.join_batches

    def forgets(said: Any, seeds: Any, _history: Any, *rest: Any) -> Any:
        return real(list(said)[1:], seeds, [], *rest)

    monkeypatch.setattr(run, "join_batches", forgets)
    result = settled.build_tables()
    assert not result.success
    [failed] = [e for e in evaluated(result) if not e.passed]
    assert failed.check_name == "none_vanished"
    assert failed.metadata["vanished"].value == 1
    assert digests(settled.output) == before


def test_an_unreadable_file_warns_and_holds_up_nothing(settled: World) -> None:
    (settled.inbox / "c.pdf.exe").write_bytes(b"\x00\x01")
    result = settled.settle()[-1]
    assert result.success
    check = {e.check_name: e for e in evaluated(result)}["everything_read"]
    assert not check.passed
    assert check.severity == dg.AssetCheckSeverity.WARN
    assert "inbox/c.pdf.exe" in str(check.metadata["which"].value)
    assert settled.titles() == ["chagang", "sunan"]


def test_a_mistake_under_seeds_names_file_and_line(settled: World) -> None:
    before = digests(settled.output)
    rulings = settled.folder / "seeds" / "rulings.csv"
    rulings.write_text("ruling_id,ruling,subject,author,day,reason\nr1,same\n", encoding="utf-8")
    result = settled.build_tables()
    assert not result.success
    assert "rulings.csv, line 2" in str(result.all_events)
    assert digests(settled.output) == before


def test_another_build_in_progress_is_waited_for(
    settled: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(published, "STORE_WAIT_SECONDS", 0)
    with parquet._held(settled.output):
        result = settled.build_tables()
    assert not result.success
    restarts = [e for e in result.all_events if e.event_type_value == "STEP_UP_FOR_RETRY"]
    assert len(restarts) == published.STORE_RETRIES
    assert settled.build_tables().success


def test_checks_and_lineage_name_what_exists() -> None:
    declared = {t.name: {c.name for c in t.columns} for t in tables.TABLES}
    assert set(lineage.DEPENDENCIES) == set(declared)
    assert {check.table for check in checks.checks()} == set(declared)
    assert set(EVIDENCE_OF) == declared["launch_events"]
    declared |= {step.name: _kept(step) for step in STEPS}
    declared |= {"lexicon": {"sites"}, "rulings": {"ruling_id"}}
    for table, columns in lineage.COLUMNS.items():
        assert set(columns) <= declared[table], table
        for source in {s for sources in columns.values() for s in sources}:
            origin, column = source.split(".")
            assert column in declared[origin], f"{table}: {source}"


def _kept(step: Step) -> set[str]:
    return {column.name for table in step.keeps for column in table.columns}


def test_groups_are_the_rooms_and_arrows_lead_to_the_set(world: World) -> None:
    graph = definitions.build(world.settings).resolve_asset_graph()
    groups = {graph.get(key).group_name for key in graph.get_all_asset_keys()}
    assert groups == {"seeds", "reading", "dates", "launches", "events", "publishing"}
    upstream = graph.get(dg.AssetKey("timeline_page"))
    found, todo = set(), [upstream.key]
    while todo:
        key = todo.pop()
        found.add(key.to_user_string())
        todo += [k for k in graph.get(key).parent_keys if k.to_user_string() not in found]
    assert found == {key.to_user_string() for key in graph.get_all_asset_keys()}
    for table in tables.TABLES:
        node = graph.get(dg.AssetKey(table.name))
        assert node.group_name == table.room
        assert node.description == table.description
