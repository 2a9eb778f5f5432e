"""Which articles are copies of which: syndicated, shortened or lightly edited texts.

MinHash (rensa) proposes pairs, the shared wording decides. Two texts are the same document when
they share most of their wording, neither states a number, weekday or month of its own beside the
other's, and both were published within two days; or one of them has no day, and they did not come
from one site, which would hardly print the same text twice. Statements that repeat
an older one word for word about another launch (the White House, 2023-02-18 and 2023-03-15) are
two documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, islice
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from pipelines.model import Article

MOST_DAYS_APART = 2
"""Agencies' texts run on other sites within two days; later ones are reprints or repetitions."""

_SHINGLE_WORDS = 3
_FEWEST_WORDS = 12
_SAME_JACCARD, _CUT_JACCARD, _CUT_CONTAINMENT = 0.7, 0.4, 0.85
_PERMUTATIONS, _BANDS, _SEED = 128, 32, 1
_BATCH = 2_000
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
_FACT = re.compile(
    r"\d.*|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june"
    r"|july|august|september|october|november|december"
)


@dataclass(frozen=True, slots=True)
class _Sketch:
    """What is kept of a text. `facts` are its numbers, weekdays and months; `site` is the host
    that it came from."""

    article_id: str
    day: date | None
    site: str | None
    shingles: NDArray[np.uint64]
    facts: frozenset[str]
    words: int


def find(articles: Iterable[tuple[Article, date | None]]) -> dict[str, str]:
    """article_id of each copy -> article_id of the text that it is a copy of.

    Each article comes with its day of publication, or None. The original is the earliest dated
    one, then the least id, so that the order of the articles does not matter. An article that
    could be a copy of two texts that are no copies of each other, and has no day, is left alone.
    """
    found: dict[str, str] = {}
    index = _Index()
    for sketch, signature in sorted(_sketches(articles), key=_seniority):
        originals = [other for other in index.near(signature) if _is_copy(sketch, other)]
        if not originals:
            index.add(sketch, signature)
        elif sketch.day is not None or not _far_apart(originals):
            found[sketch.article_id] = originals[0].article_id
    return found


class _Index:
    """The originals so far, by the bands of their signatures."""

    def __init__(self) -> None:
        from rensa import RMinHashLSH

        self._lsh = RMinHashLSH(_SAME_JACCARD, _PERMUTATIONS, _BANDS)
        self._sketches: list[_Sketch] = []

    def add(self, sketch: _Sketch, signature: Any) -> None:
        self._lsh.insert(len(self._sketches), signature)
        self._sketches.append(sketch)

    def near(self, signature: Any) -> list[_Sketch]:
        """Originals that may be similar, the senior ones first."""
        return [self._sketches[key] for key in sorted(self._lsh.query(signature))]


def _sketches(articles: Iterable[tuple[Article, date | None]]) -> Iterator[tuple[_Sketch, Any]]:
    from rensa import RMinHash

    rest = iter(articles)
    while batch := list(islice(rest, _BATCH)):
        words = [_WORD.findall(article.text.lower()) for article, _ in batch]
        shingles = [_shingles(text) for text in words]
        hashes = RMinHash.hash_token_sets(shingles)
        signatures = RMinHash.from_token_sets(shingles, _PERMUTATIONS, _SEED)
        for (article, day), text, hashed, signature in zip(
            batch, words, hashes, signatures, strict=True
        ):
            unique = np.unique(np.array(hashed, dtype=np.uint64))
            site = urlsplit(article.url).hostname if article.url else None
            sketch = _Sketch(article.article_id, day, site, unique, _facts(text), len(text))
            yield sketch, signature


def _shingles(words: Sequence[str]) -> list[str]:
    if len(words) < _SHINGLE_WORDS:
        return [" ".join(words)]
    return [
        " ".join(part) for part in zip(*(words[n:] for n in range(_SHINGLE_WORDS)), strict=False)
    ]


def _facts(words: Sequence[str]) -> frozenset[str]:
    return frozenset(word for word in words if _FACT.fullmatch(word))


def _is_copy(sketch: _Sketch, other: _Sketch) -> bool:
    return _same_time(sketch, other) and _same_facts(sketch, other) and _same_words(sketch, other)


def _same_time(sketch: _Sketch, other: _Sketch) -> bool:
    if sketch.day is None or other.day is None:
        told_apart = sketch.site is not None and sketch.site == other.site
        return not told_apart and min(sketch.words, other.words) >= _FEWEST_WORDS
    return abs((sketch.day - other.day).days) <= MOST_DAYS_APART


def _same_facts(sketch: _Sketch, other: _Sketch) -> bool:
    return sketch.facts <= other.facts or other.facts <= sketch.facts


def _same_words(sketch: _Sketch, other: _Sketch) -> bool:
    sizes = len(sketch.shingles), len(other.shingles)
    shared = len(np.intersect1d(sketch.shingles, other.shingles, assume_unique=True))
    jaccard = shared / (sum(sizes) - shared)
    return jaccard >= _SAME_JACCARD or (
        jaccard >= _CUT_JACCARD and shared >= _CUT_CONTAINMENT * min(sizes)
    )


def _far_apart(originals: Sequence[_Sketch]) -> bool:
    return any(not _is_copy(first, second) for first, second in combinations(originals, 2))


def _seniority(item: tuple[_Sketch, Any]) -> tuple[date, str]:
    sketch, _ = item
    return sketch.day or date.max, sketch.article_id
