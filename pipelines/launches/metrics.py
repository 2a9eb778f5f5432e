"""Distances, heights, clock times and landing places in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo

from pipelines.launches.chunks import Chunk
from pipelines.launches.days import is_clock
from pipelines.launches.stretches import Stretch
from pipelines.model import DateExpression
from pipelines.seeds import Place, Site

KM_PER_UNIT: dict[str, float] = {
    "km": 1.0, "kilometer": 1.0, "kilometre": 1.0, "kms": 1.0, "mile": 1.609344, "mi": 1.609344,
    "nautical mile": 1.852, "foot": 0.0003048, "feet": 0.0003048, "meter": 0.001, "metre": 0.001,
    "-": 1.0,
}  # fmt: skip

_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_MEASURE = re.compile(
    _NUMBER
    + r"(?:\s*(?:-|–|to|and|or)\s*"
    + _NUMBER
    + r")?[\s-]*(kilomet(?:er|re)s?|kms?|nautical miles?|miles?|feet|foot|met(?:er|re)s?)\b"
)
_APOGEE = re.compile(
    r"(?i)altitude|apogee|height|high\b|went up|up to space|climb|soar|maximum height|into "
    r"space|\bto a peak"
)
_RANGE = re.compile(
    r"(?i)fl(?:ew|own|ying|ies|ight)|travel|distance|cover|range|after|landed|before|about|sailed"
)
_NOT_FLOWN = re.compile(
    r"(?i)range of|capable of|could (?:fly|reach|travel)|can (?:fly|reach|travel)|maximum range|"
    r"off the coast|off japan|from (?:the|japan|tokyo)|(?:west|east|north|south) of|away|"
    r"within|wide|diameter|limit|zone"
)


@dataclass(frozen=True, slots=True)
class Metrics:
    """What one sentence tells of a flight; km."""

    range_km: float | None = None
    apogee_km: float | None = None


def measure(text: str) -> Metrics:
    """Flight distance and greatest height in a sentence; of a span ("500 to 600 km") the end."""
    range_km = apogee_km = None
    last_end = 0
    for match in _MEASURE.finditer(text):
        value = _kilometres(match)
        before = text[max(last_end, match.start() - 70) : match.start()]
        after = text[match.end() : match.end() + 28]
        if text[match.start() - 1 : match.start()] == "(" and last_end:
            last_end = match.end()
            continue
        last_end = match.end()
        if _APOGEE.search(before[-45:]) or re.match(
            r"\s*(?:\([^)]*\)\s*)?(?:high|in altitude|above)", after
        ):
            apogee_km = apogee_km or value
        elif _NOT_FLOWN.search(before[-30:]) or re.match(
            r"\s*(?:\([^)]*\)\s*)?(?:off|from|away|west|east|north|south|range|of|wide)", after
        ):
            continue
        elif _RANGE.search(before):
            range_km = range_km or value
    return Metrics(range_km, apogee_km)


def _kilometres(match: re.Match[str]) -> float:
    number = float((match[2] or match[1]).replace(",", ""))
    unit = match[3].lower().rstrip("s") if match[3].lower() != "feet" else "feet"
    return round(number * KM_PER_UNIT.get(unit, 1.0), 1)


def sites_of(chunks: Sequence[Chunk]) -> tuple[Site, ...]:
    """The launch sites that words name, save those toward which something flew."""
    return tuple(
        c.value for i, c in enumerate(chunks)
        if isinstance(c.value, Site)
        and not (i and chunks[i - 1].norm in ("toward", "towards", "into", "to"))
    )  # fmt: skip


def site_of(sites: Iterable[Site], launcher: str | None) -> Site | None:
    """Of the sites of the launcher the one that is known most closely."""
    own = [site for site in sites if site.launcher == launcher]
    return min(own, key=lambda s: s.uncertainty_km) if own else None


_MISSED = re.compile(r"outside|not (?:land|enter|fall|reach|within)|short of|beyond")


def landing_of(stretch: Stretch) -> str | None:
    """The water or zone in which the words let the missile come down."""
    places = [c.value for i, c in enumerate(stretch.chunks) if _is_place(stretch.chunks, i)]
    zone = next((p for p in places if isinstance(p, Place) and p.kind == "zone"), None)
    if zone is not None and not _MISSED.search(stretch.text.lower()):
        return zone.place_id
    waters = (p for p in places if isinstance(p, Place) and p.kind in ("sea", "ocean"))
    return next((p.place_id for p in waters), None)


def _is_place(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a name is a place by itself: not "Pacific Command", "Pacific Missile Range"."""
    if not isinstance(chunks[i].value, Place):
        return False
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    return after is None or after.kind not in ("word", "weapon") or not after.text[:1].isupper()


_OVER = re.compile(
    r"(?i)\b(?:over|overfl\w+|across|flew over|pass\w* (?:over|"
    r"through))\s+(?:the\s+)?(?:northern |northeastern |southern |mainland )?(japan(?!['’]s "
    r"(?:exclusive|eez|econ|launch|miss))|japanese|hokkaido|aomori|tohoku|okinawa|taiwan|"
    r"south korea)"
)
_OVERFLOWN = {"taiwan": "TW", "south korea": "KR"}


def overflown(text: str) -> tuple[str, ...]:
    """States over which a missile flew."""
    if not any(way in text.lower() for way in ("over", "across", "through")):
        return ()
    found = [
        _OVERFLOWN.get(m.group(1).lower(), "JP") for m in _OVER.finditer(text)
        if not re.match(r"\s*(?:['’]s)?\s*(?:concern|protest)", text[m.end() :])
    ]  # fmt: skip
    return tuple(dict.fromkeys(found))


def clock_of(chunks: Iterable[Chunk]) -> DateExpression | None:
    """The first clock time."""
    for chunk in chunks:
        if isinstance(chunk.value, DateExpression) and is_clock(chunk.value):
            return chunk.value
    return None


_CLOCK = re.compile(r"T(\d\d):(\d\d)")


def instant(clock: DateExpression | None, day: date, zone: tzinfo) -> datetime | None:
    """A clock time on a local day at a site in `zone`; the words' own zone counts first."""
    if clock is None:
        return None
    if clock.time_utc is not None and clock.time_utc.astimezone(zone).date() == day:
        return clock.time_utc
    told = _CLOCK.search(clock.timex_value)
    if told is None or clock.time_zone is not None or int(told[1]) > 23:
        return None
    local = datetime.combine(day, time(int(told[1]), int(told[2])), zone)
    return local.astimezone(UTC)
