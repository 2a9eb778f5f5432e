"""What makes two clauses tell of one launch, and a clause of many."""

from __future__ import annotations

from pipelines.launches.clauses import Trigger
from pipelines.launches.local_days import LocalDay
from pipelines.launches.pointing import (
    INCLUDING,
    ON_OTHER_OCCASIONS,
    Occasion,
    class_fits,
    count_fits,
    is_plural_news,
    points_elsewhere,
    same_launcher,
)
from pipelines.model import DateSpan

TALLY_DAYS = 7
"""Several missiles over a longer stretch are a total, not one launch."""


def speaks_of_many(trigger: Trigger) -> bool:
    """Whether a clause without a day tells of launches in general, or of others."""
    if points_elsewhere(trigger) or trigger.generic or is_plural_news(trigger):
        return True
    if ON_OTHER_OCCASIONS.search(trigger.sentence.left(trigger.head)):
        return True
    listed = INCLUDING.search(trigger.sentence.left(trigger.at, 8))
    return trigger.kind == "noun" and listed is not None


def is_said_before(said: LocalDay | None, trigger: Trigger, occasion: Occasion) -> bool:
    """Nobody reports a launch before it: a statement of Sunday is not about Friday's."""
    if said is None or said.span is None:
        return False
    if occasion.span is not None:
        return said.span.latest < occasion.span.earliest
    later = occasion.said.span if occasion.said else None
    new = any(o.article == "new" for o in trigger.objects)
    return later is not None and new and said.span.latest < later.earliest


def same_day(occasion: Occasion, trigger: Trigger, day: LocalDay) -> bool:
    """Whether the day of a clause can be that of the occasion."""
    if not same_launcher(occasion, trigger) or occasion.day is None:
        return False
    if day.span is None or occasion.span is None:
        return day.edtf is not None and day.edtf == occasion.day.edtf
    if day.coarse or occasion.day.coarse:
        return day.span == occasion.span or _is_within(day.span, occasion, trigger)
    return day.span.overlaps(occasion.span)


def _is_within(span: DateSpan, occasion: Occasion, trigger: Trigger) -> bool:
    """ "earlier this week", then "on Wednesday": the day of the launch that the week has."""
    assert occasion.span is not None
    longer = max(span, occasion.span, key=lambda s: s.latest - s.earliest)
    if (longer.latest - longer.earliest).days >= TALLY_DAYS or not span.overlaps(occasion.span):
        return False
    return class_fits(occasion, trigger) and count_fits(occasion, trigger)


def is_sharper(day: LocalDay, occasion: Occasion) -> bool:
    """Whether a day leaves less open than what is known of the occasion."""
    if occasion.span is None or day.span is None:
        return False
    return day.span.latest - day.span.earliest < occasion.span.latest - occasion.span.earliest


def is_tally(trigger: Trigger, days: list[LocalDay]) -> bool:
    """ "fired 23 missiles this year" is a total, not a launch."""
    many = trigger.plural or any(o.plural for o in trigger.objects)
    return bool(days) and many and all(_is_stretch(day) for day in days)


def _is_stretch(day: LocalDay) -> bool:
    """Whether the words give a month or more, or most of one."""
    if day.span is None:
        return day.edtf is not None and day.edtf.count("-") < 2
    return (day.span.latest - day.span.earliest).days >= TALLY_DAYS
