"""What goes wrong in real life, done on purpose: `python -m tests.assets.faults`.

Each fault strikes a home of its own with runs in processes of their own. After it the sensor ticks
as it would by itself, and the published set is held against what a build without the fault gives.
While a fault strikes, a reader looks at the tables all the time: none may ever be half-written.
One line for each fault; the exit code counts those that did not heal.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import fsspec
import pyarrow.parquet as pq
from moto.server import ThreadedMotoServer

from pipelines.publishing import parquet

REPO = Path(__file__).parents[2]
AS_OF = "2024-05-01"
NAMES = (
    "15-october-4-harbour-wire.txt",
    "16-october-4-peninsula-daily.txt",
    "22-october-9-night.txt",
)
BUILD = (
    "import os, sys, time; from assets import published; "
    "published.publishing.publish = lambda _built, folder, *_: [folder / 'manifest.json']; "
    "{before}; "
    "from assets import timeline; sys.exit(timeline.main(['--quiet', '--as-of', '{as_of}']))"
)
"""One build in a process of its own, without the page and charts: they take seconds to draw."""
Report = str


@dataclass(slots=True)
class Site:
    """A home, an inbox and an output on which one fault strikes."""

    folder: Path
    changes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shutil.copytree(REPO / "seeds" / "lexicon", self.folder / "seeds" / "lexicon")
        (self.folder / "inbox").mkdir()
        self.drop(*NAMES[:2])

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def environment(self) -> dict[str, str]:
        own = {
            "DAGSTER_HOME": str(self.folder / "home"),
            "LAUNCH_TIMELINE_SEEDS": str(self.folder / "seeds"),
            "LAUNCH_TIMELINE_INBOX": str(self.folder / "inbox"),
            "LAUNCH_TIMELINE_OUTPUT": str(self.output),
            "LAUNCH_TIMELINE_PORT": "3977",
        }
        return {**os.environ, **own, **self.changes}

    def elsewhere(self, name: str) -> Site:
        """The same questions asked of an output in another folder."""
        other = object.__new__(Site)
        other.folder, other.changes = self.folder / name, {}
        return other

    def drop(self, *names: str) -> None:
        for name in names:
            shutil.copy(REPO / "seeds" / "articles" / name, self.folder / "inbox" / name)

    def start(self, before: str = "pass") -> subprocess.Popen[str]:
        """One look and one run, as `make timeline` does it, after some words of ours."""
        code = BUILD.format(as_of=AS_OF, before=before)
        return subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=REPO,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def build(self, before: str = "pass") -> tuple[int, str]:
        process = self.start(before)
        _, words = process.communicate(timeout=300)
        return process.returncode, words

    def must_build(self) -> None:
        code, words = self.build()
        assert code == 0, f"the next tick did not heal: {words[-500:]}"

    def rows(self) -> dict[str, list[object]]:
        """The published tables without the columns that tell of the way there."""
        found = {}
        for path in sorted(self.output.glob("*.parquet")):
            if path.stem != "event_history":
                found[path.stem] = pq.read_table(path).to_pylist()
        return found

    def whole(self) -> None:
        """Every file is what the manifest says."""
        assert parquet.read_manifest(self.output) is not None, "nothing is published"
        assert parquet.torn(self.output) == [], "the set is torn"


@contextmanager
def watched(site: Site) -> Iterator[list[str]]:
    """Read every table again and again while a fault strikes; the list is what was broken."""
    broken: list[str] = []
    end = threading.Event()

    def look() -> None:
        while not end.is_set():
            for path in site.output.glob("*.parquet"):
                try:
                    pq.read_table(path)
                except FileNotFoundError:
                    broken.append(f"{path.name} was missing")
                except Exception as error:
                    broken.append(f"{path.name}: {error}")
            time.sleep(0.01)

    reader = threading.Thread(target=look)
    reader.start()
    try:
        yield broken
    finally:
        end.set()
        reader.join()


def heals(site: Site, expected: dict[str, list[object]]) -> None:
    site.must_build()
    site.whole()
    assert site.rows() == expected, "the tables are not those of a build without the fault"


def run_killed_in_the_middle_of_a_write(site: Site, expected: dict[str, list[object]]) -> Report:
    """kill -9 at ten places: between the steps, in the store and between two renames."""
    site.must_build()
    site.drop(NAMES[2])
    places = [
        ("assets.store", "_replace", 1), ("assets.store", "_replace", 2),
        ("assets.store", "_replace", 3), ("pipelines.publishing.parquet", "_sync", 1),
        ("pipelines.publishing.parquet", "_sync", 5), ("pipelines.publishing.parquet", "_sync", 10),
        ("pipelines.publishing.parquet", "_sync", 11), ("pathlib.Path", "replace", 4),
        ("pathlib.Path", "replace", 8), ("pathlib.Path", "replace", 12),
    ]  # fmt: skip
    struck = 0
    with watched(site) as broken:
        for module, name, count in places:
            # without its notes a build that is published already runs again
            shutil.rmtree(site.folder / "home" / "batches" / "timeline", ignore_errors=True)
            code, _ = site.build(_kill_at(module, name, count))
            struck += code == -signal.SIGKILL
    assert not broken, broken[:3]
    assert struck >= 5, f"only {struck} kills struck"
    heals(site, expected)
    return f"killed {struck} times, no table was ever broken"


def _kill_at(module: str, name: str, count: int) -> str:
    """Code that ends the process without a word at the n-th call of a function."""
    owner = (
        "import pathlib as m; m = m.Path" if module == "pathlib.Path" else f"import {module} as m"
    )
    return (
        f"{owner}; real = m.{name}; left = [{count}]\n"
        "def dies(*a, **k):\n"
        "    left[0] -= 1\n"
        "    if left[0] == 0: os.kill(os.getpid(), 9)\n"
        "    return real(*a, **k)\n"
        f"m.{name} = dies"
    )


def daemon_killed(site: Site, expected: dict[str, list[object]]) -> Report:
    """kill -9 of the daemon, under `make ui`; what is dropped then still arrives."""
    ui = subprocess.Popen(
        [sys.executable, "-m", "assets.ui"],
        cwd=REPO,
        env=site.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert ui.stdout is not None
        assert "Dagster is at" in ui.stdout.readline()
        _until(lambda: len(_sources(site)) == 2, 120, "the first batches")
        time.sleep(20)
        [daemon] = _children(ui.pid, "dagster._daemon")
        os.kill(daemon, signal.SIGKILL)
        site.drop(NAMES[2])
        began = time.monotonic()
        _until(lambda: len(_sources(site)) == 3, 180, "the batch dropped after the kill")
        took = time.monotonic() - began
    finally:
        ui.terminate()
        ui.wait(60)
    heals(site, expected)
    return f"a new daemon took over, the batch was on the timeline after {took:.0f} s"


def _sources(site: Site) -> set[object]:
    """The files whose articles are published."""
    path = site.output / "articles.parquet"
    return set(pq.read_table(path)["source"].to_pylist()) if path.exists() else set()


def _children(parent: int, word: str) -> list[int]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            status = (process / "stat").read_text().rpartition(") ")[2].split()
            if int(status[1]) == parent and word in (process / "cmdline").read_text():
                found.append(int(process.name))
        except OSError:
            continue
    return found


def disk_full(site: Site, expected: dict[str, list[object]]) -> Report:
    """Output, store and home on a file system of a few megabytes, then with room again."""
    site.must_build()
    before = site.rows()
    site.drop(NAMES[2])
    small = site.folder / "small"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", small], check=True)
    try:
        shutil.copytree(site.output, small / "output")
        kept = site.changes.copy()
        site.changes["LAUNCH_TIMELINE_OUTPUT"] = str(small / "output")
        ballast = small / "ballast"
        _fill(ballast)
        tight = site.elsewhere("small")
        with watched(tight) as broken:
            code, words = site.build("import assets.published as p; p.STORE_WAIT_SECONDS = 0")
        assert code == 1, "a build on a full disk must fail"
        assert "No space left" in words, words[-300:]
        assert not broken, broken[:3]
        assert tight.rows() == before, "the old set stands"
        ballast.unlink()
        site.must_build()
        assert tight.rows() == expected
        site.changes = kept
    finally:
        subprocess.run(["umount", small], check=True)
    return "the build failed with the disk's own words, the old set stood, then it healed"


def _fill(ballast: Path) -> None:
    """Take all the room there is."""
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"\0" * 4096)


def two_runs_at_once(site: Site, expected: dict[str, list[object]]) -> Report:
    """The same batches made by two processes at one moment, three times over."""
    site.must_build()
    site.drop(NAMES[2])
    codes = []
    with watched(site) as broken:
        for _ in range(3):
            shutil.rmtree(site.folder / "home" / "batches", ignore_errors=True)
            pair = [site.start(), site.start()]
            codes += [process.wait(300) for process in pair]
    assert not broken, broken[:3]
    heals(site, expected)
    return f"exit codes {codes}, one waits for the other, same tables"


def batch_that_kills_its_reader(site: Site, expected: dict[str, list[object]]) -> Report:
    """A text on which a library ends the whole process, as parsers in C do; then a mended one."""
    site.must_build()
    site.drop(NAMES[2])
    poison = site.folder / "inbox" / "poison.txt"
    poison.write_text("poison", encoding="utf-8")
    (site.folder / "sitecustomize.py").write_text(_POISONED, encoding="utf-8")
    site.changes["PYTHONPATH"] = str(site.folder)
    with watched(site) as broken:
        code, _ = site.build()
        assert code == -signal.SIGKILL, f"the batch must kill the run, which ended with {code}"
        site.must_build()
    assert not broken, broken[:3]
    [issue] = [i for i in site.rows()["issues"] if i["code"] == "batch_failed"]
    assert issue["place"] == "inbox/poison.txt", issue
    assert "its worker died" in issue["detail"], issue
    assert len(_sources(site)) == 3, "the batches beside it are held up"
    del site.changes["PYTHONPATH"]
    poison.unlink()
    heals(site, expected)
    return "the next run made it apart, gave it up alone, and published the others"


_POISONED = """
import os
from pipelines import reading
real = reading.read
def read(paths, **about):
    if any("poison" in str(p) for p in paths): os.kill(os.getpid(), 9)
    return real(paths, **about)
