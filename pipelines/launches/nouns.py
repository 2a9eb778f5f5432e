"""Launch nouns: "a missile test", "the launch of an ICBM", or "the launch" that points back."""

from __future__ import annotations

from pipelines.launches import words
from pipelines.launches.chunks import Chunk, Sentence, launch_word, number_of
from pipelines.launches.clauses import Trigger
from pipelines.launches.days import DAYLIKE, day_expression
from pipelines.launches.verbs import BETWEEN_VERB_AND_OBJECT, is_flown, is_listed, launched
from pipelines.launches.weapons import WeaponPhrase

_NOUN_BEFORE = words.word_set(
    "the a an this that these those its their his of for after before following during on about "
    "latest recent new first second third fourth fifth sixth last previous another successful "
    "failed such 's ' nuclear by with and over further any no each every weapons weapon"
)


def reads_as_noun(sentence: Sentence, at: int, weapons: list[WeaponPhrase]) -> bool:
    """ "launch(es)", "test(s)", "firing": a noun after determiners, prepositions and weapons."""
    chunks = sentence.chunks
    word = launch_word(chunks[at])
    assert word is not None
    before = chunks[at - 1] if at else None
    after = chunks[at + 1].norm if at + 1 < len(chunks) else ""
    if before is None or after == "of":
        return after == "of"
    if before.kind in ("weapon", "designation", "mod", "poss"):
        return not (word.verb == "present" and launched(sentence, at, weapons))
    if before.kind in ("date", "number"):
        return before.kind == "number" or word.verb in ("base", "gerund")
    if word.verb == "gerund":
        return before.norm in ("the", "a", "its", "their", "this", "that") or after == "by"
    if before.norm in _NOUN_BEFORE or before.norm in words.ORDINALS:
        return not (word.verb == "present" and before.norm in ("and", "that"))
    return word.verb == "base" and before.kind == "state" and not launched(sentence, at, weapons)


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


def noun_trigger(
    sentence: Sentence, at: int, weapons: list[WeaponPhrase], topical: bool
) -> Trigger | None:
    """The trigger of a launch noun with its weapon; a bare one only points back."""
    chunks = sentence.chunks
    word = launch_word(chunks[at])
    assert word is not None
    after = chunks[at + 1] if at + 1 < len(chunks) else None
    if after is not None and (
        after.norm in words.NOT_A_LAUNCH_AFTER
        or (after.norm == "-" and at + 2 < len(chunks) and chunks[at + 2].norm == "pad")
    ):
        return None
    idle = word.lemma.endswith(("drill", "drills")) and _light_verb(sentence, at) is None
    if idle or (at and chunks[at - 1].norm in _OTHER_TESTS):
        return None
    if chunks[at].norm in ("testing", "launching", "tests and") and not any(
        w.last in (at - 1, at - 2) or w.first in (at + 2, at + 3) for w in weapons
    ):
        return None
    plural = word.lemma.endswith(("es", "ts", "ngs", "testing")) or chunks[at].norm.endswith("s")
    verb = _light_verb(sentence, at)
    objects = [w for w in weapons if _premodifies(chunks, w, at) and not w.other]
    if not objects:
        objects = _of_object(sentence, at, weapons)
    pointing = not objects
    if pointing and not (
        (_points_back if topical else _is_owned)(sentence, at)
        or (weapons and _is_dated(sentence, at))
        or (verb is not None and _is_counted_deed(sentence, at))
    ):
        return None
    if pointing and _launches_something_else(sentence, at):
        return None
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
    between = sentence.chunks[at + 1 : following[0].first]
    norms = [c.norm for c in between]
    if "of" not in norms or len(norms) > 6:
        return []
    head = norms.index("of")
    if any(
        n not in ("by", "was", "were", "the", "on", "earlier", "this")
        and c.kind not in ("state", "country", "date", "poss", "number")
        for n, c in zip(norms[:head], between[:head], strict=True)
    ):  # fmt: skip
        return []
    rest = norms[head + 1 :]
    if any(n not in BETWEEN_VERB_AND_OBJECT and n not in words.SEVERAL for n in rest):
        return []
    found: list[WeaponPhrase] = []
    for phrase in following:
        if found and not is_listed(sentence, found[-1].last, phrase.first):
            break
        if not is_flown(sentence, phrase, None):
            break
        found.append(phrase)
    return found


def _launches_something_else(sentence: Sentence, at: int) -> bool:
    """ "the launch of a website", "South Korea's launch on Friday of its first destroyer"."""
    chunks = sentence.chunks
    next_of = at + 1
    while next_of < len(chunks) and (
        chunks[next_of].kind == "date" or chunks[next_of].norm in ("on", "in", "late", "early")
    ):
        next_of += 1
    if next_of >= len(chunks) or chunks[next_of].norm != "of":
        return False
    return not _dated_next(sentence, next_of - 1)


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
    if chunks[at - 1].norm == "the" and _of_day(chunks[at + 1 : at + 3]):
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


def _is_counted_deed(sentence: Sentence, at: int) -> bool:
    """ "North Korea carried out its fourth launch": what else would it launch by number."""
    chunks = sentence.chunks
    counted = at > 1 and chunks[at - 1].norm in words.ORDINALS and "launch" in chunks[at].norm
    return counted and chunks[at - 2].norm in ("its", "their", "a") and any(
        c.state == "KP" for c in chunks[: at - 2]
    )  # fmt: skip


def _is_dated(sentence: Sentence, at: int) -> bool:
    """ "condemned the Oct. 3 test" beside other missiles; a nuclear test has its days too."""
    chunks = sentence.chunks
    day = at - 1 - (at > 0 and chunks[at - 1].kind == "poss")
    owned = day > 0 and (day < at - 1 or chunks[day - 1].norm in words.DEFINITE)
    return owned and chunks[day].kind == "date" and "nuclear" not in sentence.skeleton


def _of_day(following: list[Chunk]) -> bool:
    """ "the launch of March 24" """
    day = day_expression(following[1]) if len(following) == 2 else None
    return day is not None and following[0].norm == "of" and day.precision in DAYLIKE


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
        if chunk.norm == "on" and chunks[i + 1].kind == "date":
            continue
        if chunk.norm in _NOUN_PHRASE_STOP - {"and", "or", "of", "in"} or chunk.kind == "flight":
            return None
        if chunk.kind == "punct" and chunk.norm not in ('"', "“", "”", ","):
            return None
    return None


def another_on(sentence: Sentence, at: int) -> Trigger | None:
    """ "after one on Jan. 4", "two on May 4 and one on May 9", "the eighth on July 1"."""
    chunk, following = sentence.chunks[at], sentence.chunks[at + 1 : at + 3]
    if chunk.kind != "number" and chunk.norm != "another" and chunk.norm not in words.ORDINALS:
        return None
    if len(following) < 2 or following[0].norm != "on" or following[1].kind != "date":
        return None
    number = number_of(chunk)
    return Trigger(sentence, at, None, "noun", "noun", [], pointing=True, number=number)


_JOINT = words.word_set("joint military allied south us u.s. american combined drills field")


def drill_trigger(sentence: Sentence, at: int) -> Trigger | None:
    """ "the drill took place Wednesday", "conducted the launch drills on Sunday"."""
    chunks = sentence.chunks
    near = chunks[max(0, at - 4) : at]
    others = any(c.state for c in chunks) and not any(c.state == "KP" for c in chunks)
    if others or any(c.norm in _JOINT or (c.state and c.state != "KP") for c in near):
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
