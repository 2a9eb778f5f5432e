"""Which date expression dates a launch: that of its own clause, never that of the statement.

"South Korea said Wednesday that the North had fired" dates the statement; the same clause order
with the day beside "fired" dates the launch.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.launches import words
from pipelines.launches.chunks import Chunk
from pipelines.launches.clause_ends import (
    RESPONDING,
    belongs_elsewhere,
    ends_clause,
    is_span_of_count,
    is_verb,
    opens_next,
)
from pipelines.launches.clauses import Trigger
from pipelines.launches.days import (
    DAYLIKE,
    day_expression,
    statement_day,
)
from pipelines.launches.distances import clause_begin, counted_day
from pipelines.launches.leading_days import before, heading_day
from pipelines.model import DateExpression


def bind(trigger: Trigger, others: list[Trigger]) -> None:
    """Set `dates` (own clause), `said` (the statement's) and `weak_date` of a trigger."""
    sentence = trigger.sentence
    if not any(c.kind == "date" for c in sentence.chunks):
        return
    taken = {t.at for t in others if t.at != trigger.at}
    taken |= {t.verb for t in others if t.verb is not None and t.verb != trigger.verb}
    trigger.dates = (
        _premodifier(trigger)
        or _time_told(trigger)
        or _inside(trigger)
        or _after(trigger, taken)
        or _heading(trigger, others)
        or before(trigger, taken)
    )
    if not any(e.precision in DAYLIKE for e in trigger.dates):
        trigger.dates = counted_day(trigger) or trigger.dates
    if not trigger.dates and trigger.kind == "flight":
        trigger.dates = _flight_on(trigger, taken)
    if not trigger.dates:
        trigger.said = statement_day(sentence, trigger)


def _flight_on(trigger: Trigger, taken: set[int]) -> list[DateExpression]:
    """ "veered off its course and fell into the sea on Wednesday": the flight is told on."""
    chunks = trigger.sentence.chunks
    later = [i for i in range(trigger.at + 1, len(chunks)) if chunks[i].kind == "flight"]
    return _after(replace(trigger, at=later[-1], objects=[]), taken) if later else []


def _heading(trigger: Trigger, others: list[Trigger]) -> list[DateExpression]:
    """The day of the entry of a chronology, where no launch before it in the entry has its own."""
    if any(t.at < trigger.at and t.dates for t in others):
        return []
    day = heading_day(trigger.sentence.chunks, trigger.head)
    return [day] if day else []


def _time_told(trigger: Trigger) -> list[DateExpression]:
    """ "The last time the North fired a missile was on April 13"."""
    if _TIME_TOLD.search(trigger.sentence.left(trigger.head, 6)) is None:
        return []
    chunks = trigger.sentence.chunks
    for i in range(trigger.at + 1, len(chunks) - 2):
        if chunks[i].norm in ("was", "came") and chunks[i + 1].norm in ("on", "in"):
            day = day_expression(chunks[i + 2])
            return [day] if day is not None else []
    return []


def _inside(trigger: Trigger) -> list[DateExpression]:
    """ "conducted on Saturday a cruise missile test": between the verb and what it did."""
    chunks = trigger.sentence.chunks
    if trigger.verb is None or trigger.verb == trigger.at:
        return []
    of = (i for i in range(trigger.at, trigger.verb, -1) if chunks[i].norm == "of")
    between = range(max(next(of, 0), trigger.verb) + 1, trigger.at)
    found = [day for i in between if (day := day_expression(chunks[i]))
             and (chunks[i - 1].norm == "on" or i == trigger.verb + 1)]  # fmt: skip
    return found[:1]


_TIME_TOLD = re.compile(r"\b(?:last|first|previous|only) time (?:that )?(?:\S+ ){1,4}$")


def settle_weak(triggers: list[Trigger]) -> None:
    """ "condemned the firing on Wednesday and the launch on Thursday": one condemnation has one
    day, so two days are those of the launches."""
    weak = [t for t in triggers if t.weak_date and t.dates]
    if len({t.dates[0].expression_id for t in weak}) > 1:
        for trigger in weak:
            trigger.weak_date = False


def _premodifier(trigger: Trigger) -> list[DateExpression]:
    """ "Tuesday's launch", "the May 25 DPRK launches", "Sunday's missiles flew"."""
    chunks = trigger.sentence.chunks
    if trigger.kind != "noun":
        first = trigger.objects[0].first if trigger.objects else 0
        if chunks[first].kind == "poss":
            first += 1
        owned = first >= 2 and chunks[first - 1].kind == "poss" and first <= trigger.at
        day = day_expression(chunks[first - 2]) if owned else None
        return [day] if day else []
    for i in range(trigger.at - 1, max(-1, trigger.at - 10), -1):
        chunk = chunks[i]
        if (expression := day_expression(chunk)) is not None:
            spaced = i + 1 == trigger.at or chunks[i + 1].kind != "punct"
            previous = chunks[i - 1].norm if i else ""
            stray = previous in ("on", "said", "in", "late", "early") and (
                chunks[i + 1].kind != "poss" and chunks[i + 1].norm not in ("ballistic",)
            )
            return [*_listed_before(chunks, i), expression] if spaced and not stray else []
        if chunk.norm in words.PREPOSITIONS or chunk.norm in words.CLAUSE_WORDS:
            return []
        if chunk.kind in ("light", "flight", "launch") or chunk.norm in words.OTHER_VERBS:
            return []
        if chunk.norm in words.SAYING or chunk.norm in (",", ";", "of", "and"):
            return []
    return []


def _listed_before(chunks: list[Chunk], i: int) -> list[DateExpression]:
    """The earlier days of "the May 4, 6, and 9 launches"."""
    found: list[DateExpression] = []
    j = i - 1
    while j > 0 and chunks[j].norm in ("and", ","):
        j -= 1
        if chunks[j].norm == ",":
            continue
        expression = day_expression(chunks[j])
        if expression is None or expression.precision not in DAYLIKE:
            break
        found.insert(0, expression)
        j -= 1
    return found


_HAPPENING = words.word_set(
    "came comes coming took occurred happened happens conducted carried held made was were is "
    "took place detected confirmed staged performed ended ends failed lasted"
)


def _after(trigger: Trigger, taken: set[int]) -> list[DateExpression]:
    """The days after the launch word, as far as its clause goes."""
    chunks = trigger.sentence.chunks
    start = max([trigger.at, *(o.last for o in trigger.objects)])
    bare_noun = trigger.kind == "noun" and trigger.verb is None
    fronted, crossed = _is_fronted(trigger), False
    begin = trigger.objects[0].last + 1 if trigger.gapped else trigger.at + 1
    for i in range(begin, len(chunks)):
        if (expression := day_expression(chunks[i])) is not None:
            if belongs_elsewhere(trigger.sentence, i, start) or opens_next(chunks, i, start):
                continue
            if is_span_of_count(trigger, i, start, expression):
                continue
            trigger.weak_date = bare_noun and not crossed and _ambiguous(trigger, i, start)
            return _sharpest([expression, *_listed(chunks, i)])
        if i <= start:
            continue
        if bare_noun and _goes_on(chunks, i):
            crossed = crossed or is_verb(chunks[i])
        elif trigger.cue == "attempt" and chunks[i].norm in _FAILING:
            continue
        elif _flies_on(chunks, i) or (trigger.passive and chunks[i].kind == "flight"):
            continue  # "a missile fired from Yemen came down on Sunday": on the day of its flight
        elif ends_clause(trigger.sentence, i, taken, fronted=fronted):
            return []
    return []


def _flies_on(chunks: list[Chunk], i: int) -> bool:
    """ "fired a missile that flew 350 km on Tuesday": the flight is part of the launch."""
    relative = ("that", "which", "and")
    if chunks[i].norm in relative:
        return i + 1 < len(chunks) and chunks[i + 1].kind == "flight"
    return chunks[i].kind == "flight" and chunks[i - 1].norm in relative


_FAILING = frozenset({"failed", "fails", "ended", "ends"})
"""The end of "an attempt to put a satellite into orbit failed on Thursday"."""


def _goes_on(chunks: list[Chunk], i: int) -> bool:
    """A noun keeps its day over "took place", "was conducted" and "which took place"."""
    happens = chunks[i].norm in _HAPPENING or chunks[i].kind == "light"
    return happens or (chunks[i].norm in ("which", "that") and _happens_next(chunks, i))


def _is_fronted(trigger: Trigger) -> bool:
    """ "A day after North Korea fired a missile, the Council ...": the comma ends the clause."""
    begin = clause_begin(trigger)
    return begin is not None and all(
        c.kind in ("date", "number", "punct", "claimant", "state")
        or c.norm in ("a", "day", "days", "just", "shortly", "hours", "after", "two", "three")
        for c in trigger.sentence.chunks[: begin - 1]
    )


def _happens_next(chunks: list[Chunk], i: int) -> bool:
    return any(c.norm in _HAPPENING or c.kind == "light" for c in chunks[i + 1 : i + 3])


def _sharpest(found: list[DateExpression]) -> list[DateExpression]:
    """ "the week before, on July 24", "Sunday, New Year's Day": one day, told twice."""
    days = [e for e in found if e.precision in DAYLIKE and "week" not in e.text.lower()]
    once = {(e.earliest or e.edtf): e for e in reversed(days)}
    return list(reversed(once.values())) or found


def _ambiguous(trigger: Trigger, i: int, start: int) -> bool:
    """ "condemned the launch on Friday": the day may be that of the condemnation."""
    chunks = trigger.sentence.chunks
    if any(c.kind in ("place", "site") for c in chunks[start + 1 : i]):
        return False
    left = trigger.sentence.skeleton[max(0, trigger.at - 14) : trigger.at]
    return any(w in RESPONDING for w in left)


def _listed(chunks: list[Chunk], i: int) -> list[DateExpression]:
    """The further days of "on Jan. 5, 11, 14 and 17"."""
    found: list[DateExpression] = []
    j = i + 1
    while j + 1 < len(chunks):
        step = j
        while step < len(chunks) and chunks[step].norm in (",", "and", "on"):
            step += 1
        if step == j or step >= len(chunks):
            break
        expression = day_expression(chunks[step])
        if expression is None or expression.precision not in DAYLIKE:
            break
        if step + 1 < len(chunks) and chunks[step + 1].kind == "poss":
            break
        found.append(expression)
        j = step + 1
    return found
