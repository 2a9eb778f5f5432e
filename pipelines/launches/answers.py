"""The kinds of response as a table: the words that tell each, beside their examples."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import re2

from pipelines.launches.chunks import Sentence
from pipelines.launches.clauses import Trigger

ResponseType = Literal[
    "statement", "call", "meeting", "unsc_meeting", "sanction", "exercise", "deployment", "protest"
]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of response. `needs_launch`: the sentence itself must speak of the launch."""

    type: ResponseType
    pattern: str
    needs_launch: bool
    examples: tuple[str, ...]
    never: tuple[str, ...] = ()


_LAUNCH = r"launch|missile|test|provocation|rocket|firing|barrage|salvo|act\b"


KINDS: tuple[Kind, ...] = (
    Kind("unsc_meeting",
         r"(?<!national )(?:security council|unsc)(?! resolution)(?: [\w'-]+){0,4} (?:meet|"
         r"meets|meetings?|met|session|consultations|convene[sd]?)\b"
         r"|\b(?:meeting|session|consultations)\b(?: [\w'-]+){0,3} (?:security council|"
         r"unsc)\b(?! resolution)",
         False,
         ("The United States requested a Security Council meeting over the missile launch.",
          "The UN Security Council met on Friday to discuss the launch."),
         ("The missile launch violates Security Council resolutions.",)),
    Kind("protest",
         r"\b(?:lodged|filed|made|delivered|conveyed)\b.{0,40}\bprotest|\bprotested\b|"
         r"\bprotest (?:was|had been) (?:lodged|delivered)|strongly protested",
         False,
         ("Japan lodged a protest with North Korea over the missile launch.",),
         ("Students marched in protest.",)),
    Kind("call",
         r"\b(?:tele)?phone (?:call|talks?|conversation|consultation|conference)s?\b|"
         r"\bspoke(?:n)?\b.{0,80}\b(?:by|on the|over the) (?:tele)?phone\b"
         r"|\btelephone (?:exchange|talks?|conversations?)\b|\b(?:held|had|holds?) (?:\w+ "
         r"){0,5}calls?\b|\bby (?:tele)?phone\b"
         r"|\bspoke (?:separately |today |on \w+ )?with\b|\bphoned\b|\bconversation (?:by|over "
         r"the) phone|\btalked by phone",
         False,
         ("Blinken held a phone call with his South Korean counterpart after the launch.",
          "The U.S. president spoke with Prime Minister Kishida after the missile launch."),
         ("Officials called the missile launch a provocation.",)),
    Kind("sanction",
         r"\b(?:impos\w+|announc\w+|slapp?\w+|adopt\w+|levied|placed|"
         r"put)\b.{0,50}\bsanctions?\b|\bsanctioned\b|\bblacklist\w*\b|\bdesignat(?:ed|es|"
         r"ions?)\b.{0,60}\b(?:entit|individual|persons?|officials?)",
         False,
         ("The U.S. Treasury imposed sanctions on five North Koreans after the missile test.",),
         ("The missile launch violates sanctions.",)),
    Kind("exercise",
         r"\b(?:conduct\w*|held|hold(?:s|ing)?|stag\w+|execut\w+|carried out|launched|began|"
         r"started|kicked off|responded with)\b.{0,70}\b(?:exercises?|drills?|live-fire "
         r"training)\b"
         r"|\bfired\b.{0,60}\bin (?:response|answer|an exercise)\b|\bin response\b.{0,80}\bfired\b",
         False,
         ("South Korea and the United States conducted a joint drill in response to the launch.",),
         ("The missile was launched during a North Korean drill.",)),
    Kind("deployment",
         r"\b(?:deploy(?:ed|s|ing)?|dispatch(?:ed|es)?|scrambl(?:ed|es|ing)|"
         r"flew)\b.{0,50}\b(?:jets?|aircraft|bombers?|destroyers?|carrier|fighters?|warships?|"
         r"b-1b|planes?)\b",
         False,
         ("The U.S. deployed B-1B bombers after the missile launch.",),
         ("North Korea plans to deploy the missile.",)),
    Kind("meeting",
         r"\b(?:met (?:with|in|on|today|to)|meeting with|(?:held|hold(?:s|ing)?|conven\w+|"
         r"called|chair\w+|agreed to hold|presided over)\b.{0,60}\b(?:meetings?|talks|"
         r"session|security council)\b|(?:in|during) an? (?:\w+ )?meeting\b"
         r"|\bduring an? (?:upcoming |emergency )?meeting\b|\bmeeting in \w+ on\b|security "
         r"council together)",
         False,
         ("South Korea's National Security Council held an emergency meeting over the launch.",
          "Meeting in Tokyo on Tuesday, the Japanese minister agreed to deal with the launch."),
         ("The missile met its target.",)),
    Kind("statement",
         r"\b(?:condemn(?:s|ed|ing)?|denounc\w+|criticiz\w+|criticis\w+|deplor\w+|decri\w+|"
         r"call(?:ed|s|ing)? (?:the|it|this|them|on|for)|complain\w*|spoke of|"
         r"promised? a|urg(?:ed|es|ing)|express(?:ed|es)? (?:\w+ "
         r"){0,3}(?:concern|regret|outrage)|issued? a statement|regretted|acknowledged|(?:is|"
         r"are|was|were) aware of|said (?:it|they|the launch) (?:is|was|were|are|violated?|"
         r"posed?)|blasted|slammed|regrettable)\b",
         True,
         ("Guterres strongly condemned the missile launch.",
          "The U.S. Indo-Pacific Command said it was aware of the missile launch."),
         ("North Korea fired a missile, South Korea's military said.",)),
)  # fmt: skip


