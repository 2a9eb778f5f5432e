"""`launch-timeline explain`: from an event down to the words."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from pipelines import tables
from pipelines.publishing import parquet
from pipelines.publishing.explain import explanation, lines, successor
from pipelines.publishing.names import Names


@click.command()
@click.argument("event_id")
@click.option("--output", default="output", type=click.Path(path_type=Path), show_default=True)
@click.option("--seeds", default="seeds", type=click.Path(path_type=Path), show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def command(event_id: str, output: Path, seeds: Path, as_json: bool) -> None:
    """Show what an event rests on: articles, quotes, and how each date was derived."""
    try:
        built = {t.name: parquet.load(output, t) for t in tables.TABLES}
    except parquet.PublishError as error:
        raise click.ClickException(str(error)) from error
    found = explanation(built, event_id)
    if found is None and (now := successor(built, event_id)):
        click.echo(f"{event_id} was merged into {now}", err=True)
        found = explanation(built, now)
    if found is None:
        raise click.ClickException(f"{output} holds no event {event_id}")
    if as_json:
        click.echo(json.dumps(asdict(found), default=str, ensure_ascii=False))
    else:
        click.echo("\n".join(lines(found, Names.at(seeds))))
