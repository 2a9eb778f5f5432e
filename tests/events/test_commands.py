"""`review` and `compare` from the command line, on tables that a build would publish."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from pipelines import tables
from pipelines.cli import main
from pipelines.publishing.parquet import MANIFEST


@pytest.fixture
def output(tmp_path: Path, say, build) -> Path:
    """Three launches, one of them with two counts, published as tables."""
    mentions = [
        say("a1", "2022-09-28", count=2),
        say("a2", "2022-09-28", count=3),
        say("a3", "2022-10-04", missile_class="irbm"),
        say("a4", "2022-10-20"),
    ]
    built = build(*mentions)
    rows = {
        "articles": [],
        "launch_mentions": mentions,
        "launch_events": built.events,
        "event_evidence": built.evidence,
        "event_history": built.revisions,
        "issues": built.issues,
    }
    folder = tmp_path / "output"
    folder.mkdir()
    for table in tables.TABLES:
        pq.write_table(table.build(rows.get(table.name, [])), folder / f"{table.name}.parquet")
    (folder / MANIFEST).write_text("{}")
    return folder


def run(*arguments: object):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_compare_prints_shares_and_writes_parquet(tmp_path: Path, output: Path) -> None:
    facts = tmp_path / "facts.csv"
    facts.write_text(
        "date,missile_type,count\n2022-09-28,srbm,2\n2022-10-05,irbm,1\n2022-11-18,icbm,1\n"
    )
    result = run("compare", facts, "--output", output)
    assert result.exit_code == 0, result.output
    assert "found      2 of 3 (66.7 %)" in result.output
    assert "extra      1 of 3 (33.3 %)" in result.output
    assert "day off    1 of 2 (50.0 %)" in result.output
    outcomes = pq.read_table(output / "comparison.parquet")["outcome"].to_pylist()
    assert sorted(outcomes) == ["extra", "found", "found", "missing"]


def test_compare_says_what_is_wrong_with_a_list(tmp_path: Path, output: Path) -> None:
    facts = tmp_path / "facts.csv"
    facts.write_text("when,what\n")
    result = run("compare", facts, "--output", output)
    assert result.exit_code == 1
    assert "facts.csv, line 1: no column" in result.output
    assert not (output / "comparison.parquet").exists()


def test_review_writes_questions_that_can_become_rulings(tmp_path: Path, output: Path) -> None:
    target = tmp_path / "questions.csv"
    result = run("review", "--output", output, "--seeds", tmp_path, "--to", target)
    assert result.exit_code == 0, result.output
    header, question = target.read_text(encoding="utf-8").splitlines()
    assert header == "ruling_id,ruling,subject,object,field,value,author,day,reason"
    assert ",set_field," in question
    assert "says 2" in question


@pytest.mark.parametrize("command", [["review"], ["compare", __file__]])
def test_a_folder_without_a_timeline_is_said_to_be_one(tmp_path: Path, command: list[str]) -> None:
    result = run(*command, "--output", tmp_path)
    assert result.exit_code == 1
    assert "nothing was built" in result.output
