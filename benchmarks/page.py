"""The timeline page: weight, first paint, ready, a filter and scrolling, in a real browser.

    python -m benchmarks.page 100 1000 5000

Beside it in the same run: an empty page (what the browser itself takes), and the peer, the strip
of the same launches alone as a self-contained Altair page. Needs Debian's packages chromium and
chromium-driver. Medians of five loads from disk.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from pipelines.publishing import charts
from pipelines.publishing.page import timeline_page
from tests.publishing.synthetic import tables

LOADS = 5
EMPTY = "<!doctype html><title>empty</title><p>Nothing.</p>"
PAINT = "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
READY = "return performance.getEntriesByType('navigation')[0].loadEventEnd"
FILTER = """
const begin = performance.now();
document.getElementById('f-text').value = 'hwasal';
refresh();
return performance.now() - begin;
"""


SCROLL = """
const done = arguments[0];
const times = [];
let last = performance.now();
(function step() {
  const now = performance.now();
  times.push(now - last);
  last = now;
  scrollBy(0, 300);
  if (times.length < 90) requestAnimationFrame(step);
  else done(times.sort((a, b) => a - b)[85]);
})();
"""
"""The frame that 95 of 100 stay under while the list goes by at 300 pixels a frame, ms."""


def main(sizes: list[int]) -> None:
    """Print one line for each page."""
    print(
        f"{'page':<22}{'MB':>8}{'first paint ms':>16}{'ready ms':>10}{'filter ms':>11}"
        f"{'frame ms':>10}"
    )
    with tempfile.TemporaryDirectory() as folder, browser() as driver:
        measure(driver, "empty", EMPTY, Path(folder))
        for size in sizes:
            built = tables(size, days_apart=4)
            measure(driver, f"timeline {size}", timeline_page(built), Path(folder))
            peer = charts.timeline_strip(built).to_html(inline=True)
            measure(driver, f"altair strip {size}", peer, Path(folder))


def measure(driver: webdriver.Chrome, name: str, page: str, folder: Path) -> None:
    """Load a page several times and print what it took."""
    path = folder / f"{name}.html"
    path.write_text(page, encoding="utf-8")
    loads = [load(driver, path.as_uri()) for _ in range(LOADS)]
    paint, ready = (statistics.median(column) for column in zip(*loads, strict=True))
    line = f"{name:<22}{path.stat().st_size / 1e6:>8.2f}{paint:>16.0f}{ready:>10.0f}"
    if name.startswith("timeline"):
        frame = driver.execute_async_script(SCROLL)
        times = [driver.execute_script(FILTER) for _ in range(LOADS)]
        line += f"{statistics.median(times):>11.0f}{frame:>10.0f}"
    print(line)


def load(driver: webdriver.Chrome, address: str) -> tuple[float, float]:
    """First contentful paint and the end of loading, in milliseconds from the start."""
    driver.get("about:blank")
    driver.get(address)
    driver.set_script_timeout(30)
    paint = None
    while paint is None:
        paint = driver.execute_script(PAINT)
    return float(paint), float(driver.execute_script(READY))


@contextmanager
def browser() -> Iterator[webdriver.Chrome]:
    """Chromium without a window."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and driver):
        sys.exit("needs Debian's packages chromium and chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    started = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield started
    finally:
        started.quit()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100, 1000, 5000])
