"""Who holds which office, and since when a name is in use: `seeds/lexicon/offices.csv`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Final

import numpy as np

from pipelines.dates.clues import days
from pipelines.dates.clues.days import Clue, Likelihood
from pipelines.seeds import Office

Tokens = tuple[str, ...]

TITLES: Final[dict[str, tuple[str, ...]]] = {
    "President": ("president", "pres"),
    "Acting President": ("acting president",),
    "Vice President": ("vice president",),
    "Prime Minister": ("prime minister", "premier", "pm"),
    "Premier": ("premier", "prime minister"),
    "Chancellor": ("chancellor",),
    "Leader": ("leader", "ruler", "dictator", "marshal", "chairman", "general secretary"),
    "Secretary of State": ("secretary of state", "state secretary", "secretary"),
    "Secretary of Defense": (
        "secretary of defense", "defense secretary", "defence secretary", "pentagon chief",
        "secretary of war", "war secretary", "secretary",
    ),
    "Deputy Secretary of State": ("deputy secretary of state", "deputy secretary"),
    "National Security Adviser": (
        "national security adviser", "national security advisor",
        "national security office director",
        "national security director", "security adviser", "security advisor",
        "director of national security", "director of the national security office",
    ),
    "Secretary-General": (
        "secretary general", "un chief", "nato chief", "general secretary", "sec gen",
    ),
    "Chief Cabinet Secretary": ("chief cabinet secretary", "cabinet secretary", "spokesman"),
    "Foreign Minister": (
        "foreign minister", "minister of foreign affairs", "minister for foreign affairs",
        "foreign affairs minister", "minister", "fm",
    ),
    "Defense Minister": (
        "defense minister", "defence minister", "minister of defense", "minister of defence",
        "minister of national defense", "defense chief", "minister",
    ),
    "Unification Minister": ("unification minister", "minister of unification", "minister"),
    "Vice Foreign Minister": (
        "vice foreign minister", "vice minister of foreign affairs", "vice minister",
        "vice minister for foreign affairs",
    ),
    "Foreign Secretary": ("foreign secretary",),
    "High Representative": ("foreign policy chief", "high representative"),
    "Director General": ("director general", "iaea chief", "agency chief"),
    "Press Secretary": ("press secretary", "spokesman", "spokeswoman", "spokesperson", "ms", "mr"),
    "Spokesperson": ("spokesman", "spokeswoman", "spokesperson", "mr", "ms"),
    "Ambassador": ("ambassador", "envoy"),
    "Special Representative": ("special representative", "special envoy", "envoy"),
    "Commander": ("commander", "admiral", "adm", "general", "gen"),
    "Chairman": ("chairman", "jcs chief", "chief of staff", "general", "gen"),
}  # fmt: skip
"""How texts call the holder of an office; its key is the office's name up to "of"."""

_NO_LONGER: Final = frozenset(
    {"former", "ex", "then", "late", "ousted", "impeached", "predecessor"}
)
_NOT_YET: Final = frozenset({"candidate", "elect", "designate", "nominee", "nominated", "incoming"})
_NEW: Final = frozenset({"new", "newly"})
_WORD = re.compile(r"[^\W_]+")

WITH_TITLE: Final = 0.02
"""Share of titled names outside the tenure: history, slips, namesakes."""

WITHOUT_TITLE: Final = 0.3
BEFORE_ITS_NAME: Final = 0.003
AFTER_ITS_NAME: Final = 0.3
NEWLY: Final = 0.1
"""Share of holders called new who are in office for more than a year, or not yet."""

HANDOVER: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class _Names:
    """All names by their first word, longest first."""

    by_word: dict[str, tuple[tuple[Tokens, tuple[Office, ...]], ...]]


def clues(text: str, offices: Sequence[Office]) -> Iterator[Clue]:
    """One clue for each holder or name that the text speaks of, in the order of first mention."""
    words = _tokens(text)
    names = _index(tuple(offices))
    seen: dict[tuple[Office, ...], float] = {}
    for start, end, holders in _matches(words, names):
        for titled, leak in _sense(words, start, end, holders):
            seen[titled] = min(leak, seen.get(titled, 1.0))
    for holders, leak in seen.items():
        yield Clue(_words(holders), _likelihood(holders, leak))


