"""Hostile and contradictory clues: never a crash, never a confident date."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines import seeds
from pipelines.dates import publication as dating
from pipelines.dates import tag
from pipelines.launches import extract
from pipelines.model import Article, Publication, Stamp

REPO = Path(__file__).parents[2]
DAYS = st.dates(date(1990, 1, 1), date(2026, 12, 31))
FRAGMENTS = st.sampled_from(
    [
        "on Tuesday", "on the 5th", "since 2017", "on February 30", "Feb. 29, 2023", "in 2999",
        "President Yoon Suk-yeol", "former President Trump", "Prime Minister Tony Blair",
        "U.S. Pacific Command", "Indo-Pacific Command", "the 70th anniversary of the armistice",
        "North Korea fired two missiles", "its third launch this year", "23 days after May 40",
        "0 days after", "12:99 P.M. EDT", "12:30 P.M. EST", "© 9999", "© 1066-2022", "\n\n", "\x00",
        "Published: 31/31/2031", "Published: 2031-12-01", "SEOUL, Oct. 99 (Yonhap) --", "२०२२",
        "the launch of 99999999999 missiles", "flew 0 km", "an altitude of 9e99 km",
        "for 00 minutes",
        "its 0th launch this year", "first launch since 2099",
        "0 days before the APEC in Bangkok", "99 weeks after the G20 summit in Bali",
        "APEC APEC Bangkok Lima Bali", "(Reuters) (AP)",
        "for the 99th day in a row", "THE WHITE HOUSE, June 31, 2021.",
        "(((", "1/2/3/4/5", "XXXX-01-27", "9" * 400, "the 99th of May", "Thursday (Feb. 10)",
        "\u202e",
    ]
)  # fmt: skip
QUICK = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # fmt: skip


@cache
def known() -> seeds.Seeds:
    return seeds.load(REPO / "seeds")


def context() -> dating.Context:
    words = known().lexicon
    return dating.Context(words.offices, words.happenings, words.sites)


def dated(text: str, *stamps: Stamp, collected: datetime | None = None) -> Publication:
    article = Article(
        article_id="a-1", text=text, source="t", stamps=stamps, collected_at=collected
    )
    expressions = tuple(tag(text, None, article_id="a-1"))
    first = dating.alone(article, expressions, context())
    if first.day is not None:
        return first
    findings = extract(article, first, expressions, known().lexicon)
    one = dating.OpenArticle(article, first, findings)
    found = dating.together([one], [], known().catalogue, known().coverage, context())
    return found["a-1"]


@QUICK
@given(st.lists(FRAGMENTS | st.text(max_size=30), max_size=12).map(" ".join))
def test_no_text_crashes_and_every_result_is_whole(text: str) -> None:
    found = dated(text)
    assert 0 <= found.confidence <= 1
    assert (found.day is None) == (found.basis == "unknown")
    assert (found.earliest is None) == (found.latest is None)
    assert found.earliest is None or found.latest is None or found.earliest <= found.latest


@QUICK
@given(DAYS, DAYS)
def test_two_stamps_years_apart_are_never_confident(first: date, second: date) -> None:
    stamps = tuple(Stamp(kind="metadata", text=str(day), day=day) for day in (first, second))
    found = dated("A missile was fired.", *stamps)
    if abs((first - second).days) > 1:
        assert found.day is None


@QUICK
@given(DAYS, st.sampled_from(["Tuesday", "Friday", "Sunday"]))
def test_a_dateline_against_its_weekday_is_never_stated_as_sure(day: date, name: str) -> None:
    text = (
        f"SEOUL, {day:%B} {day.day}, {day.year} (Yonhap) -- The missile was fired on {name},"
        f" {day:%B} {day.day}, the military said in a statement to reporters."
    )
    found = dated(text)
    if f"{day:%A}" == name:
        assert found.day == day
    else:
        assert found.confidence < 0.85


@QUICK
@given(DAYS, DAYS)
def test_never_after_collection(day: date, collected: date) -> None:
    at = datetime(collected.year, collected.month, collected.day, 12, tzinfo=UTC)
    text = f"SEOUL, {day:%B} {day.day} (Yonhap) -- The military said {day:%A} that it was fired."
    found = dated(text, collected=at)
    assert found.day is None or found.day <= collected


@QUICK
@given(st.permutations(["Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]))
def test_all_weekdays_at_once_say_nothing_sure(names: list[str]) -> None:
    text = ", then ".join(f"something was fired on {name}" for name in names)
    assert dated(f"{text}, the military said.").day is None


LAUNCHES = [date.fromisoformat(k.date_local) for k in known().catalogue if len(k.date_local) == 10]


@QUICK
@given(st.sampled_from(LAUNCHES), st.sampled_from(LAUNCHES))
def test_a_text_of_two_launches_years_apart_is_never_dated_before_the_later(
    first: date, second: date
) -> None:
    told = [
        f"A missile was fired on {d:%B} {d.day}, {d.year}, the military said."
        for d in (first, second)
    ]
    found = dated(" ".join(told))
    assert found.day is None or found.day >= max(first, second) - timedelta(days=1)


@QUICK
@given(
    st.sampled_from(LAUNCHES), st.sampled_from(["Yoon Suk-yeol", "Lee Myung-bak", "Kim Dae-jung"])
)
def test_a_president_of_another_time_takes_the_certainty(day: date, president: str) -> None:
    text = (
        f"North Korea fired a ballistic missile on {day:%A}, {day:%B} {day.day}, {day.year}, the"
        f" military said. President {president} condemned it on {day:%A}."
    )
    office = next(o for o in known().lexicon.offices if o.holder == president)
    if not office.since <= day <= (office.until or day):
        assert dated(text).day is None


@QUICK
@given(st.sampled_from(["Tuesday", "Friday"]), st.integers(1, 30), st.integers(1, 30))
def test_happenings_that_exclude_each_other_give_no_day(name: str, before: int, after: int) -> None:
    text = (
        f"North Korea fires a missile {before} days before the APEC meeting in Busan."
        f" It comes {after} days after the G20 summit in Bali, the military said {name}. (Reuters)"
    )
    assert dated(text).day is None


@QUICK
@given(st.permutations(["Hwasong-18", "Unha-3", "Musudan", "Pukguksong-1", "Taepodong-2"]))
def test_weapons_of_different_times_give_no_day_of_one_of_them(names: list[str]) -> None:
    text = " ".join(f"North Korea launches a {n} missile that flies 60 km." for n in names[:3])
    assert dated(f"{text} (Reuters)").day is None


@QUICK
@given(DAYS, st.integers(1, 6))
def test_a_stamp_against_the_texts_weekday_is_kept_and_flagged(day: date, shift: int) -> None:
    other = day - timedelta(days=shift)
    text = (
        f"The missile was fired on {day:%A}, {other:%B} {other.day}, the military said in a long"
        f" statement to all reporters that were there."
    )
    stamp = Stamp(kind="record", text=str(day), day=day)
    found = dated(text, stamp)
    assert found.day == day
    assert found.confidence <= 0.5
    assert any(r.startswith(dating.CONTRADICTS) for r in found.reasons)
