"""What happens with no hand on it: a sensor, a rule for the tables, and a daily schedule.

The sensor compares contents with results and asks for what is stale. It keeps no cursor and gives
no run keys: what there is to do follows from the inboxes and the store alone, so a batch that
failed is asked for again, and a renamed code location asks for nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import dagster as dg

from assets import batches, fetching, lineage, plan, recipes, seeds, workers
from assets.layer_one import STEPS, FirstLayer
from assets.partitioned import BATCHES
from assets.settings import Settings

RANGE_START = "dagster/asset_partition_range_start"
RANGE_END = "dagster/asset_partition_range_end"
PARTITION = "dagster/partition"
ASKED = "launch-timeline/asked"
DATA_VERSION = "dagster/data_version"
TABLES = [dg.AssetKey(n) for n in (*lineage.DEPENDENCIES, "dataset", "timeline_page")]
SENSOR_SECONDS = 20
MOST_RUNS_PER_TICK = 20
FIRST_WAIT = timedelta(seconds=60)
LONGEST_WAIT = timedelta(hours=1)

CHANGED: dg.AutomationCondition[Any] = (
    dg.AutomationCondition.missing().newly_true()
    | dg.AutomationCondition.any_deps_updated()
    | dg.AutomationCondition.code_version_changed()
).with_label("something it follows from changed")
FOLLOW = (CHANGED.since_last_handled() & ~dg.AutomationCondition.in_progress()).with_label(
    "follow what is known"
)
"""Unlike `eager()` it does not wait for missing or failed partitions: one bad batch freezes
nothing, its absence is a row in `issues`, and its arrival is one more change to follow."""


def sensors() -> list[dg.SensorDefinition]:
    """The sensor that watches inboxes and seeds, and the one that follows with the tables."""
    follower = dg.AutomationConditionSensorDefinition(
        "follow_with_tables",
        target=dg.AssetSelection.assets(*TABLES),
        default_status=dg.DefaultSensorStatus.RUNNING,
        minimum_interval_seconds=SENSOR_SECONDS,
        description="Builds the tables again when a batch, the lexicon or a ruling changed.",
    )
    return [watch_inboxes, follower]


@dg.sensor(
    target=dg.AssetSelection.assets(*(s.name for s in STEPS), *TABLES),
    minimum_interval_seconds=SENSOR_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Registers batches by content and asks for those whose results are stale.",
)
def watch_inboxes(
    context: dg.SensorEvaluationContext, settings: dg.ResourceParam[Settings]
) -> dg.SensorResult | dg.SkipReason:
    """One look at the inboxes and the seeds."""
    instance = context.instance
    todo = look(instance, settings)
    if todo.warning:
        return dg.SkipReason(todo.warning)
    requests = _requests(instance, settings, todo.spans)
    if todo.gone and not requests:
        requests = [dg.RunRequest(asset_selection=TABLES)]  # no asset changed: no rule sees it
    context.log.info(
        f"{len(todo.added)} new, {len(todo.gone)} gone, {len(todo.spans)} stale spans, "
        f"{len(requests)} runs asked for"
    )
    return dg.SensorResult(
        run_requests=requests,
        dynamic_partitions_requests=_registrations(todo),
        asset_events=list(changed_seeds(instance, settings)),
    )


def look(instance: dg.DagsterInstance, settings: Settings, *, again: bool = False) -> plan.Plan:
    """What there is to do now. `again`: also what failed on its very input.

    Runs whose process died are reported as failed first: nobody works on their batches.
    """
    workers.bury(instance)
    known = instance.get_dynamic_partitions(BATCHES.name or "")
    return plan.make(
        batches.find(settings.inboxes),
        known,
        FirstLayer.open(settings),
        busy=busy(instance, known),
        again=again,
    )


def busy(instance: dg.DagsterInstance, known: Sequence[str]) -> set[str]:
    """The batches that an unfinished run will see to."""
    found: set[str] = set()
    for run in instance.get_runs(dg.RunsFilter(statuses=list(workers.UNFINISHED))):
        first = run.tags.get(RANGE_START) or run.tags.get(PARTITION)
        last = run.tags.get(RANGE_END) or run.tags.get(PARTITION)
        if first in known and last in known:
            found.update(known[known.index(first) : known.index(last) + 1])
    return found


def span_tags(span: plan.Span, settings: Settings) -> dict[str, str]:
    """The tags that make one run cover a span of batches, and say what was asked for."""
    asked = recipes.digest_of(span.recipes, repr(seeds.versions(settings)))[:32]
    return {RANGE_START: span.first, RANGE_END: span.last, ASKED: asked}


def _requests(
    instance: dg.DagsterInstance, settings: Settings, spans: Sequence[plan.Span]
) -> list[dg.RunRequest]:
    """One run for each span that does not rest; the last of them goes on to the tables.

    So what is new is on the timeline after one run; what other runs bring, the tables follow.
    """
    asked = [(span, span_tags(span, settings)) for span in spans[:MOST_RUNS_PER_TICK]]
    now = datetime.now(UTC)
    due = [(span, tags) for span, tags in asked if not _waits(instance, tags[ASKED], now)]
    return [
        dg.RunRequest(asset_selection=_to_make(span, with_tables=span is due[-1][0]), tags=tags)
        for span, tags in due
    ]


def _to_make(span: plan.Span, *, with_tables: bool) -> list[dg.AssetKey]:
    return [dg.AssetKey(s.name) for s in STEPS[span.step :]] + (TABLES if with_tables else [])


def _waits(instance: dg.DagsterInstance, asked: str, now: datetime) -> bool:
    """Whether the same request failed so lately that it rests: 1, 2, 4 ... minutes, at most 60.

    A clock that was set back makes the last failure lie in the future: then it does not wait.
    """
    wanted = dg.RunsFilter(tags={ASKED: asked}, statuses=[dg.DagsterRunStatus.FAILURE])
    failures = instance.get_run_records(wanted, limit=8)
    if not failures:
        return False
    wait = min(FIRST_WAIT * 2 ** (len(failures) - 1), LONGEST_WAIT)
    last: datetime = max(record.update_timestamp for record in failures)
    rested = now - last.replace(tzinfo=UTC)
    return bool(timedelta(0) <= rested < wait)


def _registrations(
    todo: plan.Plan,
) -> list[dg.AddDynamicPartitionsRequest | dg.DeleteDynamicPartitionsRequest]:
    add = [BATCHES.build_add_request(list(todo.added))] if todo.added else []
    drop = [BATCHES.build_delete_request(list(todo.gone))] if todo.gone else []
    return [*drop, *add]


def changed_seeds(
    instance: dg.DagsterInstance, settings: Settings
) -> Iterator[dg.AssetMaterialization]:
    """One event for each source under seeds/ whose content is not the one last reported."""
    for name, version in seeds.versions(settings).items():
        last = instance.get_latest_materialization_event(dg.AssetKey(name))
        reported = last.asset_materialization if last else None
        if reported is None or (reported.tags or {}).get(DATA_VERSION) != version:
            yield dg.AssetMaterialization(name, tags={DATA_VERSION: version})


@dg.schedule(
    cron_schedule=Settings.read().daily,
    target=dg.AssetSelection.assets(fetching.NAME, *(s.name for s in STEPS), *TABLES),
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every day: new pages, what failed or is missing, the tables as of the day.",
)
def every_day(
    context: dg.ScheduleEvaluationContext, settings: dg.ResourceParam[Settings]
) -> list[dg.RunRequest]:
    """Ask for all that is stale or failed, and for the tables."""
    return list(daily_requests(context.instance, settings))


def daily_requests(instance: dg.DagsterInstance, settings: Settings) -> Iterator[dg.RunRequest]:
    """Runs for the batches that are stale or failed, and one for the tables."""
    todo = look(instance, settings, again=True)
    if todo.added:
        instance.add_dynamic_partitions(BATCHES.name or "", list(todo.added))
    if settings.contact:
        yield dg.RunRequest(asset_selection=[dg.AssetKey(fetching.NAME)])
    for span in todo.spans:
        keys = _to_make(span, with_tables=False)
        yield dg.RunRequest(asset_selection=keys, tags=span_tags(span, settings))
    yield dg.RunRequest(asset_selection=TABLES)
