"""`launch-timeline dates` prints values and reasons, or JSON, and refuses what is no text."""

import json
from pathlib import Path

from click.testing import CliRunner

from pipelines.commands.dates import command

TEXT = "North Korea fired a missile on Tuesday, 23 days after its January 4 launch.\n"


def test_a_text_is_printed_with_values_and_reasons(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(TEXT, encoding="utf-8")
    run = CliRunner().invoke(command, [str(file), "--published", "2026-01-28"])
    assert run.exit_code == 0
    assert TEXT.strip() in run.output
    assert "2026-01-27" in run.output
    assert "2026-01-04 + 23 days" in run.output
    assert "\x1b[" not in run.output, "colour is for terminals"


def test_json_gives_one_object_a_line_and_offsets_of_the_text() -> None:
    run = CliRunner().invoke(command, ["-", "--json"], input=TEXT)
    rows = [json.loads(line) for line in run.output.splitlines()]
    assert [row["timex_value"] for row in rows] == ["XXXX-WXX-2", "XXXX-01-27", "XXXX-01-04"]
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in rows)


def test_bytes_that_are_no_text_are_refused_with_the_reason(tmp_path: Path) -> None:
    file = tmp_path / "report.bin"
    file.write_bytes(b"\xff\xfe\x00on Tuesday")
    run = CliRunner().invoke(command, [str(file)])
    assert run.exit_code == 1
    assert "not UTF-8" in run.output


def test_a_day_that_is_no_day_is_refused() -> None:
    run = CliRunner().invoke(command, ["-", "--published", "2026-02-31"], input=TEXT)
    assert run.exit_code == 2
