"""Does a clause speak of what was or of what will be?

A bare weekday, day or month looks back unless its clause looks ahead ("will meet on Friday",
"scheduled for Tuesday", "until May"). The verb nearest before the expression decides; where none
stands there, the first one after it does.
"""

from __future__ import annotations

import re
from typing import Final

from pipelines.dates.resolve import Direction

_WINDOW: Final = 100
"""Code points of a clause that are looked at on each side."""

_GOVERNED: Final = 5
"""Words after "will" that still look ahead although one of them looks back ("will be held")."""

_ABBREVIATED = "".join(
    rf"(?<!\b{word})"
    for word in ("mr", "ms", "mrs", "dr", "gen", "sen", "rep", "gov", "lt", "col", "st", "u.s", "u.n",
                 "jan", "feb", "aug", "sept", "oct", "nov", "dec", "inc", "co", "corp", "no")
)  # fmt: skip
_END = re.compile(
    rf"(?<![ .][a-z]){_ABBREVIATED}\.[\"')]*\s|[;!?][\"')]*\s|\n\s*\n|\. *\n", re.IGNORECASE
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


def direction(text: str, start: int, end: int) -> Direction:
    """Return 1 where the clause around an expression looks ahead, -1 where back, 0 unknown."""
    left = text[max(0, start - _WINDOW) : start].lower()
    found = _before(left[_clause_start(left) :])
    if found:
        return found
    right = text[end : end + _WINDOW].lower()
    ended = _END.search(right)
    return _after(right[: ended.start()] if ended else right)


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


def _clause_start(left: str) -> int:
    start = 0
    for match in _END.finditer(left):
        start = match.end()
    return start
