"""The second layer as assets: all tables of one build, checked first and then published together.

The tables are one transaction and so one step: nothing is published unless every blocking check
of every table passed, and an asset that was materialised is a file that was published.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import dagster as dg

from assets import batches, checks, current, lineage, metadata, recipes, workers
from assets.automation import FOLLOW
from assets.current import ROOMS
from assets.layer_one import NOTHING, FirstLayer
from assets.seeds import load_seeds
from assets.settings import Settings
from pipelines import publishing, run, tables
from pipelines.model import Issue
from pipelines.publishing import parquet
from pipelines.publishing.storage import Output
from pipelines.schema import Table
from pipelines.stages import TableSet

POOL = "output"
"""Runs that share a pool wait for each other: one writer of the output at a time."""
STORE_RETRIES = 3
STORE_WAIT_SECONDS = 10
DAILY = dg.FreshnessPolicy.time_window(
    warn_window=timedelta(hours=26), fail_window=timedelta(hours=50)
)
"""The schedule builds every day: one missed day warns, two fail."""
PAGE = "timeline_page"


class BuildConfig(dg.Config):
    """What a run may decide for itself."""

    as_of: str | None = None
    """The day that the build speaks for, YYYY-MM-DD; today (UTC) if left out."""
    use_catalogue: bool = True
    """Whether known launches may date an article."""

    def day(self) -> date:
        """The day that the build speaks for."""
        return date.fromisoformat(self.as_of) if self.as_of else datetime.now(UTC).date()


def output_of(settings: Settings) -> Output:
    """Where the set is built and published."""
    return Output.at(settings.output, settings.home_folder / "output")


def assets() -> dg.AssetsDefinition:
    """All tables and the data set that they make, as one step."""
    specs = [_spec(t) for name in lineage.DEPENDENCIES for t in tables.TABLES if t.name == name]

    @dg.multi_asset(
        name="timeline",
        specs=[*specs, _dataset()],
        check_specs=[check.spec() for check in checks.checks()],
        pool=POOL,
    )
    def timeline(
        context: dg.AssetExecutionContext, config: BuildConfig, settings: dg.ResourceParam[Settings]
    ) -> Iterator[Any]:
        workers.sign(context)
        try:
            yield from _timeline(context, config, settings)
        except OSError as error:
            raise dg.RetryRequested(STORE_RETRIES, STORE_WAIT_SECONDS) from error
        except parquet.PublishError as error:
            if isinstance(error.__cause__, OSError):
                raise dg.RetryRequested(STORE_RETRIES, STORE_WAIT_SECONDS) from error
            raise

    return timeline


def _spec(table: Table) -> dg.AssetSpec:
    return dg.AssetSpec(
        table.name,
        description=table.description,
        group_name=table.room,
        deps=lineage.DEPENDENCIES[table.name],
        kinds={"python", "parquet"},
        code_version=recipes.of_code(*ROOMS)[:12],
        metadata=metadata.of_declaration(table),
        freshness_policy=DAILY,
        automation_condition=FOLLOW,
    )


def _dataset() -> dg.AssetSpec:
    return dg.AssetSpec(
        "dataset",
        description="All tables of one build as one set: manifest.json, written last.",
        group_name="publishing",
        deps=lineage.DATASET,
        kinds={"python", "json"},
        code_version=recipes.of_code(*ROOMS)[:12],
        freshness_policy=DAILY,
        automation_condition=FOLLOW,
    )


@dg.asset(
    name=PAGE,
    description="What people open: the timeline page, charts, exports and descriptions.",
    group_name="publishing",
    deps=["dataset"],
    kinds={"python", "html"},
    code_version=recipes.of_code("publishing")[:12],
    automation_condition=FOLLOW,
    pool=POOL,
)
def timeline_page(
    context: dg.AssetExecutionContext, settings: dg.ResourceParam[Settings]
) -> dg.MaterializeResult[None]:
    """Write the files for people beside the tables that were published last."""
    workers.sign(context)
    output = output_of(settings)
    try:
        output.pull()
        manifest = parquet.read_manifest(output.folder)
        if manifest is None:
            raise dg.Failure("no tables were published yet", allow_retries=False)
        built = _last(output.folder)
        lexicon = load_seeds(settings).lexicon
        written = publishing.publish(built, output.folder, lexicon, manifest["as_of"])
        names = [path.relative_to(output.folder).as_posix() for path in written]
        output.push_files(names)
        current.note_page(settings, output.folder)
    except OSError as error:
        raise dg.RetryRequested(STORE_RETRIES, STORE_WAIT_SECONDS) from error
    files = "\n".join(f"- {output.name(name)}" for name in names)
    return dg.MaterializeResult(
        metadata={
            "dagster/uri": output.name(names[0]),
            "page": dg.MetadataValue.path(output.name(names[0])),
            "files": dg.MetadataValue.md(files),
            "number of files": len(names),
        },
        data_version=dg.DataVersion(manifest["build"]),
    )


def _timeline(
    context: dg.AssetExecutionContext, config: BuildConfig, settings: Settings
) -> Iterator[Any]:
    seeds = load_seeds(settings)
    output = output_of(settings)
    output.pull()
    last = _last(output.folder)
    made_of = current.inputs(settings, config.day(), config.use_catalogue)
    said = list(_said(context, settings))
    history = run.ledger(output.folder)
    built = run.join_batches(said, seeds, history, config.day(), config.use_catalogue)
    results = list(checks.results(built, last))
    if failed := [r for r in results if blocks(r)]:
        yield from failed
        names = ", ".join(f"{_name(r)}.{r.check_name}" for r in failed)
        raise dg.Failure(f"nothing was published, the old set stands: {names}", allow_retries=False)
    about = run.build_description(built, settings.seeds_folder, config.day(), config.use_catalogue)
    manifest = parquet.publish(built, tables.TABLES, output.folder, about)
    output.push()
    current.note_tables(settings, made_of, manifest)
    yield from _materialised(built, results, manifest, output)


def _name(result: dg.AssetCheckResult) -> str:
    return result.asset_key.to_user_string() if result.asset_key else ""


def blocks(result: dg.AssetCheckResult) -> bool:
    """Whether nothing may be published because of this answer."""
    return not result.passed and result.severity == dg.AssetCheckSeverity.ERROR


def _last(folder: Path) -> TableSet:
    """The set published before; an empty one where there is none, or one of another schema."""
    try:
        return {t.name: parquet.load(folder, t) for t in tables.TABLES}
    except parquet.PublishError:
        return {t.name: t.build([]) for t in tables.TABLES}


def _said(context: dg.AssetExecutionContext, settings: Settings) -> Iterator[TableSet]:
    """What each batch of the inboxes says; an issue for one that is not fully known yet."""
    layer = FirstLayer.open(settings)
    for batch in batches.find(settings.inboxes):
        yield layer.said(batch.key)
        if lacking := layer.lacks(batch.key):
            context.log.warning(f"{batch.key} is not fully known yet: {', '.join(lacking)}")
            yield {**NOTHING, "issues": tables.ISSUES.build([_pending(batch.key, lacking)])}


def _pending(key: str, lacking: list[str]) -> Issue:
    detail = f"no result of {', '.join(lacking)} yet; the next tick of the sensor asks for it"
    return Issue(stage="reading", code="batch_pending", place=key, detail=detail)


def _materialised(
    built: TableSet,
    results: list[dg.AssetCheckResult],
    manifest: dict[str, Any],
    output: Output,
) -> Iterator[dg.MaterializeResult[None]]:
    for name in lineage.DEPENDENCIES:
        declared = next(t for t in tables.TABLES if t.name == name)
        place = output.name(f"{name}.parquet")
        about = metadata.of_rows(declared, built[name], place)
        if name == "launch_events":
            about["timeline"] = metadata.picture(built[name]["earliest"].to_pylist())
        yield dg.MaterializeResult(
            asset_key=name,
            metadata=about,
            data_version=dg.DataVersion(manifest["files"][f"{name}.parquet"]["sha256"][:16]),
            check_results=[r for r in results if r.asset_key == dg.AssetKey(name)],
        )
    yield dg.MaterializeResult(
        asset_key="dataset",
        metadata=_about_set(built, manifest, output),
        data_version=dg.DataVersion(manifest["build"]),
    )


def _about_set(built: TableSet, manifest: dict[str, Any], output: Output) -> dict[str, Any]:
    rows = {name: table.num_rows for name, table in built.items()}
    lines = ["| table | rows |", "|---|---:|", *(f"| {n} | {count} |" for n, count in rows.items())]
    return {
        "build": manifest["build"],
        "as of": manifest["as_of"],
        "dagster/row_count": sum(rows.values()),
        "dagster/uri": output.name(parquet.MANIFEST),
        "tables": dg.MetadataValue.md("\n".join(lines)),
        "timeline": metadata.picture(built["launch_events"]["earliest"].to_pylist()),
    }
