"""A build whose parts are read elsewhere: the same tables, and nothing lost on the way."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipelines import parts, run, tables
from pipelines.parts import Where
from pipelines.publishing.parquet import PublishError
from tests.engines import work
from tests.reading.pages import page, warc

Build = Callable[..., Path]
TOLD = "North Korea fired {} missiles into the sea on Jan. 17, South Korea's military said."
HERE, POOL = Where(), Where(workers=2)


@pytest.fixture
def inbox(repo: Path, tmp_path: Path) -> Path:
    """Briefs, a page, an archive, records that stand twice, and what cannot be read."""
    folder = tmp_path / "in"
    folder.mkdir()
    for brief in sorted((repo / "seeds" / "articles").glob("*.txt"))[:6]:
        shutil.copy(brief, folder)
    (folder / "page.html").write_text(page(), encoding="utf-8")
    on_topic = f"<html><body><article><p>{TOLD.format('two') * 4}</p></article></body></html>"
    (folder / "a.warc.gz").write_bytes(warc([on_topic.encode(), page().encode()], packed=True))
    for name, counts in (("m.jsonl", ("two", "three")), ("n.jsonl", ("three", "two", "four"))):
        records = [{"url": "https://c.example/live", "text": TOLD.format(c)} for c in counts]
        (folder / name).write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    (folder / "broken.jsonl").write_text('{"text": "half', encoding="utf-8")
    (folder / "letter.docx").write_bytes(b"PK")
    return folder


@pytest.fixture
def build(repo: Path, tmp_path: Path) -> Build:
    def built(inbox: Path, name: str, where: Where = HERE, **options: object) -> Path:
        output = tmp_path / name
        job = run.Job([inbox], output, repo / "seeds", date(2026, 1, 1), where=where, **options)  # type: ignore[arg-type]
        run.build(job)
        assert not (output / parts.FOLDER).exists()
        return output

    return built


def files(output: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in output.iterdir() if path.name != ".lock"}


def places(output: Path) -> dict[str, list[str]]:
    """The places of the issues of reading, by code."""
    found: dict[str, list[str]] = {}
    rows = run.parquet.load(output, tables.ISSUES)
    for issue in tables.ISSUES.values(rows):
        if issue.stage == "reading":
            found.setdefault(issue.code, []).append(issue.place or "")
    return {code: sorted(places) for code, places in found.items()}


@pytest.mark.slow
@pytest.mark.parametrize("where", [POOL, Where(workers=2, ray="local")], ids=["pool", "ray"])
def test_wherever_parts_are_read_the_tables_are_the_same_byte_for_byte(
    inbox: Path, build: Build, monkeypatch: pytest.MonkeyPatch, where: Where
) -> None:
    if where.ray:
        pytest.importorskip("ray", reason="Ray is an optional extra and not installed here")
    in_one_part = files(build(inbox, "one"))
    monkeypatch.setattr(parts, "PART_BYTES", 1)
    assert files(build(inbox, "many", where)) == in_one_part
    assert in_one_part["articles.parquet"]


def test_however_sources_are_divided_each_text_of_an_address_is_kept_once(
    inbox: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = build(inbox, "together")
    monkeypatch.setattr(parts, "PART_BYTES", 1)
    apart = build(inbox, "apart")
    assert files(apart) == files(together)
    assert places(apart) == {
        "already_read": ["in/n.jsonl:1", "in/n.jsonl:2"],
        "broken_line": ["in/broken.jsonl:1"],
        "same_address": ["in/m.jsonl:2", "in/n.jsonl:3"],
        "unknown_suffix": ["in/letter.docx"],
    }
    articles = run.parquet.load(apart, tables.ARTICLES).to_pylist()
    live = sorted(row["source"] for row in articles if row["url"] == "https://c.example/live")
    assert live == ["in/m.jsonl:1", "in/m.jsonl:2", "in/n.jsonl:3"]


def test_a_build_that_was_stopped_goes_on_part_by_part(
    inbox: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = files(build(inbox, "whole"))
    read: list[str] = []
    real = parts.read_part

    def counted(source: str, target: Path, seeds: Path, rules: str) -> None:
        read.append(Path(source).stem)
        real(source, target, seeds, rules)

    def stop(_done: int, _total: int) -> None:
        if len(read) == 5:
            raise KeyboardInterrupt

    monkeypatch.setattr(parts, "PART_BYTES", 1)
    monkeypatch.setattr(parts, "read_part", counted)
    with pytest.raises(KeyboardInterrupt):
        build(inbox, "stopped", progress=stop)
    assert files(build(inbox, "stopped")) == whole
    assert len(read) == len(set(read)) == len(list(inbox.iterdir()))


@pytest.mark.slow
def test_a_file_that_kills_its_worker_fails_alone(
    inbox: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = places(build(inbox, "whole"))
    (inbox / "kills.txt").write_text("poison", encoding="utf-8")
    monkeypatch.setattr(parts, "read_part", work.to_part)
    monkeypatch.setattr(parts, "PART_BYTES", 2_000)
    found = places(build(inbox, "poisoned", POOL))
    assert found.pop("failed") == ["in/kills.txt"]
    assert found == whole


def test_two_builds_do_not_write_one_output_at_a_time(
    inbox: Path, build: Build, tmp_path: Path
) -> None:
    with (
        parts.opened(tmp_path / "output", inbox, "", HERE),
        pytest.raises(PublishError, match="another build"),
    ):
        build(inbox, "output")
