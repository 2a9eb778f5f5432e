"""Group -> one event row and the evidence for each of its values.

A value is what most independent voices give. What they disagree on is named in `disputed_fields`;
`evidence` holds both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from pipelines.events import consensus
from pipelines.events.compare import Gazetteer
from pipelines.events.evidence import evidence
from pipelines.events.groups import Group
from pipelines.events.reports import Report
from pipelines.events.salvo import Count, salvo
from pipelines.model import (
    FOUNDING_STATUSES,
    Evidence,
    LaunchEvent,
    LaunchMention,
    MissileClass,
    Payload,
    Precision,
)
from pipelines.seeds import Claimant

UNKNOWN_DATE = "XXXX"
"""EDTF of an event whose year no article gives."""


@dataclass(frozen=True, slots=True)
class Folded:
    """One event with its evidence, sorted by mention and field."""

    event: LaunchEvent
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What folding needs beside the group. `seas` are places that do not lie in one another."""

    claimants: Mapping[str, Claimant]
    gazetteer: Gazetteer
    seas: frozenset[str] = frozenset()


def fold(group: Group, event_id: str, knowledge: Knowledge) -> Folded:
    """The event of one group under its id."""
    founding = [r for r in group.reports if r.founding]
    values: dict[str, Any] = {}
    disputed: list[str] = []
    _what_flew(founding, values, disputed)
    _where_and_how(founding, values, disputed, knowledge.seas)
    if any(r.one_day and r.first != group.first for r in founding):
        disputed.append("date_local")
    site = knowledge.gazetteer.sites.get(values["site_id"] or "")
    published = [r.published for r in founding if r.published is not None]
    event = LaunchEvent(
        event_id=event_id,
        launcher=group.launcher,
        **_when(group, founding),
        **values,
        latitude=site.latitude if site else None,
        longitude=site.longitude if site else None,
        site_uncertainty_km=site.uncertainty_km if site else None,
        status=_status(group, founding, knowledge.claimants),
        disputed_fields=tuple(sorted(disputed)),
        articles=len({r.article_id for r in founding}),
        sources=len({r.voice for r in founding}),
        first_reported=min(published, default=None),
        confidence=_confidence(founding),
    )
    return Folded(event, tuple(evidence(group, event, knowledge.seas)))


def _telling(reports: Iterable[Report]) -> Iterator[tuple[LaunchMention, str]]:
    """The mentions that found an event, each with its voice."""
    for report in reports:
        for mention in report.mentions:
            if mention.status in FOUNDING_STATUSES:
                yield mention, report.voice


def _what_flew(founding: Sequence[Report], values: dict[str, Any], disputed: list[str]) -> None:
    classes, differ = consensus.classes(founding)
    exact = frozenset(classes)
    totals = [(c, r.voice) for r in founding for c in r.facts.counts if _speaks_of_all(r, exact)]
    total, counts_differ = consensus.count(totals)
    if differ:
        disputed.append("missile_classes")
    if counts_differ:
        disputed.append("count_low")
    values["missile_classes"] = classes
    values["payloads"] = _payloads(founding, classes, total)
    values["count_low"], values["count_high"] = total or (None, None)


def _speaks_of_all(report: Report, exact: frozenset[MissileClass]) -> bool:
    """Whether the report counts the whole salvo and not one class of several."""
    said = report.facts.classes
    return len(exact) < 2 or said >= exact or not said & exact


def _payloads(
    founding: Sequence[Report],
    classes: Sequence[MissileClass],
    total: Count | None,
) -> tuple[Payload, ...]:
    """One row a class and designation that flew; a class of several names has a row for each."""
    said = list(_telling(founding))
    found = []
    for missile_class in classes:
        if len(classes) == 1:
            own = [(m, v) for m, v in said if consensus.stands(m.missile_class, classes)]
        else:
            own = [(m, v) for m, v in said if m.missile_class == missile_class]
        names = consensus.by_voice((m.designation, v) for m, v in own if m.designation)
        count = total
        if len(classes) > 1:
            count = consensus.count(_class_counts(founding, missile_class))[0]
        found.append(
            Payload(
                missile_class=missile_class,
                designation=consensus.favourite(names),
                count_low=count[0] if count else None,
                count_high=count[1] if count else None,
                range_km=consensus.measure((m.range_km, v) for m, v in own if m.range_km)[0],
                apogee_km=consensus.measure((m.apogee_km, v) for m, v in own if m.apogee_km)[0],
            )
        )
    return tuple(found)


