"""Everything that Dagster loads: `dagster dev -m assets.definitions`."""

from __future__ import annotations

from collections.abc import Mapping

import dagster as dg

from assets import automation, partitioned, published, seeds
from assets.settings import Settings

EVERYTHING = "timeline_from_inboxes"
"""The job that makes stale batches and then the tables, in one run."""


def build(
    settings: Settings, loggers: Mapping[str, dg.LoggerDefinition] | None = None
) -> dg.Definitions:
    """The definitions for these settings."""
    made = [*partitioned.assets(), published.assets()]
    everything = dg.define_asset_job(EVERYTHING, dg.AssetSelection.assets(*made))
    return dg.Definitions(
        assets=[*seeds.specs(), *made],
        jobs=[everything],
        sensors=automation.sensors(),
        schedules=[automation.every_day],
        resources={"settings": settings},
        executor=dg.in_process_executor,
        loggers=loggers,
    )


defs = build(Settings.read())
