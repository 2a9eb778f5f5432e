"""The words of English dates: what they mean, and the pattern macros made of them.

A macro is used in a rule's pattern as `{month}` (captured under its own name), `{month:second}`
(captured under another name) or `{month:}` (not captured).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pipelines.dates import zones
from pipelines.dates.readings import Unit


def _numbered(words: str, start: int = 1) -> dict[str, int]:
    return {word: number for number, word in enumerate(words.split(), start)}


def any_of(words: Iterable[str]) -> str:
    """Write words as an alternation, longest first."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


MONTHS: Final = _numbered(
    "january february march april may june july august september october november december"
) | {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS: Final = _numbered("monday tuesday wednesday thursday friday saturday sunday") | {
    "mon": 1, "tue": 2, "tues": 2, "wed": 3, "weds": 3, "thu": 4, "thur": 4, "thurs": 4,
    "fri": 5, "sat": 6, "sun": 7,
}  # fmt: skip
_ONES: Final = _numbered("one two three four five six seven eight nine")
_TEENS: Final = _numbered(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10
)
_TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
SMALL_NUMBERS: Final = _ONES | _TEENS | _TENS
_ORDINAL_ONES: Final = _numbered("first second third fourth fifth sixth seventh eighth ninth")
_ORDINAL_TEENS: Final = _numbered(
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
    "nineteenth", 10,
)  # fmt: skip
ORDINALS: Final = (
    _ORDINAL_ONES
    | _ORDINAL_TEENS
    | {"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60,
       "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100}
)  # fmt: skip
UNITS: Final[dict[str, Unit]] = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "night": "night",
    "weekend": "weekend", "week": "week", "fortnight": "fortnight", "month": "month",
    "quarter": "quarter", "season": "season", "year": "year", "decade": "decade",
    "century": "century", "centurie": "century",
}  # fmt: skip
SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DAY_PARTS: Final = {
    "morning": "MO", "midday": "MI", "noon": "MI", "lunchtime": "MI", "afternoon": "AF",
    "evening": "EV", "night": "NI", "overnight": "NI", "dawn": "MO", "daybreak": "MO",
    "sunrise": "MO", "dusk": "EV", "sunset": "EV", "nightfall": "EV", "midnight": "NI",
}  # fmt: skip
DECADES: Final = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6,
    "seventies": 7, "eighties": 8, "nineties": 9,
}  # fmt: skip

_tens_word = any_of(_TENS) + "(?:[- ]" + any_of(_ONES) + ")?"
_ordinal_word = (
    "(?:" + any_of(_TENS) + "[- ]" + any_of(_ORDINAL_ONES) + "|" + any_of(ORDINALS) + ")"
)
_day_number = r"(?:0?[1-9]|[12]\d|3[01])"
_full_months = [word for word in MONTHS if len(word) > 4 or word in {"may", "june", "july"}]
_short_months = [word for word in MONTHS if word not in _full_months]
_full_days = [word for word in WEEKDAYS if word.endswith("day")]
_short_days = [word for word in WEEKDAYS if not word.endswith("day")]
_unit = (
    r"(?:second|minute|hour|day|night|weekend|week|fortnight|month|quarter|year|decade)s?"
    r"|centur(?:y|ies)"
)
_zone_words = (
    any_of(zones.ABBREVIATIONS.keys() - {"z", "zulu", "west"} | zones.AMBIGUOUS)
    + r"|(?:gmt|utc) ?[+-] ?\d{1,2}(?::?\d\d)?|(?:gmt|utc)\d{1,2}"
    + "|" + any_of(zones.REGIONAL)
    + "|" + any_of(zones.PLACES) + "(?:'s)?(?: standard)? time"
    + "|(?:the )?(?:same )?local (?:standard )?time"
)  # fmt: skip

