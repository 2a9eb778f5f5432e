"""What follows once all clauses are read: the days left open, and what the article is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipelines.launches.calendars import Calendar, window
from pipelines.launches.pointing import Occasion, is_news, is_recalled, is_subordinate

FRESH_DAYS = 2
"""A launch so many days before publication is news wherever the article tells it."""

STALE_DAYS = 30
"""A launch longer ago is background even where an article opens with it."""

LEAD_SENTENCES = 3
"""Headline, dateline and lead."""


def settle(occasions: Sequence[Occasion], calendar: Calendar) -> None:
    """Set the role of each occasion, and the day of those that no clause dates."""
    for occasion in occasions:
        occasion.main = _is_main(occasion, calendar.last_day(occasion.launcher))
    if occasions and not any(o.main for o in occasions):
        occasions[0].main = True
    for occasion in occasions:
        if occasion.day is None:
            _infer_day(occasion, calendar)


def _is_main(occasion: Occasion, last: date | None) -> bool:
    if occasion.recalled:
        return False
    leads = any(
        t.sentence.index < LEAD_SENTENCES and not is_subordinate(t) for t in occasion.members
    )
    if last is None or occasion.span is None or occasion.day is None:
        return leads
    ago = (last - occasion.span.latest).days
    return (leads and ago <= STALE_DAYS) or (ago <= FRESH_DAYS and not occasion.day.coarse)


def _infer_day(occasion: Occasion, calendar: Calendar) -> None:
    """The day of the statement for what observers report, a window for everything else."""
    said, loose = occasion.said, occasion.loose
    if said is not None and not occasion.self_said and (said.span is not None or said.edtf):
        occasion.day, occasion.inferred = said, True
    elif said is not None and said.span is not None:
        occasion.day, occasion.inferred = window(said.span.latest, said.expression_id), True
    elif loose is not None and loose.span is not None:
        occasion.day, occasion.inferred = window(loose.span.latest, loose.expression_id), True
    elif loose is not None and calendar.last_day(occasion.launcher) is None:
        occasion.day, occasion.inferred = loose, True
    elif _is_fresh_news(occasion) and (last := calendar.last_day(occasion.launcher)):
        occasion.day, occasion.reported = window(last, None), True


def _is_fresh_news(occasion: Occasion) -> bool:
    """Whether the article reports the launch as news of its day; "recent" says it is older."""
    if any(is_recalled(t) for t in occasion.members):
        return False
    return occasion.main and any(is_news(t) for t in occasion.members)
