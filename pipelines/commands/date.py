"""`launch-timeline date`: when was this written, and what says so."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from pipelines import reading, stages
from pipelines.model import Issue, Publication
from pipelines.seeds import SeedError, load


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--seeds", "seeds_folder", default="seeds", type=click.Path(path_type=Path))
@click.option("--no-catalogue", is_flag=True, help="Match only against the other articles.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def command(files: tuple[Path, ...], seeds_folder: Path, no_catalogue: bool, as_json: bool) -> None:
    """Show the day each article was written on, how sure that is, and every clue to it."""
    try:
        known = load(seeds_folder)
    except SeedError as error:
        raise click.UsageError(str(error)) from error
    accounts = []
    for item in reading.read(files):
        if isinstance(item, Issue):
            click.echo(f"{item.place or ''}: {item.detail}", err=True)
        else:
            accounts.append(stages.understand(item, known.lexicon))
    if not accounts:
        raise click.ClickException("nothing could be read")
    for account in stages.settle(accounts, known, use_catalogue=not no_catalogue):
        if as_json:
            click.echo(_record(account.article.source, account.publication))
        else:
            click.echo("\n".join(lines(account.article.source, account.publication)))


def lines(source: str, publication: Publication) -> list[str]:
    """One publication date with its reasons, for people."""
    sure = f"{publication.confidence:.0%} sure"
    if publication.day is not None:
        head = f"{source}: {publication.day} ({publication.basis}, {sure})"
    elif publication.earliest is not None:
        head = f"{source}: open, {publication.earliest} to {publication.latest}"
    else:
        head = f"{source}: open"
    told = [head, *(f"  {reason}" for reason in publication.reasons)]
    if publication.day is None and publication.candidates:
        listed = ", ".join(str(day) for day in publication.candidates)
        told.append(f"  likeliest first: {listed}")
    return told


def _record(source: str, publication: Publication) -> str:
    record = {"source": source, **asdict(publication)}
    return json.dumps(record, default=str, ensure_ascii=False)
