"""What Dagster adds: the job over seeds/ through Dagster beside the pure run, a process each.

    python -m benchmarks.orchestration

Both build the same tables from the same articles (the digests are compared) and draw nothing.
`first` has every batch to make, `one more` a batch that was dropped since, `nothing` not even
that. The pure run reads everything each time. CPU seconds lead, since they hold on a busy machine.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

AS_OF = "2024-05-01"
CASES = ("first", "one more", "nothing")


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        inbox = folder / "articles"
        shutil.copytree("seeds/articles", inbox)
        last = max(inbox.iterdir())
        last.rename(folder / last.name)
        same = True
        for case in CASES:
            if case == "one more":
                (folder / last.name).rename(last)
            pure, through = (_told(name, folder) for name in ("pure", "dagster"))
            _print(case, pure, through)
            same &= _files(folder / "pure") == _files(folder / "dagster")
    print("the tables are " + ("the same bytes" if same else "NOT the same"))
    sys.exit(0 if same else 1)


def _print(case: str, pure: dict[str, float], through: dict[str, float]) -> None:
    more = through["cpu"] - pure["cpu"]
    named = {name: s for name, s in through.items() if name not in ("cpu", "wall", "events")}
    parts = ", ".join(f"{name} {seconds:.1f}" for name, seconds in named.items())
    print(
        f"{case:8}  Dagster {through['cpu']:.1f} s CPU ({through['wall']:.1f} s wall), "
        f"pure {pure['cpu']:.1f} ({pure['wall']:.1f}); overhead {more:.1f} s CPU: "
        f"{parts}; {through['events']:.0f} records"
    )


def _told(name: str, folder: Path) -> dict[str, float]:
    """What a process of its own tells of its run: seconds of CPU, and of each part."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", f"from benchmarks import orchestration as o; o.{name}()"],
        env={
            **os.environ,
            "DAGSTER_HOME": str(folder / "home"),
            "LAUNCH_TIMELINE_INBOX": str(folder / "articles"),
            "LAUNCH_TIMELINE_OUTPUT": str(folder / name),
        },
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {**told, "wall": time.perf_counter() - began}


def pure() -> None:
    """In a process of its own: the run without Dagster."""
    from assets.settings import Settings
    from pipelines import run

    settings = Settings.read()
    run.build(
        run.Job(
            tuple(map(Path, settings.inboxes)),
            Path(settings.output),
            settings.seeds_folder,
            date.fromisoformat(AS_OF),
        )
    )
    print(json.dumps({"cpu": time.process_time()}))


def dagster() -> None:
    """In a process of its own: the run through Dagster, with its parts."""
    from pipelines import publishing

    import_module("pipelines.run")
    began = time.process_time()
    from assets import timeline

    imports = time.process_time() - began
    from dagster import DagsterInstance

    from assets.event_log import EventLog

    opening, writing = _calls(DagsterInstance, "get"), _calls(EventLog, "store_event")
    setattr(publishing, "publish", lambda _built, folder, *_: [folder / "manifest.json"])  # noqa: B010
    assert timeline.main(["--quiet", "--as-of", AS_OF]) == 0
    told = {"imports": imports, "opening its records": sum(opening), "writing them": sum(writing)}
    print(json.dumps({"cpu": time.process_time(), **told, "events": len(writing)}))


def _calls(owner: type, name: str) -> list[float]:
    """The seconds of CPU that each call of a method takes from now on."""
    real, took = getattr(owner, name), []

    def timed(*given: Any, **named: Any) -> Any:
        began = time.process_time()
        try:
            return real(*given, **named)
        finally:
            took.append(time.process_time() - began)

    setattr(owner, name, timed)
    return took


def _files(folder: Path) -> dict[str, str]:
    """The digest of each table, as the manifest has it."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return {name: about["sha256"] for name, about in manifest["files"].items()}


if __name__ == "__main__":
    main()
