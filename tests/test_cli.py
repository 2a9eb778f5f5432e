"""The command line: what it prints, where it prints it, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines import tables
from pipelines.cli import main
from pipelines.publishing import parquet

ARTICLE = """Title: Missile flies over Japan
Publisher: Harbour Wire
Published: 2022-10-04
Note: brief written for launch-timeline from public facts; not a press article.

SEOUL, Oct. 4 - North Korea fired an intermediate-range ballistic missile over Japan on Tuesday
morning, South Korea's Joint Chiefs of Staff said.
"""


@pytest.fixture
def launch_timeline(repo: Path, tmp_path: Path):
    """Run the command in a folder of its own, with this repository's seeds."""

    def run(*words: str | Path) -> Result:
        return CliRunner().invoke(main, [str(w) for w in words], catch_exceptions=False)

    def build(*paths: str | Path, **options: str) -> Result:
        output = options.get("output", str(tmp_path / "output"))
        return run(
            "build", *paths, "--output", output, "--seeds", repo / "seeds", "--as-of", "2026-11-22"
        )

    run.build = build  # type: ignore[attr-defined]
    return run


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def codes(output: Path) -> dict[str, str]:
    found = tables.ISSUES.values(parquet.load(output, tables.ISSUES))
    return {str(i.place): i.code for i in found if i.stage == "reading"}


def test_a_text_becomes_an_event_that_explains_itself(launch_timeline, tmp_path: Path) -> None:
    built = launch_timeline.build(write(tmp_path, "in/one.txt", ARTICLE))
    assert built.exit_code == 0, built.output
    assert "4 Oct 2022" in built.stdout
    assert "1 IRBM" in built.stdout
    shown = launch_timeline("show", "--output", tmp_path / "output", "--json")
    (event,) = [json.loads(line) for line in shown.stdout.splitlines()]
    assert (event["launcher"], event["date_local"]) == ("KP", "2022-10-04")
    told = launch_timeline("explain", event["event_id"], "--output", tmp_path / "output")
    assert "[fired an intermediate-range ballistic missile] over Japan on Tuesday" in told.stdout
    assert "Tuesday" in told.stdout
    assert "Harbour Wire" in told.stdout


def test_bad_files_become_issues_and_good_ones_beside_them_go_on(
    launch_timeline, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    write(folder, "good.txt", ARTICLE)
    write(folder, "empty.txt", "")
    write(folder, "picture.txt", bytes(range(256)) * 20)
    write(folder, "long.txt", "word " * 4_000_000)
    write(folder, "latin.txt", b"North Korea fired a missile \xff\xfe over the caf\xe9 sea.")
    write(folder, "records.jsonl", '{"text": "A launch was not seen."}\n{"text": \n')
    write(folder, "notes.docx", "an unknown suffix")
    write(folder, "korean.txt", "북한이 4일 탄도미사일을 발사했다고 합동참모본부가 밝혔다. " * 5)
    built = launch_timeline.build(folder)
    assert built.exit_code == 3, built.output
    events = parquet.load(tmp_path / "output", tables.LAUNCH_EVENTS)
    assert events.num_rows >= 1
    found = codes(tmp_path / "output")
    for name in ("empty.txt", "picture.txt", "long.txt", "records.jsonl", "notes.docx", "korean"):
        assert any(name in place for place in found), f"{name} is in no issue: {found}"


def test_an_empty_folder_says_so(launch_timeline, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    built = launch_timeline.build(tmp_path / "in")
    assert built.exit_code == 1
    assert "in" in built.stderr


def test_a_path_that_is_not_there_is_a_wrong_call(launch_timeline, tmp_path: Path) -> None:
    built = launch_timeline.build(tmp_path / "nowhere")
    assert built.exit_code == 2
    assert "no such file or folder" in built.stderr


def test_an_output_that_cannot_be_written_is_named(launch_timeline, tmp_path: Path) -> None:
    article = write(tmp_path, "in/one.txt", ARTICLE)
    blocked = write(tmp_path, "blocked", "a file where the folder should be")
    built = launch_timeline.build(article, output=str(blocked))
    assert built.exit_code == 1
    assert "cannot be written" in built.stderr


def test_building_twice_changes_no_byte(launch_timeline, tmp_path: Path) -> None:
    article = write(tmp_path, "in/one.txt", ARTICLE)
    launch_timeline.build(article)
    before = {p.name: p.read_bytes() for p in (tmp_path / "output").glob("*.parquet")}
    launch_timeline.build(article)
    assert before == {p.name: p.read_bytes() for p in (tmp_path / "output").glob("*.parquet")}


def test_an_event_that_is_not_there_is_named(launch_timeline, tmp_path: Path) -> None:
    told = launch_timeline("explain", "e-000000000000", "--output", tmp_path)
    assert told.exit_code == 1
    assert "holds no event e-000000000000" in told.stderr
