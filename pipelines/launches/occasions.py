"""Which clauses of an article speak of the same launch, and on which day it was.

A day binds a clause to its occasion; a clause without a day points to the launch in focus, or to
none. What the text does not say stays open: the publication day is never a launch's day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from pipelines.launches import dating, words
from pipelines.launches.chunks import Sentence
from pipelines.launches.local_days import LocalDay, Setting, resolve
from pipelines.launches.triggers import Trigger
from pipelines.launches.weapons import compatible
from pipelines.model import FOUNDING_STATUSES, DateExpression, DateSpan, Role
from pipelines.seeds import Claimant

NEWS_WINDOW_DAYS = 3
"""A report without a day speaks of the publication day or the two days before it."""

FOLLOW_UP_DAYS = 10
"""So many days before publication a dated clause can still be the launch an article is about."""


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
    """Walks the triggers of one article in the order of the text."""

    where: Setting
    zones: dict[str, str]
    occasions: list[Occasion] = field(default_factory=list)
    found: list[Assignment] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    focus: Occasion | None = None
    focus_sentence: int = -9

    def zone(self, launcher: str | None) -> str:
        """The zone of a launcher's sites."""
        return self.zones.get(launcher or "KP", "Asia/Pyongyang")

    def read(self, triggers: list[Trigger]) -> list[Assignment]:
        """Assign every trigger, then settle the days of the occasions."""
        for trigger in triggers:
            if trigger.status in FOUNDING_STATUSES:
                self._founding(trigger)
            else:
                self._unreal(trigger)
        self._settle()
        return self.found

    def _unreal(self, trigger: Trigger) -> None:
        days = [resolve(e, self.zone(trigger.launcher), self.where) for e in trigger.dates]
        self.found.append(Assignment(trigger, None, days[0] if days else None, "background"))

    def _founding(self, trigger: Trigger) -> None:
        zone = self.zone(trigger.launcher)
        days = [
            self._next_morning(resolve(e, zone, self.where), e, trigger.sentence)
            for e in trigger.dates
        ]
        if trigger.weak_date and self.occasions:
            days = []
        if _is_ordinal(trigger):
            days = [d for d in days if d.span is None or not d.coarse]
        days = [d for d in days if not self._is_future(d, zone)]
        if _is_tally(trigger, days):
            self.found.append(Assignment(trigger, None, days[0], "background"))
            return
        open_now = all(o.day is None for o in self.occasions)
        if not days and (open_now or not _is_pointing(trigger)) and dating.has_clock(trigger):
            days = self._narrative_day(trigger)
        if days:
            for day in days:
                self._join(trigger, self._dated(trigger, day))
            self._earlier(trigger)
            self._counted_from(trigger, zone)
            return
        if trigger.weak_date and trigger.dates and self.occasions:
            self._loosely(trigger, zone)
        occasion = self._related(trigger) or self._answer(trigger) or self._undated(trigger)
        if occasion is not None and self._is_said_before(trigger, occasion, zone):
            occasion = self._new(trigger, None)
        self._join(trigger, occasion)
        self._earlier(trigger)
        if occasion is not None and trigger.said is not None and occasion.said is None:
            said = resolve(trigger.said, zone, self.where)
            occasion.said = self._next_morning(said, trigger.said, trigger.sentence)
            occasion.self_said = _said_by_launcher(trigger)

    def _explicit_days(self) -> set[date]:
        """Days that the text names with their month."""
        return {
            e.earliest
            for s in self.sentences
            for e in s.expressions
            if e.earliest is not None and e.earliest == e.latest and _MONTH_AND_DAY.search(e.text)
        }

    def _is_said_before(self, trigger: Trigger, occasion: Occasion, zone: str) -> bool:
        """Nobody reports a launch before it: a statement of Sunday is not about Friday's."""
        if trigger.said is None:
            return False
        said = self._next_morning(
            resolve(trigger.said, zone, self.where), trigger.said, trigger.sentence
        )
        if said.span is None:
            return False
        if occasion.span is not None:
            return said.span.latest < occasion.span.earliest
        later = occasion.said.span if occasion.said else None
        new = any(o.article == "new" for o in trigger.objects)
        return later is not None and new and said.span.latest < later.earliest

    def _narrative_day(self, trigger: Trigger) -> list[LocalDay]:
        """A clause with a clock time alone goes on with the day of the sentences before it."""
        zone = self.zone(trigger.launcher)
        abroad = dating.foreign_clock(trigger.sentence)
        if abroad is not None and all(o.day is None for o in self.occasions):
            return [resolve(abroad, zone, self.where)]
        index = trigger.sentence.index
        for sentence in reversed(self.sentences[max(0, index - 2) : index + 1]):
            for expression in reversed(dating.narrative_days(sentence)):
                day = resolve(expression, zone, self.where)
                if not self._is_future(day, zone):
                    return [day]
        return []

    def _counted_from(self, trigger: Trigger, zone: str) -> None:
        """ "It comes 23 days after their January 4 launch": the day of what "it" is."""
        expression = dating.relation_before(trigger)
        main = self.occasions[0]
        if expression is None or main.day is not None or main.launcher != trigger.launcher:
            return
        main.day = resolve(expression, zone, self.where)

    def _loosely(self, trigger: Trigger, zone: str) -> None:
        """ "condemned the launch on Friday": it was on Friday or shortly before."""
        day = resolve(trigger.dates[0], zone, self.where)
        main = self.occasions[0]
        if main.loose is None and day.span is not None and not day.coarse:
            main.loose = day

    def _earlier(self, trigger: Trigger) -> None:
        """ "the first since Jan. 1": the launch before this one, as background."""
        if "since" not in trigger.sentence.skeleton:
            return
        zone = self.zone(trigger.launcher)
        for expression in dating.since(trigger.sentence):
            day = resolve(expression, zone, self.where)
            if any(self._same_day(o, trigger, day) for o in self.occasions):
                continue
            occasion = self._new(trigger, day)
            occasion.recalled = True
            self.found.append(Assignment(trigger, occasion, day, "background"))

    def _answer(self, trigger: Trigger) -> Occasion | None:
        """ "South Korea fired a missile in response": on the day of what it answers."""
        main = next((o for o in self.occasions if o.launcher != trigger.launcher), None)
        if main is None or main.day is None or trigger.kind == "noun":
            return None
        if not _ANSWER.search(trigger.sentence.text.lower()):
            return None
        return self._dated(trigger, main.day)

    def _is_future(self, day: LocalDay, zone: str) -> bool:
        """A launch that took place was not after the day of publication (east of the desk: not
        after the day that follows it)."""
        last = self.where.last_day(zone)
        return last is not None and day.span is not None and day.span.earliest > last + ONE_DAY

    def _next_morning(
        self, day: LocalDay, expression: DateExpression, sentence: Sentence
    ) -> LocalDay:
        """ "Wednesday morning" in a report that an American desk dates Tuesday evening: a bare
        weekday six days back is rather the morning that has dawned at the site."""
        published = self.where.published
        if day.span is None or published is None or not _BARE_WEEKDAY.match(expression.text):
            return day
        dawning = _DAWNING.search(expression.text) is not None
        if not dawning and len(dating.narrative_days(sentence)) > 1:
            return day
        back, dawned = published - 6 * ONE_DAY, published + ONE_DAY
        if day.span != DateSpan(back, back) or back in self._explicit_days():
            return day
        if any(o.span is not None and o.span.latest < dawned for o in self.occasions):
            return day
        return replace(day, span=DateSpan(dawned, dawned), edtf=dawned.isoformat())

    def _join(self, trigger: Trigger, occasion: Occasion | None) -> None:
        self.found.append(
            Assignment(trigger, occasion, occasion.day if occasion else None, "background")
        )
        if occasion is not None:
            occasion.members.append(trigger)
            if not _in_subordinate(trigger):
                self.focus, self.focus_sentence = occasion, trigger.sentence.index

    def _dated(self, trigger: Trigger, day: LocalDay) -> Occasion:
        for occasion in self.occasions:
            if self._same_day(occasion, trigger, day):
                if occasion.day is None or (
                    day.span and occasion.span and _length(day.span) < _length(occasion.span)
                ):
                    occasion.day = day
                return occasion
        for occasion in self.occasions:
            if occasion.day is None and self._may_date(occasion, trigger, day):
                occasion.day = day
                return occasion
        return self._new(trigger, day)

    def _same_day(self, occasion: Occasion, trigger: Trigger, day: LocalDay) -> bool:
        if not _same_launcher(occasion, trigger) or occasion.day is None:
            return False
        if day.span is None or occasion.span is None:
            return day.edtf is not None and day.edtf == occasion.day.edtf
        if day.coarse or occasion.day.coarse:
            return day.span == occasion.span
        return day.span.overlaps(occasion.span)

    def _may_date(self, occasion: Occasion, trigger: Trigger, day: LocalDay) -> bool:
        """Whether a dated clause tells the day of an occasion introduced without one."""
        if not _same_launcher(occasion, trigger) or not _compatible(occasion, trigger):
            return False
        if _elsewhere(trigger) or (day.coarse and day.span is not None):
            return False
        if occasion.said and occasion.said.span and day.span:
            return abs((occasion.said.span.latest - day.span.latest).days) <= NEWS_WINDOW_DAYS
        last = self.where.last_day(self.zone(trigger.launcher))
        if day.span is None or last is None:
            return not _in_subordinate(trigger)
        return -ONE_DAY <= last - day.span.latest <= FOLLOW_UP_DAYS * ONE_DAY or (
            day.span.earliest <= last <= day.span.latest
        )

    def _new(self, trigger: Trigger, day: LocalDay | None) -> Occasion:
        occasion = Occasion(len(self.occasions) + 1, trigger.launcher, day)
        self.occasions.append(occasion)
        return occasion

    def _related(self, trigger: Trigger) -> Occasion | None:
        """ "a day after it fired two missiles": counted from the launch of the main clause."""
        begin = dating.clause_begin(trigger)
        if begin is None:
            return None
        if not self.occasions or self.occasions[0].span is None:
            return self._counted_back(trigger, begin)
        days = dating.distance(trigger, begin)
        if days is None:
            return None
        main = self.occasions[0] if self.focus is None else self.focus
        if main.launcher != trigger.launcher or main.span is None:
            return None
        shift = timedelta(days=days)
        span = DateSpan(main.span.earliest - shift, main.span.latest - shift)
        edtf = (
            span.earliest.isoformat()
            if span.earliest == span.latest
            else f"{span.earliest}/{span.latest}"
        )
        day = LocalDay(span, edtf, main.day.expression_id if main.day else None)
        return self._dated(trigger, day)

    def _counted_back(self, trigger: Trigger, begin: int) -> Occasion | None:
        """ "A day after North Korea fired a missile, the Council met on Saturday"."""
        days = dating.distance(trigger, begin)
        told = [e for e in dating.narrative_days(trigger.sentence) if e.start > trigger.chunk.end]
        if days is None or len(told) != 1:
            return None
        day = resolve(told[0], self.zone(trigger.launcher), self.where)
        if day.span is None or day.coarse:
            return None
        shift = timedelta(days=days)
        span = DateSpan(day.span.earliest - shift, day.span.latest - shift)
        edtf = span.earliest.isoformat() if span.earliest == span.latest else None
        return self._dated(trigger, replace(day, span=span, edtf=edtf, time_utc=None))

    def _undated(self, trigger: Trigger) -> Occasion | None:
        """The occasion that a clause without a day points to; None where the text is open."""
        own = [o for o in self.occasions if _same_launcher(o, trigger)]
        if _elsewhere(trigger) or trigger.generic or _is_plural_news(trigger):
            return None
        if trigger.kind == "noun" and _INCLUDING.search(trigger.sentence.left(trigger.at, 8)):
            return None
        if not own:
            if _in_subordinate(trigger) and self.occasions:
                return None
            return self._new(trigger, None)
        near = trigger.sentence.index - self.focus_sentence <= 1
        candidate = self.focus if near and self.focus in own else own[0]
        assert candidate is not None
        if _latest(trigger):
            candidate = own[0]
        if _in_subordinate(trigger) and not trigger.pointing and trigger.verb is not None:
            return None
        if _is_pointing(trigger) or trigger.kind == "flight":
            return candidate if _compatible(candidate, trigger) else None
        if _compatible(own[0], trigger) and _count_fits(own[0], trigger):
            return own[0]
        return None

    def _settle(self) -> None:
        if not self.occasions:
            return
        self._mark_main()
        for occasion in self.occasions:
            if occasion.day is None:
                self._infer_day(occasion)
        for assignment in self.found:
            assignment.zone = self.zone(assignment.trigger.launcher)
            occasion = assignment.occasion
            if occasion is not None:
                assignment.day = occasion.day
                assignment.role = "main" if occasion.main else "background"

    def _mark_main(self) -> None:
        last = self.where.last_day(self.zone(self.occasions[0].launcher))
        for occasion in self.occasions:
            leads = any(t.sentence.index <= 2 and not _in_subordinate(t) for t in occasion.members)
            fresh = (
                last is not None
                and occasion.span is not None
                and not occasion.day.coarse  # type: ignore[union-attr]
                and (last - occasion.span.latest).days <= 2
            )
            stale = (
                last is not None
                and occasion.span is not None
                and (last - occasion.span.latest).days > 30
            )
            occasion.main = ((leads and not stale) or fresh) and not occasion.recalled
        if not any(o.main for o in self.occasions):
            self.occasions[0].main = True

    def _infer_day(self, occasion: Occasion) -> None:
        """The day of the statement for what observers report, a window for everything else."""
        if occasion.said is not None and occasion.said.span is not None:
            if occasion.self_said:
                end = occasion.said.span.latest
                occasion.day = _window(end, occasion.said.expression_id)
            else:
                occasion.day = occasion.said
            occasion.inferred = True
            return
        if occasion.said is not None and occasion.said.edtf and not occasion.self_said:
            occasion.day = occasion.said
            occasion.inferred = True
            return
        if occasion.loose is not None and occasion.loose.span is not None:
            occasion.day = _window(occasion.loose.span.latest, occasion.loose.expression_id)
            occasion.inferred = True
            return
        last = self.where.last_day(self.zone(occasion.launcher))
        if any(_RECENT.search(t.sentence.left(t.at, 5)) for t in occasion.members):
            return
        if last is not None and occasion.main and any(_is_news(t) for t in occasion.members):
            occasion.day = _window(last, None)
            occasion.reported = True


