"""`launch-timeline evaluate`: launches as read against launches as labelled."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipelines.evaluation import TITLES, Case, Score, gold_cases, hand_cases, score, summary
from pipelines.seeds import load


@click.command()
@click.option("--gold", type=click.Path(path_type=Path), default="tests/gold", show_default=True)
@click.option(
    "--hand", type=click.Path(path_type=Path), default="../shared/data", show_default=True
)
@click.option("--seeds", type=click.Path(path_type=Path), default="seeds", show_default=True)
@click.option("--half", type=click.Choice(["all", "even", "odd"]), default="all",
              help="Of the briefs: rules are developed on the even ones.")  # fmt: skip
@click.option("--rows", is_flag=True, help="List every wrong row.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def command(gold: Path, hand: Path, seeds: Path, half: str, rows: bool, as_json: bool) -> None:
    """Score launch extraction on labelled texts, beside the copied publication day."""
    lexicon = load(seeds).lexicon
    sets: dict[str, list[Case]] = {}
    if (gold / "labels.jsonl").exists():
        sets["briefs"] = [c for c in gold_cases(gold) if _in_half(c.name, half)]
    if (hand / "dev_labels.csv").exists():
        sets["White House texts"] = hand_cases(hand / "dev_labels.csv", hand / "dev_articles.jsonl")
    if not sets:
        raise click.ClickException(f"no labels in {gold} or {hand}")
    results = {name: score(cases, lexicon) for name, cases in sets.items()}
    if as_json:
        click.echo(json.dumps({name: summary(r) for name, r in results.items()}))
        return
    for name, result in results.items():
        _print(name, len(sets[name]), result, rows)


def _in_half(name: str, half: str) -> bool:
    return half == "all" or (int(name[:3]) % 2 == 0) == (half == "even")


def _print(name: str, size: int, result: Score, rows: bool) -> None:
    click.echo(f"{name}: {size} texts")
    for what, title in TITLES:
        if (rate := result.rate(what)) is not None:
            share = f"{result.tally[f'{what} right']}/{result.tally[f'{what} all']}"
            click.echo(f"  {title:56} {rate:6.1f} %  ({share})")
    rates = summary(result)
    for what, title in (("baseline P", "precision"), ("baseline R", "recall")):
        if (value := rates[what]) is not None:
            click.echo(f"  {'baseline, publication day copied: ' + title:56} {value:6.1f} %")
    for row in result.wrong if rows else ():
        click.echo(f"  ! {row}")
