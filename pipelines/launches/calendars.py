"""The days that the words of one article give to a launch, by the clocks of its site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipelines.launches.chunks import Sentence
from pipelines.launches.clauses import Trigger
from pipelines.launches.days import foreign_clock, narrative_days
from pipelines.launches.local_days import NEW_YORK, LocalDay, Setting, resolve
from pipelines.model import DateExpression, DateSpan
from pipelines.seeds import Claimant

NEWS_WINDOW_DAYS = 3
"""A report without a day speaks of the publication day or the two days before it."""

ONE_DAY = timedelta(days=1)

LEAD_SENTENCES = 4
"""Headline, dateline and lead: what they tell is the news."""

_BARE_WEEKDAY = re.compile(
    r"(?i)(?:early |late )?(?:on )?(?:[\d:]+ ?[ap]\.?m\.?,? (?:local time )?(?:on )?)?"
    r"(?:early |late )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:'s|’s)?"
    r"(?: (?:morning|afternoon|evening|night))?(?:,? local time| at [\d:]+ ?[ap]\.?m\.?)?$"
)
_MONTH_AND_DAY = re.compile(
    r"[A-Z][a-z]{2,8}\.?\s\d{1,2}\b|\b\d{1,2}(?:st|nd|rd|th)?(?:\sof)?\s[A-Z][a-z]{2}|\d-\d"
)
_TODAY = re.compile(r"(?i)(?:early |late |dawn )?(?:(?:this )?morning,? )?today\b")
_DAWNING = re.compile(r"(?i)morning|early|local|\d")


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is known of the days of one article. `zones` has the zone of each launcher's sites."""

    where: Setting
    zones: dict[str, str]
    sentences: Sequence[Sentence]

    def zone(self, launcher: str | None) -> str:
        """The zone of a launcher's sites."""
        return self.zones.get(launcher or "KP", "Asia/Pyongyang")

    def last_day(self, launcher: str | None) -> date | None:
        """The last local day at the launcher's sites that the article can know of."""
        return self.where.last_day(self.zone(launcher))

    def day(self, expression: DateExpression, launcher: str | None) -> LocalDay:
        """The local days of an expression; of a rough one ("two weeks ago") some to either side."""
        day = resolve(expression, self.zone(launcher), self.where)
        text = expression.text.lower()
        before, after = next((s for words, s in _ROUGH if words.search(text)), (0, 0))
        if day.span is None or day.span.earliest != day.span.latest or not (before or after):
            return day
        last = max(day.span.latest, self.last_day(launcher) or date.max)
        last = min(day.span.latest + after * ONE_DAY, last)
        return _between(day.span.earliest - before * ONE_DAY, last, day.expression_id)

    def own_days(self, trigger: Trigger, known: Sequence[DateSpan]) -> list[LocalDay]:
        """The days that the clause itself gives; `known` are those of other launches."""
        abroad = _is_of_the_council(trigger) or (
            self.where.desk is not None and all(_BARE_WEEKDAY.match(e.text) for e in trigger.dates)
        )
        desk = self._in_new_york() if abroad else self
        found = [desk._back(e, desk._dawned(e, trigger, known), trigger) for e in trigger.dates]
        return [day for day in found if not self.is_future(day, trigger.launcher)]

    def _in_new_york(self) -> Calendar:
        return replace(self, where=replace(self.where, zone=self.where.zone or NEW_YORK))

    def _back(self, expression: DateExpression, day: LocalDay, trigger: Trigger) -> LocalDay:
        """A day without its year or week that was read ahead of publication: of a launch that
        took place, the one before it is meant."""
        if day.span is None or not self.is_future(day, trigger.launcher):
            return day
        first = day.span.earliest
        if first != day.span.latest or re.search(r"\b\d{4}\b", expression.text):
            return day
        if _BARE_WEEKDAY.match(expression.text):
            meant = first - 7 * ONE_DAY
        elif _MONTH_AND_DAY.search(expression.text) and (first.month, first.day) != (2, 29):
            meant = first.replace(year=first.year - 1)
        else:
            return day
        return replace(day, span=DateSpan(meant, meant), edtf=meant.isoformat())

    def said_day(self, trigger: Trigger, known: Sequence[DateSpan]) -> LocalDay | None:
        """The day of the statement that reports the clause."""
        return None if trigger.said is None else self._dawned(trigger.said, trigger, known)

    def narrative_day(self, trigger: Trigger, *, first: bool) -> list[LocalDay]:
        """A clause with a clock time alone goes on with the day of the sentences before it.

        `first`: no launch has a day yet; then an American clock gives its own.
        """
        abroad = foreign_clock(trigger.sentence)
        if abroad is not None and first:
            return [self.day(abroad, trigger.launcher)]
        index = trigger.sentence.index
        for sentence in reversed(self.sentences[max(0, index - 2) : index + 1]):
            for expression in reversed(narrative_days(sentence)):
                day = self.day(expression, trigger.launcher)
                if not self.is_future(day, trigger.launcher):
                    return [day]
        return []

    def is_future(self, day: LocalDay, launcher: str | None) -> bool:
        """A launch that took place was not after the day of publication (east of the desk: not
        after the day that follows it)."""
        last = self.last_day(launcher)
        return last is not None and day.span is not None and day.span.earliest > last + ONE_DAY

    def _dawned(
        self, expression: DateExpression, trigger: Trigger, known: Sequence[DateSpan]
    ) -> LocalDay:
        """ "Wednesday morning" in a report that an American desk dates Tuesday evening: a bare
        weekday six days back is rather the morning that has dawned at the site."""
        day, published = self.day(expression, trigger.launcher), self.where.published
        if day.span is None or published is None:
            return day
        dawned = published + ONE_DAY
        if _is_named_at_the_desk(expression, trigger, published):
            meant = any(span.earliest == span.latest == dawned for span in known)
        else:
            leads = trigger.sentence.index < LEAD_SENTENCES
            meant = self._is_week_old(expression, trigger, published) and (
                leads or not any(span.latest < dawned for span in known)
            )
        return (
            replace(day, span=DateSpan(dawned, dawned), edtf=dawned.isoformat()) if meant else day
        )

    def _is_week_old(self, expression: DateExpression, trigger: Trigger, published: date) -> bool:
        """Whether a bare weekday was read as that of six days back, and nothing else tells that
        day."""
        back = published - 6 * ONE_DAY
        if expression.earliest != back or not _BARE_WEEKDAY.match(expression.text):
            return False
        alone = _DAWNING.search(expression.text) or len(narrative_days(trigger.sentence)) <= 1
        return bool(alone) and back not in self._days_with_month()

    def _days_with_month(self) -> set[date]:
        return {
            e.earliest
            for s in self.sentences
            for e in s.expressions
            if e.earliest is not None and e.earliest == e.latest and _MONTH_AND_DAY.search(e.text)
        }


