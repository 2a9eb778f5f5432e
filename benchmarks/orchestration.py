"""What Dagster adds: the job over seeds/ through Dagster beside the pure run, in one process each.

    python -m benchmarks.orchestration

Both build the same tables from the same articles (the digests are compared). `first` has every
batch to make, `again` nothing but the tables. The overhead is Dagster's: its records (one row for
each partition, table and check), its import, and the digests that spare work.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

AS_OF = "2024-05-01"
PURE = (
    "from datetime import date; from pathlib import Path; from pipelines import run; "
    "run.build(run.Job((Path('seeds/articles'),), Path({output!r}), Path('seeds'), "
    "date.fromisoformat({as_of!r})))"
)
DAGSTER = (
    "from assets import published; "
    "published.publishing.publish = lambda _built, folder, *_: [folder / 'manifest.json']; "
    "from assets import timeline; "
    "raise SystemExit(timeline.main(['--quiet', '--as-of', {as_of!r}]))"
)
IMPORTS = {"pure": "from pipelines import run", "Dagster": "from assets import timeline"}


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        took = {"pure, first": _pure(folder), "pure, again": _pure(folder)}
        took |= {"Dagster, first": _dagster(folder), "Dagster, again": _dagster(folder)}
        same = _files(folder / "pure") == _files(folder / "dagster")
    imports = {name: _timed(code, {}) for name, code in IMPORTS.items()}
    for name, seconds in took.items():
        who = name.split(",", maxsplit=1)[0]
        print(f"{name:16} {seconds:6.1f} s, of which {imports[who]:.1f} s are imports")
    for when in ("first", "again"):
        more = took[f"Dagster, {when}"] - took[f"pure, {when}"]
        print(f"overhead, {when}: {more:.1f} s")
    print("the tables are " + ("the same bytes" if same else "NOT the same"))
    sys.exit(0 if same else 1)


def _pure(folder: Path) -> float:
    return _timed(PURE.format(output=str(folder / "pure"), as_of=AS_OF), {})


def _dagster(folder: Path) -> float:
    return _timed(
        DAGSTER.format(as_of=AS_OF),
        {
            "DAGSTER_HOME": str(folder / "home"),
            "LAUNCH_TIMELINE_INBOX": "seeds/articles",
            "LAUNCH_TIMELINE_OUTPUT": str(folder / "dagster"),
        },
    )


def _timed(code: str, environment: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - began


def _files(folder: Path) -> dict[str, str]:
    """The digest of each table, as the manifest has it."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return {name: about["sha256"] for name, about in manifest["files"].items()}


if __name__ == "__main__":
    main()
