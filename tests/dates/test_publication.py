"""When was this written? Alone, and together with what others say."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipelines import seeds
from pipelines.dates import publication as dating
from pipelines.dates import tag
from pipelines.model import Article, Findings, LaunchMention, Publication, Stamp
from pipelines.seeds import CatalogueCoverage, CatalogueLaunch, Office


@pytest.fixture(scope="module")
def offices(repo: Path) -> tuple[Office, ...]:
    return seeds.load(repo / "seeds").lexicon.offices


def article(text: str, *stamps: Stamp, collected: date | None = None) -> Article:
    at = datetime(collected.year, collected.month, collected.day, tzinfo=UTC) if collected else None
    return Article(article_id="a-1", text=text, source="t", stamps=stamps, collected_at=at)


def alone(
    text: str, *stamps: Stamp, offices: tuple[Office, ...] = (), collected: date | None = None
) -> Publication:
    expressions = tag(text, None, article_id="a-1")
    return dating.alone(
        article(text, *stamps, collected=collected), expressions, dating.Context(offices)
    )


def record(day: str) -> Stamp:
    return Stamp(kind="record", text=day, day=date.fromisoformat(day))


REPORT = (
    "North Korea fired a ballistic missile toward the sea on Tuesday, South Korea's military said."
)


class TestStated:
    def test_a_record_gives_the_day(self) -> None:
        found = alone(REPORT, record("2022-10-04"))
        assert (found.day, found.basis) == (date(2022, 10, 4), "stated")
        assert found.confidence >= 0.95

    @pytest.mark.parametrize(
        ("head", "day"),
        [
            ("Published: 28 Jan. 2026, 16:04", date(2026, 1, 28)),
            ("Posted on March 3, 2014 | Updated: June 7, 2019", date(2014, 3, 3)),
            ("By Jane Doe, Seoul | May 9, 2019", date(2019, 5, 9)),
            ("Input 2017-07-04 10:12 KST", date(2017, 7, 4)),
        ],
    )
    def test_a_line_above_the_text_gives_the_day(self, head: str, day: date) -> None:
        found = alone(f"Missile fired\n{head}\n{REPORT.replace(' on Tuesday', '')}\n")
        assert (found.day, found.basis) == (day, "stated")

    def test_a_signature_gives_the_day(self) -> None:
        text = f"{REPORT.replace('on Tuesday', 'again')}\n\nTHE WHITE HOUSE,\n\nJune 21, 2021."
        assert alone(text).day == date(2021, 6, 21)

    def test_a_signature_may_end_the_last_paragraph(self) -> None:
        ending = "THE WHITE HOUSE,   \u00a0June 13, 2024."
        assert alone(f"{REPORT.replace(' on Tuesday', '')}   JOHN DOE   {ending}").day == date(
            2024, 6, 13
        )

    def test_a_date_that_ends_a_sentence_is_no_signature(self) -> None:
        text = f"{REPORT.replace(' on Tuesday', '')} It was tested before, on June 13, 2024."
        assert alone(text).basis != "stated"

    def test_a_signed_document_may_speak_of_old_dates_only(self) -> None:
        text = f"On September 20, 2017, an order was signed.\n\n{REPORT}\n\nTHE HOUSE, May 1, 2024."
        assert alone(text.replace(" on Tuesday", "")).day == date(2024, 5, 1)

    def test_dates_of_other_articles_give_none(self) -> None:
        others = "\n".join(f"Another story {i} | May {i}, 2019" for i in range(3, 9))
        assert alone(f"{REPORT}\n{REPORT}\n{REPORT}\n\nRelated articles\n{others}").day is None

    def test_a_stamp_against_the_texts_weekdays_is_kept_and_flagged(self) -> None:
        text = "The missile was fired on Friday, Feb. 11, the military said in a short statement."
        found = alone(text, record("2021-02-13"))
        assert found.day == date(2021, 2, 13)
        assert found.confidence <= 0.5
        (issue,) = dating.contradictions(article(text), found, [])
        assert "Friday" in issue.detail
        assert issue.code == "stamp-contradicted"

    def test_a_clock_time_before_what_is_told_keeps_the_day_only(self) -> None:
        stamp = Stamp(
            kind="record",
            text="04 Oct 2022 03:10:36 GMT9",
            day=date(2022, 10, 4),
            time_utc=datetime(2022, 10, 3, 18, 10, 36, tzinfo=UTC),
        )
        text = (
            "The advisers spoke on Monday night Washington time about the launch, a spokesman said."
        )
        found = alone(text, stamp)
        assert (found.day, found.time_utc) == (date(2022, 10, 4), None)
        assert any("lies before" in reason for reason in found.reasons)

    def test_a_programs_placeholder_is_no_stamp(self) -> None:
        assert alone(REPORT, record("1970-01-01")).day is None

    def test_a_stamp_before_the_calendar_is_kept_and_flagged(self) -> None:
        found = alone(REPORT, record("1950-06-25"))
        assert found.day == date(1950, 6, 25)
        assert found.confidence <= 0.5

    def test_stamps_years_apart_leave_it_open(self) -> None:
        url = Stamp(kind="url", text="/2016/03/01/", day=date(2016, 3, 1))
        found = alone(REPORT, record("2021-05-11"), url)
        assert found.day is None
        assert {date(2016, 3, 1), date(2021, 5, 11)} <= set(found.candidates)

    def test_a_stamp_after_collection_is_no_stamp(self) -> None:
        found = alone(REPORT, record("2024-05-01"), collected=date(2022, 10, 9))
        assert found.day is None or found.day <= date(2022, 10, 9)


class TestInferred:
    def test_dateline_weekday_and_since(self, offices: tuple[Office, ...]) -> None:
        text = (
            "Tokyo, Feb 10 (EFE).- The three ministers agreed Thursday to work together after a"
            " launch of a missile of a kind that had not been tested since 2017."
        )
        found = alone(text, offices=offices)
        assert (found.day, found.basis) == (date(2022, 2, 10), "inferred")
        assert any("2011, 2022" in reason for reason in found.reasons)

    def test_holders_of_offices_bound_the_years(self, offices: tuple[Office, ...]) -> None:
        text = (
            "President Yoon Suk-yeol and Prime Minister Fumio Kishida condemned the launch, and"
            " Foreign Minister Park Jin spoke by phone with his colleague about an answer to it."
        )
        found = alone(text, offices=offices)
        assert found.day is None
        assert found.earliest and found.earliest >= date(2022, 5, 8)
        assert found.latest and found.latest <= date(2024, 1, 14)

    def test_an_anniversary_next_year_gives_the_year(self, offices: tuple[Office, ...]) -> None:
        text = (
            "The ministers will mark the 70th anniversary of the South Korea-U.S. alliance next"
            " year, the ministry said in a statement on the 5th, a day after the launch."
        )
        found = alone(text, offices=offices)
        assert found.day is None
        assert {day.year for day in found.candidates[:12]} == {2022}
        assert date(2022, 10, 5) in found.candidates

    def test_nothing_is_dated_after_it_was_collected(self, offices: tuple[Office, ...]) -> None:
        text = (
            "SEOUL, Jan. 28 (Yonhap) -- The military said Wednesday that a missile had been fired."
        )
        found = alone(text, offices=offices, collected=date(2021, 6, 1))
        assert found.latest and found.latest <= date(2021, 6, 1)

    def test_a_text_without_clues_stays_open(self, offices: tuple[Office, ...]) -> None:
        found = alone("North Korea has launched a missile.", offices=offices)
        assert (found.day, found.basis, found.candidates) == (None, "unknown", ())


def mention(day: date | None, **changes: object) -> LaunchMention:
    told: dict[str, object] = {
        "mention_id": "a-9:m0-9.0", "article_id": "a-9", "start": 0, "end": 9, "quote": "launch",
        "status": "happened", "missile_class": "irbm", "outcome": "unknown", "role": "main",
        "confidence": 0.9, "launcher": "KP", "earliest": day, "latest": day, "count_low": 1,
        "count_high": 1, "overflew": ("JP",),
    }  # fmt: skip
    return LaunchMention(**{**told, **changes})  # type: ignore[arg-type]


def opened(text: str, *mentions: LaunchMention) -> dating.OpenArticle:
    expressions = tuple(tag(text, None, article_id="a-1"))
    own = article(text)
    publication = dating.alone(own, expressions)
    return dating.OpenArticle(own, publication, Findings(expressions, mentions))


def launch(day: str, missile_class: str = "srbm", **changes: object) -> CatalogueLaunch:
    told: dict[str, object] = {
        "launch_id": f"KP-{day}-1", "launcher": "KP", "date_local": day, "date_precision": "day",
        "missile_class": missile_class, "outcome": "success", "source": "list",
    }  # fmt: skip
    return CatalogueLaunch(**{**told, **changes})  # type: ignore[arg-type]


COVERAGE = (
    CatalogueCoverage(
        source="list", launcher="KP", earliest=date(1990, 1, 1), latest=date(2039, 12, 31),
        missile_classes=("srbm", "mrbm", "irbm", "icbm", "slbm", "ballistic"),
    ),
)  # fmt: skip
OVER_JAPAN = (
    "According to the ministry on the 5th, the ministers condemned North Korea's launch of an"
    " intermediate-range missile over Japan on the 4th. They spoke on the 4th, it said."
)


class TestTogether:
    def test_a_launch_known_from_a_dated_article_gives_the_day(
        self, offices: tuple[Office, ...]
    ) -> None:
        text = OVER_JAPAN.replace("the ministers", "Foreign Minister Park Jin")
        one = opened(text, mention(None))
        found = dating.together(
            [one], [mention(date(2022, 10, 4))], context=dating.Context(offices)
        )["a-1"]
        assert (found.day, found.basis) == (date(2022, 10, 5), "matched")
        assert any("article a-9" in reason for reason in found.reasons)

    def test_without_known_launches_it_stays_as_it_was(self) -> None:
        one = opened(OVER_JAPAN, mention(None))
        assert dating.together([one], [])["a-1"] == one.publication

    def test_the_catalogue_and_its_silence_decide_the_year(
        self, offices: tuple[Office, ...]
    ) -> None:
        text = (
            "On Wednesday officials met about the launch. The test is the second missile test of"
            " the year and comes 23 days after their January 4 launch, the ministry said there."
        )
        listed = [launch("2022-01-25"), launch("2026-01-04"), launch("2026-01-27")]
        one = opened(text, mention(None, missile_class="ballistic", overflew=()))
        found = dating.together([one], [], listed, COVERAGE, dating.Context(offices))["a-1"]
        assert (found.day, found.basis) == (date(2026, 1, 28), "matched")
        without = dating.together(
            [one], [mention(date(2022, 10, 4))], (), (), dating.Context(offices)
        )["a-1"]
        assert without.day is None
        assert date(2026, 1, 28) in without.candidates

    def test_the_order_of_everything_is_without_effect(self) -> None:
        listed = [launch("2022-10-04", "irbm"), launch("2017-08-29", "irbm"), launch("2022-06-05")]
        known = [mention(date(2022, 10, 4)), mention(date(2022, 9, 25), missile_class="slbm")]
        one = opened(OVER_JAPAN, mention(None))
        first = dating.together([one], known, listed, COVERAGE)
        second = dating.together([one], known[::-1], listed[::-1], COVERAGE)
        assert first == second

    def test_two_launches_that_fit_alike_leave_it_open(self) -> None:
        listed = [launch("2017-09-15", "irbm"), launch("2022-10-04", "irbm")]
        text = (
            "A missile was fired, the military said. It was of intermediate range, it said later."
        )
        one = opened(text, mention(None, overflew=()))
        assert dating.together([one], [], listed, COVERAGE)["a-1"].day is None
