"""Pages -> text and day of publication: quality and speed beside trafilatura and htmldate.

    python -m benchmarks.extract
    python -m benchmarks.extract --bodies ARTICLE-EXTRACTION-BENCHMARK \\
        --texts TRAFILATURA/tests --dates HTMLDATE/tests

Without folders the pages are made up. With checkouts of the three projects their labelled pages are
used: for a body, the whole of it, scored by its runs of four words; for a text, passages that must
and must not be in it; for a day, the day.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import htmldate
import trafilatura

from benchmarks import _pages
from pipelines.model import Article
from pipelines.reading import DEFAULT, html
from pipelines.reading.articles import Facts

WARM_UP = 10
Reader = Callable[[bytes, str], tuple[str, str | None]]
"""Page and address -> text and ISO day."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page with its whole text, passages that belong to it, passages that do not, and its day, so
    far as they are known."""

    data: bytes
    url: str
    within: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    day: str | None = None
    body: str | None = None


def ours(data: bytes, url: str) -> tuple[str, str | None]:
    """`pipelines.reading.html`, with the address of the page known as in an archive."""
    for item in html.read(data, "page", DEFAULT, Facts(url=url)):
        if isinstance(item, Article):
            return item.text, item.stamps[0].day.isoformat() if item.stamps else None
    return "", None


def ours_without_address(data: bytes, _: str) -> tuple[str, str | None]:
    """The same for a page that was saved as a file."""
    for item in html.read(data, "page", DEFAULT):
        if isinstance(item, Article):
            return item.text, item.stamps[0].day.isoformat() if item.stamps else None
    return "", None


def standard(data: bytes, url: str) -> tuple[str, str | None]:
    """trafilatura as it comes, with its metadata."""
    found = trafilatura.bare_extraction(data, url=url, with_metadata=True, include_comments=False)
    return (found.text or "", found.date) if found else ("", None)  # type: ignore[union-attr]


def fast(data: bytes, url: str) -> tuple[str, str | None]:
    """trafilatura in its fast mode, with its metadata."""
    found = trafilatura.bare_extraction(
        data, url=url, with_metadata=True, include_comments=False, fast=True
    )
    return (found.text or "", found.date) if found else ("", None)  # type: ignore[union-attr]


def extensive(data: bytes, url: str) -> tuple[str, str | None]:
    """htmldate alone, extensive."""
    text = data.decode("utf-8", "replace")
    return "", htmldate.find_date(text, original_date=True, extensive_search=True, url=url)


READERS: dict[str, Reader] = {
    "ours": ours,
    "ours, address unknown": ours_without_address,
    "trafilatura standard": standard,
    "trafilatura fast": fast,
    "htmldate extensive": extensive,
}


@dataclass(slots=True)
class Score:
    """What one reader got right so far."""

    hits: int = 0
    misses: int = 0
    noise: int = 0
    dated: int = 0
    given: int = 0
    right: int = 0
    precisions: list[float] = field(default_factory=list)
    recalls: list[float] = field(default_factory=list)

    def add(self, page: Labelled, text: str, day: str | None) -> None:
        """Count what was read of one page."""
        plain = " ".join(text.split())
        found = sum(" ".join(passage.split()) in plain for passage in page.within)
        self.hits += found
        self.misses += len(page.within) - found
        self.noise += sum(" ".join(passage.split()) in plain for passage in page.without)
        self.dated += page.day is not None
        self.given += page.day is not None and day is not None
        self.right += page.day is not None and day == page.day
        if page.body is not None:
            wanted, got = runs(page.body), runs(text)
            shared = (wanted & got).total()
            self.precisions += [shared / got.total()] if got else []
            self.recalls += [shared / wanted.total()] if wanted else []

    def f1(self) -> str:
        """Of whole texts, the mean precision and recall of their runs; else of all passages."""
        if self.precisions and self.recalls:
            precision, recall = statistics.mean(self.precisions), statistics.mean(self.recalls)
            return f"{2 * precision * recall / (precision + recall):.3f}"
        doubled = 2 * self.hits
        return f"{doubled / (doubled + self.misses + self.noise):.3f}" if self.hits else "-"


def runs(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text, or all its words where there are fewer."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[n : n + 4]) for n in range(max(bool(words), len(words) - 3)))


def measure(read: Reader, pages: Sequence[Labelled]) -> str:
    """F1 of the text, share of right days, of right among given, and pages a second."""
    score, seconds = Score(), 0.0
    for page in pages[:WARM_UP]:  # what a process loads once is no part of the rate
        timed(read, page)
    for page in pages:
        text, day, took = timed(read, page)
        seconds += took
        score.add(page, text, day)
    share = f"{score.right / score.dated:.3f}" if score.dated else "-"
    precision = f"{score.right / score.given:.3f}" if score.given else "-"
    return f"{score.f1():>8} {share:>8} {precision:>10} {len(pages) / seconds:>9.1f}"


def timed(read: Reader, page: Labelled) -> tuple[str, str | None, float]:
    """Text, day and CPU seconds; nothing where the reader fails."""
    started = time.process_time()
    try:
        text, day = read(page.data, page.url)
    except Exception:
        text, day = "", None
    return text, day, time.process_time() - started


def bodies(folder: Path) -> Iterator[Labelled]:
    """The labelled pages of a checkout of the article extraction benchmark."""
    labels = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name, label in labels.items():
        data = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield Labelled(data, label["url"], body=label["articleBody"])


def texts(folder: Path) -> Iterator[Labelled]:
    """The labelled pages of a trafilatura checkout."""
    labels = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    for url, label in labels.items():
        for path in (folder / "cache" / label["file"], folder / "eval" / label["file"]):
            if path.is_file():
                yield Labelled(
                    path.read_bytes(), url, tuple(label["with"]), tuple(label["without"])
                )


def dates(folder: Path) -> Iterator[Labelled]:
    """The labelled pages of an htmldate checkout."""
    for name in ("eval_default.json", "eval_mediacloud_2020.json"):
        for url, label in json.loads((folder / name).read_text(encoding="utf-8")).items():
            for place in ("test_set", "cache", "eval"):
                path = folder / place / label["file"]
                if path.is_file() and label.get("date"):
                    yield Labelled(path.read_bytes(), url, day=label["date"])


def made(count: int) -> Iterator[Labelled]:
    """Made-up pages; what must not be in the text is their frame."""
    for page in _pages.pages(count):
        frame = ("Copyright, terms of use", '"kind":"teaser"', "More")
        yield Labelled(
            page.html.encode(), page.url, page.paragraphs[:6], frame, page.published.isoformat()
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bodies", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--dates", type=Path)
    parser.add_argument("--pages", type=int, default=150, help="made-up pages")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    sets: dict[str, list[Labelled]] = {
        f"{arguments.pages} made-up pages": list(made(arguments.pages))
    }
    if arguments.bodies:
        sets["labelled bodies"] = list(bodies(arguments.bodies))
    if arguments.texts:
        sets["labelled texts"] = list(texts(arguments.texts))
    if arguments.dates:
        sets["labelled days"] = list(dates(arguments.dates))
    for name, pages in sets.items():
        print(f"\n{name} ({len(pages)} pages)")
        print(f"{'':24}{'text F1':>8} {'day':>8} {'day prec.':>10} {'pages/s':>9}")
        for reader, read in READERS.items():
            print(f"{reader:24}{measure(read, pages)}", flush=True)


if __name__ == "__main__":
    main()
