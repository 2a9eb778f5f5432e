"""Known launches in their order, and how well a launch's place among them fits a phrase.

A phrase may speak of something else than launches ("10 days after the summit"), so a fit says more
than a misfit. Every fit is a likelihood ratio.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pipelines.dates.clues.classes import BALLISTIC, class_fit
from pipelines.dates.clues.launches import LaunchDay
from pipelines.dates.clues.spacing import Kind, Spacing

MOST_COUNTED: Final = 80
"""As many launch days before a launch as any phrase can count."""

NUCLEAR_TESTS: Final = (
    date(2006, 10, 9), date(2009, 5, 25), date(2013, 2, 12), date(2016, 1, 6), date(2016, 9, 9),
    date(2017, 9, 3),
)  # fmt: skip
"""Of the DPRK, in Korean days (CTBTO)."""


@dataclass(frozen=True, slots=True)
class Series:
    """Launch days of one launcher in their order."""

    listed: tuple[LaunchDay, ...]

    @classmethod
    def of(cls, known: Sequence[LaunchDay]) -> Series | None:
        """The listed days; None without a catalogue, since dated articles list no whole series."""
        listed = tuple(k for k in known if any(f.catalogued for f in k.flights))
        return cls(listed) if listed else None

    def before(self, day: date) -> Place:
        """What flew before a day."""
        end = bisect_right(self.listed, day - timedelta(days=1), key=lambda k: k.day)
        return Place(self.listed[max(0, end - MOST_COUNTED) : end])


@dataclass(frozen=True, slots=True)
class Place:
    """The latest launch days before a launch."""

    earlier: tuple[LaunchDay, ...]

    def days(self) -> list[date]:
        """All of them."""
        return [k.day for k in self.earlier]

    def ballistic(self) -> list[date]:
        """Those on which anything ballistic flew, space launches included."""
        return [k.day for k in self.earlier if k.classes & (BALLISTIC | {"slv"})]

    def counted(self, one: LaunchDay, *, of_a_kind: bool) -> list[list[date]]:
        """The ways to count: all launches, ballistic ones, those of the launch's own kind."""
        if not of_a_kind:
            return [self.days(), self.ballistic()]
        alike = [k.day for k in self.earlier if k.classes & one.classes]
        over = [k.day for k in self.earlier if k.overflew and one.overflew]
        return [self.days(), self.ballistic(), alike, over]

    def last(self, one: LaunchDay, *, of_a_kind: bool) -> list[date]:
        """The last day before, by each way to count."""
        return [found[-1] for found in self.counted(one, of_a_kind=of_a_kind) if found]


def fit(told: Sequence[Spacing], one: LaunchDay, series: Series) -> float:
    """Likelihood ratio of the phrases if they speak of this launch."""
    place = series.before(one.day)
    ratio = 1.0
    for spacing in told:
        ratio *= _FITS[spacing.kind](spacing, one, place)
    return ratio


def weekdays_fit(weekdays: Sequence[int], one: LaunchDay, series: Series) -> float:
    """Likelihood ratio of weekdays of other launches in the week before this one."""
    if not weekdays:
        return 1.0
    days = series.before(one.day).days()
    week = {d.isoweekday() for d in days if (one.day - d).days < 7}
    ratio = 1.0
    for weekday in weekdays:
        ratio *= 3.0 if weekday in week else 0.5
    return ratio


def _after(spacing: Spacing, one: LaunchDay, place: Place) -> float:
    """A launch so many days before, of the class that the phrase names if it names one."""
    found = 0.5
    for other in place.earlier:
        gap = abs((one.day - other.day).days - spacing.span)
        if gap > spacing.slack:
            continue
        if spacing.month and (spacing.month, spacing.day) != (other.day.month, other.day.day):
            continue
        exact = 1.0 if gap == 0 or spacing.slack > 1 else 0.5
        fits = not spacing.flown or any(
            class_fit(told, flown) > 1 for told in spacing.flown for flown in other.classes
        )
        exact *= 10.0 if spacing.month else 1.0
        found = max(found, exact * (12.0 if fits and spacing.flown else 4.0 if fits else 1.0))
    return found


def _first_in(spacing: Spacing, one: LaunchDay, place: Place) -> float:
    """The gap to the launch before, of any kind, ballistic, or of the same kind."""
    gaps = [
        abs((one.day - last).days - spacing.span)
        for last in place.last(one, of_a_kind=spacing.of_a_kind)
    ]
    nearest = min(gaps, default=10_000)
    return 8.0 if nearest <= spacing.slack / 2 else 2.0 if nearest <= spacing.slack else 0.3


