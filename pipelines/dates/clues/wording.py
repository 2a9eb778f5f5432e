"""What the words around a launch say of the report: who tells it, how, and with which figures.

Each rule stands beside examples of what it reads; the tests run them.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from pipelines.model import MissileClass

Manner = Literal["announced", "digest", "many_sites", "evening", "american", "over_japan"]
"""Told by the launcher, an item of a digest, from many sites, in the writer's evening, a statement
of the United States, over Japan."""

MILE_KM: Final = 1.609344
LONGEST_STATEMENT: Final = 4000
"""Code points; longer American texts are transcripts, which are not about the launch."""

MANNERS: Final[tuple[tuple[Manner, str, tuple[str, ...], tuple[str, ...]], ...]] = (
    ("announced",
     r"\b(?:KCNA|Korean Central News Agency|state media|North Korea|Pyongyang)\s+(?:\w+ly\s+)?"
     r"(?:claims|says|confirms|announces|reports)\b",
     ("North Korea claims to have launched a satellite", "KCNA reports that it has tested"),
     ("South Korea says the North fired", "the launch, according to state media")),
    ("digest",
     r"[.?!][\"”]?\s*(?:\([A-Z][^()]{1,40}\)[\s,]*)+\Z",
     ("North Korea fires a missile. (Reuters)", "It fell into the sea. (BBC News) (AP)\n"),
     ("It flew 500 km (310 miles).", "A missile was fired (Reuters). It fell into the sea.")),
    ("many_sites",
     r"\b(?i:several|multiple|various|different|two|three|four|five)\s+(?:\w+\s+)?"
     r"(?:locations|sites|places|areas|points)\b",
     ("from several locations in the country", "Three different sites"), ("several missiles",)),
    ("evening",
     r"\b(?i:tonight|this evening)\b",
     ("Tonight, the adviser spoke", "spoke this evening with"), ("in the evening",)),
    ("american",
     r"\A\W*(?:WASHINGTON\b|The United States (?:strongly )?condemns|National Security Advis[eo]r)"
     r"|\bThe President and his national security team\b|\d [AP]\.?M\.? E[DS]T\b",
     ("The United States strongly condemns the test", "WASHINGTON, Jan. 5", "4:30 P.M. EST"),
     ("Japan condemns the test", "officials in Washington said")),
    ("over_japan",
     r"\b(?i:fl[ey]w?|flies|flying|pass(?:ed|es|ing)?|launch(?:ed)?|missile|fired?)\s+(?:\w+\s+)?"
     r"over\s+(?:northern )?Japan(?:ese (?:airspace|territory|archipelago))?\b(?!\S)",
     ("a missile that flew over Japan on", "passed directly over northern Japan in"),
     ("over Japan's objections", "concern over Japan", "flew over the Sea of Japan")),
)  # fmt: skip
"""Manner, pattern, texts it must match and texts it must not."""

DISTANCES: Final = (
    ("flew 800 kilometers (497 miles)", (800.0, 799.9)),
    ("about 500 to 600 kilometers", (500.0, 600.0)),
    ("an altitude of 2,802 km", (2802.0,)),
    ("30 minutes, 7 missiles", ()),
)
"""Texts and the kilometres in them."""

FLIGHT_MINUTES: Final = (
    ("flies 620 miles horizontally in about 45 minutes", (45,)),
    ("The missile flew for 69 minutes", (69,)),
    ("within the last 90 minutes", ()),
    ("fired at 6:30; 20 minutes later", ()),
)
"""Texts and the minutes of the flight in them."""

NAMED_CLASSES: Final[tuple[tuple[MissileClass, str], ...]] = (
    ("icbm", r"\b(?:intercontinental|ICBMs?)\b"),
    ("irbm", r"\b(?:intermediate[- ]range|IRBMs?)\b"),
    ("slbm", r"\b(?:submarine[- ](?:launched|fired|based)|from a submarine|SLBMs?)\b"),
    ("hypersonic", r"\bhypersonic\b"),
    ("cruise", r"\bcruise missiles?\b"),
    ("slv", r"\b(?:satellite launch|into orbit|space launch)\b"),
)

_MANNERS: Final = tuple((manner, re.compile(pattern)) for manner, pattern, _, _ in MANNERS)
_NAMED: Final = tuple((named, re.compile(pattern, re.I)) for named, pattern in NAMED_CLASSES)
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_DISTANCE = re.compile(
    rf"(?<![\d,.])({_NUMBER})(?:\s*(?:to|-|–|and)\s*({_NUMBER}))?[\s-]*(km|kilomet|mile)",
    re.IGNORECASE,
)
_ALOFT = re.compile(
    r"\b(?:fl(?:ew|ying|ies|ight)|travel\w*|last(?:ed|ing)|stayed|remained)\b[^.;]{0,60}?"
    r"\b(\d{2,3})[ -]minutes?\b",
    re.IGNORECASE,
)


def manners(text: str) -> frozenset[Manner]:
    """The manners in which a text tells of its launch."""
    found = {manner for manner, pattern in _MANNERS if pattern.search(text)}
    return frozenset(found - {"american"} if len(text) > LONGEST_STATEMENT else found)


def distances(text: str) -> tuple[float, ...]:
    """All distances of a text in kilometres."""
    found = []
    for match in _DISTANCE.finditer(text):
        unit = MILE_KM if match[3].lower() == "mile" else 1.0
        found += [float(n.replace(",", "")) * unit for n in match.group(1, 2) if n]
    return tuple(dict.fromkeys(found))


def minutes_aloft(text: str) -> tuple[int, ...]:
    """How long the missile flew, as far as the text says so in whole minutes."""
    return tuple(int(m) for m in dict.fromkeys(_ALOFT.findall(text)))


def named_classes(text: str) -> frozenset[MissileClass]:
    """The classes that a text names anywhere."""
    return frozenset(named for named, pattern in _NAMED if pattern.search(text))
