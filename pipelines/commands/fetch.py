"""`launch-timeline fetch`: the outlets' feeds and the pages they link, for `build` to read."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from pipelines.model import Issue
from pipelines.reading.web import journal
from pipelines.reading.web import outlets as feeds_file
from pipelines.reading.web.client import Client
from pipelines.reading.web.harvest import Clock, Fetched, Harvest
from pipelines.reading.web.outlets import Outlet
from pipelines.seeds import SeedError


@click.command()
@click.argument("outlets", nargs=-1)
@click.option(
    "--contact",
    required=True,
    help="A mail or web address that outlets can reach you at; sent with every request.",
)
@click.option("--seeds", default="seeds", type=click.Path(path_type=Path), show_default=True)
@click.option("--into", default="fetched", type=click.Path(path_type=Path), show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line to standard output.")
def command(outlets: tuple[str, ...], contact: str, seeds: Path, into: Path, as_json: bool) -> None:
    """Fetch new articles of OUTLETS (names in seeds/feeds.toml; all if none is given).

    Asks robots.txt first, keeps a pause between requests, fetches no page twice and goes on where
    it was stopped. Exit codes: 0 done; 1 nothing could be fetched; 2 the call or feeds.toml is
    wrong; 3 done, but some addresses were refused.
    """
    try:
        wanted = _wanted(feeds_file.load(seeds / "feeds.toml"), outlets)
    except SeedError as error:
        raise click.UsageError(str(error)) from error
    clock = Clock(now=lambda: datetime.now(UTC), monotonic=time.monotonic, sleep=time.sleep)
    client = Client(f"launch-timeline/0.1 (+{contact})", time.monotonic)
    try:
        with journal.opened(into) as held:
            fetched, refused = _run(Harvest(wanted, held, client, clock), as_json)
    except journal.BusyError as error:
        raise click.ClickException(str(error)) from error
    finally:
        client.close()
    click.echo(f"{fetched} pages fetched, {refused} addresses refused -> {into}", err=True)
    if refused:
        raise SystemExit(3 if fetched else 1)


def _run(harvest: Iterable[Fetched | Issue], as_json: bool) -> tuple[int, int]:
    fetched = refused = 0
    for item in harvest:
        if isinstance(item, Issue):
            refused += 1
            click.echo(f"  {item.code}: {item.place}: {item.detail}", err=True)
            continue
        fetched += 1
        if as_json:
            click.echo(json.dumps(asdict(item), ensure_ascii=False))
        else:
            click.echo(f"{item.outlet}: {item.url} ({item.left} to go)", err=True)
    return fetched, refused


def _wanted(known: Sequence[Outlet], names: Sequence[str]) -> list[Outlet]:
    by_name = {outlet.name: outlet for outlet in known}
    if unknown := [name for name in names if name not in by_name]:
        raise click.UsageError(f"not in feeds.toml: {', '.join(unknown)}")
    return [by_name[name] for name in names or by_name]
