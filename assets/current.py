"""Whether what is published is what a build would publish now: then there is nothing to do.

Two notes in the store of the first layer tell: one of what the tables were made of, written when
they were published, and one of all files of the output, written when the page stood beside them.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from assets import batches, recipes, seeds
from assets.layer_one import FirstLayer
from assets.settings import Settings
from assets.store import Store
from pipelines.publishing import parquet

ROOMS = ("reading", "dates", "launches", "events", "publishing")
"""The rooms whose code the second layer runs."""
FILES = ("*.*", "charts/*", "geo/*")
TABLES, PAGE = ("timeline", "tables"), ("timeline", "page")


def inputs(settings: Settings, day: date, use_catalogue: bool) -> str:
    """One digest of all that the tables follow from but the history of their own folder."""
    layer = FirstLayer.open(settings)
    return recipes.digest_of(
        *(f"{b.key} {layer.digests(b.key)}" for b in batches.find(settings.inboxes)),
        repr(seeds.versions(settings)),
        recipes.of_code(*ROOMS),
        f"{day} {use_catalogue}",
    )


def note_tables(settings: Settings, inputs: str, manifest: dict[str, Any]) -> None:
    """Note what the tables that were just published were made of."""
    _note(settings, TABLES, inputs + manifest["build"])


def note_page(settings: Settings, folder: Path) -> None:
    """Note the files of an output that is complete."""
    _note(settings, PAGE, recipes.of_files(folder, FILES))


def is_published(settings: Settings, folder: Path, day: date) -> bool:
    """Whether a build for `day` would publish what stands in `folder` already."""
    manifest = parquet.read_manifest(folder)
    return (
        manifest is not None
        and _noted(settings, TABLES, inputs(settings, day, use_catalogue=True) + manifest["build"])
        and _noted(settings, PAGE, recipes.of_files(folder, FILES))
    )


def _note(settings: Settings, name: tuple[str, str], what: str) -> None:
    Store(settings.store_url).save(*name, [], what)


def _noted(settings: Settings, name: tuple[str, str], what: str) -> bool:
    made = Store(settings.store_url).made(*name)
    return made is not None and made.recipe == what
