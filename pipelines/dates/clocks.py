"""Clock times that stand side by side share what only one of them tells.

"At 2:59 a.m. and 3:23 a.m. on Friday" names two times on one day; "7:50 a.m. (22:50 GMT)" names
one instant twice, so that the second may lie on another calendar day than the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipelines.dates.readings import Clock, Reading, Timed
from pipelines.dates.rules import Token

_SIDE_BY_SIDE: Final = {
    "and",
    "to",
    "-",
    "~",
    "--",
    "through",
    "until",
    "or",
    ",",
    ", and",
    "and at",
}
_SAME_INSTANT: Final = {"(", "or", ", or", "/", "[", "which is"}
_LONGEST_GAP: Final = 10


def share(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Fill day, zone and half of the day from a neighbour; mark what converts the time before."""
    out = list(tokens)
    for place in range(len(out) - 2, -1, -1):
        left, right = out[place], out[place + 1]
        if _gap(text, left, right) in _SIDE_BY_SIDE:
            reading = _filled(left.reading, right.reading)
            out[place] = replace(left, reading=reading) if reading else left
    for place in range(1, len(out)):
        left, right = out[place - 1], out[place]
        if _gap(text, left, right) in _SAME_INSTANT:
            reading = _converting(left.reading, right.reading)
            out[place] = replace(right, reading=reading) if reading else right
    return out


def _gap(text: str, left: Token, right: Token) -> str:
    if right.start - left.end > _LONGEST_GAP:
        return "\0"
    return " ".join(text[left.end : right.start].lower().split())


def _hour(reading: Reading) -> Clock | None:
    clock = reading.clock if isinstance(reading, Timed) else reading
    return clock if isinstance(clock, Clock) and clock.hour is not None else None


def _filled(left: Reading, right: Reading) -> Reading | None:
    """Give "2:59 a.m." the Friday of "3:23 a.m. on Friday"; "12:34" the p.m. of "12:39 p.m."."""
    told = _hour(right)
    if not isinstance(left, Clock) or left.hour is None or told is None:
        return None
    hour = left.hour
    if not left.half and told.half == "p" and hour < 12:
        hour += 12
    clock = replace(left, hour=hour, zone=left.zone or told.zone)
    return Timed(right.day, clock) if isinstance(right, Timed) else clock


def _converting(left: Reading, right: Reading) -> Reading | None:
    """Let "22:50 GMT" in brackets be the instant of the "7:50 a.m." before them."""
    told = _hour(left)
    if told is None or not isinstance(right, Clock) or right.hour is None or right.zone is None:
        return None
    return replace(right, converts=60 * (told.hour or 0) + (told.minute or 0))


def days_apart(clock: Clock) -> int:
    """Count the calendar days from the day of a time to that of its conversion: -1, 0 or 1.

    Zones lie between UTC-12 and UTC+14, so that the difference of the clocks tells their offset.
    """
    if clock.converts is None or clock.hour is None:
        return 0
    there = 60 * clock.hour + (clock.minute or 0)
    offset = (clock.converts - there + 11 * 60 + 59) % (24 * 60) - (11 * 60 + 59)
    return (clock.converts - offset - there) // (24 * 60)
