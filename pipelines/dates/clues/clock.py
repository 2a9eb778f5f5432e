"""A clock stamp that lies before what its own text reports as past."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pipelines.dates.clues.said import weekday_in
from pipelines.model import Stamp

_PLACES: Final = {
    "washington": "America/New_York", "us": "America/New_York", "new york": "America/New_York",
    "eastern": "America/New_York", "tokyo": "Asia/Tokyo", "japan": "Asia/Tokyo",
    "japanese": "Asia/Tokyo", "seoul": "Asia/Seoul", "korean": "Asia/Seoul",
    "pyongyang": "Asia/Pyongyang", "beijing": "Asia/Shanghai", "london": "Europe/London",
    "moscow": "Europe/Moscow",
}  # fmt: skip
_BEGINS: Final = {"morning": time(4), "afternoon": time(12), "evening": time(17), "night": time(18)}
_PART_OF_DAY = re.compile(
    r"\bon (?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s+"
    r"(?P<part>morning|afternoon|evening|night),?\s+(?P<place>[A-Z][\w.]*(?: York)?)\s+time\b",
    re.IGNORECASE,
)


def too_early(text: str, stamp: Stamp) -> str | None:
    """What the text reports although it began only after the stamp's instant, in words."""
    if stamp.time_utc is None:
        return None
    for match in _PART_OF_DAY.finditer(text):
        zone = _PLACES.get(match["place"].replace(".", "").lower())
        if zone is None:
            continue
        began = _began(match, zone, stamp)
        if stamp.time_utc < began < stamp.time_utc + timedelta(days=2):
            return (
                f"{stamp.text!r} lies before {match[0]!r}, which the text reports as past: "
                f"the day is kept, the clock time is not"
            )
    return None


def _began(match: re.Match[str], zone: str, stamp: Stamp) -> datetime:
    """The earliest instant of that part of the day nearest to the stamp's own day."""
    info = ZoneInfo(zone)
    weekday = weekday_in(match["weekday"]) or 1
    back = (stamp.day.isoweekday() - weekday) % 7
    day = date.fromordinal(stamp.day.toordinal() - back)
    return datetime.combine(day, _BEGINS[match["part"].lower()], info)
