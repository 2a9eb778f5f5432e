"""What a clause without a day points to: the launch in focus, others, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.launches import distances, words
from pipelines.launches.chunks import Chunk
from pipelines.launches.classes import compatible
from pipelines.launches.clauses import Trigger
from pipelines.launches.local_days import LocalDay
from pipelines.model import DateSpan
from pipelines.seeds import Claimant


@dataclass(slots=True)
class Occasion:
    """One launch as this article knows it."""

    number: int
    launcher: str | None
    day: LocalDay | None = None
    members: list[Trigger] = field(default_factory=list)
    said: LocalDay | None = None
    said_by: Claimant | None = None
    self_said: bool = False
    reported: bool = False
    main: bool = False
    inferred: bool = False
    recalled: bool = False
    loose: LocalDay | None = None

    @property
    def span(self) -> DateSpan | None:
        """The days the occasion can have been on."""
        return self.day.span if self.day else None


def is_ordinal(trigger: Trigger) -> bool:
    """ "the second launch this week": the period is that of the count."""
    return (
        trigger.kind == "noun" and _ORDINAL.search(trigger.sentence.left(trigger.at, 6)) is not None
    )


_ORDINAL = re.compile(
    rf"\b(?:{'|'.join(words.ORDINALS)}|\d+(?:st|nd|rd|th)|latest) (?:\S+ ){{0,4}}$"
)


def has_predicate_day(trigger: Trigger) -> bool:
    """ "The first launch was in April": the month is that of the launch, not of the count."""
    return _PREDICATE_DAY.match(trigger.sentence.right(trigger.at, 6)) is not None


_PREDICATE_DAY = re.compile(
    r" (?:was|were|came|took place|happened|followed) (?:back )?(?:in|on) @date"
)


def tells_the_last(trigger: Trigger) -> bool:
    """ "The last attack was on Saturday": the one before what the article is about."""
    return _THE_LAST.match(trigger.sentence.text) is not None


_THE_LAST = re.compile(
    r"(?i)the (?:last|previous|prior) (?:[\w'’-]+ ){1,6}(?:was|were|came|took)\b"
)


def tells_apart(trigger: Trigger) -> bool:
    """ "Earlier in the day, it fired": a launch besides another of the same day."""
    return trigger.kind == "verb" and not is_pointing(trigger) and any(
        _WITHIN_DAY.match(e.text) for e in trigger.dates
    )  # fmt: skip


_WITHIN_DAY = re.compile(r"(?i)(?:earlier|later) (?:in the|that|on the same|the same) day")


def is_past_perfect(trigger: Trigger) -> bool:
    """ "had fired": before what was told last."""
    return "had" in [
        c.norm for c in trigger.sentence.chunks[max(0, trigger.head - 2) : trigger.head]
    ]


ON_OTHER_OCCASIONS = re.compile(
    r"\bon (?:the |those |both |all )*(?:first|previous|earlier|last|other|past|two|three|four)"
    r"(?: (?:two|three|four|few))? (?:occasions?|times?) (?:\S+ ){0,9}$"
)
"""Of other launches than the one at hand: "on the first two occasions it claimed to have"."""


INCLUDING = re.compile(r"\bincluding (?:(?!and )\S+ ){0,6}$")


def is_recalled(trigger: Trigger) -> bool:
    """ "the recent rocket launch": the article does not report it, it looks back."""
    before = trigger.sentence.chunks[max(0, trigger.at - 5) : trigger.at]
    return any(c.norm.startswith("recent") for c in before)


def same_launcher(occasion: Occasion, trigger: Trigger) -> bool:
    """Whether a clause can speak of the occasion's launcher; names it where it was open."""
    if occasion.launcher is None:
        occasion.launcher = trigger.launcher
        return True
    return trigger.launcher is None or occasion.launcher == trigger.launcher


def class_fits(occasion: Occasion, trigger: Trigger) -> bool:
    """Whether the class words of a clause can speak of the occasion."""
    theirs = {o.missile_class for t in occasion.members for o in t.objects if not o.weak}
    own = [o.missile_class for o in trigger.objects if not o.weak]
    if not theirs or not own:
        return True
    return all(any(compatible(o, t) for t in theirs) for o in own)


def count_fits(occasion: Occasion, trigger: Trigger) -> bool:
    """Whether the numbers of a clause can be those of the occasion."""
    theirs = [
        o for t in occasion.members if t.kind != "flight" for o in t.objects
        if o.low and not (t.kind == "noun" and o.last < t.at)
    ]  # fmt: skip
    theirs = [o for o in theirs if o.high is not None] or theirs
    own = [o for o in trigger.objects if o.low]
    if trigger.kind == "noun" or not theirs or not own:
        return True
    return any(
        (a.high is None or (b.low or 0) <= a.high) and (b.high is None or (a.low or 0) <= b.high)
        for a in own
        for b in theirs
    )


ANSWER = re.compile(
    r"in response|respond|(?:minutes|hours|shortly|immediately) (?:after|later)|retaliat|answered|"
    r"in a show of"
)


