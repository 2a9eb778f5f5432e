"""Dated happenings that a text names: `seeds/lexicon/happenings.csv`.

A text that names a summit by its place is mostly written during it or soon after, seldom before.
Of several happenings the last one counts; the others lie in its past.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from pipelines.dates.clues import days
from pipelines.dates.clues.days import Clue, Likelihood
from pipelines.dates.clues.spacing import NUMBERS
from pipelines.seeds import Happening

_SENTENCE = re.compile(r"(?<=[a-z)\d][.!?])\s+|\n+")
_WORD = re.compile(r"[^\W_]+")
_GOING_ON = re.compile(
    r"\b(?:margins|sidelines|today|tonight|convened|gathered|gathering|attending|here in|visits"
    r"|(?:while|as) [^.;]{0,60}\b(?:at|meets?|in))\b",
    re.IGNORECASE,
)

_COUNTED = re.compile(
    rf"\b(?P<n>\d{{1,2}}|{'|'.join(NUMBERS)}|an?) (?P<unit>day|week)s? "
    r"(?P<side>before|ahead of|after|since)\b(?P<what>[^.;]{0,120})",
    re.IGNORECASE,
)

BEFORE: Final = ((1, 0.6), (14, 0.25), (60, 0.1), (365, 0.03))
"""Days until it begins, and how much seldomer than during it the text is written then."""

AFTER: Final = ((1, 0.7), (7, 0.3), (30, 0.15), (365, 0.06))
LONG_BEFORE: Final = 0.003
LONG_AFTER: Final = 0.03
AT_ANOTHER_TIME: Final = 0.05
"""What remains of the days before and after where the words tell of it as going on."""

COUNTED: Final = ((0, 1.0), (1, 0.2))
"""How far the text's day lies from the one counted to, and how likely that is."""

MISCOUNTED: Final = 0.004

Way = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Mention:
    """A way to name a happening in one sentence. `days` are counted from its end or begin."""

    way: Way
    going_on: bool
    days: int | None


@dataclass(frozen=True, slots=True)
class _Index:
    """The ways to name happenings by their longest word; one way may name several."""

    by_word: dict[str, tuple[Way, ...]]
    by_way: dict[Way, tuple[Happening, ...]]


def clues(text: str, happenings: Sequence[Happening]) -> Iterator[Clue]:
    """One clue for the last happening that the text names, one for each before it."""
    index = _index(tuple(happenings))
    named: dict[Way, list[_Mention]] = {}
    for mention in _mentions(text, index):
        named.setdefault(mention.way, []).append(mention)
    ways = sorted(named, key=lambda w: (index.by_way[w][-1].since, sorted(w)))
    for way in ways:
        held = index.by_way[way]
        words = f"{held[0].happening}: {' or '.join(_span(h) for h in held)}"
        counted = next((m.days for m in named[way] if m.days is not None), None)
        if counted is not None:
            likelihood = np.max([_counted(h, counted) for h in held], axis=0)
        elif way == ways[-1]:
            going_on = any(m.going_on for m in named[way])
            likelihood = np.max([_around(h, going_on=going_on) for h in held], axis=0)
        else:
            long_before = days.since(held[0].since) < -BEFORE[2][0]
            likelihood = np.where(long_before, LONG_BEFORE, 1.0)
        yield Clue(words, likelihood)


@lru_cache(maxsize=8)
def _index(happenings: tuple[Happening, ...]) -> _Index:
    by_way: dict[Way, list[Happening]] = {}
    for happening in sorted(happenings, key=lambda h: h.since):
        for way in happening.words:
            by_way.setdefault(frozenset(_words(way)), []).append(happening)
    by_word: dict[str, list[Way]] = {}
    for named in by_way:
        by_word.setdefault(max(named, key=lambda w: (len(w), w)), []).append(named)
    return _Index(
        {word: tuple(ways) for word, ways in by_word.items()},
        {way: tuple(held) for way, held in by_way.items()},
    )


def _mentions(text: str, index: _Index) -> Iterator[_Mention]:
    said = set(_words(text))
    possible = [w for key in index.by_word.keys() & said for w in index.by_word[key] if w <= said]
    if not possible:
        return
    for sentence in _SENTENCE.split(text):
        lower = sentence.casefold()
        near = [way for way in possible if all(word in lower for word in way)]
        words = set(_words(sentence)) if near else frozenset()
        found = [way for way in near if way <= words]
        for way in found:
            if not any(way < other for other in found):
                going_on = bool(_GOING_ON.search(sentence))
                yield _Mention(way, going_on, _days_counted(sentence, way))


def _days_counted(sentence: str, way: Way) -> int | None:
    """The days of "four days before the election" or "two days after the exercise"."""
    for match in _COUNTED.finditer(sentence):
        if way <= set(_words(match["what"])):
            number = NUMBERS.get(match["n"].lower()) or int(re.sub(r"\D", "", match["n"]) or 1)
            span = number * (7 if match["unit"].lower() == "week" else 1)
            return span if match["side"].lower() in ("after", "since") else -span
    return None


def _words(text: str) -> list[str]:
    return [w.casefold() for w in _WORD.findall(text)]


def _around(one: Happening, *, going_on: bool) -> Likelihood:
    lead, lag = -days.since(one.since), days.since(one.until)
    likelihood = np.where(lead > 0, LONG_BEFORE, np.where(lag > 0, LONG_AFTER, 1.0))
    before = () if one.kind == "decision" else BEFORE
    for distance, steps in ((lead, before), (lag, AFTER)):
        for last, weight in reversed(steps):
            likelihood[(distance > 0) & (distance <= last)] = weight
    if going_on:
        likelihood[(lead > 1) | (lag > 1)] *= AT_ANOTHER_TIME
    return likelihood


def _counted(one: Happening, counted: int) -> Likelihood:
    day = one.until if counted > 0 else one.since
    gap = np.abs(days.since(day) - counted)
    weights = [np.where(gap == away, weight, MISCOUNTED) for away, weight in COUNTED]
    return np.asarray(np.max(weights, axis=0))


def _span(one: Happening) -> str:
    return " to ".join(dict.fromkeys(_dates(one)))


def _dates(one: Happening) -> Iterable[str]:
    return days.words(one.since), days.words(one.until)