reading.read = read
"""


def clock_going_backwards(site: Site, expected: dict[str, list[object]]) -> Report:
    """Files from the future, and a clock that is set back by a year between two builds."""
    site.must_build()
    site.drop(NAMES[2])
    future = time.time() + 400 * 24 * 3600
    for path in (site.folder / "inbox").iterdir():
        os.utime(path, (future, future))
    back = (
        "import datetime as d\n"
        "class Back(d.datetime):\n"
        "    @classmethod\n"
        "    def now(cls, tz=None): return d.datetime.now(tz) - d.timedelta(days=365)\n"
        "import assets.automation as a, assets.published as p; a.datetime = p.datetime = Back; "
        "real = time.time; time.time = lambda: real() - 365 * 24 * 3600"
    )
    code, words = site.build(back)
    assert code == 0, words[-500:]
    site.whole()
    assert site.rows() == expected
    heals(site, expected)
    return "built by the set-back clock and by the true one, same tables"


def store_that_answers_errors(site: Site, expected: dict[str, list[object]]) -> Report:
    """An S3 store whose every write fails for a while, in the middle of an upload."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    try:
        site.changes |= {
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "LAUNCH_TIMELINE_OUTPUT": "s3://timeline/output",
        }
        os.environ.update(site.changes)
        return _with_an_ill_store(site, expected)
    finally:
        server.stop()
        for name in site.changes:
            os.environ.pop(name, None)


