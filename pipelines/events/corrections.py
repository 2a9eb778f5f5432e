"""Fields of an event as a person set them, with all that follows from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, get_args, get_type_hints

from pipelines.events.compare import Gazetteer
from pipelines.events.evidence import EVIDENCE_OF
from pipelines.events.fold import Folded
from pipelines.events.rulings import no_effect
from pipelines.model import (
    Evidence,
    Issue,
    LaunchEvent,
    LaunchMention,
    MissileClass,
    Outcome,
    Payload,
)
from pipelines.seeds import Ruling

Correction = tuple[Ruling, LaunchMention]
"""A ruling that sets a field, and the words whose event it means."""


def corrected(
    folded: Folded, corrections: Iterable[Correction], gazetteer: Gazetteer
) -> tuple[Folded, list[Issue]]:
    """An event with its fields as people set them, in the order of their rulings.

    Of two that set one field the later wins. What cannot be followed is an issue: a field that
    nobody can set, a value that does not fit it, a ruling that a later one overrules.
    """
    corrections = list(corrections)
    last = {ruling.field: ruling for ruling, _ in corrections}
    issues = []
    for ruling, mention in corrections:
        if last[ruling.field] is not ruling:
            by = last[ruling.field].ruling_id
            issues.append(no_effect(ruling, f"ruling {by} sets the same field later"))
            continue
        try:
            folded = _set(folded, ruling, mention, gazetteer)
        except ValueError as error:
            issues.append(no_effect(ruling, str(error)))
    return folded, issues


def _set(folded: Folded, ruling: Ruling, mention: LaunchMention, gazetteer: Gazetteer) -> Folded:
    """The event with one field set, and the evidence row that says so; ValueError if it cannot."""
    name = ruling.field or ""
    if name not in _SETTABLE:
        raise ValueError(f"{name!r} is none of {', '.join(sorted(_SETTABLE))}")
    value = _SETTABLE[name](ruling.value) if ruling.value else None
    event = folded.event
    changes = {name: value, **_following(event, name, value, gazetteer)}
    settled = tuple(f for f in event.disputed_fields if EVIDENCE_OF[f] != EVIDENCE_OF[name])
    row = Evidence(
        event_id=event.event_id,
        mention_id=mention.mention_id,
        field=EVIDENCE_OF[name],
        article_id=mention.article_id,
        link="supports",
        score=1.0,
        reason=f"set by {ruling.author} on {ruling.day}: {ruling.reason}",
        ruling_id=ruling.ruling_id,
    )
    others = [e for e in folded.evidence if (e.mention_id, e.field) != (row.mention_id, row.field)]
    ordered = sorted([*others, row], key=lambda e: (e.mention_id, e.field))
    return Folded(replace(event, disputed_fields=settled, **changes), tuple(ordered))


def _following(event: LaunchEvent, name: str, value: Any, gazetteer: Gazetteer) -> dict[str, Any]:
    """What else is so when a field has a value."""
    if name == "date_local" and value:
        return {"earliest": value, "latest": value, "edtf": str(value), "precision": "day"}
    if name == "site_id":
        site = gazetteer.sites.get(value)
        if value and site is None:
            raise ValueError(f"{value!r} is no site of seeds/lexicon/sites.csv")
        names = ("latitude", "longitude", "uncertainty_km")
        place = {n: getattr(site, n, None) for n in names}
        return {"site_uncertainty_km": place.pop("uncertainty_km"), **place}
    if name == "missile_classes":
        return {"payloads": tuple(_payload_of(event, c, len(value or ())) for c in value or ())}
    changes: dict[str, Any] = {}
    if name == "count_low" and value is not None:
        changes["count_high"] = None if event.count_high is None else max(value, event.count_high)
    if name == "count_high" and value is not None and event.count_low is not None:
        changes["count_low"] = min(value, event.count_low)
    if len(event.payloads) == 1 and name in _OF_PAYLOAD:
        own = {n: v for n, v in {**changes, name: value}.items() if n in _OF_PAYLOAD}
        changes["payloads"] = (replace(event.payloads[0], **own),)
    return changes


_OF_PAYLOAD = ("count_low", "count_high", "range_km", "apogee_km")


def _payload_of(event: LaunchEvent, missile_class: MissileClass, classes: int) -> Payload:
    """What flew of a class: as known, under another class if only one flew by either account."""
    if classes == len(event.payloads) == 1:
        return replace(event.payloads[0], missile_class=missile_class)
    known = (p for p in event.payloads if p.missile_class == missile_class)
    return next(known, Payload(missile_class=missile_class))


def gives_day(ruling: Ruling) -> bool:
    """Whether a ruling says on which day a launch was."""
    try:
        return ruling.field == "date_local" and bool(date.fromisoformat(ruling.value or ""))
    except ValueError:
        return False


def _one_of(words: Any) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in get_args(words):
            raise ValueError(f"{value!r} is none of {', '.join(get_args(words))}")
        return value

    return check


def _instant(value: str) -> datetime:
    instant = datetime.fromisoformat(value)
    if instant.tzinfo is None:
        raise ValueError(f"{value!r} names no time zone")
    return instant


def _classes(value: str) -> tuple[str, ...]:
    return tuple(_one_of(MissileClass)(part.strip()) for part in value.split(";"))


_SETTABLE: Mapping[str, Callable[[str], Any]] = {
    "launcher": str,
    "date_local": date.fromisoformat,
    "time_utc": _instant,
    "missile_classes": _classes,
    "count_low": int,
    "count_high": int,
    "site_id": str,
    "landing": str,
    "range_km": float,
    "apogee_km": float,
    "outcome": _one_of(Outcome),
    "status": _one_of(get_type_hints(LaunchEvent)["status"]),
}
