"""What several sources together say of one value: the best supported value, and who disagrees.

Every vote is one independent voice; a voice that repeats itself counts once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import TypeVar

from pipelines.events.classes import Relation, most_precise, relation
from pipelines.events.reports import Report
from pipelines.events.salvo import Count, counts_fit, narrower
from pipelines.model import MissileClass

Value = TypeVar("Value", bound=Hashable)


def by_voice(votes: Iterable[tuple[Value, str]]) -> dict[Value, int]:
    """Value -> number of independent voices that give it, in the order of first appearance."""
    seen: dict[Value, set[str]] = {}
    for value, voice in votes:
        seen.setdefault(value, set()).add(voice)
    return {value: len(voices) for value, voices in seen.items()}


def favourite(support: Mapping[Value, int]) -> Value | None:
    """The value that most voices give; of equals the one known first."""
    return max(support, key=support.__getitem__, default=None)


def count(votes: Iterable[tuple[Count, str]]) -> tuple[Count | None, bool]:
    """How many, as a range, and whether some voice cannot agree with it.

    Counts that fit each other are narrowed to what they all allow ("several" and 3 are 3). Where
    voices disagree, the count that most of them allow stands; of equals, the whole range.
    """
    support = by_voice(votes)
    if not support:
        return None, False
    allowing = {c: sum(n for o, n in support.items() if counts_fit(c, o)) for c in support}
    most = max(allowing.values())
    best = [c for c in support if allowing[c] == most]
    disputed = most < sum(support.values())
    joint = best[0]
    for other in best[1:]:
        if not counts_fit(joint, other):
            highs = [h for _, h in best if h is not None]
            return (min(low for low, _ in best), max(highs, default=None)), True
        joint = narrower(joint, other)
    return joint, disputed


def classes(reports: Sequence[Report]) -> tuple[tuple[MissileClass, ...], bool]:
    """The classes that flew, best supported first, and whether sources disagree on them.

    Classes that one report gives together flew together. Of classes that no report gives together
    one flew: that of most voices. A class that is only less precise, or another name for the same
    flight, is no disagreement.
    """
    support = by_voice((c, r.voice) for r in reports for c in r.facts.classes)
    exact = most_precise(support)
    loose = [c for c in support if c not in exact]
    together = {
        frozenset(pair) for r in reports for pair in combinations(sorted(r.facts.classes), 2)
    }
    chosen: list[MissileClass] = []
    disputed = False
    for candidate in (*sorted(exact, key=lambda c: -support[c]), *sorted(loose)):
        if all(frozenset((candidate, c)) in together for c in chosen):
            chosen.append(candidate)
        elif all(relation(candidate, c) <= Relation.NEIGHBOUR for c in chosen):
            disputed = True
    return tuple(chosen), disputed


@cache
def stands(said: MissileClass, chosen: tuple[MissileClass, ...]) -> bool:
    """Whether a class that a mention gives agrees with the classes of its event."""
    return any(relation(said, c) > Relation.NEIGHBOUR for c in chosen)


def measure(votes: Iterable[tuple[float, str]]) -> tuple[float | None, bool]:
    """A measured value that some voice gives (the lower median), and whether voices differ.

    Voices differ where the values spread over more than a fifth of the greatest.
    """
    voiced = sorted({(voice, value) for value, voice in votes})
    values = sorted(value for _, value in voiced)
    if not values:
        return None, False
    return values[(len(values) - 1) // 2], values[-1] - values[0] > TOLERANCE * values[-1]


TOLERANCE = 0.2
"""Ranges and heights are estimates; armies of two states differ by some percent each time."""
