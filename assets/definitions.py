"""Everything that Dagster loads: `dagster dev -m assets.definitions`."""

from __future__ import annotations

import warnings

import dagster as dg

from assets import automation, fetching, partitioned, published, seeds
from assets.settings import Settings

EVERYTHING = "batches_and_timeline"
"""The job that makes a span of batches and then the tables, in one run."""
TABLES_ONLY = "timeline_only"
"""The job that makes the tables of what the batches say already."""


def build(settings: Settings) -> dg.Definitions:
    """The definitions for these settings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", dg.BetaWarning)  # backfill_policy; the release is pinned
        made = [*partitioned.assets(), published.assets(), published.timeline_page]
    jobs = [
        dg.define_asset_job(EVERYTHING, dg.AssetSelection.assets(*made)),
        dg.define_asset_job(TABLES_ONLY, dg.AssetSelection.assets(*made[-2:])),
    ]
    return dg.Definitions(
        assets=[*seeds.specs(), fetching.fetched_pages, *made],
        jobs=jobs,
        sensors=automation.sensors(),
        schedules=[automation.every_day],
        resources={"settings": settings},
        executor=dg.in_process_executor,
    )


defs = build(Settings.read())
