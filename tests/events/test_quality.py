"""The measures on cases small enough to work out by hand."""

from pytest import approx

from pipelines.events.quality import quality


def test_all_right() -> None:
    q = quality({"a": 1, "b": 1, "c": 2}, {"a": "x", "b": "x", "c": "y"})
    assert (q.precision, q.recall, q.f1, q.duplicates, q.false_merges) == (100, 100, 100, 0, 0)


def test_a_duplicate_costs_recall() -> None:
    q = quality({"a": 1, "b": 1}, {"a": "x", "b": "y"})
    assert (q.precision, q.recall, q.duplicates) == (100, 50, 50)


def test_a_false_merge_costs_precision() -> None:
    q = quality({"a": 1, "b": 2}, {"a": "x", "b": "x"})
    assert (q.precision, q.recall, q.false_merges) == (50, 100, 100)


def test_a_mention_in_no_event_stands_alone() -> None:
    q = quality({"a": 1, "b": 1, "c": 1}, {"a": "x", "b": "x"})
    assert q.precision == 100
    assert q.recall == approx(100 * (4 / 9 + 1 / 9))
    assert q.duplicates == 0
