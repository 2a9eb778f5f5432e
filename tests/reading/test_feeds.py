from __future__ import annotations

from datetime import date

import pytest

from pipelines.model import Article, Issue
from pipelines.reading import DEFAULT, feeds

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Coast Wire</title>
<language>en-us</language>
<item><title>One</title><link>https://c.example/1</link>
<pubDate>Mon, 17 Jan 2022 06:00:00 +0900</pubDate>
<description>short</description>
<content:encoded>&lt;p&gt;A &lt;b&gt;missile&lt;/b&gt; flew.&lt;/p&gt;
&lt;p&gt;It fell.&lt;/p&gt;</content:encoded></item>
<item><title>Two</title><link>javascript:x</link><dc:date>2022-01-18</dc:date>
<description>Plain words of it</description></item>
<item><title>Three</title><link>https://c.example/3</link><pubDate>soon</pubDate></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Coast Atom</title>
<entry><title>One</title><link href="https://c.example/1"/><published>2022-01-17T00:30:00Z</published>
<updated>2022-03-01T00:00:00Z</updated><summary>Words of one</summary></entry>
<entry><title>Two</title><link href="https://c.example/2"/><updated>2022-03-01T00:00:00Z</updated>
<summary>Words of two</summary></entry></feed>"""


def test_items_with_words_are_articles_and_the_others_are_issues() -> None:
    found = list(feeds.read(RSS.encode(), "f.xml", DEFAULT))
    one, two = (item for item in found if isinstance(item, Article))
    assert (one.text, one.title, one.publisher) == (
        "A missile flew.\nIt fell.",
        "One",
        "Coast Wire",
    )
    assert [(stamp.kind, stamp.day) for stamp in one.stamps] == [("feed", date(2022, 1, 17))]
    assert (two.url, two.stamps[0].day) == (None, date(2022, 1, 18))
    issues = [(item.code, item.place) for item in found if isinstance(item, Issue)]
    assert issues == [("unreadable_date", "f.xml:3"), ("no_text", "f.xml:3")]


def test_a_corrected_day_of_an_atom_entry_is_not_its_publication() -> None:
    one, two = feeds.read(ATOM.encode(), "f.xml", DEFAULT)
    assert isinstance(one, Article) and isinstance(two, Article)
    assert [stamp.day for stamp in one.stamps] == [date(2022, 1, 17)]
    assert two.stamps == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<html>no</html>", "broken_file"),
        (b"", "broken_file"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "empty_file"),
        (b'<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>', "broken_feed"),
    ],
)
def test_what_is_no_feed(data: bytes, code: str) -> None:
    (issue,) = feeds.read(data, "f.xml", DEFAULT)
    assert isinstance(issue, Issue) and issue.code == code


def test_deep_nesting_is_read_or_refused() -> None:
    deep = RSS.replace("short", "<a>" * 50_000)
    assert list(feeds.read(deep.encode(), "f.xml", DEFAULT))
