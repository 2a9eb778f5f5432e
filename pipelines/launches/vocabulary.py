"""Lexicon and word tables as phrases by their first word, compiled once for a lexicon."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

import re2

from pipelines.launches import words
from pipelines.seeds import Claimant, Lexicon, Missile, Place, Site, State

Kind = Literal[
    "word", "punct", "poss", "state", "country", "weapon", "mod", "designation", "claimant",
    "site", "place", "date", "number", "launch", "light", "flight", "sighting", "person",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class StateWord:
    """A word for a state and whether it is a noun, an adjective or a metonym."""

    state: State
    form: Literal["name", "adjective", "metonym"]


@dataclass(frozen=True, slots=True)
class Head:
    """The noun of a weapon phrase."""

    flown: str
    plural: bool


@dataclass(frozen=True, slots=True)
class LaunchWord:
    """A form of a launching verb, a launch noun, or a word that may be either."""

    verb: Literal["base", "present", "past", "gerund"] | None
    noun: bool
    lemma: str


Value = State | StateWord | Head | LaunchWord | Missile | Site | Place | Claimant | str | int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase of the vocabulary: its words in lower case, and what it stands for."""

    tokens: tuple[str, ...]
    kind: Kind
    value: Value
    cased: bool
    norm: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "norm", " ".join(self.tokens))


TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|\d+(?:[,.:]\d+)*(?:-?[A-Za-z]+)?"
    r"|[^\W\d_]+(?:[-‑–](?!(?:U\.|US\b|ROK|Japan|South|North|DPRK|China|Russia))[^\W_]+|"
    r"['’](?!s\b)[^\W_]+)*-?"
    r"|['’]s\b|[^\w\s]|_"
)

_TELLING_WORDS = (
    "launch", r"\bfir(?:e|ing)", r"\btest", "missile", "rocket", "projectile", "icbm", "slbm",
    "srbm", "irbm", "mrbm", "satellite", "weapon", "drill", "exercise", "trial", "lift", "blast",
    r"\b(?:first|second|third|another|other|both|last|latter|earlier) ",
)  # fmt: skip


_TOPIC_WORDS = (
    "missile", "rocket", "projectile", "icbm", "slbm", "srbm", "irbm", "mrbm", "satellite",
    "weapons? tests?", "guided weapon", "test-?fir", "weapons? system",
    "(?:korean?|dprk|pyongyang)(?:'s|’s)? (?:launch|test)",
)  # fmt: skip


@lru_cache(maxsize=1 << 16)
def normal(token: str) -> str:
    """Lower case, without diacritics, typographic quotes and hyphens made plain."""
    if not token.isascii():
        token = token.replace("’", "'").replace("‑", "-").replace("–", "-")
        token = "".join(
            c for c in unicodedata.normalize("NFKD", token) if not unicodedata.combining(c)
        )
    return token.lower()


def tokens_of(phrase: str) -> tuple[str, ...]:
    """A phrase of the lexicon in the tokens of a text."""
    return tuple(normal(t) for t in TOKEN.findall(phrase))


@dataclass(frozen=True, slots=True)
class Branch:
    """The phrases that begin with one word; `sizes` are their lengths in words, longest first."""

    sizes: tuple[int, ...]
    entries: dict[tuple[str, ...], Entry]


@dataclass(frozen=True)
class Vocabulary:
    """All phrases by their first word, and the lexicon they come from."""

    branches: dict[str, Branch]
    states: dict[str, State]
    lexicon: Lexicon
    topic: re2._Regexp
    telling: Any

    def is_telling(self, sentence: str) -> bool:
        """Whether a sentence has a word, or the name of a type, that can tell of a launch."""
        return self.telling.Match(sentence) is not None

    def is_topic(self, text: str) -> bool:
        """Whether a text names a missile at all; without, it speaks of no launch."""
        return self.topic.search(text) is not None


@dataclass(frozen=True, slots=True, eq=False)
class _Identity:
    """A lexicon as a key of the cache: hashing its thousand rows for each article costs more
    than reading the article."""

    lexicon: Lexicon

    def __hash__(self) -> int:
        return id(self.lexicon)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and self.lexicon is other.lexicon


