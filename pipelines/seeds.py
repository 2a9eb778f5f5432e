"""seeds/ -> frozen values: everything a person edits, except the articles.

Each class is one kind of row; `typed_csv` says how cells become fields.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from pipelines.model import MissileClass, Outcome
from pipelines.typed_csv import SeedError, keyed, rows

__all__ = [
    "CatalogueCoverage",
    "CatalogueLaunch",
    "Claimant",
    "Lexicon",
    "Missile",
    "Office",
    "Place",
    "Ruling",
    "SeedError",
    "Seeds",
    "Site",
    "State",
    "load",
    "rows",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state or non-state group that launches, is overflown or responds.

    `code` is ISO 3166 alpha-2, or an upper-case name for a group (HOUTHI). `names` are nouns
    ("North Korea"), `adjectives` what stands before "missile" ("North Korean"), `metonyms` words
    that stand for its government only in context ("Pyongyang", "the North"). `time_zone` is the
    IANA zone of its launch sites.
    """

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    time_zone: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Missile:
    """One type of missile or launch vehicle, all names it goes by, and who has it."""

    designation: str
    launchers: tuple[str, ...]
    missile_class: MissileClass
    aliases: tuple[str, ...] = ()
    range_km: float | None = None
    source: str
    note: str | None = None

    @property
    def launcher(self) -> str | None:
        """Who launched it, where only one has it."""
        return self.launchers[0] if len(self.launchers) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place from which missiles fly. `uncertainty_km` is the radius the coordinates stand for."""

    site_id: str
    name: str
    launcher: str
    variants: tuple[str, ...] = ()
    county: str | None = None
    province: str | None = None
    latitude: float
    longitude: float
    uncertainty_km: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A water, zone or region that missiles land in or fly over."""

    place_id: str
    name: str
    kind: Literal["sea", "ocean", "zone", "land"]
    variants: tuple[str, ...] = ()
    state: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """Whose word a report rests on. `official` words can confirm an event by themselves."""

    claimant_id: str
    name: str
    state: str | None = None
    official: bool
    kind: Literal["military", "government", "state_media", "agency", "organisation"]
    variants: tuple[str, ...] = ()
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A tenure, or the lifetime of a name: words that can only be written within its days.

    `holder` is the name as texts write it; `aliases` are other spellings. A null `until` means
    still in use on the day of `source`.
    """

    office: str
    holder: str
    aliases: tuple[str, ...] = ()
    since: date
    until: date | None = None
    kind: Literal["tenure", "name"]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A dated happening that texts name: a summit by its place, games, a vote.

    `words` are the ways to name it; all words of one of them stand in one sentence. A gathering is
    announced long before, a decision is told of only after.
    """

    happening: str
    kind: Literal["gathering", "decision"]
    words: tuple[str, ...]
    since: date
    until: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueLaunch:
    """A launch that an independent list knows.

    Ranges and apogees are the farthest of the row's missiles; `landing` is a place id.
    `count_told` is what another source counts on the whole day, where it differs.
    """

    launch_id: str
    launcher: str
    date_local: str
    date_precision: Literal["day", "month", "year"]
    missile_class: MissileClass
    designation: str | None = None
    count: int | None = None
    count_told: int | None = None
    site: str | None = None
    time_utc: datetime | None = None
    outcome: Outcome
    range_km: float | None = None
    apogee_km: float | None = None
    landing: str | None = None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueCoverage:
    """The days and classes for which a catalogue claims to be complete."""

    source: str
    launcher: str
    earliest: date
    latest: date
    missile_classes: tuple[MissileClass, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A person's decision. It wins over every rule and outlives rebuilds.

    `subject` and `object` are mention, event or article ids: same and different take two,
    not_an_event a mention or event, set_field an event with `field` and `value`,
    withdraw an article.
    """

    ruling_id: str
    ruling: Literal["same", "different", "not_an_event", "set_field", "withdraw"]
    subject: str
    object: str | None = None
    field: str | None = None
    value: str | None = None
    author: str
    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words that launch extraction and publication dating know."""

    states: tuple[State, ...]
    missiles: tuple[Missile, ...]
    sites: tuple[Site, ...]
    places: tuple[Place, ...]
    claimants: tuple[Claimant, ...]
    offices: tuple[Office, ...]
    happenings: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class Seeds:
    """Everything under seeds/ except the articles."""

    lexicon: Lexicon
    rulings: tuple[Ruling, ...]
    catalogue: tuple[CatalogueLaunch, ...]
    coverage: tuple[CatalogueCoverage, ...]


def load(folder: Path) -> Seeds:
    """Read and check all seeds under `folder`.

    Raises SeedError: beside the faults of `rows`, for a key or an alias that two rows claim.
    """
    words = folder / "lexicon"
    return Seeds(
        lexicon=Lexicon(
            states=keyed(words / "states.csv", State, lambda s: [s.code], _state_words),
            missiles=keyed(
                words / "missiles.csv",
                Missile,
                lambda m: [m.designation],
                lambda m: [m.designation, *m.aliases],
            ),
            sites=keyed(
                words / "sites.csv",
                Site,
                lambda s: [s.site_id],
                lambda s: [s.name, *s.variants],
            ),
            places=keyed(
                words / "places.csv",
                Place,
                lambda p: [p.place_id],
                lambda p: [p.name, *p.variants],
            ),
            claimants=keyed(
                words / "claimants.csv",
                Claimant,
                lambda c: [c.claimant_id],
                lambda c: [c.name, *c.variants],
            ),
            offices=rows(words / "offices.csv", Office),
            happenings=keyed(words / "happenings.csv", Happening, lambda h: [h.happening]),
        ),
        rulings=keyed(folder / "rulings.csv", Ruling, lambda r: [r.ruling_id]),
        catalogue=keyed(folder / "catalogue.csv", CatalogueLaunch, lambda c: [c.launch_id]),
        coverage=rows(folder / "catalogue_coverage.csv", CatalogueCoverage),
    )


def _state_words(state: State) -> list[str]:
    return [state.name, *state.names, *state.adjectives, *state.metonyms]
