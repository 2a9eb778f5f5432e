from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from pipelines.commands.fetch import command
from pipelines.reading.web import journal

LIST = """
[[outlet]]
name = "a"
publisher = "A"
feeds = ["https://127.0.0.1/feed"]
time_zone = "Asia/Seoul"
licence = "ours"
seconds_between = 0.1
"""


def fetch(tmp_path: Path, *arguments: str, listed: str = LIST) -> tuple[int, str]:
    (tmp_path / "feeds.toml").write_text(listed, encoding="utf-8")
    options = ["--seeds", str(tmp_path), "--into", str(tmp_path / "in"), *arguments]
    result = CliRunner().invoke(command, options)
    return result.exit_code, result.output


def test_who_asks_must_be_said(tmp_path: Path) -> None:
    code, output = fetch(tmp_path)
    assert code == 2 and "--contact" in output


def test_mistakes_in_the_call_and_in_the_list_are_told(tmp_path: Path) -> None:
    code, output = fetch(tmp_path, "b", "--contact", "x@y.example")
    assert code == 2 and "not in feeds.toml: b" in output
    code, output = fetch(tmp_path, "--contact", "x@y.example", listed="[[outlet]]\nname = 3")
    assert code == 2 and "feeds.toml, line 1" in output


def test_a_feed_in_a_private_network_is_not_asked(tmp_path: Path) -> None:
    code, output = fetch(tmp_path, "--contact", "x@y.example")
    assert code == 1
    assert "0 pages fetched, 1 addresses refused" in output


def test_a_second_run_into_the_same_folder_waits_for_nobody(tmp_path: Path) -> None:
    with journal.opened(tmp_path / "in"):
        code, output = fetch(tmp_path, "--contact", "x@y.example")
    assert code == 1 and "another run" in output
