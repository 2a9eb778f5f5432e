"""A text as the rules see it: ASCII, one sign for each code point, with its sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from pipelines.dates.cues import sentence_starts

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n|\n(?=[ \t]{2,})")
_SPACES = "\u00a0\u2002\u2003\u2005\u2007\u2008\u2009\u200a\u202f\u3000"
_PLAIN: Final[dict[str, str]] = {
    **dict.fromkeys("\u2018\u2019\u02bc\u2032\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"),
    **dict.fromkeys("\u2014\u2015", "~"),  # a long dash parts clauses as often as it joins days
    **dict.fromkeys(_SPACES, " "),
}


class Prose:
    """One text, folded, with the places where its paragraphs and sentences begin."""

    __slots__ = ("_paragraphs", "_sentences", "plain")

    def __init__(self, text: str) -> None:
        self.plain = fold(text)
        self._paragraphs = [match.end() for match in _PARAGRAPH.finditer(self.plain)]
        self._sentences = sentence_starts(self.plain)

    def paragraph(self, place: int) -> int:
        """Number the paragraph of a place, from 0."""
        return bisect_right(self._paragraphs, place)

    def sentence(self, place: int) -> tuple[int, int]:
        """Number the sentence of a place, from 0, and tell where it begins."""
        number = bisect_right(self._sentences, place) - 1
        return number, self._sentences[number]


def fold(text: str) -> str:
    """Write a text in ASCII, code point for code point: typography plain, other letters as q."""
    if text.isascii():
        return text
    return _FOREIGN.sub(lambda match: "".join(map(_fold_sign, match[0])), text)


def _fold_sign(sign: str) -> str:
    return _PLAIN.get(sign) or ("q" if sign.isalnum() else "\x7f")
