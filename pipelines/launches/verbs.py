"""Launching verbs with their object, passive subject or fronted object."""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.launches import words
from pipelines.launches.chunks import Chunk, Sentence, launch_word
from pipelines.launches.clauses import Trigger
from pipelines.launches.weapons import WeaponPhrase


def gapped(trigger: Trigger, weapons: list[WeaponPhrase]) -> list[Trigger]:
    """ "launched an ICBM on Saturday and two missiles on Monday": the verb counts twice."""
    if trigger.kind != "verb" or trigger.passive or not trigger.objects:
        return []
    chunks = trigger.sentence.chunks
    last = trigger.objects[-1].last
    found = []
    for phrase in (w for w in weapons if w.first > last):
        between = chunks[last + 1 : phrase.first]
        plain = all(
            c.kind in ("date", "place", "site")
            or c.norm
            in ("on", "and", ",", "into", "the", "toward", "towards", "from", "in", "then")
            for c in between
        )
        dated = any(c.kind == "date" for c in between) and any(
            c.kind == "date" for c in chunks[phrase.last + 1 : phrase.last + 9]
        )
        if not (plain and dated and phrase.article != "old") or phrase.other:
            break
        found.append(replace(trigger, objects=[phrase], gapped=True, dates=[]))
        last = phrase.last
    return found


def verb_trigger(
    sentence: Sentence, at: int, weapons: list[WeaponPhrase], topical: bool
) -> Trigger | None:
    """The trigger of a launching verb, if a weapon is its object or passive subject."""
    chunks, word = sentence.chunks, launch_word(sentence.chunks[at])
    assert word is not None and word.verb is not None
    after = chunks[at + 1].norm if at + 1 < len(chunks) else ""
    objects = launched(sentence, at, weapons)
    sends = word.lemma in ("send", "put")
    if word.verb == "past" and at and chunks[at - 1].norm in ("the", "a"):
        return None  # "the launched projectile might have been": no verb
    if word.lemma == "shoot" and after in ("down", "dead", "at"):
        return None
    if objects and (not sends or _is_flight_object(sentence, objects)):
        return Trigger(sentence, at, at, "verb", word.verb, objects)
    if objects or sends or word.verb != "past":
        return None
    return _participle(sentence, at, weapons, pointing=topical and word.lemma != "test")


def _participle(
    sentence: Sentence, at: int, weapons: list[WeaponPhrase], *, pointing: bool
) -> Trigger | None:
    """ "missiles (were) fired", "the missile that it fired", "it was fired"."""
    if subject := _passive_subject(sentence, at, weapons):
        return Trigger(sentence, at, at, "verb", "past", subject, passive=True)
    if fronted := _relative_object(sentence, at, weapons):
        return Trigger(sentence, at, at, "verb", "past", fronted)
    if pointing and _pronoun_passive(sentence, at):
        return Trigger(sentence, at, at, "verb", "past", [], passive=True, pointing=True)
    return None


def _is_flight_object(sentence: Sentence, objects: list[WeaponPhrase]) -> bool:
    """ "put a satellite into orbit", "sent a missile over Japan"; not "sent missiles to Russia"."""
    if not objects or objects[-1].last + 1 >= len(sentence.chunks):
        return False
    following = sentence.chunks[objects[-1].last + 1].norm
    return following in ("into", "over", "toward", "towards", "across", "soaring", "flying")


_ATTACK = frozenset({"attack", "strike", "attacks", "strikes", "barrage", "salvo", "volley"})


BETWEEN_VERB_AND_OBJECT = words.word_set(
    "off of what appeared appears to be is was believed likely presumed suspected thought up "
    "out as least more than about around nearly over some also a an the its their another two "
    "total at seemed described it they judges judged assessed assesses presumes thinks claimed "
    "claims calls called looks looked like describes says said as officials are describing he we "
    "may might could must rounds by night with success successfully"
)


def launched(sentence: Sentence, at: int, weapons: list[WeaponPhrase]) -> list[WeaponPhrase]:
    """The weapons that the verb at chunk `at` launches, as far as the list goes on."""
    following = [w for w in weapons if w.last > at]
    if not following or not _reaches(sentence, at, following[0].first):
        return []
    found: list[WeaponPhrase] = []
    for phrase in following:
        if found and not (
            is_listed(sentence, found[-1].last, phrase.first)
            or _is_included(sentence, found[-1].last, phrase.first)
        ):
            break
        if phrase.other or not is_flown(sentence, phrase, launch_word(sentence.chunks[at])):
            break
        found.append(phrase)
    return found


def _reaches(sentence: Sentence, at: int, first: int) -> bool:
    chunks = sentence.chunks
    aside = _aside(chunks, at, first)
    for i in range(at + 1, first):
        chunk = chunks[i]
        if i in aside:
            continue
        dated = chunk.kind == "date" or (
            chunk.norm in ("on", "in", "early", "late", ",") and _date_near(chunks, i)
        )
        quoted = chunk.norm in ("“", '"', "”", "'", "‘", "’")
        known = chunk.norm in BETWEEN_VERB_AND_OBJECT or chunk.norm in words.SEVERAL
        if not (dated or quoted or known or chunk.kind in ("number", "mod", "state")):
            return False
    return first - at < 14


def _aside(chunks: list[Chunk], at: int, first: int) -> range:
    """What two commas set apart after the verb: "test-fired, with success, its Shaheen-II"."""
    commas = [i for i in range(at + 1, first) if chunks[i].norm == ","]
    if len(commas) < 2 or commas[0] - at > 3 or commas[1] - commas[0] > 7:
        return range(0)
    inside = chunks[commas[0] + 1 : commas[1]]
    if any(c.norm in words.OTHER_VERBS or c.kind in ("launch", "weapon", "light") for c in inside):
        return range(0)
    return range(at + 1, commas[1] + 1)


