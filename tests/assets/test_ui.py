"""`make ui` as people use it: started, looked at in a real browser, fed, and stopped."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import pyarrow.parquet as pq
import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from assets import workers
from tests.assets.conftest import BRIEF, CHAGANG, SUNAN, WONSAN

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
PATIENCE_SECONDS = 400
"""For each state that is waited for: a machine busy with other tests is slow, not broken."""
QUIET_MILLISECONDS = 1000
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (CHROMIUM and DRIVER), reason="needs Debian's packages chromium and chromium-driver"
    ),
]


@dataclass(frozen=True, slots=True)
class Running:
    """A user interface on a home of its own."""

    folder: Path
    address: str
    process: subprocess.Popen[str]
    environment: dict[str, str]

    def drop(self, name: str, facts: dict[str, str]) -> None:
        (self.folder / "inbox" / name).write_text(BRIEF.format(**facts), encoding="utf-8")

    def published(self, table: str, column: str) -> list[object]:
        path = self.folder / "output" / f"{table}.parquet"
        return list(pq.read_table(path)[column].to_pylist()) if path.exists() else []


@pytest.fixture
def ui(tmp_path: Path, repo: Path) -> Iterator[Running]:
    folder = tmp_path
    (folder / "inbox").mkdir()
    shutil.copytree(repo / "seeds" / "lexicon", folder / "seeds" / "lexicon")
    port = _free_port()
    environment = {
        **os.environ,
        "DAGSTER_HOME": str(folder / "home"),
        "LAUNCH_TIMELINE_SEEDS": str(folder / "seeds"),
        "LAUNCH_TIMELINE_INBOX": str(folder / "inbox"),
        "LAUNCH_TIMELINE_OUTPUT": str(folder / "output"),
        "LAUNCH_TIMELINE_PORT": str(port),
    }
    started = _start(repo, environment)
    running = Running(folder, f"http://127.0.0.1:{port}", started, environment)
    running.drop("a.txt", SUNAN)
    running.drop("b.txt", CHAGANG)
    assert started.stdout is not None
    assert running.address in started.stdout.readline(), "it says where it is"
    yield running
    print((folder / "home" / "ui.log").read_text(encoding="utf-8")[-3000:])
    if started.poll() is None:
        started.terminate()
        started.wait(60)


@pytest.fixture
def browser(repo: Path) -> Iterator[Browser]:
    found = Browser(repo / "output" / "screenshots")
    yield found
    found.driver.quit()


class Browser:
    """Chromium without a window, and what the tests ask of it."""

    def __init__(self, pictures: Path) -> None:
        self.pictures = pictures
        pictures.mkdir(parents=True, exist_ok=True)
        options = webdriver.ChromeOptions()
        options.binary_location = str(CHROMIUM)
        for argument in (
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--window-size=2200,1400",
        ):  # fmt: skip
            options.add_argument(argument)
        self.driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))

    def shows(self, *words: str) -> None:
        """Wait until the page shows all the words."""
        try:
            wait_for(lambda: all(w in self.text() for w in words), f"{words} on the page")
        except AssertionError:
            self.driver.save_screenshot(str(self.pictures / "failed.png"))
            raise

    def text(self) -> str:
        return str(self.driver.execute_script("return document.body.innerText"))

    def press(self, label: str) -> None:
        script = (
            "const b = [...document.querySelectorAll('button, a')]"
            ".find(b => b.innerText.trim() === arguments[0] && !b.disabled);"
            "if (b) b.click(); return !!b"
        )
        wait_for(lambda: self.driver.execute_script(script, label), f"button {label!r}")

    def expand_all_groups(self) -> None:
        """Press Alt-E, again where the page was not yet ready to hear it."""

        def expanded() -> bool:
            if "launch_mentions" not in self.text():
                keys = ActionChains(self.driver).key_down(Keys.ALT).send_keys("e").key_up(Keys.ALT)
                keys.pause(2).perform()
            return "launch_mentions" in self.text()

        wait_for(expanded, "expanded groups")

    def keep(self, name: str) -> None:
        """A picture of the page once it came to rest, kept by CI."""
        script = (
            "const ends = performance.getEntriesByType('resource').map(e => e.responseEnd);"
            "return performance.now() - Math.max(...ends)"
        )
        busy = ("fetching statuses", "Loading")
        wait_for(
            lambda: (
                self.driver.execute_script(script) > QUIET_MILLISECONDS
                and not any(word in self.text() for word in busy)
            ),
            "a page at rest",
        )
        self.driver.save_screenshot(str(self.pictures / f"{name}.png"))


def wait_for(condition: Callable[[], object], what: str) -> float:
    """Wait for a state; returns how many seconds it took."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() < began + PATIENCE_SECONDS, f"waited in vain for {what}"
        time.sleep(0.5)
    return time.monotonic() - began


