"""Made-up web pages with known main text, date and topic: what the benchmarks of reading run on."""

from __future__ import annotations

import gzip
import io
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from fastwarc.warc import WarcRecord, WarcRecordType

OUTLETS = ("Coast Daily", "Harbour Post", "Inland Times", "Delta Wire", "Northern Mail")
SYLLABLES = ("ba", "lo", "ter", "min", "sha", "vel", "dor", "ki", "ran", "pos", "tu", "gle", "ham")
COMMON = (
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "that",
    "was",
    "for",
    "on",
    "with",
    "as",
    "by",
    "said",
)
LAUNCH = (
    "North Korea fired {count} short-range ballistic missiles toward the sea off its east coast on"
    " {weekday}, the military of its neighbour said, in test number {number} of the year."
)


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page and the truth about it."""

    html: str
    paragraphs: tuple[str, ...]
    published: date
    on_topic: bool
    url: str


class Maker:
    """Makes pages; the same seed makes the same pages."""

    def __init__(self, seed: int = 1) -> None:
        self._chance = random.Random(seed)
        self._words = [self._word() for _ in range(4_000)]
        self._scripts = [self._script() for _ in range(60)]
        self._sentences = [self._sentence() for _ in range(3_000)]

    def page(self, number: int, *, on_topic: bool, kilobytes: int = 70) -> MadePage:
        """One page of about so many kilobytes, most of them scripts and menus as on real pages."""
        chance = self._chance
        day = date(2015, 1, 1) + timedelta(chance.randrange(3_650))
        paragraphs = self.paragraphs(chance.randint(4, 14))
        if on_topic:
            said = LAUNCH.format(count=chance.randint(2, 8), weekday=f"{day:%A}", number=number)
            paragraphs.insert(chance.randrange(2), said)
        slug = "-".join(chance.sample(self._words, 4))
        url = f"https://news{number % 40}.example/{day:%Y/%m/%d}/{slug}"
        if number % 3:
            url = f"https://news{number % 40}.example/story/{number}-{slug}"
        return MadePage(
            self._layout(paragraphs, day, kilobytes), tuple(paragraphs), day, on_topic, url
        )

    def paragraphs(self, count: int) -> list[str]:
        """So many paragraphs of running text."""
        return [self._paragraph() for _ in range(count)]

    def _layout(self, paragraphs: list[str], day: date, kilobytes: int) -> str:
        chance = self._chance
        title = chance.choice(self._sentences)[:70]
        kind = chance.randrange(4)
        head, visible = "", ""
        if kind == 0:
            about = {"@type": "NewsArticle", "headline": title, "datePublished": f"{day}T08:00:00Z"}
            head = f'<script type="application/ld+json">{json.dumps(about)}</script>'
        elif kind == 1:
            head = f'<meta property="article:published_time" content="{day}T08:00:00+09:00">'
        elif kind == 2:
            visible = f'<time datetime="{day}">{day:%d %B %Y}</time>'
        else:
            visible = f'<p class="byline">Published {day:%B} {day.day}, {day.year}</p>'
        body = "".join(f"<p>{text}</p>\n" for text in paragraphs)
        wrap = chance.choice(("article", "main", 'div class="article-body"', 'div id="content"'))
        closing = wrap.partition(" ")[0]
        menu = "".join(
            f'<li><a href="/{w}">{w.title()}</a></li>' for w in chance.sample(self._words, 60)
        )
        teasers = "".join(
            f'<li><a href="/t/{n}">{chance.choice(self._sentences)[:60]}</a></li>'
            for n in range(15)
        )
        page = (
            f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>{head}"
            f"</head><body><nav><ul>{menu}</ul></nav><h1>{title}</h1>{visible}<{wrap}>{body}"
            f"</{closing}><aside><h3>More</h3><ul>{teasers}</ul></aside>"
            f"<footer>Copyright, terms of use, imprint</footer>"
        )
        while len(page) < kilobytes * 1_000:
            page += chance.choice(self._scripts)
        return page + "</body></html>"

    def _word(self) -> str:
        return "".join(self._chance.choices(SYLLABLES, k=self._chance.randint(2, 4)))

    def _sentence(self) -> str:
        chance = self._chance
        words = [
            chance.choice(COMMON) if chance.random() < 0.45 else chance.choice(self._words)
            for _ in range(chance.randint(9, 24))
        ]
        return " ".join(words).capitalize() + "."

    def _paragraph(self) -> str:
        return " ".join(self._chance.sample(self._sentences, self._chance.randint(2, 4)))

    def _script(self) -> str:
        """Code and data as pages carry it: mostly the same few names, so that it packs five times,
        as the pages in the web's archives do."""
        chance = self._chance
        names = chance.sample(self._words, 12)
        lines = [
            f'window.{chance.choice(names)}.push({{"id":{chance.randrange(99)},"kind":"teaser",'
            f'"slot":"{chance.choice(names)}","visible":true}});'
            for _ in range(70)
        ]
        return f"<script>{''.join(lines)}</script>"


def warc(path: Path, megabytes: int, share: float = 0.002) -> tuple[int, set[str]]:
    """Write a .warc.gz that unpacks to about so many MB, each record a gzip member as in the web's
    archives; returns the number of its pages and the addresses of those on the topic."""
    maker, on_topic, number, unpacked = Maker(), set[str](), 0, 0
    pool = [maker.page(n, on_topic=False) for n in range(400)]
    chance = random.Random(1)
    with path.open("wb") as file:
        while unpacked < megabytes * 1_000_000:
            made = pool[number % len(pool)]
            url = f"{made.url}?n={number}"
            if chance.random() < share:
                made = maker.page(number, on_topic=True)
                url = made.url
                on_topic.add(url)
            data = record(url, made.html.encode())
            file.write(gzip.compress(data, compresslevel=1, mtime=0))
            unpacked += len(data)
            number += 1
    return number, on_topic


def record(url: str, body: bytes) -> bytes:
    """One WARC response record."""
    answer = WarcRecord()
    answer.init_headers(record_type=WarcRecordType.response)
    answer.headers["WARC-Target-URI"] = url
    answer.headers["WARC-Date"] = "2026-01-01T00:00:00Z"
    head = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n"
    )
    answer.set_bytes_content(head % len(body) + body)
    answer.is_http = True
    out = io.BytesIO()
    answer.write(out)
    return out.getvalue()


def pages(count: int, seed: int = 1) -> Iterator[MadePage]:
    """So many different pages, one in five hundred on the topic."""
    maker = Maker(seed)
    for number in range(count):
        yield maker.page(number, on_topic=number % 500 == 0)
