"""`launch-timeline review`: what a person should decide next."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipelines import tables
from pipelines.events.review import questions, write
from pipelines.publishing import parquet
from pipelines.seeds import Ruling, SeedError, rows


@click.command()
@click.option("--output", default="output", type=click.Path(path_type=Path), show_default=True)
@click.option("--seeds", default="seeds", type=click.Path(path_type=Path), show_default=True)
@click.option("--to", type=click.Path(path_type=Path), help="A CSV file instead of the terminal.")
@click.option("--limit", type=click.IntRange(min=1), help="Only the most valuable so many.")
def command(output: Path, seeds: Path, to: Path | None, limit: int | None) -> None:
    """Write open questions as a CSV in the columns of seeds/rulings.csv, most valuable first.

    Rows that you agree with, with your name and the day filled in, go into seeds/rulings.csv; the
    next build follows them.
    """
    if parquet.read_manifest(output) is None:
        raise click.ClickException(f"nothing was built in {output} yet: launch-timeline build")
    try:
        rulings = rows(seeds / "rulings.csv", Ruling)
        asked = questions(
            tables.LAUNCH_EVENTS.values(parquet.load(output, tables.LAUNCH_EVENTS)),
            tables.EVENT_EVIDENCE.values(parquet.load(output, tables.EVENT_EVIDENCE)),
            {
                m.mention_id: m
                for m in tables.LAUNCH_MENTIONS.values(parquet.load(output, tables.LAUNCH_MENTIONS))
            },
            tables.ISSUES.values(parquet.load(output, tables.ISSUES)),
            rulings,
        )[:limit]
    except SeedError as error:
        raise click.UsageError(str(error)) from error
    except parquet.PublishError as error:
        raise click.ClickException(str(error)) from error
    if to is None:
        write(asked, sys.stdout)
        return
    with to.open("w", encoding="utf-8", newline="") as file:
        write(asked, file)
    click.echo(f"{len(asked)} questions -> {to}", err=True)
