"""Who launched: the subject, the agent, the owner of the weapon, or the place it rose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from pipelines.launches import words
from pipelines.launches.chunks import Chunk, Sentence
from pipelines.launches.clauses import Trigger
from pipelines.model import FOUNDING_STATUSES
from pipelines.seeds import Site


def attach(triggers: Iterable[Trigger], sentences: Sequence[Sentence]) -> None:
    """Name the launcher of each trigger; those without words of their own get the launcher of
    most others, or the one state the text can mean."""
    found = list(triggers)
    people = People(sentences)
    for trigger in found:
        trigger.launcher, trigger.launcher_stated = _own(trigger, people)
    _follow_suppliers(found)
    real = [t for t in found if t.status in FOUNDING_STATUSES] or found
    stated = Counter(t.launcher for t in real if t.launcher and t.launcher_stated)
    main = stated.most_common(1)[0][0] if stated else _only_suspect(sentences)
    last: Trigger | None = None
    for trigger in found:
        if trigger.kind == "verb" and trigger.chunk.norm in words.STRIKING_VERBS:
            continue
        if not trigger.launcher_stated and trigger.launcher not in stated and main is not None:
            new_flight = trigger.kind == "flight" and not trigger.pointing
            if not new_flight or trigger.chunk.kind == "sighting" or _goes_on(trigger, last, main):
                trigger.launcher = main
        last = trigger if trigger.launcher is not None else last


def _goes_on(trigger: Trigger, last: Trigger | None, main: str) -> bool:
    """Whether a missile without an owner follows closely on the launch of `main`."""
    return (
        last is not None
        and last.launcher == main
        and trigger.sentence.index - last.sentence.index <= 2
    )


def _follow_suppliers(found: list[Trigger]) -> None:
    """ "Russia launched North Korean missiles": then a North Korean missile that landed was
    launched by Russia too."""
    users = {
        o.state: t.launcher
        for t in found
        for o in t.objects
        if t.kind == "verb" and not t.passive and o.state and t.launcher not in (None, o.state)
    }
    for trigger in found:
        owned = trigger.passive or trigger.kind == "flight"
        if owned and trigger.launcher in users and _of_weapon(trigger) == trigger.launcher:
            trigger.launcher = users[trigger.launcher]


def _only_suspect(sentences: Iterable[Sentence]) -> str | None:
    """The DPRK where a text names it, else the launching state or group it names most."""
    named: Counter[str] = Counter()
    for sentence in sentences:
        states = [c.state for c in sentence.chunks if c.state]
        if "KP" in states:
            return "KP"
        named.update(states)
    most = named.most_common(1)[0][0] if named else None
    return most if most in SUSPECTS and len(SUSPECTS.intersection(named)) == 1 else None


SUSPECTS: frozenset[str] = frozenset({"KP", "IR", "IN", "PK", "HOUTHI", "RU", "CN"})
"""Who is meant where a text on launches names one of them and says no more."""


class People:
    """Those whom a text names in full, found when first asked for."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences

    @cached_property
    def states(self) -> dict[str, str]:
        """The state of each by the one word that names them later."""
        found: dict[str, str] = {}
        for chunk in (c for s in self._sentences for c in s.chunks if c.kind == "person"):
            code, (first, *_, last) = chunk.actor, chunk.norm.split()
            if code is not None:
                found.setdefault(first if code in _FAMILY_NAME_FIRST else last, code)
        return found


_FAMILY_NAME_FIRST = frozenset({"KP", "KR", "CN", "TW", "VN"})


def _own(trigger: Trigger, people: People) -> tuple[str | None, bool]:
    if trigger.kind == "noun" and trigger.verb is None:
        return _of_noun(trigger)
    host = _witness(trigger, people) if trigger.kind == "noun" else None
    active = trigger.kind == "verb" and not trigger.passive and trigger.objects
    if named := host or (None if active else _agent(trigger.sentence, trigger.at)):
        return named, True
    if trigger.passive or trigger.kind == "flight":
        state = _of_weapon(trigger) or _origin(trigger) or _site_owner(trigger)
        return state, state is not None
    if (
        _of_weapon(trigger)
        and trigger.objects[-1].last < trigger.at
        and (subject_state(trigger.sentence, trigger.head)[0] is None)
    ):
        return _of_weapon(trigger), True
    state, plain = subject_state(trigger.sentence, trigger.head)
    if state is None or not plain:
        owner = _of_weapon(trigger) or (None if state else _base_of_subject(trigger))
        return (state, plain) if owner is None else (owner, True)
    return state, plain


def _witness(trigger: Trigger, people: People) -> str | None:
    """ "Moon watched the launch of the new SLBM": a head of state watches those of their own."""
    for chunk in reversed(trigger.sentence.chunks[: trigger.head]):
        if chunk.norm in words.CLAUSE_WORDS or chunk.norm in words.SAYING or chunk.state:
            return None
        named = chunk.kind == "word" and chunk.text[0].isupper()
        code = chunk.actor or (people.states.get(chunk.norm) if named else None)
        if code is not None:
            return code
    return None


