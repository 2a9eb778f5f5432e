"""The frozen values that flow from room to room.

A value whose type has a table in `pipelines.tables` carries the table's columns under the same
names, so that a row is the value and nothing else. Dates are local calendar days at the place the
words speak of; instants are aware datetimes in UTC. Offsets count Unicode code points of
`Article.text`, `end` exclusive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone, tzinfo
from hashlib import sha256
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Precision = Literal[
    "second", "minute", "hour", "part_of_day", "day", "weekend", "week", "month", "season",
    "quarter", "half", "year", "decade", "century", "period", "vague",
]  # fmt: skip
ResolutionStatus = Literal["resolved", "ambiguous", "unresolved"]
PublicationBasis = Literal["stated", "inferred", "matched", "unknown"]
MissileClass = Literal[
    "crbm", "srbm", "mrbm", "irbm", "icbm", "slbm", "cruise", "hypersonic", "slv", "mlrs", "sam",
    "ballistic", "missile", "rocket",
]  # fmt: skip
MentionStatus = Literal[
    "happened", "claimed", "suspected", "planned", "feared", "denied", "hypothetical"
]
Outcome = Literal["success", "failure", "unknown"]
Role = Literal["main", "background"]

FOUNDING_STATUSES: frozenset[MentionStatus] = frozenset({"happened", "claimed", "suspected"})
"""Only a mention with one of these statuses may found an event."""


def zone_rules(name: str) -> tzinfo:
    """The rules of a `time_zone` column: an IANA name, or an offset such as "UTC-04:00".

    Raises ValueError for any other name.
    """
    if offset := re.fullmatch(r"UTC(?:([+-])(\d\d):(\d\d))?", name):
        shift = timedelta(hours=int(offset[2] or 0), minutes=int(offset[3] or 0))
        return timezone(-shift if offset[1] == "-" else shift)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(f"no such time zone: {name}") from error


@dataclass(frozen=True, slots=True)
class DateSpan:
    """An inclusive interval of local calendar days."""

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError(f"a span cannot end before it begins: {self.earliest}..{self.latest}")

    def overlaps(self, other: DateSpan) -> bool:
        """Whether the two intervals share a day."""
        return self.earliest <= other.latest and other.earliest <= self.latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """One statement, by the source itself, of when an article was published.

    `kind` says where it stood: record (a JSONL or Parquet field), metadata (JSON-LD, meta tags),
    feed, url, byline or dateline. `day` is the calendar day as written, whatever the zone.
    """

    kind: Literal["record", "metadata", "feed", "url", "byline", "dateline"]
    text: str
    day: date
    time_utc: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text with stable offsets, and what its source says about it."""

    article_id: str
    text: str
    source: str
    language: str = "und"
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    stamps: tuple[Stamp, ...] = ()
    collected_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """When an article was written, how that is known, and how sure it is.

    `day` is null while the confidence lies below the bar; then `candidates` holds the days still
    possible. `reasons` has one line for each piece of evidence.
    """

    day: date | None = None
    time_utc: datetime | None = None
    basis: PublicationBasis = "unknown"
    confidence: float = 0.0
    earliest: date | None = None
    latest: date | None = None
    candidates: tuple[date, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExpression:
    """Words that denote a day, part of a day, period, clock time, duration or set.

    `anchor` is "self" for an expression that needs nothing else, "publication", or the
    `expression_id` that it counts from. A nested expression names its `parent_id`. The two ends
    of a range ("between May 25 and June 5") are expressions of their own; `range_edtf` of both is
    the whole range.
    """

    expression_id: str
    article_id: str
    start: int
    end: int
    text: str
    timex_type: TimexType
    timex_value: str
    precision: Precision
    anchor: str
    rule: str
    derivation: str
    status: ResolutionStatus
    parent_id: str | None = None
    edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None
    time_utc: datetime | None = None
    time_zone: str | None = None
    candidates: tuple[str, ...] = ()
    range_edtf: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchMention:
    """One clause that speaks of one launch by one launcher.

    Mentions of an article that share an `occasion` speak of one launch; different occasions are
    told apart by the text; null means that the text does not say which launch is meant. A salvo
    of an ICBM and two SRBMs is two mentions (one a class) of one occasion. `earliest` and `latest`
    are local days at the launch site.
    """

    mention_id: str
    article_id: str
    start: int
    end: int
    quote: str
    status: MentionStatus
    missile_class: MissileClass
    outcome: Outcome
    role: Role
    confidence: float
    occasion: int | None = None
    expression_id: str | None = None
    launcher: str | None = None
    designation: str | None = None
    count_low: int | None = None
    count_high: int | None = None
    site_id: str | None = None
    landing: str | None = None
    overflew: tuple[str, ...] = ()
    range_km: float | None = None
    apogee_km: float | None = None
    claimant: str | None = None
    edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None
    time_utc: datetime | None = None
    reported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchCount:
    """An aggregate or ordinal. It never founds an event; events are held against it."""

    count_id: str
    article_id: str
    start: int
    end: int
    quote: str
    kind: Literal["total", "ordinal"]
    unit: Literal["missile", "launch", "day"]
    launcher: str | None = None
    value_low: int | None = None
    value_high: int | None = None
    missile_class: MissileClass | None = None
    period_earliest: date | None = None
    period_latest: date | None = None
    found: int = 0
    status: Literal["match", "explained", "missing", "conflict", "unverifiable"] = "unverifiable"
    reason: str = ""
    event_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What states and organisations did about a launch."""

    response_id: str
    article_id: str
    start: int
    end: int
    quote: str
    type: Literal[
        "statement", "call", "meeting", "unsc_meeting", "sanction", "exercise", "deployment",
        "protest",
    ]  # fmt: skip
    status: Literal["done", "requested", "planned"]
    actors: tuple[str, ...] = ()
    edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None
    mention_id: str | None = None
    event_id: str | None = None
    link_basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What flew in one salvo, of one class and designation."""

    missile_class: MissileClass
    designation: str | None = None
    count_low: int | None = None
    count_high: int | None = None
    range_km: float | None = None
    apogee_km: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchEvent:
    """One salvo: launches by one launcher, on one local day, with gaps of at most three hours."""

    event_id: str
    launcher: str
    edtf: str
    precision: Precision
    outcome: Outcome
    status: Literal["confirmed", "claimed", "unconfirmed", "disputed"]
    confidence: float
    articles: int
    sources: int
    date_local: date | None = None
    earliest: date | None = None
    latest: date | None = None
    time_utc: datetime | None = None
    missile_classes: tuple[MissileClass, ...] = ()
    payloads: tuple[Payload, ...] = ()
    count_low: int | None = None
    count_high: int | None = None
    site_id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    site_uncertainty_km: float | None = None
    landing: str | None = None
    overflew: tuple[str, ...] = ()
    range_km: float | None = None
    apogee_km: float | None = None
    disputed_fields: tuple[str, ...] = ()
    first_reported: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Which mention supports, contradicts or gives background to which field of which event."""

    event_id: str
    mention_id: str
    field: str
    article_id: str
    link: Literal["supports", "contradicts", "background"]
    score: float
    reason: str
    ruling_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One step in the life of an event. `before` and `after` are JSON objects of the event row."""

    event_id: str
    revision: int
    recorded_on: date
    change: Literal["minted", "changed", "merged", "split", "retracted"]
    reason: str
    into: str | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Whatever could not be read, dated or decided. `code` is stable, `detail` is for people."""

    stage: Literal["seeds", "reading", "dates", "launches", "events", "publishing"]
    code: str
    detail: str
    article_id: str | None = None
    place: str | None = None

    @property
    def issue_id(self) -> str:
        """The same problem at the same place has the same id in every build."""
        content = (self.stage, self.code, self.article_id, self.place, self.detail)
        return "i-" + sha256(repr(content).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one article says by itself, read with one publication date (or none)."""

    expressions: tuple[DateExpression, ...] = ()
    mentions: tuple[LaunchMention, ...] = ()
    counts: tuple[LaunchCount, ...] = ()
    responses: tuple[Response, ...] = ()
    issues: tuple[Issue, ...] = field(default=())
