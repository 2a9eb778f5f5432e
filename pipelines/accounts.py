"""What one article says, as values and as the rows of a batch: the first layer at rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pyarrow as pa

from pipelines import tables
from pipelines.model import Article, Findings, Issue, Publication

TableSet = dict[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Account:
    """One article, the day it was written so far as known, and all that it says."""

    article: Article
    publication: Publication
    findings: Findings
    copy_of: str | None = None


def batch_tables(accounts: Sequence[Account], issues: Iterable[Issue]) -> TableSet:
    """The first layer of one batch in the schemas of the published tables."""
    rows: Mapping[str, Sequence[Any]] = {
        "articles": [article_row(a) for a in accounts],
        "date_expressions": [e for a in accounts for e in a.findings.expressions],
        "launch_mentions": [m for a in accounts for m in a.findings.mentions],
        "launch_counts": [c for a in accounts for c in a.findings.counts],
        "responses": [r for a in accounts for r in a.findings.responses],
        "issues": [*issues, *(i for a in accounts for i in a.findings.issues)],
    }
    return {t.name: t.build(rows[t.name]) for t in tables.TABLES if t.name in rows}


def accounts_of(batch: Mapping[str, pa.Table]) -> list[Account]:
    """The accounts that `batch_tables` wrote."""
    said = [_by_article(t.values(batch[t.name])) for t in _SAID]
    found = []
    for row in tables.ARTICLES.rows(batch["articles"]):
        parts = [tuple(by_article.get(row["article_id"], ())) for by_article in said]
        found.append(Account(_article(row), _publication(row), Findings(*parts), row["copy_of"]))
    return found


def reading_issues_of(batch: Mapping[str, pa.Table]) -> list[Issue]:
    """The issues of a batch that belong to what was read and not to what an article says."""
    return [i for i in tables.ISSUES.values(batch["issues"]) if i.stage == "reading"]


_SAID = (
    tables.DATE_EXPRESSIONS,
    tables.LAUNCH_MENTIONS,
    tables.LAUNCH_COUNTS,
    tables.RESPONSES,
    tables.ISSUES,
)
"""In the order of the fields of Findings."""


def _by_article(values: Iterable[Any]) -> dict[str, list[Any]]:
    """Values by article, each article's in the order of its text (outer before inner)."""
    grouped: dict[str, list[Any]] = {}
    for value in sorted(values, key=lambda v: (getattr(v, "start", 0), -getattr(v, "end", 0))):
        if value.article_id and getattr(value, "stage", None) != "reading":
            grouped.setdefault(value.article_id, []).append(value)
    return grouped


def article_row(account: Account) -> dict[str, Any]:
    """The row of `tables.ARTICLES` for one account."""
    article, publication = account.article, account.publication
    return {
        "article_id": article.article_id,
        "url": article.url,
        "title": article.title,
        "publisher": article.publisher,
        "language": article.language,
        "published_date": publication.day,
        "published_time": publication.time_utc,
        "published_basis": publication.basis,
        "published_confidence": publication.confidence,
        "published_earliest": publication.earliest,
        "published_latest": publication.latest,
        "published_candidates": publication.candidates,
        "published_reasons": publication.reasons,
        "stamps": article.stamps,
        "collected_at": article.collected_at,
        "source": article.source,
        "copy_of": account.copy_of,
        "text": article.text,
        "text_sha256": sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
    }


def _article(row: Mapping[str, Any]) -> Article:
    same = ("article_id", "text", "source", "language", "url", "title", "publisher")
    return Article(
        **{n: row[n] for n in same}, stamps=row["stamps"], collected_at=row["collected_at"]
    )


def _publication(row: Mapping[str, Any]) -> Publication:
    return Publication(
        day=row["published_date"],
        time_utc=row["published_time"],
        basis=row["published_basis"],
        confidence=row["published_confidence"],
        earliest=row["published_earliest"],
        latest=row["published_latest"],
        candidates=row["published_candidates"],
        reasons=row["published_reasons"],
    )
