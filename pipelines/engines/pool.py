"""A local pool of processes (pebble): a worker that dies or hangs takes only its own file along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from typing import Any

from pebble import ProcessExpired, ProcessPool

from pipelines.engines.attempt import Done, Job, Work

DEATHS = 2
"""A file that killed its worker so many times is poison; one death may have been an accident."""
_AHEAD = 4
_JOBS_A_WORKER = 200


def run(work: Work, jobs: Sequence[Job], *, workers: int, seconds: float | None) -> Iterator[Done]:
    """Do the jobs with so many processes, each replaced now and then to keep memory flat."""
    waiting = list(reversed(jobs))
    deaths: dict[Job, int] = {}
    under_way: dict[Future[Done], Job] = {}
    pool: Any = ProcessPool(workers, _JOBS_A_WORKER, context=_context(work))
    try:
        while waiting or under_way:
            while waiting and len(under_way) < workers * _AHEAD:
                job = waiting.pop()
                under_way[pool.schedule(job.attempt, args=[work], timeout=seconds)] = job
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                job = under_way.pop(future)
                done = _ended(future, job, seconds)
                if done is not None:
                    yield done
                    continue
                deaths[job] = deaths.get(job, 0) + 1
                if deaths[job] < DEATHS:
                    waiting.append(job)
                else:
                    yield job.given_up(f"its worker died {DEATHS} times")
    finally:
        pool.stop()
        pool.join()


def _ended(future: Future[Done], job: Job, seconds: float | None) -> Done | None:
    """How the job ended, or None where its worker died."""
    try:
        return future.result()
    except TimeoutError:
        return job.given_up(f"not finished after {seconds} s")
    except ProcessExpired:
        return None


def _context(work: Work) -> ForkServerContext:
    """Processes that are forked off one which has loaded the work's module, so that a worker
    costs nothing to replace; and not off this one, whose threads a fork would tear apart."""
    context = get_context("forkserver")
    context.set_forkserver_preload([getattr(work, "func", work).__module__])
    return context
