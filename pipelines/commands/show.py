"""`launch-timeline show`: the timeline, as it is or as it was known on a day."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click
import pyarrow as pa

from pipelines import tables
from pipelines.events.history import as_known_on
from pipelines.publishing import parquet
from pipelines.publishing.names import Names
from pipelines.publishing.show import print_timeline

ISO_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.option("--output", default="output", type=click.Path(path_type=Path), show_default=True)
@click.option("--seeds", default="seeds", type=click.Path(path_type=Path), show_default=True)
@click.option("--as-of", type=ISO_DAY, help="Show the timeline as it was known on that day.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def command(output: Path, seeds: Path, as_of: datetime | None, as_json: bool) -> None:
    """Print the timeline of an output folder."""
    if parquet.read_manifest(output) is None:
        raise click.ClickException(f"nothing was built in {output} yet: launch-timeline build")
    try:
        events = _events(output, as_of)
        issues = {} if as_of else {"issues": parquet.load(output, tables.ISSUES)}
    except parquet.PublishError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        for row in events.to_pylist():
            click.echo(json.dumps(row, default=str, ensure_ascii=False))
    else:
        print_timeline({"launch_events": events, **issues}, Names.at(seeds))


def _events(output: Path, as_of: datetime | None) -> pa.Table:
    if as_of is None:
        return parquet.load(output, tables.LAUNCH_EVENTS)
    history = tables.EVENT_HISTORY.values(parquet.load(output, tables.EVENT_HISTORY))
    return tables.LAUNCH_EVENTS.build(as_known_on(history, as_of.date()))
