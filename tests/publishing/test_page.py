"""What stands in the page, before any browser reads it."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest

from pipelines import tables as declared
from pipelines.publishing.names import LANES, Names, lane_of
from pipelines.publishing.page import timeline_page
from pipelines.publishing.page.content import content
from pipelines.publishing.page.part import part
from pipelines.publishing.page.quotes import Quotes
from pipelines.publishing.sentences import AROUND, around
from pipelines.schema import faults
from tests.publishing import synthetic

HOSTILE = (
    "\U0001f680</script><script>window.hacked=1</script><img src=x onerror=hacked=1>"
    "\u2028'\"&\u202e"
)


def data_of(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found.group(1))


def test_the_made_up_tables_are_sound() -> None:
    for events in (0, 1, 40):
        assert faults(synthetic.tables(events), declared.TABLES) == []
    assert faults(synthetic.tables(5, spice=HOSTILE), declared.TABLES) == []


def test_same_tables_same_bytes(built: Any) -> None:
    assert timeline_page(built) == timeline_page(synthetic.tables(40))


def test_every_event_stands_in_the_page_with_its_quotes(built: Any) -> None:
    data = data_of(timeline_page(built))
    events = {e["id"]: e for e in data["events"] if "gone" not in e}
    assert set(events) == set(built["launch_events"]["event_id"].to_pylist())
    for event in events.values():
        for quoted in event["quotes"]:
            assert 0 <= quoted["quote"] < len(data["quotes"])


def test_marked_dates_and_quotes_are_the_words_of_the_article(built: Any) -> None:
    texts = dict(
        zip(*(built["articles"][c].to_pylist() for c in ("article_id", "text")), strict=True)
    )
    numbers = {article_id: n for n, article_id in enumerate(texts)}
    quotes = Quotes(built, numbers)
    for mention in built["launch_mentions"].to_pylist():
        quoted = quotes.of(mention)
        cut, (begin, end) = quotes.cut[quoted["quote"]], quoted["q"]
        assert cut["t"][begin:end] == mention["quote"]
        assert any(cut["t"][d[0] : d[1]].startswith(("on ", "earlier")) for d in cut["d"])
        assert cut["t"].strip("… ") in texts[mention["article_id"]]


def test_offsets_hold_behind_characters_outside_the_basic_plane() -> None:
    built = synthetic.tables(3, spice=HOSTILE)
    quotes = Quotes(
        built, {a: n for n, a in enumerate(built["articles"]["article_id"].to_pylist())}
    )
    for mention in built["launch_mentions"].to_pylist():
        quoted = quotes.of(mention)
        words = quotes.cut[quoted["quote"]]["t"]
        assert words[slice(*quoted["q"])] == mention["quote"]


def test_markup_in_an_article_stays_text() -> None:
    page = timeline_page(synthetic.tables(5, spice=HOSTILE))
    head, _, rest = page.partition('<script type="application/json" id="data">')
    payload, _, tail = rest.partition("</script>")
    assert "hacked" in payload
    assert "<" not in payload
    assert "hacked" not in head + tail
    assert any("window.hacked=1" in q["t"] for q in json.loads(payload)["quotes"])


def test_the_page_may_load_nothing_and_run_its_own_script_only(built: Any) -> None:
    page = timeline_page(built)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy.group(1).startswith("default-src 'none'; script-src 'sha256-")
    outside = page.replace(re.search(r'id="data">(.*?)</script>', page, re.DOTALL).group(1), "")  # type: ignore[union-attr]
    assert set(re.findall(r"https?://[^\s\"'<>/]+", outside)) <= {"http://www.w3.org"}


def test_disputed_fields_stand_side_by_side_with_who_says_what(built: Any) -> None:
    data = content(built, Names())
    disputed = [e for e in data["events"] if "count_low" in e.get("disputed_fields", [])]
    assert disputed
    for event in disputed:
        sides = event["disputes"]["count_low"]
        assert len(sides) == 2
        assert sides[0]["value"] != sides[1]["value"]
        spoken = sorted(q for side in sides for q in side["quotes"])
        assert spoken == list(range(len(event["quotes"])))


def test_what_was_known_before_a_change_is_kept(built: Any) -> None:
    data = content(built, Names())
    changed = [e for e in data["events"] if e.get("was")]
    assert changed
    for event in changed:
        assert event["was"][0]["status"] in ("unconfirmed", event["status"])
        assert event["was"][0].get("count_low", 1) == 1
    merged = next(e for e in data["events"] if e["id"] == "e-merged")
    assert merged["gone"] > merged["history"][0]["day"]
    assert merged["into"] in {e["id"] for e in data["events"]}


def test_an_empty_timeline_is_a_page_too() -> None:
    data = data_of(timeline_page(synthetic.tables(0)))
    assert [e for e in data["events"] if "gone" not in e] == []


def test_the_day_a_build_speaks_for_comes_from_the_caller_or_the_history(built: Any) -> None:
    assert data_of(timeline_page(built, as_of="2030-01-01"))["asOf"] == "2030-01-01"
    last: date = max(built["event_history"]["recorded_on"].to_pylist())
    assert data_of(timeline_page(built))["asOf"] == last.isoformat()


@pytest.mark.parametrize(
    ("classes", "lane"),
    [
        (["srbm"], "Short range"),
        (["srbm", "icbm"], "Intercontinental"),
        (["ballistic"], "Class not told"),
        ([], "Class not told"),
    ],
)
def test_lane_of_a_salvo_is_that_of_its_greatest_class(classes: list[str], lane: str) -> None:
    assert LANES[lane_of(classes)].name == lane


def test_a_thousand_events_weigh_less_than_three_megabytes() -> None:
    assert len(timeline_page(synthetic.tables(1000)).encode()) < 3_000_000


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            "fired a missile",
            "It fired a missile on Oct. 4, 2022, Gen. Kim said in the U.S. capital.",
        ),
        ("It fell", "It fell."),
        ("fired two more.", "Then the North fired two more."),
        ("a headline", "a headline"),
    ],
)
def test_the_sentence_around_some_words(words: str, sentence: str) -> None:
    whole = f"a headline\nBefore that. {sentence} After that."
    text = whole if sentence != words else f"{words}\nIt"
    start = text.index(words)
    first, last = around(text, start, start + len(words))
    assert text[first:last].strip() == sentence


def test_a_sentence_without_end_is_cut_between_words() -> None:
    text = "word " * 300
    first, last = around(text, 500, 504)
    assert text[first:last].split() == ["word"] * len(text[first:last].split())
    assert last - first < 2 * AROUND + 10


def test_a_page_holds_the_newest_launches_with_all_that_bears_on_them(built: Any) -> None:
    shown = part(built, most=10)
    assert shown.left_out == 30
    newest = built["launch_events"]["event_id"].to_pylist()[-10:]
    assert shown.tables["launch_events"]["event_id"].to_pylist() == newest
    assert set(shown.tables["event_evidence"]["event_id"].to_pylist()) == set(newest)
    articles = set(shown.tables["event_evidence"]["article_id"].to_pylist())
    assert articles <= set(shown.tables["articles"]["article_id"].to_pylist())
    lives = set(shown.tables["event_history"]["event_id"].to_pylist())
    assert lives == {*newest, "e-merged"}