def _with_an_ill_store(site: Site, expected: dict[str, list[object]]) -> Report:
    store = fsspec.filesystem("s3")
    store.mkdir("timeline")
    site.must_build()
    site.drop(NAMES[2])
    for good in (0, 5, 14):
        code, words = site.build(_ill_after(good))
        assert code == 1, f"after {good} writes the build ended with {code}: {words[-300:]}"
    site.must_build()
    shown = site.elsewhere("shown")
    store.get("timeline/output", str(shown.output), recursive=True)
    shown.whole()
    assert shown.rows() == expected
    return "three builds failed while the store was ill, the next was whole"


def _ill_after(good: int) -> str:
    return (
        "import s3fs, assets.published as p; p.STORE_WAIT_SECONDS = 0\n"
        f"left = [{good}]\n"
        "def ill(name):\n"
        "    real = getattr(s3fs.S3FileSystem, name)\n"
        "    async def maybe(self, *a, **k):\n"
        "        left[0] -= 1\n"
        "        if left[0] < 0: raise OSError('the store is ill')\n"
        "        return await real(self, *a, **k)\n"
        "    setattr(s3fs.S3FileSystem, name, maybe)\n"
        "ill('_pipe_file'); ill('_cp_file')"
    )


FAULTS: tuple[Callable[[Site, dict[str, list[object]]], Report], ...] = (
    run_killed_in_the_middle_of_a_write,
    daemon_killed,
    disk_full,
    two_runs_at_once,
    batch_that_kills_its_reader,
    clock_going_backwards,
    store_that_answers_errors,
)


def _until(condition: Callable[[], bool], seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"waited {seconds} s for {what}"
        time.sleep(0.5)


def _expected(folder: Path) -> dict[str, list[object]]:
    """The tables that come of the same batches in the same order without any fault."""
    site = Site(folder)
    site.must_build()
    site.drop(NAMES[2])
    site.must_build()
    return site.rows()


def main(asked: list[str]) -> int:
    """Run the faults that are named, or all."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="launch-timeline-faults-") as place:
        (Path(place) / "none").mkdir()
        expected = _expected(Path(place) / "none")
        for number, fault in enumerate(FAULTS):
            if asked and fault.__name__ not in asked:
                continue
            (Path(place) / str(number)).mkdir()
            try:
                words = f"healed: {fault(Site(Path(place) / str(number)), expected)}"
            except AssertionError as error:
                words, failed = f"NOT HEALED: {error}", failed + 1
            print(f"{fault.__name__.replace('_', ' ')}: {words}", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
