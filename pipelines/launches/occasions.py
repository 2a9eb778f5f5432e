"""Which clauses of an article speak of the same launch, and on which day it was.

A day binds a clause to its occasion; a clause without a day points to the launch in focus, or to
none. What the text does not say stays open: the publication day is never a launch's day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.launches.calendars import NEWS_WINDOW_DAYS, ONE_DAY, Calendar, shifted
from pipelines.launches.clauses import Trigger
from pipelines.launches.days import has_clock, narrative_days, since
from pipelines.launches.distances import clause_begin, distance, relation_before
from pipelines.launches.local_days import LocalDay
from pipelines.launches.pointing import (
    ANSWER,
    Occasion,
    class_fits,
    count_fits,
    has_predicate_day,
    is_ordinal,
    is_past_perfect,
    is_pointing,
    is_subordinate,
    points_elsewhere,
    said_by_launcher,
    same_launcher,
    says_latest,
    tells_apart,
    tells_the_last,
)
from pipelines.launches.sameness import (
    is_said_before,
    is_sharper,
    is_tally,
    same_day,
    speaks_of_many,
)
from pipelines.launches.settling import settle
from pipelines.model import FOUNDING_STATUSES, DateSpan, Role

FOLLOW_UP_DAYS = 10
"""So many days before publication a dated clause can still be the launch an article is about."""


@dataclass(slots=True)
class Assignment:
    """One clause with one of its days: what becomes a mention."""

    trigger: Trigger
    occasion: Occasion | None
    day: LocalDay | None
    role: Role
    zone: str = "Asia/Pyongyang"


@dataclass(slots=True)
class Reader:
    """Walks the clauses of one article in the order of the text."""

    calendar: Calendar
    occasions: list[Occasion] = field(default_factory=list)
    found: list[Assignment] = field(default_factory=list)
    focus: Occasion | None = None
    focus_sentence: int = -9
    _telling: set[int] = field(default_factory=set)
    """Sentences whose main clause tells a launch; "hours after it had fired" recalls another."""

    def read(self, triggers: Sequence[Trigger]) -> list[Assignment]:
        """Assign every clause, then settle the days and roles of the occasions."""
        self._telling = {
            t.sentence.index
            for t in triggers
            if t.status in FOUNDING_STATUSES and t.kind == "verb" and not is_subordinate(t)
        }
        for trigger in triggers:
            if trigger.status in FOUNDING_STATUSES and not self._points_ahead(trigger):
                self._founding(trigger)
            else:
                self._unreal(trigger)
        settle(self.occasions, self.calendar)
        for assignment in self.found:
            assignment.zone = self.calendar.zone(assignment.trigger.launcher)
            if assignment.occasion is not None:
                assignment.day = assignment.occasion.day
                assignment.role = "main" if assignment.occasion.main else "background"
        return self.found

    @property
    def _known(self) -> list[DateSpan]:
        return [o.span for o in self.occasions if o.span is not None]

    def _points_ahead(self, trigger: Trigger) -> bool:
        """ "zones for the launch", where only a planned one was told: that is meant."""
        told = self.found[-1].trigger if self.found else None
        bare = trigger.kind == "noun" and trigger.pointing and not trigger.dates
        return bool(
            bare and told is not None and not self.occasions
            and told.status not in FOUNDING_STATUSES and told.launcher == trigger.launcher
        )  # fmt: skip

    def _unreal(self, trigger: Trigger) -> None:
        days = [self.calendar.day(e, trigger.launcher) for e in trigger.dates]
        self.found.append(Assignment(trigger, None, days[0] if days else None, "background"))

    def _founding(self, trigger: Trigger) -> None:
        days = self._days(trigger)
        if is_tally(trigger, days):
            self.found.append(Assignment(trigger, None, days[0], "background"))
            return
        if days:
            for day in days:
                self._join(trigger, self._apart(trigger, day) or self._dated(trigger, day))
            self._counted_from(trigger)
        else:
            self._without_day(trigger)
        self._earlier(trigger)

    def _days(self, trigger: Trigger) -> list[LocalDay]:
        days = self.calendar.own_days(trigger, self._known)
        if trigger.weak_date and self.occasions:
            days = []
        if is_ordinal(trigger) and not has_predicate_day(trigger):
            days = [d for d in days if d.span is None or not d.coarse]
        first = all(o.day is None for o in self.occasions)
        if not days and (first or not is_pointing(trigger)) and has_clock(trigger):
            return self.calendar.narrative_day(trigger, first=first)
        return days

    def _without_day(self, trigger: Trigger) -> None:
        if trigger.weak_date and trigger.dates and self.occasions:
            self._loosely(trigger)
        said = self.calendar.said_day(trigger, self._known)
        occasion = self._related(trigger) or self._answer(trigger) or self._undated(trigger)
        if occasion is not None and is_said_before(said, trigger, occasion):
            occasion = self._new(trigger, None)
        self._join(trigger, occasion)
        if occasion is not None and said is not None and occasion.said is None:
            occasion.said, occasion.self_said = said, said_by_launcher(trigger)

    def _counted_from(self, trigger: Trigger) -> None:
        """ "It comes 23 days after their January 4 launch": the day of what "it" is."""
        expression = relation_before(trigger)
        main = self.occasions[0]
        if expression is not None and main.day is None and main.launcher == trigger.launcher:
            main.day = self.calendar.day(expression, trigger.launcher)

    def _loosely(self, trigger: Trigger) -> None:
        """ "condemned the launch on Friday": it was on Friday or shortly before."""
        day, main = self.calendar.day(trigger.dates[0], trigger.launcher), self.occasions[0]
        told = day.edtf is not None if day.span is None else not day.coarse
        if main.loose is None and told:
            main.loose = day

    def _earlier(self, trigger: Trigger) -> None:
        """ "the first since Jan. 1": the launch before this one, as background."""
        if "since" not in trigger.sentence.skeleton:
            return
        for expression in since(trigger.sentence):
            day = self.calendar.day(expression, trigger.launcher)
            if not any(same_day(o, trigger, day) for o in self.occasions):
                occasion = self._new(trigger, day)
                occasion.recalled = True
                self.found.append(Assignment(trigger, occasion, day, "background"))

    def _join(self, trigger: Trigger, occasion: Occasion | None) -> None:
        day = occasion.day if occasion else None
        self.found.append(Assignment(trigger, occasion, day, "background"))
        if occasion is not None:
            occasion.members.append(trigger)
            if not is_subordinate(trigger):
                self.focus, self.focus_sentence = occasion, trigger.sentence.index

    def _dated(self, trigger: Trigger, day: LocalDay) -> Occasion:
        for occasion in self.occasions:
            if same_day(occasion, trigger, day):
                if is_sharper(day, occasion):
                    occasion.day = day
                return occasion
        for occasion in self.occasions:
            if occasion.day is None and self._may_date(occasion, trigger, day):
                occasion.day = day
                return occasion
        return self._new(trigger, day)

    def _apart(self, trigger: Trigger, day: LocalDay) -> Occasion | None:
        """ "Earlier in the day the North had fired an ICBM": another launch of the same day."""
        if not tells_apart(trigger):
            return None
        for occasion in self.occasions:
            if same_day(occasion, trigger, day) and (
                is_past_perfect(trigger)
                or not (class_fits(occasion, trigger) and count_fits(occasion, trigger))
            ):
                return self._new(trigger, day)
        return None

    def _may_date(self, occasion: Occasion, trigger: Trigger, day: LocalDay) -> bool:
        """Whether a dated clause tells the day of an occasion introduced without one."""
        if not same_launcher(occasion, trigger) or not class_fits(occasion, trigger):
            return False
        if points_elsewhere(trigger) or (day.coarse and day.span is not None):
            return False
        if tells_the_last(trigger):
            return False
        if occasion.said and occasion.said.span and day.span:
            lag = NEWS_WINDOW_DAYS if occasion.self_said else 1
            return abs((occasion.said.span.latest - day.span.latest).days) <= lag
        last = self.calendar.last_day(trigger.launcher)
        if day.span is None or last is None:
            return not is_subordinate(trigger)
        return -ONE_DAY <= last - day.span.latest <= FOLLOW_UP_DAYS * ONE_DAY or (
            day.span.earliest <= last <= day.span.latest
        )

    def _new(self, trigger: Trigger, day: LocalDay | None) -> Occasion:
        occasion = Occasion(len(self.occasions) + 1, trigger.launcher, day)
        self.occasions.append(occasion)
        return occasion

    def _answer(self, trigger: Trigger) -> Occasion | None:
        """ "South Korea fired a missile in response": on the day of what it answers."""
        main = next((o for o in self.occasions if o.launcher != trigger.launcher), None)
        if main is None or main.day is None or trigger.kind == "noun":
            return None
        answers = ANSWER.search(trigger.sentence.text.lower())
        return self._dated(trigger, main.day) if answers else None

    def _related(self, trigger: Trigger) -> Occasion | None:
        """ "a day after it fired two missiles": counted from the launch of the main clause, or
        from the day of whatever else happened there."""
        begin = clause_begin(trigger)
        days = None if begin is None else distance(trigger, begin)
        if days is None:
            return None
        main = self.focus or (self.occasions[0] if self.occasions else None)
        if main is None or self.occasions[0].span is None:
            told = [e for e in narrative_days(trigger.sentence) if e.start > trigger.chunk.end]
            from_day = self.calendar.day(told[0], trigger.launcher) if len(told) == 1 else None
        else:
            from_day = main.day if main.launcher == trigger.launcher else None
        if from_day is None or from_day.coarse:
            return None
        day = shifted(from_day, days)
        return None if day is None else self._dated(trigger, day)

    def _undated(self, trigger: Trigger) -> Occasion | None:
        """The occasion that a clause without a day points to; None where the text is open."""
        if speaks_of_many(trigger):
            return None
        own = [o for o in self.occasions if same_launcher(o, trigger)]
        if not own:
            told = self.occasions or trigger.sentence.index in self._telling
            recalled = is_subordinate(trigger) and told
            return None if recalled else self._new(trigger, None)
        if is_subordinate(trigger) and not trigger.pointing and trigger.verb is not None:
            return None
        if is_pointing(trigger) or trigger.kind == "flight":
            candidate = self._in_focus(trigger, own)
            return candidate if class_fits(candidate, trigger) else None
        fits = class_fits(own[0], trigger) and count_fits(own[0], trigger)
        return own[0] if fits else None

    def _in_focus(self, trigger: Trigger, own: list[Occasion]) -> Occasion:
        near = trigger.sentence.index - self.focus_sentence <= 1
        if near and self.focus in own and not says_latest(trigger):
            return self.focus
        return own[0]
