"""Times of day, with or without a zone."""

from __future__ import annotations

from typing import Final

from pipelines.dates.english.words import DAY_PARTS, SMALL_NUMBERS
from pipelines.dates.readings import Clock, Reading
from pipelines.dates.rules import Groups, Rule

REF: Final = "2022-10-05"


def _clock(groups: Groups) -> Reading | None:
    digits = (groups.get("clock") or groups.get("hour") or "").replace(".", ":")
    if not digits[:1].isdigit():
        digits = str(SMALL_NUMBERS[digits.lower()])
    hour, *rest = (int(part) for part in digits.split(":"))
    half = (groups.get("half_day") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 24:
        return None
    minute = rest[0] if rest else None
    second = rest[1] if len(rest) > 1 else None
    part = groups.get("day_part")
    if part and not half and hour < 12 and DAY_PARTS[part.lower().split()[-1]] in {"AF", "EV"}:
        hour += 12  # at six o'clock in the evening
    return Clock(hour, minute, second, zone=groups.get("zone"), half=half[:1] or None)


def _military(groups: Groups) -> Reading | None:
    digits = groups["digits"] or ""
    hour, minute = int(digits[:2]), int(digits[2:])
    if hour > 24 or minute > 59:
        return None
    return Clock(hour, minute, zone=groups.get("zone"))


def _named(groups: Groups) -> Reading:
    word = (groups["word"] or "").lower()
    hour = {"noon": 12, "midday": 12, "midnight": 24}[word]
    return Clock(hour, zone=groups.get("zone"))


def _part(groups: Groups) -> Reading | None:
    if (groups["part"] or "") == "Dawn":
        return None  # a name
    return Clock(part=DAY_PARTS[(groups["part"] or "").lower().replace("-", " ").split()[-1]],
                 zone=groups.get("zone"))  # fmt: skip


_ZONE = r"(?:,? \(?{zone})?"

RULES: Final = (
    Rule(
        name="clock",
        pattern=r"{clock}(?: ?{half_day}\.?| ?hrs)?(?: in the {day_part})?" + _ZONE,
        read=_clock,
        examples=(
            ("on Oct. 4, 2022 at 6:10 p.m. local time", "", "2022-10-04T18:10"),
            ("at 22:40 GMT on Oct. 4, 2022", "", "2022-10-04T22:40"),
        ),
        never=("a ratio of 3:45:12:1", "Psalm 23:4"),
        not_after=r"[\d:.$]|psalm |verse |genesis |matthew |luke ",
        not_before=r"[:\d]",
    ),
    Rule(
        name="hour_half_day",
        pattern=r"(?P<hour>\d\d?(?:\.\d\d)?|{hour_word:})[ -]?{half_day}\.?" + _ZONE,
        read=_clock,
        examples=(("10 p.m. on Feb. 11, 1998", "", "1998-02-11T22:00"),),
        never=("40 p.m.",),
        not_after=r"[\d:.$,]",
        not_before=r"\w",
    ),
    Rule(
        name="oclock",
        pattern=r"(?P<hour>\d\d?|{hour_word:}) ?o'? ?clock(?: in the {day_part})?" + _ZONE,
        read=_clock,
        examples=(
            ("at six o'clock on 3 May 1999", "", "1999-05-03T06:00"),
            ("six o'clock in the evening on 3 May 1999", "", "1999-05-03T18:00"),
        ),
    ),
    Rule(
        name="military_clock",
        pattern=(
            r"(?P<digits>\d{4})(?: ?(?:hours|hrs|h))?,? ?\(?{zone}|(?P<digits_b>\d{4}) ?(?:hours"
            r"|hrs)"
        ),
        read=lambda g: _military(dict(g) | {"digits": g["digits"] or g["digits_b"]}),
        examples=(
            ("2240 GMT on Oct. 3, 2022", "", "2022-10-03T22:40"),
            ("at 0923 KST on May 4, 2019", "", "2019-05-04T09:23"),
            ("2240GMT on Oct. 3, 2022", "", "2022-10-03T22:40"),
        ),
        never=("4500 GMT", "2022 Korean"),
        not_after=r"[\d:.$,-]",
    ),
    Rule(
        name="noon",
        pattern=r"(?P<word>noon|midday|midnight)" + _ZONE,
        read=_named,
        examples=(("noon on Thursday", "1998-02-13", "1998-02-12T12:00"),),
        never=("midnight oil",),
        not_before=r" (?:oil|express|sun)|-",
    ),
    Rule(
        name="part_of_day",
        pattern=(
            r"(?:(?:in |during |on |at )?(?:the )?(?:early |late |small |pre-?dawn |wee )?hours"
            r" of (?:the )?)?(?:the )?"
            r"(?:(?:early|late|mid)[- ]?)?(?P<part>morning|afternoon|evening|night|dawn|daybreak"
            r"|dusk|nightfall)(?: hours)?" + _ZONE
        ),
        read=_part,
        examples=(("on the morning of 31 January 1965", "", "1965-01-31TMO"),),
        never=("Good evening from Seoul", "Operation Red Dawn", "the morning-after pill"),
        not_after=r"\b(?:good|red|golden|opening|every|each|a|one|operation|at) ",
        not_before=r"-| of (?:a|an|the|national|new)\b",
    ),
    Rule(
        name="overnight",
        pattern=r"overnight",
        read=lambda g: Clock(part="NI", last_night=True),
        examples=(("It was fired overnight.", REF, "2022-10-04TNI"),),
        never=("an overnight success", "overnight stay"),
        not_before=r" (?:success|stays?|sensation|bag|delivery|shipping|train)",
    ),
    Rule(
        name="at_night",
        pattern=r"(?P<lead>at )night",
        read=lambda g: Clock(part="NI", any_day=True),
        examples=(("moved only at night", REF, "XXXX-XX-XXTNI"),),
    ),
)
