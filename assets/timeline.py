"""`make timeline`: everything that is to do, in one Dagster run in this process."""

from __future__ import annotations

import argparse
import logging
import sys
import warnings
from collections.abc import Sequence
from typing import Any

import dagster as dg

from assets import automation, current, definitions, home, published, workers
from assets.partitioned import BATCHES
from assets.plan import Plan
from assets.settings import Settings
from pipelines import tables
from pipelines.publishing import parquet
from pipelines.publishing.names import Names
from pipelines.publishing.show import print_timeline


def main(arguments: Sequence[str] | None = None) -> int:
    """Build and print the timeline. Exit codes: 0 built; 1 not built; 2 a setting is wrong."""
    parser = argparse.ArgumentParser(prog="python -m assets.timeline", description=__doc__)
    parser.add_argument("--as-of", help="the day that the build speaks for; today (UTC)")
    parser.add_argument("--quiet", action="store_true", help="do not print the timeline")
    asked = parser.parse_args(arguments)
    settings = Settings.read()
    try:
        home.prepare(settings)
        with dg.DagsterInstance.get() as instance:
            failure = build(instance, settings, asked.as_of)
    except (home.HomeError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    if failure:
        print(f"not built: {failure}", file=sys.stderr)
        return 1
    _close(settings, quiet=asked.quiet)
    return 0


def build(instance: dg.DagsterInstance, settings: Settings, as_of: str | None = None) -> str | None:
    """Make what is stale and then the tables, in one run; returns what went wrong, or None.

    Where nothing is stale, and neither are the tables, nothing runs.
    """
    todo = automation.look(instance, settings, again=True)
    if todo.warning:
        return todo.warning
    output, day = published.output_of(settings), published.BuildConfig(as_of=as_of).day()
    if not (todo.spans or output.address) and current.is_published(settings, output.folder, day):
        print("nothing changed since the last build", file=sys.stderr)
        return None
    _register(instance, todo)
    for event in automation.changed_seeds(instance, settings):
        instance.report_runless_asset_event(event)
    result = _run(instance, settings, todo, as_of)
    return None if result.success else _reason(result)


def _register(instance: dg.DagsterInstance, todo: Plan) -> None:
    name = BATCHES.name or ""
    for key in todo.gone:
        instance.delete_dynamic_partition(name, key)
    if todo.added:
        instance.add_dynamic_partitions(name, list(todo.added))


def _run(
    instance: dg.DagsterInstance, settings: Settings, todo: Plan, as_of: str | None
) -> dg.ExecuteInProcessResult:
    """One run over all batches from the first stale one to the last; fresh ones cost a look."""
    name, tags = definitions.TABLES_ONLY, {}
    if todo.spans:
        name, tags = definitions.EVERYTHING, automation.span_tags(todo.spans[0], settings)
        tags[automation.RANGE_END] = todo.spans[-1].last
    config: dict[str, Any] = {"loggers": {"console": {}}}
    if as_of:
        config["ops"] = {"timeline": {"config": {"as_of": as_of}}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        job = definitions.build(settings).resolve_job_def(name)
        return job.with_logger_defs({"console": plain_words}).execute_in_process(
            run_config=config,
            instance=instance,
            tags={**tags, workers.TAG: workers.this()},
            raise_on_error=False,
        )


@dg.logger
def plain_words(_context: dg.InitLoggerContext) -> logging.Logger:
    """What the assets say, as they say it, on standard error."""
    logger = logging.getLogger("launch-timeline")
    logger.setLevel(logging.INFO)
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(_PlainWords())
        logger.addHandler(handler)
    return logger


class _PlainWords(logging.Formatter):
    """Without the run ids, times and sources that Dagster puts before a message."""

    def format(self, record: logging.LogRecord) -> str:
        about: dict[str, Any] = getattr(record, "dagster_meta", {})
        step, words = about.get("step_key"), about.get("orig_message")
        text = str(words) if words else record.getMessage()
        return f"{step}: {text}" if step else text


def _reason(result: dg.ExecuteInProcessResult) -> str:
    """The words of the step that failed, innermost first."""
    for event in result.all_events:
        if event.is_step_failure:
            error = event.step_failure_data.error
            while error and error.cause:
                error = error.cause
            told = event.step_failure_data.user_failure_data
            return (told and told.description) or (error.message.strip() if error else "unknown")
    return f"the run {result.run_id} failed before its first step"


def _close(settings: Settings, *, quiet: bool) -> None:
    """The timeline, and what to do next."""
    output = published.output_of(settings)
    built = {t.name: parquet.load(output.folder, t) for t in tables.TABLES}
    if not quiet:
        print_timeline(built, Names.at(settings.seeds_folder))
    unread = [i for i in tables.ISSUES.values(built["issues"]) if i.stage == "reading"]
    for issue in unread[:10]:
        print(f"  {issue.code}: {issue.place}: {issue.detail}", file=sys.stderr)
    if len(unread) > 10:
        print(f"  and {len(unread) - 10} more in {output.name('issues.parquet')}", file=sys.stderr)
    rows = ", ".join(f"{len(built[n])} {n}" for n in ("articles", "launch_events", "issues"))
    print(f"{rows} -> {output.name('')}", file=sys.stderr)
    print(f"to look at it: {output.name('timeline.html')}", file=sys.stderr)
    print(
        "next: `launch-timeline explain EVENT` shows what an event rests on, "
        "`make ui` opens Dagster",
        file=sys.stderr,
    )


if __name__ == "__main__":
    sys.exit(main())
