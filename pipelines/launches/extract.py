"""The room's door: an article and its date expressions in, what it says about launches out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipelines.launches import counts, dating, launchers, responses, status, weapons
from pipelines.launches.calendars import Calendar
from pipelines.launches.chunks import Sentence
from pipelines.launches.clauses import Trigger
from pipelines.launches.ellipses import with_partners
from pipelines.launches.inclusions import singled_out
from pipelines.launches.local_days import setting
from pipelines.launches.mentions import compose
from pipelines.launches.occasions import Reader
from pipelines.launches.sentences import is_caption, split
from pipelines.launches.triggers import find
from pipelines.launches.vocabulary import Vocabulary, compile_vocabulary
from pipelines.model import Article, DateExpression, Findings, Publication
from pipelines.seeds import Lexicon

TOPIC_SPAN = 8
"""For so many sentences a bare "the launch" can still point back to the last one told."""


def extract(
    article: Article,
    publication: Publication,
    expressions: Sequence[DateExpression],
    lexicon: Lexicon,
) -> Findings:
    """All launch mentions, counts and responses of one article.

    `expressions` are those of the article's text, read with the date of `publication`; they are
    passed through. Dates of mentions are local days at the launch site.
    """
    passed = tuple(expressions)
    vocabulary = compile_vocabulary(lexicon)
    if not vocabulary.is_topic(article.text):
        return Findings(expressions=passed)
    sentences = list(_sentences(article, passed, vocabulary))
    triggers = _triggers(sentences, vocabulary)
    where = setting(article, publication)
    zones = {code: s.time_zone for code, s in vocabulary.states.items()}
    reader = Reader(Calendar(where, zones, sentences))
    tallies = counts.find(sentences, triggers, where)
    totals = [t.trigger for t in tallies if t.kind == "total"]
    told = [
        single
        for t in triggers
        if t.launcher is not None
        and (single := singled_out(t) if any(t is x for x in totals) else t) is not None
    ]
    told.sort(key=lambda t: is_caption(t.sentence.text))
    assignments = sorted(reader.read(told), key=lambda a: (a.trigger.sentence.index, a.trigger.at))
    mentions = compose(article, assignments)
    return Findings(
        expressions=passed,
        mentions=mentions,
        counts=counts.rows(article, tallies),
        responses=responses.find(article, sentences, triggers, mentions),
    )


def _sentences(
    article: Article, expressions: Sequence[DateExpression], vocabulary: Vocabulary
) -> list[Sentence]:
    ordered = sorted(expressions, key=lambda e: (e.start, -e.end))
    found, cursor = [], 0
    for index, (start, end) in enumerate(_whole(split(article.text), ordered)):
        first = cursor
        while cursor < len(ordered) and ordered[cursor].start < end:
            cursor += 1
        inside = [e for e in ordered[first:cursor] if start <= e.start and e.end <= end]
        found.append(Sentence(index, start, article.text[start:end], inside, vocabulary))
    return found


def _whole(
    pieces: Iterable[tuple[int, int]], expressions: Sequence[DateExpression]
) -> Iterator[tuple[int, int]]:
    """Sentences that do not end inside a date: "7:22 a.m. Seoul time"."""
    across = {e.start: e.end for e in expressions if e.parent_id is None}
    pending: tuple[int, int] | None = None
    for start, end in pieces:
        begin = pending[0] if pending else start
        if any(s < end < stop for s, stop in across.items() if s >= begin):
            pending = (begin, end)
            continue
        yield begin, end
        pending = None
    if pending:
        yield pending


def _triggers(sentences: Sequence[Sentence], vocabulary: Vocabulary) -> list[Trigger]:
    found: list[Trigger] = []
    for sentence in sentences:
        if not vocabulary.is_telling(sentence.text):
            continue
        near = bool(found) and sentence.index - found[-1].sentence.index <= TOPIC_SPAN
        own = find(sentence, weapons.find(sentence), topical=near)
        for trigger in own:
            status.decide(trigger)
            dating.bind(trigger, own)
            trigger.generic = trigger.generic or status.is_lately(trigger)
        dating.settle_weak(own)
        found.extend(own)
    status.retract(found)
    launchers.attach(found, sentences)
    return with_partners(found)