def _date_near(chunks: list[Chunk], i: int) -> bool:
    return any(c.kind == "date" for c in chunks[max(0, i - 1) : i + 3])


def is_listed(sentence: Sentence, last: int, first: int) -> bool:
    """Whether two weapons are joined: "an ICBM and two short-range missiles"."""
    between = [c.norm for c in sentence.chunks[last + 1 : first]]
    return bool(between) and len(between) <= 5 and all(
        w in (",", "and", "or", "plus", "as", "well", "along", "with", "then", "both", "another",
              "later", "followed", "by", "also", "that", "which", "failed")
        for w in between
    ) and between != ["by"]  # fmt: skip


def _is_included(sentence: Sentence, last: int, first: int) -> bool:
    """Whether a weapon is one of those before: "three missiles, one of them thought to be an"."""
    between = [
        c.norm for c in sentence.chunks[last + 1 : first]
        if c.kind not in ("date", "place", "site") and c.norm not in _WHENCE
    ]  # fmt: skip
    return _INCLUDED.fullmatch(" ".join(between)) is not None


_WHENCE = words.word_set("on from into the toward towards off at early late")


_INCLUDED = re.compile(
    r",? ?(?:including|among them|one of (?:them|which))"
    r"(?: (?:was|what|is|appeared|appears|thought|believed|presumed|suspected|to|be|at|least)){0,6}"
)


def is_flown(sentence: Sentence, phrase: WeaponPhrase, word: object) -> bool:
    """Whether the weapon itself is the head: not "missile program", "missile launch"."""
    after = sentence.chunks[phrase.last + 1] if phrase.last + 1 < len(sentence.chunks) else None
    if after is None:
        return True
    if after.norm in _ATTACK:
        return getattr(word, "lemma", "") in ("launch", "fire", "unleash")
    following = launch_word(after)
    if following is not None and following.verb == "past":
        return True
    if following is not None and following.noun:
        return False
    return after.norm not in words.NOT_FLOWN_AFTER


PASSIVE_BETWEEN = words.word_set(
    "is are was were be been being has have had that which it to , ( ) and or also reportedly "
    "apparently successfully later then earlier first believed thought likely all both each "
    "presumed suspected probably they simultaneously subsequently recently previously could may "
    "might will would not never about just could being '' appeared appears seem seems said "
    "reported known not only ever"
)


def _passive_subject(
    sentence: Sentence, at: int, weapons: list[WeaponPhrase]
) -> list[WeaponPhrase]:
    """ "missiles (were) fired": the weapon stands before the participle, little between them."""
    preceding = [w for w in weapons if w.last < at]
    if not preceding:
        return []
    subject = preceding[-1]
    if subject.other or not is_flown(sentence, subject, None):
        return []
    between = sentence.chunks[subject.last + 1 : at]
    if between and between[-1].norm in words.PRONOUNS:
        return []  # "a missile it launched": no passive
    if not _is_insertion(between):
        if len(between) > 10:
            return []
        if between and between[-1].norm in _BEEN and between[0].norm in _PARTS:
            between = [c for c in between if c.kind in _TELLING or c.kind == "claimant"]
        if any(c.kind != "date" and c.norm not in PASSIVE_BETWEEN for c in between):
            return []
    return _with_listed(sentence, preceding)


def _is_insertion(between: list[Chunk]) -> bool:
    """ ", which has a range of 1,500 km, was first": set apart, and telling of no launch."""
    while between and (between[-1].norm in words.BE or between[-1].norm in PASSIVE_BETWEEN - {","}):
        between = between[:-1]
    if between and between[0].norm in ("that", "which"):
        between = between[1:]
    apart = len(between) > 2 and between[0].norm == between[-1].norm == ","
    return apart and len(between) < 20 and not any(c.kind in _TELLING for c in between)


_PARTS = frozenset({"with", "carrying", "of", "having"})
_TELLING = frozenset({"launch", "light", "flight", "sighting", "weapon", "designation"})
_BEEN = frozenset({"was", "were", "been"})


def _relative_object(
    sentence: Sentence, at: int, weapons: list[WeaponPhrase]
) -> list[WeaponPhrase]:
    """ "the missile (that) North Korea had fired": the weapon stands before the subject."""
    preceding = [w for w in weapons if w.last < at]
    if not preceding or preceding[-1].other or at - preceding[-1].last > 9:
        return []
    subject = False
    for chunk in sentence.chunks[preceding[-1].last + 1 : at]:
        if chunk.state or chunk.norm in words.PRONOUNS or chunk.kind == "country":
            subject = True
        elif chunk.norm not in ("that", "which", "has", "had", "have", "the", "just", "also",
                                "'s", "military", "army", "forces", "regime", "reported", "said",
                                "says") and (
            chunk.kind != "date"
        ):  # fmt: skip
            return []
    return _with_listed(sentence, preceding) if subject else []


def _with_listed(sentence: Sentence, preceding: list[WeaponPhrase]) -> list[WeaponPhrase]:
    found = [preceding[-1]]
    for phrase in reversed(preceding[:-1]):
        if not is_listed(sentence, phrase.last, found[0].first):
            break
        found.insert(0, phrase)
    return found


def _pronoun_passive(sentence: Sentence, at: int) -> bool:
    left = sentence.left(at, 4)
    return left.endswith(
        ("it was ", "they were ", "the first was ", "the second was ", "the other was ",
         "another was ", "the last was ", "both were ", "all were ", "it had been ", "one was ",
         "which was ", "which were ", "they had been ", "it was reportedly ")
    )  # fmt: skip
