"""How many of what flew in one launch, added up from the words of one article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipelines.events.classes import most_precise
from pipelines.model import LaunchMention, MissileClass

Count = tuple[int, int | None]
"""At least, at most; null: no bound."""


def salvo(mentions: Sequence[LaunchMention]) -> dict[MissileClass, Count | None]:
    """What flew in one launch: class -> count, null where the words do not say how many.

    Several counts of one class are the same missiles, and the first stands unless a later one is
    more exact. A less precise class is another word for what flew, unless its count goes beyond the
    others: "an ICBM" and "three ballistic missiles" leave two or three more.
    """
    counts = _counts(mentions)
    classes = {m.missile_class for m in mentions}
    flown: dict[MissileClass, Count | None] = {c: counts.get(c) for c in most_precise(classes)}
    highs = [c[1] if c else None for c in flown.values()]
    if None not in highs:
        told = sum(h for h in highs if h is not None)
        for other in sorted(counts.keys() - flown.keys()):
            low, high = counts[other]
            if low > told:
                flown[other] = (low - told, high)
    return flown


def _counts(mentions: Iterable[LaunchMention]) -> dict[MissileClass, Count]:
    counts: dict[MissileClass, Count] = {}
    for mention in mentions:
        if mention.count_low is not None:
            said = mention.count_low, mention.count_high
            known = counts.get(mention.missile_class)
            counts[mention.missile_class] = said if known is None else narrower(known, said)
    return counts


def total_count(mentions: Sequence[LaunchMention]) -> Count | None:
    """How many missiles flew in one launch; one class of unknown number is at least one."""
    flown = salvo(mentions)
    said = [c for c in flown.values() if c is not None]
    whole = [count for c, count in sorted(_counts(mentions).items()) if c not in flown]
    if not said or (whole and len(said) < len(flown)):
        return whole[0] if whole else None
    highs = [high for _, high in said]
    unbounded = len(said) < len(flown) or None in highs
    high = None if unbounded else sum(h for h in highs if h is not None)
    added = (sum(low for low, _ in said) + len(flown) - len(said), high)
    return narrower(added, whole[0]) if whole else added


def narrower(one: Count, other: Count) -> Count:
    """What two counts of the same missiles leave possible; the first where they disagree."""
    low = max(one[0], other[0])
    highs = [h for h in (one[1], other[1]) if h is not None]
    high = min(highs, default=None)
    return one if high is not None and high < low else (low, high)


def counts_fit(one: Count, other: Count) -> bool:
    """Whether two counts leave a number that both allow."""
    return (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1])
