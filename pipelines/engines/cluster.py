"""Ray: the same work as core tasks over names (optional; `pip install 'launch-timeline[ray]'`)."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from typing import Any

import ray

from pipelines.engines.attempt import Done, Job, Work
from pipelines.engines.pool import DEATHS

_AHEAD = 4


def run(
    work: Work,
    jobs: Sequence[Job],
    *,
    workers: int,
    seconds: float | None,
    address: str | None,
) -> Iterator[Done]:
    """Do the jobs on the cluster at `address`, or on one of our own with so many workers."""
    ours = not ray.is_initialized()
    if ours:
        _start(workers, address)
    try:
        yield from _tasks(work, jobs, seconds)
    finally:
        if ours:
            ray.shutdown()


def _start(workers: int, address: str | None) -> None:
    if address is not None:
        ray.init(address=address, log_to_driver=False)
        return
    ray.init(
        num_cpus=workers, include_dashboard=False, log_to_driver=False, _metrics_export_port=None
    )


def _tasks(work: Work, jobs: Sequence[Job], seconds: float | None) -> Iterator[Done]:
    attempt = ray.remote(num_cpus=1, max_retries=DEATHS - 1)(_attempt)
    waiting = list(reversed(jobs))
    under_way: dict[Any, Job] = {}
    most = _AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
    while waiting or under_way:
        while waiting and len(under_way) < most:
            job = waiting.pop()
            under_way[attempt.remote(work, job, seconds)] = job
        ended, _ = ray.wait(list(under_way), num_returns=1)
        for reference in ended:
            yield _ended(reference, under_way.pop(reference))


def _ended(reference: Any, job: Job) -> Done:
    try:
        done: Done = ray.get(reference)
    except ray.exceptions.RayError as error:
        last = str(error).strip().rpartition("\n")[2]
        return job.given_up(f"its worker died or ran out of time: {type(error).__name__}: {last}")
    return done


def _attempt(work: Work, job: Job, seconds: float | None) -> Done:
    """In the worker: end the whole process when the time is over, whatever it is busy with."""
    if seconds is None:
        return job.attempt(work)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return job.attempt(work)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