_ELSEWHERE = re.compile(
    r"\b(?:anniversary|previous(?:ly)?|prior|earlier|past|last|since|ago|decade|years?|series "
    r"of|string of|flurry of|"
    r"spate of|slew of|dozens of|record|unprecedented|recent|repeated|several|numerous|"
    r"multiple|each|every|all|many) "
    r"(?:@\w+ |[\w'-]+ ){0,4}$"
)


def points_elsewhere(trigger: Trigger) -> bool:
    """Words that point to launches other than the one an article is about."""
    if trigger.kind != "noun" or trigger.dates:
        return False
    left = trigger.sentence.left(trigger.at, 7)
    match = _ELSEWHERE.search(left)
    if match is None:
        return False
    return trigger.plural or not match.group().startswith(("recent", "latest"))


def says_latest(trigger: Trigger) -> bool:
    """ "the latest launch", "this test": the one the article is about."""
    return _LATEST.search(trigger.sentence.left(trigger.at, 6)) is not None


_LATEST = re.compile(r"\b(?:latest|today's|this|most recent) (?:\S+ ){0,4}$")


SERIES = 3
"""So many launches, without a day, are a series and not one occasion."""


def is_plural_news(trigger: Trigger) -> bool:
    """ "missile launches" without a number or a day adds no launch of its own, nor do many."""
    if trigger.kind == "noun" and trigger.verb is None and trigger.plural:
        counted = any(
            o.article == "new" and (o.last < trigger.at or o.low == o.high)
            and not (o.last < trigger.at and (o.low or 0) >= SERIES)
            for o in trigger.objects
        )  # fmt: skip
        return not trigger.dates and not counted and not says_latest(trigger)
    if trigger.kind == "noun" and trigger.plural and not trigger.dates:
        return any((o.low or 0) >= SERIES for o in trigger.objects if o.last < trigger.at)
    if trigger.kind == "verb" and trigger.form in ("base", "gerund"):
        return all(o.article == "bare" and o.plural for o in trigger.objects)
    return False


def is_pointing(trigger: Trigger) -> bool:
    """Whether a clause takes its launch as known: "the missile was fired", "the launch"."""
    if trigger.pointing:
        return True
    if trigger.kind == "noun":
        return trigger.verb is None
    return any(o.article == "old" for o in trigger.objects)


def is_subordinate(trigger: Trigger) -> bool:
    """ "... after it fired", "since testing": background of the main clause."""
    return distances.clause_begin(trigger) is not None


def is_news(trigger: Trigger) -> bool:
    """A clause that reports one launch as news: a finite verb, or "condemns ... for its test"."""
    if trigger.generic or (trigger.plural and trigger.kind == "noun" and trigger.verb is None):
        return False
    if trigger.kind == "verb" and not trigger.passive and _is_relative(trigger):
        return False
    if _is_kind(trigger) or _COMPARED.search(trigger.sentence.right(trigger.at, 8)):
        return False
    if trigger.kind == "verb" or trigger.verb is not None:
        return trigger.form in ("past", "present")
    return trigger.sentence.index <= 3 and bool(
        re.search(r"\bfor (?:its|the|their) (?:\S+ ){0,3}$", trigger.sentence.left(trigger.at, 6))
    )


_COMPARED = re.compile(r"^ more \S+ (?:\S+ ){0,3}than\b")


def _is_kind(trigger: Trigger) -> bool:
    """ "an answer to missiles launched by the North": what the word for all of them recalls."""
    if not (trigger.passive and trigger.objects and trigger.objects[0].article == "bare"):
        return False
    first, chunks = trigger.objects[0].first, trigger.sentence.chunks
    governed = first > 0 and chunks[first - 1].norm in words.PREPOSITIONS
    return governed and trigger.objects[-1].last == trigger.at - 1


def _is_relative(trigger: Trigger) -> bool:
    """ "the missiles that North Korea has tested": recalls, and reports nothing."""
    return bool(trigger.objects) and trigger.objects[-1].last < trigger.at


def said_by_launcher(trigger: Trigger) -> bool:
    """Whether the statement is the launcher's own, or of nobody named: its media report a day
    late, observers on the day."""
    chunks = trigger.sentence.chunks
    found = (_speaker(chunks, i) for i, c in enumerate(chunks) if c.norm in words.SAYING)
    speaker = next((s for s in found if s is not None), None)
    if speaker is None:
        return True
    return speaker in (trigger.launcher, OWN_MEDIA)


OWN_MEDIA = "media"
"""Stands for the state media of any country: they tell of their own side's launches."""


def _speaker(chunks: Sequence[Chunk], said: int) -> str | None:
    """Whose word the saying at chunk `said` is: whoever is named before it, as far back as the
    clause that was said, else right after it. Press agencies only pass words on."""
    for chunk in reversed(chunks[max(0, said - 12) : said]):
        if chunk.kind in ("launch", "weapon", "designation", "flight"):
            break
        if (speaker := _speaking(chunk)) is not None:
            return speaker
    after = (_speaking(c) for c in chunks[said + 1 : said + 4])
    return next((speaker for speaker in after if speaker is not None), None)


def _speaking(chunk: Chunk) -> str | None:
    if not isinstance(chunk.value, Claimant):
        return chunk.state
    own = {"agency": None, "state_media": OWN_MEDIA}
    return own.get(chunk.value.kind, chunk.value.state)
