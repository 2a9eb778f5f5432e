"""`launch-timeline compare`: the timeline against any list of launches."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table

from pipelines import tables
from pipelines.events.catalogues import ListError, read
from pipelines.events.reference import COMPARISON, Comparison, compare
from pipelines.publishing import parquet
from pipelines.publishing.words import count_words


@click.command()
@click.argument("catalogue", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--output", default="output", type=click.Path(path_type=Path), show_default=True)
@click.option(
    "--launcher", default="KP", show_default=True, help="Whose launches a list without names has."
)
@click.option("--missing", is_flag=True, help="Also print what the timeline lacks.")
@click.option("--to", type=click.Path(path_type=Path), help="[default: OUTPUT/comparison.parquet]")
def command(catalogue: Path, output: Path, launcher: str, missing: bool, to: Path | None) -> None:
    """Pair the events in the output folder with the launches of CATALOGUE, one to one.

    CATALOGUE is a CSV in the columns of seeds/catalogue.csv, or with date and missile_type. All
    rows go to a Parquet file; those that differ are printed.
    """
    if parquet.read_manifest(output) is None:
        raise click.ClickException(f"nothing was built in {output} yet: launch-timeline build")
    try:
        salvos = read(catalogue, launcher)
        events = tables.LAUNCH_EVENTS.values(parquet.load(output, tables.LAUNCH_EVENTS))
    except (ListError, parquet.PublishError) as error:
        raise click.ClickException(str(error)) from error
    rows = compare(events, salvos)
    target = to or output / "comparison.parquet"
    staged = target.with_suffix(".staged")
    pq.write_table(COMPARISON.build(rows), staged, compression="zstd")
    staged.replace(target)
    for line in summary(rows):
        click.echo(line)
    shown = [r for r in rows if _differs(r) and (missing or r.outcome != "missing")]
    if shown:
        Console(width=None if sys.stdout.isatty() else 140).print(_grid(shown))
    click.echo(f"{len(rows)} rows -> {target}", err=True)


def summary(rows: Sequence[Comparison]) -> Iterator[str]:
    """Counts of what was found, with shares."""
    outcomes = Counter(r.outcome for r in rows)
    found = [r for r in rows if r.outcome == "found"]
    known = outcomes["found"] + outcomes["missing"]
    told = outcomes["found"] + outcomes["extra"]
    yield f"found      {_share(outcomes['found'], known)} of the salvos listed"
    yield f"missing    {_share(outcomes['missing'], known)}"
    yield f"extra      {_share(outcomes['extra'], told)} of the events in the days of the list"
    yield f"outside    {outcomes['outside']} events that the list does not speak of"
    yield f"day off    {_share(sum(bool(r.days_off) for r in found), len(found))} of those found"
    different = sum(r.class_relation == "different" for r in found)
    yield f"class      {_share(different, len(found))} differ"
    unequal = sum(r.count_agrees is False for r in found)
    yield f"count      {_share(unequal, sum(r.count_agrees is not None for r in found))} differ"


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.1f} %)" if whole else f"{part}"


def _differs(row: Comparison) -> bool:
    different = row.class_relation == "different" or row.count_agrees is False
    return row.outcome != "found" or bool(row.days_off) or different


def _grid(rows: Sequence[Comparison]) -> Table:
    grid = Table(title="Differences", title_justify="left", pad_edge=False)
    for heading in ("", "list", "timeline", "classes listed", "classes", "listed", "count"):
        grid.add_column(heading)
    grid.add_column("event", no_wrap=True)
    for row in rows:
        grid.add_row(
            row.outcome,
            row.reference_date or "",
            row.event_date or "",
            ", ".join(row.reference_classes),
            ", ".join(row.event_classes),
            "" if row.reference_count is None else str(row.reference_count),
            count_words(row.event_count_low, row.event_count_high),
            row.event_id or "",
        )
    return grid