def _tokens(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return [w.casefold() for w in _WORD.findall(re.sub(r"['’]s\b", "", plain))]


@lru_cache(maxsize=8)
def _index(offices: tuple[Office, ...]) -> _Names:
    table: dict[Tokens, list[Office]] = {}
    for office in offices:
        for name in {tuple(_tokens(n)) for n in (office.holder, *office.aliases)}:
            if name:
                table.setdefault(name, []).append(office)
    by_word: dict[str, list[tuple[Tokens, tuple[Office, ...]]]] = {}
    for name in sorted(table, key=lambda n: (-len(n), n)):
        by_word.setdefault(name[0], []).append((name, tuple(table[name])))
    return _Names({word: tuple(found) for word, found in by_word.items()})


def _matches(words: list[str], names: _Names) -> Iterator[tuple[int, int, tuple[Office, ...]]]:
    at = 0
    while at < len(words):
        for name, holders in names.by_word.get(words[at], ()):
            if tuple(words[at : at + len(name)]) == name:
                yield at, at + len(name), holders
                at += len(name) - 1
                break
        at += 1


def _sense(
    words: list[str], start: int, end: int, holders: tuple[Office, ...]
) -> Iterator[tuple[tuple[Office, ...], float]]:
    """Which of the namesakes the words beside the name mean, and how far that may be wrong."""
    names = tuple(h for h in holders if h.kind == "name")
    if names:
        yield names, BEFORE_ITS_NAME
        return
    before, after = words[max(0, start - 8) : start], words[end : end + 6]
    if _NO_LONGER & set(before[-6:]) or _NOT_YET & {*before[-4:], *after[:1]}:
        return
    titled = tuple(h for h in holders if _has_title(h, before, after))
    if titled and _NEW & set(before[-5:]):
        yield titled, NEWLY
        return
    if titled:
        best = max(len(_title(h, before) or ()) for h in titled)
        yield tuple(h for h in titled if len(_title(h, before) or ()) == best), WITH_TITLE
    elif end - start > 1:
        yield holders, WITHOUT_TITLE


def _has_title(office: Office, before: list[str], after: list[str]) -> bool:
    if _title(office, before) is not None:
        return True
    return any(_find(title.split(), after[:6]) for title in _titles(office) if len(title) > 6)


def _titles(office: Office) -> tuple[str, ...]:
    return _titles_of(office.office)


@lru_cache(maxsize=256)
def _titles_of(office: str) -> tuple[str, ...]:
    keys = [key for key in TITLES if office.startswith(f"{key} of ")]
    return TITLES[max(keys, key=len)] if keys else ()


def _title(office: Office, before: list[str]) -> Tokens | None:
    """The longest title of the office shortly before the name; short ones directly before it."""
    for title in sorted(_titles(office), key=len, reverse=True):
        parts = title.split()
        reach = before if len(parts) > 1 else before[-3:] if len(title) > 6 else before[-1:]
        if _find(parts, reach):
            return tuple(parts)
    return None


def _find(parts: list[str], words: list[str]) -> bool:
    return any(
        words[i : i + len(parts)] == parts and words[i - 1 : i] not in (["vice"], ["deputy"])
        for i in range(len(words) - len(parts) + 1)
    )


def _likelihood(holders: tuple[Office, ...], leak: float) -> Likelihood:
    inside = np.zeros(days.ORDINALS.shape, dtype=bool)
    for office in holders:
        until = office.until or days.LAST - HANDOVER
        if leak == NEWLY:
            until = min(until, office.since + timedelta(days=365))
        since = office.since - HANDOVER if office.kind == "tenure" else office.since
        inside |= (days.since(since) >= 0) & (days.since(until + HANDOVER) <= 0)
    likelihood = np.where(inside, 1.0, leak)
    if holders[0].kind == "name" and holders[0].until:
        likelihood[days.since(holders[0].until) > 0] = AFTER_ITS_NAME
    return likelihood


def _words(holders: tuple[Office, ...]) -> str:
    spans = "; ".join(
        f"{days.words(o.since)} to {days.words(o.until) if o.until else 'today'}" for o in holders
    )
    if holders[0].kind == "name":
        return f"{holders[0].holder!r}: a name in use {spans}"
    offices = " or ".join(dict.fromkeys(o.office for o in holders))
    names = " or ".join(dict.fromkeys(o.holder for o in holders))
    return f"{names}, {offices}: {spans}"
