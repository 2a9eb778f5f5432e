"""What is asked of the engine on real texts; they lie beside the project, not in it."""

import importlib
import json
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from benchmarks.dates import ours, ours_as_intervals
from pipelines.dates import tag
from pipelines.model import DateExpression


@pytest.fixture(scope="module")
def timex(shared: Path) -> ModuleType:
    sys.path.insert(0, str(shared / "tools"))
    return importlib.import_module("score_timex")


def test_narrative_is_read_without_being_told_that_it_is_one(timex: ModuleType) -> None:
    found = timex.evaluate(timex.load("wikiwars"), ours)["views"]["DATE+TIME"]
    assert found["value"]["F1"] >= 87


def test_an_assistants_dialect_is_read_too(timex: ModuleType) -> None:
    specs = importlib.import_module("score_specs")
    kinds = {"date", "daterange", "datetime"}
    counts, _ = specs.run(specs.load(kinds, None), ours_as_intervals, kinds)
    assert timex.prf(counts["value"], counts["sys"], counts["gold"])["F1"] >= 60


def _documents(shared: Path) -> list[dict[str, Any]]:
    facts = json.loads((shared / "expected" / "seeds.json").read_text("utf-8"))
    documents: list[dict[str, Any]] = facts["documents"]
    return documents


def test_every_date_of_the_five_real_documents_is_right(shared: Path) -> None:
    for document in _documents(shared):
        text = (shared / "seeds" / document["file"]).read_text("utf-8")
        rows = tag(text, date.fromisoformat(document["published"]))
        for asked in document["dates"]:
            assert any(_is_right(row, asked) for row in rows), (document["file"], asked, rows)


def test_without_a_publication_day_no_date_of_them_is_wrong(shared: Path) -> None:
    for document in _documents(shared):
        text = (shared / "seeds" / document["file"]).read_text("utf-8")
        resolved = [row for row in tag(text) if row.status == "resolved" and row.earliest]
        assert all(row.anchor == "self" for row in resolved)


def _is_right(row: DateExpression, asked: dict[str, Any]) -> bool:
    """Same words and same days (the words of the facts may hold a preposition more)."""
    if row.text not in asked["quote"] and asked["quote"] not in row.text:
        return False
    if asked.get("time_zone", row.time_zone) != row.time_zone:
        return False
    if "/" not in asked["value"]:
        return (row.edtf or "").startswith(asked["value"])
    first, last = (date.fromisoformat(day) for day in asked["value"].split("/"))
    slip = asked.get("tolerance_days", 0)
    return bool(
        row.earliest
        and row.latest
        and abs((row.earliest - first).days) <= slip
        and abs((row.latest - last).days) <= slip
    )
