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

_STOP = re.compile(r"[.;!?][\"')]*(?=\s)|\n[ \t]*\n")
_NO_STOP = re.compile(
    r"(?:\b[A-Za-z]|\.[A-Za-z]|\b(?:mr|ms|mrs|dr|gen|sen|rep|gov|lt|col|st|adm|maj|sgt|jan|feb|mar"
    r"|apr|jun|jul|aug|sept|sep|oct|nov|dec|inc|co|corp|ltd|no|vs|approx|mon|tue|wed|thu|fri))\Z",
    re.IGNORECASE,
)
_AHEAD = (
    r"will|'ll|won't|would|shall|going to|(?:is|are|was|were) to\b|to be|set to|set for|due"
    r"|plans? (?:to|for)|planned|planning|(?:re)?scheduled?|slated|(?<!-)expects?|(?<!-)expected"
    r"|expires?|expiring|upcoming|deadline|payable|effective|ahead of|hopes? to|intends?|next"
    r"|tentatively|may|might|can|could|should|must|ending|extended to|coming|of record"
    r"|to (?:begin|start|meet|hold|open|discuss|vote|resume|visit|travel|launch|take|arrive|leave"
    r"|return|end|go|continue|report|announce|decide|give|make)"
)
_BACK = (
    r"had been [a-z]+(?: to [a-z]+)?|said|told|was|were|had|has|have|did|met|held|took|came|began"
    r"|went|fell|rose|won|lost|left|made|gave|found|sent|shot|fired|became|broke|struck|hit|flew"
    r"|since|says|saw|ago|set on|brought|got|put|ran|quit"
    r"|(?<!\ban )(?<!\ba )(?<!the )(?<!still )(?<!its )[a-z]{2,}(?<!sched)(?<!\bus)(?<!need)(?<!inde)ed"
)
_WEAK = r"until|till|by|through"
_CUE = re.compile(rf"\b(?:(?P<ahead>{_AHEAD})|(?P<back>{_BACK})|(?P<weak>{_WEAK}))\b")
_REPORTING: Final = frozenset({"said", "told", "announced", "reported", "says", "since"})


def sentence_starts(text: str) -> list[int]:
    """Return where sentences begin, the first one at 0. "Jan." and initials end none."""
    starts = [0]
    for match in _STOP.finditer(text):
        place = match.start()
        if text[place] != "." or not _NO_STOP.search(text, max(0, place - 7), place):
            starts.append(match.end())
    return starts


def direction(text: str, start: int, end: int, sentence: int) -> Direction:
    """Return 1 where the clause around an expression looks ahead, -1 where back, 0 unknown.

    `sentence` is where the sentence of the expression begins.
    """
    found = _before(text[max(sentence, start - _WINDOW) : start].lower())
    if found:
        return found
    right = text[end : end + _WINDOW].lower()
    stop = _STOP.search(right)
    return _after(right[: stop.start()] if stop else right)


def _before(clause: str) -> Direction:
    """Let the last verb decide, except one that "will" still governs; "by" only if no verb does."""
    found: Direction = 0
    weak: Direction = 0
    ahead_at = -1
    for match in _CUE.finditer(clause):
        if match["ahead"]:
            ahead_at, found = match.end(), 1
        elif match["weak"]:
            weak = 1
        elif (
            ahead_at < 0
            or match["back"] in _REPORTING
            or clause.count(" ", ahead_at, match.start()) > _GOVERNED
        ):
            found = -1
    return found or weak


def _after(clause: str) -> Direction:
    for match in _CUE.finditer(clause):
        if match["back"] or match["ahead"]:
            return 1 if match["ahead"] else -1
    return 0
