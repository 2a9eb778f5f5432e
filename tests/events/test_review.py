"""What a person is asked, and that an answer needs no more than a name and a day."""

import csv
import io
from pathlib import Path

from pipelines.events.review import COLUMNS, questions, write
from pipelines.seeds import Ruling, rows


def ask(built, *mentions, rulings=()):
    known = {m.mention_id: m for m in mentions}
    return questions(built.events, built.evidence, known, built.issues, rulings)


def test_disputes_name_both_sides(say, build) -> None:
    pair = say("a1", "2022-11-02", count=17), say("a2", "2022-11-02", count=23)
    (question,) = ask(build(*pair), *pair)
    assert (question.ruling, question.field, question.value) == ("set_field", "count_low", "17")
    assert "says 17" in question.reason
    assert "says 23" in question.reason


def test_a_lone_report_one_day_off_is_a_near_miss(say, build) -> None:
    known = [say(a, "2022-09-28") for a in ("a1", "a2", "a3")]
    lone = say("b", "2022-09-29")
    (question,) = ask(build(*known, lone), *known, lone)
    assert (question.ruling, question.subject[:2], question.object is not None) == (
        "same", "e-", True
    )  # fmt: skip


def test_another_day_and_another_place_are_two_slips_and_no_near_miss(say, build) -> None:
    pair = say("a1", "2022-09-28", site_id="sunan"), say("a2", "2022-09-29", site_id="sunchon")
    assert ask(build(*pair), *pair) == []
    assert len(ask(build(pair[0], say("a3", "2022-09-29")), pair[0])) == 1


def test_launches_that_one_article_tells_apart_are_no_near_miss(say, build) -> None:
    pair = say("a1", "2022-09-28"), say("a1", "2022-09-29", occasion=1)
    assert ask(build(*pair), *pair) == []


def test_ambiguous_reports_name_the_launches(say, build) -> None:
    said = (
        say("a1", "2022-09-28"),
        say("a1", "2022-09-29", occasion=1),
        say("a2", "2022-09-27/2022-09-29", reported=True, edtf=None),
    )
    built = build(*said)
    (question,) = ask(built, *said)
    assert (question.ruling, question.subject) == ("same", said[2].mention_id)
    assert all(e.event_id in question.reason for e in built.events)


def test_a_launch_that_waits_for_its_day_is_asked_for_unless_it_is_an_aside(say, build) -> None:
    said = (
        say("a1", edtf="XXXX-XX-05"),
        say("a2", "2022-01-05"),
        say("a2", occasion=1, role="background"),
    )
    (question,) = ask(build(*said), *said)
    assert (question.subject, question.field, question.value) == ("a1:m0-9.0", "date_local", None)
    assert "XXXX-XX-05" in question.reason


def test_a_denied_launch_comes_before_a_near_miss_before_a_range(say, build) -> None:
    said = (
        *(say(a, "2022-09-01", range_km=r) for a, r in (("a1", 300.0), ("a2", 900.0))),
        say("b1", "2022-09-10"),
        say("b2", "2022-09-11"),
        say("c1", "2022-09-20"),
        say("c2", "2022-09-20", status="denied"),
    )
    asked = ask(build(*said), *said)
    assert [q.field or q.ruling for q in asked] == ["status", "same", "range_km"]


def test_a_filled_in_row_is_a_ruling_and_is_not_asked_again(say, build, tmp_path: Path) -> None:
    pair = say("a1", "2022-11-02", count=17), say("a2", "2022-11-02", count=23)
    (question,) = ask(build(*pair), *pair)
    file = io.StringIO()
    write([question], file)
    (row,) = csv.DictReader(io.StringIO(file.getvalue()))
    assert tuple(row) == COLUMNS
    path = tmp_path / "rulings.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        writer.writerow(row | {"author": "An Editor", "day": "2026-01-01", "value": "23"})
    rulings = rows(path, Ruling)
    ruled = build(*pair, rulings=rulings)
    assert (ruled.events[0].count_low, ruled.events[0].disputed_fields) == (23, ())
    assert ask(ruled, *pair, rulings=rulings) == []
