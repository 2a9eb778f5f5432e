"""seeds/ -> frozen values. The columns of a CSV are the fields of its class, in any order.

Lists are separated by `; `, an empty cell is null. A mistake is a `SeedError` that names file,
line and reason, so that the person who edited the file finds it at once.
"""

from __future__ import annotations

import csv
import types
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from pipelines.model import MissileClass, Outcome


class SeedError(ValueError):
    """A file under seeds/ that cannot be used as it stands."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path.name}, line {line}: {reason}")
        self.path, self.line, self.reason = path, line, reason


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
    """One type of missile or launch vehicle and all names it goes by."""

    designation: str
    launcher: str
    missile_class: MissileClass
    aliases: tuple[str, ...] = ()
    range_km: float | None = None
    source: str
    note: str | None = None


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
class CatalogueLaunch:
    """A launch that an independent list knows.

    Ranges and apogees are the farthest of the row's missiles; `landing` is a place id.
    """

    launch_id: str
    launcher: str
    date_local: str
    date_precision: Literal["day", "month", "year"]
    missile_class: MissileClass
    designation: str | None = None
    count: int | None = None
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


@dataclass(frozen=True, slots=True)
class Seeds:
    """Everything under seeds/ except the articles."""

    lexicon: Lexicon
    rulings: tuple[Ruling, ...]
    catalogue: tuple[CatalogueLaunch, ...]
    coverage: tuple[CatalogueCoverage, ...]


Row = TypeVar("Row")


def rows(path: Path, row_type: type[Row]) -> tuple[Row, ...]:
    """Read one CSV as values of `row_type`; a missing file has no rows.

    Raises SeedError for an unknown or missing column and for a cell that does not fit its type.
    """
    return tuple(row for _, row in _numbered_rows(path, row_type))


def load(folder: Path) -> Seeds:
    """Read and check all seeds under `folder`.

    Raises SeedError: beside the faults of `rows`, for a key or an alias that two rows claim.
    """
    words = folder / "lexicon"
    return Seeds(
        lexicon=Lexicon(
            states=_keyed(words / "states.csv", State, lambda s: [s.code], _state_words),
            missiles=_keyed(
                words / "missiles.csv",
                Missile,
                lambda m: [f"{m.launcher} {m.designation}"],
                lambda m: [m.designation, *m.aliases],
            ),
            sites=_keyed(
                words / "sites.csv",
                Site,
                lambda s: [s.site_id],
                lambda s: [s.name, *s.variants],
            ),
            places=_keyed(
                words / "places.csv",
                Place,
                lambda p: [p.place_id],
                lambda p: [p.name, *p.variants],
            ),
            claimants=_keyed(
                words / "claimants.csv",
                Claimant,
                lambda c: [c.claimant_id],
                lambda c: [c.name, *c.variants],
            ),
            offices=rows(words / "offices.csv", Office),
        ),
        rulings=_keyed(folder / "rulings.csv", Ruling, lambda r: [r.ruling_id]),
        catalogue=_keyed(folder / "catalogue.csv", CatalogueLaunch, lambda c: [c.launch_id]),
        coverage=rows(folder / "catalogue_coverage.csv", CatalogueCoverage),
    )


def _state_words(state: State) -> list[str]:
    return [state.name, *state.names, *state.adjectives, *state.metonyms]


def _keyed(
    path: Path, row_type: type[Row], *claims: Callable[[Row], Iterable[str]]
) -> tuple[Row, ...]:
    """Rows of which no two claim the same word (each function of `claims` is one namespace)."""
    taken: list[dict[str, int]] = [{} for _ in claims]
    found = []
    for line, row in _numbered_rows(path, row_type):
        for namespace, claim in zip(taken, claims, strict=True):
            for word in {w.casefold() for w in claim(row)}:
                if word in namespace:
                    raise SeedError(path, line, f"{word!r} is claimed by line {namespace[word]}")
                namespace[word] = line
        found.append(row)
    return tuple(found)


def _numbered_rows(path: Path, row_type: type[Row]) -> Iterator[tuple[int, Row]]:
    if not path.exists():
        return
    hints = get_type_hints(row_type)
    declared = fields(row_type)  # type: ignore[arg-type]
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        header = reader.fieldnames or ()
        if unknown := set(header) - set(hints):
            raise SeedError(path, 1, f"unknown columns {sorted(unknown)}")
        required = {f.name for f in declared if f.default is MISSING}
        if missing := required - set(header):
            raise SeedError(path, 1, f"missing columns {sorted(missing)}")
        try:
            for cells in reader:
                yield (
                    reader.line_num,
                    _row(path, reader.line_num, cells, row_type, hints),
                )
        except csv.Error as error:
            raise SeedError(path, reader.line_num, str(error)) from error


def _row(
    path: Path,
    line: int,
    cells: dict[str, Any],
    row_type: type[Row],
    hints: dict[str, Any],
) -> Row:
    if None in cells or None in cells.values():
        raise SeedError(path, line, "the row has more or fewer cells than the header")
    values = {}
    for name, cell in cells.items():
        try:
            values[name] = _parse(cell.strip(), hints[name])
        except ValueError as error:
            raise SeedError(path, line, f"{name}: {error}") from error
    return row_type(**values)


def _parse(cell: str, hint: Any) -> Any:
    """One cell as the annotated type; raises ValueError with the reason."""
    if get_origin(hint) in (Union, types.UnionType):
        inner = next(arm for arm in get_args(hint) if arm is not type(None))
        return _parse(cell, inner) if cell else None
    if get_origin(hint) is tuple:
        return tuple(_parse(part.strip(), get_args(hint)[0]) for part in cell.split(";") if part)
    if not cell:
        raise ValueError("the cell is empty")
    if get_origin(hint) is Literal:
        if cell not in get_args(hint):
            raise ValueError(f"{cell!r} is none of {', '.join(get_args(hint))}")
        return cell
    return _SCALARS[hint](cell)


def _boolean(cell: str) -> bool:
    if cell not in ("true", "false"):
        raise ValueError(f"{cell!r} is neither true nor false")
    return cell == "true"


def _instant(cell: str) -> datetime:
    instant = datetime.fromisoformat(cell)
    if instant.tzinfo is None:
        raise ValueError(f"{cell!r} names no time zone")
    return instant.astimezone(UTC)


_SCALARS: dict[type, Callable[[str], Any]] = {
    str: str,
    int: int,
    float: float,
    bool: _boolean,
    date: date.fromisoformat,
    datetime: _instant,
}
