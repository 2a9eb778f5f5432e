"""How well articles are dated that do not say when they were written.

    python benchmarks/dating.py [ARTICLES.jsonl] [--labels LABELS.csv] [--wrong]

Every record needs `text` and `published`; all else that could carry a date (id, URL, title, stamps)
is withheld. Each article is dated by itself, then against the catalogue. Printed: shares dated to
the right day, month and year, left open, and wrong while confident; how often the window of an open
article holds the day; a reliability table. The peer is the year of the latest explicit year in the
text, which is what a reader without a calendar would guess.
"""

from __future__ import annotations

import csv
import json
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import click

from pipelines import seeds
from pipelines.dates import publication as dating
from pipelines.dates import tag
from pipelines.launches import extract
from pipelines.model import Article, Publication

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)


@dataclass(frozen=True, slots=True)
class Case:
    """A text with its true day and what was found."""

    name: str
    kind: str
    truth: date
    found: Publication


@click.command()
@click.argument("articles", type=click.Path(path_type=Path), default=DATA / "dev_articles.jsonl")
@click.option("--labels", type=click.Path(path_type=Path), default=DATA / "dev_labels.csv")
@click.option("--wrong", is_flag=True, help="Print every article that is wrong while confident.")
@click.option("--open", "show_open", is_flag=True, help="Print every report that stays open.")
def main(articles: Path, labels: Path, wrong: bool, show_open: bool) -> None:
    """Measure dating on articles whose stamps are withheld."""
    known = seeds.load(ROOT / "seeds")
    records = [json.loads(line) for line in articles.read_text("utf-8").splitlines() if line]
    kinds = _kinds(labels)
    truths = [date.fromisoformat(r["published"][:10]) for r in records]
    names = [str(r.get("id", i)) for i, r in enumerate(records)]
    texts = [str(r["text"]) for r in records]
    _print_peer(texts, truths)
    started = time.process_time()
    opened = [_open(text, known) for text in texts]
    read = time.process_time()
    passes: dict[str, Callable[[dating.OpenArticle], Publication]] = {
        "alone": lambda one: _alone(one, known),
        "with the catalogue": lambda one: _together(one, known),
    }
    for label, dated in passes.items():
        begun = time.process_time()
        cases = [
            Case(name, kinds.get(name, "other"), truth, dated(one))
            for name, truth, one in zip(names, truths, opened, strict=True)
        ]
        spent = (time.process_time() - begun) / max(1, len(cases)) * 1000
        click.echo(f"\n== {label} ({spent:.1f} ms of CPU an article)")
        _print(cases, wrong, show_open)
    click.echo(f"\nread, tagged, extracted and dated alone in {read - started:.1f} s of CPU")


def _open(text: str, known: seeds.Seeds) -> dating.OpenArticle:
    article_id = "a-" + sha256(text.encode()).hexdigest()[:16]
    article = Article(article_id=article_id, text=text, source="benchmark")
    expressions = tag(text, None, article_id=article_id)
    publication = dating.alone(article, expressions, _context(known.lexicon))
    findings = extract(article, publication, expressions, known.lexicon)
    return dating.OpenArticle(article, publication, findings)


def _alone(one: dating.OpenArticle, known: seeds.Seeds) -> Publication:
    return dating.alone(one.article, one.findings.expressions, _context(known.lexicon))


def _together(one: dating.OpenArticle, known: seeds.Seeds) -> Publication:
    if one.publication.day is not None:
        return one.publication
    context = _context(known.lexicon)
    found = dating.together([one], [], known.catalogue, known.coverage, context)
    return found[one.article.article_id]


def _context(lexicon: seeds.Lexicon) -> dating.Context:
    return dating.Context(lexicon.offices, lexicon.happenings, lexicon.sites)


def _kinds(labels: Path) -> dict[str, str]:
    if not labels.exists():
        return {}
    with labels.open(encoding="utf-8", newline="") as file:
        return {row["article_id"]: row["kind"] for row in csv.DictReader(file)}


def _print_peer(texts: Sequence[str], truths: Sequence[date]) -> None:
    years = [max(re.findall(r"\b(?:19|20)\d\d\b", text), default="") for text in texts]
    right = sum(y == str(t.year) for y, t in zip(years, truths, strict=True))
    click.echo(
        f"{len(texts)} articles; latest year in the text is right in {right / len(texts):.1%}"
    )


def _print(cases: Sequence[Case], wrong: bool, show_open: bool) -> None:
    _print_row("all", cases)
    for kind in sorted({c.kind for c in cases}):
        _print_row(kind, [c for c in cases if c.kind == kind])
    _print_reliability(cases)
    for case in cases:
        mistaken = case.found.day is not None and case.found.day != case.truth
        missed = show_open and case.found.day is None and case.kind == "report"
        if (wrong and mistaken) or missed:
            click.echo(f"\n{case.name}: true {case.truth}, found {case.found.day}")
            click.echo("  " + "\n  ".join(case.found.reasons))
            click.echo(f"  {case.found.confidence} {' '.join(map(str, case.found.candidates[:9]))}")


def _print_row(name: str, cases: Sequence[Case]) -> None:
    given = [c for c in cases if c.found.day is not None]
    opened = [c for c in cases if c.found.day is None and c.found.earliest and c.found.latest]
    mistaken = [c for c in given if c.found.day != c.truth]
    parts = {
        "day": _share(cases, [c for c in given if c.found.day == c.truth]),
        "month": _share(cases, [c for c in cases if _within(c, "%Y-%m")]),
        "year": _share(cases, [c for c in cases if _within(c, "%Y")]),
        "open": _share(cases, [c for c in cases if c.found.day is None]),
        "wrong": _share(cases, mistaken),
        "wrong of given": _share(given, mistaken),
        "day in window": _share(opened, [c for c in opened if _in_window(c)]),
    }
    told = "  ".join(f"{key} {value}" for key, value in parts.items())
    click.echo(f"{name:11} n {len(cases):4}  {told}")


def _within(case: Case, form: str) -> bool:
    """Whether all days still possible share the true month or year."""
    first, last = case.found.earliest, case.found.latest
    if first is None or last is None:
        return False
    return format(first, form) == format(last, form) == format(case.truth, form)


def _in_window(case: Case) -> bool:
    first, last = case.found.earliest, case.found.latest
    return first is not None and last is not None and first <= case.truth <= last


def _share(of: Sequence[Case], those: Sequence[Case]) -> str:
    return f"{len(those) / len(of):6.1%}" if of else "     -"


def _print_reliability(cases: Iterable[Case]) -> None:
    """Stated confidence of the likeliest day against how often it was the day."""
    click.echo("confidence   articles  stated  observed")
    told = [c for c in cases if c.found.candidates or c.found.day]
    for low, high in pairwise(BINS):
        inside = [c for c in told if low <= c.found.confidence < high]
        if inside:
            stated = sum(c.found.confidence for c in inside) / len(inside)
            right = sum(_likeliest(c) == c.truth for c in inside) / len(inside)
            click.echo(
                f"{low:.2f}-{min(high, 1):.2f}  {len(inside):9}  {stated:6.2f}  {right:8.2f}"
            )


def _likeliest(case: Case) -> date | None:
    return case.found.day or next(iter(case.found.candidates), None)


if __name__ == "__main__":
    main()
