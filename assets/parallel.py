"""The batches of one step: the first of them in this process, what is left after that in a pool.

A pool takes seconds to start, so only work that takes longer gets one. A batch that ends or holds
up its worker is given up alone. Where the run before this one failed, none is made in this
process: what killed that run may be one of them.
"""

from __future__ import annotations

import json
import os
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assets.batches import Batch
from assets.layer_one import FirstLayer
from assets.settings import Settings
from assets.store import Made
from pipelines import engines
from pipelines.seeds import Lexicon, load

PATIENCE_SECONDS = 5.0
"""Of work and not of time: on a busy machine a pool would help no more than waiting."""
MOST_SECONDS = 3600.0
"""What a batch may take in a pool before it is given up."""


def make(
    settings: Settings, number: int, wanted: Iterable[Batch], lexicon: Lexicon, *, apart: bool
) -> Iterator[tuple[Batch, Made, bool]]:
    """The result of a step for each batch, and whether it had to be made.

    Raises OSError where the store does not answer.
    """
    layer = FirstLayer.open(settings)
    stale: deque[Batch] = deque()
    for batch in wanted:
        if made := layer.fresh(number, batch):
            yield batch, made, False
        else:
            stale.append(batch)
    until = time.process_time() + PATIENCE_SECONDS
    while stale and not apart and (time.process_time() < until or len(stale) == 1):
        batch = stale.popleft()
        yield batch, layer.make(number, batch, lexicon), True
    if stale:
        yield from _in_a_pool(settings, number, stale)


def _in_a_pool(
    settings: Settings, number: int, stale: Sequence[Batch]
) -> Iterator[tuple[Batch, Made, bool]]:
    layer = FirstLayer.open(settings)
    with TemporaryDirectory() as folder:
        jobs = {
            engines.Job(_told(batch), Path(folder) / str(place)): batch
            for place, batch in enumerate(stale)
        }
        for done in engines.run(
            partial(_make_here, settings=settings, number=number),
            list(jobs),
            "pool",
            workers=min(len(os.sched_getaffinity(0)), len(stale)),
            seconds=MOST_SECONDS,
        ):
            batch = jobs[done.job]
            if done.status == "failed":
                yield batch, layer.give_up(number, batch, done.detail), True
            else:
                yield batch, _result(done.job.target), True


def _told(batch: Batch) -> str:
    """A batch as a line that a worker understands."""
    return json.dumps(asdict(batch), default=str)


def _make_here(source: str, target: Path, settings: Settings, number: int) -> None:
    """In a worker: make one batch, and write down what became of it."""
    layer, lexicon = _opened(settings)
    told: dict[str, Any]
    try:
        told = {"made": asdict(layer.make(number, _understood(source), lexicon))}
    except OSError as error:
        told = {"store": str(error)}
    target.write_text(json.dumps(told), encoding="utf-8")


@cache
def _opened(settings: Settings) -> tuple[FirstLayer, Lexicon]:
    return FirstLayer.open(settings), load(settings.seeds_folder).lexicon


def _understood(source: str) -> Batch:
    about = json.loads(source)
    root = Path(about["root"]) if about["root"] else None
    paths = tuple(Path(p) if root else p for p in about["paths"])
    return Batch(about["key"], paths, root, about["digest"])


def _result(target: Path) -> Made:
    told = json.loads(target.read_text(encoding="utf-8"))
    if "store" in told:
        raise OSError(told["store"])
    return Made(**told["made"])
