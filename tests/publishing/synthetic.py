"""A made-up timeline of any size: the same seed gives the same tables.

Every report is composed from a few sentences of ours, and every offset, date and link in the
tables is true of the composed text. It has what real timelines have: vague days, sources that
disagree, salvos of several classes, failures, counts that do not add up, responses, copies, an
event that a later build changed and one that it merged away.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Any

import pyarrow as pa

from pipelines import tables as declared
from pipelines.model import (
    DateExpression,
    Evidence,
    Issue,
    LaunchCount,
    LaunchEvent,
    LaunchMention,
    Payload,
    Response,
    Revision,
)

START = date(2021, 1, 5)
SITES = {
    "sunan": (39.20, 125.67, 5.0),
    "sinpo": (40.02, 128.16, 5.0),
    "uiju": (40.15, 124.53, 10.0),
    "wonsan": (39.16, 127.49, 5.0),
    "jagang": (40.80, 126.60, 60.0),
    "semnan": (35.23, 53.92, 5.0),
}
FLIGHTS = (
    ("srbm", "KN-23", 430.0, 36.0), ("srbm", None, 380.0, 42.0),
    ("cruise", "Hwasal-2", 1500.0, None),
    ("hypersonic", "Hwasong-8", 700.0, 60.0), ("irbm", "Hwasong-12", 4600.0, 970.0),
    ("icbm", "Hwasong-17", 1090.0, 6248.0), ("slbm", "Pukguksong-3", 450.0, 910.0),
    ("slv", "Chollima-1", None, None), ("mlrs", None, 110.0, 20.0), ("ballistic", None, None, None),
    ("mrbm", "Pukguksong-2", 1000.0, 560.0),
)  # fmt: skip
OUTLETS = ("Harbour Wire", "Peninsula Daily", "Pacific Ledger", "Washington Courier")
LAG = {"Harbour Wire": 0, "Peninsula Daily": 0, "Pacific Ledger": 1, "Washington Courier": 2}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")


@dataclass(slots=True)
class _World:
    random: Random
    spice: str
    rows: dict[str, list[Any]] = field(
        default_factory=lambda: {t.name: [] for t in declared.TABLES}
    )
    texts: dict[str, str] = field(default_factory=dict)


def tables(
    events: int = 40, seed: int = 7, days_apart: int = 9, spice: str = ""
) -> dict[str, pa.Table]:
    """All tables of `events` events; `spice` stands in every text, name, title, URL and reason."""
    world = _World(Random(seed), spice)
    for number in range(events):
        _one_event(world, number, START + timedelta(days=number * days_apart // 2))
    _undated_article(world)
    _merged_away(world)
    _count(world)
    return {t.name: t.build(world.rows[t.name]) for t in declared.TABLES}


def article_id(content: str) -> str:
    return "a-" + sha256(content.encode()).hexdigest()[:16]


def article(
    text: str, publisher: str | None, day: date | None, *, url: str | None = None, **other: Any
) -> dict[str, Any]:
    """One row of articles."""
    row: dict[str, Any] = {c.name: None for c in declared.ARTICLES.columns}
    row |= {
        "article_id": article_id(url or text),
        "url": url,
        "title": text.partition(".")[0],
        "publisher": publisher,
        "language": "en",
        "published_date": day,
        "published_basis": "stated" if day else "unknown",
        "published_confidence": 0.98 if day else 0.0,
        "published_candidates": [],
        "stamps": [],
        "published_reasons": ["byline"] if day else ["no stamp, no byline"],
        "source": "synthetic.jsonl:1",
        "text": text,
        "text_sha256": sha256(text.encode()).hexdigest(),
    }
    return row | other


def _one_event(world: _World, number: int, day: date) -> None:
    random, rows = world.random, world.rows
    flown = random.sample(FLIGHTS, 2 if number % 11 == 10 else 1)
    count = random.choice((1, 1, 1, 2, 2, 3, 4))
    site = random.choice(sorted(SITES)[:5]) if number % 13 else "semnan"
    state = "IR" if site == "semnan" else "KP"
    vague = number % 9 == 4
    disputed = number % 6 == 1
    mentions = []
    for nth, outlet in enumerate(OUTLETS[: random.choice((1, 2, 2, 3, 4))]):
        said = count + (1 if disputed and nth == 1 else 0)
        mentions += _report(world, number, nth, outlet, day, flown, said, site, state, vague)
    if not mentions:
        return
    event = _event(number, day, flown, count, site, state, vague, mentions, random)
    rows["launch_events"].append(event)
    for mention in mentions:
        reason = "the same day, launcher and class" + world.spice
        known = {"event_id": event.event_id, "mention_id": mention.mention_id}
        known["article_id"] = mention.article_id
        rows["event_evidence"].append(
            Evidence(field="event", link="supports", score=0.93, reason=reason, **known)
        )
        agrees = mention.count_low == event.payloads[0].count_low
        rows["event_evidence"].append(
            Evidence(
                field="count_low",
                link="supports" if agrees else "contradicts",
                score=0.8,
                reason=f"{mention.count_low} against {event.payloads[0].count_low}",
                **known,
            )
        )
    _history(world, number, event)
    _response(world, number, event, mentions[0], day)


def _report(
    world: _World, number: int, nth: int, outlet: str, day: date,
    flown: list[Any], count: int, site: str, state: str, vague: bool,
) -> list[LaunchMention]:  # fmt: skip
    published = day + timedelta(days=LAG[outlet] + (3 if vague else 0))
    when = "earlier this week" if vague else f"on {day:%A}"
    country = {"KP": "North Korea", "IR": "Iran"}[state]
    mentions, text = [], f"{world.spice}{country} tests again, report {number}. "
    url = f"https://{outlet.partition(' ')[0].lower()}.example.org/{number}"
    identity = article_id(url)
    for order, (missile_class, name, reach, apogee) in enumerate(flown):
        what = f"{NUMBERS[count]} {name or missile_class} missile(s)"
        clause = f"{country}{world.spice} fired {what} from {site} {when}"
        start = len(text)
        date_start = start + clause.index(when)
        text += clause + f", the military said. It flew {reach or 'an unknown number of'} km. "
        expression = _expression(identity, date_start, when, day, published, vague)
        expression = replace(expression, derivation=expression.derivation + world.spice)
        world.rows["date_expressions"].append(expression)
        mentions.append(
            LaunchMention(
                mention_id=f"{identity}:m{start}-{start + len(clause)}.{order}",
                article_id=identity, start=start, end=start + len(clause), quote=clause,
                status="claimed" if nth == 3 else "happened", missile_class=missile_class,
                outcome="failure" if number % 17 == 16 else "success", role="main",
                confidence=0.9, occasion=0, expression_id=expression.expression_id,
                launcher=state, designation=name, count_low=count, count_high=count,
                site_id=site, landing="sea-of-japan", range_km=reach, apogee_km=apogee,
                claimant="jcs" if nth < 2 else "kcna", edtf=expression.edtf,
                earliest=expression.earliest, latest=expression.latest, reported=vague,
            )
        )  # fmt: skip
    world.rows["launch_mentions"] += mentions
    text += "Officials met at once."
    world.texts[identity] = text
    outlet, url = outlet + world.spice, url + world.spice
    world.rows["articles"].append(article(text, outlet, published, url=url, article_id=identity))
    return mentions


def _expression(
    identity: str, start: int, words: str, day: date, published: date, vague: bool
) -> DateExpression:
    earliest = published - timedelta(days=published.weekday()) if vague else day
    latest = published if vague else day
    return DateExpression(
        expression_id=f"{identity}:d{start}-{start + len(words)}", article_id=identity,
        start=start, end=start + len(words), text=words, timex_type="DATE",
        timex_value=f"{earliest:%G-W%V}" if vague else f"{day}",
        precision="week" if vague else "day", anchor="publication",
        rule="this_week" if vague else "last_weekday",
        derivation=f"published {published}; " + ("its week so far" if vague else "last such day"),
        status="resolved", edtf=f"{earliest}/{latest}" if vague else f"{day}",
        earliest=earliest, latest=latest,
    )  # fmt: skip


def _event(
    number: int, day: date, flown: list[Any], count: int, site: str, state: str,
    vague: bool, mentions: list[LaunchMention], random: Random,
) -> LaunchEvent:  # fmt: skip
    latitude, longitude, uncertainty = SITES[site]
    first = mentions[0]
    said = {m.count_low for m in mentions}
    timed = number % 4 == 0 and not vague
    instant = datetime(day.year, day.month, day.day, 22, random.randrange(60), tzinfo=UTC)
    status = "disputed" if len(said) > 1 else random.choice(("confirmed", "confirmed", "claimed"))
    return LaunchEvent(
        event_id=f"e-{sha256(str(number).encode()).hexdigest()[:12]}",
        launcher=state, edtf=first.edtf or "", precision="week" if vague else "day",
        outcome=first.outcome, status="unconfirmed" if number % 19 == 18 else status,  # type: ignore[arg-type]
        confidence=round(random.uniform(0.6, 0.99), 2),
        articles=len({m.article_id for m in mentions}),
        sources=len({m.article_id for m in mentions}),
        date_local=None if vague else day,
        earliest=min(m.earliest for m in mentions if m.earliest),
        latest=max(m.latest for m in mentions if m.latest),
        time_utc=instant - timedelta(days=1) if timed else None,
        missile_classes=tuple(sorted({f[0] for f in flown})),
        payloads=tuple(Payload(missile_class=c, designation=n, count_low=count, count_high=count,
                               range_km=r, apogee_km=a) for c, n, r, a in flown),
        count_low=count * len(flown), count_high=count * len(flown), site_id=site,
        latitude=latitude, longitude=longitude, site_uncertainty_km=uncertainty,
        landing="sea-of-japan", range_km=flown[0][2], apogee_km=flown[0][3],
        disputed_fields=("count_low",) if len(said) > 1 else (),
        first_reported=day + timedelta(days=3 if vague else 0),
    )  # fmt: skip


def as_json(event: LaunchEvent) -> str:
    row = declared.LAUNCH_EVENTS.build([event]).to_pylist()[0]
    return json.dumps(row, default=str, sort_keys=True, ensure_ascii=False)


def _history(world: _World, number: int, event: LaunchEvent) -> None:
    day = event.latest or START
    now = as_json(event)
    then = json.dumps(json.loads(now) | {"count_low": 1, "count_high": 1, "status": "unconfirmed"})
    changed = number % 5 == 2
    steps: list[tuple[str, str | None, str, str, int]] = [
        ("minted", None, then if changed else now, "first seen", 1)
    ]
    if changed:
        steps.append(("changed", then, now, "a second source counts more", 30))
    for nth, (change, before, after, reason, wait) in enumerate(steps, start=1):
        world.rows["event_history"].append(
            Revision(
                event_id=event.event_id,
                revision=nth,
                recorded_on=_build_day(day + timedelta(days=wait)),
                change=change,  # type: ignore[arg-type]
                reason=reason,
                before=before,
                after=after,
            )
        )


def _build_day(day: date) -> date:
    """Builds run on the first of a month."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _merged_away(world: _World) -> None:
    if not world.rows["launch_events"]:
        return
    event = world.rows["launch_events"][0]
    was = as_json(event).replace(event.event_id, "e-merged")
    day = _build_day(event.latest)
    later = _build_day(day)
    world.rows["event_history"] += [
        Revision(event_id="e-merged", revision=1, recorded_on=day, change="minted",
                 reason="first seen", after=was),
        Revision(event_id="e-merged", revision=2, recorded_on=later, change="merged",
                 reason="the same launch under another name", into=event.event_id, before=was),
    ]  # fmt: skip


