"""Launches that are known by their day, from dated articles and from the catalogue."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from itertools import groupby
from typing import Final

from pipelines.model import LaunchMention, MissileClass, Outcome
from pipelines.seeds import CatalogueLaunch, Site

LONGEST_INTERVAL: Final = timedelta(days=2)
"""A mention whose days span more than this names no day that others could be matched with."""

KOREA: Final = timezone(timedelta(hours=9))
JAPAN_BEYOND_KM: Final = 1300.0
"""A missile from the DPRK that falls into the Pacific after this range has flown over Japan."""

LOFTED_KM: Final = 1000.0
"""Above this apogee a flight goes up and down rather than along."""

EARTH_RADIUS_KM: Final = 6371.0
EARTH_GM: Final = 398_600.0
"""Cubic kilometres per square second (WGS 84)."""

BOOST_MINUTES: Final = 2.5
"""What the powered ascent adds to a free rise and fall: 45, 53 and 86 minutes were measured for
3,725, 4,475 and 7,687 km."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flight:
    """What one source says flew: one class of one salvo. `minute` is of the day in Korea.

    `count_told`: another number that was reported of the whole day.
    """

    missile_class: MissileClass
    designation: str | None
    count_low: int | None
    count_told: int | None = None
    range_km: float | None
    apogee_km: float | None
    landing: str | None
    overflew: tuple[str, ...]
    outcome: Outcome
    minute: int | None
    source: str
    catalogued: bool
    site_id: str | None = None

    @property
    def minutes_aloft(self) -> float | None:
        """How long a lofted flight to that apogee takes: a fall along a radius, by Kepler."""
        if self.apogee_km is None or self.apogee_km < LOFTED_KM:
            return None
        half = (EARTH_RADIUS_KM + self.apogee_km) / 2
        anomaly = math.acos(1 - EARTH_RADIUS_KM / half)
        rise = math.sqrt(half**3 / EARTH_GM) * (math.pi - anomaly + math.sin(anomaly))
        return 2 * rise / 60 + BOOST_MINUTES


@dataclass(frozen=True, slots=True)
class LaunchDay:
    """All flights of one launcher on one local day, and what follows from them.

    `minute` is that of the first flight, of the day in Korea. `totals` are the numbers of missiles
    of the whole day, by each source; `counts` are all numbers that a report of it may give.
    """

    launcher: str | None
    day: date
    flights: tuple[Flight, ...]
    classes: frozenset[MissileClass]
    minute: int | None
    totals: frozenset[int]
    counts: frozenset[int]
    overflew: bool

    @classmethod
    def of(cls, launcher: str | None, day: date, flights: tuple[Flight, ...]) -> LaunchDay:
        """The day with all that its flights tell."""
        totals = _totals(flights)
        return cls(
            launcher=launcher,
            day=day,
            flights=flights,
            classes=frozenset(f.missile_class for f in flights),
            minute=min((f.minute for f in flights if f.minute is not None), default=None),
            totals=totals,
            counts=totals | {f.count_low for f in flights if f.count_low is not None},
            overflew=any(f.overflew for f in flights),
        )


def _totals(flights: Sequence[Flight]) -> frozenset[int]:
    told = [f.count_told for f in flights if f.count_told is not None]
    by_source: dict[str, int] = {}
    for flight in flights:
        if flight.count_low is not None:
            kind = "catalogue" if flight.catalogued else flight.source
            by_source[kind] = by_source.get(kind, 0) + flight.count_low
    return frozenset([*told, *by_source.values()])


def launch_days(
    mentions: Iterable[LaunchMention],
    catalogue: Sequence[CatalogueLaunch],
    sites: Sequence[Site] = (),
) -> tuple[LaunchDay, ...]:
    """Known launches by launcher and day, in that order; the order of input does not matter."""
    flights = [*_from_mentions(mentions), *_from_catalogue(catalogue, _site_ids(sites))]
    flights.sort(key=lambda item: (item[0] or "", item[1], item[2].source, str(item[2])))
    return tuple(
        LaunchDay.of(launcher, day, tuple(dict.fromkeys(item[2] for item in same)))
        for (launcher, day), same in groupby(flights, key=lambda item: (item[0], item[1]))
    )


def _from_mentions(
    mentions: Iterable[LaunchMention],
) -> Iterator[tuple[str | None, date, Flight]]:
    for mention in mentions:
        if mention.earliest is None or mention.earliest != mention.latest:
            continue
        local = mention.time_utc.astimezone(KOREA) if mention.time_utc else None
        flight = Flight(
            missile_class=mention.missile_class,
            designation=mention.designation,
            count_low=mention.count_low,
            range_km=mention.range_km,
            apogee_km=mention.apogee_km,
            landing=mention.landing,
            overflew=mention.overflew,
            outcome=mention.outcome,
            minute=_minute(local),
            source=f"article {mention.article_id}",
            catalogued=False,
            site_id=mention.site_id,
        )
        yield mention.launcher, mention.earliest, flight


def _from_catalogue(
    catalogue: Sequence[CatalogueLaunch], site_ids: Mapping[str, str]
) -> Iterator[tuple[str | None, date, Flight]]:
    for row in catalogue:
        if row.date_precision != "day":
            continue
        local = row.time_utc.astimezone(KOREA) if row.time_utc else None
        far = row.landing == "pacific-ocean" and (row.range_km or 0) > JAPAN_BEYOND_KM
        flight = Flight(
            missile_class=row.missile_class,
            designation=row.designation,
            count_low=row.count,
            range_km=row.range_km,
            apogee_km=row.apogee_km,
            landing=row.landing,
            overflew=("JP",) if far else (),
            outcome=row.outcome,
            minute=_minute(local),
            count_told=row.count_told,
            source=f"catalogue {row.launch_id}",
            catalogued=True,
            site_id=site_ids.get((row.site or "").casefold()),
        )
        yield row.launcher, date.fromisoformat(row.date_local), flight


def _site_ids(sites: Sequence[Site]) -> dict[str, str]:
    return {name.casefold(): s.site_id for s in sites for name in (s.name, *s.variants)}


def _minute(local: datetime | None) -> int | None:
    return None if local is None else local.hour * 60 + local.minute
