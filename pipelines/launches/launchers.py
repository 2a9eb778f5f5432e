"""Who launched: the subject, the agent, the owner of the weapon, or the place it rose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipelines.launches import words
from pipelines.launches.chunks import Sentence
from pipelines.launches.triggers import Trigger, subject_state
from pipelines.seeds import Site


def attach(triggers: Iterable[Trigger]) -> str | None:
    """Name the launcher of each trigger; those without words of their own get the launcher of
    most others. Returns that one."""
    found = list(triggers)
    for trigger in found:
        trigger.launcher, trigger.launcher_stated = _own(trigger)
    stated = Counter(t.launcher for t in found if t.launcher and t.launcher_stated)
    main = stated.most_common(1)[0][0] if stated else None
    for trigger in found:
        if not trigger.launcher_stated and main is not None and trigger.launcher not in stated:
            trigger.launcher = main
    return main


def _own(trigger: Trigger) -> tuple[str | None, bool]:
    if trigger.kind == "noun" and trigger.verb is None:
        return _of_noun(trigger)
    agent = _agent(trigger.sentence, trigger.at)
    if agent:
        return agent, True
    if trigger.passive or trigger.kind == "flight":
        state = _of_weapon(trigger) or _origin(trigger)
        return state, state is not None
    state, plain = subject_state(trigger.sentence, trigger.head)
    if state is None or not plain:
        if owned := _of_weapon(trigger):
            return owned, True
    return state, plain


def _agent(sentence: Sentence, at: int) -> str | None:
    """"fired by North Korea", "by the North's military"."""
    for i in range(at + 1, min(len(sentence.chunks) - 1, at + 12)):
        chunk = sentence.chunks[i]
        if chunk.norm == "by":
            for following in sentence.chunks[i + 1 : i + 5]:
                if following.state:
                    return following.state
            return None
        if chunk.norm in words.CLAUSE_WORDS or chunk.norm in words.SAYING or chunk.norm == ";":
            return None
    return None


def _of_weapon(trigger: Trigger) -> str | None:
    return next((o.state for o in trigger.objects if o.state), None)


def _origin(trigger: Trigger) -> str | None:
    """"fired from North Korea", "launched from Pyongyang", "from the Sunan area"."""
    chunks = trigger.sentence.chunks
    for i in range(trigger.at + 1, min(len(chunks) - 1, trigger.at + 12)):
        if chunks[i].norm != "from":
            continue
        for following in chunks[i + 1 : i + 7]:
            if following.state:
                return following.state
            if isinstance(following.value, Site):
                return following.value.launcher
    return None


def _of_noun(trigger: Trigger) -> tuple[str | None, bool]:
    """"North Korea's missile launch", "the DPRK ... for its test", "the launch by Pyongyang"."""
    chunks = trigger.sentence.chunks
    for phrase in trigger.objects:
        if phrase.last < trigger.at and phrase.state:
            return phrase.state, True
    start = min([trigger.at, *(o.first for o in trigger.objects)])
    for i in range(start - 1, max(-1, start - 7), -1):
        chunk = chunks[i]
        if chunk.state:
            return chunk.state, True
        if chunk.norm in ("its", "their") or chunk.kind == "country":
            state, _ = _nearest_state(trigger.sentence, i)
            return state, False
        if chunk.norm in words.PREPOSITIONS or chunk.norm in words.CLAUSE_WORDS:
            break
        if chunk.kind in ("light", "flight") or chunk.norm in words.OTHER_VERBS:
            break
    agent = _agent(trigger.sentence, trigger.at)
    if agent:
        return agent, True
    owned = _of_weapon(trigger) or _origin(trigger)
    return owned, owned is not None


def _nearest_state(sentence: Sentence, at: int) -> tuple[str | None, bool]:
    for i in range(at - 1, -1, -1):
        if state := sentence.chunks[i].state:
            return state, True
    return None, False