MACROS: Final[dict[str, str]] = {
    "month": any_of(_full_months) + "|" + any_of(_short_months) + r"\.?",
    "weekday": any_of(_full_days) + "|" + any_of(_short_days) + r"\.?",
    "full_weekday": any_of(_full_days),
    "day": _day_number,
    "day_ordinal": _day_number + "(?:st|nd|rd|th)",
    "ordinal": r"\d{1,3}(?:st|nd|rd|th)|" + _ordinal_word,
    "ordinal_word": _ordinal_word,
    "year": r"(?:1\d\d\d|20\d\d|21\d\d)",
    "year_words": (
        "(?:nineteen|eighteen|seventeen|twenty)[- ](?:hundred|oh[- ]" + any_of(_ONES) + "|"
        + any_of(_TEENS) + "|" + _tens_word + ")|(?:the year )?two thousand(?: (?:and )?(?:"
        + _tens_word + "|" + any_of(_ONES) + "|" + any_of(_TEENS) + "))?"
    ),
    "number": (
        r"\d{1,4}(?:\.\d)?|" + _tens_word + "|" + any_of(_TEENS) + "|" + any_of(_ONES)
        + "|(?:a|one) hundred|(?:a )?dozen|a couple(?: of)?|a pair of|half a dozen"
    ),
    "vague_number": (
        "several|a few|few|some|many|numerous|a number of|(?:a )?couple(?: of)?|dozens of"
        "|hundreds of|countless|a handful of|the first few"
    ),
    "unit": _unit,
    "one_unit": (
        "minute|hour|day|weekend|week|fortnight|month|quarter|year|decade|century"
    ),
    "big_unit": r"(?:day|week|month|quarter|year|decade)s?|centur(?:y|ies)",
    "season": any_of(SEASONS),
    "day_part": "(?:(?:early|late|mid)[- ])?" + any_of(DAY_PARTS.keys() - {"overnight"}),
    "clock": r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?",
    "hour_word": "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve",
    "half_day": r"[ap]\.?m",
    "zone": _zone_words,
    "decade_word": any_of(DECADES),
    "extent": "(?:additional|further|extra|entire|full|whole|estimated|single)",
    "pace": (
        "(?:more|full|whole|straight|consecutive|long|short|additional|solid|bloody|trading"
        "|business"
        "|working|calendar|successive)"
    ),
    "approx": (
        "(?:about|around|approximately|roughly|nearly|almost|some|more than|less than|over|under"
        "|at least|at most|up to|as many as|as long as|no more than|no less than|just over"
        "|just under|the better part of|only|just)"
    ),
}  # fmt: skip


def month_number(word: str) -> int:
    """Read a month's name or abbreviation."""
    return MONTHS[word.lower().rstrip(".")]


def weekday_number(word: str) -> int:
    """Read a weekday's name or abbreviation; Monday is 1."""
    return WEEKDAYS[word.lower().rstrip(".")]


def unit_of(word: str) -> Unit:
    """Read a unit in singular or plural."""
    word = word.lower()
    return UNITS[word if word in UNITS else word.removesuffix("ies") + "y"
                 if word.endswith("ies") else word.removesuffix("s")]  # fmt: skip


def count_of(word: str | None) -> float | None:
    """Read a number in digits or words; null for a vague one ("several")."""
    if word is None:
        return None
    word = " ".join(word.lower().replace("-", " ").split()).removesuffix(" of")
    if word[0].isdigit():
        return float(word) if "." in word else int(word)
    fixed = {"a": 1, "an": 1, "a couple": 2, "couple": 2, "a pair": 2, "a dozen": 12, "dozen": 12,
             "half a dozen": 6, "a hundred": 100, "one hundred": 100}  # fmt: skip
    if word in fixed:
        return fixed[word]
    if all(part in SMALL_NUMBERS for part in word.split()):
        return sum(SMALL_NUMBERS[part] for part in word.split())
    return None


def ordinal_of(word: str) -> int:
    """Read "third", "3rd" or "twenty-third"."""
    word = word.lower()
    if word[0].isdigit():
        return int(word.rstrip("stndrh"))
    parts = word.replace("-", " ").split()
    return sum(_TENS.get(part) or ORDINALS[part] for part in parts)


def year_of(word: str) -> int:
    """Read a year in digits or as spoken ("nineteen ninety-six", "two thousand and five")."""
    word = " ".join(word.lower().replace("-", " ").split()).removeprefix("the year ")
    if word.isdigit():
        return int(word)
    if word.startswith("two thousand"):
        return 2000 + sum(SMALL_NUMBERS[part] for part in word.split()[2:] if part != "and")
    century, *rest = word.split()
    if rest == ["hundred"]:
        return SMALL_NUMBERS[century] * 100
    return SMALL_NUMBERS[century] * 100 + sum(SMALL_NUMBERS[part] for part in rest if part != "oh")
