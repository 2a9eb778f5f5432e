"""An id is given once: what merges, splits and withdrawals leave, and how a past day looked."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

from pipelines.events.history import as_known_on, event_of, row_of

FIRST, SECOND, THIRD = date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3)


def test_an_id_is_the_hash_of_the_least_mention(say, build) -> None:
    built = build(say("a2", "2022-10-04"), say("a1", "2022-10-04"))
    assert built.events[0].event_id == "e-" + sha256(b"a1:m0-9.0").hexdigest()[:12]


def test_an_id_stays_when_an_older_article_turns_up(say, build) -> None:
    late = say("a2", "2022-10-04")
    before = build(late)
    after = build(late, say("a1", "2022-10-04"), ledger=before.revisions)
    assert after.events[0].event_id == before.events[0].event_id
    (step,) = after.revisions
    assert (step.revision, step.change) == (2, "changed")
    assert "articles" in step.reason


def test_a_merge_leaves_a_redirect(say, build) -> None:
    slip, launch = say("a1", "2022-10-03"), say("a2", "2022-10-04")
    before = build(slip, launch)
    assert len(before.events) == 2
    corrected = replace(slip, earliest=launch.earliest, latest=launch.latest)
    after = build(corrected, launch, ledger=before.revisions, as_of=SECOND)
    (event,) = after.events
    (redirect,) = [r for r in after.revisions if r.change == "merged"]
    assert redirect.into == event.event_id
    assert redirect.event_id in {e.event_id for e in before.events} - {event.event_id}
    assert (redirect.after, bool(redirect.before)) == (None, True)


def test_a_split_leaves_the_id_with_the_larger_part(say, build) -> None:
    same_day = [say(f"a{n}", "2022-10-04") for n in range(3)]
    before = build(*same_day)
    moved = replace(same_day[0], earliest=date(2022, 10, 5), latest=date(2022, 10, 5))
    after = build(moved, *same_day[1:], ledger=before.revisions, as_of=SECOND)
    kept = next(e for e in after.events if e.articles == 2)
    other = next(e for e in after.events if e.articles == 1)
    assert kept.event_id == before.events[0].event_id
    assert other.event_id != kept.event_id
    changes = {r.event_id: r for r in after.revisions}
    assert changes[kept.event_id].change == "split"
    assert other.event_id in changes[kept.event_id].reason
    assert changes[other.event_id].change == "minted"
    assert kept.event_id in changes[other.event_id].reason


def test_an_event_that_comes_back_has_its_old_id(say, build) -> None:
    one, other = say("a1", "2022-10-04"), say("a2", "2022-10-09")
    ledger = build(one, other).revisions
    gone = build(other, ledger=ledger, as_of=SECOND)
    assert [r.change for r in gone.revisions] == ["retracted"]
    back = build(one, other, ledger=(*ledger, *gone.revisions), as_of=THIRD)
    assert [(r.change, r.revision) for r in back.revisions] == [("changed", 3)]
    assert {e.event_id for e in back.events} == {r.event_id for r in ledger}


def test_the_timeline_of_a_past_day(say, build) -> None:
    one, two, three = (say(f"a{n}", f"2022-10-0{n}") for n in (1, 2, 3))
    first = build(one, two, as_of=FIRST)
    second = build(one, three, ledger=first.revisions, as_of=SECOND)
    history = (*first.revisions, *second.revisions)
    assert as_known_on(history, date(2025, 12, 31)) == []
    assert as_known_on(history, FIRST) == list(first.events)
    assert as_known_on(history, THIRD) == list(second.events)
    assert as_known_on(reversed(history), FIRST) == list(first.events)


def test_a_row_comes_back_as_it_was(say, build) -> None:
    flight = {"range_km": 4500.0, "apogee_km": 970.0, "outcome": "success", "overflew": ("JP",)}
    named = {"count": 1, "at": "2022-10-03T22:22", "designation": "Hwasong-12"}
    everything = say("a1", "2022-10-04", **flight, **named)
    (event,) = build(everything).events
    assert event_of(row_of(event, ["a1:m0-9.0"])) == event
