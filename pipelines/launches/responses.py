"""What states and organisations did about a launch: who, what, when, and on which launch.

Each kind of response is a line of `KINDS`: words that tell it, beside sentences it must read and
sentences it must not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.launches.actors import actors_of
from pipelines.launches.answers import Kind, kinds_of, status_of
from pipelines.launches.chunks import Sentence
from pipelines.launches.clauses import Trigger
from pipelines.launches.days import dates_of
from pipelines.model import (
    FOUNDING_STATUSES,
    Article,
    DateExpression,
    LaunchMention,
    Response,
)


def find(
    article: Article,
    sentences: Sequence[Sentence],
    triggers: Sequence[Trigger],
    mentions: Sequence[LaunchMention],
) -> tuple[Response, ...]:
    """The responses of an article; none where it tells of no launch."""
    if not any(m.status in FOUNDING_STATUSES for m in mentions):
        return ()
    launchers = {m.launcher for m in mentions if m.status in FOUNDING_STATUSES}
    found: list[Response] = []
    for sentence in sentences:
        own = [t for t in triggers if t.sentence is sentence]
        for kind, match in kinds_of(sentence, own):
            found.extend(
                _responses(
                    article, sentence, own, kind, match, mentions, launchers, sentences, triggers
                )
            )
    return tuple(found)


def _responses(
    article: Article,
    sentence: Sentence,
    own: Sequence[Trigger],
    kind: Kind,
    match: re.Match[str],
    mentions: Sequence[LaunchMention],
    launchers: set[str | None],
    sentences: Sequence[Sentence],
    triggers: Sequence[Trigger],
) -> list[Response]:
    at = sentence.start + match.start()
    groups = actors_of(sentence, kind, at, launchers, sentences)
    status = status_of(sentence, kind)
    day = _day(sentence, own, at) or _day_before(sentence, kind, sentences, triggers)
    mention, basis = _link(sentence, mentions)
    return [
        Response(
            response_id=f"{article.article_id}:r{sentence.start}-{sentence.end}.{n}",
            article_id=article.article_id,
            start=sentence.start,
            end=sentence.end,
            quote=sentence.text,
            type=kind.type,
            status=status,
            actors=actors,
            edtf=day.edtf if day else None,
            earliest=day.earliest if day else None,
            latest=day.latest if day else None,
            mention_id=mention,
            link_basis=basis,
        )
        for n, actors in enumerate(groups)
        if actors
    ]


def _day(sentence: Sentence, own: Sequence[Trigger], at: int) -> DateExpression | None:
    """The day of the response: the nearest in the sentence that dates no launch."""
    taken = {e.expression_id for t in own for e in t.dates if not t.weak_date}
    days = [
        c.value
        for c in sentence.chunks
        if isinstance(c.value, DateExpression)
        and dates_of(c.value)
        and c.value.expression_id not in taken
        and c.value.precision not in ("year", "decade", "century")
    ]
    return min(days, key=lambda e: abs(e.start - at), default=None)


def _day_before(
    sentence: Sentence, kind: Kind, sentences: Sequence[Sentence], triggers: Sequence[Trigger]
) -> DateExpression | None:
    """A call told without a day goes on with the day on which the sentence before discusses."""
    if kind.type != "call" or sentence.index == 0:
        return None
    earlier = sentences[sentence.index - 1]
    if not re.search(r"discuss|talk|consult|call", earlier.text.lower()):
        return None
    return _day(earlier, [t for t in triggers if t.sentence is earlier], earlier.start)


def _link(sentence: Sentence, mentions: Sequence[LaunchMention]) -> tuple[str | None, str | None]:
    """The launch that a response answers, and how that is known."""
    real = [m for m in mentions if m.status in FOUNDING_STATUSES and m.occasion is not None]
    inside = [m for m in real if sentence.start <= m.start < sentence.end]
    if inside:
        return inside[0].mention_id, "the same sentence"
    main = [m for m in real if m.role == "main"]
    occasions = {m.occasion for m in main}
    if len(occasions) == 1:
        return main[0].mention_id, "the one launch the article is about"
    before = [m for m in main if m.start < sentence.start]
    if before:
        return before[-1].mention_id, "the launch told last before it"
    return None, None
