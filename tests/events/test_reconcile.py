"""What articles count, held against the timeline."""

from datetime import date
from typing import Any

import pytest

from pipelines.events import Source
from pipelines.events.reconcile import hold
from pipelines.model import LaunchCount, LaunchEvent, Payload


def event(day: str, classes: str = "srbm", count: int | None = 1, **fields: Any) -> LaunchEvent:
    first, _, last = day.partition("/")
    values: dict[str, Any] = {
        "event_id": f"e-{day}-{classes}",
        "launcher": "KP",
        "edtf": day,
        "precision": "day",
        "outcome": "unknown",
        "status": "confirmed",
        "confidence": 0.9,
        "articles": 1,
        "sources": 1,
        "earliest": date.fromisoformat(first),
        "latest": date.fromisoformat(last or first),
        "missile_classes": tuple(classes.split("+")),
        "count_low": count,
        "count_high": count,
    }
    return LaunchEvent(**values | fields)


def count(value: int | None, unit: str = "launch", **fields: Any) -> LaunchCount:
    values: dict[str, Any] = {
        "count_id": "a1:c0-9.0",
        "article_id": "a1",
        "start": 0,
        "end": 9,
        "quote": "the nth",
        "kind": "total",
        "unit": unit,
        "launcher": "KP",
        "value_low": value,
        "value_high": value,
        "period_earliest": date(2022, 1, 1),
        "period_latest": date(2022, 1, 31),
    }
    return LaunchCount(**values | fields)


JANUARY = [
    event("2022-01-05", "hypersonic"),
    event("2022-01-11", "hypersonic"),
    event("2022-01-14", count=2),
    event("2022-01-17", count=2),
    event("2022-01-25", "cruise", count=2),
    event("2022-01-27", count=2),
    event("2022-01-30", "irbm"),
    event("2022-02-27", "mrbm"),
    event("2022-01-20", launcher="IR"),
]


@pytest.mark.parametrize(
    ("given", "status", "found", "words"),
    [
        (count(7), "match", 7, "7"),
        (count(11, "missile"), "match", 11, "11"),
        (count(7, "day"), "match", 7, "7"),
        (count(1, missile_class="cruise"), "match", 1, "1"),
        (count(6), "explained", 6, "ballistic"),
        (count(11), "explained", 11, "missiles"),
        (count(9), "missing", 7, "lacks 2 launches"),
        (count(15), "missing", 7, "lacks 8 launches"),
        (count(2, missile_class="cruise"), "explained", 2, "missiles"),
        (count(4, missile_class="cruise"), "missing", 1, "lacks 3 cruise launches"),
        (count(3), "conflict", 7, "fewer"),
        (count(3, value_high=None), "match", 7, "7"),
        (count(7, launcher=None), "unverifiable", 0, "whose"),
        (count(7, period_latest=None), "unverifiable", 0, "days"),
        (count(None), "unverifiable", 0, "number"),
    ],
)
def test_january_2022(given: LaunchCount, status: str, found: int, words: str) -> None:
    (held,) = hold([given], JANUARY)
    assert (held.status, held.found) == (status, found)
    assert words in held.reason


def test_an_article_counts_to_the_day_it_was_written() -> None:
    source = {"a1": Source("a1", published=date(2022, 1, 18))}
    (held,) = hold([count(4)], JANUARY, source)
    assert (held.status, held.found) == ("match", 4)
    assert held.event_ids == tuple(e.event_id for e in JANUARY[:4])


def test_the_launch_of_the_day_may_not_be_counted() -> None:
    source = {"a1": Source("a1", published=date(2022, 1, 17))}
    (held,) = hold([count(3)], JANUARY, source)
    assert (held.status, held.reason) == ("explained", "3: it leaves out the last day")


def test_a_period_may_begin_in_another_time_zone() -> None:
    week = count(2, period_earliest=date(2022, 1, 12), period_latest=date(2022, 1, 16))
    (held,) = hold([week], JANUARY)
    assert held.status == "explained"
    assert "time zone" in held.reason or "missiles" in held.reason


def test_a_vague_event_may_or_may_not_count() -> None:
    vague = event("2022-01-31/2022-02-02")
    (six,), (seven,) = (hold([count(n)], [*JANUARY[:6], vague]) for n in (6, 7))
    assert (six.status, seven.status) == ("match", "match")


def test_of_a_mixed_salvo_the_class_is_counted() -> None:
    mixed = event(
        "2022-05-25",
        "icbm+srbm",
        count=3,
        payloads=(
            Payload(missile_class="icbm", count_low=1, count_high=1),
            Payload(missile_class="srbm", count_low=2, count_high=2),
        ),
    )
    may = {"period_earliest": date(2022, 5, 1), "period_latest": date(2022, 5, 31)}
    (held,) = hold([count(2, "missile", missile_class="srbm", **may)], [mixed])
    assert (held.status, held.found) == ("match", 2)


def test_a_ballistic_missile_may_or_may_not_be_an_icbm() -> None:
    known = [event("2022-01-05", "icbm"), event("2022-01-11", "ballistic")]
    held = hold([count(n, missile_class="icbm") for n in (1, 2, 3)], known)
    assert [c.status for c in held] == ["match", "match", "missing"]
    (ballistic,) = hold([count(2, missile_class="ballistic")], known)
    assert (ballistic.status, ballistic.found) == ("match", 2)


def test_an_ordinal_of_launches_counts_no_missiles() -> None:
    salvos = [event("2022-01-05", "srbm", count_low=2, count_high=2), event("2022-01-11", "srbm")]
    told = [count(3, kind=kind) for kind in ("total", "ordinal")]
    assert [c.status for c in hold(told, salvos)] == ["explained", "missing"]
