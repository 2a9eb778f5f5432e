"""Does a clause speak of what was or of what will be?

A bare weekday, day or month looks back unless its clause looks ahead ("will meet on Friday",
"scheduled for Tuesday", "until May"). The cue nearest before the expression decides.
"""

from __future__ import annotations

import re

from pipelines.dates.resolve import Direction

_WINDOW = 100
_CLAUSE = re.compile(r"[.;!?][\"')]*\s|\n\s*\n")
_AHEAD = (
    r"will|'ll|won't|would|shall|going to|(?:is|are|was|were) to\b|to be|set to|set for|due|plans? to|plans? for"
    r"|planned|planning|(?:re)?scheduled?|slated|(?<!-)expects?|(?<!-)expected|expires?|expire|expiring"
    r"|upcoming|until|till|deadline|payable|effective|by|ahead of|hopes? to|intends?|next|tentatively"
    r"|may|might|can|could|should|must|ending|extended to|through|coming|of record"
    r"|to (?:begin|start|meet|hold|open|discuss|vote|resume|visit|travel|launch|take|arrive|leave"
    r"|return|end|go|continue|report|announce|decide|give|make)"
)
_BACK = (
    r"said|told|announced|reported|was|were|had|has|have|did|met|held|took|came|began|went|fell|rose"
    r"|won|lost|left|made|gave|found|sent|shot|fired|became|broke|struck|hit|flew|since|says|saw"
    r"|ago|after|[a-z]{2,}(?<!sched)(?<!us)ed"
)
_CUE = re.compile(rf"\b(?:(?P<ahead>{_AHEAD})|(?P<back>{_BACK}))\b")
_GOVERNED = 5
"""Words after "will" that still look ahead although one of them looks back ("will be held")."""


def direction(text: str, start: int, end: int) -> Direction:
    """Return 1 where the clause before an expression looks ahead, -1 where back, 0 unknown."""
    left = text[max(0, start - _WINDOW) : start].lower()
    found = _nearest(left[_clause_start(left) :])
    if found == 0 and (right := _END.split(text[end : end + _WINDOW], maxsplit=1)[0]):
        found = 1 if _WILL.search(right) else -1
    return found


def _nearest(clause: str) -> Direction:
    ahead_at, found = -1, 0
    for match in _CUE.finditer(clause):
        if match["ahead"]:
            ahead_at, found = match.end(), 1
        elif ahead_at < 0 or clause.count(" ", ahead_at, match.start()) > _GOVERNED:
            found = -1
        elif match["back"] in {"said", "told", "announced", "reported", "says", "met", "since"}:
            found = -1
    return found  # type: ignore[return-value]


_WILL = re.compile(r"\b(?:will|'ll|is to|are to|plans? to|is expected|are expected|scheduled)\b")
_END = re.compile(r"[.;!?][\"')]*\s|\n\s*\n")


def _clause_start(left: str) -> int:
    start = 0
    for match in _CLAUSE.finditer(left):
        start = match.end()
    return start
