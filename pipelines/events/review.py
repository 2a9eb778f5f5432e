"""What a person should decide next, as rulings that need only a name, a day and a yes.

Every question is a row in the columns of seeds/rulings.csv: author and day are empty, the reason
says what is in question. Filled in and appended there, it is a ruling; left out, nothing changes.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import timedelta
from hashlib import sha256
from typing import TextIO

from pipelines.events.classes import Relation, nearest
from pipelines.events.evidence import EVIDENCE_OF
from pipelines.events.salvo import counts_fit
from pipelines.model import Evidence, Issue, LaunchEvent, LaunchMention
from pipelines.seeds import Ruling

WORTH: Mapping[str, float] = {
    "status": 5.0,
    "near_miss": 4.0,
    "missile_classes": 3.0,
    "count_low": 3.0,
    "outcome": 3.0,
    "ambiguous": 2.0,
    "other": 1.0,
}
"""How much an answer is worth: whether there was a launch, then how many, then what flew."""

COLUMNS = tuple(f.name for f in fields(Ruling))


@dataclass(frozen=True, slots=True)
class Question:
    """A ruling that waits for its author. `worth` grows with the sources that hang on it."""

    worth: float
    ruling: str
    subject: str
    reason: str
    object: str | None = None
    field: str | None = None
    value: str | None = None

    @property
    def ruling_id(self) -> str:
        """The same question has the same id in every build."""
        asked = (self.ruling, self.subject, self.object, self.field)
        return "r-" + sha256(repr(asked).encode()).hexdigest()[:10]


def questions(
    events: Sequence[LaunchEvent],
    evidence: Iterable[Evidence],
    mentions: Mapping[str, LaunchMention],
    issues: Iterable[Issue],
    rulings: Iterable[Ruling] = (),
) -> list[Question]:
    """All open questions, most valuable first; what a ruling answered is not asked again."""
    rows: dict[str, list[Evidence]] = {}
    for row in evidence:
        rows.setdefault(row.event_id, []).append(row)
    found = [
        *(q for e in events for q in _disputes(e, rows.get(e.event_id, []))),
        *_near_misses(events, rows),
        *_open(issues, mentions, {e.event_id: e for e in events}),
    ]
    answered = {r.ruling_id for r in rulings}
    asked = (q for q in found if q.ruling_id not in answered)
    return sorted(asked, key=lambda q: (-q.worth, q.subject, q.field or "", q.object or ""))


def write(asked: Iterable[Question], file: TextIO) -> None:
    """Questions as CSV in the columns of seeds/rulings.csv."""
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for question in asked:
        row = {name: getattr(question, name, None) or "" for name in COLUMNS}
        writer.writerow(row)


def _worth(kind: str, sources: int) -> float:
    return WORTH.get(kind, WORTH["other"]) * (1 + min(sources, 20) / 20)


def _disputes(event: LaunchEvent, rows: Sequence[Evidence]) -> Iterator[Question]:
    if event.status == "disputed":
        denials = [r.mention_id for r in rows if r.field == "event" and r.link == "contradicts"]
        yield Question(
            _worth("status", event.sources),
            "set_field",
            event.event_id,
            f"whether there was a launch is denied by {', '.join(denials)}",
            field="status",
            value="disputed",
        )
    for name in event.disputed_fields:
        settled = getattr(event, name)
        value = "; ".join(settled) if isinstance(settled, tuple) else str(settled)
        yield Question(
            _worth(name, event.sources),
            "set_field",
            event.event_id,
            f"sources differ: {_sides(rows, EVIDENCE_OF[name])}",
            field=name,
            value="" if settled is None else value,
        )


def _sides(rows: Iterable[Evidence], field: str) -> str:
    """Who says what: "says 2 (3 mentions); says 3 (a-...)"."""
    sides: dict[str, list[str]] = {}
    for row in rows:
        if row.field == field:
            sides.setdefault(row.reason, []).append(row.mention_id)
    return "; ".join(
        f"{said} ({ids[0] if len(ids) == 1 else f'{len(ids)} mentions'})"
        for said, ids in sorted(sides.items(), key=lambda s: -len(s[1]))
    )


def _near_misses(
    events: Sequence[LaunchEvent], rows: Mapping[str, Sequence[Evidence]]
) -> Iterator[Question]:
    """Pairs of events that may be one: a day apart, one of them known to a single source."""
    dated = sorted(
        (e for e in events if e.earliest is not None), key=lambda e: (e.launcher, e.earliest)
    )
    for i, one in enumerate(dated):
        for other in dated[i + 1 :]:
            if other.launcher != one.launcher or not _close(one, other):
                break
            if _may_be_one(one, other) and not _articles(rows, one) & _articles(rows, other):
                lone, known = sorted((one, other), key=lambda e: (e.sources, e.event_id))
                yield Question(
                    _worth("near_miss", known.sources),
                    "same",
                    known.event_id,
                    f"{known.edtf} ({_sources(known)}) and {lone.edtf} ({_sources(lone)}) may be "
                    "one launch with a slip in the day or the place",
                    object=lone.event_id,
                )


def _sources(event: LaunchEvent) -> str:
    return f"{event.sources} source" + "s" * (event.sources != 1)


def _close(one: LaunchEvent, later: LaunchEvent) -> bool:
    assert one.latest is not None and later.earliest is not None
    return later.earliest - one.latest <= timedelta(days=1)


def _may_be_one(one: LaunchEvent, other: LaunchEvent) -> bool:
    """Whether one slip, in the day or in the place, may be all that keeps two events apart."""
    related = nearest(one.missile_classes, other.missile_classes)
    if min(one.sources, other.sources) > 1 or related is None or related is Relation.DIFFERENT:
        return False
    sites = {e.site_id for e in (one, other) if e.site_id}
    if one.edtf != other.edtf and len(sites) > 1:
        return False
    if one.count_low is None or other.count_low is None:
        return True
    return counts_fit((one.count_low, one.count_high), (other.count_low, other.count_high))


def _articles(rows: Mapping[str, Sequence[Evidence]], event: LaunchEvent) -> set[str]:
    return {r.article_id for r in rows.get(event.event_id, ())}


def _open(
    issues: Iterable[Issue],
    mentions: Mapping[str, LaunchMention],
    events: Mapping[str, LaunchEvent],
) -> Iterator[Question]:
    """Reports that found and joined no event: which launch they mean, or on which day it was."""
    for issue in issues:
        mention = mentions.get(issue.place or "")
        if mention is None:
            continue
        quote = f"“{' '.join(mention.quote.split())}”"
        worth = _worth("ambiguous" if mention.role == "main" else "other", 1)
        candidates = [e for e in _EVENT_ID.findall(issue.detail) if e in events]
        if issue.code == "ambiguous_event" and candidates:
            choice = ", ".join(f"{e} ({events[e].edtf})" for e in candidates)
            asked = f"which launch is {quote}: {choice}?"
            yield Question(worth, "same", mention.mention_id, asked, object=candidates[0])
        elif issue.code == "undated_launch" and mention.role == "main":
            asked = f"on which day was {quote}, told with {mention.edtf or 'no date'}?"
            yield Question(worth, "set_field", mention.mention_id, asked, field="date_local")


_EVENT_ID = re.compile(r"e-[0-9a-f]{12}")
