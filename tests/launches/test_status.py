"""Every cue reads its examples, and leaves alone what it must not read."""

from __future__ import annotations

import pytest

from pipelines.dates import tag
from pipelines.launches import dating, launchers, status, triggers, weapons
from pipelines.launches.chunks import Sentence
from pipelines.launches.clauses import Trigger
from pipelines.launches.cues import CUES, Cue
from pipelines.launches.vocabulary import compile_vocabulary
from pipelines.seeds import Lexicon

EXAMPLES = [(cue, text) for cue in CUES for text in cue.examples]
NEVER = [(cue, text) for cue in CUES for text in cue.never]


def _marked(text: str, lexicon: Lexicon) -> Trigger | None:
    """The trigger at the word in braces."""
    begin, end = text.index("{"), text.index("}") - 1
    plain = text.replace("{", "").replace("}", "")
    sentence = Sentence(0, 0, plain, tag(plain, None), compile_vocabulary(lexicon))
    found = triggers.find(sentence, weapons.find(sentence), topical=True)
    for trigger in found:
        status.decide(trigger)
        dating.bind(trigger, found)
    launchers.attach(found, [sentence])
    return next((t for t in found if t.chunk.start < end and begin < t.chunk.end), None)


@pytest.mark.parametrize(("cue", "text"), EXAMPLES, ids=[text for _, text in EXAMPLES])
def test_a_cue_reads_its_examples(cue: Cue, text: str, lexicon: Lexicon) -> None:
    trigger = _marked(text, lexicon)
    assert trigger is not None
    assert (trigger.status, trigger.generic) == (cue.status, cue.generic)
    if cue.outcome != "unknown":
        assert trigger.outcome == cue.outcome


@pytest.mark.parametrize(("cue", "text"), NEVER, ids=[text for _, text in NEVER])
def test_a_cue_leaves_the_rest_alone(cue: Cue, text: str, lexicon: Lexicon) -> None:
    trigger = _marked(text, lexicon)
    assert trigger is not None
    assert trigger.cue != cue.name


def test_every_cue_has_examples_and_a_name_of_its_own() -> None:
    assert all(cue.examples for cue in CUES)
    assert len({cue.name for cue in CUES}) == len(CUES)
