"""`launch-timeline build`: texts in, tables out."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path

import click
from rich.console import Console

from pipelines import parts, run, tables
from pipelines.publishing import progress, publish
from pipelines.publishing.names import Names
from pipelines.publishing.parquet import PublishError
from pipelines.publishing.show import print_timeline
from pipelines.seeds import SeedError, load

ISO_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--output", default="output", type=click.Path(path_type=Path), show_default=True)
@click.option("--seeds", default="seeds", type=click.Path(path_type=Path), show_default=True)
@click.option(
    "--as-of", type=ISO_DAY, help="The day the build speaks for; today (UTC) if left out."
)
@click.option("--no-catalogue", is_flag=True, help="Do not date articles by known launches.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    help="Processes that read; one for each core, as far as there is work, if left out.",
)
@click.option(
    "--ray",
    metavar="ADDRESS",
    help="Read on a Ray cluster: ray://HOST:PORT, auto, or local for one of our own.",
)
@click.option("--quiet", is_flag=True, help="Do not print the timeline.")
def command(
    paths: tuple[str, ...],
    output: Path,
    seeds: Path,
    as_of: datetime | None,
    no_catalogue: bool,
    workers: int | None,
    ray: str | None,
    quiet: bool,
) -> None:
    """Read files and folders; write the tables, the timeline page and charts into a folder.

    PATHS are files, folders or addresses of .txt, .html, .jsonl, .parquet, .xml (RSS, Atom) and
    .warc(.gz); seeds/articles if none is given. A build that was stopped goes on where it was.
    However many processes read, the tables are the same, byte for byte.
    """
    missing = [p for p in paths if "://" not in p and not Path(p).exists()]
    if missing:
        raise click.UsageError(f"no such file or folder: {', '.join(missing)}")
    day: date = as_of.date() if as_of else datetime.now(UTC).date()
    if ray and not find_spec("ray"):
        raise click.UsageError("Ray is not installed: pip install 'launch-timeline[ray]'")
    where = parts.Where(workers or len(os.sched_getaffinity(0)), ray)
    try:
        with progress.shown("reading", time.monotonic, Console(stderr=True)) as report:
            job = run.Job(
                paths=paths or (seeds / "articles",),
                output=output,
                seeds=seeds,
                as_of=day,
                use_catalogue=not no_catalogue,
                where=where,
                progress=report,
            )
            built = run.build(job)
        lexicon = load(seeds).lexicon
        publish(built, output, lexicon, day.isoformat())
    except SeedError as error:
        raise click.UsageError(str(error)) from error
    except (PublishError, OSError) as error:
        raise click.ClickException(str(error)) from error
    if not quiet:
        print_timeline(built, Names.of(lexicon))
    _close(built, output)


def _close(built: dict[str, object], output: Path) -> None:
    rows = {name: table.num_rows for name, table in built.items()}  # type: ignore[attr-defined]
    unread = [i for i in tables.ISSUES.values(built["issues"]) if i.stage == "reading"]
    click.echo(
        f"{rows['articles']} articles, {rows['launch_mentions']} mentions, "
        f"{rows['launch_events']} events, {rows['issues']} issues -> {output}",
        err=True,
    )
    click.echo(f"to look at it: {output / 'timeline.html'}", err=True)
    for issue in unread[:10]:
        click.echo(f"  {issue.code}: {issue.place}: {issue.detail}", err=True)
    if len(unread) > 10:
        click.echo(f"  and {len(unread) - 10} more in {output / 'issues.parquet'}", err=True)
    if unread:
        raise SystemExit(3 if rows["articles"] else 1)
