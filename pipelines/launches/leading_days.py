"""The day that stands before a launch word: "On Tuesday, ...", "North Korea on Tuesday fired"."""

from __future__ import annotations

from pipelines.launches import words
from pipelines.launches.chunks import Chunk
from pipelines.launches.clauses import Trigger
from pipelines.launches.days import dates_statement, day_expression, is_limit
from pipelines.model import DateExpression

DASHES = frozenset({";", "—", "–", ":"})
"""What ends a clause besides its words."""


def in_what(chunks: list[Chunk], i: int) -> bool:
    """The verb of "what is believed to be a ballistic missile"."""
    return any(c.norm == "what" for c in chunks[max(0, i - 3) : i]) or (
        chunks[i].norm in ("be", "appeared", "been")
    )


def before(trigger: Trigger, taken: set[int]) -> list[DateExpression]:
    """The day before the launch word: "On Tuesday, ...", "North Korea on Tuesday fired"."""
    chunks = trigger.sentence.chunks
    if trigger.kind == "noun" and trigger.verb is None and not _opens_clause(trigger):
        return []
    start = min([trigger.head, *(o.first for o in trigger.objects if trigger.passive)])
    for i in range(trigger.head - 1, -1, -1):
        if (expression := day_expression(chunks[i])) is not None:
            if i + 1 < len(chunks) and chunks[i + 1].kind == "poss":
                continue
            strange = dates_statement(chunks, i) or is_limit(chunks, i)
            return [] if strange else [expression]
        if i >= start:
            continue
        if chunks[i].norm == "when" and (day := _day_before_when(chunks, i)):
            return [day]
        if _begins_clause(trigger, i, taken):
            return _over_insertion(chunks, i, trigger.head) or _shared(chunks, trigger.head)
    return []


def _shared(chunks: list[Chunk], head: int) -> list[DateExpression]:
    """ "On Friday, the North held a parade and fired a missile": what "and" joins has one day."""
    joined = head > 0 and chunks[head - 1].norm == "and"
    opening = next((k for k, c in enumerate(chunks[:head]) if day_expression(c)), None)
    if not joined or opening is None or any(c.norm not in _FRONTING for c in chunks[:opening]):
        return []
    day = day_expression(chunks[opening])
    return [day] if day is not None and chunks[opening + 1].norm == "," else []


def _over_insertion(chunks: list[Chunk], i: int, head: int) -> list[DateExpression]:
    """ "On Aug. 14, shortly before the Pope came to Seoul, North Korea fired": the first day dates
    the main clause, past what two commas set apart. `i` is a word of that insertion."""
    opening = next((k for k, c in enumerate(chunks[:i]) if day_expression(c)), None)
    if opening is None or any(c.norm not in _FRONTING for c in chunks[:opening]):
        return []
    if opening + 1 >= i or chunks[opening + 1].norm != ",":
        return []
    closing = next((k for k in range(i, head) if chunks[k].norm == ","), None)
    inserted = chunks[opening + 2 : i + 1]
    if _is_parenthesis(chunks, opening + 2, closing):
        return [d for c in chunks[opening : opening + 1] if (d := day_expression(c))]
    told = any(c.norm in words.SAYING or c.kind == "launch" for c in inserted)
    opens = any(c.norm in words.CLAUSE_WORDS for c in inserted)
    day = day_expression(chunks[opening])
    return [day] if day is not None and closing is not None and opens and not told else []


def _is_parenthesis(chunks: list[Chunk], first: int, closing: int | None) -> bool:
    """ "On Sunday, South Korea had announced, a missile was launched": who said so, between
    commas."""
    if closing is None or closing - first > 8:
        return False
    inside = chunks[first:closing]
    return inside[-1].norm in words.SAYING and not any(c.kind == "date" for c in inside)


_FRONTING = frozenset({"on", "early", "late", "in", "at", "by"})


def heading_day(chunks: list[Chunk], head: int) -> DateExpression | None:
    """The day of the entry in a chronology, whatever its clauses are."""
    marks = (i for i, c in enumerate(chunks[: min(head, _HEADING)]) if c.norm in _MARKS)
    return next((day for i in marks if (day := _chronology_day(chunks, i))), None)


_HEADING = 9
"""Chunks in which the day and mark of an entry stand: "■ Wednesday, 31 July 2019:"."""

_MARKS = frozenset({":", "—", "–", "-"})


def _begins_clause(trigger: Trigger, i: int, taken: set[int]) -> bool:
    chunk = trigger.sentence.chunks[i]
    if i in taken or chunk.norm in DASHES or chunk.norm in words.SAYING:
        return True
    if chunk.norm == "that":
        return not trigger.passive
    if chunk.norm in words.CLAUSE_WORDS and chunk.norm not in ("which", "who"):
        return True
    verbal = chunk.norm in words.OTHER_VERBS - _AUXILIARIES
    return verbal and not in_what(trigger.sentence.chunks, i)


_AUXILIARIES = frozenset({"was", "were", "has", "have", "had", "been"})


def _day_before_when(chunks: list[Chunk], when: int) -> DateExpression | None:
    """The month of "since September 2023, when Pyongyang fired two missiles"."""
    at = when - 1
    while at >= 0 and chunks[at].norm == ",":
        at -= 1
    return day_expression(chunks[at]) if at >= 0 else None


def _chronology_day(chunks: list[Chunk], end: int) -> DateExpression | None:
    """The day of "Wednesday, 31 July 2019: North Korea fired": nothing but a date before."""
    if any(c.kind not in ("date", "number", "punct") and c.norm not in ("on", "in")
           for c in chunks[:end]):  # fmt: skip
        return None
    found = [e for c in chunks[:end] if (e := day_expression(c)) is not None]
    return found[-1] if found else None


def _opens_clause(trigger: Trigger) -> bool:
    """ "On Tuesday, a missile launch ...": the noun is the subject of the first clause."""
    first = min([trigger.at, *(o.first for o in trigger.objects)])
    return all(
        c.kind in ("date", "state", "poss", "mod", "number", "punct")
        or c.norm in ("on", "in", "a", "the", "early", "late", "another")
        for c in trigger.sentence.chunks[:first]
    )
