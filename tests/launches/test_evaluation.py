"""What the labelled briefs and the real documents say is what is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines.evaluation import gold_cases, score, summary
from pipelines.seeds import Lexicon
from tests.launches.conftest import Reading, asserted, launch_days


def test_briefs(repo: Path, lexicon: Lexicon) -> None:
    """Floors a little below the measured figures of all briefs: a fall is a defect."""
    rates = summary(score(gold_cases(repo / "tests" / "gold"), lexicon))
    floors = {
        "sound": 100.0, "main P": 97.0, "main R": 86.0, "background R": 57.0, "real": 97.0,
        "class": 98.0, "count": 88.0, "unreal": 96.0,
    }  # fmt: skip
    assert {what: rate for what, rate in rates.items() if (rate or 0) < floors.get(what, 0)} == {}
    assert (rates["main P"] or 0) > (rates["baseline P"] or 0)


@pytest.mark.parametrize("dated", [True, False], ids=["day known", "day unknown"])
def test_real_documents(shared: Path, read: Reading, dated: bool) -> None:
    """No launch that the documents do not tell, and no day that they do not give."""
    documents = json.loads((shared / "expected" / "seeds.json").read_text())["documents"]
    for document in documents:
        text = (shared / "seeds" / document["file"]).read_text(encoding="utf-8", errors="replace")
        found = read(text, document["published"] if dated else None)
        known = {("KP", launch["date"]) for launch in document["launches"]}
        assert launch_days(found) <= known, document["file"]
        assert {m.launcher for m in asserted(found)} <= {"KP"}


def test_one_launch_dates_another(shared: Path, read: Reading) -> None:
    """ "comes 23 days after their January 4 launch" tells of two launches."""
    text = (shared / "seeds" / "000_660f17a8b5236788.txt").read_text(encoding="utf-8")
    days = {(str(m.earliest), m.role) for m in asserted(read(text, "2026-01-28"))}
    assert days == {("2026-01-27", "main"), ("2026-01-04", "background")}
    open_days = {m.edtf for m in asserted(read(text))}
    assert open_days == {"XXXX-01-27", "XXXX-01-04"}
