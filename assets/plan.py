"""What there is to do: which batches are new, gone or stale."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from assets.batches import Batch
from assets.layer_one import FirstLayer


@dataclass(frozen=True, slots=True)
class Span:
    """Batches that are neighbours in the order of the partitions and want the same first step."""

    first: str
    last: str
    step: int
    recipes: str
    """What was asked for: the same span of the same contents has the same text here."""


@dataclass(frozen=True, slots=True)
class Plan:
    """New partitions, partitions whose batch is gone, and the spans to be made."""

    added: tuple[str, ...]
    gone: tuple[str, ...]
    spans: tuple[Span, ...]
    warning: str | None = None


def make(
    batches: Sequence[Batch],
    known: Sequence[str],
    layer: FirstLayer,
    *,
    busy: Collection[str] = (),
    again: bool = False,
) -> Plan:
    """Compare what lies in the inboxes with the `known` partitions and their results.

    Batches that are `busy` in a run are left to it. When every inbox is empty although batches are
    known, a disk is more likely to be missing than all news to be withdrawn: nothing is dropped.
    """
    present = {b.key: b for b in batches}
    added = tuple(key for key in present if key not in set(known))
    if known and not present:
        warning = f"every inbox is empty or out of reach; {len(known)} known batches are kept"
        return Plan((), (), (), warning)
    gone = tuple(key for key in known if key not in present)
    order = [present[key] for key in (*known, *added) if key in present]
    wanted = {b.key: layer.first_stale(b, again=again) for b in order if b.key not in busy}
    return Plan(added, gone, tuple(_spans(order, wanted)))


def _spans(order: Sequence[Batch], wanted: Mapping[str, int | None]) -> Iterator[Span]:
    for step, group in groupby(order, key=lambda b: wanted.get(b.key)):
        run = list(group)
        if step is not None:
            yield Span(run[0].key, run[-1].key, step, repr([(b.key, b.digest) for b in run]))