TALLY_DAYS = 7
"""Several missiles over a longer stretch are a total, not one launch."""

ONE_DAY = timedelta(days=1)

_BARE_WEEKDAY = re.compile(
    r"(?i)(?:early |late )?(?:on )?(?:[\d:]+ ?[ap]\.?m\.?,? (?:local time )?(?:on "
    r")?)?(?:early |late )?"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:'s|’s)?"
    r"(?: (?:morning|afternoon|evening|night))?(?:,? local time| at [\d:]+ ?[ap]\.?m\.?)?$"
)


_MONTH_AND_DAY = re.compile(
    r"[A-Z][a-z]{2,8}\.? \d{1,2}\b|\b\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]{2}|\d-\d"
)


_DAWNING = re.compile(r"(?i)morning|early|local|\d")


def _is_ordinal(trigger: Trigger) -> bool:
    """ "the second launch this week": the period is that of the count."""
    return (
        trigger.kind == "noun" and _ORDINAL.search(trigger.sentence.left(trigger.at, 6)) is not None
    )


_ORDINAL = re.compile(
    rf"\b(?:{'|'.join(words.ORDINALS)}|\d+(?:st|nd|rd|th)|latest) (?:\S+ ){{0,4}}$"
)


def _is_tally(trigger: Trigger, days: list[LocalDay]) -> bool:
    """ "fired 23 missiles this year" is a total, not a launch."""
    if not days or any(d.span is None or (d.span.latest - d.span.earliest).days < TALLY_DAYS
                       for d in days):  # fmt: skip
        return False
    return trigger.plural or any(o.plural for o in trigger.objects)


