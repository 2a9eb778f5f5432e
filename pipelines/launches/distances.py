"""Launches counted from one another: "three days after it fired two missiles"."""

from __future__ import annotations

import re

from pipelines.launches import words
from pipelines.launches.chunks import launch_word
from pipelines.launches.clauses import Trigger
from pipelines.launches.days import dates_of
from pipelines.model import DateExpression


def counted_day(trigger: Trigger) -> list[DateExpression]:
    """ "the test comes 23 days after their January 4 launch": 23 days after it."""
    for i, expression in trigger.sentence.relations.items():
        if i > trigger.at and dates_of(expression):
            return [expression]
    return []


def relation_before(trigger: Trigger) -> DateExpression | None:
    """The "23 days" before the "after" in whose clause the trigger stands."""
    begin = clause_begin(trigger)
    if begin is None:
        return None
    return next(
        (e for i, e in trigger.sentence.relations.items() if i in (begin - 2, begin - 3)), None
    )


_RELATION = re.compile(
    r"(?:^| )(?P<n>a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d+|@date)? ?"
    r"(?P<unit>minutes?|days?|weeks?) (?P<way>after|before|since|following) $"
)


def distance(trigger: Trigger, begin: int) -> int | None:
    """Days from this launch to the one whose clause says "two days after" it (negative: before).

    Reads the words up to chunk `begin` of the clause of `trigger`. Weeks are no exact distance.
    """
    sentence = trigger.sentence
    text = " ".join(c.norm for c in sentence.chunks[max(0, begin - 5) : begin]) + " "
    match = _RELATION.search(text)
    if match is None:
        return None
    number = match["n"] or ""
    if number in ("a", "an"):
        value = 1
    elif number.isdigit():
        value = int(number)
    elif number in words.NUMBERS:
        value = words.NUMBERS[number]
    else:
        return None
    if match["unit"].startswith("minute"):
        return 0
    if match["unit"].startswith("week") or _ROUGHLY.search(text[: match.start()]):
        return None
    return -value if match["way"] == "before" else value


_ROUGHLY = re.compile(r"(?:less|more|fewer) than|about|around|almost|nearly|over|within|some $")


def clause_begin(trigger: Trigger) -> int | None:
    """The chunk after the "after", "before", "since" that opens the trigger's clause, if any."""
    chunks = trigger.sentence.chunks
    for i in range(trigger.head - 1, -1, -1):
        chunk = chunks[i]
        if chunk.norm in ("after", "before", "since", "following"):
            return i + 1
        if i < trigger.head - 12 or chunk.norm in words.SAYING or chunk.norm in (",", ";"):
            return None
        if launch_word(chunk) is not None and chunk.kind != "light" and i != trigger.at:
            return None
    return None