def _agent(sentence: Sentence, at: int) -> str | None:
    """ "fired by North Korea", "by the North's military"."""
    for i in range(at + 1, min(len(sentence.chunks) - 1, at + 12)):
        chunk = sentence.chunks[i]
        if chunk.norm == "by":
            for following in sentence.chunks[i + 1 : i + 4]:
                if following.state:
                    return following.state
                if following.norm in words.PREPOSITIONS or following.kind == "punct":
                    break
            return None
        if chunk.norm in words.CLAUSE_WORDS or chunk.norm in words.SAYING or chunk.norm == ";":
            return None
        if chunk.norm in words.OTHER_VERBS:
            return None
    return None


def _of_weapon(trigger: Trigger) -> str | None:
    return next((o.state for o in trigger.objects if o.state), None)


def _origin(trigger: Trigger) -> str | None:
    """ "fired from North Korea", "launched from Pyongyang", "from the Sunan area"."""
    chunks = trigger.sentence.chunks
    start = min([trigger.at, *(o.last for o in trigger.objects)])
    for i in range(start + 1, min(len(chunks) - 1, trigger.at + 12)):
        if chunks[i].norm != "from":
            continue
        for following in chunks[i + 1 : i + 7]:
            if following.kind in ("punct", "country") or following.norm in ("country", "regime"):
                break
            if following.state:
                return following.state
            if isinstance(following.value, Site):
                return following.value.launcher
    return None


def _site_owner(trigger: Trigger) -> str | None:
    owners = {c.value.launcher for c in trigger.sentence.chunks if isinstance(c.value, Site)}
    return owners.pop() if len(owners) == 1 else None


def _of_noun(trigger: Trigger) -> tuple[str | None, bool]:
    """ "North Korea's missile launch", "the DPRK ... for its test", "the launch by Pyongyang"."""
    chunks = trigger.sentence.chunks
    for phrase in trigger.objects:
        if phrase.last < trigger.at and phrase.state:
            return phrase.state, True
    start = min([trigger.at, *(o.first for o in trigger.objects)])
    for i in range(start - 1, max(-1, start - 7), -1):
        chunk = chunks[i]
        if chunk.kind == "claimant":
            break
        if chunk.state:
            return chunk.state, True
        if chunk.norm in _DETERMINERS or _is_break(chunk):
            break
        if chunk.norm in ("its", "their") or chunk.kind == "country":
            state, _ = _nearest_state(trigger.sentence, i)
            return state, False
        if chunk.norm in _PHRASE_END or chunk.kind in ("light", "flight", "sighting"):
            break
    agent = _agent(trigger.sentence, trigger.at)
    if agent:
        return agent, True
    owned = _of_weapon(trigger) or (_origin(trigger) if _from_next(trigger) else None)
    return owned, owned is not None


_DETERMINERS = frozenset({"the", "this", "that", "a", "an", "these"})


def _is_break(chunk: Chunk) -> bool:
    return chunk.kind == "punct" and chunk.norm not in ('"', "“", "”", "-")


_PHRASE_END = words.PREPOSITIONS | words.CLAUSE_WORDS | words.OTHER_VERBS | words.SAYING | {"of"}


def _from_next(trigger: Trigger) -> bool:
    """ "the launch of a missile from North Korea"; a later "from" is about something else."""
    end = max([trigger.at, *(o.last for o in trigger.objects)])
    return "from" in [c.norm for c in trigger.sentence.chunks[end + 1 : end + 3]]


def _nearest_state(sentence: Sentence, at: int) -> tuple[str | None, bool]:
    for i in range(at - 1, -1, -1):
        if state := sentence.chunks[i].state:
            return state, True
    return None, False


def subject_state(sentence: Sentence, at: int) -> tuple[str | None, bool]:
    """The state that is subject of the verb at chunk `at`, and whether the words are plain
    (False: only a pronoun points to it)."""
    pronoun, meant = False, None
    for i, chunk in _leftwards(sentence, at):
        if chunk.norm in words.PRONOUNS or chunk.kind == "country":
            pronoun = True
            continue
        code = chunk.state
        if code and not _in_phrase_of(sentence.chunks, i):
            return code, not pronoun
        meant = meant or (code if pronoun else None)
    return meant, False


def _leftwards(sentence: Sentence, at: int) -> Iterator[tuple[int, Chunk]]:
    for i in range(at - 1, -1, -1):
        yield i, sentence.chunks[i]


def _base_of_subject(trigger: Trigger) -> str | None:
    """The DPRK in "a railway unit in North Pyongan Province fired two missiles"."""
    chunks = trigger.sentence.chunks
    for i in range(trigger.head - 1, max(0, trigger.head - 5), -1):
        if chunks[i].kind in ("punct", "launch", "date"):
            return None
        if isinstance(chunks[i].value, Site) and chunks[i - 1].norm in ("in", "from", "of", "at"):
            return chunks[i].value.launcher  # type: ignore[union-attr]
    return None


def _in_phrase_of(chunks: list[Chunk], i: int) -> bool:
    """Whether the name stands after a preposition and is so no subject: "of Japan"."""
    j = i - 1
    while j >= 0 and chunks[j].norm in ("the", "both", "nuclear-armed", "neighbouring",
                                        "neighboring", "rival", "communist"):  # fmt: skip
        j -= 1
    if j < 0:
        return False
    if chunks[j].norm in ("of", "between", "against", "than", "like") or (
        chunks[j].norm in words.PREPOSITIONS
    ):
        return True
    return chunks[j].norm == "and" and j > 0 and chunks[j - 1].kind in ("state", "place")
