"""Date expressions inside a sentence: which tell a day, and whose day it is."""

from __future__ import annotations

import re

from pipelines.launches import words
from pipelines.launches.chunks import Chunk, Sentence
from pipelines.launches.clauses import Trigger
from pipelines.model import DateExpression

DAYLIKE = frozenset({"second", "minute", "hour", "part_of_day", "day"})


_COARSE = frozenset({"weekend", "week", "month", "season", "quarter", "half", "year", "period"})


_CLOCK_ONLY = re.compile(
    r"(?i)^(?:(?:at|around|about|shortly|just|before|after|from|between|and|to|early|late|local|time|a\.?m\.?|p\.?m\.?|"
    r"kst|jst|gmt|utc|est|edt|et|ist|pkt|irst|irdt|msk|cst|cdt|pst|pdt|mst|mdt|hst|akst|pt|ct|hours?|noon|midnight|dawn|korean|korea|japan|seoul|in|the|morning|evening|afternoon|o'clock|standard|eastern|pacific|daylight|hawaii|washington)"
    r"|[\d:.,()\s-])+$"
)


def dates_of(expression: DateExpression) -> bool:
    """Whether an expression tells a day or a stretch of days (no bare clock time, no duration)."""
    if expression.timex_type in ("DURATION", "SET"):
        return False
    if expression.precision == "vague" or expression.text.lower().endswith((" after", " since")):
        return False
    if expression.timex_type == "TIME" and _CLOCK_ONLY.match(expression.text):
        return False
    return expression.precision in DAYLIKE or expression.precision in _COARSE


def is_clock(expression: DateExpression) -> bool:
    """A clock time, alone or with its day."""
    return expression.precision in ("second", "minute", "hour") and bool(
        re.search(r"\d", expression.text)
    )


def day_expression(chunk: Chunk) -> DateExpression | None:
    """The expression of a chunk, if it tells a day or days."""
    value = chunk.value
    return value if isinstance(value, DateExpression) and dates_of(value) else None


_ON = frozenset({"on", "early", "late", "in", "a", "statement", "earlier", "later"})


def dates_statement(chunks: list[Chunk], i: int) -> bool:
    """ "said Thursday", "said on Thursday", "said in a statement early Thursday"."""
    j = i - 1
    while j >= 0 and chunks[j].norm in _ON:
        j -= 1
    return j >= 0 and chunks[j].norm in words.SAYING and j != i


_LIMITS = words.word_set("since until by before after than")


def is_limit(chunks: list[Chunk], i: int) -> bool:
    """Whether the day at chunk `i` only bounds a time: "since Friday"."""
    return i > 0 and chunks[i - 1].norm in _LIMITS and not is_within_day(chunks, i)


_HOUR = re.compile(r"(?:\d|midnight|noon|dawn|sunrise|daybreak|nightfall|dusk)")


def is_within_day(chunks: list[Chunk], i: int) -> bool:
    """ "before midnight on Monday", "by night on Thursday": bounds the hour, tells the day."""
    value, previous = chunks[i].value, chunks[i - 1].norm if i else ""
    if not isinstance(value, DateExpression) or value.timex_type != "TIME":
        return False
    text = value.text.lower()
    if previous == "by":
        return text.startswith(("night", "day "))
    return previous in ("before", "after") and _HOUR.match(text) is not None


def statement_day(sentence: Sentence, trigger: Trigger) -> DateExpression | None:
    """The day of the statement that reports this clause, if the sentence gives one."""
    chunks = sentence.chunks
    for i, chunk in enumerate(chunks):
        expression = day_expression(chunk)
        if expression is None or expression.precision not in DAYLIKE:
            continue
        if i in sentence.relations or (i + 1 < len(chunks) and chunks[i + 1].kind == "poss"):
            continue
        near = [c.norm for c in chunks[max(0, i - 6) : i]]
        ahead = [
            c.norm for c in chunks[i + 1 : i + 6]
            if c.norm != "," and c.kind not in ("claimant", "state", "poss")
        ]  # fmt: skip
        if any(w in words.SAYING for w in near) and dates_statement(chunks, i):
            return expression
        if ahead and ahead[0] in words.SAYING and not ahead[0].endswith("ing"):
            return expression
    return None


def since(sentence: Sentence) -> list[DateExpression]:
    """The day in "the first launch since May 8": an earlier launch was then."""
    chunks = sentence.chunks
    found = []
    for i, chunk in enumerate(chunks[:-1]):
        if chunk.norm != "since" or "first" not in [c.norm for c in chunks[max(0, i - 14) : i]]:
            continue
        follows = chunks[i + 1 : i + 3]
        for following in follows:
            if (expression := day_expression(following)) is not None:
                if expression.precision in DAYLIKE:
                    found.append(expression)
                break
            if following.norm not in ("on", "early", "late", "last"):
                break
    return found


def has_clock(trigger: Trigger) -> bool:
    """Whether the clause gives a clock time or part of a day, and no day."""
    chunks = trigger.sentence.chunks
    start = max(0, min([trigger.at, *(o.first for o in trigger.objects)]) - 4)
    return any(
        isinstance(c.value, DateExpression) and not dates_of(c.value)
        and c.value.timex_type == "TIME"
        for c in chunks[start : trigger.at + 18]
    )  # fmt: skip


_AMERICAN = re.compile(r"^(?:America|US|Pacific/Honolulu)|^UTC-(?:0[4-9]|10):")


def foreign_clock(sentence: Sentence) -> DateExpression | None:
    """ "at 3:56 p.m. CDT": an American command gives the time of its own day."""
    for chunk in sentence.chunks:
        value = chunk.value
        if (
            isinstance(value, DateExpression)
            and value.time_utc is not None
            and _AMERICAN.match(value.time_zone or "")
        ):
            return value
    return None


def narrative_days(sentence: Sentence) -> list[DateExpression]:
    """The days a sentence tells, save those of statements and limits."""
    chunks = sentence.chunks
    return [
        e
        for i, c in enumerate(chunks)
        if (e := day_expression(c)) is not None
        and e.precision in DAYLIKE
        and not dates_statement(chunks, i)
        and not is_limit(chunks, i)
        and not (i + 1 < len(chunks) and chunks[i + 1].norm in words.SAYING)
    ]
