"""Publishing for people: everything beside the tables, whole files, the same bytes each time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipelines.publishing import parquet, publish, safely
from pipelines.publishing.charts import CHARTS
from pipelines.tables import TABLES
from tests.publishing import synthetic
from tests.publishing.conftest import AS_OF


def test_all_files_stand_beside_the_tables(published: Path) -> None:
    names = {p.relative_to(published).as_posix() for p in published.rglob("*") if p.is_file()}
    wanted = {"timeline.html", "coverage.csv", "events.atom", "datapackage.json", "croissant.json",
              "geo/events.parquet", "geo/sites.parquet"}  # fmt: skip
    wanted |= {f"charts/{name}.{form}" for name in CHARTS for form in ("svg", "png")}
    wanted |= {f"{t.name}.parquet" for t in TABLES}
    assert wanted <= names
    assert not [name for name in names if name.endswith(".part")]


@pytest.mark.slow
def test_the_same_tables_give_the_same_bytes(published: Path, tmp_path: Path) -> None:
    built = synthetic.tables(40)
    parquet.publish(built, TABLES, tmp_path, parquet.Build(as_of=AS_OF))
    for path in publish(built, tmp_path, as_of=AS_OF):
        assert path.read_bytes() == (published / path.relative_to(tmp_path)).read_bytes(), path.name


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: Any) -> None:
    path = safely.write(tmp_path / "a" / "page.html", "old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        safely.write(path, "new and longer")
    assert path.read_text(encoding="utf-8") == "old"
