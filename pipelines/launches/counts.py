"""Totals and ordinals: what a text counts over several launches. They never become mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import re2

from pipelines.launches import words
from pipelines.launches.chunks import Chunk, Sentence
from pipelines.launches.clauses import Trigger
from pipelines.launches.local_days import Setting
from pipelines.launches.numbers import count as count_of
from pipelines.launches.weapons import WeaponPhrase
from pipelines.model import (
    FOUNDING_STATUSES,
    Article,
    DateExpression,
    LaunchCount,
    MissileClass,
)

REACH = 14
"""Chunks after the counted noun within which its period stands."""

_COARSE = frozenset({"week", "month", "season", "quarter", "half", "year", "decade", "period"})


@dataclass(frozen=True, slots=True)
class Period:
    """The days a count covers; both null where the text gives none."""

    earliest: date | None = None
    latest: date | None = None
    told: bool = False


@dataclass(slots=True)
class Tally:
    """One count before it becomes a row. `trigger` is the clause it was read from."""

    sentence: Sentence
    first: int
    last: int
    kind: str
    unit: str
    low: int | None
    high: int | None
    missile_class: MissileClass | None
    period: Period
    trigger: Trigger | None
    launcher: str | None


def find(sentences: Sequence[Sentence], triggers: Sequence[Trigger], where: Setting) -> list[Tally]:
    """All totals and ordinals, in the order of the text."""
    real = [t for t in triggers if t.status in FOUNDING_STATUSES]
    found = [tally for t in real if (tally := _total(t, where)) is not None]
    main = next((t.launcher for t in triggers if t.launcher), None)
    if triggers:
        first = triggers[0].sentence.index
        for sentence in sentences[first:]:
            if _COUNTING.search(sentence.text) is None or not _ORDINAL_WORD.search(sentence.text):
                continue
            found.extend(_ordinals(sentence, triggers, where, main))
    return sorted(found, key=lambda t: t.sentence.chunks[t.first].start)


def rows(article: Article, tallies: Sequence[Tally]) -> tuple[LaunchCount, ...]:
    """The tallies as table rows."""
    return tuple(_row(article, tally) for tally in tallies)


def _row(article: Article, tally: Tally) -> LaunchCount:
    start = tally.sentence.chunks[tally.first].start
    end = tally.sentence.chunks[tally.last].end
    return LaunchCount(
        count_id=f"{article.article_id}:c{start}-{end}",
        article_id=article.article_id,
        start=start,
        end=end,
        quote=article.text[start:end],
        kind=tally.kind,  # type: ignore[arg-type]
        unit=tally.unit,  # type: ignore[arg-type]
        launcher=tally.launcher,
        value_low=tally.low,
        value_high=tally.high,
        missile_class=tally.missile_class,
        period_earliest=tally.period.earliest,
        period_latest=tally.period.latest,
    )


def _total(trigger: Trigger, where: Setting) -> Tally | None:
    """ "fired 23 ballistic missiles this year", "seven missile launches over the past week"."""
    chunks = trigger.sentence.chunks
    phrase = trigger.objects[0] if trigger.objects else None
    is_noun = trigger.kind == "noun" and (phrase is None or phrase.last < trigger.at)
    if is_noun and not trigger.plural:
        return None
    if any(e.precision not in _COARSE for e in trigger.dates):
        return None
    low, high, first = _value(trigger, phrase, is_noun)
    if low is None or (high is not None and high < 2):
        return None
    last = max(trigger.at, phrase.last if phrase else 0)
    period = _period(chunks, last, where) or _period_before(trigger, where)
    if period is None or (not is_noun and _is_short(period)):
        return None
    return Tally(
        trigger.sentence,
        min(first, trigger.at),
        last,
        "total",
        "launch" if is_noun else "missile",
        low,
        high,
        _class(phrase),
        period,
        trigger,
        trigger.launcher,
    )


SHORT_DAYS = 10


def _is_short(period: Period) -> bool:
    """ "fired two missiles last week" tells a launch and when it was, not a total."""
    return (
        period.earliest is not None
        and period.latest is not None
        and (period.latest - period.earliest).days < SHORT_DAYS
    )


def _value(
    trigger: Trigger, phrase: WeaponPhrase | None, is_noun: bool
) -> tuple[int | None, int | None, int]:
    chunks = trigger.sentence.chunks
    if phrase is not None:
        told = any(
            c.kind == "number" or c.norm in words.SEVERAL
            for c in chunks[phrase.first : phrase.last]
        )
        if told and not (is_noun and phrase.low == 1):
            return phrase.low, phrase.high, phrase.first
        if is_noun:
            return _number_before(chunks, phrase.first)
        return None, None, phrase.first
    return _number_before(chunks, trigger.at)


def _number_before(chunks: list[Chunk], at: int) -> tuple[int | None, int | None, int]:
    for i in range(at - 1, max(-1, at - 4), -1):
        if chunks[i].kind == "number":
            low, high = count_of(chunks, i, at, plural=True)
            return low, high, i
        if chunks[i].norm in words.PREPOSITIONS or chunks[i].kind == "punct":
            break
    return None, None, at


def _class(phrase: WeaponPhrase | None) -> MissileClass | None:
    if phrase is None or phrase.missile_class == "missile":
        return None
    return phrase.missile_class


def _period(chunks: list[Chunk], after: int, where: Setting) -> Period | None:
    """The stretch of days named after the counted noun."""
    for i in range(after + 1, min(len(chunks), after + REACH)):
        chunk = chunks[i]
        if isinstance(chunk.value, DateExpression):
            since = chunks[i - 1].norm == "since" or (i > 1 and chunks[i - 2].norm == "since")
            return _span(chunk.value, where, since)
        if chunk.norm in words.CLAUSE_WORDS - {"since"} or chunk.norm in words.SAYING:
            return None
        if chunk.norm in (";", "—", "–") or chunk.kind in ("launch", "flight"):
            return None
    return None


def _period_before(trigger: Trigger, where: Setting) -> Period | None:
    """ "This year North Korea has fired 38 missiles", "in January alone it fired six"."""
    chunks = trigger.sentence.chunks
    for i in range(trigger.head - 1, max(-1, trigger.head - 9), -1):
        value = chunks[i].value
        if isinstance(value, DateExpression):
            return _span(value, where, i > 0 and chunks[i - 1].norm == "since")
        if chunks[i].norm in words.CLAUSE_WORDS - {"since"} or chunks[i].norm in words.SAYING:
            return None
    return None


def _span(expression: DateExpression, where: Setting, since: bool) -> Period | None:
    published = where.published
    if since:
        return Period(expression.earliest, published, told=True)
    if expression.timex_type == "DURATION":
        days = _days(expression.timex_value)
        if days is None or days < 2:
            return None
        if published is None:
            return Period(told=True)
        return Period(published - timedelta(days=days), published, told=True)
    if expression.precision not in _COARSE:
        return None
    latest = expression.latest
    if latest is not None and published is not None:
        latest = min(latest, max(published, expression.earliest or published))
    return Period(expression.earliest, latest, told=True)


_UNIT_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}


def _days(value: str) -> int | None:
    match = re.fullmatch(r"P(\d+)([DWMY])", value)
    return int(match[1]) * _UNIT_DAYS[match[2]] if match else None


_ORDINAL_WORD = re.compile(
    rf"(?i)\b(?:{'|'.join(words.ORDINALS)}|\d+(?:st|nd|rd|th))\b(?! of [A-Z]| \(local)"
)
_COUNTING = re2.compile(rf"(?i){'|'.join(words.ORDINALS)}|\d(?:st|nd|rd|th)")
"""What every ordinal holds, found in one pass: most sentences have none."""
_COUNTED = words.word_set(
    "launch launches test tests firing firings round rounds time times attempt attempts salvo "
    "test-firing test-fire test-launch display demonstration provocation test firing "
    "volley barrage"
) | {"test launch", "test firing", "flight test", "missile test", "weapons test"}
_NUMERAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")


def _ordinals(
    sentence: Sentence, triggers: Sequence[Trigger], where: Setting, main: str | None
) -> list[Tally]:
    """ "its seventh missile test this year", "the tenth time this year that the North fired"."""
    found = []
    chunks = sentence.chunks
    for i, chunk in enumerate(chunks):
        value = words.ORDINALS.get(chunk.norm) or _numeral(chunk.norm)
        if value is None:
            continue
        noun = _counted_noun(chunks, i)
        if noun is None:
            continue
        period = _period(chunks, noun, where)
        if value == 1 and not (period and _is_year(chunks, noun)):
            continue
        if period is None and not _belongs_to_launches(chunks, i, noun):
            continue
        unit = "missile" if chunks[noun].kind == "weapon" else "launch"
        own = next((t for t in triggers if t.sentence is sentence), None)
        found.append(
            Tally(
                sentence, i, noun, "ordinal", unit, value, value,
                _class(_phrase_in(own, i, noun)), period or Period(), own,
                own.launcher if own else main,
            )
        )  # fmt: skip
    return found


def _numeral(norm: str) -> int | None:
    match = _NUMERAL.match(norm)
    return int(match[1]) if match else None


def _counted_noun(chunks: list[Chunk], ordinal: int) -> int | None:
    """The launch noun that the ordinal counts; a bare weapon counts missiles."""
    weapon = None
    for i in range(ordinal + 1, min(len(chunks), ordinal + 7)):
        chunk = chunks[i]
        if chunk.norm in ("round", "rounds") and _is_of(chunks, i):
            continue
        if chunk.norm in _COUNTED or chunk.kind == "launch":
            return i if chunks[i - 1].norm not in ("nuclear", "engine", "atomic") else None
        if chunk.kind in ("weapon", "designation"):
            weapon = i
        elif chunk.kind == "punct" or chunk.norm in words.PREPOSITIONS | words.CLAUSE_WORDS:
            break
        elif chunk.norm == "of" and chunks[i - 1].norm in ("round", "rounds"):
            continue
        elif chunk.norm in ("day", "stage", "person", "country", "nuclear", "anniversary", "of"):
            return None
    return weapon


def _is_of(chunks: list[Chunk], i: int) -> bool:
    return i + 1 < len(chunks) and chunks[i + 1].norm == "of"


def _is_year(chunks: list[Chunk], noun: int) -> bool:
    for chunk in chunks[noun + 1 : noun + REACH]:
        if isinstance(chunk.value, DateExpression):
            return chunk.value.precision in ("year", "month", "week")
    return False


def _belongs_to_launches(chunks: list[Chunk], ordinal: int, noun: int) -> bool:
    """ "its second such test", "the third missile launch": told of launches without a period."""
    inside = chunks[ordinal : noun + 1]
    return (
        any(c.kind in ("weapon", "designation") or c.norm == "such" for c in inside)
        and chunks[noun].kind == "launch"
        and ordinal > 0
        and chunks[ordinal - 1].norm in ("its", "the", "their", "'s")
    )


def _phrase_in(trigger: Trigger | None, first: int, last: int) -> WeaponPhrase | None:
    if trigger is None:
        return None
    return next((o for o in trigger.objects if first <= o.last <= last), None)
