"""Put a time of day on a day, and convert it to UTC where its zone is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta, tzinfo

from pipelines.dates import zones
from pipelines.dates.context import Resolved
from pipelines.dates.readings import Clock
from pipelines.dates.values import facts


def put(clock: Clock, day: Resolved) -> Resolved:
    """Put a time of day on a day. The day stays the one of the zone that is named."""
    zone = zones.zone(clock.zone) if clock.zone else None
    name = zone[0] if zone else None
    if clock.hour is None and clock.part is None:
        return replace(day, time_zone=name, derivation=f"{day.derivation}, {clock.zone}")
    value = f"{day.value.partition('T')[0]}T{_written(clock)}"
    known = facts(value)
    return replace(
        day,
        value=value,
        timex_type="TIME",
        edtf=known.edtf or day.edtf,
        precision=known.precision,
        time_zone=name,
        time_utc=_instant(clock, day, zone[1]) if zone else None,
        derivation=f"{day.derivation}, {clock.zone or 'time as written'}",
    )


def _written(clock: Clock) -> str:
    if clock.hour is None:
        return clock.part or "XX"
    second = "" if clock.second is None else f":{clock.second:02}"
    return f"{clock.hour:02}:{clock.minute or 0:02}{second}"


def _instant(clock: Clock, day: Resolved, rules: tzinfo | None) -> datetime | None:
    """Convert to UTC where day, hour and zone are all known."""
    local = day.earliest
    if local is None or local != day.latest or clock.hour is None or day.status != "resolved":
        return None
    at = timedelta(hours=clock.hour, minutes=clock.minute or 0, seconds=clock.second or 0)
    return zones.to_utc(datetime.combine(local, time.min) + at, rules)
