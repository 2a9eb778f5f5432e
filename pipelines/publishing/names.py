"""What people call the codes in the tables, and in which colour and order a class is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.seeds import Lexicon, load


@dataclass(frozen=True, slots=True)
class Lane:
    """Classes that are drawn together: one row of the timeline, one colour.

    Colours are those of Okabe and Ito, which stay apart for the colour-blind
    (https://jfly.uni-koeln.de/color/); the lane's place and name say the same without colour.
    """

    name: str
    classes: tuple[str, ...]
    colour: str


LANES: tuple[Lane, ...] = (
    Lane("Intercontinental", ("icbm",), "#CC79A7"),
    Lane("Medium range", ("mrbm", "irbm"), "#D55E00"),
    Lane("Hypersonic", ("hypersonic",), "#F0C000"),
    Lane("Submarine", ("slbm",), "#0072B2"),
    Lane("Short range", ("srbm", "crbm"), "#E69F00"),
    Lane("Cruise", ("cruise",), "#009E73"),
    Lane("Space", ("slv",), "#56B4E9"),
    Lane("Rockets, SAM", ("mlrs", "sam"), "#5B5B5B"),
    Lane("Class not told", ("ballistic", "missile", "rocket"), "#9A9A9A"),
)
CLASSES: dict[str, str] = {
    "crbm": "close-range ballistic missile",
    "srbm": "short-range ballistic missile",
    "mrbm": "medium-range ballistic missile",
    "irbm": "intermediate-range ballistic missile",
    "icbm": "intercontinental ballistic missile",
    "slbm": "submarine-launched ballistic missile",
    "cruise": "cruise missile",
    "hypersonic": "hypersonic missile",
    "slv": "space launch vehicle",
    "mlrs": "rocket artillery",
    "sam": "surface-to-air missile",
    "ballistic": "ballistic missile",
    "missile": "missile",
    "rocket": "rocket",
}
"""Names of `model.MissileClass` in the singular; all take an s in the plural but artillery."""
_BALLISTIC = ("crbm", "srbm", "mrbm", "irbm", "icbm", "slbm")
SHORT_CLASSES = CLASSES | {code: code.upper() for code in (*_BALLISTIC, "sam")}
"""The same with the field's abbreviations, for where room is short."""


def lane_of(missile_classes: list[str]) -> int:
    """Index in LANES of an event: the first lane that any of its classes belongs to."""
    found = [n for n, lane in enumerate(LANES) if set(lane.classes) & set(missile_classes)]
    return found[0] if found else len(LANES) - 1


@dataclass(frozen=True, slots=True)
class Names:
    """The lexicon turned round: from a code in the tables to a name, a place on the map, a zone."""

    states: dict[str, str] = field(default_factory=dict)
    sites: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    claimants: dict[str, str] = field(default_factory=dict)
    points: dict[str, tuple[float, float]] = field(default_factory=dict)
    zones: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, lexicon: Lexicon | None) -> Names:
        """All names of a lexicon; without one there are none and the codes stand for themselves."""
        if lexicon is None:
            return cls()
        located: list[Any] = [p for p in lexicon.places if p.latitude is not None]
        return cls(
            states={s.code: s.name for s in lexicon.states},
            sites={s.site_id: s.name for s in lexicon.sites},
            places={p.place_id: p.name for p in lexicon.places},
            claimants={c.claimant_id: c.name for c in lexicon.claimants},
            points={p.place_id: (p.latitude, p.longitude) for p in located},
            zones={s.code: s.time_zone for s in lexicon.states},
        )

    @classmethod
    def at(cls, seeds: Path) -> Names:
        """The names of a folder of seeds; codes stand for themselves where there is no folder.

        Raises SeedError where a file in it is wrong.
        """
        return cls.of(load(seeds).lexicon if seeds.is_dir() else None)
