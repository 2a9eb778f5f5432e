"""From a date expression to the local day at the launch site.

A launch belongs to the day its site's clocks show. Words that count in another zone ("Monday night
Washington time", "today" in a White House text) give the local days that they can mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from pipelines.model import Article, DateExpression, DateSpan, Publication, zone_rules

NEW_YORK = "America/New_York"
PYONGYANG = "Asia/Pyongyang"

_US_OFFICE = re.compile(
    r"(?i)whitehouse|white house|office of .{0,40}washington|\w\.(?:gov|mil)(?![.\w])"
)
_WASHINGTON_DESK = re.compile(r"\A[\W_]{0,3}WASHINGTON\b[^\n]{0,60}?[-–—]")
"""A dateline whose reporters tell weekdays by their own clocks, as those do whom they quote."""
_JOINT = re.compile(
    r"(?i)\b(?:trilateral|joint)\b.{0,60}\bstatement\b|\bstatement\b.{0,40}\btrilateral"
)


@dataclass(frozen=True, slots=True)
class LocalDay:
    """The days an expression can mean at the site; `edtf` where the year is not known."""

    span: DateSpan | None
    edtf: str | None
    expression_id: str | None
    time_utc: datetime | None = None

    @property
    def coarse(self) -> bool:
        """Whether the words leave more than three days open."""
        return self.span is None or (self.span.latest - self.span.earliest).days > 2


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when an article speaks: its own zone (None: that of the site) and last day."""

    zone: str | None
    published: date | None
    published_utc: datetime | None
    desk: str | None = None
    """The zone in which bare weekdays count, where it is not that of the site."""

    def last_day(self, site_zone: str) -> date | None:
        """The last local day at the site that the article can know of."""
        if self.published_utc is not None:
            return self.published_utc.astimezone(zone_rules(site_zone)).date()
        if self.published is None:
            return None
        return self.published + timedelta(days=1 if self.zone else 0)


def setting(article: Article, publication: Publication) -> Setting:
    """Texts of United States offices count Washington days; the press counts the site's."""
    place = " ".join(filter(None, [article.url, article.publisher, article.title]))
    american = bool(_US_OFFICE.search(place))
    if american and _JOINT.search(f"{place} {article.text[:300]}"):
        american = False
    desk = _WASHINGTON_DESK.match(article.text) is not None
    return Setting(
        NEW_YORK if american else None,
        publication.day,
        publication.time_utc,
        NEW_YORK if american or desk else None,
    )


def resolve(expression: DateExpression, site_zone: str, where: Setting) -> LocalDay:
    """The local days of `expression` at a site in `site_zone`."""
    time_utc = expression.time_utc if expression.precision in ("hour", "minute", "second") else None
    if time_utc is not None:
        day = time_utc.astimezone(zone_rules(site_zone)).date()
        return LocalDay(DateSpan(day, day), day.isoformat(), expression.expression_id, time_utc)
    if expression.earliest is None or expression.latest is None:
        return LocalDay(None, expression.edtf, expression.expression_id)
    span = DateSpan(expression.earliest, expression.latest)
    own = expression.time_zone if _known(expression.time_zone) else None
    spoken, hours = (own, 1) if own else (where.zone, 10)
    if (
        spoken
        and span.earliest == span.latest
        and _differs(spoken, site_zone, span.earliest, hours)
    ):
        span = _shifted(span.earliest, expression.text, spoken, site_zone)
    last = where.last_day(site_zone)
    if (
        last is not None
        and span.earliest <= last < span.latest
        and (span.latest - span.earliest).days <= 2
    ):
        span = DateSpan(span.earliest, last)
    return LocalDay(span, _edtf(span, expression), expression.expression_id)


def _known(name: str | None) -> bool:
    """Whether a zone is one; "IST" may be three."""
    if name is None:
        return False
    try:
        zone_rules(name)
    except (KeyError, ValueError):
        return False
    return True


def _edtf(span: DateSpan, expression: DateExpression) -> str:
    if span.earliest == span.latest:
        return span.earliest.isoformat()
    if span == DateSpan(expression.earliest, expression.latest) and expression.edtf:  # type: ignore[arg-type]
        return expression.edtf
    return f"{span.earliest}/{span.latest}"


def _differs(spoken: str, site_zone: str, day: date, hours: int) -> bool:
    """Whether the clocks are more than `hours` apart: a desk that only dates in its own zone is
    taken at its word where the days mostly agree."""
    noon = datetime.combine(day, time(12), UTC)
    one, other = noon.astimezone(zone_rules(spoken)), noon.astimezone(zone_rules(site_zone))
    return abs((one.utcoffset() or timedelta()) - (other.utcoffset() or timedelta())) > timedelta(
        hours=hours
    )


_PARTS: tuple[tuple[str, int, int], ...] = (
    ("morning", 5, 12),
    ("afternoon", 12, 18),
    ("evening", 18, 24),
    ("night", 19, 24),
)


def _shifted(day: date, text: str, spoken: str, site_zone: str) -> DateSpan:
    begin, end = next(((b, e) for word, b, e in _PARTS if word in text.lower()), (0, 24))
    midnight = datetime.combine(day, time(0), zone_rules(spoken))
    first = (midnight + timedelta(hours=begin)).astimezone(zone_rules(site_zone)).date()
    last = (midnight + timedelta(hours=end, seconds=-1)).astimezone(zone_rules(site_zone)).date()
    return DateSpan(first, last)