_INCLUDING = re.compile(r"\bincluding (?:(?!and )\S+ ){0,6}$")
_RECENT = re.compile(r"\brecent(?:ly)? (?:\S+ ){0,3}$")


def _window(end: object, expression_id: str | None) -> LocalDay:
    last = end
    span = DateSpan(last - timedelta(days=NEWS_WINDOW_DAYS - 1), last)  # type: ignore[operator,arg-type]
    return LocalDay(span, f"{span.earliest}/{span.latest}", expression_id, exact=False)


def _length(span: DateSpan) -> int:
    return (span.latest - span.earliest).days


def _same_launcher(occasion: Occasion, trigger: Trigger) -> bool:
    if occasion.launcher is None:
        occasion.launcher = trigger.launcher
        return True
    return trigger.launcher is None or occasion.launcher == trigger.launcher


def _compatible(occasion: Occasion, trigger: Trigger) -> bool:
    """Whether the class words of a clause can speak of the occasion."""
    theirs = {o.missile_class for t in occasion.members for o in t.objects if not o.weak}
    own = [o.missile_class for o in trigger.objects if not o.weak]
    if not theirs or not own:
        return True
    return all(any(compatible(o, t) for t in theirs) for o in own)


def _count_fits(occasion: Occasion, trigger: Trigger) -> bool:
    theirs = [
        o for t in occasion.members if t.kind != "flight" for o in t.objects
        if o.low and not (t.kind == "noun" and o.last < t.at)
    ]  # fmt: skip
    own = [o for o in trigger.objects if o.low]
    if trigger.kind == "noun" or not theirs or not own:
        return True
    return any(
        (a.high is None or (b.low or 0) <= a.high) and (b.high is None or (a.low or 0) <= b.high)
        for a in own
        for b in theirs
    )


