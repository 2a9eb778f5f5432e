"""People's decisions, made fit for the rules: every id turned into a mention that still stands.

An event id names the event's least mention: by the ledger where it knows the event, otherwise by
the hash that minted it. So a ruling on an event holds in a clean rebuild as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from pipelines.events.identity import mint
from pipelines.model import Issue, LaunchMention
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
        paired = ruling.ruling in ("same", "different")
        if paired and not ruling.object:
            issues.append(_stale(ruling, "it names one launch where it takes two"))
        elif first is None or (paired and second is None):
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
