"""A sentence as typed chunks: names, weapons, dates, launch words and the words between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pipelines.launches import words
from pipelines.launches.vocabulary import (
    TOKEN,
    Branch,
    Entry,
    Kind,
    LaunchWord,
    StateWord,
    Value,
    Vocabulary,
    normal,
)
from pipelines.model import DateExpression
from pipelines.seeds import State


@dataclass(slots=True)
class Chunk:
    """A word or name. Offsets count from the start of the article."""

    start: int
    end: int
    text: str
    norm: str
    kind: Kind
    value: Value | DateExpression = None

    @property
    def state(self) -> str | None:
        """The state that the words stand for, be it as a noun, adjective or its spokesman."""
        if isinstance(self.value, StateWord):
            return self.value.state.code
        if self.kind == "claimant":
            return self.value.state  # type: ignore[union-attr]
        return None

    @property
    def actor(self) -> str | None:
        """The state that acts: as `state`, or that of the person named."""
        return self.value.code if isinstance(self.value, State) else self.state


class Sentence:
    """One sentence of an article, chunked when first asked for: most sentences of long texts
    never are. `index` counts from 0. `expressions` are those that lie in it, parents first."""

    def __init__(
        self,
        index: int,
        start: int,
        text: str,
        expressions: Sequence[DateExpression],
        vocabulary: Vocabulary,
    ) -> None:
        self.index, self.start, self.end, self.text = index, start, start + len(text), text
        self.expressions = expressions
        self._vocabulary = vocabulary

    @cached_property
    def parts(self) -> Parts:
        """Chunks, skeleton and relations, read once."""
        return _read(self.text, self.start, self.expressions, self._vocabulary)

    @cached_property
    def chunks(self) -> list[Chunk]:
        """The words and names from left to right."""
        return self.parts.chunks

    @cached_property
    def skeleton(self) -> list[str]:
        """The words in lower case, names replaced by what they are ("@state")."""
        return self.parts.skeleton

    @cached_property
    def relations(self) -> dict[int, DateExpression]:
        """Dates counted from a launch ("23 days after their January 4 launch") by chunk."""
        return self.parts.relations

    def left(self, index: int, width: int = 14) -> str:
        """The skeleton words before chunk `index`, each followed by a blank."""
        return " ".join([*self.skeleton[max(0, index - width) : index], ""])

    def right(self, index: int, width: int = 10) -> str:
        """The skeleton words after chunk `index`, each preceded by a blank."""
        return " ".join(["", *self.skeleton[index + 1 : index + 1 + width]])


@dataclass(frozen=True, slots=True)
class Parts:
    """What a sentence consists of; see the properties of `Sentence`."""

    chunks: list[Chunk]
    skeleton: list[str]
    relations: dict[int, DateExpression]


_TAGS: dict[str, str] = {
    "state": "@state", "country": "@state", "weapon": "@weapon", "designation": "@weapon",
    "claimant": "@claimant", "site": "@site", "place": "@place", "date": "@date",
}  # fmt: skip


def _read(
    text: str, start: int, expressions: Sequence[DateExpression], vocabulary: Vocabulary
) -> Parts:
    chunks: list[Chunk] = []
    relations: dict[int, DateExpression] = {}
    done = 0
    parents = {e.parent_id for e in expressions if e.parent_id}
    for expression in _flat(expressions, parents):
        first, last = expression.start - start, expression.end - start
        if first < done or expression.text.lower() == "a second":
            continue
        chunks.extend(_tokenize(text, (done, first), start, vocabulary))
        if size := _relation(expression, parents):
            relations[len(chunks)] = expression
            last = first + size
        else:
            last -= _trailing(expression)
        words_of_it = text[first:last]
        chunks.append(
            Chunk(start + first, start + last, words_of_it, normal(words_of_it), "date", expression)
        )
        done = last
    chunks.extend(_tokenize(text, (done, len(text)), start, vocabulary))
    return Parts(chunks, [_TAGS.get(c.kind, c.norm) for c in chunks], relations)


def _flat(expressions: Sequence[DateExpression], parents: set[str]) -> list[DateExpression]:
    """Outermost expressions, and the parts of those that count from a launch."""
    by_id = {e.expression_id: e for e in expressions}
    return [
        e
        for e in expressions
        if e.parent_id is None
        or (e.parent_id in by_id and _relation(by_id[e.parent_id], parents) is not None)
    ]


def _trailing(expression: DateExpression) -> int:
    """Length of what belongs to the next words: "'s", and " after" of "three days after"."""
    lowered = expression.text.lower()
    endings = ["'s", "’s", " after", " since", " following"]
    if expression.timex_type == "DURATION":
        endings.append(" before")
    return next((len(w) for w in endings if lowered.endswith(w)), 0)


def _relation(expression: DateExpression, parents: set[str]) -> int | None:
    """Length of "23 days" where the expression counts from a day inside it."""
    lowered = expression.text.lower()
    told = any(w in lowered for w in ("launch", "test", "firing"))
    if expression.parent_id is not None or not (told or expression.expression_id in parents):
        return None
    for word in (" after ", " before ", " since ", " following "):
        at = lowered.find(word)
        if at > 0:
            return at
    return None


def _tokenize(text: str, span: tuple[int, int], offset: int, vocabulary: Vocabulary) -> list[Chunk]:
    tokens = [(t[0], t.start()) for t in TOKEN.finditer(text, *span)]
    plain = [_plain(word) for word, _ in tokens]
    norms = [p[0] for p in plain]
    found: list[Chunk] = []
    i, branches = 0, vocabulary.branches
    while i < len(tokens):
        word, start = tokens[i]
        branch = branches.get(norms[i])
        entry = _match(branch, tokens, norms, i) if branch else None
        if entry is None:
            begin = start + offset
            found.append(Chunk(begin, begin + len(word), word, *plain[i]))
            i += 1
            continue
        i += len(entry.tokens)
        last, at = tokens[i - 1]
        stop = at + len(last)
        found.append(
            Chunk(
                start + offset, stop + offset, text[start:stop],
                entry.norm, entry.kind, entry.value,
            )
        )  # fmt: skip
    return found


def _match(branch: Branch, tokens: list[tuple[str, int]], norms: list[str], i: int) -> Entry | None:
    """The longest phrase of a branch that the tokens from `i` on spell."""
    for size in branch.sizes:
        end = i + size
        entry = branch.entries.get(tuple(norms[i:end])) if end <= len(norms) else None
        if entry is None:
            continue
        if entry.cased and not _capital(tokens[end - 1][0], tokens[i][0], size):
            continue
        if entry.tokens in _COMPASS and end < len(tokens) and tokens[end][0][0].isupper():
            continue
        return entry
    return None


_COMPASS = frozenset({("the", "north"), ("the", "south")})
"""Stand for a state unless a name goes on: "the South Korean army", "the North Pacific"."""


def _capital(last: str, first: str, size: int) -> bool:
    """Names are capitalised; "the North" in its last word, "US" in both letters."""
    if size == 1 and len(first) == 2 and first.isalpha():
        return first.isupper()
    return last[0].isupper() or last[0].isdigit() or (first[0].isupper() and size > 1)


@lru_cache(maxsize=1 << 16)
def _plain(text: str) -> tuple[str, Kind, Value]:
    """What a word is that no phrase holds: its normal form, kind and value."""
    norm, first = normal(text), text[0]
    kind: Kind = "word"
    value: Value = None
    if norm in ("'s", "'"):
        kind = "poss"
    elif first.isdigit():
        digits = norm.replace(",", "")
        if digits.isdigit():
            kind, value = "number", int(digits)
    elif not first.isalnum():
        kind = "punct"
    elif "-" in norm and norm.split("-", 1)[0] in words.NUMBERS:
        head, _, tail = norm.partition("-")
        if tail in words.NUMBERS:
            kind, value = "number", words.NUMBERS[head] + words.NUMBERS[tail]
    return norm, kind, value


def number_of(chunk: Chunk) -> int | None:
    """The number that a chunk is, if it is one."""
    return chunk.value if chunk.kind == "number" and isinstance(chunk.value, int) else None


def launch_word(chunk: Chunk) -> LaunchWord | None:
    """The launch word of a chunk, if it is one."""
    return chunk.value if isinstance(chunk.value, LaunchWord) else None
