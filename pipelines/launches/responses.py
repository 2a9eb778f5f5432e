"""What states and organisations did about a launch: who, what, when, and on which launch.

Each kind of response is a line of `KINDS`: words that tell it, beside sentences it must read and
sentences it must not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipelines.launches import dating, words
from pipelines.launches.chunks import Chunk, Sentence
from pipelines.launches.triggers import Trigger
from pipelines.model import (
    FOUNDING_STATUSES,
    Article,
    DateExpression,
    LaunchMention,
    Response,
)

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


_LAUNCH = r"launch|missile|test|provocation|rocket|firing|act\b"

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
         r"|\bfired\b.{0,60}\bin (?:response|answer)\b|\bin response\b.{0,80}\bfired\b",
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
         r"session)\b|(?:in|during) an? (?:\w+ )?meeting\b"
         r"|\bduring an? (?:upcoming |emergency )?meeting\b|\bmeeting in \w+ on\b|security "
         r"council together)",
         False,
         ("South Korea's National Security Council held an emergency meeting over the launch.",
          "Meeting in Tokyo on Tuesday, the Japanese minister agreed to deal with the launch."),
         ("The missile met its target.",)),
    Kind("statement",
         r"\b(?:condemn(?:s|ed|ing)?|denounc\w+|criticiz\w+|criticis\w+|deplor\w+|decri\w+|"
         r"call(?:ed|s|ing)? (?:the|it|this|on|for)|urg(?:ed|es|ing)|express(?:ed|es)? (?:\w+ "
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
    r"violat|unacceptable|provocat|threat|urg|call(?:ed|s|ing)? (?:on|for))"
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
_ORGANISATIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("UN", re.compile(r"\b(?:united nations|u\.?n\.?(?= secretary| chief| general)|"
                      r"secretary-general|guterres|ban ki-moon)")),
    ("EU", re.compile(r"\b(?:european union|\beu\b|josep borrell|mogherini)")),
    ("G7", re.compile(r"\b(?:g7|g-7|group of seven)\b")),
    ("NATO", re.compile(r"\b(?:nato)\b")),
)  # fmt: skip
_ANSWERING = re.compile(
    r"council|unsc|protest|phone|\bcall|spoke|talk|conversation|sanction|blacklist|designat|"
    r"exercise|drill|training|\bfired|deploy|dispatch|scrambl|flew|\bmet\b|meeting|conven|"
    r"condemn|denounc|critici|deplor|decri|\burg|express|statement|regret|acknowledg|aware|"
    r"said (?:it|they|the)|blast|slam"
)
"""No sentence without one of these words tells of a response."""
_REFERENCE = re.compile(
    r"(?:during|in|following|after) the (?:[\w'-]+ ){0,3}(?:call|calls|talks|meeting|exchange|"
    r"conversation)\b"
)
"""A sentence that goes on about a call or meeting told before."""
_COUNCIL = re.compile(r"security council|unsc")


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
        for kind, match in _kinds(sentence, own):
            found.extend(
                _responses(
                    article, sentence, own, kind, match, mentions, launchers, sentences, triggers
                )
            )
    return tuple(found)


def _kinds(sentence: Sentence, own: Sequence[Trigger]) -> list[tuple[Kind, re.Match[str]]]:
    """The most telling kind of response in a sentence; a statement beside a call is no second."""
    text = sentence.text.lower()
    if _ANSWERING.search(text) is None:
        return []
    about = bool(own) or _ABOUT_LAUNCH.search(text) is not None
    for kind, pattern in _COMPILED:
        if kind.type in ("call", "meeting") and _REFERENCE.match(text):
            continue
        if kind.needs_launch and not (about and _STATEMENT_CORE.search(text)):
            continue
        if (match := pattern.search(text)) is not None:
            return [(kind, match)]
    return []


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
    groups = _actors(sentence, kind, at, launchers, sentences)
    status = _status(sentence, kind)
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


def _status(sentence: Sentence, kind: Kind) -> Literal["done", "requested", "planned"]:
    text = sentence.text.lower()
    if kind.type in ("unsc_meeting", "sanction") and _REQUESTED.search(text):
        return "requested"
    if kind.type != "statement" and _PLANNED.search(text):
        return "planned"
    return "done"


def _actors(
    sentence: Sentence,
    kind: Kind,
    at: int,
    launchers: set[str | None],
    sentences: Sequence[Sentence],
) -> list[tuple[str, ...]]:
    """Who acted: the subject of a statement, both ends of a call, all of a meeting."""
    chunks = sentence.chunks
    if kind.type in ("statement", "protest", "sanction", "deployment"):
        states = _states([c for c in chunks if c.start <= at], launchers, subject=True)
        states = states or _states(chunks, launchers, subject=True)[:1]
    else:
        states = _states(chunks, launchers, subject=False)
    organisations = _organisations(sentence, kind)
    if kind.type == "unsc_meeting" and states:
        organisations = []
    if "three" in sentence.skeleton and len(states) < 3:
        states = _three(sentence, sentences, launchers) or states
    if kind.type == "call" and "respectively" in sentence.skeleton and len(states) > 2:
        return [(states[0], other) for other in states[1:]]
    if (
        kind.type == "call"
        and "separate" in sentence.skeleton
        and len(states) == 2
        and (set(states) < _TRIO)
    ):
        (third,) = _TRIO - set(states)
        return [(third, other) for other in states]
    if kind.type == "exercise" and (pairs := _pairs(chunks)):
        return pairs
    return [tuple(dict.fromkeys([*states, *organisations]))]


_TRIO = {"KR", "US", "JP"}
"""The three who call each other after a launch of the DPRK: of two named, the third calls."""


def _states(chunks: Sequence[Chunk], launchers: set[str | None], *, subject: bool) -> list[str]:
    found: list[str] = []
    for i, chunk in enumerate(chunks):
        code = chunk.state
        if code is None or code in launchers or code in found:
            continue
        if code in ("HOUTHI", "HAMAS", "HEZBOLLAH"):
            continue
        if subject and i and chunks[i - 1].norm in words.PREPOSITIONS - {"with"}:
            continue
        if i and chunks[i - 1].norm == "in" and chunk.norm in _CAPITALS:
            continue
        if _is_council(chunks, i):
            continue
        found.append(code)
    return found


_CAPITALS = frozenset({"tokyo", "seoul", "washington", "beijing", "moscow", "london", "paris"})


def _is_council(chunks: Sequence[Chunk], i: int) -> bool:
    return "security council" in chunks[i].norm or (
        i > 0 and chunks[i - 1].norm in ("over", "toward", "towards", "near", "off", "into")
    )


def _organisations(sentence: Sentence, kind: Kind) -> list[str]:
    text = sentence.text.lower()
    found = [name for name, pattern in _ORGANISATIONS if pattern.search(text)]
    if (
        kind.type in ("statement", "unsc_meeting")
        and _COUNCIL.search(text[:60])
        and "UN" not in found
    ):
        found.append("UN")
    if kind.type in ("call", "meeting", "exercise"):
        found = []
    if kind.type == "statement" and found == ["UN"] and re.search(r"resolutions?|sanctions", text):
        found = (
            ["UN"]
            if _COUNCIL.match(text) or "guterres" in text or "secretary-general" in text
            else []
        )
    return found


def _three(
    sentence: Sentence, sentences: Sequence[Sentence], launchers: set[str | None]
) -> list[str]:
    """ "the three nations": those that the sentence before lists."""
    for earlier in reversed(sentences[max(0, sentence.index - 4) : sentence.index]):
        states = _states(earlier.chunks, launchers, subject=False)
        if len(states) == 3:
            return states
    return []


def _pairs(chunks: Sequence[Chunk]) -> list[tuple[str, ...]]:
    """ "U.S.-ROK and U.S.-Japan exercises" are two exercises."""
    found = []
    for i in range(1, len(chunks) - 1):
        one, other = chunks[i - 1].state, chunks[i + 1].state
        if chunks[i].norm in ("-", "–") and one and other and one != other:
            found.append((one, other))
    return found if len(found) > 1 else []


def _day(sentence: Sentence, own: Sequence[Trigger], at: int) -> DateExpression | None:
    """The day of the response: the nearest in the sentence that dates no launch."""
    taken = {e.expression_id for t in own for e in t.dates if not t.weak_date}
    days = [
        c.value
        for c in sentence.chunks
        if isinstance(c.value, DateExpression)
        and dating.dates_of(c.value)
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
