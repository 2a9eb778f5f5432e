"""A clause that tells of a launch: its word, what was launched, and what is learnt about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pipelines.launches.chunks import Chunk, Sentence
from pipelines.launches.weapons import WeaponPhrase
from pipelines.model import DateExpression, MentionStatus, Outcome


@dataclass(slots=True)
class Trigger:
    """One launch word in its clause. `at` is its chunk, `verb` the chunk of its governing verb
    (itself, or the light verb of "conducted a test"). `number` counts what no weapon
    phrase does: "launched eight", "one on May 4". `allied`: another state launched with it, and
    the words count what both launched."""

    sentence: Sentence
    at: int
    verb: int | None
    kind: Literal["verb", "noun", "flight"]
    form: str
    objects: list[WeaponPhrase]
    passive: bool = False
    pointing: bool = False
    plural: bool = False
    launcher: str | None = None
    launcher_stated: bool = False
    status: MentionStatus = "happened"
    outcome: Outcome = "unknown"
    generic: bool = False
    cue: str = ""
    dates: list[DateExpression] = field(default_factory=list)
    said: DateExpression | None = None
    weak_date: bool = False
    gapped: bool = False
    number: int | None = None
    allied: bool = False

    @property
    def chunk(self) -> Chunk:
        """The launch word itself."""
        return self.sentence.chunks[self.at]

    @property
    def head(self) -> int:
        """The chunk from which the clause is read: the governing verb, else the word itself."""
        return self.at if self.verb is None else self.verb
