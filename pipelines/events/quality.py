"""How well events agree with launches that are known: B-cubed, duplicates, false merges."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quality:
    """All in percent.

    `precision`, `recall` and `f1` are B-cubed over mentions (Bagga and Baldwin 1998), where a
    mention that was given to no event is a cluster by itself. `duplicates` is the share of events
    that stand beside a better one of the same launch, `false_merges` the share of events of which
    more than a tenth of the mentions is about another launch than the rest.
    """

    precision: float
    recall: float
    f1: float
    duplicates: float
    false_merges: float


def quality(truth: Mapping[str, Hashable], found: Mapping[str, str]) -> Quality:
    """Compare mention_id -> launch with mention_id -> event_id; the latter may lack mentions."""
    clusters = {m: (True, found[m]) if m in found else (False, m) for m in truth}
    together = Counter((launch, clusters[m]) for m, launch in truth.items())
    launch_sizes = Counter(truth.values())
    cluster_sizes = Counter(clusters.values())
    total = max(1, len(truth))
    precision = sum(n * n / cluster_sizes[c] for (_, c), n in together.items()) / total
    recall = sum(n * n / launch_sizes[t] for (t, _), n in together.items()) / total
    told_of: dict[str, Counter[Hashable]] = defaultdict(Counter)
    for (launch, (placed, event)), n in together.items():
        if placed:
            told_of[event][launch] += n
    events = max(1, len(told_of))
    best = {told.most_common(1)[0][0] for told in told_of.values()}
    mixed = sum(told.most_common(1)[0][1] < 0.9 * told.total() for told in told_of.values())
    return Quality(
        100 * precision,
        100 * recall,
        200 * precision * recall / ((precision + recall) or 1),
        100 * (len(told_of) - len(best)) / events,
        100 * mixed / events,
    )
