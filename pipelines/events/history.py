"""The life of every event, as rows that are only ever added: what keeps ids for ever.

`after` holds the row with the ids of its mentions (least first), so that the next build knows which
event a mention belonged to, and the timeline of any past day can be read back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any

from pipelines.model import LaunchEvent, Payload, Revision

_FIELDS = tuple(f.name for f in fields(LaunchEvent))
_PAYLOAD_FIELDS = tuple(f.name for f in fields(Payload))
_DATES = ("date_local", "earliest", "latest", "first_reported")


GONE = ("merged", "retracted")
REPORTED_AGAIN = "reported again"


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a history leaves: the last revision of each event, and who owns each mention.

    `members` are the mentions of an event when it last stood. Events that are gone own theirs for
    as long as no living event has them, so that one that comes back is known again.
    """

    last: Mapping[str, Revision] = field(default_factory=dict)
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    living: Mapping[str, str] = field(default_factory=dict)
    gone: Mapping[str, str] = field(default_factory=dict)

    def owner(self, mention_id: str) -> str | None:
        """The event that a mention belongs to, or belonged to when it was last placed."""
        return self.living.get(mention_id) or self.gone.get(mention_id)

    def alive(self) -> set[str]:
        """The events of the last build."""
        return {event_id for event_id, r in self.last.items() if r.change not in GONE}

    def extended(self, revisions: Iterable[Revision]) -> Ledger:
        """The state after some more revisions, in any order."""
        newest = {r.event_id: r for r in sorted(revisions, key=_order)}
        last = {**self.last, **newest}
        members, living = dict(self.members), dict(self.living)
        for event_id in newest:
            for mention_id in members.get(event_id, ()):
                if living.get(mention_id) == event_id:
                    del living[mention_id]
        for event_id, revision in newest.items():
            if row := revision.after or revision.before:
                members[event_id] = tuple(json.loads(row)["mention_ids"])
            if revision.change not in GONE:
                living |= dict.fromkeys(members[event_id], event_id)
        lost = sorted(e for e, r in last.items() if r.change in GONE)
        return Ledger(last, members, living, {m: e for e in lost for m in members.get(e, ())})


def _order(revision: Revision) -> tuple[str, int]:
    return revision.event_id, revision.revision


def as_known_on(revisions: Iterable[Revision], day: date) -> list[LaunchEvent]:
    """The timeline as the builds up to and on `day` knew it, oldest event first."""
    latest: dict[str, Revision] = {}
    for revision in sorted(revisions, key=_order):
        if revision.recorded_on <= day:
            latest[revision.event_id] = revision
    events = [event_of(r.after) for r in latest.values() if r.after]
    return sorted(events, key=lambda e: (e.earliest or date.max, e.event_id))


def row_of(event: LaunchEvent, mention_ids: Sequence[str]) -> str:
    """An event with the ids of its mentions as one line of JSON."""
    row = {name: _plain(getattr(event, name)) for name in _FIELDS}
    row["mention_ids"] = list(mention_ids)
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def event_of(row: str) -> LaunchEvent:
    """The event that `row_of` wrote."""
    cells = json.loads(row)
    values: dict[str, Any] = {name: cells[name] for name in _FIELDS}
    for name in _DATES:
        values[name] = date.fromisoformat(cells[name]) if cells[name] else None
    if cells["time_utc"]:
        values["time_utc"] = datetime.fromisoformat(cells["time_utc"])
    values["payloads"] = tuple(Payload(**p) for p in cells["payloads"])
    for name in ("missile_classes", "overflew", "disputed_fields"):
        values[name] = tuple(cells[name])
    return LaunchEvent(**values)


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, Payload):
        return {name: getattr(value, name) for name in _PAYLOAD_FIELDS}
    return value


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one event in a build; `after` is its new row, null where it is gone."""

    event_id: str
    after: str | None
    origin: str = ""
    into: str | None = None


def revisions(steps: Iterable[Step], known: Ledger, recorded_on: date) -> list[Revision]:
    """One revision for each step that changes something, in the order of event ids."""
    found = []
    for step in sorted(steps, key=lambda s: s.event_id):
        before = known.last.get(step.event_id)
        if (before.after if before else None) == step.after:
            continue
        change, reason = _change(step, before)
        found.append(
            Revision(
                event_id=step.event_id,
                revision=before.revision + 1 if before else 1,
                recorded_on=recorded_on,
                change=change,
                reason=reason,
                into=step.into,
                before=before.after if before else None,
                after=step.after,
            )
        )
    return found


def _change(step: Step, before: Revision | None) -> tuple[Any, str]:
    if step.into:
        return "merged", step.origin or "found to be one launch with the other"
    if step.after is None:
        return "retracted", step.origin or "no article tells of it any more"
    if before is None:
        return "minted", step.origin or "first report"
    if step.origin:
        return "split", step.origin
    if before.after is None:
        return "changed", REPORTED_AGAIN
    return "changed", _changed_fields(before.after, step.after)


def _changed_fields(before: str, after: str) -> str:
    old, new = json.loads(before), json.loads(after)
    names = [n for n in new if new[n] != old.get(n) and n != "mention_ids"]
    return "new: " + ", ".join(names) if names else "other words of the same articles"
