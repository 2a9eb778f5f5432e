"""Words that say a launch took place, with what was launched and by whom.

A verb needs a weapon as its object or passive subject, a noun a weapon before or after it; a bare
"the launch" or "it was fired" only points back and is marked `pointing`.
"""

from __future__ import annotations

from pipelines.launches import words
from pipelines.launches.chunks import Sentence, launch_word
from pipelines.launches.clauses import Trigger
from pipelines.launches.ellipses import counted_trigger, entry_trigger, recalled_trigger
from pipelines.launches.flights import (
    flight_trigger,
    owned_by_day,
    sighting_trigger,
    strike_trigger,
)
from pipelines.launches.nouns import another_on, drill_trigger, noun_trigger, reads_as_noun
from pipelines.launches.verbs import gapped, verb_trigger
from pipelines.launches.weapons import WeaponPhrase


def find(sentence: Sentence, weapons: list[WeaponPhrase], topical: bool) -> list[Trigger]:
    """All triggers of a sentence; pointing ones only where the text is about a launch
    (`topical`)."""
    if not words.OTHER_LAUNCHERS.isdisjoint(sentence.skeleton):
        return []
    found: list[Trigger] = []
    for at, chunk in enumerate(sentence.chunks):
        if chunk.kind not in _KINDS and chunk.norm not in _WORDS:
            counts = chunk.kind == "number" or chunk.norm in words.ORDINALS
            if counts and found and (another := another_on(sentence, at)):
                found.append(another)
            continue
        if any(w.first <= at < w.last for w in weapons):
            continue
        trigger = _at(sentence, at, weapons, topical)
        if trigger is not None and not _repeats(trigger, found):
            found.extend([trigger, *gapped(trigger, weapons)])
        elif found and (another := another_on(sentence, at)):
            found.append(another)
    entry = entry_trigger(sentence, weapons)
    if entry is not None and all(t.kind == "flight" for t in found):
        found.insert(0, entry)
    told = [o for t in found if t.kind != "flight" for o in t.objects]
    return [
        t
        for t in found
        if t.kind != "flight" or not any(o is mine for o in told for mine in t.objects)
    ]


_KINDS = frozenset({"launch", "flight", "sighting", "weapon", "designation"})
_WORDS = words.STRIKING_VERBS | words.DRILLS | {"another", "was", "were"}


def _at(sentence: Sentence, at: int, weapons: list[WeaponPhrase], topical: bool) -> Trigger | None:
    """What the chunk tells by its kind."""
    chunk = sentence.chunks[at]
    match chunk.kind:
        case "launch":
            return _launch_trigger(sentence, at, weapons, topical)
        case "flight":
            return flight_trigger(sentence, at, weapons, topical)
        case "sighting":
            return sighting_trigger(sentence, at, weapons)
        case "weapon" | "designation":
            return owned_by_day(sentence, at, weapons)
    strikes = chunk.norm in words.STRIKING_VERBS
    if strikes or not topical:
        return strike_trigger(sentence, at, weapons) if strikes else None
    drill = chunk.norm in words.DRILLS
    return drill_trigger(sentence, at) if drill else recalled_trigger(sentence, at)


def _launch_trigger(
    sentence: Sentence, at: int, weapons: list[WeaponPhrase], topical: bool
) -> Trigger | None:
    word = launch_word(sentence.chunks[at])
    assert word is not None
    if word.verb is not None and not (word.noun and reads_as_noun(sentence, at, weapons)):
        trigger = verb_trigger(sentence, at, weapons, topical)
        if trigger is None and topical:
            trigger = counted_trigger(sentence, at)
        if trigger is not None or not word.noun or _is_governed(sentence, at):
            return trigger
    return noun_trigger(sentence, at, weapons, topical) if word.noun else None


def _is_governed(sentence: Sentence, at: int) -> bool:
    """ "will launch a push": after "to", a modal or a pronoun no noun stands."""
    return at > 0 and sentence.chunks[at - 1].norm in _GOVERNORS


_GOVERNORS = words.word_set(
    "to will would could can may might should must not 'll it they we who never also did does do "
    "cannot he she you"
)


def _repeats(trigger: Trigger, found: list[Trigger]) -> bool:
    """A flight word about a weapon of which the clause already says that it was launched."""
    if trigger.kind != "flight" or not trigger.objects:
        return False
    return any(o is trigger.objects[0] for t in found for o in t.objects)
