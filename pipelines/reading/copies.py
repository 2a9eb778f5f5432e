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
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
_SEPARATORS = {n: " " for n in range(128) if not chr(n).isalnum()}
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
_WORDS_OF_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
     "january", "february", "march", "april", "may", "june", "july", "august", "september",
     "october", "november", "december"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sketch:
    """What is kept of a text. `facts` are its numbers, weekdays and months; `site` is the host
    that it came from; `bands` stand for the parts of its MinHash signature, one number each."""

    article_id: str
    day: date | None
    site: str | None
    shingles: NDArray[np.uint64]
    bands: NDArray[np.uint64]
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
    for sketch in sorted(_sketches(articles), key=_seniority):
        originals = [other for other in index.near(sketch) if _is_copy(sketch, other)]
        if not originals:
            index.add(sketch)
        elif sketch.day is not None or not _far_apart(originals):
            found[sketch.article_id] = originals[0].article_id
    return found


class _Index:
    """The originals so far, by each band of their signatures: similar texts share a band."""

    def __init__(self) -> None:
        self._by_band: dict[int, int | list[int]] = {}
        self._sketches: list[_Sketch] = []

    def add(self, sketch: _Sketch) -> None:
        """Keep an original."""
        number = len(self._sketches)
        for band in sketch.bands.tolist():
            others = self._by_band.setdefault(band, number)
            if isinstance(others, list):
                others.append(number)
            elif others != number:  # hardly a band is shared, so most need no list
                self._by_band[band] = [others, number]
        self._sketches.append(sketch)

    def near(self, sketch: _Sketch) -> list[_Sketch]:
        """Originals that may be similar, the senior ones first."""
        found: set[int] = set()
        for band in sketch.bands.tolist():
            others = self._by_band.get(band)
            if isinstance(others, int):
                found.add(others)
            elif others is not None:
                found.update(others)
        return [self._sketches[number] for number in sorted(found)]


def _sketches(articles: Iterable[tuple[Article, date | None]]) -> Iterator[_Sketch]:
    from rensa import RMinHash

    rest = iter(articles)
    while batch := list(islice(rest, _BATCH)):
        words = [_words(article.text) or [""] for article, _ in batch]
        shingles = [_shingles(hashes) for hashes in RMinHash.hash_token_sets(words)]
        offsets = np.cumsum([0, *map(len, shingles)])
        signatures = RMinHash.digest_matrix_from_flat_token_hashes(
            np.concatenate(shingles), offsets, _PERMUTATIONS, _SEED
        )
        bands = _bands(np.array(signatures.to_rows(), dtype=np.uint64))
        for number, (article, day) in enumerate(batch):
            yield _Sketch(
                article_id=article.article_id,
                day=day,
                site=urlsplit(article.url).hostname if article.url else None,
                shingles=shingles[number],
                bands=bands[number],
                facts=_facts(words[number]),
                words=len(words[number]),
            )


def _words(text: str) -> list[str]:
    """Its words in lower case; of ASCII alone they are found three times as fast."""
    text = text.lower()
    return text.translate(_SEPARATORS).split() if text.isascii() else _WORD.findall(text)


def _bands(signatures: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """One number for each band of each signature, by its place and its parts."""
    parts = signatures.reshape(len(signatures), _BANDS, -1)
    mixed = np.zeros(parts.shape[:2], dtype=np.uint64) + np.arange(_BANDS, dtype=np.uint64)
    for number in range(parts.shape[2]):
        mixed = (mixed ^ parts[:, :, number]) * _MIX[number % len(_MIX)]
        mixed ^= mixed >> np.uint64(29)
    return mixed


def _facts(words: Iterable[str]) -> frozenset[str]:
    """Its numbers, and what it says of days: runs of digits, weekdays, months."""
    unique = set(words)
    return frozenset({word for word in unique if "0" <= word < ":"} | (_WORDS_OF_DAYS & unique))


def _shingles(hashes: Sequence[int]) -> NDArray[np.uint64]:
    """The distinct runs of three words, each as one number; the words themselves if fewer."""
    words = np.array(hashes, dtype=np.uint64)
    if len(words) < _SHINGLE_WORDS:
        return np.unique(words)
    first, second, third = words[:-2], words[1:-1], words[2:]
    return np.unique(first * _MIX[0] + second * _MIX[1] + third * _MIX[2])


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


def _seniority(sketch: _Sketch) -> tuple[date, str]:
    return sketch.day or date.max, sketch.article_id
