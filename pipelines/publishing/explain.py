"""One event, from the row down to the words: which article, which quote, how each date follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
from pipelines.publishing.show import count_words, payload_words

SENTENCE_ENDS = (". ", ".\n", "\n\n")
CONTEXT_CHARS = 240
"""Most code points shown on either side of a quote."""


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


def lines(explained: Explanation) -> Iterator[str]:
    """The explanation as plain text, one line at a time."""
    yield from _event_lines(explained.event)
    by_mention: dict[str, list[Evidence]] = defaultdict(list)
    for piece in explained.evidence:
        by_mention[piece.mention_id].append(piece)
    for number, mention_id in enumerate(sorted(by_mention), start=1):
        yield ""
        mention = explained.mentions[mention_id]
        yield from _mention_lines(number, mention, explained)
        yield from _evidence_lines(by_mention[mention_id])
    yield ""
    yield "History"
    for step in explained.history:
        into = f" into {step.into}" if step.into else ""
        yield f"  {step.recorded_on} {step.change}{into}: {step.reason}"


def _event_lines(event: LaunchEvent) -> Iterator[str]:
    count = count_words(event.count_low, event.count_high)
    words = (event.event_id, event.edtf, event.launcher, count, payload_words(event))
    yield "  ".join(word for word in words if word)
    yield (
        f"  status {event.status}, outcome {event.outcome}, confidence {event.confidence:.2f}; "
        f"{event.articles} articles, {event.sources} independent sources"
    )
    for field in event.disputed_fields:
        yield f"  in dispute: {field}"


def _mention_lines(number: int, mention: LaunchMention, explained: Explanation) -> Iterator[str]:
    article = explained.articles[mention.article_id]
    yield f"[{number}] {article['publisher'] or 'publisher not known'}: {article['title'] or ''}"
    yield f"    {article['source']}, characters {mention.start}-{mention.end}"
    day = article["published_date"] or "day not known"
    yield f"    published {day} ({article['published_basis']})"
    yield from (f"      {reason}" for reason in article["published_reasons"])
    yield f"    “{_in_context(article['text'], mention.start, mention.end)}”"
    expression = explained.expressions.get(mention.expression_id or "")
    if expression:
        yield f"    date: “{_line(expression.text)}” is {expression.edtf or expression.timex_value}"
        yield f"      {expression.derivation} (rule {expression.rule})"
    elif mention.reported:
        yield "    date: none stated; at most three days that end with the day of the report"


def _in_context(text: str, start: int, end: int) -> str:
    """The sentence around a quote, the quote itself in brackets."""
    stops = [at + len(stop) for stop in SENTENCE_ENDS if (at := text.rfind(stop, 0, start)) >= 0]
    before = max(stops, default=0)
    after = min([at for stop in SENTENCE_ENDS if (at := text.find(stop, end)) >= 0] or [len(text)])
    before, after = max(before, start - CONTEXT_CHARS), min(after + 1, end + CONTEXT_CHARS)
    return _line(f"{text[before:start]}[{text[start:end]}]{text[end:after]}")


def _line(text: str) -> str:
    return " ".join(text.split())


def _evidence_lines(pieces: Sequence[Evidence]) -> Iterator[str]:
    fields: dict[tuple[str, str], list[str]] = defaultdict(list)
    for piece in pieces:
        fields[piece.link, piece.reason].append(piece.field)
    for (link, reason), names in sorted(fields.items()):
        yield f"    {link} {', '.join(sorted(names))}: {reason}"


def _where(table: pa.Table, column: str, values: Collection[str | None]) -> pa.Table:
    wanted = pa.array(sorted(v for v in values if v), type=pa.string())
    return table.filter(pc.is_in(table[column], value_set=wanted))
