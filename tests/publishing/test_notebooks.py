"""The notebooks run on the tables of our own articles, from both places people start them."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import pyarrow.parquet as pq
import pytest
from nbclient import NotebookClient

from pipelines import run
from pipelines.publishing import parquet
from pipelines.tables import TABLES
from tests.publishing import synthetic

NOTEBOOKS = ("timeline", "sql")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like the project's, with built tables, and with the stray folder of a trap."""
    home = tmp_path_factory.mktemp("home")
    seeds = repo / "seeds"
    run.build(run.Job((seeds / "articles",), home / "output", seeds, date(2022, 11, 1)))
    (home / "notebooks" / "assets").mkdir(parents=True)
    for name in NOTEBOOKS:
        shutil.copy(repo / "notebooks" / f"{name}.ipynb", home / "notebooks")
    return home


def executed(home: Path, name: str, start: str, *asked: str) -> tuple[Any, list[Any]]:
    """The notebook after a run that began in `start`, and the values of the expressions asked."""
    notebook = nbformat.read(home / "notebooks" / f"{name}.ipynb", as_version=4)
    questions = f"import json\nprint(json.dumps([{', '.join(asked)}], default=str))"
    notebook.cells.append(nbformat.v4.new_code_cell(questions))
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": home / start}}).execute()
    return notebook, json.loads(notebook.cells[-1].outputs[0]["text"])


def test_pandas_answers_and_draws(home: Path) -> None:
    events = pq.read_table(home / "output" / "launch_events.parquet").to_pylist()
    notebook, (total, longest, lags) = executed(
        home, "timeline", "notebooks",
        "int(per_month.loc['all', 'all'])", "int(longest['days'].iloc[0])", "len(lag)",
    )  # fmt: skip
    dated = [e for e in events if e["earliest"]]
    assert total == len(dated)
    assert longest == longest_pause(dated)
    assert lags > 3
    pictures = [
        o for c in notebook.cells for o in c.get("outputs", ()) if "image/png" in o.get("data", {})
    ]
    assert len(pictures) == 2


def longest_pause(events: list[dict[str, Any]]) -> int:
    """Days between two launches of one launcher that follow each other, at most."""
    by_launcher: dict[str, list[tuple[date, date]]] = {}
    for event in sorted(events, key=lambda e: (e["earliest"], e["latest"])):
        by_launcher.setdefault(event["launcher"], []).append((event["earliest"], event["latest"]))
    return max(
        (own[nth][0] - max(latest for _, latest in own[:nth])).days
        for own in by_launcher.values()
        for nth in range(1, len(own))
    )


def test_sql_answers(home: Path) -> None:
    _, (rows,) = executed(home, "sql", "notebooks", "len(words)")
    assert rows >= 2


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_they_run_from_the_root_too(home: Path, name: str) -> None:
    executed(home, name, ".")


def test_they_are_kept_without_outputs(repo: Path) -> None:
    for path in (repo / "notebooks").glob("*.ipynb"):
        cells = nbformat.read(path, as_version=4).cells
        assert not any(cell.get("outputs") for cell in cells), path.name


def test_they_run_on_a_made_up_timeline_with_everything(home: Path, tmp_path: Path) -> None:
    """Counts that do not add up, disputes and a merged event, which our articles may lack."""
    made_up(40, home, tmp_path)
    _, (wrong, against) = executed(
        tmp_path, "timeline", "notebooks", "len(wrong)", "len(disagreement)"
    )
    assert wrong == 1
    assert against > 3


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_they_run_on_a_timeline_without_launches(name: str, home: Path, tmp_path: Path) -> None:
    made_up(0, home, tmp_path)
    executed(tmp_path, name, "notebooks")


def made_up(events: int, home: Path, folder: Path) -> None:
    """A folder with the notebooks and a made-up timeline."""
    build = parquet.Build(as_of="2022-03-01")
    parquet.publish(synthetic.tables(events), TABLES, folder / "output", build)
    shutil.copytree(home / "notebooks", folder / "notebooks")
