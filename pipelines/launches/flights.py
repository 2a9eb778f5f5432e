"""What a missile does, and what others do to it: it was launched, whoever says it."""

from __future__ import annotations

import re

from pipelines.launches import words
from pipelines.launches.chunks import Chunk, Sentence
from pipelines.launches.clauses import Trigger
from pipelines.launches.days import DAYLIKE, day_expression
from pipelines.launches.verbs import PASSIVE_BETWEEN, is_flown, launched
from pipelines.launches.weapons import WeaponPhrase

_FLIGHT_BETWEEN = PASSIVE_BETWEEN | words.word_set(
    "'s one some several two three of them which failed shortly soon seconds after launch "
    "eventually each about briefly from '' ” \""
)


def flight_trigger(
    sentence: Sentence, at: int, weapons: list[WeaponPhrase], topical: bool
) -> Trigger | None:
    """ "A North Korean missile flew over Japan", "the second fell into the sea"."""
    chunk = sentence.chunks[at]
    if chunk.norm in ("failed", "exploded", "dropped", "landing", "falling", "landed") and at == 0:
        return None
    preceding = [w for w in weapons if w.last < at and at - w.last <= 8]
    if preceding and not preceding[-1].other and is_flown(sentence, preceding[-1], None):
        between = _past_load(sentence.chunks[preceding[-1].last + 1 : at])
        if all(
            c.norm in _FLIGHT_BETWEEN or c.kind in ("date", "number", "state", "site")
            for c in between
        ):
            subject = preceding[-1]
            pointing = subject.article == "old" and subject.state is None
            return Trigger(
                sentence, at, at, "flight", "past", [subject], pointing=pointing,
                plural=subject.plural,
            )  # fmt: skip
    if topical and _ONE_OF.search(sentence.left(at, 7)):
        return Trigger(sentence, at, at, "flight", "past", [], pointing=True)
    return None


def _past_load(between: list[Chunk]) -> list[Chunk]:
    """What stands after "with cluster munitions": a missile flies with what it carries."""
    if between and between[0].norm in ("with", "carrying") and len(between) <= 5:
        plain = all(c.kind in ("word", "number") and c.norm not in words.CLAUSE_WORDS
                    for c in between)  # fmt: skip
        return [] if plain else between
    return between


_ONE_OF = re.compile(
    r"(?:^|[,;] |and )(?:the (?:first|second|third|other|latter|last)|another|both) "
    r"(?:of (?:the )?(?:two|three|them) )?(?:has |had |also |then )?$"
)


def sighting_trigger(sentence: Sentence, at: int, weapons: list[WeaponPhrase]) -> Trigger | None:
    """ "detected a North Korean missile", "shot down a missile fired from Yemen"."""
    objects = launched(sentence, at, weapons)
    if not objects:
        return None
    return Trigger(sentence, at, at, "flight", "past", objects[:1], plural=objects[0].plural)


def strike_trigger(sentence: Sentence, at: int, weapons: list[WeaponPhrase]) -> Trigger | None:
    """ "attacked Israel with 110 ballistic missiles": what follows "with" was launched."""
    chunks = sentence.chunks
    for i in range(at + 1, min(len(chunks), at + 20)):
        if chunks[i].norm == "with":
            objects = [
                w for w in weapons
                if w.first > i and w.last - i < 16 and not w.other and is_flown(sentence, w, None)
            ]  # fmt: skip
            quiet = not any(
                c.norm in words.CLAUSE_WORDS or c.norm in (".", ";")
                for c in chunks[i : objects[-1].last]
            ) if objects else False  # fmt: skip
            return Trigger(sentence, at, at, "verb", "past", objects) if quiet else None
        if chunks[i].norm in words.CLAUSE_WORDS or chunks[i].norm in words.SAYING:
            return None
    return None


def owned_by_day(sentence: Sentence, at: int, weapons: list[WeaponPhrase]) -> Trigger | None:
    """ "Monday's missile was a Hwasong-18", "the missiles of Thursday": they flew on that day."""
    chunks = sentence.chunks
    phrase = next((w for w in weapons if w.last == at), None)
    if phrase is None or phrase.other or at + 1 >= len(chunks):
        return None
    first = phrase.first + (chunks[phrase.first].kind == "poss")
    owned = first >= 2 and chunks[first - 1].kind == "poss" and chunks[first - 2].kind == "date"
    owned = owned and chunks[at + 1].norm in ("was", "were", "appeared", "is")
    if not owned and not _is_of_day(chunks[at + 1 : at + 3], phrase):
        return None
    return Trigger(
        sentence, at, at, "flight", "past", [phrase], pointing=phrase.state is None,
        plural=phrase.plural,
    )  # fmt: skip


def _is_of_day(following: list[Chunk], phrase: WeaponPhrase) -> bool:
    if len(following) < 2 or following[0].norm != "of" or phrase.article != "old":
        return False
    day = day_expression(following[1])
    return day is not None and day.precision in DAYLIKE