_COMPILED = tuple((k, re.compile(k.pattern)) for k in KINDS)


_ABOUT_LAUNCH = re.compile(_LAUNCH)


_STATEMENT_CORE = re.compile(
    r"\b(?:condemn|denounc|criticiz|criticis|deplor|decri|concern|regret|outrage|statement|aware|"
    r"violat|unacceptable|provocat|threat|urg|call(?:ed|s|ing)? (?:on|for)|reckless|unwelcome|"
    r"dangerous|grave|illegal|exaggerat|complain|stern|destabili)"
)


_PLANNED = re.compile(
    r"\b(?:agrees? to hold|will (?:hold|meet|discuss|convene|speak|again)|agreed to (?:hold|"
    r"meet)|to be held|scheduled|plan(?:s|ned)? to|upcoming|"
    r"is set to|are set to|was to|is to (?:meet|hold)|to meet (?:on|in|later)|will be held)\b"
)


_REQUESTED = re.compile(
    r"\b(?:request(?:ed|s|ing)?|call(?:ed|s|ing)? for|ask(?:ed|s|ing)? (?:for|the)|sought|"
    r"seeks?|demand(?:ed|s)?|urged)\b.{0,60}\b(?:meet\w*|session|consultations|sanctions?)"
)


_SIGNS: dict[ResponseType, str] = {
    "unsc_meeting": "council|unsc",
    "protest": "protest",
    "call": "phone|call|spoke",
    "sanction": "sanction|blacklist|designat",
    "exercise": "exercise|drill|training|fired",
    "deployment": "deploy|dispatch|scrambl|flew",
    "meeting": "met |meeting|talks|session|council",
    "statement": "condemn|denounc|critici|deplor|decri|call|complain|spoke|promise|urg|express|"
    "statement|regret|acknowledg|aware|said (?:it|they|the)|blast|slam",
}
"""No sentence without one of these words tells of a response of the kind."""


def _signs() -> re2.Set:
    """The signs of `KINDS` in their order, all looked for in one pass."""
    signs = re2.Set.SearchSet()
    for kind in KINDS:
        signs.Add(_SIGNS[kind.type])
    signs.Compile()
    return signs


_SIGNED = _signs()


_REFERENCE = re.compile(
    r"(?:during|in|following|after) the (?:[\w'-]+ ){0,3}(?:call|calls|talks|meeting|exchange|"
    r"conversation)\b"
)
"""A sentence that goes on about a call or meeting told before."""


NEAR_SENTENCES = 3
"""For so many sentences after a launch, blame needs no word for it."""


def kinds_of(sentence: Sentence, triggers: Sequence[Trigger]) -> list[tuple[Kind, re.Match[str]]]:
    """The most telling kind of response in a sentence; a statement beside a call is no second."""
    text = sentence.text.lower()
    for index in sorted(_SIGNED.Match(text) or ()):
        kind, pattern = _COMPILED[index]
        if kind.type in ("call", "meeting") and _REFERENCE.match(text):
            continue
        if kind.needs_launch and not _blames(sentence, text, triggers):
            continue
        if (match := pattern.search(text)) is not None:
            return [(kind, match)]
    return []


def _blames(sentence: Sentence, text: str, triggers: Sequence[Trigger]) -> bool:
    """Whether a sentence that names a launch, or follows one closely, judges it."""
    if _STATEMENT_CORE.search(text) is None:
        return False
    near = (0 <= sentence.index - t.sentence.index <= NEAR_SENTENCES for t in triggers)
    return _ABOUT_LAUNCH.search(text) is not None or any(near)


def status_of(sentence: Sentence, kind: Kind) -> Literal["done", "requested", "planned"]:
    """Whether the response took place, was asked for, or is still to come."""
    text = sentence.text.lower()
    if kind.type in ("unsc_meeting", "sanction") and _REQUESTED.search(text):
        return "requested"
    if kind.type != "statement" and _PLANNED.search(text):
        return "planned"
    return "done"