def _nth_in(spacing: Spacing, one: LaunchDay, place: Place) -> float:
    inside = [d for d in place.days() if (one.day - d).days <= spacing.span]
    gap = abs(len(inside) + 1 - spacing.count)
    return (3.0, 1.5)[gap] if gap < 2 else 0.35


def _first_since(spacing: Spacing, one: LaunchDay, place: Place) -> float:
    found = 0.2 if spacing.month is None else 0.3
    for last in place.last(one, of_a_kind=spacing.of_a_kind):
        if spacing.year and spacing.year != last.year:
            continue
        if spacing.month is None:
            found = max(found, 6.0)
        elif spacing.month == last.month:
            exact = spacing.day is not None and abs(spacing.day - last.day) <= 1
            found = max(found, 40.0 if exact else 0.5 if spacing.day else 6.0)
    return found


def _nth_of_year(spacing: Spacing, one: LaunchDay, place: Place) -> float:
    ways = place.counted(one, of_a_kind=spacing.of_a_kind)
    return _nth(spacing, [1 + sum(d.year == one.day.year for d in found) for found in ways])


def _nth_of_month(spacing: Spacing, one: LaunchDay, place: Place) -> float:
    month = (one.day.year, one.day.month)
    ways = place.counted(one, of_a_kind=spacing.of_a_kind)
    return _nth(spacing, [1 + sum((d.year, d.month) == month for d in found) for found in ways])


def _nth(spacing: Spacing, counted: Sequence[int]) -> float:
    """Outlets count tests, launches and days differently, the more so the more there were."""
    gap = min(abs(c - spacing.count) for c in counted)
    slack = max(1, spacing.count // 6)
    return 5.0 if gap == 0 else 3.0 if gap <= slack else 1.0 if gap <= 2 * slack else 0.25


def _in_a_row(spacing: Spacing, one: LaunchDay, place: Place) -> float:
    """Launches on as many days on end."""
    days = set(place.days())
    run = 1
    while one.day - timedelta(days=run) in days:
        run += 1
    return 60.0 if run == spacing.count else 0.05


def _nth_since(spacing: Spacing, one: LaunchDay, place: Place) -> float:
    """The number of missiles since the last nuclear test."""
    tested = max((t for t in NUCLEAR_TESTS if t < one.day), default=None)
    if tested is None:
        return 0.05
    before = sum(max(k.counts, default=1) for k in place.earlier if k.day > tested)
    own = max(one.counts, default=1)
    return 15.0 if before < spacing.count <= before + own else 0.2


def _nth_since_day(spacing: Spacing, one: LaunchDay, place: Place) -> float:
    """The number of launch days from that day on."""
    since = [d for d in place.days() if (d.month, d.day) == (spacing.month, spacing.day)]
    if not since:
        return 0.2
    gap = abs(1 + sum(d >= since[-1] for d in place.days()) - spacing.count)
    return 20.0 if gap == 0 else 5.0 if gap == 1 else 0.2


def _this_week(spacing: Spacing, one: LaunchDay, place: Place) -> float:
    """More than one launch in the days before."""
    return 4.0 if sum((one.day - d).days < 7 for d in place.days()) > 1 else 0.3


def _another(spacing: Spacing, one: LaunchDay, place: Place) -> float:
    """A launch not long before."""
    return 1.8 if any((one.day - d).days <= 10 for d in place.days()) else 0.7


def _first(spacing: Spacing, one: LaunchDay, place: Place) -> float:
    """No launch of its class had come off before."""
    done = any(f.outcome != "failure" for k in place.earlier for f in k.flights
               if f.missile_class in one.classes & {"icbm", "slv"})  # fmt: skip
    return 0.3 if done else 5.0


_FITS: Final[dict[Kind, Callable[[Spacing, LaunchDay, Place], float]]] = {
    "after": _after,
    "last_week": _after,
    "first_in": _first_in,
    "nth_in": _nth_in,
    "first_since": _first_since,
    "nth_of_year": _nth_of_year,
    "nth_of_month": _nth_of_month,
    "in_a_row": _in_a_row,
    "nth_since": _nth_since,
    "nth_since_day": _nth_since_day,
    "last_was": _first_since,
    "this_week": _this_week,
    "another": _another,
    "first": _first,
}
