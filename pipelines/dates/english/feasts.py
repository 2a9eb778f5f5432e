"""Feasts and commemorations that news uses as dates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from pipelines.dates.english.words import any_of, year_of
from pipelines.dates.readings import Feast, Reading
from pipelines.dates.rules import Groups, Rule

REF: Final = "2022-10-05"

# (month, day)
FIXED: Final[dict[str, tuple[int, int]]] = {
    "new year's day": (1, 1), "new year's eve": (12, 31), "new year's": (1, 1),
    "valentine's day": (2, 14), "saint valentine's day": (2, 14), "st. patrick's day": (3, 17),
    "april fools' day": (4, 1), "april fool's day": (4, 1), "may day": (5, 1), "d-day": (6, 6),
    "juneteenth": (6, 19), "independence day": (7, 4), "bastille day": (7, 14),
    "halloween": (10, 31), "guy fawkes day": (11, 5), "veterans day": (11, 11),
    "armistice day": (11, 11), "christmas eve": (12, 24), "christmas day": (12, 25),
    "christmas": (12, 25), "boxing day": (12, 26), "pearl harbor day": (12, 7),
    "day of the sun": (4, 15), "day of the shining star": (2, 16), "victory day": (5, 9),
    "liberation day": (8, 15), "groundhog day": (2, 2), "earth day": (4, 22),
}  # fmt: skip
# (month, ISO weekday, number; -1 is the last)
WEEKDAY_OF_MONTH: Final[dict[str, tuple[int, int, int]]] = {
    "martin luther king day": (1, 1, 3), "mlk day": (1, 1, 3), "presidents' day": (2, 1, 3),
    "presidents day": (2, 1, 3), "mother's day": (5, 7, 2), "memorial day": (5, 1, -1),
    "father's day": (6, 7, 3), "labor day": (9, 1, 1), "columbus day": (10, 1, 2),
    "thanksgiving day": (11, 4, 4), "thanksgiving": (11, 4, 4),
}  # fmt: skip
# Days from a named feast.
AFTER: Final[dict[str, tuple[str, int]]] = {
    "black friday": ("thanksgiving", 1), "cyber monday": ("thanksgiving", 4),
    "good friday": ("easter", -2), "easter monday": ("easter", 1), "easter sunday": ("easter", 0),
    "palm sunday": ("easter", -7), "ash wednesday": ("easter", -46), "pentecost": ("easter", 49),
}  # fmt: skip
KEYS: Final = (*FIXED, *WEEKDAY_OF_MONTH, *AFTER, "easter")


def day_of(key: str, year: int) -> date:
    """Return the day of a feast in a year (Gregorian; Western Easter)."""
    if key in FIXED:
        return date(year, *FIXED[key])
    if key in AFTER:
        other, days = AFTER[key]
        return day_of(other, year) + timedelta(days=days)
    if key == "easter":
        return _easter(year)
    month, weekday, number = WEEKDAY_OF_MONTH[key]
    first = date(year, month, 1)
    first += timedelta(days=(weekday - first.isoweekday()) % 7)
    if number > 0:
        return first + timedelta(weeks=number - 1)
    last = first + timedelta(weeks=4)
    return last if last.month == month else last - timedelta(weeks=1)


def _easter(year: int) -> date:
    """Reckon Easter Sunday (the Gregorian computus of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _feast(groups: Groups) -> Reading:
    key = " ".join((groups["feast"] or "").lower().split())
    year = groups.get("year")
    return Feast(key, year_of(year) if year else None)


RULES: Final = (
    Rule(
        name="feast",
        pattern=rf"(?P<feast>{any_of(KEYS)})(?:,? (?:of |in )?{{year}})?",
        read=_feast,
        examples=(
            ("Christmas 1963", "", "1963-12-25"),
            ("on New Year's Day", "2022-02-01", "2022-01-01"),
            ("Thanksgiving 2022", "", "2022-11-24"),
            ("easter 2018", "", "2018-04-01"),
        ),
        never=("Christmas Island", "Easter Island", "the Easter Rising"),
        not_after=r"\bwhite ",
        not_before=(
            r" (?:island|rising|offensive|tree|gifts?|card|shopping|season|sales|parade|egg"
            r"|bunny)"
        ),
    ),
)
