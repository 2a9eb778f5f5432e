"""Where the clause of a launch ends, and which days in it belong to something else."""

from __future__ import annotations

from pipelines.launches import words
from pipelines.launches.chunks import Chunk, Sentence
from pipelines.launches.clauses import Trigger
from pipelines.launches.days import DAYLIKE, is_within_day
from pipelines.launches.leading_days import DASHES, in_what
from pipelines.model import DateExpression


def ends_clause(sentence: Sentence, i: int, taken: set[int], *, fronted: bool) -> bool:
    """Whether the clause of a launch ends at chunk `i`; `taken` are the words of other launches,
    and a `fronted` clause ends at its comma."""
    chunk = sentence.chunks[i]
    taken_up = i in taken and chunk.norm != "launch"
    if taken_up or _tells_range(sentence.chunks, i):
        return taken_up
    if chunk.norm in words.CLAUSE_WORDS:
        return i + 1 >= len(sentence.chunks) or not is_within_day(sentence.chunks, i + 1)
    nuclear = chunk.norm in ("test", "tests") and "nuclear" in sentence.skeleton
    if nuclear or chunk.norm in DASHES or chunk.norm in words.SAYING:
        return True
    if chunk.norm == ",":
        return fronted or _opens_aside(sentence.chunks, i) or _statement_follows(sentence, i)
    own = in_what(sentence.chunks, i) or _participle(sentence.chunks, i)
    return is_verb(chunk) and not own


def _tells_range(chunks: list[Chunk], i: int) -> bool:
    """ "a missile that had a range of 120 km": an attribute, and the clause goes on."""
    has = ("has", "had", "have")
    if chunks[i].norm in has:
        i -= 1
    ahead = [c.norm for c in chunks[i + 1 : i + 6]]
    return chunks[i].norm in ("that", "which", "and") and ahead[:1] != [] and (
        ahead[0] in has and "range" in ahead
    )  # fmt: skip


def _opens_aside(chunks: list[Chunk], comma: int) -> bool:
    """ ", echoing a failed attempt thirteen days ago": what the launch is likened to."""
    word = chunks[comma + 1] if comma + 1 < len(chunks) else None
    return word is not None and word.kind == "word" and word.norm in _LIKENING


_LIKENING = words.word_set("echoing following repeating recalling matching mirroring like unlike")


def opens_next(chunks: list[Chunk], i: int, start: int) -> bool:
    """The day of ", the Council on Friday condemned": it belongs to the verb that follows."""
    if not any(c.norm == "," for c in chunks[start + 1 : i]) or _closes(chunks, i):
        return False
    return any(
        c.norm in words.OTHER_VERBS - words.BE or c.norm in words.SAYING or c.norm in RESPONDING
        for c in chunks[i + 1 : i + 4]
    )


def _closes(chunks: list[Chunk], i: int) -> bool:
    """ "the previous launch, from the same ship on September 7, failed": the insertion ends."""
    return i + 1 < len(chunks) and chunks[i + 1].norm == ","


def _participle(chunks: list[Chunk], i: int) -> bool:
    """ "a device called", "waters, believed to be": no verb of a new clause."""
    return chunks[i].norm in ("called", "used", "set") or (
        chunks[i].norm == "been" or chunks[i - 1].norm in ("what",)
    )


_NAMING = words.word_set("a an the its their his that this")


def _is_thing(chunk: Chunk) -> bool:
    """Whether a word is a noun that a day names: "the September 19 agreement"."""
    function = words.PREPOSITIONS | words.CLAUSE_WORDS | words.BE | {"and", "or", "when", "local"}
    return chunk.kind == "word" and chunk.text[0].islower() and chunk.norm not in function


_BOUNDS = words.word_set("until since from by before after through for till than between")


def belongs_elsewhere(sentence: Sentence, i: int, start: int) -> bool:
    """The day of another noun ("Monday's drills") or of a limit ("until Friday")."""
    chunks = sentence.chunks
    if i + 1 < len(chunks) and chunks[i + 1].kind == "poss":
        return True
    if i and chunks[i - 1].norm in _BOUNDS and not is_within_day(chunks, i):
        return True
    if i and i + 1 < len(chunks) and chunks[i - 1].norm in _NAMING and _is_thing(chunks[i + 1]):
        return True
    if i - 2 > start and chunks[i - 2].norm in ("talks", "summit", "meeting", "election", "drills",
                                                "exercises", "vote", "visit"):  # fmt: skip
        return True
    return i in sentence.relations


def is_span_of_count(trigger: Trigger, i: int, start: int, expression: DateExpression) -> bool:
    """ "its maiden test of the year", "fired one in its first launch this year": the year is that
    of the count."""
    if expression.precision in DAYLIKE:
        return False
    chunks = trigger.sentence.chunks
    single = not trigger.plural and chunks[i - 1].norm == "of"
    return single or any(c.norm in words.ORDINALS for c in chunks[start:i])


def _statement_follows(sentence: Sentence, comma: int) -> bool:
    """Whether ", South Korea's military said" follows: the clause ends here."""
    for chunk in sentence.chunks[comma + 1 : comma + 12]:
        if chunk.norm in words.SAYING:
            return True
        if chunk.norm == "," or chunk.kind in ("launch", "flight"):
            return False
        if chunk.norm in words.PREPOSITIONS - {"of", "in"} and chunk.norm != "for":
            return False
    return False


RESPONDING = words.word_set(
    "condemned condemn condemns condemning criticized criticised denounced discussed discuss "
    "slammed decried addressed protested blasted discussing criticise criticize"
)


def is_verb(chunk: Chunk) -> bool:
    """A verb that a clause can have besides its launch."""
    return chunk.norm in words.OTHER_VERBS or chunk.kind in ("light", "flight")
