"""Tables -> text for a terminal: the timeline, and one event down to the words."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence

import pyarrow as pa
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines import tables
from pipelines.model import LaunchEvent

STATUS_STYLE = {"confirmed": "green", "claimed": "", "unconfirmed": "yellow", "disputed": "red"}


def print_timeline(built: Mapping[str, pa.Table], console: Console | None = None) -> None:
    """The events as a table that a person can read, oldest first, vague dates last; below it how
    many reports stand in no row, where the issues are given too."""
    events: Sequence[LaunchEvent] = tables.LAUNCH_EVENTS.values(built["launch_events"])
    console = console or Console(width=None if sys.stdout.isatty() else 140)
    grid = Table(title="Launch timeline", title_justify="left", pad_edge=False)
    for heading in ("local day", "who", "what", "how many", "from", "result", "status", "sources"):
        grid.add_column(heading, justify="right" if heading == "sources" else "left")
    grid.add_column("event", no_wrap=True)
    for event in events:
        grid.add_row(*timeline_row(event))
    console.print(grid)
    codes = Counter(built["issues"]["code"].to_pylist()) if "issues" in built else Counter()
    for code in (c for c in _OPEN if c in codes):
        console.print(f"{codes[code]} {_OPEN[code]}: `launch-timeline review`", style="dim")


_OPEN = {
    "undated_launch": "reports of a launch wait for its day",
    "ambiguous_event": "reports fit several launches",
}


def timeline_row(event: LaunchEvent) -> list[Text | str]:
    """One event in the columns of the printed timeline."""
    disputed = ", ".join(event.disputed_fields)
    status = Text(event.status, STATUS_STYLE[event.status])
    if disputed:
        status.append(f" ({disputed})", "red")
    return [
        event.edtf,
        event.launcher,
        payload_words(event),
        count_words(event.count_low, event.count_high),
        event.site_id or "",
        "" if event.outcome == "unknown" else event.outcome,
        status,
        str(event.sources),
        event.event_id,
    ]


def payload_words(event: LaunchEvent) -> str:
    """What flew, in words: "Hwasong-12 (irbm) + srbm"."""
    names = [
        f"{p.designation} ({p.missile_class})" if p.designation else p.missile_class
        for p in event.payloads
    ]
    return " + ".join(dict.fromkeys(names)) or ", ".join(event.missile_classes)


def count_words(low: int | None, high: int | None) -> str:
    """A count or range in words: "2", "2-3", "2+", "at most 3" or nothing."""
    if low is None:
        return "" if high is None else f"at most {high}"
    if high is None:
        return f"{low}+"
    return str(low) if low == high else f"{low}-{high}"
