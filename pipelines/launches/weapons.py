"""What flew and how many: weapon phrases read from their head noun leftwards."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipelines.launches import words
from pipelines.launches.chunks import Chunk, Sentence
from pipelines.launches.classes import classify, narrower
from pipelines.launches.numbers import count, over_presumption
from pipelines.launches.vocabulary import Head
from pipelines.model import MissileClass
from pipelines.seeds import Missile


@dataclass(slots=True)
class WeaponPhrase:
    """A noun phrase for what flew. `first`..`last` are chunk indices, `low`/`high` its count.

    `article` says how the text introduces it: "new" (a, two, several), "old" (the, this, its),
    "bare" (no determiner: "fires missile", "launching missiles").
    """

    first: int
    last: int
    missile_class: MissileClass
    designation: str | None
    plural: bool
    article: str
    low: int | None
    high: int | None
    state: str | None
    weak: bool = False
    negated: bool = False
    other: bool = False
    hedged: bool = False


def find(sentence: Sentence) -> list[WeaponPhrase]:
    """All weapon phrases of a sentence from left to right."""
    found: list[WeaponPhrase] = []
    chunks = sentence.chunks
    for i, chunk in enumerate(chunks):
        if chunk.kind not in ("weapon", "designation"):
            continue
        if _is_modifier(chunks, i):
            continue
        if found and _is_apposition(chunks, found[-1].last, i):
            _absorb(found[-1], chunks, i)
            continue
        floor = found[-1].last + 1 if found else 0
        phrase = _read(sentence, i, floor)
        found.extend([*_elliptic(chunks, phrase, floor), phrase])
    return found


def _elliptic(chunks: list[Chunk], phrase: WeaponPhrase, floor: int) -> list[WeaponPhrase]:
    """The "38 ballistic" of "38 ballistic and three cruise missiles"."""
    at = phrase.first - 1
    if at - 2 < floor or chunks[at].norm not in ("and", "or") or chunks[at - 1].kind != "mod":
        return []
    start = at - 1
    features = {"missile"}
    while start > floor and chunks[start].kind == "mod":
        features.add(str(chunks[start].value))
        start -= 1
    if chunks[start].kind != "number":
        return []
    low, high = count(chunks, start, at, plural=True)
    return [
        replace(
            phrase, first=start, last=at - 1, missile_class=classify(frozenset(features)),
            designation=None, low=low, high=high, article="new",
        )
    ]  # fmt: skip


def _is_modifier(chunks: list[Chunk], i: int) -> bool:
    """ "Hwasong-17" in "Hwasong-17 ICBM", "satellite" in "satellite rocket"."""
    for following in chunks[i + 1 : i + 5]:
        if following.kind in ("weapon", "designation"):
            return True
        if following.kind != "mod" and following.norm not in ("type", "class", "liquid-fuel"):
            return False
    return False


def _is_apposition(chunks: list[Chunk], last: int, i: int) -> bool:
    """ "ballistic missile (IRBM)", "missile Hwasong-12", "ICBM, the Hwasong-18"."""
    between = [c.norm for c in chunks[last + 1 : i]]
    if between in (["("], ["-"], ["–"]):
        return True
    return chunks[i].kind == "designation" and between in ([], [","], [",", "the"], ["called"])


def _absorb(phrase: WeaponPhrase, chunks: list[Chunk], i: int) -> None:
    closing = i + 1 < len(chunks) and chunks[i + 1].norm == ")"
    phrase.last = i + 1 if closing else i
    value = chunks[i].value
    if isinstance(value, Missile):
        phrase.designation = phrase.designation or value.designation
        phrase.missile_class = narrower(phrase.missile_class, value.missile_class)
    elif isinstance(value, Head):
        told = classify(frozenset({value.flown}))
        phrase.missile_class = narrower(phrase.missile_class, told)


_STOP_KINDS = frozenset(
    {"date", "launch", "light", "flight", "sighting", "claimant", "site", "place"}
)


_DETERMINERS = words.word_set("a an another one single")


_OLD = words.word_set("the this that these those its their his")


_HEDGES = words.word_set("suspected presumed apparent unconfirmed likely possible")


_STOP_WORDS = (
    words.SAYING
    | words.OTHER_VERBS
    | words.CLAUSE_WORDS
    | words.PREPOSITIONS
    | words.BE
    | {"involving", "including", "carrying", "using"}
) - {"set"}


def _read(sentence: Sentence, head: int, floor: int) -> WeaponPhrase:
    chunks = sentence.chunks
    features, missile = _own_features(chunks[head])
    features |= _range_after(chunks, head)
    first, state = head, None
    for i in range(head - 1, max(floor - 1, head - 12), -1):
        chunk = chunks[i]
        made = _is_maker(chunks, i)
        if not made and _begins_before(chunks, i):
            break
        if chunk.kind == "mod":
            features.add(str(chunk.value))
        elif chunk.kind in ("designation", "weapon"):
            more, named = _own_features(chunk)
            features |= more
            missile = missile or named
        elif chunk.state and not made:
            state = state or chunk.state
        first = i
        if chunk.norm in _OLD or chunk.norm in ("a", "an"):
            first = _counted_part(chunks, i, floor)
            break
    return _phrase(chunks, (first, head), features, missile, state)


def _begins_before(chunks: list[Chunk], i: int) -> bool:
    """Whether chunk `i` is no part of the phrase after it."""
    chunk = chunks[i]
    if chunk.kind in _STOP_KINDS and chunk.norm != "guided" and not _is_test_round(chunks, i):
        return True
    if chunk.norm in _STOP_WORDS:
        return True
    if chunk.kind == "punct" or chunk.norm in ("and", "or"):
        return not _joins_modifiers(chunks, i)
    return chunk.norm == "of" and not (i and chunks[i - 1].norm in _OF_NOUNS)


def _is_maker(chunks: list[Chunk], i: int) -> bool:
    """Any part of "U.S.-made": who made it, not who launched it."""
    for start in range(max(0, i - 2), i + 1):
        parts = chunks[start : start + 3]
        if len(parts) == 3 and parts[0].state and parts[1].norm == "-":
            return parts[2].norm in _MADE
    return False


_MADE = words.word_set("made built supplied provided designed donated")


def _counted_part(chunks: list[Chunk], first: int, floor: int) -> int:
    """Where "two of the missiles" begins."""
    at = first - 2
    part = at >= floor and chunks[at].kind == "number" and chunks[at + 1].norm == "of"
    return at if part else first


def _range_after(chunks: list[Chunk], head: int) -> set[str]:
    """The range in "a ballistic missile of intercontinental range"."""
    following = chunks[head + 1 : head + 4]
    told = len(following) == 3 and following[0].norm == "of" and following[2].norm == "range"
    return {str(following[1].value)} if told and following[1].kind == "mod" else set()


_OF_NOUNS = words.SEVERAL | words.word_set(
    "type types kind version versions variant form total pairs dozen class one two three"
)


def _joins_modifiers(chunks: list[Chunk], i: int) -> bool:
    """The comma or "and" of "short- and medium-range", "new, short-range"; not of a list."""
    if i == 0 or i + 1 >= len(chunks):
        return False
    if chunks[i].norm in ("“", '"', "”", "'", "‘"):
        return True
    if chunks[i].norm == "," and chunks[i - 1].kind == "word" and chunks[i + 1].kind == "mod":
        return "-" in chunks[i - 1].norm or chunks[i - 1].norm in ("new", "unarmed", "powerful")
    return (
        chunks[i - 1].kind == "mod"
        and chunks[i + 1].kind == "mod"
        and (chunks[i].norm not in (",",) or chunks[i - 1].norm.endswith("-"))
    )


def _own_features(chunk: Chunk) -> tuple[set[str], Missile | None]:
    if isinstance(chunk.value, Missile):
        return set(), chunk.value
    if isinstance(chunk.value, Head):
        return {chunk.value.flown}, None
    return set(), None


def _phrase(
    chunks: list[Chunk],
    span: tuple[int, int],
    features: set[str],
    missile: Missile | None,
    state: str | None,
) -> WeaponPhrase:
    first, head = over_presumption(chunks, span[0]), span[1]
    value = chunks[head].value
    plural = value.plural if isinstance(value, Head) else chunks[head].norm.endswith("s")
    norms = [c.norm for c in chunks[first:head]]
    missile_class = classify(frozenset(features))
    if missile is not None and missile_class in ("missile", "rocket", "ballistic"):
        missile_class = missile.missile_class
    low, high = count(chunks, first, head, plural)
    return WeaponPhrase(
        first=first,
        last=head,
        missile_class=missile_class,
        designation=missile.designation if missile else None,
        plural=plural,
        article=_article(chunks, first, head, norms),
        low=low,
        high=high,
        state=state or (missile.launcher if missile else None),
        weak="weapon" in features,
        other="other" in features
        or ("weapon" in features and any(n in _BOMBS for n in norms))
        or _is_compared(chunks, head, norms),
        negated="no" in norms,
        hedged=any(n in _HEDGES for n in norms),
    )


def _is_test_round(chunks: list[Chunk], i: int) -> bool:
    """ "another test missile": no verb, but what kind of missile."""
    before = chunks[i - 1] if i else None
    follows = chunks[i + 1].kind in ("weapon", "mod", "designation")
    return chunks[i].norm == "test" and follows and before is not None and (
        before.kind in ("launch", "number") or before.norm in ("a", "another", "several", "the")
    )  # fmt: skip


_BOMBS = words.word_set("nuclear atomic thermonuclear hydrogen underwater")


def _is_compared(chunks: list[Chunk], head: int, norms: list[str]) -> bool:
    """ "more ballistic missiles in a day than in the whole of 2017" """
    return "more" in norms and any(c.norm == "than" for c in chunks[head + 1 : head + 8])


def _article(chunks: list[Chunk], first: int, head: int, norms: list[str]) -> str:
    if norms[1:2] == ["of"] and chunks[first].kind == "number":
        return "new"
    if any(n in _OLD or n == "'s" for n in norms) or (
        first and chunks[first - 1].norm in ("'s", "'")
    ):
        return "old"
    if any(
        c.kind == "number" or c.norm in _DETERMINERS or c.norm in words.SEVERAL
        for c in chunks[first:head]
    ):
        return "new"
    return "bare"
