"""Any list of launches -> its salvos: what the timeline can be held against.

A list has rows of missiles; rows of one launcher and day with clock times at most three hours apart
are one salvo, as an event is.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import get_args

from pipelines.events.classes import most_precise
from pipelines.events.compare import SALVO_MINUTES
from pipelines.model import MissileClass


class ListError(ValueError):
    """A list of launches that cannot be read; names file, line and reason."""


@dataclass(frozen=True, slots=True)
class Salvo:
    """One salvo of a list. `reference_id` is its first row; `lines` are all rows, from 1."""

    reference_id: str
    launcher: str
    edtf: str
    earliest: date
    latest: date
    missile_classes: tuple[MissileClass, ...]
    count: int | None
    time_utc: datetime | None
    lines: tuple[int, ...]


def read(path: Path, launcher: str = "KP") -> list[Salvo]:
    """The salvos of a list in the columns of seeds/catalogue.csv or of a fact table.

    A fact table has date, missile_type, and if known count, range_class and time_utc; where it has
    no column `launcher` all its launches are those of `launcher`. Raises ListError.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            columns = set(reader.fieldnames or ())
            layout = next((c for c in _LAYOUTS if c["date"] in columns), None)
            if layout is None:
                wanted = " or ".join(c["date"] for c in _LAYOUTS)
                raise ListError(f"{path.name}, line 1: no column {wanted}")
            rows = [_row(path, reader.line_num, cells, layout, launcher) for cells in reader]
    except (csv.Error, UnicodeDecodeError) as error:
        raise ListError(f"{path.name}: {error}") from error
    return [_salvo(group) for group in _grouped(rows)]


_LAYOUTS: tuple[Mapping[str, str], ...] = (
    {"date": "date_local", "class": "missile_class", "id": "launch_id"},
    {"date": "date", "class": "missile_type", "id": "", "second class": "range_class"},
)


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    row_id: str
    launcher: str
    edtf: str
    earliest: date
    latest: date
    missile_class: MissileClass | None
    count: int | None
    time_utc: datetime | None


def _row(
    path: Path, line: int, cells: Mapping[str, str], layout: Mapping[str, str], launcher: str
) -> _Row:
    written = (cells[layout["date"]] or "").strip()
    names = (cells.get(layout["class"]), cells.get(layout.get("second class", "")))
    classes = [n for n in names if n in get_args(MissileClass)]
    time = (cells.get("time_utc") or "").strip()
    count = (cells.get("count") or "").strip()
    try:
        earliest, latest = _days(written)
        return _Row(
            line,
            cells.get(layout["id"]) or f"line {line}",
            cells.get("launcher") or launcher,
            written,
            earliest,
            latest,
            classes[0] if classes else None,  # type: ignore[arg-type]
            int(count) if count else None,
            datetime.fromisoformat(time) if "T" in time else None,
        )
    except ValueError as error:
        raise ListError(f"{path.name}, line {line}: {error}") from error


def _days(written: str) -> tuple[date, date]:
    """The days of YYYY-MM-DD, YYYY-MM or YYYY."""
    first = date.fromisoformat(written + "-01-01"[len(written) - 10 :] * (len(written) < 10))
    if len(written) == 10:
        return first, first
    later = first + timedelta(days=31 if len(written) == 7 else 366)
    return first, later.replace(day=1, **({} if len(written) == 7 else {"month": 1})) - timedelta(1)


def _grouped(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    """Rows of one salvo: one day, clock times within three hours of the one before."""
    days: dict[tuple[str, str], list[_Row]] = {}
    for row in rows:
        days.setdefault((row.launcher, row.edtf), []).append(row)
    for (_, written), group in sorted(days.items(), key=lambda d: (d[0][1], d[0][0])):
        if len(written) < 10:
            yield from ([row] for row in group)
            continue
        timed = sorted((r for r in group if r.time_utc), key=lambda r: (r.time_utc, r.line))
        salvos: list[list[_Row]] = [[r for r in group if not r.time_utc]]
        last: datetime | None = None
        for row in timed:
            assert row.time_utc is not None
            if last is not None and row.time_utc - last > timedelta(minutes=SALVO_MINUTES):
                salvos.append([])
            salvos[-1].append(row)
            last = row.time_utc
        yield from (s for s in salvos if s)


def _salvo(rows: Sequence[_Row]) -> Salvo:
    first = min(rows, key=lambda r: r.line)
    counts = [r.count for r in rows]
    times = [r.time_utc for r in rows if r.time_utc]
    return Salvo(
        reference_id=first.row_id,
        launcher=first.launcher,
        edtf=first.edtf,
        earliest=first.earliest,
        latest=first.latest,
        missile_classes=most_precise({r.missile_class for r in rows if r.missile_class}),
        count=None if None in counts else sum(c for c in counts if c is not None),
        time_utc=min(times, default=None),
        lines=tuple(sorted(r.line for r in rows)),
    )
