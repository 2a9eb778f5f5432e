"""`launch-timeline date` prints the day and what says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines.commands.date import command

TEXT = (
    "Tokyo, Feb 10 (EFE).- Defense Minister Nobuo Kishi agreed Thursday with his two colleagues"
    " to work together after a launch of a missile that had not been tested since 2017.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_it_prints_the_day_and_every_clue(article: Path, repo: Path) -> None:
    result = CliRunner().invoke(command, [str(article), "--seeds", str(repo / "seeds")])
    assert result.exit_code == 0
    head, *reasons = result.stdout.splitlines()
    assert "2022-02-10 (inferred, " in head
    assert any("10 February is a Thursday in" in reason for reason in reasons)
    assert any("Nobuo Kishi" in reason for reason in reasons)


def test_json_is_one_object_a_line(article: Path, repo: Path) -> None:
    options = [str(article), "--seeds", str(repo / "seeds"), "--json", "--no-catalogue"]
    result = CliRunner().invoke(command, options)
    (record,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert (record["day"], record["basis"]) == ("2022-02-10", "inferred")


def test_an_open_article_shows_its_candidates(tmp_path: Path, repo: Path) -> None:
    path = tmp_path / "open.txt"
    text = "The ministers said that the May 25 launches were the latest since September 2021.\n"
    path.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(command, [str(path), "--seeds", str(repo / "seeds")])
    assert "open, 2022-05-2" in result.stdout
    assert "likeliest first: 2022-05-26" in result.stdout
