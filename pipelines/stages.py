"""The rooms in their order: what one text says, and what follows from knowing all of them.

First layer, per batch and immutable: `read` and `understand`. Second layer, over all batches:
`settle` (copies, days of publication) and `join` (events and what is held against them). The
second never writes back into the first. Articles dated by themselves anchor the others; there is
no third pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from pipelines import tables
from pipelines.accounts import (
    Account,
    TableSet,
    accounts_of,
    article_row,
    batch_tables,
    reading_issues_of,
)
from pipelines.dates import publication as dating
from pipelines.dates import tag
from pipelines.events import Source, reconcile, resolve
from pipelines.launches import extract
from pipelines.model import (
    FOUNDING_STATUSES,
    Article,
    DateExpression,
    Findings,
    Issue,
    Publication,
    Response,
    Revision,
)
from pipelines.reading import copies, languages, twice
from pipelines.seeds import Lexicon, Seeds


def understand(article: Article, lexicon: Lexicon) -> Account:
    """Everything that an article says by itself, with the day that it gives by itself."""
    return with_launches(with_dates(article, lexicon), lexicon)


def with_dates(article: Article, lexicon: Lexicon) -> Account:
    """An article with its expressions of time, and the day of publication that it gives itself."""
    try:
        if not languages.is_read(article.language):
            return Account(article, dating.alone(article, (), _context(lexicon)), Findings())
        vague = tag(article.text, None, article_id=article.article_id)
        publication = dating.alone(article, vague, _context(lexicon))
        return _redated(Account(article, publication, Findings(tuple(vague))), publication)
    except Exception as error:  # one text must never stop a run
        issue = _defect("dates", article, error)
        return Account(article, Publication(), Findings(issues=(issue,)))


def with_launches(account: Account, lexicon: Lexicon) -> Account:
    """An account with dates, and with the launches, counts and responses of its text."""
    said = account.findings
    if not languages.is_read(account.article.language):
        return account
    try:
        found = extract(account.article, account.publication, said.expressions, lexicon)
    except Exception as error:  # one text must never stop a run
        issue = _defect("launches", account.article, error)
        found = Findings(said.expressions, issues=(issue,))
    return replace(account, findings=replace(found, issues=(*said.issues, *found.issues)))


def _defect(stage: Literal["dates", "launches"], article: Article, error: Exception) -> Issue:
    return Issue(
        stage=stage,
        code="defect",
        detail=f"a rule failed on this text, please report it: {error!r}",
        article_id=article.article_id,
        place=article.source,
    )


def _redated(account: Account, publication: Publication) -> Account:
    """The expressions of an article, read with what is known of its day of publication."""
    article, vague = account.article, account.findings.expressions
    expressions = _expressions(article, publication, vague)
    issues = tuple(dating.contradictions(article, publication, expressions))
    return replace(account, publication=publication, findings=Findings(expressions, issues=issues))


def _expressions(
    article: Article, publication: Publication, vague: tuple[DateExpression, ...]
) -> tuple[DateExpression, ...]:
    """Read from the day of publication, or from both ends of the days it can be.

    What an expression denotes moves in one direction with the day of publication: a value on which
    both ends agree holds for every day between them.
    """
    if publication.day is not None:
        return tuple(tag(article.text, publication.day, article_id=article.article_id))
    if publication.earliest is None or publication.latest is None:
        return vague
    early, late = (
        {e.expression_id: e for e in tag(article.text, end, article_id=article.article_id)}
        for end in (publication.earliest, publication.latest)
    )
    window = f"the same for every day from {publication.earliest} to {publication.latest}"

    def settled(expression: DateExpression) -> DateExpression:
        first, last = early.get(expression.expression_id), late.get(expression.expression_id)
        if expression.earliest or not (first and last and first.earliest):
            return expression
        agreed = (first.edtf, first.latest) == (last.edtf, last.latest)
        derivation = f"{first.derivation}; {window}"
        return replace(first, derivation=derivation) if agreed else expression

    return tuple(map(settled, vague))


def distinct(accounts: Iterable[Account], lexicon: Lexicon) -> Iterator[Account | Issue]:
    """The accounts of all batches, each text of an address once and under an id of its own.

    The order of `accounts` and their division into batches do not matter (see `reading.twice`).
    """
    names = twice.Names()
    for account in sorted(accounts, key=lambda a: twice.place(a.article)):
        article = account.article
        name = names.give(article)
        if name is None:
            yield twice.already_read(article)
            continue
        article = replace(article, article_id=name)
        if issue := twice.same_address(article):
            yield issue
        yield account if article == account.article else understand(article, lexicon)


def settle(accounts: Iterable[Account], seeds: Seeds, *, use_catalogue: bool) -> list[Account]:
    """Mark copies, and date what stayed open against what is known from dated articles.

    The order of `accounts` does not matter; each article comes once (see `distinct`).
    """
    withdrawn = {r.subject for r in seeds.rulings if r.ruling == "withdraw"}
    kept = [a for a in sorted(accounts, key=_id) if a.article.article_id not in withdrawn]
    copied = copies.find([(a.article, a.publication.day) for a in kept])
    kept = [replace(a, copy_of=copied.get(a.article.article_id)) for a in kept]
    still_open = [a for a in kept if a.publication.day is None]
    known = [a for a in kept if a.publication.day is not None]
    matched = dating.together(
        [dating.OpenArticle(a.article, a.publication, a.findings) for a in still_open],
        [m for a in known for m in a.findings.mentions if m.status in FOUNDING_STATUSES],
        seeds.catalogue if use_catalogue else (),
        seeds.coverage if use_catalogue else (),
        _context(seeds.lexicon),
    )
    return [_matched(a, matched.get(a.article.article_id), seeds.lexicon) for a in kept]


def _context(lexicon: Lexicon) -> dating.Context:
    return dating.Context(lexicon.offices, lexicon.happenings, lexicon.sites)


def _matched(account: Account, publication: Publication | None, lexicon: Lexicon) -> Account:
    if publication is None or publication == account.publication:
        return account
    return with_launches(_redated(account, publication), lexicon)


def join(
    accounts: Sequence[Account],
    seeds: Seeds,
    ledger: Sequence[Revision],
    as_of: date,
    issues: Iterable[Issue] = (),
) -> TableSet:
    """All tables of a build from settled accounts, the rulings and the last build's history."""
    mentions = [m for a in accounts for m in a.findings.mentions]
    sources = {a.article.article_id: _source(a) for a in accounts}
    resolution = resolve(
        mentions,
        sources,
        seeds.rulings,
        ledger,
        as_of,
        sites=seeds.lexicon.sites,
        claimants=seeds.lexicon.claimants,
        places=seeds.lexicon.places,
    )
    counts = [c for a in accounts for c in a.findings.counts]
    all_issues = {
        issue.issue_id: issue
        for found in (issues, *(a.findings.issues for a in accounts), resolution.issues)
        for issue in found
    }
    event_of = {e.mention_id: e.event_id for e in resolution.evidence if e.field == "event"}
    rows: Mapping[str, Sequence[Any]] = {
        "articles": [article_row(a) for a in accounts],
        "date_expressions": [e for a in accounts for e in a.findings.expressions],
        "launch_mentions": mentions,
        "launch_counts": reconcile.hold(counts, resolution.events, sources),
        "responses": [_linked(r, event_of) for a in accounts for r in a.findings.responses],
        "launch_events": resolution.events,
        "event_evidence": resolution.evidence,
        "event_history": [*ledger, *resolution.revisions],
        "issues": list(all_issues.values()),
    }
    return {t.name: t.build(rows[t.name]) for t in tables.TABLES}


def _id(account: Account) -> str:
    return account.article.article_id


def _source(account: Account) -> Source:
    article = account.article
    return Source(
        article_id=article.article_id,
        copy_of=account.copy_of,
        published=account.publication.day,
        publisher=article.publisher,
        collected_on=article.collected_at.date() if article.collected_at else None,
    )


def _linked(response: Response, event_of: Mapping[str, str]) -> Response:
    event_id = event_of.get(response.mention_id or "")
    return replace(response, event_id=event_id) if event_id else response


__all__ = [
    "Account",
    "TableSet",
    "accounts_of",
    "article_row",
    "batch_tables",
    "distinct",
    "join",
    "reading_issues_of",
    "settle",
    "understand",
    "with_dates",
    "with_launches",
]
