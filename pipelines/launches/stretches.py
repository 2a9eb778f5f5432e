"""The part of a sentence that belongs to one of the launches it tells.

"fired a missile from Sunan on Friday, days after it launched one from Wonsan": the site, clock and
flight of each launch stand in its own clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.launches import words
from pipelines.launches.chunks import Chunk
from pipelines.launches.occasions import Assignment


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Some chunks of a sentence from left to right, and the text they stand in."""

    chunks: tuple[Chunk, ...]
    text: str


def of(assignments: Sequence[Assignment]) -> list[Stretch]:
    """The stretch of each clause, all of one sentence and in its order.

    Neighbours that tell the same launch share one; a sentence of one launch is its stretch.
    """
    sentence = assignments[0].trigger.sentence
    edges, owner = [0], [0]
    for before, after in pairwise(assignments):
        apart = before.occasion is not after.occasion and before.trigger is not after.trigger
        if apart and (edge := _edge(sentence.chunks, before, after)) > edges[-1]:
            edges.append(edge)
        owner.append(len(edges) - 1)
    edges.append(len(sentence.chunks))
    cut = [
        _cut(sentence.text, sentence.start, sentence.chunks[first:last])
        for first, last in pairwise(edges)
    ]
    return [cut[n] for n in owner]


def _cut(text: str, start: int, chunks: Sequence[Chunk]) -> Stretch:
    return Stretch(tuple(chunks), text[chunks[0].start - start : chunks[-1].end - start])


def _edge(chunks: Sequence[Chunk], before: Assignment, after: Assignment) -> int:
    """Where the clause of `after` begins: at its conjunction, else its comma, else its words."""
    first = max([before.trigger.at, *(o.last for o in before.trigger.objects)]) + 1
    last = min([after.trigger.head, *(o.first for o in after.trigger.objects)])
    for edge in (words.CLAUSE_WORDS, {",", ";"}, {"and"}):
        found = [i for i in range(first, last) if chunks[i].norm in edge]
        if found:
            return found[-1]
    return max(first, last)
