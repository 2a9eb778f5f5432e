"""Time zones as news writes them: abbreviations, numeric offsets and "<place> time".

An abbreviation that several zones share (CST, IST, BST, AST) is kept as a name without an offset:
nothing is converted to UTC on a guess. North Korea kept UTC+8:30 from 2015-08-15 to 2018-05-04;
the IANA zone Asia/Pyongyang knows that.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

# Hours east of Greenwich. Source: IANA tz database and the abbreviations' standard offsets.
ABBREVIATIONS: dict[str, float] = {
    "gmt": 0, "utc": 0, "z": 0, "zulu": 0, "wet": 0, "west": 1,
    "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3, "trt": 3,
    "irst": 3.5, "irdt": 4.5, "gst": 4, "pkt": 5, "npt": 5.75, "ict": 7, "wib": 7,
    "hkt": 8, "sgt": 8, "pht": 8, "awst": 8,
    "jst": 9, "kst": 9, "acst": 9.5, "acdt": 10.5, "aest": 10, "aedt": 11, "chst": 10,
    "nzst": 12, "nzdt": 13,
    "edt": -4, "est": -5, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "akst": -9, "akdt": -8, "hst": -10,
}  # fmt: skip

# Shared by zones whose offsets differ: named, never converted.
AMBIGUOUS: frozenset[str] = frozenset({"cst", "ist", "bst", "ast"})

# Daylight rules decide between the standard and the summer offset.
REGIONAL: dict[str, str] = {
    "et": "America/New_York", "ct": "America/Chicago",
    "mt": "America/Denver", "pt": "America/Los_Angeles",
    "eastern time": "America/New_York", "eastern standard time": "America/New_York",
    "eastern daylight time": "America/New_York", "central time": "America/Chicago",
    "mountain time": "America/Denver", "pacific time": "America/Los_Angeles",
    "pacific standard time": "America/Los_Angeles",
    "greenwich mean time": "UTC", "coordinated universal time": "UTC", "universal time": "UTC",
    "korea standard time": "Asia/Seoul", "korean standard time": "Asia/Seoul",
    "japan standard time": "Asia/Tokyo",
}  # fmt: skip

# "<place> time". Demonyms stand beside the places.
PLACES: dict[str, str] = {
    "washington": "America/New_York", "new york": "America/New_York",
    "u.s. eastern": "America/New_York", "us eastern": "America/New_York",
    "california": "America/Los_Angeles", "hawaii": "Pacific/Honolulu", "guam": "Pacific/Guam",
    "alaska": "America/Anchorage", "houston": "America/Chicago", "chicago": "America/Chicago",
    "seoul": "Asia/Seoul", "korea": "Asia/Seoul", "korean": "Asia/Seoul",
    "south korea": "Asia/Seoul", "south korean": "Asia/Seoul",
    "pyongyang": "Asia/Pyongyang", "north korea": "Asia/Pyongyang",
    "north korean": "Asia/Pyongyang",
    "tokyo": "Asia/Tokyo", "japan": "Asia/Tokyo", "japanese": "Asia/Tokyo",
    "beijing": "Asia/Shanghai", "china": "Asia/Shanghai", "hong kong": "Asia/Hong_Kong",
    "taipei": "Asia/Taipei", "taiwan": "Asia/Taipei", "singapore": "Asia/Singapore",
    "manila": "Asia/Manila", "jakarta": "Asia/Jakarta", "hanoi": "Asia/Ho_Chi_Minh",
    "bangkok": "Asia/Bangkok", "delhi": "Asia/Kolkata", "new delhi": "Asia/Kolkata",
    "india": "Asia/Kolkata", "indian": "Asia/Kolkata", "islamabad": "Asia/Karachi",
    "pakistan": "Asia/Karachi", "kabul": "Asia/Kabul", "tehran": "Asia/Tehran",
    "iran": "Asia/Tehran", "iranian": "Asia/Tehran", "baghdad": "Asia/Baghdad",
    "riyadh": "Asia/Riyadh", "saudi": "Asia/Riyadh", "jerusalem": "Asia/Jerusalem",
    "israel": "Asia/Jerusalem", "israeli": "Asia/Jerusalem", "cairo": "Africa/Cairo",
    "istanbul": "Europe/Istanbul", "ankara": "Europe/Istanbul", "moscow": "Europe/Moscow",
    "kyiv": "Europe/Kyiv", "kiev": "Europe/Kyiv", "london": "Europe/London",
    "british": "Europe/London", "paris": "Europe/Paris", "berlin": "Europe/Berlin",
    "brussels": "Europe/Brussels", "vienna": "Europe/Vienna", "geneva": "Europe/Zurich",
    "rome": "Europe/Rome", "madrid": "Europe/Madrid", "canberra": "Australia/Sydney",
    "sydney": "Australia/Sydney",
}  # fmt: skip

_OFFSET = re.compile(r"(?:gmt|utc)?\s*([+-])?\s*(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)


@lru_cache(maxsize=512)
def zone(name: str) -> tuple[str, tzinfo | None] | None:
    """Name a zone: its canonical name and rules, or the name alone where it is ambiguous.

    >>> zone("KST")[0], zone("Washington time")[0], zone("GMT9")[0], zone("CST")
    ('UTC+09:00', 'America/New_York', 'UTC+09:00', ('CST', None))

    None where the words name no zone. "local time" names none: the place is not told.
    """
    words = " ".join(name.lower().replace("(", " ").replace(")", " ").split())
    if words in REGIONAL:
        return REGIONAL[words], ZoneInfo(REGIONAL[words])
    if words in ABBREVIATIONS:
        return _fixed(timedelta(hours=ABBREVIATIONS[words]))
    if words in AMBIGUOUS:
        return name.strip("() ").upper(), None
    place = words.removesuffix(" time").removesuffix(" standard").removesuffix("'s")
    if place != words and place in PLACES:
        return PLACES[place], ZoneInfo(PLACES[place])
    return _numeric(words)


def _numeric(words: str) -> tuple[str, tzinfo] | None:
    match = _OFFSET.fullmatch(words)
    if match is None or not (match[1] or words.startswith(("gmt", "utc"))):
        return None
    hours, minutes = int(match[2]), int(match[3] or 0)
    if hours > 14 or minutes > 59:
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return _fixed(-offset if match[1] == "-" else offset)


def _fixed(offset: timedelta) -> tuple[str, tzinfo]:
    if not offset:
        return "UTC", UTC
    minutes = abs(round(offset.total_seconds() / 60))
    sign = "-" if offset < timedelta(0) else "+"
    return f"UTC{sign}{minutes // 60:02}:{minutes % 60:02}", timezone(offset)


def to_utc(local: datetime, rules: tzinfo | None) -> datetime | None:
    """Convert a naive local time; None where the zone's rules are not known or the year is out."""
    if rules is None:
        return None
    try:
        return local.replace(tzinfo=rules).astimezone(UTC)
    except OverflowError:
        return None