def compile_vocabulary(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of a lexicon; the same lexicon is compiled once."""
    return _compiled(_Identity(lexicon))


@lru_cache(maxsize=4)
def _compiled(key: _Identity) -> Vocabulary:
    lexicon = key.lexicon
    phrases: dict[str, dict[tuple[str, ...], Entry]] = {}
    for entry in _entries(lexicon):
        if entry.tokens:
            phrases.setdefault(entry.tokens[0], {}).setdefault(entry.tokens, entry)
    branches = {
        first: Branch(tuple(sorted({len(tokens) for tokens in found}, reverse=True)), found)
        for first, found in phrases.items()
    }
    states = {s.code: s for s in lexicon.states}
    return Vocabulary(branches, states, lexicon, _topic(lexicon), _telling(lexicon))


def _topic(lexicon: Lexicon) -> re2._Regexp:
    """Words for missiles and the names of all types, in one linear pass."""
    return re2.compile("(?i)" + "|".join([*_TOPIC_WORDS, *_type_names(lexicon)]))


def _telling(lexicon: Lexicon) -> Any:
    """Launch words and the names of all types, as a set: one pass, without their places."""
    words = re2.Set.SearchSet()
    words.Add("(?i)" + "|".join([*_TELLING_WORDS, *_type_names(lexicon)]))
    words.Compile()
    return words


def _type_names(lexicon: Lexicon) -> list[str]:
    names = {
        re.escape(name.lower())
        for missile in lexicon.missiles
        for name in (missile.designation, *missile.aliases)
        if len(name) > 3
    }
    return sorted(names)


def _entries(lexicon: Lexicon) -> Iterator[Entry]:
    """Earlier entries win where two files name the same words."""
    yield from _claimant_entries(lexicon.claimants)
    yield from _state_entries(lexicon.states)
    yield from _missile_entries(lexicon.missiles)
    for site in lexicon.sites:
        yield from _named([site.name, *site.variants], "site", site)
    for place in lexicon.places:
        for name in [place.name, *place.variants]:
            yield Entry(tokens_of(name), "place", place, cased=name[0].isupper())
    yield from _person_entries(lexicon)
    yield from _word_entries()


def _named(names: Iterable[str], kind: Kind, value: Value) -> Iterator[Entry]:
    for name in names:
        yield Entry(tokens_of(name), kind, value, cased=True)


def _claimant_entries(claimants: Iterable[Claimant]) -> Iterator[Entry]:
    for claimant in claimants:
        for name in [claimant.name, *claimant.variants]:
            yield Entry(tokens_of(name), "claimant", claimant, cased=name[0].isupper())


def _state_entries(states: Iterable[State]) -> Iterator[Entry]:
    for state in states:
        for name in [*state.names, state.name]:
            yield Entry(tokens_of(name), "state", StateWord(state, "name"), cased=True)
        for adjective in state.adjectives:
            yield Entry(tokens_of(adjective), "state", StateWord(state, "adjective"), cased=True)
        for metonym in state.metonyms:
            yield Entry(tokens_of(metonym), "state", StateWord(state, "metonym"), cased=True)
    for phrase in words.COUNTRY_NOUNS:
        yield Entry(tokens_of(phrase), "country", None, cased=False)


def _person_entries(lexicon: Lexicon) -> Iterator[Entry]:
    """Holders of offices by their full names, each with the state of the office."""
    owners = {name.lower(): s for s in lexicon.states for name in (s.name, *s.names)}
    for office in lexicon.offices:
        place = office.office.lower().rpartition(" of ")[2].removeprefix("the ")
        if place in owners and " " in office.holder:
            yield Entry(tokens_of(office.holder), "person", owners[place], cased=True)


def _missile_entries(missiles: Iterable[Missile]) -> Iterator[Entry]:
    """ "Hwasong-17" is also written "Hwasong 17", "Hwasong-17-type" and in the plural."""
    for missile in missiles:
        for name in [missile.designation, *missile.aliases]:
            for spelling in {name, name.replace("-", " "), name.replace(" ", "-")}:
                spelled = tokens_of(spelling)
                for ending in ("", "s", "-type", "-class"):
                    tail = (*spelled[:-1], spelled[-1] + ending)
                    yield Entry(tail, "designation", missile, cased=True)


_FORMS = ("base", "present", "past", "past", "gerund")


def _word_entries() -> Iterator[Entry]:
    launch: dict[str, Value] = {n: LaunchWord(None, True, n) for n in words.LAUNCH_NOUNS}
    for verb in words.LAUNCH_VERBS:
        for form, name in zip(verb, _FORMS, strict=True):
            launch[form] = LaunchWord(name, form in words.LAUNCH_NOUNS, verb.base)  # type: ignore[arg-type]
    yield from _uncased(launch, "launch")
    light: dict[str, Value] = {
        form: LaunchWord(name, False, verb.base)  # type: ignore[arg-type]
        for verb in words.LIGHT_VERBS
        for form, name in zip(verb, _FORMS, strict=True)
    }
    yield from _uncased(light, "light")
    yield from _uncased({form: Head(*told) for form, told in words.HEADS.items()}, "weapon")
    yield from _uncased({form: form for form in words.FLIGHT_VERBS}, "flight")
    yield from _uncased({form: form for form in words.SIGHTING_VERBS}, "sighting")
    yield from _uncased(words.MODIFIERS, "mod")
    yield from _uncased(words.NUMBERS, "number")


def _uncased(table: Mapping[str, Value], kind: Kind) -> Iterator[Entry]:
    for form, value in table.items():
        yield Entry(tokens_of(form), kind, value, cased=False)
