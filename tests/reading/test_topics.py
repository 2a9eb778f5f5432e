from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.model import Article
from pipelines.reading import DEFAULT, archives, html, topics
from pipelines.reading.topics import Topic
from pipelines.seeds import load
from tests.reading.pages import page, warc

LEXICON = load(Path(__file__).parents[2] / "seeds").lexicon
ENGINES: list[topics.Engine] = ["re2", "hyperscan"]
TOPICS: dict[str, Topic] = {}

ON_TOPIC = [
    b"North Korea fired a missile",
    b"NORTH KOREAN MISSILES",
    b"north&nbsp;korea \xe2\x80\x94 hwasong-17",
    b"North\n  Korea and its ballistic",
    "Democratic People\u2019s Republic of Korea, an ICBM".encode(),
    "북한이 미사일".encode(),
    "북한이 미사일".encode("euc-kr"),
    "北朝鮮が弾道ミサイル".encode("shift_jis"),
    "朝鲜发射导弹".encode("gb18030"),
    "北韓發射飛彈".encode("big5"),
    "".join(f"&#{ord(letter)};" for letter in "북한 미사일").encode(),
    "".join(f"&#x{ord(letter):x};" for letter in "朝鲜 导弹").encode(),
]
OFF_TOPIC = [
    b"",
    b"North Korea held talks",
    b"a missile in a museum of art",
    "북한과 회담".encode("euc-kr"),
    "ミサイル".encode("shift_jis"),
    b"north&nbsp;shore of korea bay; no weapons",
]


def of(engine: topics.Engine) -> Topic:
    pytest.importorskip(engine, reason=f"{engine} is not installed here")
    if engine not in TOPICS:
        TOPICS[engine] = topics.topic(LEXICON, engine=engine)
    return TOPICS[engine]


@pytest.mark.parametrize("engine", ENGINES)
def test_words_of_both_groups_are_found_in_every_encoding(engine: topics.Engine) -> None:
    topic = of(engine)
    assert [data for data in ON_TOPIC if not topic.in_bytes(data)] == []
    assert [data for data in OFF_TOPIC if topic.in_bytes(data)] == []


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([part for data in ON_TOPIC for part in data.split(b" ")]),
            st.binary(max_size=8),
        ),
        max_size=8,
    ),
    st.sampled_from([b" ", b"\xa0", b"&nbsp;", b"\n", b""]),
)
def test_both_engines_find_the_same(parts: list[bytes], gap: bytes) -> None:
    data = gap.join(parts)
    assert of("hyperscan").in_bytes(data) == of("re2").in_bytes(data)


def test_launchers_can_be_narrowed() -> None:
    narrow = topics.topic(LEXICON, ["KP"], engine="re2")
    assert not narrow.in_bytes(b"Iran fired a missile")
    assert of("re2").in_bytes(b"Iran fired a missile")


def test_a_menu_that_names_the_topic_does_not_make_a_page_speak_of_it() -> None:
    menu = '<ul><li><a href="/nk">North Korea</a></li><li><a href="/m">Missiles</a></li></ul>'
    off = page("A garden show opens", paragraphs=0).replace(
        "</h1>", f"</h1>{menu}<p>{'The roses were in bloom and the visitors liked them. ' * 9}</p>"
    )
    on = off.replace("</p>", " <b>North</b> Korea fired a <i>missile</i>.</p>")
    topic = of("re2")
    assert topic.in_bytes(off.encode())
    assert list(html.read_text(off, "p", DEFAULT, topic=topic)) == []
    assert len(list(html.read_text(on, "p", DEFAULT, topic=topic))) == 1


def test_an_archive_gives_only_the_pages_on_the_topic(tmp_path: Path) -> None:
    about = page("North Korea fires two missiles", extra=" It came from North Korea.")
    data = warc([page().encode(), about.encode(), page().encode()], packed=True)
    (tmp_path / "a.warc.gz").write_bytes(data)
    with (tmp_path / "a.warc.gz").open("rb") as stream:
        (article,) = archives.read(stream, "a.warc.gz", DEFAULT, of("re2"))
    assert isinstance(article, Article)
    assert article.title == "North Korea fires two missiles"


@pytest.mark.parametrize("charset", ["utf-8", "euc-kr", "shift_jis", "gb18030"])
def test_recall_on_articles_with_a_labelled_launch(shared: Path, charset: str) -> None:
    with (shared / "data" / "dev_labels.csv").open(encoding="utf-8") as file:
        labelled = {r["article_id"] for r in csv.DictReader(file) if r["launch_dates_kst"]}
    topic, missed, tried = of("re2"), [], 0
    for line in (shared / "data" / "dev_articles.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        if record["id"] not in labelled:
            continue
        tried += 1
        data = page(record["title"] or "Portal", paragraphs=0).replace(
            "</h1>", f"</h1><p>{record['text']}</p>"
        )
        encoded = data.encode(charset, "xmlcharrefreplace")
        if not topic.in_bytes(encoded) or not list(
            html.read_text(encoded.decode(charset), "p", DEFAULT, topic=topic)
        ):
            missed.append(record["id"])
    assert tried > 80
    assert len(missed) <= 0.005 * tried, missed


def test_words_behind_a_content_coding_are_found_and_other_pages_are_left_out() -> None:
    about = page("A launch", extra=" It was fired by North Korea.").encode()
    packed = warc([gzip.compress(about)], packed=True, headers=b"Content-Encoding: gzip\r\n")
    (article,) = archives.read(io.BytesIO(packed), "a.warc.gz", DEFAULT, of("re2"))
    assert isinstance(article, Article)
    other = warc([gzip.compress(b"<html>roses</html>"), b"<html>roses</html>"], packed=True)
    assert list(archives.read(io.BytesIO(other), "a.warc.gz", DEFAULT, of("re2"))) == []
