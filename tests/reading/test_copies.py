from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from pipelines.model import Article
from pipelines.reading import copies, read

DAY = date(2022, 1, 17)
TEXT = (
    "The ministry said that two short-range missiles were fired on Monday from an airfield near the"
    " capital. They flew 380 kilometers at an altitude of 42 kilometers and fell into the sea off"
    " the eastern coast. It was the fourth launch of the month, and the government condemned it in"
    " strong words, adding that it would watch the neighbour's next steps together with its allies."
)
Dated = tuple[Article, date | None]


def dated(name: str, text: str, day: date | None = DAY, url: str | None = None) -> Dated:
    return Article(article_id=name, text=text, source=f"{name}.txt", url=url), day


@pytest.mark.parametrize(
    "variant",
    [
        TEXT,
        TEXT.upper(),
        f"(Agency) {TEXT} Read more on our site.",
        TEXT.replace("strong words", "the strongest words"),
        TEXT.rpartition(" It was the fourth")[0],
    ],
)
def test_a_syndicated_shortened_or_edited_text_is_a_copy(variant: str) -> None:
    found = copies.find([dated("b", variant), dated("a", TEXT)])
    assert found == {"b": "a"}


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace("Monday", "Friday"),
        TEXT.replace("380", "430"),
        "An airfield near the capital was visited by the leader, who watched two short-range"
        " missiles being fired on Monday, state media said, with a picture of the launch.",
    ],
)
def test_another_report_or_another_launch_is_no_copy(other: str) -> None:
    assert copies.find([dated("a", TEXT), dated("b", other)]) == {}


@pytest.mark.parametrize(
    ("days", "expected"), [(0, {"b": "a"}), (2, {"b": "a"}), (3, {}), (25, {}), (None, {"b": "a"})]
)
def test_the_same_words_are_a_copy_only_within_two_days(
    days: int | None, expected: dict[str, str]
) -> None:
    later = None if days is None else DAY + timedelta(days)
    assert copies.find([dated("b", TEXT, later), dated("a", TEXT)]) == expected


def test_an_undated_text_that_could_copy_two_documents_is_left_alone() -> None:
    twice = [dated("a", TEXT), dated("b", TEXT, DAY + timedelta(25))]
    assert copies.find([*twice, dated("c", TEXT, None)]) == {}


def test_one_site_does_not_print_an_undated_text_twice() -> None:
    first = dated("a", TEXT, None, "https://gov.example/statements/1")
    second = dated("b", TEXT, None, "https://gov.example/statements/2")
    elsewhere = dated("c", TEXT, None, "https://wire.example/7")
    assert copies.find([first, second]) == {}
    assert copies.find([first, elsewhere]) == {"c": "a"}


def test_short_texts_need_a_day() -> None:
    line = "North Korea fires a missile."
    assert copies.find([dated("a", line, None), dated("b", line, None)]) == {}
    assert copies.find([dated("a", line), dated("b", line)]) == {"b": "a"}
    assert copies.find([dated("a", ""), dated("b", "", None)]) == {}


def test_the_order_does_not_matter_and_the_earliest_is_the_original() -> None:
    articles = [dated(name, TEXT, DAY + timedelta(n)) for n, name in enumerate("dbac")]
    expected = copies.find(articles)
    assert expected == {"b": "d", "a": "d"}
    for seed in range(5):
        assert copies.find(random.Random(seed).sample(articles, len(articles))) == expected


def test_two_statements_with_the_same_words_stay_two_documents(shared: Path) -> None:
    found = read([shared / "data" / "dev_articles.jsonl"])
    articles = [(item, item.stamps[0].day) for item in found if isinstance(item, Article)]
    statements = [a for a, day in articles if str(day) in ("2023-02-18", "2023-03-15")]
    marked = copies.find(articles)
    assert len(statements) >= 2
    assert not {article.article_id for article in statements} & set(marked)
    of = {article.article_id: day for article, day in articles}
    assert all(abs((of[a] - of[b]).days) <= 2 for a, b in marked.items())
