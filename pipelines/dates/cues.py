"""Does a clause speak of what was or of what will be?

A bare weekday, month or day looks back unless its clause looks ahead ("will meet on Friday",
"scheduled for Tuesday", "by May").
"""

from __future__ import annotations

import re

from pipelines.dates.resolve import Direction

_WINDOW = 110
_CLAUSE = re.compile(r"[.;!?][\"')]*\s|\n\s*\n|\b(?:said|told|announced|added|reported|says)\b")
_AHEAD = re.compile(
    r"\b(?:will|'ll|won't|would|shall|going to|(?:is|are|was|were) to\b|to be|set to|set for|due|plans?"
    r"|planned|planning|scheduled?|slated|expects?|expected|expires?|expire|upcoming|until|deadline"
    r"|payable|effective|by|ahead of|hopes? to|intends?|next|tentatively|may|might|can|could|should"
    r"|ending|to (?:begin|start|meet|hold|open|discuss|vote|resume|visit|travel|launch|take))\b"
)


def direction(text: str, start: int, end: int) -> Direction:
    """Return 1 where the clause around an expression looks ahead, else -1."""
    left = text[max(0, start - _WINDOW) : start].lower()
    clause = left[_clause_start(left) :]
    return 1 if _AHEAD.search(clause) else -1


def _clause_start(left: str) -> int:
    start = 0
    for match in _CLAUSE.finditer(left):
        start = match.end()
    return start
