"""Launches that are known by their day, from dated articles and from the catalogue."""

from __future__ import annotations

import re
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

_COMMON_SITE_WORDS: Final = frozenset(
    "launch launching site satellite ground missile base international airport airfield airbase"
    " test testing north south east west northern southern area vicinity county peninsula waters"
    " coast province station plant arms shipyard field the of and destroyer bay lake sea inland"
    " yellow hamgyong pyongan pyongyang korea".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flight:
    """What one source says flew: one class of one salvo. `minute` is of the day in Korea."""

    missile_class: MissileClass
    designation: str | None
    count_low: int | None
    range_km: float | None
    apogee_km: float | None
    landing: str | None
    overflew: tuple[str, ...]
    outcome: Outcome
    minute: int | None
    source: str
    catalogued: bool
    site_words: frozenset[str] = frozenset()
    provinces: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LaunchDay:
    """All flights of one launcher on one local day."""

    launcher: str | None
    day: date
    flights: tuple[Flight, ...]

    @property
    def counts(self) -> frozenset[int]:
        """Numbers of missiles that a report of the day may give: by flight, class and in all."""
        known = [f for f in self.flights if f.count_low is not None]
        by_source: dict[str, int] = {}
        for flight in known:
            kind = "catalogue" if flight.catalogued else flight.source
            by_source[kind] = by_source.get(kind, 0) + (flight.count_low or 0)
        return frozenset([f.count_low or 0 for f in known] + list(by_source.values()))


def launch_days(
    mentions: Iterable[LaunchMention],
    catalogue: Sequence[CatalogueLaunch],
    sites: Sequence[Site] = (),
) -> tuple[LaunchDay, ...]:
    """Known launches by launcher and day, in that order; the order of input does not matter."""
    flights = [*_from_mentions(mentions), *_from_catalogue(catalogue, _provinces(sites))]
    flights.sort(key=lambda item: (item[0] or "", item[1], item[2].source, str(item[2])))
    return tuple(
        LaunchDay(launcher, day, tuple(dict.fromkeys(item[2] for item in same)))
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
        )
        yield mention.launcher, mention.earliest, flight


def _from_catalogue(
    catalogue: Sequence[CatalogueLaunch], provinces: Mapping[str, str]
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
            source=f"catalogue {row.launch_id}",
            catalogued=True,
            site_words=site_words(row.site or ""),
            provinces=_province(row.site, provinces),
        )
        yield row.launcher, date.fromisoformat(row.date_local), flight


def _provinces(sites: Sequence[Site]) -> dict[str, str]:
    """Province by each name of a site, all in lower case."""
    return {
        name.casefold(): site.province.casefold().removesuffix(" province")
        for site in sites
        if site.province
        for name in (site.name, *site.variants)
    }


def _province(site: str | None, provinces: Mapping[str, str]) -> frozenset[str]:
    found = provinces.get((site or "").casefold())
    return frozenset({found}) if found else frozenset()


def site_words(site: str) -> frozenset[str]:
    """The words of a site's name that tell it from other sites, casefolded."""
    found = re.findall(r"[^\W\d_]{4,}", site.casefold())
    return frozenset(w for w in found if w not in _COMMON_SITE_WORDS)


def _minute(local: datetime | None) -> int | None:
    return None if local is None else local.hour * 60 + local.minute