_ANSWER = re.compile(
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


def _elsewhere(trigger: Trigger) -> bool:
    """Words that point to launches other than the one an article is about."""
    if trigger.kind != "noun" or trigger.dates:
        return False
    left = trigger.sentence.left(trigger.at, 7)
    match = _ELSEWHERE.search(left)
    if match is None:
        return False
    return trigger.plural or not match.group().startswith(("recent", "latest"))


def _latest(trigger: Trigger) -> bool:
    return bool(re.search(r"\b(?:latest|today's|this|most recent) (?:\S+ ){0,4}$",
                          trigger.sentence.left(trigger.at, 6)))  # fmt: skip


def _is_plural_news(trigger: Trigger) -> bool:
    """ "missile launches" without a number or a day adds no launch of its own."""
    if trigger.kind == "noun" and trigger.verb is None and trigger.plural:
        counted = any(
            o.article == "new" and (o.last < trigger.at or o.low == o.high) for o in trigger.objects
        )
        return not trigger.dates and not counted and not _latest(trigger)
    if trigger.kind == "verb" and trigger.form in ("base", "gerund"):
        return all(o.article == "bare" and o.plural for o in trigger.objects)
    return False


def _is_pointing(trigger: Trigger) -> bool:
    if trigger.pointing:
        return True
    if trigger.kind == "noun":
        return trigger.verb is None
    return any(o.article == "old" for o in trigger.objects)


def _in_subordinate(trigger: Trigger) -> bool:
    """ "... after it fired", "since testing": background of the main clause."""
    return dating.clause_begin(trigger) is not None


def _is_news(trigger: Trigger) -> bool:
    """A clause that reports one launch as news: a finite verb, or "condemns ... for its test"."""
    if trigger.generic or (trigger.plural and trigger.kind == "noun" and trigger.verb is None):
        return False
    if trigger.kind == "verb" and not trigger.passive and _is_relative(trigger):
        return False
    if trigger.kind == "verb" or trigger.verb is not None:
        return trigger.form in ("past", "present")
    return trigger.sentence.index <= 3 and bool(
        re.search(r"\bfor (?:its|the|their) (?:\S+ ){0,3}$", trigger.sentence.left(trigger.at, 6))
    )


def _is_relative(trigger: Trigger) -> bool:
    """ "the missiles that North Korea has tested": recalls, and reports nothing."""
    return bool(trigger.objects) and trigger.objects[-1].last < trigger.at


def _said_by_launcher(trigger: Trigger) -> bool:
    """Whether the statement is the launcher's own: its media report a day late."""
    before = trigger.sentence.chunks[: trigger.head]
    for chunk in trigger.sentence.chunks:
        if isinstance(chunk.value, Claimant):
            return chunk.value.state == trigger.launcher or chunk.value.kind == "state_media"
    states = [c.state for c in before if c.state]
    return bool(states) and states[0] == trigger.launcher
