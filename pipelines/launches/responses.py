"""What states and organisations did about a launch: who, what, when, and on which launch.

Each kind of response is a line of `KINDS`: words that tell it, beside sentences it must read and
sentences it must not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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
    real = [m for m in mentions if m.status in FOUNDING_STATUSES]
    if not real:
        return ()
    scene = Scene(article.article_id, sentences, triggers, real)
    return tuple(
        response
        for sentence in sentences
        for kind, match in kinds_of(sentence, triggers)
        for response in _responses(scene, sentence, kind, sentence.start + match.start())
    )


@dataclass(frozen=True, slots=True)
class Scene:
    """An article as far as responses need it; `mentions` are those of real launches."""

    article_id: str
    sentences: Sequence[Sentence]
    triggers: Sequence[Trigger]
    mentions: Sequence[LaunchMention]

    def triggers_in(self, sentence: Sentence) -> list[Trigger]:
        """The launch clauses of one sentence."""
        return [t for t in self.triggers if t.sentence is sentence]

    def before(self, sentence: Sentence, count: int) -> Sequence[Sentence]:
        """So many sentences before one."""
        return self.sentences[max(0, sentence.index - count) : sentence.index]


def _responses(scene: Scene, sentence: Sentence, kind: Kind, at: int) -> list[Response]:
    launchers = {scene.mentions[0].launcher}
    groups = actors_of(sentence, kind, at, launchers, scene.before(sentence, 4))
    day = _day(scene, sentence, at) or _day_before(scene, sentence, kind)
    mention, basis = _link(sentence, scene.mentions)
    return [
        Response(
            response_id=f"{scene.article_id}:r{sentence.start}-{sentence.end}.{n}",
            article_id=scene.article_id,
            start=sentence.start,
            end=sentence.end,
            quote=sentence.text,
            type=kind.type,
            status=status_of(sentence, kind),
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


def _day(scene: Scene, sentence: Sentence, at: int) -> DateExpression | None:
    """The day of the response: the nearest in the sentence that dates no launch."""
    taken = {
        e.expression_id for t in scene.triggers_in(sentence) for e in t.dates if not t.weak_date
    }
    days = [
        c.value
        for c in sentence.chunks
        if isinstance(c.value, DateExpression)
        and dates_of(c.value)
        and c.value.expression_id not in taken
        and c.value.precision not in ("year", "decade", "century")
    ]
    return min(days, key=lambda e: abs(e.start - at), default=None)


def _day_before(scene: Scene, sentence: Sentence, kind: Kind) -> DateExpression | None:
    """A call told without a day goes on with the day on which the sentence before discusses."""
    earlier = scene.before(sentence, 1)
    if kind.type != "call" or not earlier:
        return None
    talks = re.search(r"discuss|talk|consult|call", earlier[0].text.lower())
    return _day(scene, earlier[0], earlier[0].start) if talks else None


def _link(sentence: Sentence, mentions: Sequence[LaunchMention]) -> tuple[str | None, str | None]:
    """The launch that a response answers, and how that is known."""
    real = [m for m in mentions if m.occasion is not None]
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
