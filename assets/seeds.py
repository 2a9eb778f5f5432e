"""What people edit, as sources at the head of the lineage."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import dagster as dg

from assets import recipes
from assets.settings import Settings
from pipelines.seeds import SeedError, Seeds, load

GROUP = "seeds"
FETCHED = "fetched_pages"
FILES: Mapping[str, tuple[str, ...]] = {
    "lexicon": ("lexicon/*.csv",),
    "rulings": ("rulings.csv",),
    "catalogue": ("catalogue*.csv",),
}
"""The files under seeds/ of each source."""
DESCRIPTIONS: Mapping[str, str] = {
    "inbox": "Files and folders of news. Each is a batch, and each batch a partition.",
    "lexicon": "States, missiles, sites, places, claimants and offices that the rules know.",
    "rulings": "Decisions of people. They outlive rebuilds and always win.",
    "catalogue": "Launches that independent lists know, and for which days the lists speak.",
}


def specs() -> list[dg.AssetSpec]:
    """The sources; the sensor reports when one of them changed."""
    return [
        dg.AssetSpec(
            name,
            description=text,
            group_name=GROUP,
            kinds={"file"},
            deps=[FETCHED] if name == "inbox" else [],
        )
        for name, text in DESCRIPTIONS.items()
    ]


def versions(settings: Settings) -> dict[str, str]:
    """The present content of each source under seeds/, as a short digest."""
    folder = settings.seeds_folder
    return {name: recipes.of_files(folder, files)[:16] for name, files in FILES.items()}


def load_seeds(settings: Settings) -> Seeds:
    """The seeds; a mistake in a file fails the run at once, with file, line and reason."""
    try:
        return _loaded(settings.seeds_folder, str(versions(settings)))
    except SeedError as error:
        raise dg.Failure(f"{error} (under {settings.seeds})", allow_retries=False) from error


@lru_cache(maxsize=1)
def _loaded(folder: Path, _versions: str) -> Seeds:
    """The seeds of one content, which the steps of a run share."""
    return load(folder)