def _class_counts(
    founding: Iterable[Report], missile_class: MissileClass
) -> Iterator[tuple[Count, str]]:
    for report in founding:
        telling = [m for m in report.mentions if m.status in FOUNDING_STATUSES]
        count = salvo(telling).get(missile_class)
        if count is not None:
            yield count, report.voice


def _where_and_how(
    founding: Sequence[Report], values: dict[str, Any], disputed: list[str], seas: frozenset[str]
) -> None:
    said = list(_telling(founding))
    outcomes = consensus.by_voice((m.outcome, v) for m, v in said if m.outcome != "unknown")
    sites = consensus.by_voice((m.site_id, v) for m, v in said if m.site_id)
    landings = consensus.by_voice((m.landing, v) for m, v in said if m.landing)
    times = consensus.by_voice((m.time_utc, v) for m, v in said if m.time_utc)
    values["outcome"] = consensus.favourite(outcomes) or "unknown"
    values["site_id"] = consensus.favourite(sites)
    values["landing"] = consensus.favourite(landings)
    values["time_utc"] = _earliest_favourite(times)
    values["overflew"] = tuple(sorted({s for r in founding for s in r.facts.overflew}))
    for name in ("range_km", "apogee_km"):
        votes = [(value, v) for m, v in said if (value := getattr(m, name)) is not None]
        values[name], differ = consensus.measure(votes)
        if differ:
            disputed.append(name)
    sides: dict[str, Set[Any]] = {
        "outcome": set(outcomes),
        "site_id": set(sites),
        "landing": seas & landings.keys(),
    }
    disputed += [name for name, values_said in sides.items() if len(values_said) > 1]


def _earliest_favourite(times: Mapping[datetime, int]) -> datetime | None:
    """The clock time of most voices; of equals the earliest, with which the salvo began."""
    return min(times, key=lambda t: (-times[t], t), default=None)


def _when(group: Group, founding: Sequence[Report]) -> dict[str, Any]:
    """The date columns: the narrowest days that a report gives, never a day of publication."""
    if group.first is None or group.last is None:
        given = [m.edtf for m, _ in _telling(founding) if m.edtf]
        return {"edtf": given[0] if given else UNKNOWN_DATE, "precision": "vague"}
    earliest, latest = date.fromordinal(group.first), date.fromordinal(group.last)
    if earliest == latest:
        named = any(r.one_day for r in founding)
        return {
            "date_local": earliest if named else None,
            "earliest": earliest,
            "latest": latest,
            "edtf": earliest.isoformat(),
            "precision": "day",
        }
    edtf = f"{earliest.isoformat()}/{latest.isoformat()}"
    for mention, _ in _telling(founding):
        if mention.edtf and (mention.earliest, mention.latest) == (earliest, latest):
            edtf = mention.edtf
            break
    precision: Precision = _PRECISION_OF_LENGTH.get(len(edtf), "period")
    return {"earliest": earliest, "latest": latest, "edtf": edtf, "precision": precision}


_PRECISION_OF_LENGTH: Mapping[int, Precision] = {4: "year", 7: "month"}
"""EDTF of one year is YYYY, of one month YYYY-MM; all else that is no day is a period."""


def _status(
    group: Group, founding: Sequence[Report], claimants: Mapping[str, Claimant]
) -> Literal["confirmed", "claimed", "unconfirmed", "disputed"]:
    """Two independent voices or an official one confirm; the launcher's own word is a claim."""
    if any(m.status == "denied" for r in group.reports for m in r.mentions):
        return "disputed"
    firm = [(m, v) for m, v in _telling(founding) if m.status != "suspected"]
    if not firm:
        return "unconfirmed"
    for mention, _ in firm:
        claimant = claimants.get(mention.claimant or "")
        if claimant and claimant.official and claimant.state != group.launcher:
            return "confirmed"
    own = {c.claimant_id for c in claimants.values() if c.state == group.launcher}
    independent = {v for m, v in firm if m.claimant not in own}
    return "confirmed" if len(independent) > 1 else "claimed"


def _confidence(founding: Sequence[Report]) -> float:
    """Probability that not every voice is wrong, were they independent; at most 0.99."""
    best: dict[str, float] = {}
    for mention, voice in _telling(founding):
        best[voice] = max(best.get(voice, 0.0), mention.confidence)
    wrong = 1.0
    for confidence in best.values():
        wrong *= 1 - confidence
    return round(min(0.99, 1 - wrong), 3)
