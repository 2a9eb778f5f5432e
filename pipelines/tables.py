"""Every output table, declared once: schema, keys, checks, dictionary and docs derive from here."""

from __future__ import annotations

from typing import Any, get_args

import pyarrow as pa

from pipelines.model import (
    DateExpression,
    Evidence,
    Issue,
    LaunchCount,
    LaunchEvent,
    LaunchMention,
    MentionStatus,
    MissileClass,
    Outcome,
    Payload,
    Precision,
    PublicationBasis,
    ResolutionStatus,
    Response,
    Revision,
    Role,
    Stamp,
    TimexType,
)
from pipelines.schema import Column, Table, list_of

TEXT, INT, REAL, YES_NO, DAY = pa.string(), pa.int32(), pa.float64(), pa.bool_(), pa.date32()
INSTANT = pa.timestamp("ms", tz="UTC")
PAYLOAD = pa.struct(
    [
        pa.field("missile_class", TEXT, nullable=False),
        pa.field("designation", TEXT),
        pa.field("count_low", INT),
        pa.field("count_high", INT),
        pa.field("range_km", REAL),
        pa.field("apogee_km", REAL),
    ]
)


def _key(name: str, description: str) -> Column:
    return Column(name, TEXT, description)


def _refers(name: str, table: str, description: str, *, nullable: bool = False) -> Column:
    return Column(name, TEXT, description, nullable=nullable, refers_to=table)


def _words(name: str, allowed: Any, description: str, *, nullable: bool = False) -> Column:
    words = allowed if isinstance(allowed, tuple) else get_args(allowed)
    return Column(name, TEXT, description, nullable=nullable, allowed=words)


def _maybe(name: str, kind: pa.DataType, description: str, unit: str | None = None) -> Column:
    return Column(name, kind, description, nullable=True, unit=unit)


ARTICLE_ID = _refers("article_id", "articles", "The article in which the words stand.")
SPAN = (
    Column(
        "start",
        INT,
        "First character of the words in articles.text.",
        unit="code points",
    ),
    Column("end", INT, "One past the last character.", unit="code points"),
)
QUOTE = Column("quote", TEXT, "The words themselves: articles.text[start:end].")
EARLIEST = _maybe("earliest", DAY, "First local day it can be, inclusive.")
LATEST = _maybe("latest", DAY, "Last local day it can be, inclusive.")
TIME_UTC = _maybe("time_utc", INSTANT, "The instant, where a clock time and its zone are known.")
EDTF = _maybe("edtf", TEXT, "The date in EDTF (ISO 8601-2); X stands for a digit not known.")
STAMP = pa.struct(
    [
        pa.field("kind", TEXT, nullable=False),
        pa.field("text", TEXT, nullable=False),
        pa.field("day", DAY, nullable=False),
        pa.field("time_utc", INSTANT),
    ]
)
LANDING = _maybe("landing", TEXT, "Where it came down: a place_id of the lexicon.")
OVERFLEW = Column("overflew", list_of(TEXT), "States flown over, ISO 3166 alpha-2.")
RANGE = _maybe("range_km", REAL, "Distance flown over ground.", "km")
APOGEE = _maybe("apogee_km", REAL, "Greatest height of the flight.", "km")
LAUNCHER = "Who launched: ISO 3166 alpha-2, or a group's code."

ARTICLES = Table(
    "articles",
    "reading",
    "Every text that was read, with the day it was written and how that day is known.",
    ("article_id",),
    (
        _key(
            "article_id",
            "From the canonical URL, or from the text where there is none.",
        ),
        _maybe("url", TEXT, "Canonical address."),
        _maybe("title", TEXT, "Headline."),
        _maybe("publisher", TEXT, "Outlet or office that published it."),
        Column("language", TEXT, "ISO 639-1 code, und where it could not be told."),
        _maybe("published_date", DAY, "Day of publication; null while open."),
        _maybe(
            "published_time",
            INSTANT,
            "Instant of publication where stated with its zone.",
        ),
        _words("published_basis", PublicationBasis, "What the publication day rests on."),
        Column("published_confidence", REAL, "Probability that the day is right, 0 to 1."),
        _maybe("published_earliest", DAY, "First day it can have been published."),
        _maybe("published_latest", DAY, "Last day it can have been published."),
        Column(
            "published_candidates",
            list_of(DAY),
            "Days that remain possible while open.",
        ),
        Column("published_reasons", list_of(TEXT), "One line for each piece of evidence."),
        Column(
            "stamps",
            list_of(STAMP),
            "Days of publication that the source itself states.",
            item_type=Stamp,
        ),
        _maybe("collected_at", INSTANT, "When the text was collected, as the record says."),
        Column(
            "source",
            TEXT,
            "Where it was read from: relative path or URL, with the place.",
        ),
        _refers("copy_of", "articles", "The article that this one repeats.", nullable=True),
        Column("text", TEXT, "The text that all offsets refer to."),
        Column("text_sha256", TEXT, "SHA-256 of the text in UTF-8, hexadecimal."),
    ),
    order=("published_date",),
)

