from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest

from pipelines.model import Article, Issue
from pipelines.reading import DEFAULT, html
from pipelines.reading.articles import Facts
from tests.reading.pages import SENTENCE, page


def article_of(data: bytes, facts: Facts | None = None) -> Article:
    (found,) = html.read(data, "p.html", DEFAULT, facts)
    assert isinstance(found, Article)
    return found


def test_main_text_without_the_frame_and_what_the_page_says_of_itself() -> None:
    article = article_of(page().encode())
    assert SENTENCE.format(0) in article.text
    assert "Sport" not in article.text and "Imprint" not in article.text
    assert (article.title, article.publisher) == (
        "Two missiles from an airfield",
        "The Coast Daily",
    )
    (stamp,) = article.stamps
    assert (stamp.kind, stamp.day) == ("metadata", date(2022, 1, 17))
    assert stamp.time_utc == datetime(2022, 1, 17, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("charset", ["utf-8", "euc-kr", "shift_jis", "gb18030", "utf-16"])
@pytest.mark.parametrize("stated", ["page", "server"])
def test_encodings(charset: str, stated: str) -> None:
    extra = {"euc-kr": " 북한 미사일", "shift_jis": " 北朝鮮 ミサイル"}.get(charset, " 朝鲜 导弹")
    in_page = charset if stated == "page" else "utf-8"
    data = page(extra=extra, charset=in_page).encode(charset)
    text = html.decode(data, charset if stated == "server" else None)
    assert text is not None
    (article,) = html.read_text(text, "p.html", DEFAULT)
    assert isinstance(article, Article) and extra.strip() in article.text


METADATA = [
    '<meta property="article:published_time" content="2022-01-17T09:30:00+09:00">',
    '<meta name="DC.date.issued" content="2022-01-17">',
    '<meta itemprop="datePublished" content="January 17, 2022">',
    '<meta name="parsely-pub-date" content="2022-01-17T00:30:00Z">',
    '<script type="application/ld+json">{"@type": "Page", "datePublished": "2022-01-17"}</script>',
]


@pytest.mark.parametrize("element", METADATA)
def test_days_in_the_head(element: str) -> None:
    data = page(published=None).replace("<title>", f"{element}<title>")
    assert [stamp.day for stamp in article_of(data.encode()).stamps] == [date(2022, 1, 17)]


def test_a_page_that_says_nothing_of_itself_is_searched_and_a_modified_day_is_no_stamp() -> None:
    shown = page(published=None).replace("</h1>", '</h1><time datetime="2022-01-17">x</time>')
    assert [stamp.day for stamp in article_of(shown.encode()).stamps] == [date(2022, 1, 17)]
    silent = page(published=None)
    assert article_of(silent.encode()).stamps == ()


def test_a_page_is_never_dated_after_it_was_collected() -> None:
    collected = Facts(collected_at=datetime(2022, 1, 18, tzinfo=UTC))
    shown = page(published=None).replace("</h1>", '</h1><time datetime="2031-01-17">x</time>')
    assert article_of(shown.encode(), collected).stamps == ()


def test_what_a_record_says_comes_before_what_the_page_says() -> None:
    facts = Facts(url="https://c.example/1", title="Its title in the record")
    data = page().replace("<title>", '<link rel="canonical" href="https://c.example/2"><title>')
    article = article_of(data.encode(), facts)
    assert (article.url, article.title) == ("https://c.example/1", "Its title in the record")
    assert article_of(data.encode()).url == "https://c.example/2"


def test_a_canonical_link_to_the_front_page_is_no_address() -> None:
    data = page().replace("<title>", '<link rel="canonical" href="https://c.example/"><title>')
    assert article_of(data.encode()).url is None


HOSTILE = {
    "deep": "<div>" * 50_000 + "text" + "</div>" * 50_000,
    "open": "<b><i>" * 50_000,
    "attributes": "<p " + " ".join(f'a{n}="{n}"' for n in range(50_000)) + ">text</p>",
    "entities": "&lt;" * 200_000,
    "bare attributes": "<p " + "a b/c " * 20_000 + ">text",
    "quoted attributes": "<p " + 'a="<" b=">"c ' * 20_000 + ">text",
    "comment": "<!--" * 100_000,
    "links": '<a href="x">y</a>' * 50_000,
    "table": "<table><tr><td>" * 20_000,
    "json": f'<script type="application/ld+json">{"[" * 100_000}</script>',
    "dates": "<time>2022-01-17</time>" * 20_000,
    "digits": "<p>" + "20220117" * 50_000 + "</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_neither_crashes_nor_hangs(name: str) -> None:
    started = time.monotonic()
    found = list(html.read(f"<html><body>{HOSTILE[name]}".encode(), "p.html", DEFAULT))
    assert all(isinstance(item, Article | Issue) for item in found)
    assert time.monotonic() - started < 60
