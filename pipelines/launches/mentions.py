"""From a clause that was read to the rows it becomes: one for each class and day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby

from pipelines.launches import metrics, stretches
from pipelines.launches.chunks import Sentence
from pipelines.launches.clauses import Trigger
from pipelines.launches.occasions import Assignment
from pipelines.launches.stretches import Stretch
from pipelines.launches.weapons import WeaponPhrase
from pipelines.model import Article, DateExpression, LaunchMention, MissileClass, zone_rules
from pipelines.seeds import Claimant, Site

QUOTE_LIMIT = 600
"""Characters of a sentence that a quote shows at most."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sentence, or the stretch of it that is about one launch, tells of all its mentions."""

    flight: metrics.Metrics
    landing: str | None
    overflew: tuple[str, ...]
    clock: DateExpression | None
    sites: tuple[Site, ...]
    claimant: Claimant | None


def _facts(stretch: Stretch, claimant: Claimant | None) -> Facts:
    return Facts(
        flight=metrics.measure(stretch.text),
        landing=metrics.landing_of(stretch),
        overflew=metrics.overflown(stretch.text),
        clock=metrics.clock_of(stretch.chunks),
        sites=metrics.sites_of(stretch.chunks),
        claimant=claimant,
    )


def compose(article: Article, assignments: Sequence[Assignment]) -> tuple[LaunchMention, ...]:
    """The mentions of an article in the order of the text."""
    found: list[LaunchMention] = []
    facts_of = cache(_facts)
    for _, together in groupby(assignments, key=lambda a: a.trigger.sentence.index):
        told = list(together)
        claimant = spokesman(told[0].trigger.sentence)
        for assignment, stretch in zip(told, stretches.of(told), strict=True):
            facts = facts_of(stretch, claimant)
            for phrase in assignment.trigger.objects or [None]:  # type: ignore[list-item]
                found.append(_mention(article, assignment, phrase, facts, len(found)))
    return tuple(found)


def _mention(
    article: Article,
    assignment: Assignment,
    phrase: WeaponPhrase | None,
    facts: Facts,
    n: int,
) -> LaunchMention:
    trigger = assignment.trigger
    start, end = _place(trigger, phrase)
    day, occasion = assignment.day, assignment.occasion
    site = metrics.site_of(facts.sites, trigger.launcher)
    claimant = facts.claimant
    low, high = _count(trigger, phrase)
    if occasion is not None and occasion.recalled:
        low = high = None
    if len(trigger.dates) > 1:
        low, high = _shared(low, high, trigger)
    if trigger.allied and low is not None:
        low, high = 1, None if high is None else max(1, high - 1)
    return LaunchMention(
        mention_id=f"{article.article_id}:m{start}-{end}.{n}",
        article_id=article.article_id,
        start=start,
        end=end,
        quote=article.text[start:end],
        status=_status(trigger, claimant),
        missile_class=_class(assignment, phrase),
        outcome=trigger.outcome,
        role=assignment.role,
        confidence=_confidence(assignment),
        occasion=occasion.number if occasion else None,
        expression_id=day.expression_id if day else None,
        launcher=trigger.launcher,
        designation=phrase.designation if phrase else None,
        count_low=low,
        count_high=high,
        site_id=site.site_id if site else None,
        landing=facts.landing,
        overflew=facts.overflew,
        range_km=facts.flight.range_km,
        apogee_km=facts.flight.apogee_km,
        claimant=claimant.claimant_id if claimant else None,
        edtf=day.edtf if day else None,
        earliest=day.span.earliest if day and day.span else None,
        latest=day.span.latest if day and day.span else None,
        time_utc=_instant(assignment, facts.clock),
        reported=occasion.reported if occasion else False,
    )


def _instant(assignment: Assignment, clock: DateExpression | None) -> datetime | None:
    """When it was launched, where the sentence gives a clock time and the day is certain."""
    day = assignment.day
    if day is None or assignment.occasion is None or day.span is None:
        return None
    if day.span.earliest != day.span.latest:
        return None
    told = metrics.instant(clock, day.span.earliest, zone_rules(assignment.zone))
    return told or day.time_utc


def _place(trigger: Trigger, phrase: WeaponPhrase | None) -> tuple[int, int]:
    chunks = trigger.sentence.chunks
    first = last = trigger.at
    if phrase is not None:
        first, last = min(first, phrase.first), max(last, phrase.last)
    return chunks[first].start, chunks[last].end


def _class(assignment: Assignment, phrase: WeaponPhrase | None) -> MissileClass:
    if phrase is None:
        return "missile"
    if phrase.missile_class == "ballistic" and "submarine" in assignment.trigger.sentence.text:
        return "slbm"
    return phrase.missile_class


def _count(trigger: Trigger, phrase: WeaponPhrase | None) -> tuple[int | None, int | None]:
    """A noun ("missile launches") counts nothing unless its weapon is counted."""
    if phrase is None and trigger.number is not None:
        return trigger.number, trigger.number
    if phrase is None:
        alone = trigger.passive and trigger.chunk.norm != "tested" and _is_single(trigger)
        return (1, 1) if alone else (None, None)
    if trigger.kind == "noun" and phrase.last < trigger.at:
        return None, None
    if phrase.article == "old":
        bare = phrase.plural and (phrase.low, phrase.high) == (2, None)
        return (None, None) if bare else (phrase.low, phrase.high)
    return phrase.low, phrase.high


def _is_single(trigger: Trigger) -> bool:
    """ "it was fired", "the first was launched" """
    return trigger.sentence.left(trigger.at, 3).endswith(
        ("it was ", "first was ", "second was ", "other was ", "another was ", "last was ")
    )


def _shared(low: int | None, high: int | None, trigger: Trigger) -> tuple[int | None, int | None]:
    """Of a number told for several days together, what each day has for certain."""
    told = [o.low for o in trigger.objects]
    days = len(trigger.dates)
    if told and told[0] == days:
        return 1, 1
    return (None, None) if low is None else (1, None)


def _status(trigger: Trigger, claimant: Claimant | None):  # type: ignore[no-untyped-def]
    own = claimant is not None and claimant.state == trigger.launcher
    return "claimed" if own and trigger.status == "happened" else trigger.status


def spokesman(sentence: Sentence) -> Claimant | None:
    """The first spokesman a sentence names."""
    return next((c.value for c in sentence.chunks if isinstance(c.value, Claimant)), None)


def _confidence(assignment: Assignment) -> float:
    """How sure the reading is: a stated day and launcher raise it, guesses lower it."""
    trigger, occasion = assignment.trigger, assignment.occasion
    value = 0.9 if trigger.launcher_stated else 0.75
    if occasion is None or assignment.day is None:
        value -= 0.2
    elif occasion.inferred or occasion.reported:
        value -= 0.15
    if trigger.weak_date:
        value -= 0.15
    if trigger.pointing:
        value -= 0.1
    return round(max(value, 0.1), 2)
