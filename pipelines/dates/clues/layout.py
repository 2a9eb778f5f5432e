"""Which parts of a text are prose and which are the page around it.

Headlines of other articles, share buttons and archives carry dates and names that are not the
article's; a clue is read in prose, a stamp on a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

LEAST_PROSE: Final = 60
"""Code points of a paragraph; shorter ones are headings, buttons and stamps."""

_ENDS_LIKE_PROSE = re.compile(r"[.!?…][\"'”’)\]]*\s*(?:\(?[A-Z][\w. /&-]{1,40}\)?\s*)?$")
_AFTER_THE_END = re.compile(
    r"^\W*(?:related (?:articles?|stories|news|posts?)|more (?:from|on|stories)"
    r"|most (?:popular|read)"
    r"|read (?:more|also|next)|(?:leave|post) a comment|comments?|recommended"
    r"|you (?:may|might) also"
    r"|latest news|recent posts?|trending|archives?|no comments)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text with its offset. `tail` lines stand after the article's own end."""

    start: int
    text: str
    prose: bool
    tail: bool

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.start + len(self.text)


def lines(text: str) -> tuple[Line, ...]:
    """All lines that are not blank; where no line looks like prose, all of them count as prose."""
    found = tuple(_lines(text))
    if any(line.prose for line in found):
        return found
    return tuple(Line(line.start, line.text, True, line.tail) for line in found)


def _lines(text: str) -> Iterator[Line]:
    offset, tail = 0, False
    for raw in text.splitlines(keepends=True):
        content = raw.strip()
        if content:
            tail = tail or (len(content) < LEAST_PROSE and bool(_AFTER_THE_END.match(content)))
            prose = len(content) >= LEAST_PROSE and bool(_ENDS_LIKE_PROSE.search(content))
            yield Line(offset + raw.index(content[0]), content, prose and not tail, tail)
        offset += len(raw)


_PRESENT = re.compile(
    r"(?:\b[A-Z]\w*(?<!an)(?<!ese)\)?|\b(?:military|ministry|agency|media|officials?|government"
    r"|leader|council|minister|country))\s+(?:\w+ly\s+)?(?:fires?|launche?s|test-(?:fires|launches)|tests"
    r"|shoots|says?|reports?|claims?|confirms?|condemns?|announces?|accuses|warns|calls|urges|orders"
    r"|deploys|places|conducts|agree|votes|imposes|detects)\b"
)
_PAST = re.compile(
    r"(?<!has )(?<!have )(?<!had )\b(?:said|fired|launched|reported|condemned|told"
    r"|announced|conducted|held)\b"
)


def told_in_present(parts: tuple[Line, ...]) -> bool:
    """Whether the first sentence of prose is told as it happens: "North Korea fires a missile".

    Such briefs are of the day itself, and a weekday in them is that of something earlier.
    """
    sentence = _first_sentence(parts)
    return bool(_PRESENT.search(sentence)) and not _PAST.search(sentence)


def reported_in_present(parts: tuple[Line, ...]) -> bool:
    """Whether the first sentence begins so: "Officials confirm that North Korea launched"."""
    sentence = _first_sentence(parts)
    present, past = _PRESENT.search(sentence), _PAST.search(sentence)
    return present is not None and (past is None or present.start() < past.start())


def _first_sentence(parts: tuple[Line, ...]) -> str:
    first = next((line.text for line in parts if line.prose), "")
    return re.split(r"(?<=[a-z)\d][.!?])\s", first, maxsplit=1)[0]


def prose_at(parts: tuple[Line, ...], offset: int) -> bool:
    """Whether an offset lies in prose."""
    return any(line.prose and line.start <= offset < line.end for line in parts)
