"""A text as the rules see it: ASCII, one sign for each code point."""

from __future__ import annotations

import re
from typing import Final

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n|\n(?=[ \t]{2,})")
FEW_SIGNS: Final = 40
"""Other signs that are replaced one by one, which is faster; a text may hold any number."""

_SPACES = "\u00a0\u2002\u2003\u2005\u2007\u2008\u2009\u200a\u202f\u3000"
_PLAIN: Final[dict[str, str]] = {
    **dict.fromkeys("\u2018\u2019\u02bc\u2032\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"),
    **dict.fromkeys("\u2014\u2015", "~"),  # a long dash parts clauses as often as it joins days
    **dict.fromkeys(_SPACES, " "),
}


def paragraphs(plain: str) -> list[int]:
    """Return where the paragraphs after the first begin."""
    return [match.end() for match in _PARAGRAPH.finditer(plain)]


def fold(text: str) -> str:
    """Write a text in ASCII, code point for code point: typography plain, other letters as q."""
    if text.isascii():
        return text
    signs = [sign for sign in set(text) if sign > "\x7f"]
    if len(signs) > FEW_SIGNS:
        return _FOREIGN.sub(lambda match: "".join(map(_fold_sign, match[0])), text)
    for sign in signs:
        text = text.replace(sign, _fold_sign(sign))
    return text


def _fold_sign(sign: str) -> str:
    return _PLAIN.get(sign) or ("q" if sign.isalnum() else "\x7f")
