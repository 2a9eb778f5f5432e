"""Durations, sets and references to past, present and future."""

from __future__ import annotations

from typing import Final

from pipelines.dates.english.relative import IN_FUTURE
from pipelines.dates.english.words import (
    SEASONS,
    count_of,
    month_number,
    ordinal_of,
    unit_of,
    weekday_number,
)
from pipelines.dates.readings import Duration, Reading, Reference, Repeat, Unit
from pipelines.dates.rules import Groups, Rule

REF: Final = "2022-10-05"

_LETTERS: Final[dict[Unit, str]] = {
    "second": "PT{}S", "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "night": "P{}D",
    "weekend": "P{}WE", "week": "P{}W", "month": "P{}M", "quarter": "P{}Q", "season": "P{}SE",
    "year": "P{}Y", "decade": "P{}DE", "century": "P{}CE",
}  # fmt: skip
_MULTIPLES: Final[dict[Unit, tuple[int, Unit]]] = {
    "decade": (10, "year"), "century": (100, "year"), "fortnight": (2, "week"),
}  # fmt: skip
_ADVERBS: Final = {
    "hourly": "XXXX-XX-XXTXX", "daily": "XXXX-XX-XX", "nightly": "XXXX-XX-XXTNI",
    "weekly": "XXXX-WXX", "biweekly": "P2W", "monthly": "XXXX-XX", "quarterly": "XXXX-QX",
    "annually": "XXXX", "yearly": "XXXX", "annual": "XXXX", "everyday": "XXXX-XX-XX",
}  # fmt: skip


_PARTS: Final = {
    "hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y",
    "quarter": "P25Y",
}  # fmt: skip
_PER: Final = (
    r"(?:\d|\b(?:million|billion|thousand|hundred|once|twice|times|tons|tonnes|barrels|dollars"
    r"|cents"
    r"|percent|people|missiles|rockets|tests|launches|flights|visits|articles|hours|days|units"
    r"|miles)|%) "
)
"""What stands before "a year" where it means each year."""


def length(unit: Unit, count: float | None) -> str:
    """Write a length as TIMEX3 does: P3Y, PT2H, PXM; decades and centuries in years."""
    if count is None:
        return _LETTERS.get(unit, "P{}W").format("X")
    if unit in _MULTIPLES:
        factor, unit = _MULTIPLES[unit]
        count *= factor
    return _LETTERS[unit].format(int(count) if count == int(count) else count)


def _duration(groups: Groups) -> Reading | None:
    word = groups["unit"] or ""
    unit = unit_of(word)
    count = 1 if groups.get("one") else count_of(groups.get("number") or groups.get("number_b"))
    if word[0].isupper() or (unit == "second" and not word.endswith("s")):
        return None  # the Seven Days Inn; a second missile
    if count is not None and groups.get("half"):
        count += 0.5
    return Duration(length(unit, count))


def _every(groups: Groups) -> Reading | None:
    if word := groups.get("weekday"):
        return Repeat(f"XXXX-WXX-{weekday_number(word)}")
    if word := groups.get("month"):
        return Repeat(f"XXXX-{month_number(word):02}")
    if word := groups.get("season"):
        return Repeat(f"XXXX-{SEASONS[word.lower()]}")
    if groups.get("day_part"):
        return Repeat("XXXX-XX-XX")
    unit = unit_of(groups["unit"] or "")
    count = count_of(groups.get("number")) if groups.get("number") else None
    if groups.get("other"):
        count = 2
    return Repeat(length(unit, count or 1))


