"""A person's decision wins, outlives rebuilds, and is reported when it no longer applies."""

from datetime import date
from typing import Any

import pytest

from pipelines.events.rulings import stale_withdrawals
from pipelines.seeds import Ruling, Site


def ruling(kind: str, subject: str, other: str | None = None, **fields: Any) -> Ruling:
    return Ruling(
        ruling_id=fields.pop("ruling_id", "r-1"),
        ruling=kind,  # type: ignore[arg-type]
        subject=subject,
        object=other,
        author="An Editor",
        day=date(2026, 1, 1),
        reason="the agency corrected itself",
        **fields,
    )


@pytest.fixture
def two_days(say):
    return say("a1", "2022-09-28"), say("a2", "2022-09-29")


def test_same_joins_mentions(build, two_days) -> None:
    one, other = two_days
    built = build(*two_days, rulings=(ruling("same", one.mention_id, other.mention_id),))
    (event,) = built.events
    assert event.articles == 2


def test_same_joins_events_with_and_without_a_ledger(build, two_days) -> None:
    before = build(*two_days)
    first, second = (e.event_id for e in before.events)
    rulings = (ruling("same", first, second),)
    clean = build(*two_days, rulings=rulings)
    grown = build(*two_days, rulings=rulings, ledger=before.revisions)
    assert clean.events == grown.events
    assert [(r.event_id, r.change, r.into) for r in grown.revisions] == [
        *sorted([(first, "changed", None), (second, "merged", first)])
    ]


def test_same_holds_when_the_event_has_grown(build, say, two_days) -> None:
    before = build(*two_days)
    rulings = (ruling("same", *(e.event_id for e in before.events)),)
    ruled = build(*two_days, rulings=rulings, ledger=before.revisions)
    ledger = (*before.revisions, *ruled.revisions)
    later = build(*two_days, say("a0", "2022-09-29"), rulings=rulings, ledger=ledger)
    assert [e.articles for e in later.events] == [3]
    assert later.issues == ()


def test_different_keeps_reports_of_one_day_apart(build, say) -> None:
    pair = say("a1", "2022-09-28"), say("a2", "2022-09-28")
    rulings = (ruling("different", pair[0].mention_id, pair[1].mention_id),)
    assert len(build(*pair).events) == 1
    assert len(build(*pair, rulings=rulings).events) == 2


def test_no_event_takes_the_event_and_leaves_a_reason(build, two_days) -> None:
    before = build(*two_days)
    gone, kept = before.events
    rulings = (ruling("not_an_event", gone.event_id),)
    after = build(*two_days, rulings=rulings, ledger=before.revisions)
    assert after.events == (kept,)
    (step,) = after.revisions
    assert (step.event_id, step.change) == (gone.event_id, "retracted")
    assert "r-1" in step.reason
    again = build(*two_days, rulings=rulings, ledger=(*before.revisions, *after.revisions))
    assert (again.events, again.revisions, again.issues) == ((kept,), (), ())


def test_no_event_for_a_mention_takes_only_its_words(build, say) -> None:
    pair = say("a1", "2022-09-28", count=1), say("a2", "2022-09-28", count=9)
    built = build(*pair, rulings=(ruling("not_an_event", pair[1].mention_id),))
    assert [(e.articles, e.count_low) for e in built.events] == [(1, 1)]


def test_set_field_wins_and_shows_as_evidence(build, say) -> None:
    pair = say("a1", "2022-11-02", count=17), say("a2", "2022-11-02", count=23)
    event_id = build(*pair).events[0].event_id
    rulings = (
        ruling("set_field", event_id, field="count_low", value="23", ruling_id="r-1"),
        ruling("set_field", event_id, field="count_high", value="25", ruling_id="r-2"),
    )
    built = build(*pair, rulings=rulings)
    (event,) = built.events
    assert (event.count_low, event.count_high, event.disputed_fields) == (23, 25, ())
    (row,) = [e for e in built.evidence if e.ruling_id == "r-2"]
    assert (row.event_id, row.field, row.link) == (event_id, "count_low", "supports")
    assert "An Editor" in row.reason


def test_set_field_moves_the_day_with_all_its_columns(build, say) -> None:
    one = say("a1", "2022-09-28")
    event_id = build(one).events[0].event_id
    built = build(
        one, rulings=(ruling("set_field", event_id, field="date_local", value="2022-09-29"),)
    )
    (event,) = built.events
    assert (event.event_id, event.edtf, event.earliest) == (
        event_id,
        "2022-09-29",
        date(2022, 9, 29),
    )


def test_a_person_dates_a_launch_that_waits_for_its_day(build, say) -> None:
    waiting = say("a1", count=2)
    day = ruling("set_field", waiting.mention_id, field="date_local", value="2022-10-01")
    built = build(waiting, rulings=(day,))
    assert [(e.edtf, e.count_low) for e in built.events] == [("2022-10-01", 2)]
    assert built.issues == ()
    wrong = ruling("set_field", waiting.mention_id, field="date_local", value="Saturday")
    codes = [i.code for i in build(waiting, rulings=(wrong,)).issues]
    assert codes == ["stale_ruling", "undated_launch"]