DATE_EXPRESSIONS = Table(
    "date_expressions",
    "dates",
    "Every expression of time in the articles, resolved as far as the text supports it.",
    ("expression_id",),
    (
        _key("expression_id", "article_id:dSTART-END."),
        ARTICLE_ID,
        _refers(
            "parent_id",
            "date_expressions",
            "The expression it is part of.",
            nullable=True,
        ),
        *SPAN,
        Column("text", TEXT, "The words themselves: articles.text[start:end]."),
        _words("timex_type", TimexType, "TIMEX3 type."),
        Column("timex_value", TEXT, "TIMEX3 value."),
        EDTF,
        EARLIEST,
        LATEST,
        TIME_UTC,
        _words("precision", Precision, "How exact the words are."),
        _maybe("time_zone", TEXT, "IANA zone or UTC offset that the words name or imply."),
        Column("anchor", TEXT, "self, publication, or the expression_id it counts from."),
        Column("rule", TEXT, "The rule that read it."),
        Column("derivation", TEXT, "How the value follows, in words."),
        _words("status", ResolutionStatus, "Whether the words have one value."),
        Column("candidates", list_of(TEXT), "EDTF of each reading while ambiguous."),
        _maybe("range_edtf", TEXT, "EDTF of the range that it opens or closes."),
    ),
    order=("earliest",),
    row_type=DateExpression,
)

LAUNCH_MENTIONS = Table(
    "launch_mentions",
    "launches",
    "Every clause that speaks of a launch: done, claimed, planned, feared or denied.",
    ("mention_id",),
    (
        _key("mention_id", "article_id:mSTART-END.N."),
        ARTICLE_ID,
        *SPAN,
        QUOTE,
        _refers("expression_id", "date_expressions", "What dates it.", nullable=True),
        _words("status", MentionStatus, "What the clause says of the launch."),
        _maybe("launcher", TEXT, LAUNCHER),
        _words("missile_class", MissileClass, "What flew, no more exact than the words."),
        _maybe("designation", TEXT, "Name of the missile in the lexicon."),
        _maybe("count_low", INT, "At least so many.", "missiles"),
        _maybe(
            "count_high",
            INT,
            "At most so many; null with a low count: no bound.",
            "missiles",
        ),
        _maybe("site_id", TEXT, "Launch site in the lexicon."),
        LANDING,
        OVERFLEW,
        RANGE,
        APOGEE,
        _words("outcome", Outcome, "Whether it flew as intended, as this clause says."),
        _maybe("claimant", TEXT, "On whose word: claimant_id of the lexicon."),
        EDTF,
        EARLIEST,
        LATEST,
        TIME_UTC,
        Column(
            "reported",
            YES_NO,
            "The days follow from the day of the report, not from a date of the launch.",
        ),
        _maybe("occasion", INT, "Same number in one article: the same launch."),
        _words("role", Role, "Whether the article is about it."),
        Column("confidence", REAL, "Probability that the row is right, 0 to 1."),
    ),
    order=("earliest",),
    row_type=LaunchMention,
)

LAUNCH_COUNTS = Table(
    "launch_counts",
    "launches",
    "Totals and ordinals that articles give, held against the events of their period.",
    ("count_id",),
    (
        _key("count_id", "article_id:cSTART-END.N."),
        ARTICLE_ID,
        *SPAN,
        QUOTE,
        _words("kind", ("total", "ordinal"), "six launches, or the sixth launch."),
        _maybe("launcher", TEXT, LAUNCHER),
        _maybe("value_low", INT, "At least so many."),
        _maybe("value_high", INT, "At most so many; null with a low value: no bound."),
        _words("unit", ("missile", "launch", "day"), "What is counted."),
        _words("missile_class", MissileClass, "Class that is counted.", nullable=True),
        _maybe("period_earliest", DAY, "First day of the period."),
        _maybe("period_latest", DAY, "Last day of the period."),
        Column("found", INT, "How many the timeline holds for the period."),
        _words(
            "status",
            ("match", "explained", "missing", "conflict", "unverifiable"),
            "What comes of holding it against the events.",
        ),
        Column("reason", TEXT, "Why the status is what it is, in words."),
        Column("event_ids", list_of(TEXT), "The events counted."),
    ),
    order=("period_earliest",),
    row_type=LaunchCount,
)

RESPONSES = Table(
    "responses",
    "launches",
    "What states and organisations did about a launch.",
    ("response_id",),
    (
        _key("response_id", "article_id:rSTART-END.N."),
        ARTICLE_ID,
        *SPAN,
        QUOTE,
        _words(
            "type",
            (
                "statement", "call", "meeting", "unsc_meeting", "sanction", "exercise",
                "deployment", "protest",
            ),
            "What was done.",
        ),
        Column("actors", list_of(TEXT), "Who: ISO 3166 alpha-2 or an organisation's code."),
        _words("status", ("done", "requested", "planned"), "Whether it had happened."),
        EDTF,
        EARLIEST,
        LATEST,
        _refers("mention_id", "launch_mentions", "The words about the launch.", nullable=True),
        _refers("event_id", "launch_events", "The launch it answers.", nullable=True),
        _maybe("link_basis", TEXT, "Why it is linked to that launch, in words."),
    ),
    order=("earliest",),
    row_type=Response,
)  # fmt: skip

