"""Launches told without their usual words: entries of a chronology, "it launched eight"."""

from __future__ import annotations

from dataclasses import replace

from pipelines.launches import words
from pipelines.launches.chunks import Chunk, Sentence, launch_word, number_of
from pipelines.launches.clauses import Trigger
from pipelines.launches.days import DAYLIKE, day_expression
from pipelines.launches.verbs import is_flown
from pipelines.launches.weapons import WeaponPhrase

_ENTRY_MARKS = frozenset({":", "-", "–", "—"})

_SHOWN = words.word_set(
    "shown unveiled displayed paraded parade deployed revealed announced announces exhibited "
    "exhibition deliver delivered planned plans sanctions treaty talks bought sold"
)


def entry_trigger(sentence: Sentence, weapons: list[WeaponPhrase]) -> Trigger | None:
    """ "July 5, 2006: seven missiles": an entry that opens with a day and names what flew."""
    chunks = sentence.chunks
    mark = next((i for i, c in enumerate(chunks[:5]) if c.norm in _ENTRY_MARKS), None)
    if mark is None or not _is_day(chunks[:mark]) or not _SHOWN.isdisjoint(sentence.skeleton):
        return None
    phrase = next((w for w in weapons if w.first > mark), None)
    if phrase is None or phrase.other or phrase.negated or not is_flown(sentence, phrase, None):
        return None
    lead = chunks[mark + 1 : phrase.first]
    after = chunks[phrase.last + 1] if phrase.last + 1 < len(chunks) else None
    ends = after is None or after.norm in (".", ",", ";") or after.kind == "flight"
    if not ends or any(c.norm not in ("and", "another", "the") for c in lead):
        return None
    return Trigger(sentence, phrase.last, None, "noun", "noun", [phrase], plural=phrase.plural)


def _is_day(chunks: list[Chunk]) -> bool:
    days = [e for c in chunks if (e := day_expression(c)) is not None and e.precision in DAYLIKE]
    return bool(days) and all(
        c.kind in ("date", "number", "punct") or c.norm == "on" for c in chunks
    )


_AFTER_NUMBER = words.word_set("from into toward towards off in on at over within more , . ; and")


def counted_trigger(sentence: Sentence, at: int) -> Trigger | None:
    """ "On Saturday it had fired three from Chunghwa": a number stands for the missiles."""
    chunks, word = sentence.chunks, launch_word(sentence.chunks[at])
    if word is None or word.verb != "past" or word.lemma not in ("launch", "fire", "test-fire"):
        return None
    number = chunks[at + 1] if at + 1 < len(chunks) else None
    if number is None or number.kind != "number" or "%" in number.text:
        return None
    after = chunks[at + 2] if at + 2 < len(chunks) else None
    if after is not None and after.kind != "date" and after.norm not in _AFTER_NUMBER:
        return None
    before = [c for c in chunks[max(0, at - 3) : at] if c.norm not in ("had", "has", "also")]
    if not before or not (before[-1].state or before[-1].norm in ("it", "they")):
        return None
    return Trigger(
        sentence, at, at, "verb", "past", [], pointing=True, plural=True, number=number_of(number)
    )


_EARLIER = words.word_set(
    "other others earlier previous first second third last former attempt attempts"
)


def recalled_trigger(sentence: Sentence, at: int) -> Trigger | None:
    """ "The earlier three were on July 25, July 31 and August 2": launches by their days alone."""
    chunks = sentence.chunks
    if chunks[at].norm not in ("was", "were") or not 1 <= at <= 4 or chunks[0].norm != "the":
        return None
    subject = chunks[1:at]
    plain = all(c.kind == "number" or c.norm in _EARLIER for c in subject)
    if not plain or all(c.norm not in _EARLIER for c in subject):
        return None
    on = chunks[at + 1 : at + 3]
    day = day_expression(on[1]) if len(on) == 2 and on[0].norm == "on" else None
    if day is None or day.precision not in DAYLIKE:
        return None
    attempt = any(c.norm == "attempt" for c in subject)
    return Trigger(
        sentence, at, None, "noun", "noun", [], pointing=True, plural=True,
        number=1 if attempt else None,
    )  # fmt: skip


_BEFORE_VERB = words.word_set("have has had also on jointly together both each military forces")


def with_partners(triggers: list[Trigger]) -> list[Trigger]:
    """ "Seoul and Washington fired eight missiles": each of the two launched."""
    found: list[Trigger] = []
    for trigger in triggers:
        other = _partner(trigger)
        trigger.allied = other is not None
        found.append(trigger)
        if other is not None:
            found.append(replace(trigger, launcher=other))
    return found


def _partner(trigger: Trigger) -> str | None:
    chunks = trigger.sentence.chunks
    if trigger.kind != "verb" or trigger.passive or not trigger.launcher_stated:
        return None
    second = trigger.head - 1
    while second > 1 and (chunks[second].kind == "date" or chunks[second].norm in _BEFORE_VERB):
        second -= 1
    link = second - 1 - (chunks[second - 1].norm == "the")
    if link < 1 or chunks[link].norm != "and" or chunks[link - 1].state != trigger.launcher:
        return None
    other = chunks[second].state
    governed = link > 1 and chunks[link - 2].norm in words.PREPOSITIONS | {"of", "between"}
    return other if other != trigger.launcher and not governed else None
