"""Every setting of the Dagster face, and the environment variable that changes it.

This is the only place of the project that reads the environment. docs/operations.md shows the
same list with examples; a test holds the two together.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any


def _setting(variable: str, default: str, description: str) -> Any:
    about = {"variable": variable, "default": default, "description": description}
    return field(default=default, metadata=about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where things are. Folders may be relative to the working directory."""

    home: str = _setting(
        "DAGSTER_HOME", ".dagster", "Folder of Dagster's own database, logs and configuration."
    )
    seeds: str = _setting(
        "LAUNCH_TIMELINE_SEEDS", "seeds", "Folder of lexicon, rulings, catalogue and feeds."
    )
    inbox: str = _setting(
        "LAUNCH_TIMELINE_INBOX",
        "seeds/articles; inbox",
        "Folders or addresses (s3://bucket/inbox) in which batches appear, separated by `;`.",
    )
    output: str = _setting(
        "LAUNCH_TIMELINE_OUTPUT",
        "output",
        "Folder or address (s3://, gs://, abfs://) of the published tables.",
    )
    store: str = _setting(
        "LAUNCH_TIMELINE_STORE",
        "",
        "Folder or address of what each batch says by itself; empty: batches/ in DAGSTER_HOME.",
    )
    postgres: str = _setting(
        "LAUNCH_TIMELINE_POSTGRES",
        "",
        "postgresql://user:password@host:port/database for Dagster's records; empty: SQLite.",
    )
    contact: str = _setting(
        "LAUNCH_TIMELINE_CONTACT",
        "",
        "Mail or web address at which outlets can reach you; empty: nothing is fetched.",
    )
    daily: str = _setting(
        "LAUNCH_TIMELINE_DAILY", "0 6 * * *", "Cron times (UTC) of the daily collection and build."
    )
    port: str = _setting("LAUNCH_TIMELINE_PORT", "3000", "Port of the user interface.")

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings that the environment asks for; an empty variable counts as absent."""
        given = os.environ if environment is None else environment
        named = {f.name: given.get(f.metadata["variable"]) for f in fields(cls)}
        return cls(**{name: value for name, value in named.items() if value})

    @property
    def inboxes(self) -> tuple[str, ...]:
        """The places in which batches appear."""
        return tuple(part.strip() for part in self.inbox.split(";") if part.strip())

    @property
    def home_folder(self) -> Path:
        """DAGSTER_HOME as an absolute path."""
        return Path(self.home).expanduser().absolute()

    @property
    def seeds_folder(self) -> Path:
        """The folder of seeds."""
        return Path(self.seeds)

    @property
    def store_url(self) -> str:
        """Where the first layer lies."""
        return self.store or str(self.home_folder / "batches")

    @property
    def postgres_url(self) -> str:
        """The address of the database with the driver that dagster-postgres brings."""
        return self.postgres.replace("postgresql://", "postgresql+psycopg2://", 1)

    def environment(self) -> dict[str, str]:
        """The variables that make a child process read these settings."""
        named = {f.metadata["variable"]: str(getattr(self, f.name)) for f in fields(self)}
        exact = {"DAGSTER_HOME": str(self.home_folder)}
        return {**named, **exact, "LAUNCH_TIMELINE_POSTGRES": self.postgres_url}