def test_a_person_says_which_launch_an_undated_report_means(build, say) -> None:
    waiting, known = say("a1"), say("a2", "2022-10-01")
    built = build(waiting, known, rulings=(ruling("same", waiting.mention_id, known.mention_id),))
    assert [(e.edtf, e.articles) for e in built.events] == [("2022-10-01", 2)]
    assert built.issues == ()


@pytest.mark.parametrize(("field", "value"), [("colour", "red"), ("outcome", "bang"), (None, "1")])
def test_a_field_or_value_that_cannot_be_set_is_an_issue(build, say, field, value) -> None:
    one = say("a1", "2022-09-28")
    event_id = build(one).events[0].event_id
    built = build(one, rulings=(ruling("set_field", event_id, field=field, value=value),))
    assert [i.code for i in built.issues] == ["stale_ruling"]
    assert len(built.events) == 1


def test_a_withdrawn_article_leaves_with_its_evidence(build, say) -> None:
    three = say("a1", "2022-09-28"), say("a2", "2022-09-28"), say("a2", "2022-10-01", occasion=1)
    before = build(*three)
    after = build(*three, rulings=(ruling("withdraw", "a2"),), ledger=before.revisions)
    assert {e.article_id for e in after.evidence} == {"a1"}
    assert [e.articles for e in after.events] == [1]
    assert {r.change for r in after.revisions} == {"changed", "retracted"}
    assert after.issues == ()


@pytest.mark.parametrize(
    "stale",
    [
        ruling("same", "a1:m0-9.0", "e-ffffffffffff"),
        ruling("different", "a9:m0-9.0", "a1:m0-9.0"),
        ruling("not_an_event", "e-ffffffffffff"),
        ruling("set_field", "e-ffffffffffff", field="count_low", value="1"),
        ruling("same", "a1:m0-9.0"),
    ],
)
def test_a_ruling_that_no_longer_applies_is_reported(build, say, stale) -> None:
    built = build(say("a1", "2022-09-28"), rulings=(stale,))
    assert [(i.code, i.place) for i in built.issues] == [("stale_ruling", "r-1")]
    assert len(built.events) == 1


def test_a_withdrawal_of_an_article_that_was_never_read_is_reported() -> None:
    asked = [ruling("withdraw", article, ruling_id=article) for article in ("a1", "a9")]
    assert [i.place for i in stale_withdrawals(asked, {"a1"})] == ["a9"]


def test_a_ruling_taken_back_leaves_the_launches_as_they_were(build, two_days) -> None:
    before = build(*two_days)
    ids = [e.event_id for e in before.events]
    joined = build(*two_days, rulings=(ruling("same", *ids),), ledger=before.revisions)
    assert joined.events[0].disputed_fields == ("date_local",)
    ledger = (*before.revisions, *joined.revisions)
    after = build(*two_days, ledger=ledger)
    assert after.events == before.events
    assert [r.change for r in after.revisions] == ["split", "split"]


def test_of_two_that_set_one_field_the_later_wins_and_the_other_is_reported(build, say) -> None:
    one = say("a1", "2022-09-28", count=2)
    rulings = [
        ruling("set_field", one.mention_id, field="count_low", value=value, ruling_id=f"r-{value}")
        for value in ("3", "4")
    ]
    built = build(one, rulings=rulings)
    (event,) = built.events
    assert (event.count_low, event.count_high) == (4, 4), "at least four is no more than four"
    assert (event.payloads[0].count_low, event.payloads[0].count_high) == (4, 4)
    assert [(i.place, "r-4" in i.detail) for i in built.issues] == [("r-3", True)]


def test_what_follows_from_a_field_follows_from_a_ruling(build, say) -> None:
    one = say("a1", "2022-09-28", missile_class="srbm", count=2, site_id="north")
    sites = [
        Site(site_id=i, name=i, launcher="KP", latitude=n, longitude=1, uncertainty_km=n, source="")
        for i, n in (("north", 41.0), ("south", 38.0))
    ]
    rulings = (
        ruling("set_field", one.mention_id, field="site_id", value="south"),
        ruling("set_field", one.mention_id, field="missile_classes", value="icbm", ruling_id="r-2"),
    )
    (event,) = build(one, rulings=rulings, sites=sites).events
    assert (event.site_id, event.latitude, event.site_uncertainty_km) == ("south", 38.0, 38.0)
    assert [(p.missile_class, p.count_low) for p in event.payloads] == [("icbm", 2)]
    unknown = ruling("set_field", one.mention_id, field="site_id", value="nowhere")
    assert "nowhere" in build(one, rulings=(unknown,), sites=sites).issues[0].detail


def test_rulings_that_contradict_each_other_are_reported(build, two_days) -> None:
    ids = [m.mention_id for m in two_days]
    rulings = (ruling("same", *ids), ruling("different", *ids, ruling_id="r-2"))
    built = build(*two_days, rulings=rulings)
    assert [i.place for i in built.issues] == ["r-2"]
