"""Tables -> text for a terminal: the timeline."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.publishing.names import CLASSES, SHORT_CLASSES, Names
from pipelines.publishing.words import FIELDS, capital, date_words, flown_words, number_of

NARROW = 100
"""Columns of a terminal under which launchers are told by their codes."""
STATUS_STYLE = {"confirmed": "green", "claimed": "", "unconfirmed": "yellow", "disputed": "red"}


def print_timeline(
    built: Mapping[str, pa.Table], names: Names | None = None, console: Console | None = None
) -> None:
    """The events as a table that a person can read, oldest first, vague dates last; below it how
    many reports stand in no row, where the issues are given too."""
    events = built["launch_events"].to_pylist()
    console = console or Console(width=None if sys.stdout.isatty() else 140)
    grid = Table(title=number_of(len(events), "launch"), title_justify="left",
                 caption=_abbreviations(events) or None, caption_justify="left",
                 box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)  # fmt: skip
    grid.add_column("local day", min_width=len("28 Sep 2022"))
    for heading in ("by", "what flew", "from", "status"):
        grid.add_column(heading)
    grid.add_column("sources", justify="right")
    grid.add_column("event", no_wrap=True)
    for event in events:
        grid.add_row(*timeline_row(event, names or Names(), narrow=console.width < NARROW))
    console.print(grid)
    codes = Counter(built["issues"]["code"].to_pylist()) if "issues" in built else Counter()
    for code in (c for c in _OPEN if c in codes):
        console.print(f"{codes[code]} {_OPEN[code]}: `launch-timeline review`", style="dim")


_OPEN = {
    "undated_launch": "reports of a launch wait for its day",
    "ambiguous_event": "reports fit several launches",
}


def timeline_row(event: Mapping[str, Any], names: Names, *, narrow: bool) -> list[Text | str]:
    """One event in the columns of the printed timeline."""
    flown = Text(capital(flown_words(event, short=True)))
    if event["outcome"] not in ("unknown", "success"):
        flown.append(f", {event['outcome']}", "red")
    if disputed := dict.fromkeys(FIELDS.get(f, f) for f in event["disputed_fields"]):
        flown.append(f"; disputed: {', '.join(disputed)}", "red")
    launcher = event["launcher"]
    return [
        capital(date_words(event, short=True)),
        launcher if narrow else names.states.get(launcher, launcher),
        flown,
        names.sites.get(event["site_id"], event["site_id"]) or "",
        Text(event["status"], STATUS_STYLE[event["status"]]),
        str(event["sources"]),
        event["event_id"],
    ]


def _abbreviations(events: Iterable[Mapping[str, Any]]) -> str:
    """The meaning of each abbreviation that stands in the table."""
    used = {c for event in events for c in event["missile_classes"]}
    return "; ".join(
        f"{SHORT_CLASSES[code]}: {name}"
        for code, name in CLASSES.items()
        if code in used and SHORT_CLASSES[code] != name
    )
