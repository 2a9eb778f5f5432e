"""The outlets' new pages, fetched into the inbox: one folder, and so one batch, a month."""

import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg

from assets.settings import Settings
from pipelines.model import Issue

NAME = "fetched_pages"


@dg.asset(
    name=NAME,
    description="New articles of the outlets in feeds.toml, fetched politely into the last inbox.",
    group_name="reading",
    kinds={"python", "jsonl"},
    pool="fetching",
)
def fetched_pages(
    context: dg.AssetExecutionContext, settings: dg.ResourceParam[Settings]
) -> dg.MaterializeResult[None]:
    """Go on where the last run stopped; an address that refuses is counted and left."""
    from pipelines.reading.web import journal, outlets
    from pipelines.reading.web.client import Client
    from pipelines.reading.web.harvest import Clock, Harvest

    folder = folder_of(settings, datetime.now(UTC))
    clock = Clock(now=lambda: datetime.now(UTC), monotonic=time.monotonic, sleep=time.sleep)
    client = Client(f"launch-timeline/0.1 (+{settings.contact})", time.monotonic)
    counts: Counter[str] = Counter()
    try:
        with journal.opened(folder) as held:
            for item in Harvest(
                outlets.load(settings.seeds_folder / "feeds.toml"), held, client, clock
            ):
                if isinstance(item, Issue):
                    counts["refused"] += 1
                    context.log.warning(f"{item.code}: {item.place}: {item.detail}")
                else:
                    counts["fetched"] += 1
    finally:
        client.close()
    numbers = {"fetched": counts["fetched"], "refused": counts["refused"]}
    return dg.MaterializeResult(metadata={**numbers, "dagster/uri": str(folder)})


def folder_of(settings: Settings, now: datetime) -> Path:
    """Where a month's pages go. Fails plainly where nobody answers for the requests."""
    if not settings.contact:
        raise dg.Failure(
            "nothing is fetched before LAUNCH_TIMELINE_CONTACT says whom outlets can reach",
            allow_retries=False,
        )
    inbox = settings.inboxes[-1]
    if "://" in inbox:
        raise dg.Failure(
            f"pages are fetched into a folder, and {inbox} is none", allow_retries=False
        )
    return Path(inbox) / f"fetched-{now:%Y-%m}"
