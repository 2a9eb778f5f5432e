"""Written dates of publication -> Stamp. Strict: all of day, month and year, or nothing.

A day written only in numbers is read when its order is certain (year first, or a day above 12).
`day` is the calendar day as written; the instant is kept only where a zone stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote, urlsplit

from pipelines.model import Stamp

FIRST_YEAR = 1900
LANGUAGES = ["en", "ko", "ja", "zh", "es", "fr", "de", "it", "pt", "ru", "uk", "pl", "nl", "tr"]
"""Month names are read in these; trying all 200 of dateparser takes 0.1 s a text."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EAST_ASIAN = re.compile(r"^\s*(\d{4})\s*[年년.]\s*(\d{1,2})\s*[月월.]\s*(\d{1,2})\s*[日일.]?\s*")
_NUMERIC = re.compile(r"^\s*(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b")
_IN_UTC = re.compile(r"(?:Z|[+-]00:?00|UTC|GMT)\s*$")
_LONG_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

URL_DATES: tuple[re.Pattern[str], ...] = (
    # /2022/01/17/, /2022-01-17-title, /2022/jan/17/, /2022_January_17
    re.compile(
        r"(?<![\d.])(?P<y>(?:19|20)\d\d)(?P<sep>[/_-])"
        r"(?:(?P<m>\d{1,2})|(?P<name>[a-z]{3,9}))(?P=sep)(?P<d>\d{1,2})(?![\d.])",
        re.IGNORECASE,
    ),
    # /20220117/, ?ud=20220117000451, /AEN20220117000451325
    re.compile(
        r"(?:[/=_-]|\bA[A-Z]{2})(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])"
        r"(?:\d{4,9})?(?![\d.])"
    ),
)
"""Days that outlets write into their addresses."""


def parse(kind: Literal["record", "metadata", "feed"], text: str) -> Stamp | None:
    """Read one written date, or return None where it is not certain what it says."""
    text = text.strip()
    if not 6 <= len(text) <= 80:
        return None
    moment = _iso(text) or _mail(text) or _plain(text) or _words(text)
    return None if moment is None else stamp(kind, text, moment)


def stamp(
    kind: Literal["record", "metadata", "feed", "url"], text: str, moment: date | datetime
) -> Stamp | None:
    """A stamp of a day or moment that needs no reading any more."""
    day = moment.date() if isinstance(moment, datetime) else moment
    if day.year < FIRST_YEAR:
        return None
    return Stamp(kind=kind, text=text, day=day, time_utc=_instant(moment))


def from_url(url: str) -> Stamp | None:
    """The day in an address, if it holds exactly one."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    found = dict(_url_days(unquote(f"{parts.path}?{parts.query}")))
    if len(found) != 1:
        return None
    ((day, text),) = found.items()
    return stamp("url", text, day)


def with_url(stated: tuple[Stamp, ...], url: str) -> tuple[Stamp, ...]:
    """The stamps, and that of the address: it comes first where the first is written in UTC and no
    more than a day away, since the address has the day of the newsroom's own clock."""
    in_url = from_url(url)
    if in_url is None:
        return stated
    if stated and in_utc(stated[0]) and abs((stated[0].day - in_url.day).days) <= 1:
        return (in_url, *stated)
    return (*stated, in_url)


def in_utc(stamp: Stamp) -> bool:
    """Whether the day is written in UTC, where the next one may have begun already."""
    return bool(_IN_UTC.search(stamp.text))


def collected(text: str) -> datetime | None:
    """The moment a record was collected, in UTC; a day alone means its end, so that nothing
    written on that day counts as later. A moment without a zone is taken as UTC."""
    moment = _iso(text.strip()) or _mail(text.strip())
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else _instant(moment)
    return None if moment is None else datetime.combine(moment, time(23, 59, 59), UTC)


def _instant(moment: date | datetime) -> datetime | None:
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return None
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None


def _url_days(path: str) -> Iterator[tuple[date, str]]:
    for pattern in URL_DATES:
        for match in pattern.finditer(path):
            parts = match.groupdict()
            name = (parts.get("name") or "").lower()[:3]
            if name and name not in _MONTHS:
                continue
            month = _MONTHS.index(name) + 1 if name else int(parts["m"])
            day = _day(int(parts["y"]), month, int(parts["d"]))
            if day:
                yield day, match.group().strip("/=_-")


def _iso(text: str) -> date | datetime | None:
    if not re.match(r"\d{4}-?\d{2}-?\d{2}(?!\d)", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _mail(text: str) -> datetime | None:
    if not re.match(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3}\w*\s+\d{4}\s+\d", text):
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None


def _plain(text: str) -> date | None:
    """2022년 1월 17일, 2022年1月17日, 2022. 1. 17., 17/01/2022 (but not 01/02/2022)."""
    if match := _EAST_ASIAN.match(text):
        return _day(*map(int, match.groups()))
    if match := _NUMERIC.match(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if first > 12 or first == second or match[2] == ".":
            return _day(year, second, first)
        return _day(year, first, second) if second > 12 else None
    return None


@lru_cache(maxsize=4_096)
def _words(text: str) -> date | datetime | None:
    """A month by its name, in one of `LANGUAGES`; dateparser tries them one after the other."""
    if not _LONG_YEAR.search(text) or not re.search(r"[^\W\d_]{3}", text):
        return None
    import dateparser

    try:
        moment: datetime | None = dateparser.parse(
            text,
            languages=LANGUAGES,
            settings={
                "STRICT_PARSING": True,
                "PARSERS": ["absolute-time"],
                "TIMEZONE": "UTC",
            },
        )
    except (ValueError, OverflowError, RecursionError):
        return None
    return moment


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
