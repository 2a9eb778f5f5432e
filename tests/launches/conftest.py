"""Reading a text the way the pipeline does, with the lexicon of the repository."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipelines.dates import tag
from pipelines.launches import extract
from pipelines.model import FOUNDING_STATUSES, Article, Findings, LaunchMention, Publication
from pipelines.seeds import Lexicon, load

Reading = Callable[..., Findings]


@pytest.fixture(scope="session")
def lexicon(repo: Path) -> Lexicon:
    return load(repo / "seeds").lexicon


@pytest.fixture(scope="session")
def read(lexicon: Lexicon) -> Reading:
    """`read(text, "2022-10-04")`: what the room finds in a text published on that day."""

    def read_text(text: str, published: str | None = None, url: str | None = None) -> Findings:
        day = date.fromisoformat(published) if published else None
        article = Article(article_id="a-test", text=text, source="test", url=url, language="en")
        publication = Publication(day=day, basis="stated" if day else "unknown")
        return extract(article, publication, tag(text, day, article_id="a-test"), lexicon)

    return read_text


def asserted(findings: Findings) -> list[LaunchMention]:
    """The mentions that may found an event."""
    return [
        m for m in findings.mentions
        if m.status in FOUNDING_STATUSES and m.occasion is not None
    ]  # fmt: skip


def launch_days(findings: Findings) -> set[tuple[str | None, str]]:
    """(launcher, day) of every launch that has exactly one day."""
    return {
        (m.launcher, m.earliest.isoformat())
        for m in asserted(findings)
        if m.earliest is not None and m.earliest == m.latest
    }