def _is_of_the_council(trigger: Trigger) -> bool:
    """Whether the Security Council names the day of a launch: by the calendar of New York."""
    if trigger.kind != "noun":
        return False
    named = {c.value.claimant_id for c in trigger.sentence.chunks if isinstance(c.value, Claimant)}
    return named == {"un"} and all(_MONTH_AND_DAY.search(e.text) for e in trigger.dates)


def _is_named_at_the_desk(expression: DateExpression, trigger: Trigger, published: date) -> bool:
    """ "Tuesday's launch", or "today" in the mouth of those at the site: of a launch told to have
    been on Wednesday there, another name for its day."""
    if _TODAY.match(expression.text):
        return True
    bare = _BARE_WEEKDAY.match(expression.text) is not None
    return bare and expression.earliest == published and trigger.kind == "noun"


_ROUGH: tuple[tuple[re.Pattern[str], tuple[int, int]], ...] = (
    (re.compile(r"\bweeks? (?:ago|earlier|before)\b"), (3, 3)),
    (re.compile(r"\bmonths? (?:ago|earlier|before)\b"), (15, 15)),
    (re.compile(r"\bovernight\b"), (0, 1)),
)
"""Words that read as one day and mean a few, with the days before and after it."""


def window(last: date, expression_id: str | None) -> LocalDay:
    """The three days that end on `last`."""
    return _between(last - (NEWS_WINDOW_DAYS - 1) * ONE_DAY, last, expression_id)


def _between(first: date, last: date, expression_id: str | None) -> LocalDay:
    edtf = first.isoformat() if first == last else f"{first}/{last}"
    return LocalDay(DateSpan(first, last), edtf, expression_id)


def shifted(day: LocalDay, days: int) -> LocalDay | None:
    """A day so many days earlier; None where the day itself is not known."""
    if day.span is None:
        return None
    span = DateSpan(day.span.earliest - days * ONE_DAY, day.span.latest - days * ONE_DAY)
    edtf = f"{span.earliest}/{span.latest}"
    if span.earliest == span.latest:
        edtf = span.earliest.isoformat()
    return LocalDay(span, edtf, day.expression_id)
