"""How far long work has come: a bar on a terminal, now and then a line in a log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

LINE_SECONDS = 30.0
"""A log gets no line more often than this."""

Report = Callable[[int, int], None]
"""Takes the bytes that are done and the bytes there are."""


@contextmanager
def shown(what: str, clock: Callable[[], float], console: Console) -> Iterator[Report]:
    """A way to report on the work `what`, with rate and remaining time, until it is over.

    `clock` counts seconds. Work that ends within LINE_SECONDS leaves a log without a line.
    """
    if not console.is_terminal:
        yield _lines(what, clock, console)
        return
    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(
        TextColumn(what), *columns, console=console, transient=True, get_time=clock
    ) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _lines(what: str, clock: Callable[[], float], console: Console) -> Report:
    started = told = clock()

    def report(done: int, total: int) -> None:
        nonlocal told
        now = clock()
        if now - told < LINE_SECONDS or not done:
            return
        told = now
        rate = done / (now - started)
        console.print(
            f"{what}: {done / 1e6:,.1f} of {total / 1e6:,.1f} MB, {rate / 1e6:,.2f} MB/s, "
            f"{(total - done) / rate:,.0f} s to go",
            soft_wrap=True,
            highlight=False,
        )

    return report