def test_a_day_with_the_user_interface(ui: Running, browser: Browser, repo: Path) -> None:
    """One test, since one user interface serves it all and is stopped at the end."""
    _a_second_start_on_the_same_home_is_refused(ui, repo)
    _the_lineage_shows_the_rooms_and_their_tables(ui, browser)
    _what_is_dropped_is_on_the_timeline_with_no_hand_on_it(ui, repo)
    _materialise_by_hand_and_see_the_checks_pass(ui, browser)
    _sigterm_stops_everything(ui)


def _a_second_start_on_the_same_home_is_refused(ui: Running, repo: Path) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "assets.ui"],
        cwd=repo,
        env={**ui.environment, "LAUNCH_TIMELINE_PORT": str(_free_port())},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert second.returncode == 2
    assert f"in use by another user interface at {ui.address}" in second.stderr
    assert "Traceback" not in second.stderr


def _the_lineage_shows_the_rooms_and_their_tables(ui: Running, browser: Browser) -> None:
    browser.driver.get(f"{ui.address}/asset-groups")
    browser.shows("seeds", "reading", "dates", "launches", "events", "publishing")
    browser.keep("lineage-rooms")
    browser.expand_all_groups()
    browser.shows("batch_articles", "launch_mentions", "launch_events", "date_expressions")
    browser.keep("lineage-tables")


def _what_is_dropped_is_on_the_timeline_with_no_hand_on_it(ui: Running, repo: Path) -> None:
    """With a corrupt batch beside it, which is visible as an issue and picked up when mended."""
    corrupt = ui.folder / "inbox" / "corrupt.jsonl"
    corrupt.write_bytes(b'{"text": "\xff\xfe broken')
    ui.drop("c.txt", WONSAN)
    took = wait_for(lambda: "wonsan" in ui.published("articles", "title"), "the batch")
    wait_for(
        lambda: any("corrupt.jsonl" in str(p) for p in ui.published("issues", "place")),
        "the corrupt batch in the issues",
    )
    corrupt.write_text(json.dumps({"title": "mended", "text": "Nothing flew."}), encoding="utf-8")
    mended = wait_for(lambda: "mended" in ui.published("articles", "title"), "the mended batch")
    assert not any("corrupt.jsonl" in str(p) for p in ui.published("issues", "place"))
    words = f"dropped, on the timeline after {took:.0f} s; mended, after {mended:.0f} s\n"
    (repo / "output" / "screenshots" / "times.txt").write_text(words, encoding="utf-8")


def _materialise_by_hand_and_see_the_checks_pass(ui: Running, browser: Browser) -> None:
    before = _runs(ui)
    browser.driver.get(f"{ui.address}/assets/launch_events")
    browser.shows("Latest materialization", "One row for one salvo", "events", "event_id")
    browser.press("Materialize")
    browser.shows("Additional assets will be materialized")
    browser.keep("materialise")
    browser.press("Confirm")
    wait_for(lambda: _by_hand(ui) > 0, "a run started by hand")
    wait_for(lambda: len(_runs(ui)) > len(before) and _succeeded(ui), "the run's success")
    browser.driver.get(f"{ui.address}/assets/launch_events?view=checks")
    browser.shows("schema", "references", "founded", "none_vanished", "values_have_evidence")
    browser.keep("checks")
    browser.driver.get(f"{ui.address}/assets/launch_events?view=events")
    browser.shows("sample", "timeline", "dagster/row_count")
    browser.keep("metadata")
    wait_for(lambda: not _unfinished(ui), "the end of all runs")
    browser.driver.get(f"{ui.address}/asset-groups")
    browser.expand_all_groups()
    browser.shows("batch_articles", "timeline_page")
    browser.keep("lineage-built")


def _sigterm_stops_everything(ui: Running) -> None:
    ui.process.send_signal(signal.SIGTERM)
    assert ui.process.wait(60) == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(ui.address.rsplit(":", 1)[1])), timeout=2)
    wait_for(lambda: not _left_behind(ui), "the end of all child processes")


def _left_behind(ui: Running) -> list[str]:
    """Processes that still have this home in their environment."""
    mark = f"DAGSTER_HOME={ui.environment['DAGSTER_HOME']}\0".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes() + b"\0":
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


def _instance(ui: Running) -> dg.DagsterInstance:
    return dg.DagsterInstance.from_config(ui.environment["DAGSTER_HOME"])


def _runs(ui: Running) -> list[str]:
    with _instance(ui) as instance:
        return [run.run_id for run in instance.get_runs()]


def _by_hand(ui: Running) -> int:
    with _instance(ui) as instance:
        return sum("dagster/from_ui" in run.tags for run in instance.get_runs())


def _succeeded(ui: Running) -> bool:
    with _instance(ui) as instance:
        mine = [r for r in instance.get_runs() if "dagster/from_ui" in r.tags]
        assert not any(r.status == dg.DagsterRunStatus.FAILURE for r in mine)
        return all(r.status == dg.DagsterRunStatus.SUCCESS for r in mine)


def _unfinished(ui: Running) -> list[str]:
    with _instance(ui) as instance:
        open_runs = dg.RunsFilter(statuses=list(workers.UNFINISHED))
        return [run.run_id for run in instance.get_runs(open_runs)]


def _start(repo: Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "assets.ui"],
        cwd=repo,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
