"""Where sentences begin and end, for quoting: the page, `explain` and public exports cut alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

AROUND = 240
"""Characters shown before and after the quoted words at most: what a reader needs to judge them."""
_STOP = re.compile(r"[.!?…][\"”’)\]]*\s+(?=[\"“‘(\[]*[^\W\d_a-z])|\n+")
_SHORT = re.compile(r"(?:\b(?:[A-Z][a-z]{0,2}|Sept)|\.[A-Za-z])$")
"""Before a full stop: Oct, Gen, Mr, U.S; none of them ends a sentence here."""
_FULL_STOPS = (".", "!", "?", "…")


def first_of(text: str) -> str:
    """The first sentence of a text whose white space is single blanks."""
    stop = next(_stops(text, 0, len(text)), None)
    return text[: stop.end()].rstrip() if stop else text


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around some words, or so much of it as AROUND allows, cut between words."""
    low, high = max(0, start - AROUND), min(len(text), end + AROUND)
    before = [stop.end() for stop in _stops(text, low, start)]
    if text[end - 1 : end] in _FULL_STOPS:
        after = [end]
    else:
        after = [stop.start() + len(stop.group().rstrip()) for stop in _stops(text, end, high)]
    first = before[-1] if before else _next_word(text, low, start)
    last = after[0] if after else _last_word(text, end, high)
    return first, last


def _stops(text: str, low: int, high: int) -> Iterator[re.Match[str]]:
    for stop in _STOP.finditer(text, low, high + 2):  # what begins a sentence lies behind its stop
        short = _SHORT.search(text, max(0, stop.start() - 6), stop.start())
        if not short and stop.end() <= high:
            yield stop


def _next_word(text: str, low: int, start: int) -> int:
    if low == 0:
        return 0
    space = text.find(" ", low, start)
    return space + 1 if space >= 0 else start


def _last_word(text: str, end: int, high: int) -> int:
    if high == len(text):
        return high
    space = text.rfind(" ", end, high)
    return space if space >= 0 else end