RULES: Final = (
    Rule(
        name="duration",
        pattern=(
            r"(?:the )?(?:{approx} )?(?:(?:(?:an|a|the) )?{extent:} )?(?:{number}|{vague_number})"
            r"(?:(?: to |-to-| or |-)(?P<number_b>{number:}))?(?P<half> and a half)?[ -]"
            r"(?:{pace:} )*{unit}"
            r"(?:[- ](?:long|old|older)|s?'?s? worth)?(?: and a half)?(?: in a row| running|"
            r" period)?"
        ),
        read=_duration,
        examples=(
            ("three years", REF, "P3Y"),
            ("an eight-year war", REF, "P8Y"),
            ("more than four hours", REF, "PT4H"),
            ("several months", REF, "PXM"),
            ("three weeks in a row", REF, "P3W"),
            ("nearly two decades", REF, "P20Y"),
        ),
        never=("Seven Days Inn", "a second missile", "one second-stage motor", "will one day be"),
        not_after=r"[$\d.,]|\b(?:will|may|could|might|would|shall|'ll) |" + IN_FUTURE,
        not_before=(
            r"-(?:stage|term|round|class|rate|degree|hand|in|largest|biggest|quarter|half)"
            r"|s?'s? (?:before|ago)"
        ),
    ),
    Rule(
        name="duration_of_one",
        pattern=(
            r"(?:the )?(?:{approx} )?(?:(?P<one>an?|another|the entire|the whole)"
            r"|(?:an|a|the) {extent:})(?P<half> and a half)?[ -](?:{pace:} )*{unit}"
            r"(?:[- ](?:long|old|older)|'s worth)?(?: and a half)?(?: in a row| running| period)?"
        ),
        read=lambda g: _duration(dict(g) | {"one": "a"}),
        examples=(("over a week", REF, "P1W"), ("a year-long trial", REF, "P1Y")),
        never=("a second missile", "$33 million a year", "over a quarter million jobs"),
        not_after=r"[$\d.,]|" + _PER + "|" + IN_FUTURE,
        not_before=(
            r"-(?:stage|term|round|class|rate|degree|hand|in|largest|biggest|quarter|half)"
            r"| (?:million|billion|century|mile|of (?:a|the|all|its|his|our))\b"
        ),
    ),
    Rule(
        name="half_unit",
        pattern=(
            r"(?:{approx} )?(?:(?:a )?half(?:[- ]an? |[- ])|half of an? )(?P<half>hour|day|year"
            r"|decade|century)"
            r"|a quarter(?:[- ]|[- ]of a )(?P<quarter>century)"
        ),
        read=lambda g: Duration(_PARTS[(g["half"] or "quarter").lower()]),
        examples=(
            ("half an hour", REF, "PT30M"),
            ("a half-century", REF, "P50Y"),
            ("a quarter-century of talks", REF, "P25Y"),
        ),
        never=("the first half of the year", "a quarter of the century's rain"),
    ),
    Rule(
        name="long_unit",
        pattern=r"(?P<unit>hour|day|week|month|year|decade)long",
        read=lambda g: Duration(length(unit_of(g["unit"] or ""), 1)),
        examples=(("the weeklong visit", REF, "P1W"),),
    ),
    Rule(
        name="as_many",
        pattern=(
            r"(?P<lead>(?:{number}|{ordinal}) (?:[a-z-]+ ){0,4}(?:in|over|within) )as many {unit}"
        ),
        read=lambda g: Duration(
            length(
                unit_of(g["unit"] or ""),
                count_of(g["number"]) if g["number"] else ordinal_of(g["ordinal"] or ""),
            )
        ),
        examples=(
            ("its second launch in as many days", REF, "P2D"),
            ("three tests in as many weeks", REF, "P3W"),
        ),
    ),
    Rule(
        name="recent_units",
        pattern=r"(?:the )?(?:more |most )?recent {unit}",
        read=lambda g: Reference("PAST_REF"),
        examples=(("in recent months", REF, "PAST_REF"),),
    ),
    Rule(
        name="bare_plural",
        pattern=r"(?:the )?(?P<unit>years|months|weeks|days|hours|minutes|decades|centuries)",
        read=lambda g: Duration(length(unit_of(g["unit"] or ""), None)),
        examples=(("for months", REF, "PXM"), ("within weeks", REF, "PXW")),
        never=("in years gone by", "the early days"),
        after=(
            r"\b(?:for|over|within|after|in|during|follows?|took|take|last|lasted|lasts|spent|of"
            r"|and|or) "
        ),
        not_before=r" (?:gone|ahead|to come|past|when|old)\b|-",
    ),
    Rule(
        name="every",
        pattern=(
            r"(?:each|every)(?: and every)? (?:(?P<other>other|second) |{number} )?(?:{weekday}"
            r"|{month}|{season}|{day_part}|{unit})"
        ),
        read=_every,
        examples=(
            ("every week", REF, "P1W"),
            ("each July", REF, "XXXX-07"),
            ("every Monday", REF, "XXXX-WXX-1"),
        ),
    ),
    Rule(
        name="per_unit",
        pattern=r"an? (?P<unit>day|week|month|year|hour)",
        read=lambda g: Repeat(length(unit_of(g["unit"] or ""), 1)),
        examples=(("$33 million a year", REF, "P1Y"), ("twice a week", REF, "P1W")),
        never=("a year ago", "lasts a year or more", "takes a week to build"),
        after=_PER,
        not_after=(
            r"\b(?:was|is|has|takes|lasts|after|as|spends|needs|this|its|his|for|says|plus"
            r"|requires|lets|means|gets|costs) "
        ),
        not_before=r" (?:ago|earlier|later|or|before|after|and|to|of|from|in advance)\b|-",
    ),
    Rule(
        name="per",
        pattern=r"per (?P<unit>day|week|month|year|annum|hour|decade)",
        read=lambda g: Repeat(
            length("year" if (g["unit"] or "") == "annum" else unit_of(g["unit"] or ""), 1)
        ),
        examples=(("100 per month", REF, "P1M"),),
        never=("300 km per hour", "metres per second"),
        not_after=r"(?:km|kilomet(?:er|re)s|miles|mph|met(?:er|re)s|feet|knots) ",
    ),
    Rule(
        name="adverb_of_repetition",
        pattern=r"(?P<word>hourly|daily|nightly|weekly|biweekly|monthly|annually|yearly|everyday)",
        read=lambda g: Repeat(_ADVERBS[(g["word"] or "").lower()]),
        examples=(("the daily tally", REF, "XXXX-XX-XX"), ("annually", REF, "XXXX")),
        never=("the Daily Mail", "China Daily reported", "a Weekly Standard"),
        not_before=r" (?:mail|telegraph|mirror|express|news|star|nk|beast|times|standard|show)\b",
        not_after=r"\b(?:asahi|china|korea|people's|the economic|global|business) ",
    ),
    Rule(
        name="present",
        pattern=(
            r"(?:right |just |even |until |till )?now|currently|at present|at the moment|at this"
            r" (?:time|moment)|this moment|to date|(?:for )?the time being|presently|these days"
            r"|nowadays|(?:the )?(?:present|modern)[- ]day|at this crucial moment"
        ),
        read=lambda g: Reference("PRESENT_REF"),
        examples=(("now", REF, "PRESENT_REF"), ("these days", REF, "PRESENT_REF")),
        not_before=r"'",
    ),
    Rule(
        name="current",
        pattern=r"current",
        read=lambda g: Reference("PRESENT_REF"),
        examples=(("its current position", REF, "PRESENT_REF"),),
        never=("direct current", "an ocean current"),
        not_after=r"\b(?:direct|alternating|ocean|electric|electrical|al|a strong) ",
        before=r" [a-z]",
        not_before=r" (?:of|in|from|flows?)\b",
    ),
    Rule(
        name="past",
        pattern=(
            r"(?:more |most |until |only )?recently|recent|lately|in the (?:recent )?past|(?:the"
            r" )?(?:recent|distant) past|once upon a time"
        ),
        read=lambda g: Reference("PAST_REF"),
        examples=(("recently", REF, "PAST_REF"), ("in the past", REF, "PAST_REF")),
        not_before=(
            r"-| (?:few|several|couple|\d|year|month|week|decade|century|day|quarter|hour|two"
            r"|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
            r"|fifty|hundred)"
        ),
    ),
    Rule(
        name="future",
        pattern=(
            r"the future|in the (?:near|not-too-distant|immediate|distant) future"
            r"|the (?:near|not-too-distant) future|the (?:near|short|long) term"
            r"|a later date|someday"
        ),
        read=lambda g: Reference("FUTURE_REF"),
        examples=(("in the near future", REF, "FUTURE_REF"),),
    ),
    Rule(
        name="soon",
        pattern=r"soon",
        read=lambda g: Reference("FUTURE_REF"),
        examples=(("It will soon begin", REF, "FUTURE_REF"),),
        never=("as soon as possible", "soon after the launch", "it soon became"),
        after=r"\b(?:will|may|could|might|would|shall|'ll|to) (?:[a-z]+ ){0,3}",
        not_before=r" (?:after|as)\b|-|er\b",
    ),
    Rule(
        name="one_day",
        pattern=r"one day",
        read=lambda g: Reference("FUTURE_REF"),
        examples=(("Islam will one day be", REF, "FUTURE_REF"),),
        never=("one day after the launch", "for one day"),
        after=r"\b(?:will|may|could|might|would|shall|'ll) ",
        not_before=r" (?:after|before|later|ago)\b",
    ),
    Rule(
        name="soon_will",
        pattern=r"soon(?P<tail> (?:will|would|may))",
        read=lambda g: Reference("FUTURE_REF"),
        examples=(("which it soon will begin selling", REF, "FUTURE_REF"),),
    ),
)