def _response(
    world: _World, number: int, event: LaunchEvent, mention: LaunchMention, day: date
) -> None:
    if number % 3:
        return
    text = world.texts[mention.article_id]
    words = "Officials met at once."
    start = text.index(words)
    world.rows["responses"].append(
        Response(
            response_id=f"{mention.article_id}:r{start}-{start + len(words)}.0",
            article_id=mention.article_id,
            start=start,
            end=start + len(words),
            quote=words,
            type=world.random.choice(("meeting", "call", "unsc_meeting", "exercise")),
            status="done",
            actors=("KR", "US"),
            edtf=str(day),
            earliest=day,
            latest=day,
            mention_id=mention.mention_id,
            event_id=event.event_id,
            link_basis="the next sentence of the same report",
        )
    )


def _undated_article(world: _World) -> None:
    text = "A missile was launched on Saturday. Nothing else is known."
    row = article(text, None, None)
    world.rows["articles"].append(row)
    words = "on Saturday"
    start = text.index(words)
    identity = row["article_id"]
    world.rows["date_expressions"].append(
        DateExpression(
            expression_id=f"{identity}:d{start}-{start + len(words)}",
            article_id=identity,
            start=start,
            end=start + len(words),
            text=words,
            timex_type="DATE",
            timex_value="XXXX-WXX-6",
            precision="day",
            anchor="publication",
            rule="last_weekday",
            derivation="the article's day is not known",
            status="unresolved",
        )
    )
    world.rows["issues"].append(
        Issue(stage="dates", code="no-publication-day", detail="no stamp", article_id=identity)
    )


def _count(world: _World) -> None:
    events = world.rows["launch_events"][:6]
    for status, value in (("match", len(events)), ("missing", len(events) + 2)):
        words = f"launch number {value} since the new year"
        text = f"It was {words}, by the paper's count."
        day = max((e.latest for e in events), default=START)
        row = article(text, "Pacific Ledger", day, url=f"https://pacific.example.org/c{value}")
        world.rows["articles"].append(row)
        start = text.index(words)
        world.rows["launch_counts"].append(
            LaunchCount(
                count_id=f"{row['article_id']}:c{start}-{start + len(words)}.0",
                article_id=row["article_id"],
                start=start,
                end=start + len(words),
                quote=words,
                kind="ordinal",
                unit="launch",
                launcher="KP",
                value_low=value,
                value_high=value,
                period_earliest=START,
                period_latest=day,
                found=len(events),
                status=status,  # type: ignore[arg-type]
                reason=f"{len(events)} events are held for the period",
                event_ids=tuple(e.event_id for e in events),
            )
        )
