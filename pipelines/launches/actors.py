"""Who answered: the subject of a statement, both ends of a call, all of a meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.launches import words
from pipelines.launches.answers import Kind, status_of
from pipelines.launches.chunks import Chunk, Sentence

_ORGANISATIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("UN", re.compile(r"\b(?:united nations|u\.?n\.?(?= secretary| chief| general)|"
                      r"secretary-general|guterres|ban ki-moon)")),
    ("EU", re.compile(r"\b(?:european union|\beu\b|josep borrell|mogherini)")),
    ("G7", re.compile(r"\b(?:g7|g-7|group of seven)\b")),
    ("NATO", re.compile(r"\b(?:nato)\b")),
)  # fmt: skip


_COUNCIL = re.compile(r"security council|unsc")


def actors_of(
    sentence: Sentence,
    kind: Kind,
    at: int,
    launchers: set[str | None],
    before: Sequence[Sentence],
) -> list[tuple[str, ...]]:
    """Who acted: the subject of a statement, both ends of a call, all of a meeting."""
    chunks = sentence.chunks
    if kind.type in ("statement", "protest", "sanction", "deployment"):
        states = _states([c for c in chunks if c.start <= at], launchers, subject=True)
        states = states or _states(chunks, launchers, subject=True)[:1]
    else:
        states = _states(chunks, launchers, subject=False)
    organisations = _organisations(sentence, kind)
    if kind.type == "unsc_meeting":
        asked = status_of(sentence, kind) == "requested" and states
        return [tuple(states)] if asked else [("UN",)]
    if "three" in sentence.skeleton and len(states) < 3:
        states = _three(before, launchers) or states
    apart = {"respectively", "separate", "separately"}.intersection(sentence.skeleton)
    if kind.type == "call" and apart and len(states) > 2:
        return [(states[0], other) for other in states[1:]]
    if kind.type == "call" and apart and len(states) == 2 and (set(states) < _TRIO):
        (third,) = _TRIO - set(states)
        return [(third, other) for other in states]
    if kind.type == "exercise" and (pairs := _pairs(chunks)):
        return pairs
    return [tuple(dict.fromkeys([*states, *organisations]))]


_TRIO = {"KR", "US", "JP"}
"""The three who call each other after a launch of the DPRK: of two named, the third calls."""


def _states(chunks: Sequence[Chunk], launchers: set[str | None], *, subject: bool) -> list[str]:
    found: list[str] = []
    for i, chunk in enumerate(chunks):
        code = chunk.actor
        if code is None or code in launchers or code in found:
            continue
        if code in ("HOUTHI", "HAMAS", "HEZBOLLAH"):
            continue
        over = i > 0 and chunks[i - 1].kind == "flight"
        if over or (subject and i and chunks[i - 1].norm in words.PREPOSITIONS - {"with"}):
            continue
        if i and chunks[i - 1].norm == "in" and chunk.norm in _CAPITALS:
            continue
        if _is_council(chunks, i):
            continue
        found.append(code)
    return found


_CAPITALS = frozenset({"tokyo", "seoul", "washington", "beijing", "moscow", "london", "paris"})


def _is_council(chunks: Sequence[Chunk], i: int) -> bool:
    return "security council" in chunks[i].norm or (
        i > 0 and chunks[i - 1].norm in ("over", "toward", "towards", "near", "off", "into")
    )


def _organisations(sentence: Sentence, kind: Kind) -> list[str]:
    text = sentence.text.lower()
    found = [name for name, pattern in _ORGANISATIONS if pattern.search(text)]
    if (
        kind.type in ("statement", "unsc_meeting")
        and _COUNCIL.search(text[:60])
        and "UN" not in found
    ):
        found.append("UN")
    if kind.type in ("call", "meeting", "exercise"):
        found = []
    if kind.type == "statement" and found == ["UN"] and re.search(r"resolutions?|sanctions", text):
        found = (
            ["UN"]
            if _COUNCIL.match(text) or "guterres" in text or "secretary-general" in text
            else []
        )
    return found


def _three(before: Sequence[Sentence], launchers: set[str | None]) -> list[str]:
    """ "the three nations": those that a sentence before lists."""
    for earlier in reversed(before):
        states = _states(earlier.chunks, launchers, subject=False)
        if len(states) == 3:
            return states
    return []


def _pairs(chunks: Sequence[Chunk]) -> list[tuple[str, ...]]:
    """ "U.S.-ROK and U.S.-Japan exercises" are two exercises."""
    found: list[tuple[str, ...]] = []
    for i in range(1, len(chunks) - 1):
        one, other = chunks[i - 1].state, chunks[i + 1].state
        if chunks[i].norm in ("-", "–") and one and other and one != other:
            found.append((one, other))
    return found if len(found) > 1 else []
