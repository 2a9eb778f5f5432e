"""The five documents the project grew from, and the same five with other dates written in.

They belong to their publishers and lie beside the repository, not in it; `seeds.json` says what
they state, as facts. The rewritten ones show that no rule knows the originals.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines import run, stages, tables
from pipelines.model import DateExpression, LaunchCount, LaunchEvent

AS_OF = date(2026, 11, 22)
DATED_ALONE = ("002", "003", "004")


@pytest.fixture(scope="module")
def expected(shared: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((shared / "expected" / "seeds.json").read_text("utf-8"))
    return told


@pytest.fixture(scope="module")
def builds(shared: Path, repo: Path, tmp_path_factory: pytest.TempPathFactory):
    """Builds by (documents, catalogue), each made once."""
    made: dict[tuple[str, bool], stages.TableSet] = {}

    def build(documents: str, *, catalogue: bool) -> stages.TableSet:
        key = (documents, catalogue)
        if key not in made:
            output = tmp_path_factory.mktemp("output")
            paths = sorted((shared / "seeds").glob(f"{documents}*.txt"))
            made[key] = run.build(run.Job(paths, output, repo / "seeds", AS_OF, catalogue))
        return made[key]

    return build


def build_text(text: str, folder: Path, seeds: Path) -> stages.TableSet:
    (folder / "in").mkdir()
    path = folder / "in" / "document.txt"
    path.write_text(text, encoding="utf-8")
    return run.build(run.Job([path], folder / "out", seeds, AS_OF, use_catalogue=False))


def events(built: stages.TableSet) -> list[LaunchEvent]:
    found: list[LaunchEvent] = tables.LAUNCH_EVENTS.values(built["launch_events"])
    return found


def days(built: stages.TableSet) -> list[str]:
    return sorted(e.edtf for e in events(built))


def counts(built: stages.TableSet) -> list[LaunchCount]:
    found: list[LaunchCount] = tables.LAUNCH_COUNTS.values(built["launch_counts"])
    return found


def published(built: stages.TableSet) -> dict[str, tuple[date | None, date | None, date | None]]:
    """Day of publication, first and last day it can be, by the number of the document."""
    rows = tables.ARTICLES.rows(built["articles"])
    names = ("published_date", "published_earliest", "published_latest")
    return {r["source"].rpartition("/")[2][:3]: tuple(r[n] for n in names) for r in rows}


def test_with_the_catalogue_the_timeline_is_the_expected_one(builds, expected) -> None:
    built = builds("", catalogue=True)
    dated = [e["date"] for e in expected["timeline"]]
    month_as_day = {"2022-01": "2022-01-30"}
    assert days(built) in (dated, sorted(month_as_day.get(d, d) for d in dated))
    for event, told in zip(events(built), expected["timeline"], strict=True):
        assert set(event.missile_classes) == set(told["classes"]), event
        assert event.launcher == "KP"
    (shared_event,) = [e for e in events(built) if e.edtf == "2022-10-04"]
    assert (shared_event.articles, shared_event.overflew) == (2, ("JP",))


@pytest.mark.parametrize("number", range(5))
def test_with_the_catalogue_every_document_is_dated(builds, expected, number: int) -> None:
    told = expected["documents"][number]
    first, _, last = told.get("acceptable_published", told["published"]).partition("/")
    day, earliest, latest = published(builds("", catalogue=True))[told["file"][:3]]
    if told["derivable"] == "window" and day is None:
        assert earliest is not None
        assert latest is not None
        assert first <= earliest.isoformat() <= latest.isoformat() <= last
    else:
        assert day is not None
        assert first <= day.isoformat() <= (last or first)


@pytest.mark.parametrize("number", range(5))
def test_without_the_catalogue_a_day_is_right_or_open(builds, expected, number: int) -> None:
    told = expected["documents"][number]
    first, _, last = told.get("acceptable_published", told["published"]).partition("/")
    together, *_ = published(builds("", catalogue=False))[told["file"][:3]]
    alone, *_ = published(builds(told["file"][:3], catalogue=False))[told["file"][:3]]
    for day in (together, alone):
        assert day is None or first <= day.isoformat() <= (last or first)
    if told["derivable"] == "text":
        assert alone is not None
    if told["derivable"] in ("text", "together"):
        assert together is not None


@pytest.mark.parametrize("number", range(5))
def test_every_date_expression_is_read(builds, expected, number: int) -> None:
    built = builds("", catalogue=True)
    told = expected["documents"][number]
    ids = {r["article_id"] for r in tables.ARTICLES.rows(built["articles"])
           if r["source"].rpartition("/")[2].startswith(told["file"][:3])}  # fmt: skip
    found: list[DateExpression] = [
        e for e in tables.DATE_EXPRESSIONS.values(built["date_expressions"]) if e.article_id in ids
    ]
    for wanted in told["dates"]:
        matching = [e for e in found if e.text in wanted["quote"] or wanted["quote"] in e.text]
        assert any(_agrees(e, wanted) for e in matching), (wanted, matching)


def _agrees(expression: DateExpression, wanted: dict[str, Any]) -> bool:
    if expression.edtf == wanted["value"] or expression.timex_value == wanted["value"]:
        return True
    if expression.earliest is None or expression.latest is None:
        return False
    first, _, last = wanted["value"].partition("/")
    if len(first) < 10:
        return bool(expression.edtf and expression.edtf.startswith(first))
    slack = wanted.get("tolerance_days", 0)
    return (
        abs((expression.earliest - date.fromisoformat(first)).days) <= slack
        and abs((expression.latest - date.fromisoformat(last or first)).days) <= slack
    )


def test_six_launches_of_january_are_counted_and_found_nothing(builds) -> None:
    built = builds("003", catalogue=False)
    assert any(
        (c.value_low, c.period_earliest, c.period_latest)
        == (6, date(2022, 1, 1), date(2022, 1, 31))
        for c in counts(built)
    )
    assert days(built) == ["2022-01"]


def test_responses_are_read(builds, expected) -> None:
    built = builds("", catalogue=True)
    source = {r["article_id"]: r["source"].rpartition("/")[2]
              for r in tables.ARTICLES.rows(built["articles"])}  # fmt: skip
    found = {
        (source[r.article_id], r.type, actor, r.edtf or None)
        for r in tables.RESPONSES.values(built["responses"])
        for actor in r.actors
    }
    asked = [
        (d["file"], r["type"], actor)
        for d in expected["documents"]
        for r in d["responses"]
        if not r.get("optional")
        for actor in r["actors"]
    ]
    read = {(file, kind, actor) for file, kind, actor, _ in found}
    missing = [a for a in asked if a not in read]
    assert not missing, missing


REWRITTEN = [
    (
        "000",
        {"On Wednesday": "On Sunday", "January 4": "March 9", "23 days": "19 days"},
        ["XXXX-03-09", "XXXX-03-28"],
    ),
    ("001", {"the 4th": "the 17th", "the 5th": "the 18th"}, ["XXXX-XX-17"]),
    (
        "002",
        {
            "04 Oct 2022": "16 Feb 2023",
            "Tuesday morning": "Thursday morning",
            "on Tuesday": "on Thursday",
            "Monday": "Wednesday",
        },
        ["2023-02-16"],
    ),
    (
        "003",
        {
            "Feb 10": "Mar 8",
            "Thursday": "Tuesday",
            "January": "February",
            "Saturday": "Friday",
            "six missile": "five missile",
            "six tests": "five tests",
        },
        ["2022-02"],
    ),
    ("004", {"May 25": "August 17", "September 2021": "November 2021"}, ["2022-08-17"]),
]


@pytest.mark.parametrize(("number", "words", "wanted"), REWRITTEN, ids=[r[0] for r in REWRITTEN])
def test_other_dates_in_the_same_documents_give_other_answers(
    shared: Path, repo: Path, tmp_path: Path, number: str, words: dict[str, str], wanted: list[str]
) -> None:
    (path,) = (shared / "seeds").glob(f"{number}*.txt")
    text = path.read_text(encoding="utf-8")
    for old, new in words.items():
        assert old in text
        text = text.replace(old, new)
    built = build_text(text, tmp_path, repo / "seeds")
    assert days(built) == [day for day in wanted if not day.startswith("XXXX-XX")]
    told = tables.LAUNCH_MENTIONS.values(built["launch_mentions"])
    assert set(wanted) <= {m.edtf for m in told}
