"""The first layer as assets: one partition per batch, one asset per room.

A run may cover a range of partitions (single-run backfills); within it a batch whose result is
what it should be costs one look at its first line.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import dagster as dg

from assets import batches, metadata, parallel, recipes, workers
from assets.layer_one import STEPS, Step
from assets.seeds import load_seeds
from assets.settings import Settings
from assets.store import Made

BATCHES = dg.DynamicPartitionsDefinition(name="batch")
POOL = "first_layer"
"""Runs that share a pool wait for each other: one run per partition at a time."""
ROWS_TOLD_FOR = 20
"""Batches of one run whose own rows are told: for each of them Dagster looks at all their keys."""
STORE_RETRIES = 3
STORE_WAIT_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the batches of one run."""

    made: dict[str, Made]
    computed: int
    gone: tuple[str, ...]

    @property
    def failed(self) -> dict[str, str]:
        """Batches that broke a rule of ours, and how."""
        return {key: made.failed for key, made in self.made.items() if made.failed}


def assets() -> list[dg.AssetsDefinition]:
    """The three partitioned assets in their order."""
    return [_asset(number, step) for number, step in enumerate(STEPS)]


def _asset(number: int, step: Step) -> dg.AssetsDefinition:
    sources = ["inbox"] if number == 0 else [STEPS[number - 1].name, "lexicon"]

    @dg.asset(
        name=step.name,
        description=step.description,
        group_name=step.room,
        partitions_def=BATCHES,
        deps=sources,
        backfill_policy=dg.BackfillPolicy.single_run(),
        code_version=recipes.of_code(step.room)[:12],
        kinds={"python", "arrow"},
        pool=POOL,
        check_specs=[dg.AssetCheckSpec("nothing_failed", asset=step.name)],
        metadata={"dagster/column_schema": schema_of(step)},
    )
    def body(
        context: dg.AssetExecutionContext, settings: dg.ResourceParam[Settings]
    ) -> Iterator[Any]:
        workers.sign(context)
        outcome = store_faults_retried(lambda: _make(context, settings, number))
        version = _version(outcome) if len(context.partition_keys) == 1 else None
        yield dg.MaterializeResult(
            data_version=version, check_results=[_nothing_failed(outcome)], metadata=_about(outcome)
        )

    return body


def schema_of(step: Step) -> dg.TableSchema:
    """The columns of the room's main table, as the UI shows them."""
    return metadata.column_schema(step.keeps[-2])


def store_faults_retried(work: Callable[[], Outcome]) -> Outcome:
    """Do the work; ask Dagster for another try where a disk or store did not answer."""
    try:
        return work()
    except OSError as error:
        raise dg.RetryRequested(STORE_RETRIES, STORE_WAIT_SECONDS) from error


def _make(context: dg.AssetExecutionContext, settings: Settings, number: int) -> Outcome:
    lexicon = load_seeds(settings).lexicon
    present = {b.key: b for b in batches.find(settings.inboxes)}
    asked = context.partition_keys
    wanted = [key for key in asked if key in present]
    apart = workers.last_run_failed(context.instance)
    made, computed = {}, 0
    for batch, result, was_made in parallel.make(
        settings, number, [present[key] for key in wanted], lexicon, apart=apart
    ):
        made[batch.key] = result
        computed += was_made
    if len(wanted) <= ROWS_TOLD_FOR:
        for key, result in made.items():
            context.add_asset_metadata({"dagster/row_count": result.rows}, partition_key=key)
    context.log.info(f"{computed} of {len(wanted)} batches computed, the others were as before")
    return Outcome(made, computed, tuple(sorted(set(asked) - set(wanted))))


def _version(outcome: Outcome) -> dg.DataVersion | None:
    return next((dg.DataVersion(made.digest[:16]) for made in outcome.made.values()), None)


def _nothing_failed(outcome: Outcome) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        check_name="nothing_failed",
        passed=not outcome.failed,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"failed": len(outcome.failed), "reasons": dg.MetadataValue.json(outcome.failed)},
    )


def _about(outcome: Outcome) -> dict[str, int]:
    return {
        "batches in this run": len(outcome.made),
        "batches computed": outcome.computed,
        "rows in this run": sum(made.rows for made in outcome.made.values()),
        "batches no longer in an inbox": len(outcome.gone),
    }
