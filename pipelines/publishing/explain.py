"""One event, from the row down to the words: which article, which quote, how each date follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipelines import tables
from pipelines.model import (
    DateExpression,
    Evidence,
    LaunchEvent,
    LaunchMention,
    Revision,
)
from pipelines.publishing.names import Names
from pipelines.publishing.sentences import around
from pipelines.publishing.words import FIELDS, date_words, day_words, flown_words, number_of


@dataclass(frozen=True, slots=True)
class Explanation:
    """An event with everything that it rests on."""

    event: LaunchEvent
    evidence: Sequence[Evidence]
    mentions: Mapping[str, LaunchMention]
    expressions: Mapping[str, DateExpression]
    articles: Mapping[str, Mapping[str, Any]]
    history: Sequence[Revision]


def explanation(built: Mapping[str, pa.Table], event_id: str) -> Explanation | None:
    """Gather what the tables know of an event; None where they hold no event of that id."""
    events = tables.LAUNCH_EVENTS.values(_where(built["launch_events"], "event_id", [event_id]))
    if not events:
        return None
    evidence = tables.EVENT_EVIDENCE.values(_where(built["event_evidence"], "event_id", [event_id]))
    mentions = tables.LAUNCH_MENTIONS.values(
        _where(built["launch_mentions"], "mention_id", {e.mention_id for e in evidence})
    )
    expressions = tables.DATE_EXPRESSIONS.values(
        _where(
            built["date_expressions"],
            "expression_id",
            {m.expression_id for m in mentions},
        )
    )
    articles = tables.ARTICLES.rows(
        _where(built["articles"], "article_id", {m.article_id for m in mentions})
    )
    history = tables.EVENT_HISTORY.values(_where(built["event_history"], "event_id", [event_id]))
    return Explanation(
        event=events[0],
        evidence=evidence,
        mentions={m.mention_id: m for m in mentions},
        expressions={e.expression_id: e for e in expressions},
        articles={a["article_id"]: a for a in articles},
        history=history,
    )


def successor(built: Mapping[str, pa.Table], event_id: str) -> str | None:
    """The event that a merged one is now, following redirects; None where there is none."""
    history = tables.EVENT_HISTORY.values(built["event_history"])
    into: dict[str, str] = {r.event_id: r.into for r in history if r.change == "merged" and r.into}
    found: str | None = into.pop(event_id, None)
    while found and (further := into.pop(found, None)):
        found = further
    return found


def lines(explained: Explanation, names: Names | None = None) -> Iterator[str]:
    """The explanation as plain text, one line at a time: the event, then article by article."""
    names = names or Names()
    yield from _event_lines(explained.event, names)
    pieces: dict[str, list[Evidence]] = defaultdict(list)
    for piece in explained.evidence:
        pieces[piece.mention_id].append(piece)
    told: dict[str, list[LaunchMention]] = defaultdict(list)
    for mention in sorted(explained.mentions.values(), key=lambda m: (m.article_id, m.start)):
        told[mention.article_id].append(mention)
    in_order = sorted(told, key=lambda i: (explained.articles[i]["published_date"] or date.max, i))
    for number, article_id in enumerate(in_order, start=1):
        yield ""
        yield from _article_lines(number, explained.articles[article_id])
        for mention in told[article_id]:
            yield from _mention_lines(mention, explained)
            yield from _evidence_lines(pieces[mention.mention_id])
    yield ""
    yield "History of this row"
    for step in explained.history:
        into = f" into {step.into}" if step.into else ""
        yield f"  {day_words(step.recorded_on)}: {step.change}{into}, {step.reason}"


def _event_lines(event: LaunchEvent, names: Names) -> Iterator[str]:
    row = asdict(event)
    launcher = names.states.get(event.launcher, event.launcher)
    yield f"{event.event_id}  {date_words(row)}: {launcher}, {flown_words(row)}"
    known = [event.status, f"confidence {event.confidence:.2f}"]
    if event.outcome != "unknown":
        known.insert(1, f"outcome {event.outcome}")
    rests = [number_of(event.articles, "article"), number_of(event.sources, "independent source")]
    yield f"  {', '.join(known)}; rests on {', '.join(rests)}"
    over = ", ".join(names.states.get(s, s) for s in event.overflew)
    where = {"from": names.sites.get(event.site_id or "", event.site_id),
             "over": over,
             "came down in": names.places.get(event.landing or "", event.landing)}  # fmt: skip
    if any(where.values()):
        yield f"  {', '.join(f'{word} {place}' for word, place in where.items() if place)}"
    for field in dict.fromkeys(FIELDS.get(f, f) for f in event.disputed_fields):
        yield f"  sources disagree on {field}"


def _article_lines(number: int, article: Mapping[str, Any]) -> Iterator[str]:
    title = article["title"] or article["text"].lstrip().partition("\n")[0][:80]
    yield f"[{number}] {title}"
    day = article["published_date"]
    dated = f"{day_words(day)} ({article['published_basis']})" if day else "day not known"
    yield f"    {article['publisher'] or 'publisher not known'}, {dated}; {article['source']}"
    yield from (f"      - {reason}" for reason in article["published_reasons"])


def _mention_lines(mention: LaunchMention, explained: Explanation) -> Iterator[str]:
    text = explained.articles[mention.article_id]["text"]
    yield f"    “{_in_context(text, mention.start, mention.end)}”"
    expression = explained.expressions.get(mention.expression_id or "")
    if expression:
        value = expression.edtf or expression.timex_value
        yield f"      date: “{_line(expression.text)}” is {value}: {expression.derivation}"
    elif mention.reported:
        yield "      date: none stated; at most three days that end with the day of the report"


def _in_context(text: str, start: int, end: int) -> str:
    """The sentence around a quote, the quote itself in brackets."""
    first, last = around(text, start, end)
    return _line(f"{text[first:start]}[{text[start:end]}]{text[end:last]}")


def _line(text: str) -> str:
    return " ".join(text.split())


def _evidence_lines(pieces: Sequence[Evidence]) -> Iterator[str]:
    """What the words do for the event: linked by, supports these values, contradicts those."""
    said: dict[str, list[str]] = defaultdict(list)
    for piece in pieces:
        value = piece.reason.removeprefix("says ")
        if piece.field == "event":
            said["linked by" if piece.link == "supports" else piece.link].append(value)
        else:
            said[piece.link].append(f"{FIELDS.get(piece.field, piece.field)}: {value}")
    for link in ("linked by", "supports", "contradicts", "background"):
        if said[link]:
            yield f"      {link} {'; '.join(said[link])}"


def _where(table: pa.Table, column: str, values: Collection[str | None]) -> pa.Table:
    wanted = pa.array(sorted(v for v in values if v), type=pa.string())
    return table.filter(pc.is_in(table[column], value_set=wanted))
