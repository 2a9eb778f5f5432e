"""A small world of its own for each test: seeds, an inbox, a home, and Dagster in memory."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow as pa
import pytest

from assets import automation, definitions
from assets.layer_one import STEPS, FirstLayer
from assets.partitioned import BATCHES
from assets.settings import Settings
from pipelines import tables
from pipelines.publishing import parquet

AS_OF = "2024-05-01"
BRIEF = """\
Title: {title}
Publisher: {publisher}
Published: {published}
URL: https://{publisher}.example.org/{published}/{title}

SEOUL, {dateline} - North Korea fired {what} from {place} on {weekday}, the South Korean military
said.
"""
SUNAN = {
    "title": "sunan",
    "publisher": "harbour-wire",
    "published": "2022-01-17",
    "dateline": "Jan. 17, 2022",
    "what": "two short-range ballistic missiles",
    "place": "Sunan",
    "weekday": "Monday",
}
CHAGANG = {
    "title": "chagang",
    "publisher": "pacific-ledger",
    "published": "2022-01-11",
    "dateline": "Jan. 11, 2022",
    "what": "a ballistic missile",
    "place": "Chagang Province",
    "weekday": "Tuesday",
}
WONSAN = {
    "title": "wonsan",
    "publisher": "peninsula-daily",
    "published": "2023-03-16",
    "dateline": "March 16, 2023",
    "what": "an intercontinental ballistic missile",
    "place": "Sunan",
    "weekday": "Thursday",
}


@dataclass(frozen=True, slots=True)
class World:
    """Folders of one test, and what a test asks of them."""

    folder: Path
    settings: Settings
    instance: dg.DagsterInstance

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def layer(self) -> FirstLayer:
        return FirstLayer.open(self.settings)

    @property
    def known(self) -> list[str]:
        return list(self.instance.get_dynamic_partitions(BATCHES.name or ""))

    def drop(self, name: str, facts: dict[str, str]) -> Path:
        path = self.inbox / name
        path.write_text(BRIEF.format(**facts), encoding="utf-8")
        return path

    def tick(self) -> dg.SensorResult | dg.SkipReason:
        """One look of the sensor; its partitions and events are taken over, its runs are not."""
        context = dg.build_sensor_context(
            instance=self.instance, resources={"settings": self.settings}
        )
        seen = automation.watch_inboxes(context)
        if isinstance(seen, dg.SensorResult):
            self._take_over(seen)
        return seen

    def _take_over(self, seen: dg.SensorResult) -> None:
        for request in seen.dynamic_partitions_requests or ():
            if isinstance(request, dg.AddDynamicPartitionsRequest):
                self.instance.add_dynamic_partitions(
                    BATCHES.name or "", list(request.partition_keys)
                )
            else:
                for key in request.partition_keys:
                    self.instance.delete_dynamic_partition(BATCHES.name or "", key)
        for event in seen.asset_events:
            self.instance.report_runless_asset_event(event)

    def run(self, request: dg.RunRequest, **options: Any) -> dg.ExecuteInProcessResult:
        """What the daemon does with a request, in this process."""
        config = {"ops": {"timeline": {"config": {"as_of": AS_OF}}}}
        wants_tables = automation.TABLES[0] in (request.asset_selection or ())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            job = definitions.build(self.settings).resolve_implicit_global_asset_job_def()
            return job.execute_in_process(
                instance=self.instance,
                tags=dict(request.tags),
                asset_selection=list(request.asset_selection or ()),
                run_config=config if wants_tables else {},
                raise_on_error=False,
                **options,
            )

    def settle(self) -> list[dg.ExecuteInProcessResult]:
        """Tick, make the batches that were asked for, and build the tables but no charts."""
        seen = self.tick()
        assert isinstance(seen, dg.SensorResult)
        results = [self.run(batches_only(request)) for request in seen.run_requests or ()]
        return [*results, self.build_tables()]

    def build_tables(self) -> dg.ExecuteInProcessResult:
        """The tables without the page and charts, which take seconds to draw."""
        return self.run(dg.RunRequest(asset_selection=automation.TABLES[:-1]))

    def table(self, name: str) -> pa.Table:
        return parquet.load(self.output, next(t for t in tables.TABLES if t.name == name))

    def titles(self) -> list[str]:
        """The published articles; what rooms make of them is the business of other tests."""
        return sorted(self.table("articles")["title"].to_pylist())

    def made(self, key: str) -> list[str]:
        """The digest of each step's kept result."""
        found = [self.layer.store.made(step.name, key) for step in STEPS]
        return [made.digest if made else "" for made in found]


def batches_only(request: dg.RunRequest) -> dg.RunRequest:
    keys = [key for key in request.asset_selection or () if key not in automation.TABLES]
    return dg.RunRequest(asset_selection=keys, tags=dict(request.tags))


@pytest.fixture
def world(tmp_path: Path, repo: Path) -> Iterator[World]:
    shutil.copytree(repo / "seeds" / "lexicon", tmp_path / "seeds" / "lexicon")
    (tmp_path / "inbox").mkdir()
    settings = Settings(
        home=str(tmp_path / "home"),
        seeds=str(tmp_path / "seeds"),
        inbox=str(tmp_path / "inbox"),
        output=str(tmp_path / "output"),
    )
    with dg.DagsterInstance.ephemeral() as instance:
        yield World(tmp_path, settings, instance)


def computed(result: dg.ExecuteInProcessResult) -> dict[str, int]:
    """How many batches each step of a run had to compute."""
    found = {}
    for step in STEPS:
        events = (
            result.asset_materializations_for_node(step.name) if _ran(result, step.name) else ()
        )
        for event in events:
            found[step.name] = int(event.metadata["batches computed"].value)  # type: ignore[arg-type]
    return found


def _ran(result: dg.ExecuteInProcessResult, name: str) -> bool:
    return any(e.step_key == name and e.is_step_success for e in result.all_node_events)


def selected(request: dg.RunRequest) -> Sequence[str]:
    return [key.to_user_string() for key in request.asset_selection or ()]
