"""`launch-timeline dates`: a text with its date expressions, what they mean and why."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import BinaryIO

import click
from rich.console import Console
from rich.text import Text

from pipelines.dates import tag
from pipelines.model import DateExpression

ISO_DAY = click.DateTime(formats=["%Y-%m-%d"])
STYLES = {"resolved": "bold green", "ambiguous": "bold yellow", "unresolved": "bold red"}


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--published", type=ISO_DAY, help="The local day on which the text appeared.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def command(file: BinaryIO, published: datetime | None, as_json: bool) -> None:
    """Print a text (FILE, or - for standard input) with its date expressions.

    Without --published, what counts from that day stays open.
    """
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file.name}: not UTF-8 text: {error}") from error
    rows = tag(text, published.date() if published else None)
    if as_json:
        for row in rows:
            click.echo(json.dumps(asdict(row), default=str, ensure_ascii=False))
    else:
        _print(text, rows)


def _print(text: str, rows: list[DateExpression]) -> None:
    console = Console(soft_wrap=True)
    marked = Text(text)
    for row in rows:
        marked.stylize(STYLES[row.status], row.start, row.end)
    console.print(marked)
    for row in rows:
        console.print(_line(row))


def _line(row: DateExpression) -> Text:
    """One expression: its words and value, and below them the days and the reason."""
    indent = "  " if row.parent_id else ""
    return Text.assemble(
        (f"\n{row.start}-{row.end}\t", "dim"),
        indent,
        (" ".join(row.text.split()), STYLES[row.status]),
        f"  {row.timex_type} {row.timex_value}  {row.status}\n\t{indent}",
        (f"{_days(row)}{_why(row)}; rule {row.rule}", "dim"),
    )


def _days(row: DateExpression) -> str:
    whole = f", of {row.range_edtf}" if row.range_edtf else ""
    if row.earliest is None:
        return ""
    last = f" to {row.latest}" if row.earliest != row.latest else ""
    return f"{row.earliest}{last}{whole}: "


def _why(row: DateExpression) -> str:
    zone = f" ({row.time_zone})" if row.time_zone else ""
    instant = f" = {row.time_utc:%Y-%m-%d %H:%M} UTC" if row.time_utc else ""
    readings = f" [{' or '.join(row.candidates)}]" if row.candidates else ""
    return f"{row.derivation}{zone}{instant}{readings}"
