"""Where work runs: in this process, in a local pool of processes, or on a Ray cluster.

The work is a function of a source and a path: it reads the one and writes the other. Only names
travel between processes. Each result is written under a temporary name and renamed when it is
whole, so what exists is finished, and a run that was stopped goes on file by file. A file that
raises, crashes its worker or takes too long fails alone and is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pipelines.engines.attempt import Done, Job, Work

Name = Literal["here", "pool", "ray"]

__all__ = ["Done", "Job", "Name", "Work", "run"]


def run(  # noqa: PLR0913
    work: Work,
    jobs: Sequence[Job],
    engine: Name = "here",
    *,
    workers: int = 1,
    seconds: float | None = None,
    address: str | None = None,
) -> Iterator[Done]:
    """Do each job once, and say how it ended, in the order in which they end.

    `work` must be importable by name. `seconds` is the most that one file may take (not "here").
    `address` is that of a Ray cluster (`ray://host:10001` or "auto"); without it Ray runs locally
    with so many `workers`. On a cluster, sources and targets must be paths that every node sees.
    """
    if len({job.target for job in jobs}) < len(jobs):
        raise ValueError("two jobs would write the same file")
    if engine == "ray":
        from pipelines.engines import cluster

        yield from cluster.run(work, jobs, workers=workers, seconds=seconds, address=address)
    elif engine == "pool":
        from pipelines.engines import pool

        yield from pool.run(work, jobs, workers=workers, seconds=seconds)
    else:
        for job in jobs:
            yield job.attempt(work)
