"""People's decisions, made fit for the rules: every id turned into a mention that still stands.

An event id names the event's least mention: by the ledger where it knows the event, otherwise by
the hash that minted it. So a ruling on an event holds in a clean rebuild as well.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, get_args, get_type_hints

from pipelines.events.evidence import EVIDENCE_OF
from pipelines.events.fold import Folded
from pipelines.events.identity import mint
from pipelines.model import Evidence, Issue, LaunchEvent, LaunchMention, MissileClass, Outcome
from pipelines.seeds import Ruling


@dataclass(frozen=True, slots=True)
class Orders:
    """What the rulings demand, in mentions. Pairs and mentions stand beside their ruling."""

    no_launch: Mapping[str, Ruling]
    no_event: tuple[tuple[Ruling, str], ...]
    same: tuple[tuple[Ruling, str, str], ...]
    different: tuple[tuple[Ruling, str, str], ...]
    fields: tuple[tuple[Ruling, str], ...]
    issues: tuple[Issue, ...]


def withdrawn(rulings: Iterable[Ruling]) -> frozenset[str]:
    """The articles that leave the timeline with all they say."""
    return frozenset(r.subject for r in rulings if r.ruling == "withdraw")


def orders(
    rulings: Iterable[Ruling],
    known: Mapping[str, LaunchMention],
    members: Mapping[str, tuple[str, ...]],
) -> Orders:
    """Sort rulings by what they demand; one whose ids name nothing any more is an issue."""
    rulings = tuple(rulings)
    wanted = {i for r in rulings for i in (r.subject, r.object) if i and i.startswith("e-")}
    anchors = _anchors(wanted, known, members)

    def mention_of(subject: str | None) -> str | None:
        subject = anchors.get(subject or "", subject)
        return subject if subject in known else None

    issues, no_launch = [], {}
    no_event, setting = [], []
    same: list[tuple[Ruling, str, str]] = []
    different: list[tuple[Ruling, str, str]] = []
    for ruling in rulings:
        first, second = mention_of(ruling.subject), mention_of(ruling.object)
        if ruling.ruling == "withdraw":
            continue
        if first is None or (ruling.ruling in ("same", "different") and second is None):
            issues.append(_stale(ruling, "it names nothing that the articles still say"))
        elif ruling.ruling == "set_field":
            setting.append((ruling, first))
        elif ruling.ruling == "not_an_event" and ruling.subject in known:
            no_launch[first] = ruling
        elif ruling.ruling == "not_an_event":
            no_event.append((ruling, first))
        elif second is not None:
            (same if ruling.ruling == "same" else different).append((ruling, first, second))
    return Orders(
        no_launch, tuple(no_event), tuple(same), tuple(different), tuple(setting), tuple(issues)
    )


def _anchors(
    wanted: Collection[str],
    known: Mapping[str, LaunchMention],
    members: Mapping[str, tuple[str, ...]],
) -> dict[str, str]:
    """Event id -> the least of its mentions that still stands."""
    found = {
        e: mention
        for e in wanted
        if (mention := next((m for m in members.get(e, ()) if m in known), None))
    }
    if missing := set(wanted) - set(found):
        found |= {e: m for m in known if (e := mint(m)) in missing}
    return found


def stale_withdrawals(rulings: Iterable[Ruling], articles: Collection[str]) -> list[Issue]:
    """Withdrawals of articles that were never there: `articles` are all that are known."""
    return [
        _stale(r, "no such article was read")
        for r in rulings
        if r.ruling == "withdraw" and r.subject not in articles
    ]


def _stale(ruling: Ruling, why: str) -> Issue:
    return Issue(
        stage="events",
        code="stale_ruling",
        detail=f"ruling {ruling.ruling_id} ({ruling.ruling}) has no effect: {why}",
        place=ruling.ruling_id,
    )


def no_effect(ruling: Ruling, why: str) -> Issue:
    """A ruling that applies to something and yet cannot be followed."""
    return _stale(ruling, why)


def set_field(folded: Folded, ruling: Ruling, mention: LaunchMention) -> Folded:
    """An event with one field as a person set it, and the evidence row that says so.

    Raises ValueError where the field cannot be set or the value does not fit it.
    """
    name = ruling.field or ""
    if name not in _SETTABLE:
        raise ValueError(f"{name!r} is none of {', '.join(sorted(_SETTABLE))}")
    value = _SETTABLE[name](ruling.value) if ruling.value else None
    changes: dict[str, Any] = {name: value}
    if name == "date_local" and value:
        changes |= {"earliest": value, "latest": value, "edtf": str(value), "precision": "day"}
    event = folded.event
    undisputed = tuple(f for f in event.disputed_fields if f != EVIDENCE_OF[name])
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
    return Folded(replace(event, disputed_fields=undisputed, **changes), tuple(ordered))


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
