"""`make ui` as people use it: started, looked at in a real browser, fed, and stopped."""

from __future__ import annotations

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
TWO_MINUTES = 120
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
        options = webdriver.ChromeOptions()
        options.binary_location = str(CHROMIUM)
        for argument in (
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--window-size=2200,1400",
        ):  # fmt: skip
            options.add_argument(argument)
        self.driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))

    def shows(self, *words: str, seconds: int = 40) -> None:
        """Wait until the page shows all the words."""
        try:
            for word in words:
                wait_for(lambda word=word: word in self.text(), seconds, f"{word!r} on the page")
        except AssertionError:
            self.keep("failed")
            raise

    def text(self) -> str:
        return str(self.driver.execute_script("return document.body.innerText"))

    def press(self, label: str) -> None:
        script = (
            "const b = [...document.querySelectorAll('button, a')]"
            ".find(b => b.innerText.trim() === arguments[0] && !b.disabled);"
            "if (b) b.click(); return !!b"
        )
        wait_for(lambda: self.driver.execute_script(script, label), 20, f"button {label!r}")

    def keep(self, name: str) -> None:
        """A picture of the page, kept by CI."""
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.driver.save_screenshot(str(self.pictures / f"{name}.png"))


def wait_for(condition: Callable[[], object], seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"waited {seconds} s for {what}"
        time.sleep(0.5)


def test_a_day_with_the_user_interface(ui: Running, browser: Browser, repo: Path) -> None:
    """One test, since one user interface serves it all and is stopped at the end."""
    _a_second_start_on_the_same_home_is_refused(ui, repo)
    _the_lineage_shows_the_rooms_and_their_tables(ui, browser)
    _what_is_dropped_is_on_the_timeline_with_no_hand_on_it(ui)
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
    ActionChains(browser.driver).key_down(Keys.ALT).send_keys("e").key_up(Keys.ALT).perform()
    browser.shows("batch_articles", "launch_mentions", "launch_events", "date_expressions")
    time.sleep(2)
    browser.keep("lineage-tables")


def _what_is_dropped_is_on_the_timeline_with_no_hand_on_it(ui: Running) -> None:
    """Within two minutes, with a corrupt batch beside it."""
    (ui.folder / "inbox" / "corrupt.jsonl").write_bytes(b'{"text": "\xff\xfe broken')
    ui.drop("c.txt", WONSAN)
    wait_for(lambda: "wonsan" in ui.published("articles", "title"), TWO_MINUTES, "the batch")
    wait_for(
        lambda: any("corrupt.jsonl" in str(p) for p in ui.published("issues", "place")),
        TWO_MINUTES,
        "the corrupt batch in the issues",
    )


def _materialise_by_hand_and_see_the_checks_pass(ui: Running, browser: Browser) -> None:
    before = _runs(ui)
    browser.driver.get(f"{ui.address}/assets/launch_events")
    browser.shows("Latest materialization", "One row for one salvo", "events", "event_id")
    browser.press("Materialize")
    browser.shows("Additional assets will be materialized")
    browser.keep("materialise")
    browser.press("Confirm")
    wait_for(lambda: _by_hand(ui) > 0, 60, "a run started by hand")
    wait_for(lambda: len(_runs(ui)) > len(before) and _succeeded(ui), 120, "the run's success")
    browser.driver.get(f"{ui.address}/assets/launch_events?view=checks")
    browser.shows("schema", "references", "founded", "none_vanished", "values_have_evidence")
    browser.keep("checks")
    browser.driver.get(f"{ui.address}/assets/launch_events?view=events")
    browser.shows("sample", "timeline", "dagster/row_count")
    browser.keep("metadata")
    browser.driver.get(f"{ui.address}/asset-groups")
    browser.shows("batch_articles", "timeline_page")
    wait_for(lambda: not _unfinished(ui), 120, "the end of all runs")
    time.sleep(6)  # the page asks for the state of assets every few seconds
    browser.keep("lineage-built")


def _sigterm_stops_everything(ui: Running) -> None:
    ui.process.send_signal(signal.SIGTERM)
    assert ui.process.wait(60) == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", int(ui.address.rsplit(":", 1)[1])), timeout=2)
    wait_for(lambda: not _left_behind(ui), 30, "the end of all child processes")


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
