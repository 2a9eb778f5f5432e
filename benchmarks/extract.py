"""Pages -> text and day of publication: quality and speed beside trafilatura and htmldate.

    python -m benchmarks.extract
    python -m benchmarks.extract --texts TRAFILATURA/tests --dates HTMLDATE/tests

Without folders the pages are made up. With checkouts of the two projects their own labelled pages
are used: for a text, passages that must and must not be in it; for a day, the day.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import htmldate
import trafilatura

from benchmarks import _pages
from pipelines.model import Article
from pipelines.reading import DEFAULT, html
from pipelines.reading.articles import Facts

Reader = Callable[[bytes, str], tuple[str, str | None]]
"""Page and address -> text and ISO day."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page with passages that belong to its text, passages that do not, and its day."""

    data: bytes
    url: str
    within: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    day: str | None = None


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


def measure(read: Reader, pages: Iterable[Labelled]) -> str:
    """F1 of the passages, share of right days, of right among given, and pages a second."""
    hits = misses = noise = right = given = dated = 0
    seconds, count = 0.0, 0
    for page in pages:
        started = time.process_time()
        try:
            text, day = read(page.data, page.url)
        except Exception:
            text, day = "", None
        seconds += time.process_time() - started
        count += 1
        plain = " ".join(text.split())
        found = sum(" ".join(passage.split()) in plain for passage in page.within)
        hits, misses = hits + found, misses + len(page.within) - found
        noise += sum(" ".join(passage.split()) in plain for passage in page.without)
        dated += page.day is not None
        given += page.day is not None and day is not None
        right += page.day is not None and day == page.day
    f1 = f"{2 * hits / (2 * hits + misses + noise):.3f}" if hits else "-"
    share = f"{right / dated:.3f}" if dated else "-"
    precision = f"{right / given:.3f}" if given else "-"
    return f"{f1:>8} {share:>8} {precision:>10} {count / seconds:>9.1f}"


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
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--dates", type=Path)
    parser.add_argument("--pages", type=int, default=150, help="made-up pages")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    sets: dict[str, list[Labelled]] = {
        f"{arguments.pages} made-up pages": list(made(arguments.pages))
    }
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
