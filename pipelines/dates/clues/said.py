"""The dates of the prose as its words give them: nothing that a reader would infer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipelines.dates.clues.layout import Line, prose_at
from pipelines.model import DateExpression

WEEKDAY_NAMES: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
_WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b", re.IGNORECASE)
_SHORT_WEEKDAY = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b\.?")
_YEAR_WORD = re.compile(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?![\ds])")
_ORDINAL_DAY = re.compile(r"(?:on\s+)?the\s+(\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
_EDTF = re.compile(r"(\d{4}|XXXX)-(\d\d|XX)(?:-(\d\d))?")
_AHEAD_BEFORE = re.compile(
    r"\b(?:will|would|shall|scheduled|plan(?:s|ned|ning)? (?:to|for)|due (?:in|on|to)|upcoming"
    r"|expected|set (?:to|for)|slated|ahead of|deadline|aims? to|beyond"
    r"|(?:is|are|was|were) to be|to (?:convene|discuss|hold|meet|visit|attend)|from now)\b"
    r"[^.;]{0,60}$"
    r"|(?<!just )(?<!shortly )\b(?:by|until|till|through|before|next|coming)\s+"
    r"(?:(?:the|end of|at least|on|early)\s+)*"
    r"$",
    re.IGNORECASE,
)
_AHEAD_AFTER = re.compile(r"^[^.;]{0,30}\b(?:will|is expected|is scheduled|deadline)\b", re.I)
_ELSEWHERE = re.compile(r"\b(?:GMT|UTC|E[DS]?T|P[DS]?T)\b")
"""Zones in which a report gives its clock time once more, with a weekday that is not its own."""

_REPORTED = re.compile(
    r"\b(?:said|says|reported|reports|announced|confirmed|claimed|told reporters|told parliament)"
    r"(?: in an? (?:\w+ )?(?:statement|message|report|release|briefing|dispatch)"
    r"| at an? (?:\w+ )?(?:briefing|conference))?,?\s+(?:on\s+|early\s+|late\s+)*$",
    re.IGNORECASE,
)
"""Words before the weekday on which a report says that it was told."""

_NEXT = re.compile(r"(?:next|this coming|the coming)\b", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s+(?:early\s+|late\s+|mid-?\s*)?$", re.IGNORECASE)
_WEEK_SHIFT = re.compile(r"\b(?:last|next|every|each|previous|following|coming)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """One date of the prose as far as its words go.

    `ahead`: it may lie in the future; `reported`: it is the day on which somebody told the text so.
    """

    start: int
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    ahead: bool = False
    since: bool = False
    reported: bool = False


def said(
    text: str, expressions: Sequence[DateExpression], parts: tuple[Line, ...]
) -> tuple[Said, ...]:
    """The dates of the prose, outermost expressions only, in their order."""
    found = (
        _read(text, e)
        for e in expressions
        if e.parent_id is None and e.timex_type in ("DATE", "TIME") and prose_at(parts, e.start)
    )
    return tuple(s for s in found if s is not None)


def weekday_in(words: str) -> int | None:
    """ISO weekday that the words name."""
    match = _WEEKDAY.search(words) or _SHORT_WEEKDAY.search(words)
    if match is None:
        return None
    return next(i for i, n in enumerate(WEEKDAY_NAMES, 1) if n[:3] == match[1][:3].title())


def _read(text: str, expression: DateExpression) -> Said | None:
    words = expression.text
    year, month, day = _calendar(expression)
    weekday = weekday_in(words)
    if (year, month, day, weekday) == (None,) * 4:
        return None
    lone_weekday = weekday and month is None and day is None
    own = words.partition("(")[0]
    if lone_weekday and (_WEEK_SHIFT.search(words) or _ELSEWHERE.search(own)):
        return None
    before = text[max(0, expression.start - 80) : expression.start]
    after = text[expression.end : expression.end + 40]
    if weekday is None and month and day:
        weekday = _weekday_beside(before, after)
    return Said(
        expression.start, words, year, month, day, weekday,
        ahead=bool(_AHEAD_BEFORE.search(before) or _NEXT.match(words) or _AHEAD_AFTER.match(after)),
        since=bool(_SINCE.search(before)),
        reported=bool(_REPORTED.search(before)),
    )  # fmt: skip


def _weekday_beside(before: str, after: str) -> int | None:
    """The weekday in "Thursday (Feb. 10)" or "Feb. 10 (Thursday)"."""
    match = re.search(r"(\w+)[\s,]*\(?$", before) or re.search(r"$", before)
    if match and match[0] and (weekday := weekday_in(match[0])) and len(match[0]) < 14:
        return weekday
    beside = re.match(r"\s*[,(]\s*(\w+)\)?", after)
    return weekday_in(beside[0]) if beside else None


def _calendar(expression: DateExpression) -> tuple[int | None, int | None, int | None]:
    """Year, month and day that stand in the words themselves; nothing inferred by the reader."""
    written = _YEAR_WORD.findall(expression.text)
    if len(set(written)) > 1:
        return int(max(written)), None, None
    year = int(written[0]) if written else None
    match = _EDTF.match(expression.edtf or expression.timex_value)
    if match is None or expression.precision not in (*_TO_THE_DAY, "month"):
        ordinal = _ORDINAL_DAY.match(expression.text)
        return year, None, int(ordinal[1]) if ordinal and not year else None
    month = None if match[2] == "XX" else int(match[2])
    day = int(match[3]) if match[3] else None
    if _ORDINAL_DAY.fullmatch(expression.text.partition(" (")[0].strip()):
        month = None
    if (month and month > 12) or not _names_a_day(expression.text):
        month = day = None
    return year, month, day


_TO_THE_DAY: Final = ("second", "minute", "hour", "part_of_day", "day")


def _names_a_day(words: str) -> bool:
    """Whether the words hold a month or an ordinal: "today" and "Monday" hold neither."""
    return bool(
        re.search(
            r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b\d{1,2}(?:st|nd|rd|th)\b"
            r"|\d[-/.]\d",
            words,
            re.IGNORECASE,
        )
    )
