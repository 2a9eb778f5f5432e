"""Did it happen? The words around a launch word tell; each cue stands beside its examples.

A cue is a pattern over the skeleton of the clause: words in lower case, names replaced by
`@state`, `@weapon`, `@date`, `@place`, `@site` or `@claimant`, everything followed by one blank.
`{}` in an example marks the launch word. The first cue that matches wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.launches import words
from pipelines.launches.clauses import Trigger
from pipelines.launches.cues import CUES, UNGOVERNED, VERB, Cue
from pipelines.model import FOUNDING_STATUSES, DateExpression, Outcome

_PATTERNS = {
    c.name: re.compile((r"(?:^|(?<= ))" if c.side == "left" else "") + c.pattern) for c in CUES
}


def _union(form: str, side: str) -> re.Pattern[str]:
    """All cues of a form and side in one pattern: most clauses have none."""
    patterns = [_PATTERNS[c.name].pattern for c in CUES if form in c.applies and c.side == side]
    return re.compile("|".join(f"(?:{p})" for p in patterns) or "(?!)")


_UNIONS = {
    (form, side): _union(form, side) for form in (*VERB, "noun") for side in ("left", "right")
}


def cue_for(trigger: Trigger) -> Cue | None:
    """The cue that decides a trigger's status, or none: it happened."""
    sentence, head = trigger.sentence, trigger.head
    left = _clause_left(sentence.left(head, 16))
    form = trigger.form if trigger.verb is not None else "noun"
    cue = _matching(form, "left", left)
    if cue is None and trigger.kind == "noun" and trigger.verb is not None:
        cue = _matching("noun", "left", sentence.left(trigger.at, trigger.at - trigger.verb))
        if cue is not None and cue.name in ("noun further", "noun prevented"):
            cue = None
    if cue is None and form == "base" and not _has_plain_subject(trigger):
        return UNGOVERNED
    if cue is None:
        cue = _matching(form, "right", sentence.right(trigger.at, 8))
    return cue


def _has_plain_subject(trigger: Trigger) -> bool:
    """ "Houthi rebels fire missile": a base form is finite after a plural subject only."""
    before = trigger.sentence.chunks[trigger.head - 1] if trigger.head else None
    return before is not None and (
        before.state is not None or before.norm in ("koreas", "rebels", "militants", "forces",
                                                    "troops", "they", "both", "we")
    )  # fmt: skip


def _matching(form: str, side: str, text: str) -> Cue | None:
    if _UNIONS[form, side].search(text) is None:
        return None
    return next(
        (
            c
            for c in CUES
            if form in c.applies and c.side == side and _PATTERNS[c.name].search(text)
        ),
        None,
    )


_CLAUSE_EDGE = re.compile(r"^.*(?:; |: |— |– |, (?:but|and|while|after|as|when|which) (?!\w+ly ))")


def _clause_left(left: str) -> str:
    return _CLAUSE_EDGE.sub("", left)


_FAILURE = re.compile(
    r"\b(?:fail(?:ed|s|ure)?|unsuccessful(?:ly)?|exploded|blew up|broke up|disintegrat\w+|"
    r"breaking up|botched|aborted|explodes)\b"
)


_SUCCESS = re.compile(
    r"\b(?:success(?:ful|fully)?|succeeded|entered orbit|into orbit|hit (?:its|the) target\w*|"
    r"accurately)\b"
)


def outcome_of(text: str) -> Outcome:
    """Success or failure as the words of the sentence say; unknown where they say nothing."""
    lowered = text.lower()
    if _FAILURE.search(lowered):
        return "failure"
    if _SUCCESS.search(lowered):
        return "success"
    return "unknown"


_FALSE_ALARM = re.compile(
    r"(?i)\b(?:false(?:ly)?|erroneous(?:ly)?|mistaken(?:ly)?|inadvertent(?:ly)?|incorrect(?:ly)?|"
    r"wrong(?:ly)?) (?:\w+ ){0,4}?"
    r"(?:alarm|alert|warning|report|message|warned|reported|announced)"
    r"|\b(?:alarm|alert|warning|message)s? (?:\w+ ){0,8}?(?:by mistake|in error|was false)"
    r"|\b(?:alarm|alert|warning|message)s? (?:\w+ ){0,8}?that .*?(?:took it back|retracted it|"
    r"withdrew it|took back)"
)


def is_false_alarm(sentence: str) -> bool:
    """Whether a sentence tells of an alarm that was none.

    >>> is_false_alarm('"North Korea has launched a missile", read the false alert on Tuesday')
    True
    >>> is_false_alarm("It sent out an alert on Friday that a missile had fallen and took it back")
    True
    >>> is_false_alarm("North Korea fired a missile and sirens gave the alarm")
    False
    """
    return _FALSE_ALARM.search(sentence) is not None


_IN_ALL = re.compile(r" (?:in all|in total|altogether)\b")


def is_lately(trigger: Trigger) -> bool:
    """ "has carried out missile tests in recent months", "eleven missiles flew in all": many
    launches, whenever they were."""
    chunks = trigger.sentence.chunks
    if _IN_ALL.search(trigger.sentence.right(trigger.at, 4)) and not trigger.dates:
        return True
    for i in range(trigger.at + 1, min(len(chunks), trigger.at + 14)):
        if chunks[i].norm in words.CLAUSE_WORDS:
            return False
        value = chunks[i].value
        if isinstance(value, DateExpression) and value.precision == "vague":
            told = chunks[i - 1].norm in ("in", "over", "during") and "recent" in chunks[i].norm
            return told and not trigger.dates
    return False


def retract(triggers: Sequence[Trigger]) -> None:
    """Take back what the sentences around a false alarm tell without a day: they tell the alarm."""
    alarms = [t.sentence.index for t in triggers if t.cue == _ALARM]
    for trigger in triggers:
        near = any(abs(trigger.sentence.index - index) <= ALARM_SPAN for index in alarms)
        if near and not trigger.dates and trigger.status in FOUNDING_STATUSES:
            trigger.status, trigger.cue = "denied", _ALARM


ALARM_SPAN = 2
"""Sentences to either side in which a report still tells what a false alarm said."""

_ALARM = "false alarm"
_SELF = re.compile(r"\b(?:claim(?:s|ed|ing)?|boast(?:s|ed)?|purported(?:ly)?)\b")


def decide(trigger: Trigger) -> None:
    """Set status, outcome and generic of one trigger from its clause."""
    cue = cue_for(trigger)
    sentence = trigger.sentence
    trigger.outcome = outcome_of(sentence.text)
    if any(o.negated for o in trigger.objects):
        trigger.status, trigger.cue = "denied", "no weapon"
        return
    if is_false_alarm(sentence.text) and not (trigger.kind == "noun" and trigger.dates):
        trigger.status, trigger.cue = "denied", _ALARM
        return
    if cue is not None:
        trigger.status, trigger.cue, trigger.generic = cue.status, cue.name, cue.generic
        if cue.name == "perfect guess" and trigger.kind == "flight":
            trigger.status = "hypothetical"  # "could have flown further"
        if cue.outcome != "unknown":
            trigger.outcome = cue.outcome
    if trigger.status == "happened":
        if any(o.hedged and o.article != "old" for o in trigger.objects) and trigger.kind == "noun":
            trigger.status = "suspected"
        elif _SELF.search(sentence.left(trigger.head, 30)):
            trigger.status = "claimed"