LAUNCH_EVENTS = Table(
    "launch_events",
    "events",
    "One row for one salvo: the timeline.",
    ("event_id",),
    (
        _key(
            "event_id",
            "Minted once, kept for ever; a merge leaves a redirect in event_history.",
        ),
        Column("launcher", TEXT, LAUNCHER),
        _maybe("date_local", DAY, "Local day at the launch site, where it is one day."),
        Column("edtf", TEXT, "The date in EDTF (ISO 8601-2), however vague."),
        EARLIEST,
        LATEST,
        _words("precision", Precision, "How exact the date is."),
        TIME_UTC,
        Column("missile_classes", list_of(TEXT), "Classes that flew."),
        Column(
            "payloads",
            list_of(PAYLOAD),
            "What flew: class, designation, count, flight.",
            item_type=Payload,
        ),
        _maybe("count_low", INT, "At least so many.", "missiles"),
        _maybe(
            "count_high",
            INT,
            "At most so many; null with a low count: no bound.",
            "missiles",
        ),
        _maybe("site_id", TEXT, "Launch site in the lexicon."),
        _maybe("latitude", REAL, "Of the site, WGS 84.", "degrees"),
        _maybe("longitude", REAL, "Of the site, WGS 84.", "degrees"),
        _maybe("site_uncertainty_km", REAL, "Radius that the coordinates stand for.", "km"),
        LANDING,
        OVERFLEW,
        RANGE,
        APOGEE,
        _words("outcome", Outcome, "Whether it flew as intended."),
        _words(
            "status",
            ("confirmed", "claimed", "unconfirmed", "disputed"),
            "How well founded.",
        ),
        Column("disputed_fields", list_of(TEXT), "Fields on which sources disagree."),
        Column("articles", INT, "Articles that report it."),
        Column("sources", INT, "Independent ones: copies of one text count once."),
        _maybe("first_reported", DAY, "Earliest publication day among its articles."),
        Column("confidence", REAL, "Probability that the row is right, 0 to 1."),
    ),
    order=("earliest",),
    row_type=LaunchEvent,
)

EVENT_EVIDENCE = Table(
    "event_evidence",
    "events",
    "Which words support, contradict or give background to which field of which event.",
    ("event_id", "mention_id", "field"),
    (
        _refers("event_id", "launch_events", "The event."),
        _refers("mention_id", "launch_mentions", "The words."),
        Column("field", TEXT, "Column of launch_events; event for the launch as such."),
        ARTICLE_ID,
        _maybe("ruling_id", TEXT, "The ruling that decided it."),
        _words("link", ("supports", "contradicts", "background"), "What the words do."),
        Column("score", REAL, "Strength of the link, 0 to 1."),
        Column("reason", TEXT, "The comparison that linked them, in words."),
    ),
    row_type=Evidence,
)

EVENT_HISTORY = Table(
    "event_history",
    "events",
    "The life of every event: enough to rebuild the timeline as it was known on any past day.",
    ("event_id", "revision"),
    (
        _key("event_id", "The event; it may no longer stand in launch_events."),
        Column("revision", INT, "1 for the first, then counting up."),
        Column("recorded_on", DAY, "The day that the build spoke for."),
        _words(
            "change",
            ("minted", "changed", "merged", "split", "retracted"),
            "What happened.",
        ),
        _maybe("into", TEXT, "The event that it now is."),
        _maybe("before", TEXT, "The row before, as JSON."),
        _maybe("after", TEXT, "The row after, as JSON."),
        Column("reason", TEXT, "Why, in words."),
    ),
    row_type=Revision,
)

ISSUES = Table(
    "issues",
    "publishing",
    "Whatever could not be read, dated or decided.",
    ("issue_id",),
    (
        _key("issue_id", "From the issue's own content."),
        _words(
            "stage",
            ("seeds", "reading", "dates", "launches", "events", "publishing"),
            "The room that met it.",
        ),
        _refers("article_id", "articles", "The article, where there is one.", nullable=True),
        _maybe("place", TEXT, "File and line, offsets or ids."),
        Column("code", TEXT, "What kind of problem, in stable words."),
        Column("detail", TEXT, "What happened and what can be done."),
    ),
    order=("stage",),
    row_type=Issue,
)

TABLES: tuple[Table, ...] = (
    ARTICLES,
    DATE_EXPRESSIONS,
    LAUNCH_MENTIONS,
    LAUNCH_COUNTS,
    RESPONSES,
    LAUNCH_EVENTS,
    EVENT_EVIDENCE,
    EVENT_HISTORY,
    ISSUES,
)
