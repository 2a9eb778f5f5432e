"""Where sentences begin and end: offsets into the article's text, nothing is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.launches import words

ABBREVIATIONS = words.word_set(
    "mr mrs ms dr gen col lt adm sen rep gov st no jr sr inc co corp ltd vs prof maj capt cmdr sgt "
    "ft mt jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun brig "
    "vol pp approx est dept n s e w u.s u.k u.n d.p.r.k r.o.k d.c"
)
"""Words after which a full stop does not end a sentence."""

LONGEST = 1 + max(map(len, ABBREVIATIONS))
"""Characters before a full stop in which an abbreviation is looked for; a longer word is none."""

STARTERS = words.word_set(
    "the a an it its this that these those in on at after before but and he she they we there "
    "according however meanwhile earlier later pyongyang seoul tokyo officials"
)
"""Words that begin a sentence even after "p.m." or "U.S."."""

_END = re.compile(
    r"[.!?…\n](?:(?<=\n)\n*|(?<=[.!?…])[\"”’')\]]*(?=\s|$)"
    r"|(?<=[a-z0-9)”\"][.!?])(?=[A-Z][a-z]|[A-Z] |[A-Z]{2}))"
)
_WORD_BEFORE = re.compile(r"([^\s(\"“]+)$")
_WORD_AFTER = re.compile(r"\s*[\"“‘'(\[]*([^\W\d_]+)")
_WRAP_RANGE = range(55, 95)
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,2}(?:, [A-Z][a-z]+\.?(?: [A-Z][a-z]+)?)?"
    r"|(?=[^\n]{3,60}?(?:\)| \d\d?(?:, \d{4})?) ?[-–—])[A-Z][\w.'’-]+(?:,? [A-Z][\w.'’-]+){0,3})"
    rf"(?:, (?:{_MONTHS})[a-z.]{{0,6}} \d\d?(?:, \d{{4}})?)?(?: ?\([^()\n]{{2,40}}\))?"
    r" ?(?:--|[–—]|- )\s*(?=\S)"
    r"|[A-Z][A-Z.'’-]+ \([^()\n]{5,60}(?:19|20)\d\d\)\s*(?=\S)"
)
"""The place, day and agency from which a report comes: no part of what it tells."""


def split(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of each sentence, dateline, headline and list line, without outer white
    space.

    A line break ends a sentence unless the text is hard-wrapped; a blank line always does.
    """
    wrapped = _is_wrapped(text)
    start = 0
    for stop in _END.finditer(text):
        if stop.group().startswith("\n"):
            if len(stop.group()) == 1 and _continues(text, start, stop.start(), wrapped):
                continue
        elif _is_abbreviation(text, start, stop):
            continue
        yield from _trimmed(text, start, stop.end())
        start = stop.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    body = piece.strip()
    if body:
        begin = start + len(piece) - len(piece.lstrip())
        dateline = _DATELINE.match(text, begin, begin + len(body))
        if dateline is not None:
            yield begin, begin + len(dateline.group().rstrip())
        yield dateline.end() if dateline else begin, begin + len(body)


def _is_wrapped(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    broken = sum(len(line) in _WRAP_RANGE and line.rstrip()[-1] not in '.!?"”' for line in lines)
    lower = sum(line.lstrip()[:1].islower() for line in lines[1:])
    return len(lines) > 4 and (broken * 2 > len(lines) or lower * 5 > len(lines) * 2)


def _continues(text: str, start: int, at: int, wrapped: bool) -> bool:
    following = text[at + 1 : at + 2]
    if following.islower():
        return True
    line = text[text.rfind("\n", start, at) + 1 : at]
    return wrapped and line.rstrip()[-1:] not in '.!?"”' and following.strip() != ""


def _is_abbreviation(text: str, start: int, stop: re.Match[str]) -> bool:
    if not stop.group().startswith("."):
        return False
    before = _WORD_BEFORE.search(text, max(start, stop.start() - LONGEST), stop.start())
    if before is None:
        return False
    word = before.group(1).lower()
    after = _WORD_AFTER.match(text, stop.end())
    if after is not None and after.group(1)[0].islower() and len(stop.group()) == 1:
        return True
    if word in ("a.m", "p.m", "u.s", "u.k", "u.n", "d.c") or (len(word) == 1 and word.isalpha()):
        return after is not None and after.group(1).lower() not in STARTERS
    return word in ABBREVIATIONS


_CAPTION = re.compile(
    r"(?i)\bin this (?:undated |file |combination |handout |screen )*(?:photo|image|picture|grab)|"
    r"\b(?:file |undated |handout )(?:photo|image|picture)|\bphoto (?:released|provided|taken)|"
    r"\b(?:AFP|AP|EPA|EFE|KCNA|Reuters)(?: photo|/)"
)


def is_caption(sentence: str) -> bool:
    """Whether a sentence describes a picture, which is often of another day than the news.

    >>> is_caption("A missile is fired in this undated photo released by state media.")
    True
    """
    return _CAPTION.search(sentence) is not None
