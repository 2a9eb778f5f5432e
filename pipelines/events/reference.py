"""The timeline against any list of launches: found, missing, extra, and what differs.

Salvos of the list and events are paired one to one, the nearest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import pyarrow as pa

from pipelines.events.catalogues import Salvo
from pipelines.events.classes import Relation, nearest
from pipelines.events.compare import SALVO_MINUTES
from pipelines.events.salvo import counts_fit
from pipelines.model import LaunchEvent, MissileClass
from pipelines.schema import Column, Table, list_of


@dataclass(frozen=True, slots=True)
class Comparison:
    """One salvo with its event, one without, or an event without one.

    `outside` is an event of a launcher or of days that the list does not speak of. Days are the
    event's minus the list's. `class_relation` is null where a side has no exact class.
    """

    outcome: Literal["found", "missing", "extra", "outside"]
    launcher: str
    reference_id: str | None = None
    event_id: str | None = None
    reference_date: str | None = None
    event_date: str | None = None
    days_off: int | None = None
    class_relation: Literal["same", "less precise", "different"] | None = None
    reference_classes: tuple[MissileClass, ...] = ()
    event_classes: tuple[MissileClass, ...] = ()
    count_agrees: bool | None = None
    reference_count: int | None = None
    event_count_low: int | None = None
    event_count_high: int | None = None


_TEXT, _INT = pa.string(), pa.int32()
COMPARISON = Table(
    "comparison",
    "events",
    "The timeline held against a list of launches, salvo by salvo.",
    ("outcome", "reference_id", "event_id"),
    (
        Column(
            "outcome",
            _TEXT,
            "found; missing in the timeline; extra in it; outside what the list covers.",
            allowed=("found", "missing", "extra", "outside"),
        ),
        Column("launcher", _TEXT, "Who launched."),
        Column("reference_id", _TEXT, "The salvo in the list.", nullable=True),
        Column("event_id", _TEXT, "The event in the timeline.", nullable=True),
        Column("reference_date", _TEXT, "Its date in the list, EDTF.", nullable=True),
        Column("event_date", _TEXT, "Its date in the timeline, EDTF.", nullable=True),
        Column("days_off", _INT, "Event minus list, 0 where they overlap.", nullable=True),
        Column(
            "class_relation",
            _TEXT,
            "How the classes stand to each other.",
            nullable=True,
            allowed=("same", "less precise", "different"),
        ),
        Column("reference_classes", list_of(_TEXT), "Classes in the list."),
        Column("event_classes", list_of(_TEXT), "Classes in the timeline."),
        Column("count_agrees", pa.bool_(), "Whether the counts allow each other.", nullable=True),
        Column("reference_count", _INT, "Missiles in the list.", nullable=True),
        Column("event_count_low", _INT, "At least, in the timeline.", nullable=True),
        Column("event_count_high", _INT, "At most, in the timeline.", nullable=True),
    ),
    order=("reference_date", "event_date"),
    row_type=Comparison,
)


def compare(events: Iterable[LaunchEvent], salvos: Sequence[Salvo]) -> list[Comparison]:
    """Pair events and salvos one to one; a pair lies at most one day apart."""
    dated = [e for e in events if e.earliest is not None]
    by_id = {s.reference_id: s for s in salvos}
    pairs = sorted(
        (_distance(e, s), e.event_id, s.reference_id)
        for e, s in _near(dated, salvos)
    )  # fmt: skip
    event_of: dict[str, str] = {}
    salvo_of: dict[str, str] = {}
    for _, event_id, reference_id in pairs:
        if event_id not in salvo_of and reference_id not in event_of:
            event_of[reference_id], salvo_of[event_id] = event_id, reference_id
    rows = [_event_row(e, by_id.get(salvo_of.get(e.event_id, "")), salvos) for e in dated]
    rows += [_missing(s) for s in salvos if s.reference_id not in event_of]
    return sorted(rows, key=lambda r: (r.reference_date or r.event_date or "", r.event_id or ""))


def _near(
    events: Iterable[LaunchEvent], salvos: Iterable[Salvo]
) -> Iterator[tuple[LaunchEvent, Salvo]]:
    by_day: dict[tuple[str, date], list[Salvo]] = {}
    for salvo in salvos:
        for n in range(-1, (salvo.latest - salvo.earliest).days + 2):
            day = salvo.earliest + timedelta(days=n)
            by_day.setdefault((salvo.launcher, day), []).append(salvo)
    for event in events:
        assert event.earliest is not None and event.latest is not None
        length = (event.latest - event.earliest).days
        days = (event.earliest + timedelta(days=n) for n in range(length + 1))
        found = {s.reference_id: s for day in days for s in by_day.get((event.launcher, day), ())}
        yield from ((event, s) for s in found.values())


def days_off(event: LaunchEvent, salvo: Salvo) -> int:
    """Days from the salvo to the event: 0 where their days overlap."""
    assert event.earliest is not None and event.latest is not None
    if event.earliest > salvo.latest:
        return (event.earliest - salvo.latest).days
    return min(0, (event.latest - salvo.earliest).days)


def _distance(event: LaunchEvent, salvo: Salvo) -> tuple[float, ...]:
    """How badly a pair fits: days off, days left open, class, clock, count."""
    assert event.earliest is not None and event.latest is not None
    related = nearest(event.missile_classes, salvo.missile_classes)
    both = event.time_utc and salvo.time_utc
    apart = abs((event.time_utc - salvo.time_utc).total_seconds()) if both else 0.0  # type: ignore[operator]
    return (
        abs(days_off(event, salvo)),
        (event.latest - event.earliest).days + (salvo.latest - salvo.earliest).days,
        apart > 60 * SALVO_MINUTES,
        _unmatched(event.missile_classes, salvo.missile_classes),
        -(Relation.COVERS if related is None else related),
        apart,
        _counts_agree(event, salvo) is False,
    )


def _unmatched(ours: Sequence[MissileClass], theirs: Sequence[MissileClass]) -> int:
    """Classes of either side that nothing on the other side can be."""
    if not ours or not theirs:
        return 0
    alone = [c for c in ours if (nearest((c,), theirs) or 0) < Relation.KIN]
    return len(alone) + sum((nearest((c,), ours) or 0) < Relation.KIN for c in theirs)


def _counts_agree(event: LaunchEvent, salvo: Salvo) -> bool | None:
    if event.count_low is None or salvo.count is None:
        return None
    return counts_fit((event.count_low, event.count_high), (salvo.count, salvo.count))


def _event_row(event: LaunchEvent, salvo: Salvo | None, salvos: Sequence[Salvo]) -> Comparison:
    about = {
        "launcher": event.launcher,
        "event_id": event.event_id,
        "event_date": event.edtf,
        "event_classes": event.missile_classes,
        "event_count_low": event.count_low,
        "event_count_high": event.count_high,
    }
    if salvo is None:
        return Comparison(outcome="extra" if _covered(event, salvos) else "outside", **about)  # type: ignore[arg-type]
    return Comparison(
        outcome="found",
        reference_id=salvo.reference_id,
        reference_date=salvo.edtf,
        days_off=days_off(event, salvo),
        class_relation=_relation(event, salvo),
        reference_classes=salvo.missile_classes,
        count_agrees=_counts_agree(event, salvo),
        reference_count=salvo.count,
        **about,  # type: ignore[arg-type]
    )


def _relation(
    event: LaunchEvent, salvo: Salvo
) -> Literal["same", "less precise", "different"] | None:
    related = nearest(event.missile_classes, salvo.missile_classes)
    if related is None:
        return None
    if related is Relation.SAME:
        return "same"
    return "less precise" if related >= Relation.KIN else "different"


def _covered(event: LaunchEvent, salvos: Sequence[Salvo]) -> bool:
    assert event.earliest is not None and event.latest is not None
    own = [s for s in salvos if s.launcher == event.launcher]
    return bool(own) and (
        min(s.earliest for s in own) <= event.latest
        and event.earliest <= max(s.latest for s in own)
    )


def _missing(salvo: Salvo) -> Comparison:
    return Comparison(
        outcome="missing",
        launcher=salvo.launcher,
        reference_id=salvo.reference_id,
        reference_date=salvo.edtf,
        reference_classes=salvo.missile_classes,
        reference_count=salvo.count,
    )
