"""Does a clause speak of what was or of what will be?

A bare weekday, day or month looks back unless its clause looks ahead ("will meet on Friday",
"scheduled for Tuesday", "until May"). The verb nearest before the expression decides; where none
stands there, the first one after it does.
"""

from __future__ import annotations

import re
from typing import Final, Literal

Direction = Literal[-1, 0, 1]

_WINDOW: Final = 100
"""Code points of a clause that are looked at on each side."""

_GOVERNED: Final = 5
"""Words after "will" that still look ahead although one of them looks back ("will be held")."""

_AHEAD: Final = frozenset(
    """will 'll won't would shall due planned planning schedule scheduled rescheduled slated expects
    expect expected expires expire expiring upcoming deadline payable effective intends intend next
    tentatively may might can could should must coming""".split()
)
_AHEAD_PAIRS: Final = frozenset(
    "going to|is to|are to|was to|were to|to be|set to|set for|plans to|plans for|plan to|ahead of"
    "|hopes to|hope to|extended to|of record".split("|")
) | {
    f"to {verb}"
    for verb in """begin start meet hold open discuss vote resume visit travel launch take arrive
    leave return end go continue report announce decide give make expire""".split()
}  # fmt: skip
_BACK: Final = frozenset(
    """said told was were had has have did met held took came began went fell rose won lost left
    made gave found sent shot became broke struck hit flew since says saw ago brought got put ran
    quit""".split()
)
_REPORTING: Final = frozenset({"said", "told", "announced", "reported", "says", "since"})
_UNTIL: Final = frozenset({"until", "till"})
_NOT_UNTIL: Final = frozenset(
    {"not", "lasted", "did", "didn't", "wasn't", "weren't", "continued", "from"}
)
"""What makes "until Friday" look back: it did not rain until Friday."""

_WEAK: Final = frozenset({"until", "till", "through"})
_NEAR_BY: Final = 3
"""Words before a date in which "by" bounds it ("by early Monday"); further off it names who did
what ("fired by the North on Monday")."""
_NO_VERBS_AFTER: Final = frozenset({"a", "an", "the", "still", "its"})
_VERBAL_PREFIXES: Final = ("test-", "flight-", "re-")
"""With others, "nuclear-armed", no verb is joined."""
_NO_PARTICIPLES: Final = frozenset({"need", "indeed", "red", "united", "hundred", "speed", "seed"})

_WORD = re.compile(r"[a-z'-]+")
_STOP = re.compile(r"[.;!?][\"')]*(?=\s)|\n[ \t]*\n")
_NO_STOP = re.compile(
    r"(?:\b[a-z]|\.[a-z]|\b(?:mr|ms|mrs|dr|gen|sen|rep|gov|lt|col|st|adm|maj|sgt|jan|feb|mar|apr"
    r"|jun"
    r"|jul|aug|sept|sep|oct|nov|dec|inc|co|corp|ltd|no|vs|approx|mon|tue|wed|thu|fri))\Z",
    re.IGNORECASE,
)


def direction(text: str, start: int, end: int) -> Direction:
    """Return 1 where the clause around an expression looks ahead, -1 where back, 0 unknown."""
    begin = max(0, start - _WINDOW)
    clause = text[last_stop(text, begin, start) : start].lower()
    found = _before(_WORD.findall(clause))
    if found:
        return found
    right = text[end : end + _WINDOW].lower()
    stop = _STOP.search(right)
    return _after(_WORD.findall(right[: stop.start()] if stop else right))


def last_stop(text: str, start: int, end: int) -> int:
    """Return where the last sentence of a stretch of text begins. "Jan." and initials end none."""
    last = start
    for match in _STOP.finditer(text, start, end):
        place = match.start()
        if text[place] != "." or not _NO_STOP.search(text, max(0, place - 7), place):
            last = match.end()
    return last


def _before(words: list[str]) -> Direction:
    """Let the last verb decide, except one that "will" still governs; "by" only if no verb does."""
    found: Direction = 0
    weak: Direction = 0
    reported = False
    ahead_at = -1 - _GOVERNED
    for place, word in enumerate(words):
        sense = _sense(words, place)
        if sense > 0:
            found, ahead_at = 1, place
        elif sense < 0 and (place - ahead_at > _GOVERNED or word in _REPORTING):
            found, reported = -1, word in _REPORTING
        elif word in _WEAK or (word == "by" and len(words) - place <= _NEAR_BY):
            weak = 1
    if words and words[-1] in _UNTIL and not _NOT_UNTIL.intersection(words):
        return 1
    return weak if weak and reported else found or weak


def _after(words: list[str]) -> Direction:
    return next((sense for place in range(len(words)) if (sense := _sense(words, place))), 0)


def _sense(words: list[str], place: int) -> Direction:
    word = words[place]
    if word in _AHEAD or (place and f"{words[place - 1]} {word}" in _AHEAD_PAIRS):
        return -1 if _is_past_perfect(words, place) else 1
    if word in _BACK:
        return -1
    verbal = "-" not in word or word.startswith(_VERBAL_PREFIXES)
    participle = verbal and word.endswith("ed") and word not in _NO_PARTICIPLES
    return -1 if participle and not (place and words[place - 1] in _NO_VERBS_AFTER) else 0


def _is_past_perfect(words: list[str], place: int) -> bool:
    """Whether the clause says that something had been due: it looks back."""
    before = words[max(0, place - 4) : place]
    return "been" in before and "had" in before
