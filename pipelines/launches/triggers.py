"""Words that say a launch took place, with what was launched and by whom.

A verb needs a weapon as its object or passive subject, a noun a weapon before or after it; a bare
"the launch" or "it was fired" only points back and is marked `pointing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from pipelines.launches import words
from pipelines.launches.chunks import Chunk, Sentence, launch_word
from pipelines.launches.weapons import WeaponPhrase
from pipelines.model import DateExpression, MentionStatus, Outcome


@dataclass(slots=True)
class Trigger:
    """One launch word in its clause. `at` is its chunk, `verb` the chunk of its governing verb
    (itself, or the light verb of "conducted a test")."""

    sentence: Sentence
    at: int
    verb: int | None
    kind: Literal["verb", "noun", "flight"]
    form: str
    objects: list[WeaponPhrase]
    passive: bool = False
    pointing: bool = False
    plural: bool = False
    launcher: str | None = None
    launcher_stated: bool = False
    status: MentionStatus = "happened"
    outcome: Outcome = "unknown"
    generic: bool = False
    cue: str = ""
    dates: list[DateExpression] = field(default_factory=list)
    said: DateExpression | None = None
    weak_date: bool = False
    gapped: bool = False

    @property
    def chunk(self) -> Chunk:
        """The launch word itself."""
        return self.sentence.chunks[self.at]

    @property
    def head(self) -> int:
        """The chunk from which the clause is read: the governing verb, else the word itself."""
        return self.at if self.verb is None else self.verb


def find(sentence: Sentence, weapons: list[WeaponPhrase], topical: bool) -> list[Trigger]:
    """All triggers of a sentence; pointing ones only where the text is about a launch
    (`topical`)."""
    found: list[Trigger] = []
    for at, chunk in enumerate(sentence.chunks):
        word = launch_word(chunk)
        if any(w.first <= at < w.last for w in weapons) or _is_others(sentence):
            continue
        if chunk.kind == "launch" and word is not None:
            trigger = _launch_trigger(sentence, at, weapons, topical)
        elif chunk.kind == "flight":
            trigger = _flight_trigger(sentence, at, weapons, topical)
        elif chunk.kind == "sighting":
            trigger = _sighting_trigger(sentence, at, weapons)
        elif chunk.norm in words.STRIKING_VERBS:
            trigger = _strike_trigger(sentence, at, weapons)
        elif chunk.norm in ("one", "another") and found:
            trigger = _another_on(sentence, at)
        elif chunk.kind in ("weapon", "designation"):
            trigger = _owned_by_day(sentence, at, weapons)
        elif chunk.norm in words.DRILLS and topical:
            trigger = _drill_trigger(sentence, at)
        else:
            continue
        if trigger is not None and not _repeats(trigger, found):
            found.append(trigger)
            found.extend(_gapped(trigger, weapons))
    told = [o for t in found if t.kind != "flight" for o in t.objects]
    return [
        t for t in found
        if t.kind != "flight" or not any(o is mine for o in told for mine in t.objects)
    ]  # fmt: skip


def _is_others(sentence: Sentence) -> bool:
    """A sentence on a company or agency that flies no missiles."""
    return not words.OTHER_LAUNCHERS.isdisjoint(sentence.skeleton)


def _gapped(trigger: Trigger, weapons: list[WeaponPhrase]) -> list[Trigger]:
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
        if not (plain and dated and phrase.article == "new") or phrase.other:
            break
        found.append(replace(trigger, objects=[phrase], gapped=True, dates=[]))
        last = phrase.last
    return found


def _launch_trigger(
    sentence: Sentence, at: int, weapons: list[WeaponPhrase], topical: bool
) -> Trigger | None:
    word = launch_word(sentence.chunks[at])
    assert word is not None
    if word.verb is not None and not (word.noun and _reads_as_noun(sentence, at, weapons)):
        trigger = _verb_trigger(sentence, at, weapons, topical)
        if trigger is not None or not word.noun or _is_governed(sentence, at):
            return trigger
    return _noun_trigger(sentence, at, weapons, topical) if word.noun else None


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


_NOUN_BEFORE = words.word_set(
    "the a an this that these those its their his of for after before following during on about "
    "latest recent new first second third fourth fifth sixth last previous another successful "
    "failed such 's ' nuclear by with and over further any no each every weapons weapon"
)


def _reads_as_noun(sentence: Sentence, at: int, weapons: list[WeaponPhrase]) -> bool:
    """ "launch(es)", "test(s)", "firing": a noun after determiners, prepositions and weapons."""
    chunks = sentence.chunks
    word = launch_word(chunks[at])
    assert word is not None
    before = chunks[at - 1] if at else None
    after = chunks[at + 1].norm if at + 1 < len(chunks) else ""
    if before is None:
        return after == "of"
    if after == "of":
        return True
    if before.kind in ("weapon", "designation", "mod", "poss"):
        return not (word.verb == "present" and _object(sentence, at, weapons))
    if before.kind == "date" and word.verb in ("base", "gerund"):
        return True
    if word.verb == "gerund":
        return before.norm in ("the", "a", "its", "their", "this", "that") or after in ("by",)
    if before.norm in _NOUN_BEFORE or before.norm in words.ORDINALS:
        return not (word.verb == "present" and before.norm in ("and", "that"))
    if before.kind == "number":
        return True
    if word.verb == "base" and before.kind == "state":
        return not _object(sentence, at, weapons)
    return False


def _verb_trigger(
    sentence: Sentence, at: int, weapons: list[WeaponPhrase], topical: bool
) -> Trigger | None:
    chunks, word = sentence.chunks, launch_word(sentence.chunks[at])
    assert word is not None and word.verb is not None
    after = chunks[at + 1].norm if at + 1 < len(chunks) else ""
    if word.lemma == "shoot" and after in ("down", "dead", "at"):
        return None
    objects = _object(sentence, at, weapons)
    if word.lemma in ("send", "put") and not _is_flight_object(sentence, objects):
        return None
    if objects:
        return Trigger(sentence, at, at, "verb", word.verb, objects)
    if word.verb != "past" or word.lemma in ("send", "put"):
        return None
    if subject := _passive_subject(sentence, at, weapons):
        return Trigger(sentence, at, at, "verb", "past", subject, passive=True)
    if fronted := _relative_object(sentence, at, weapons):
        return Trigger(sentence, at, at, "verb", "past", fronted)
    if topical and _pronoun_passive(sentence, at) and word.lemma not in ("test", "shoot"):
        return Trigger(sentence, at, at, "verb", "past", [], passive=True, pointing=True)
    return None


def _is_flight_object(sentence: Sentence, objects: list[WeaponPhrase]) -> bool:
    """ "put a satellite into orbit", "sent a missile over Japan"; not "sent missiles to Russia"."""
    if not objects or objects[-1].last + 1 >= len(sentence.chunks):
        return False
    following = sentence.chunks[objects[-1].last + 1].norm
    return following in ("into", "over", "toward", "towards", "across", "soaring", "flying")


_VOLLEY = frozenset(words.VOLLEYS) - {"attack", "strike", "attacks", "strikes"}
_ATTACK = frozenset({"attack", "strike", "attacks", "strikes", "barrage", "salvo", "volley"})
_BETWEEN_VERB_AND_OBJECT = words.word_set(
    "off of what appeared appears to be is was believed likely presumed suspected thought up "
    "out as least more than about around nearly over some also a an the its their another two "
    "total at seemed described it they judges judged assessed assesses presumes thinks claimed "
    "claims calls called describes says said as officials are describing he we may might could "
    "must rounds"
)


def _object(sentence: Sentence, at: int, weapons: list[WeaponPhrase]) -> list[WeaponPhrase]:
    """The weapons that the verb at chunk `at` launches, as far as the list goes on."""
    following = [w for w in weapons if w.last > at]
    if not following or not _reaches(sentence, at, following[0].first):
        return []
    found: list[WeaponPhrase] = []
    for phrase in following:
        if found and not _is_listed(sentence, found[-1].last, phrase.first):
            break
        if phrase.other or not _is_flown(sentence, phrase, launch_word(sentence.chunks[at])):
            break
        found.append(phrase)
    return found


def _reaches(sentence: Sentence, at: int, first: int) -> bool:
    chunks = sentence.chunks
    for i in range(at + 1, first):
        chunk = chunks[i]
        dated = chunk.kind == "date" or (
            chunk.norm in ("on", "in", "early", "late", ",") and _date_near(chunks, i)
        )
        quoted = chunk.norm in ("“", '"', "”", "'", "‘", "’")
        known = chunk.norm in _BETWEEN_VERB_AND_OBJECT or chunk.norm in words.SEVERAL
        if not (dated or quoted or known or chunk.kind in ("number", "mod", "state")):
            return False
    return first - at < 14


def _date_near(chunks: list[Chunk], i: int) -> bool:
    return any(c.kind == "date" for c in chunks[max(0, i - 1) : i + 3])


def _is_listed(sentence: Sentence, last: int, first: int) -> bool:
    between = [c.norm for c in sentence.chunks[last + 1 : first]]
    return bool(between) and len(between) <= 5 and all(
        w in (",", "and", "or", "plus", "as", "well", "along", "with", "then", "both", "another",
              "later", "followed", "by", "also")
        for w in between
    ) and between != ["by"]  # fmt: skip


def _is_flown(sentence: Sentence, phrase: WeaponPhrase, word: object) -> bool:
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


_PASSIVE_BETWEEN = words.word_set(
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
    if subject.other or not _is_flown(sentence, subject, None) or at - subject.last > 11:
        return []
    between = sentence.chunks[subject.last + 1 : at]
    if between and between[-1].norm in _BEEN and between[0].norm in ("with", "carrying", "of"):
        between = [c for c in between if c.kind in ("launch", "light", "flight", "claimant")]
    for chunk in between:
        if chunk.kind != "date" and chunk.norm not in _PASSIVE_BETWEEN:
            return []
    return _with_listed(sentence, preceding)


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
        if not _is_listed(sentence, phrase.last, found[0].first):
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


_NOUN_PHRASE_STOP = (
    words.PREPOSITIONS | words.CLAUSE_WORDS | words.OTHER_VERBS | words.SAYING | {"and", "or"}
)
_OTHER_TESTS = words.word_set(
    "nuclear engine atomic static blood drug covid coronavirus stress crash litmus combustion "
    "component ejection wind screening acid interception intercept ground product book website "
    "system bomb h-bomb underground hydrogen pcr rapid antigen spacex falcon election campaign "
    "nuke subcritical drone torpedo artillery balloon soft at-home home book-length commercial "
    "product hot static-fire power"
)


def _noun_trigger(
    sentence: Sentence, at: int, weapons: list[WeaponPhrase], topical: bool
) -> Trigger | None:
    chunks = sentence.chunks
    word = launch_word(chunks[at])
    assert word is not None
    after = chunks[at + 1] if at + 1 < len(chunks) else None
    if after is not None and (
        after.norm in words.NOT_A_LAUNCH_AFTER
        or (after.norm == "-" and at + 2 < len(chunks) and chunks[at + 2].norm == "pad")
    ):
        return None
    if at and chunks[at - 1].norm in _OTHER_TESTS:
        return None
    if chunks[at].norm in ("testing", "launching", "tests and") and not any(
        w.last in (at - 1, at - 2) or w.first in (at + 2, at + 3) for w in weapons
    ):
        return None
    plural = word.lemma.endswith(("es", "ts", "ngs")) or chunks[at].norm.endswith("s")
    objects = [w for w in weapons if _premodifies(chunks, w, at) and not w.other]
    if not objects:
        objects = _of_object(sentence, at, weapons)
    pointing = not objects
    if pointing and not (_points_back(sentence, at) if topical else _is_owned(sentence, at)):
        return None
    if pointing and after is not None and after.norm == "of" and not _dated_next(sentence, at):
        return None
    verb = _light_verb(sentence, at)
    form = "noun"
    if verb is not None:
        light = launch_word(chunks[verb])
        form = light.verb if light and light.verb else "noun"
    return Trigger(
        sentence, at, verb, "noun", form, objects, pointing=pointing, plural=plural
    )  # fmt: skip


def _premodifies(chunks: list[Chunk], phrase: WeaponPhrase, at: int) -> bool:
    if phrase.last == at - 1:
        return True
    between = [c.norm for c in chunks[phrase.last + 1 : at]]
    return between in (["'s"], ["and", "nuclear"], ["or", "nuclear"], ["-"], ["flight"], ["”"],
                       ["test"], ["'"])  # fmt: skip


def _of_object(sentence: Sentence, at: int, weapons: list[WeaponPhrase]) -> list[WeaponPhrase]:
    following = [w for w in weapons if w.first > at]
    if not following or following[0].other:
        return []
    between = [c for c in sentence.chunks[at + 1 : following[0].first]]
    norms = [c.norm for c in between]
    if "of" not in norms or len(norms) > 6:
        return []
    head = norms.index("of")
    if any(
        n not in ("by", "was", "were") and c.kind not in ("state", "country", "date", "poss", "number")
        and n not in ("the", "on", "earlier", "this")
        for n, c in zip(norms[:head], between[:head], strict=True)
    ):  # fmt: skip
        return []
    rest = norms[head + 1 :]
    if any(n not in _BETWEEN_VERB_AND_OBJECT and n not in words.SEVERAL for n in rest):
        return []
    found: list[WeaponPhrase] = []
    for phrase in following:
        if found and not _is_listed(sentence, found[-1].last, phrase.first):
            break
        if not _is_flown(sentence, phrase, None):
            break
        found.append(phrase)
    return found


def _dated_next(sentence: Sentence, at: int) -> bool:
    """ "the launch of August 28"; "the launch of a website" launches nothing that flies."""
    return any(c.kind == "date" for c in sentence.chunks[at + 2 : at + 4])


def _is_owned(sentence: Sentence, at: int) -> bool:
    """ "the DPRK's launch over Japan": of a state, and of nothing else that is named."""
    chunks = sentence.chunks
    word = launch_word(chunks[at])
    if word is None or "launch" not in word.lemma:
        return False
    if at >= 2 and chunks[at - 1].kind == "poss" and chunks[at - 2].kind == "date":
        return True
    if at and chunks[at - 1].kind == "date" and _by_state(chunks, at):
        return True
    owner = next((c for c in chunks[max(0, at - 2) : at] if c.state), None)
    if owner is None and chunks[at - 1].norm in ("its", "'s"):
        owner = next((c for c in reversed(chunks[:at]) if c.state), None)
    after = chunks[at + 1].norm if at + 1 < len(chunks) else "."
    return (
        owner is not None
        and owner.state == "KP"
        and (after in (".", ",", "over", "using") or _dated_next(sentence, at - 1))
    )


def _by_state(chunks: list[Chunk], at: int) -> bool:
    following = chunks[at + 1 : at + 3]
    return len(following) == 2 and following[0].norm == "by" and following[1].state is not None


_POINTERS = words.word_set("the this that these those its their 's latest such '")


def _points_back(sentence: Sentence, at: int) -> bool:
    """A bare "the launch", "Tuesday's test", "its latest firing"."""
    chunks = sentence.chunks
    for i in range(at - 1, max(-1, at - 6), -1):
        chunk = chunks[i]
        if chunk.norm in _OTHER_TESTS:
            return False
        if chunk.norm in _POINTERS or chunk.kind == "date":
            return True
        if chunk.kind == "state":
            continue
        if chunk.norm in _NOUN_PHRASE_STOP or chunk.kind in ("punct", "light", "launch"):
            return False
    return False


def _light_verb(sentence: Sentence, at: int) -> int | None:
    """The "conducted" of "conducted its seventh missile test", no other verb between."""
    chunks = sentence.chunks
    for i in range(at - 1, max(-1, at - 14), -1):
        chunk = chunks[i]
        if chunk.kind == "light":
            return i
        if chunk.norm in _NOUN_PHRASE_STOP - {"and", "or", "of", "in"} or chunk.kind == "flight":
            return None
        if chunk.kind == "punct" and chunk.norm not in ('"', "“", "”", ","):
            return None
    return None


_FLIGHT_BETWEEN = _PASSIVE_BETWEEN | words.word_set(
    "'s one some several two three of them which failed shortly soon seconds after launch "
    "eventually each about briefly from"
)


def _flight_trigger(
    sentence: Sentence, at: int, weapons: list[WeaponPhrase], topical: bool
) -> Trigger | None:
    chunk = sentence.chunks[at]
    if chunk.norm in ("failed", "exploded", "dropped", "landing", "falling", "landed") and at == 0:
        return None
    preceding = [w for w in weapons if w.last < at and at - w.last <= 8]
    if preceding and not preceding[-1].other and _is_flown(sentence, preceding[-1], None):
        between = sentence.chunks[preceding[-1].last + 1 : at]
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


_ONE_OF = re.compile(
    r"(?:^|[,;] |and )(?:the (?:first|second|third|other|latter|last)|another|both) "
    r"(?:of (?:the )?(?:two|three|them) )?(?:has |had |also |then )?$"
)


def _sighting_trigger(sentence: Sentence, at: int, weapons: list[WeaponPhrase]) -> Trigger | None:
    """ "detected a North Korean missile", "shot down a missile fired from Yemen"."""
    objects = _object(sentence, at, weapons)
    if not objects:
        return None
    return Trigger(sentence, at, at, "flight", "past", objects[:1], plural=objects[0].plural)


def _strike_trigger(sentence: Sentence, at: int, weapons: list[WeaponPhrase]) -> Trigger | None:
    """ "attacked Israel with 110 ballistic missiles": what follows "with" was launched."""
    chunks = sentence.chunks
    for i in range(at + 1, min(len(chunks), at + 20)):
        if chunks[i].norm == "with":
            objects = [
                w for w in weapons
                if w.first > i and w.last - i < 16 and not w.other and _is_flown(sentence, w, None)
            ]  # fmt: skip
            quiet = not any(
                c.norm in words.CLAUSE_WORDS or c.norm in (".", ";")
                for c in chunks[i : objects[-1].last]
            ) if objects else False  # fmt: skip
            return Trigger(sentence, at, at, "verb", "past", objects) if quiet else None
        if chunks[i].norm in words.CLAUSE_WORDS or chunks[i].norm in words.SAYING:
            return None
    return None


def _another_on(sentence: Sentence, at: int) -> Trigger | None:
    """ "the second launch of the year, after one on Jan. 4" """
    following = sentence.chunks[at + 1 : at + 3]
    if len(following) < 2 or following[0].norm != "on" or following[1].kind != "date":
        return None
    return Trigger(sentence, at, None, "noun", "noun", [], pointing=True)


def _owned_by_day(sentence: Sentence, at: int, weapons: list[WeaponPhrase]) -> Trigger | None:
    """ "Monday's missile was a Hwasong-18": of a day, it flew on that day."""
    chunks = sentence.chunks
    phrase = next((w for w in weapons if w.last == at), None)
    if phrase is None or phrase.other or at + 1 >= len(chunks):
        return None
    first = phrase.first + (chunks[phrase.first].kind == "poss")
    owned = first >= 2 and chunks[first - 1].kind == "poss" and chunks[first - 2].kind == "date"
    if not owned or chunks[at + 1].norm not in ("was", "were", "appeared", "is"):
        return None
    return Trigger(
        sentence, at, at, "flight", "past", [phrase], pointing=phrase.state is None,
        plural=phrase.plural,
    )  # fmt: skip


_JOINT = words.word_set("joint military allied south us u.s. american combined drills field")


def _drill_trigger(sentence: Sentence, at: int) -> Trigger | None:
    """ "the drill took place Wednesday", "conducted the launch drills on Sunday"."""
    chunks = sentence.chunks
    near = chunks[max(0, at - 4) : at]
    if any(c.norm in _JOINT or (c.state and c.state != "KP") for c in near):
        return None
    following = " ".join(c.norm for c in chunks[at + 1 : at + 6])
    happens = following.startswith(("took place", ", which took place", "occurred", "was conducted",
                                    "was held", "was carried out", "were conducted"))  # fmt: skip
    verb = _light_verb(sentence, at)
    if not happens and verb is None:
        return None
    if verb is not None and not any(c.kind in ("launch", "weapon") for c in near):
        return None
    return Trigger(sentence, at, verb, "noun", "past" if verb else "noun", [], pointing=True)


def subject_state(sentence: Sentence, at: int) -> tuple[str | None, bool]:
    """The state that is subject of the verb at chunk `at`, and whether the words are plain
    (False: only a pronoun points to it)."""
    pronoun = False
    for i, chunk in _leftwards(sentence, at):
        if chunk.norm in words.PRONOUNS or chunk.kind == "country":
            pronoun = True
            continue
        code = chunk.state
        if code and not _in_phrase_of(sentence.chunks, i):
            return code, not pronoun
    return None, False


def _leftwards(sentence: Sentence, at: int) -> Iterator[tuple[int, Chunk]]:
    for i in range(at - 1, -1, -1):
        yield i, sentence.chunks[i]


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
