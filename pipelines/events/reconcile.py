"""What articles count, held against the events of the same days.

A count never makes an event. It matches, or the difference is explained by what was counted
(launches, missiles or days; which classes; up to which day; in whose time zone), or the timeline
lacks some, or it holds more than the source knows of.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from pipelines.events.classes import COVERED, Relation, relation
from pipelines.events.reports import Source
from pipelines.model import LaunchCount, LaunchEvent, MissileClass

Unit = Literal["missile", "launch", "day"]
UNITS: tuple[Unit, ...] = ("launch", "missile", "day")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many the events make: at least `low`, at most `high` (null: nobody says)."""

    low: int
    high: int | None
    event_ids: tuple[str, ...]

    def allows(self, count: LaunchCount) -> bool:
        """Whether some number satisfies both the source and the events."""
        low = count.value_low if count.value_low is not None else 0
        above = count.value_high is None or self.low <= count.value_high
        return above and (self.high is None or low <= self.high)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a count: what is counted, of which classes, between which days."""

    unit: Unit
    classes: MissileClass | None
    first: date
    last: date
    why: str = ""


def hold(
    counts: Iterable[LaunchCount],
    events: Sequence[LaunchEvent],
    sources: Mapping[str, Source] | None = None,
) -> list[LaunchCount]:
    """Every count with what the timeline holds of it: found, status, reason and events."""
    timelines: dict[str, list[LaunchEvent]] = {}
    for event in sorted(events, key=lambda e: (e.earliest or date.max, e.event_id)):
        if event.earliest is not None:
            timelines.setdefault(event.launcher, []).append(event)
    return [_held(c, timelines.get(c.launcher or "", []), sources or {}) for c in counts]


def _held(
    count: LaunchCount, timeline: Sequence[LaunchEvent], sources: Mapping[str, Source]
) -> LaunchCount:
    if missing := _unverifiable(count):
        return replace(count, status="unverifiable", reason=missing)
    source = sources.get(count.article_id)
    plain, *others = _readings(count, source.published if source else None)
    tally = _tally(plain, timeline)
    if tally.allows(count):
        return _with(count, tally, "match", f"{_says(tally)} in the timeline")
    for reading in others:
        if (other := _tally(reading, timeline)).event_ids and other.allows(count):
            return _with(count, other, "explained", f"{_says(other)}: {reading.why}")
    return (
        _short(count, tally)
        if tally.high is not None and _low(count) > tally.high
        else _with(
            count, tally, "conflict", f"the timeline holds {_says(tally)}, the article fewer"
        )
    )


def _unverifiable(count: LaunchCount) -> str:
    if not count.launcher:
        return "the words do not say whose launches are counted"
    if count.period_earliest is None or count.period_latest is None:
        return "the words do not say for which days it counts"
    if count.value_low is None and count.value_high is None:
        return "the words give no number"
    return ""


def _low(count: LaunchCount) -> int:
    return count.value_low or 0


def _short(count: LaunchCount, tally: Tally) -> LaunchCount:
    lacking = _low(count) - (tally.high or 0)
    what = f"{count.missile_class} " if count.missile_class else ""
    noun = count.unit if lacking == 1 else _PLURAL[count.unit]
    reason = f"the timeline holds {_says(tally)} and lacks {lacking} {what}{noun}"
    return _with(count, tally, "missing", reason)


_PLURAL: Mapping[Unit, str] = {"missile": "missiles", "launch": "launches", "day": "days"}


def _with(
    count: LaunchCount,
    tally: Tally,
    status: Literal["match", "explained", "missing", "conflict"],
    reason: str,
) -> LaunchCount:
    return replace(count, found=tally.low, status=status, reason=reason, event_ids=tally.event_ids)


def _says(tally: Tally) -> str:
    if tally.high is None:
        return f"{tally.low} or more"
    return str(tally.low) if tally.low == tally.high else f"{tally.low} to {tally.high}"


def _readings(count: LaunchCount, published: date | None) -> Iterator[_Reading]:
    """The count as it stands, then each single thing that may have been meant instead.

    "The fourth launch" counts occasions or days, and never the missiles of the three before.
    """
    first, last = count.period_earliest, count.period_latest
    assert first is not None and last is not None
    cutoff = min(last, published) if published and published >= first else last
    plain = _Reading(count.unit, count.missile_class, first, cutoff)
    yield plain
    for unit in UNITS:
        if unit != count.unit and (count.kind == "total" or "missile" not in (unit, count.unit)):
            yield replace(plain, unit=unit, why=f"it counts {_PLURAL[unit]}")
    yield from _class_readings(plain)
    if cutoff > first:
        yield replace(plain, last=cutoff - DAY, why="it leaves out the last day")
    if cutoff < last:
        yield replace(plain, last=last, why="it runs to the end of the period")
    yield replace(plain, last=cutoff + DAY, why="its last day ends later in another time zone")
    yield replace(plain, first=first - DAY, why="its first day begins earlier in another time zone")
    if cutoff > first:
        yield replace(
            plain, first=first + DAY, why="its first day begins later in another time zone"
        )


def _class_readings(plain: _Reading) -> Iterator[_Reading]:
    if plain.classes in (None, "missile"):
        yield replace(plain, classes="ballistic", why="it counts ballistic missiles only")
        yield replace(plain, classes="cruise", why="it counts cruise missiles only")
    else:
        yield replace(plain, classes=None, why="it counts missiles of all classes")


def _tally(reading: _Reading, timeline: Sequence[LaunchEvent]) -> Tally:
    """Count events of the reading; one that may lie outside it counts as nought or one."""
    start = bisect_left(timeline, reading.first - _LONGEST, key=_earliest)
    end = bisect_right(timeline, reading.last, key=_earliest)
    inside = [
        e
        for e in timeline[start:end]
        if (e.latest or date.min) >= reading.first and _of_class(e, reading.classes)
    ]
    sure = [e for e in inside if _within(e, reading) and _surely_of_class(e, reading.classes)]
    ids = tuple(e.event_id for e in inside)
    if reading.unit == "day":
        days = {e.earliest for e in sure}
        return Tally(len(days), len({e.earliest for e in inside}), ids)
    if reading.unit == "launch":
        return Tally(len(sure), len(inside), ids)
    numbers = {e.event_id: _missiles(e, reading.classes) for e in inside}
    highs = [high for _, high in numbers.values()]
    high = None if None in highs else sum(h for h in highs if h is not None)
    return Tally(sum(numbers[e.event_id][0] for e in sure), high, ids)


_LONGEST = timedelta(days=366)
"""No event leaves more days open than a year."""


def _earliest(event: LaunchEvent) -> date:
    return event.earliest or date.max


def _within(event: LaunchEvent, reading: _Reading) -> bool:
    assert event.earliest is not None and event.latest is not None
    return reading.first <= event.earliest and event.latest <= reading.last


def _of_class(event: LaunchEvent, wanted: MissileClass | None) -> bool:
    """Whether something that flew is, or may be, of the class: a less precise report may be."""
    if wanted is None or wanted == "missile":
        return wanted is None or event.missile_classes != ("slv",)
    return any(relation(c, wanted) >= Relation.COVERS for c in event.missile_classes)


def _surely_of_class(event: LaunchEvent, wanted: MissileClass | None) -> bool:
    """Whether what flew is of the class whatever a more precise report would say."""
    if wanted is None or wanted == "missile":
        return True
    return any(c == wanted or c in COVERED.get(wanted, ()) for c in event.missile_classes)


def _missiles(event: LaunchEvent, wanted: MissileClass | None) -> tuple[int, int | None]:
    """How many missiles flew: those of the class where the payloads tell them apart."""
    if wanted is None or len(event.payloads) < 2:
        low = event.count_low
        return (1, None) if low is None else (low, event.count_high)
    own = [p for p in event.payloads if relation(p.missile_class, wanted) >= Relation.COVERS]
    highs = [p.count_high for p in own]
    high = None if None in highs else sum(h for h in highs if h is not None)
    return sum(p.count_low or 1 for p in own), high
