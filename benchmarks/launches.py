"""How fast launch news becomes mentions, beside dateparser's search for dates alone.

    python -m benchmarks.launches

CPU seconds of one process, the labelled briefs of `tests/gold` one by one, and joined to articles
of some 2 KB (a launch in nearly every sentence, denser than any newspaper); the best of some
rounds, since other work on the machine only ever slows one. The peer reads the same articles in
the same run. An article without a missile must cost next to nothing, since most of what feeds
bring is of that kind.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from dateparser.search import search_dates

from pipelines import reading
from pipelines.dates import tag
from pipelines.launches import extract
from pipelines.model import Article, Publication
from pipelines.seeds import load

REPO = Path(__file__).resolve().parents[1]
ARTICLE_CHARACTERS = 2000
PEER_ARTICLES = 15
ROUNDS = 5
DAY = date(2022, 10, 5)
OFF_TOPIC = "The council met on Monday to talk about the bus line and the price of bread. " * 26


def briefs() -> list[Article]:
    """The labelled briefs, of two or three sentences each."""
    rows = reading.read([REPO / "tests" / "gold" / "articles"])
    return [row for row in rows if isinstance(row, Article)]


def articles() -> Iterator[Article]:
    """Briefs joined until they are as long as an article."""
    text = ""
    for brief in briefs():
        text += brief.text + "\n\n"
        if len(text) >= ARTICLE_CHARACTERS:
            yield _article(text)
            text = ""


def _article(text: str) -> Article:
    return Article(article_id="a-benchmark", text=text, source="benchmark", language="en")


def seconds_each(
    work: Callable[[Article], object], texts: list[Article], rounds: int = ROUNDS
) -> float:
    """CPU seconds for one article in the best round, after a warm-up on the first."""
    work(texts[0])
    return min(_seconds(work, texts) for _ in range(rounds)) / len(texts)


def _seconds(work: Callable[[Article], object], texts: list[Article]) -> float:
    begin = time.process_time()
    for article in texts:
        work(article)
    return time.process_time() - begin


def main() -> int:
    lexicon = load(REPO / "seeds").lexicon
    known = Publication(day=DAY, basis="stated", confidence=1.0)
    found = list(articles())

    def ours(article: Article) -> object:
        return extract(article, known, tag(article.text, DAY, article_id="a"), lexicon)

    whole = seconds_each(ours, found)
    short = seconds_each(ours, briefs())
    dates = seconds_each(lambda a: tag(a.text, DAY, article_id="a"), found)
    nothing = seconds_each(lambda a: extract(a, known, (), lexicon), [_article(OFF_TOPIC)] * 500)
    peer = seconds_each(lambda a: search_dates(a.text, languages=["en"]), found[:PEER_ARTICLES], 1)
    size = sum(len(a.text) for a in found) // len(found)
    print(f"{len(found)} articles of {size} characters, one process, CPU time")
    print(f"text to mentions        {1 / whole:8,.0f} articles/s")
    print(f"  of that, dates        {1 / dates:8,.0f} articles/s")
    print(f"a brief to mentions     {1 / short:8,.0f} briefs/s")
    print(f"dateparser, dates alone {1 / peer:8,.0f} articles/s ({peer / whole:,.0f} x slower)")
    print(f"an article off topic    {1000 * nothing:8.3f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
