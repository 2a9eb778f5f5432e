"""Which process works on a run, so that a run whose process died is not waited for.

Dagster's own monitoring learns of a dead process only from the server that started it. Where that
died too (a power cut), the run would stay "started" until its maximum time is over.
"""

from __future__ import annotations

import os
import socket
from pathlib import Path

import dagster as dg

TAG = "launch-timeline/process"
UNFINISHED = (
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
    dg.DagsterRunStatus.CANCELING,
)


def sign(context: dg.AssetExecutionContext) -> None:
    """Write into the run which process it is in."""
    context.instance.add_run_tags(context.run_id, {TAG: this()})


def last_run_failed(instance: dg.DagsterInstance) -> bool:
    """Whether, of the runs that ended, the last did so badly."""
    ended = dg.RunsFilter(statuses=[dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE])
    return any(r.status == dg.DagsterRunStatus.FAILURE for r in instance.get_runs(ended, limit=1))


def bury(instance: dg.DagsterInstance) -> list[str]:
    """Report the unfinished runs of this machine whose process is gone as failed; their ids."""
    dead = [
        run
        for run in instance.get_runs(dg.RunsFilter(statuses=list(UNFINISHED)))
        if (process := run.tags.get(TAG)) and not _alive(process)
    ]
    for run in dead:
        instance.report_run_failed(run, "The process of this run is gone; it will be asked again.")
    return [run.run_id for run in dead]


def this() -> str:
    """This process, told apart from every other of this machine."""
    return f"{socket.gethostname()} {os.getpid()} {_born(os.getpid())}"


def _alive(process: str) -> bool:
    """Whether the process still runs, or runs where this machine cannot see it."""
    host, pid, born = process.rsplit(" ", 2)
    return host != socket.gethostname() or _born(int(pid)) == born


def _born(pid: int) -> str:
    """When the process started, in clock ticks since the machine did; tells reused numbers apart.

    Zombies count as gone. Where there is no /proc every process counts as alive.
    """
    if not Path("/proc/self/stat").exists():
        return "unknown"
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
    except OSError:
        return "gone"
    return "gone" if fields[0] == "Z" else fields[19]
