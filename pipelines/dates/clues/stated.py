"""What a source says itself of the day: stamps of its record, lines of its page, its dateline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import numpy as np

from pipelines.dates.clues import days
from pipelines.dates.clues.days import Clue
from pipelines.dates.clues.layout import Line
from pipelines.dates.stamps import parse_stamp
from pipelines.model import Article, Stamp

Source = Literal["record", "metadata", "feed", "url", "byline", "dateline"]

TRUST: Final[dict[Source, float]] = {
    "record": 0.97, "feed": 0.96, "byline": 0.96, "dateline": 0.96, "metadata": 0.93, "url": 0.93,
}  # fmt: skip
"""Probability that the stamp is the day of publication as its reader would see it. Metadata are
right on 90 % of pages (htmldate's own evaluation), a URL's day is that of the first version."""

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
LONGEST_SIGNER: Final = 40
"""Code points of a name in capitals before the date that closes a document."""

LONGEST_ENDING: Final = 120

FULL_DATE = re.compile(
    rf"\b{_MONTH}\s+{_DAY},?\s+(?:19|20)\d\d\b"
    rf"|(?<!\d){_DAY}\s+(?:of\s+)?{_MONTH},?\s*(?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d(?P<mark>[-/.])\d{1,2}(?P=mark)\d{1,2}(?!\d)"
    r"|\b\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d(?!\d)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    rf"(?:^|(?<=[\s.,]))(?P<signer>[A-Z][A-Z .,&'’-]{{3,{LONGEST_SIGNER}}},\s+|^)"
    rf"(?P<date>(?i:{FULL_DATE.pattern}))\W*$"
)
_CLOCK = re.compile(
    r"\W{0,4}(?:at\s+)?(?:\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:\(?[A-Z]{2,5}[+-]?\d{0,2}(?::?\d\d)?\)?)?)?",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|first published|publish(?:ed)? date|date published|released?|date"
    r"|input|registered|issued)(?![a-z])",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"\b(?:updated?|modified|edited|revised|accessed|retrieved|archived)\b", re.I)
_MONTH_DAY = rf"(?:{_MONTH}\s+{_DAY}|{_DAY}\s+{_MONTH})"
DATELINE = re.compile(
    r"^[\W_]{0,3}(?:\[[^\]]{2,50}\]\s*)?(?P<place>[A-ZÀ-Þ][\w .,'’/-]{1,50}?)[,:]?\s+[(]?"
    rf"(?P<day>{_MONTH_DAY})(?:,?\s+(?P<year>(?:19|20)\d\d))?[)]?\s*,?\s*"
    r"(?P<agency>[(\[][\w .'/&-]{2,40}[)\]])?\s*[.,]?\s*(?P<dash>--?|–|—|:|/|$)?",
)
_MONTH_NUMBERS: Final = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        start=1,
    )
}
PLACEHOLDERS: Final = frozenset({date(1, 1, 1), date(1900, 1, 1), date(1970, 1, 1)})
"""What programs write where they know no date."""

LONGEST_STAMP_LINE: Final = 110
MOST_BARE_DATES: Final = 2
MOST_WORDS_BESIDE: Final = 7
"""Words that may stand beside the date on a line of its own ("By Choe Sang-hun | Seoul")."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """A month and day at the head of a paragraph, with the year where it stands."""

    text: str
    month: int
    day: int
    year: int | None


def stamps(article: Article, parts: Sequence[Line]) -> tuple[Stamp, ...]:
    """All that states the day: the record's stamps, then dated lines and datelines of the text."""
    given = [s for s in article.stamps if s.day not in PLACEHOLDERS]
    own = [*_dated_lines(parts), *_full_datelines(parts)]
    seen = {(s.kind, s.day) for s in given}
    return (*given, *(s for s in own if (s.kind, s.day) not in seen))


def stamp_clue(stamp: Stamp) -> Clue:
    """The day of the stamp, a day to either side (zones), and what is left for a wrong stamp."""
    trust = TRUST[stamp.kind]
    offset = np.abs(days.since(stamp.day))
    wrong = (1 - trust) / offset.size
    likelihood = np.where(offset == 0, trust, np.where(offset == 1, (1 - trust) / 4, wrong))
    return Clue(f"{stamp.kind} says {stamp.text!r}: {days.words(stamp.day)}", likelihood)


def datelines(parts: Sequence[Line]) -> Iterator[Dateline]:
    """Datelines at the head of the first prose paragraphs."""
    heads = [line for line in parts if line.prose][:4]
    for line in heads:
        match = DATELINE.match(line.text)
        if match is None or not (match["agency"] or match["dash"]):
            continue
        found = _month_and_day(match["day"])
        if found is not None:
            year = int(match["year"]) if match["year"] else None
            yield Dateline(match[0].strip(" -–—:,"), *found, year)


def dateline_clue(dateline: Dateline, fitting: str = "") -> Clue:
    """A dateline without a year: the day it names, seldom a day or two later.

    `fitting` says in which years it goes with the text's weekday.
    """
    lag = days.since_month_day(dateline.month, dateline.day)
    likelihood = days.stepped(lag, ((0, 0.93), (1, 0.04), (3, 0.01)), 0.02 / 365)
    return Clue("; ".join(filter(None, [f"dateline {dateline.text!r}", fitting])), likelihood)


def _month_and_day(words: str) -> tuple[int, int] | None:
    month = re.search(r"[A-Za-z]{3}(?=[a-z]*)", re.sub(r"\d+(?:st|nd|rd|th)?", " ", words))
    day = re.search(r"\d{1,2}", words)
    if month is None or day is None:
        return None
    number = _MONTH_NUMBERS.get(month[0].lower())
    return (number, int(day[0])) if number and 1 <= int(day[0]) <= 31 else None


def _full_datelines(parts: Sequence[Line]) -> Iterator[Stamp]:
    for found in datelines(parts):
        if found.year is not None:
            try:
                day = date(found.year, found.month, found.day)
            except ValueError:
                continue
            yield Stamp(kind="dateline", text=found.text, day=day)


def updated_clue(parts: Sequence[Line]) -> Clue | None:
    """A line that says only when the page was changed: that day, or some time after publication."""
    changed = _labelled_lines(parts)["changed"]
    if not changed:
        return None
    first = min(changed, key=lambda s: s.day)
    lag = -days.since(first.day)
    likelihood = days.stepped(lag, ((0, 0.86), (1, 0.04), (7, 0.04), (365, 0.04)), 0.0)
    likelihood = np.where(lag > 365, 2e-6, np.maximum(likelihood, 1e-7))
    return Clue(f"updated {first.text!r}: not written later", likelihood, 1e-6)


def _labelled_lines(parts: Sequence[Line]) -> dict[str, list[Stamp]]:
    found: dict[str, list[Stamp]] = {"published": [], "bare": [], "changed": []}
    for line in _until_second_prose(parts):
        for stamp, label in _line_stamps(line):
            found[label].append(stamp)
    return found


def _dated_lines(parts: Sequence[Line]) -> Iterator[Stamp]:
    """Lines above or right under the text that are a date and little else.

    A labelled date ("Published: ...") wins over a bare one. What lies after the last update is
    the page's own calendar; more than two different bare dates are a list of other articles.
    """
    found = _labelled_lines(parts)
    last = min((s.day for s in found["changed"]), default=date.max)
    published = [s for s in found["published"] if s.day <= last]
    bare = [s for s in found["bare"] if s.day <= last]
    signed = _signature(parts)
    if published:
        yield published[0]
    elif bare and len({s.day for s in bare}) <= MOST_BARE_DATES:
        yield bare[0]
    elif signed is not None:
        yield signed


def _until_second_prose(parts: Sequence[Line]) -> list[Line]:
    prose = [i for i, line in enumerate(parts) if line.prose]
    last = prose[1] if len(prose) > 1 else len(parts)
    return [line for line in parts[:last] if not line.tail and len(line.text) <= LONGEST_STAMP_LINE]


def _line_stamps(line: Line) -> Iterator[tuple[Stamp, str]]:
    rest = line.text
    dates = list(FULL_DATE.finditer(line.text))
    for match in dates:
        rest = rest.replace(match[0], " ")
    if not dates or len(re.findall(r"[^\W\d_]{2,}", rest)) > MOST_WORDS_BESIDE:
        return
    if line.text.endswith(".") and not _PUBLISHED.search(line.text) and len(rest.split()) > 3:
        return
    for match in dates:
        clock = _CLOCK.match(line.text, match.end())
        whole = line.text[match.start() : clock.end() if clock else match.end()].strip(" |,-–—")
        read = parse_stamp(whole) or parse_stamp(match[0])
        if read is not None:
            before = line.text[: match.start()].rpartition("|")[2]
            after = line.text[match.end() :]
            label = _label(before, after)
            yield Stamp(kind="byline", text=whole, day=read[0], time_utc=read[1]), label


def _label(before: str, after: str) -> str:
    if _CHANGED.match(after.lstrip(" -–—(")):
        return "changed"
    changed = [m.end() for m in _CHANGED.finditer(before)]
    published = [m.end() for m in _PUBLISHED.finditer(before)]
    if changed and (not published or changed[-1] > published[-1]):
        return "changed"
    return "published" if published else "bare"


def _signature(parts: Sequence[Line]) -> Stamp | None:
    """The end of a signed document: "THE WHITE HOUSE, June 21, 2021."."""
    for line in [line for line in parts if not line.tail][-2:]:
        words = " ".join(line.text.split())
        signed = _SIGNED.search(words, max(0, len(words) - LONGEST_ENDING))
        read = parse_stamp(signed["date"]) if signed else None
        if signed and read:
            return Stamp(kind="byline", text=signed[0].strip(), day=read[0])
    return None
