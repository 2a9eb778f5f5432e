"""The page in a real browser: Debian's chromium, driven without a window."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from pipelines.publishing.page import timeline_page
from tests.publishing import synthetic
from tests.publishing.test_page import HOSTILE

Show = Callable[..., webdriver.Chrome]
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (CHROMIUM and DRIVER), reason="needs Debian's packages chromium and chromium-driver"
    ),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {
        "plain": synthetic.tables(40),
        "hostile": synthetic.tables(6, spice=HOSTILE),
        "empty": synthetic.tables(0),
        "large": synthetic.tables(1000),
    }
    for name, tables in made.items():
        (folder / f"{name}.html").write_text(timeline_page(tables), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


@pytest.fixture
def show(browser: webdriver.Chrome, pages: dict[str, Path]) -> Iterator[Show]:
    def open_page(
        name: str = "plain", hash: str = "", width: int = 1280, height: int = 900
    ) -> webdriver.Chrome:
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
        )
        browser.get("about:blank")
        browser.get_log("performance")
        browser.get(f"{pages[name].as_uri()}{hash}")
        return browser

    yield open_page
    errors = [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]
    assert errors == []
    asked = {urlsplit(url).scheme for url in requests_of(browser)}
    assert asked <= {"file", "data", "about"}


def requests_of(browser: webdriver.Chrome) -> list[str]:
    messages = [json.loads(m["message"])["message"] for m in browser.get_log("performance")]
    return [
        m["params"]["request"]["url"]
        for m in messages
        if m["method"] == "Network.requestWillBeSent"
    ]


def rows(page: webdriver.Chrome) -> list[str]:
    found: list[str] = page.execute_script(
        "return [...document.querySelectorAll('#rows a')].map(a => a.hash.slice(1))"
    )
    return found


def wait(page: webdriver.Chrome, condition: Callable[[], Any]) -> Any:
    return WebDriverWait(page, 10).until(lambda _: condition())


def card(page: webdriver.Chrome) -> str:
    return page.find_element(By.ID, "card").text


def disputed_event() -> dict[str, Any]:
    events: list[dict[str, Any]] = synthetic.tables(40)["launch_events"].to_pylist()
    return next(e for e in events if e["disputed_fields"])


def test_all_launches_are_listed_newest_first(show: Show) -> None:
    page = show()
    events = synthetic.tables(40)["launch_events"].to_pylist()
    assert set(rows(page)) == {e["event_id"] for e in events}
    assert rows(page)[-1] == events[0]["event_id"]


def test_the_timeline_is_drawn(show: Show) -> None:
    page = show()
    marks = wait(
        page, lambda: page.execute_script("return chart.placed.filter(m => m.event).length")
    )
    assert marks == 40
    colours = page.execute_script(
        "const c = document.getElementById('canvas'); const d = c.getContext('2d')"
        ".getImageData(0, 0, c.width, c.height).data; const seen = new Set();"
        "for (let i = 0; i < d.length; i += 4) seen.add(d[i] + ',' + d[i+1] + ',' + d[i+2]);"
        "return seen.size"
    )
    assert colours > 20


def test_a_deep_link_opens_its_card(show: Show) -> None:
    event = disputed_event()
    page = show(hash="#" + event["event_id"])
    assert event["event_id"] in card(page)
    assert "Where sources disagree" in card(page)
    sides = page.find_elements(By.CSS_SELECTOR, ".sides li strong")
    assert len({side.text for side in sides}) == len(sides) == 2


def test_a_merged_event_leads_on(show: Show) -> None:
    page = show(hash="#e-merged")
    link = page.find_element(By.CSS_SELECTOR, "#card .note a")
    link.click()
    first = synthetic.tables(40)["launch_events"]["event_id"][0].as_py()
    wait(page, lambda: first in card(page))


def test_a_date_tells_its_derivation_on_focus_and_hover(show: Show) -> None:
    event = disputed_event()
    page = show(hash="#" + event["event_id"])
    mark = page.find_element(By.CSS_SELECTOR, "#card mark")
    tip = page.find_element(By.ID, mark.get_attribute("aria-describedby"))
    assert not tip.is_displayed()
    page.execute_script("arguments[0].focus()", mark)
    assert tip.is_displayed()
    assert event["edtf"] in tip.text
    assert "published" in tip.text
    assert mark.text.startswith("on ")


def test_filters_narrow_the_list(show: Show) -> None:
    page = show()
    everything = len(rows(page))
    page.execute_script(
        "const s = document.getElementById('f-state'); s.value = 'IR';"
        "s.dispatchEvent(new Event('change'))"
    )
    iranian = rows(page)
    assert 0 < len(iranian) < everything
    page.find_element(By.CSS_SELECTOR, "#filters button[type=reset]").click()
    wait(page, lambda: len(rows(page)) == everything)
    page.find_element(By.ID, "f-text").send_keys("hwasal washington")
    wait(page, lambda: 0 < len(rows(page)) < everything)
    page.find_element(By.ID, "f-text").send_keys(" nothing-like-it")
    wait(page, lambda: not rows(page))
    assert "Silence here is not proof" in page.find_element(By.ID, "rows").text


def test_a_class_can_be_put_aside(show: Show) -> None:
    page = show()
    everything = len(rows(page))
    page.find_elements(By.CSS_SELECTOR, "#f-lanes label")[0].click()
    wait(page, lambda: len(rows(page)) < everything)
    lanes = page.execute_script("return shown.map(e => e.lane)")
    assert 0 not in lanes


def test_vague_dates_are_found_by_any_day_they_can_be(show: Show) -> None:
    vague = next(
        e for e in synthetic.tables(40)["launch_events"].to_pylist() if e["earliest"] < e["latest"]
    )
    page = show()
    for day in ("f-from", "f-to"):
        page.execute_script(
            "const f = document.getElementById(arguments[0]); f.value = arguments[1];"
            "f.dispatchEvent(new Event('change'))", day, vague["latest"].isoformat()
        )  # fmt: skip
    assert vague["event_id"] in rows(page)


def test_the_slider_shows_what_was_known(show: Show) -> None:
    page = show()
    newest = set(rows(page))
    page.execute_script(
        "const s = document.getElementById('known-on'); s.value = 0;"
        "s.dispatchEvent(new Event('input'))"
    )
    then = set(rows(page))
    assert "e-merged" in then
    assert len(then) < len(newest)
    assert "this is the past" in page.find_element(By.ID, "known-note").text


def test_keys_alone_reach_a_card(show: Show) -> None:
    page = show()
    canvas = page.find_element(By.ID, "canvas")
    canvas.send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    said = page.find_element(By.ID, "spoken").get_attribute("textContent")
    assert "2021" in said
    canvas.send_keys(Keys.ENTER)
    wait(page, lambda: page.execute_script("return document.activeElement.id") == "card")
    assert "The words it rests on" in card(page)
    page.switch_to.active_element.send_keys(Keys.ESCAPE)
    wait(page, lambda: "Choose a launch" in card(page))


def test_zoom_and_pan_by_button_and_key(show: Show) -> None:
    page = show()

    def span() -> float:
        return float(page.execute_script("return chart.to - chart.from"))

    whole = span()
    page.find_element(By.ID, "in").click()
    assert span() < whole
    page.find_element(By.ID, "canvas").send_keys("-", "-", "-")
    page.find_element(By.ID, "all").click()
    assert span() == pytest.approx(whole)


def test_markup_in_articles_does_nothing(show: Show) -> None:
    event = synthetic.tables(6, spice=HOSTILE)["launch_events"]["event_id"][1].as_py()
    page = show("hostile", hash="#" + event)
    assert "<img src=x onerror=hacked=1>" in card(page)
    assert page.execute_script("return window.hacked") is None
    assert not page.find_elements(By.CSS_SELECTOR, "#card img, #card script")
    quoted = page.execute_script("return document.querySelector('#card mark').textContent")
    assert quoted.startswith("on ") or quoted.startswith("earlier")


def test_only_web_addresses_become_links(show: Show) -> None:
    page = show()
    assert page.execute_script("return safeLink('javascript:alert(1)')") is False
    assert page.execute_script("return safeLink('data:text/html,x')") is False
    assert page.execute_script("return safeLink('https://example.org/a')") is True


def test_an_empty_timeline_says_so(show: Show) -> None:
    page = show("empty")
    assert rows(page) == []


@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
def test_nothing_sticks_out_at_any_width(show: Show, width: int) -> None:
    for hash in ("", "#" + disputed_event()["event_id"]):
        page = show(width=width, hash=hash)
        over = page.execute_script(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert over <= 0


def test_a_phone_shows_the_card_alone_and_leads_back(show: Show) -> None:
    page = show(width=390, hash="#" + disputed_event()["event_id"])
    assert not page.find_element(By.ID, "timeline").is_displayed()
    page.find_element(By.CSS_SELECTOR, "#card .back").click()
    wait(page, lambda: page.find_element(By.ID, "timeline").is_displayed())


def test_many_launches_become_bars_and_all_are_listed(show: Show) -> None:
    page = show("large")
    wait(page, lambda: len(rows(page)) == 1000)
    assert page.execute_script("return chart.placed.filter(m => m.bin).length") > 50
    assert "bars count launches per" in page.find_element(By.ID, "shown").text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("where", ["", "card"])
def test_axe_finds_no_barrier(show: Show, scheme: str, width: int, where: str) -> None:
    """Names, roles, headings, contrast (WCAG 2.2 AA): the rules of axe-core, none broken."""
    page = show(width=width, hash="#" + disputed_event()["event_id"] if where else "")
    feature = {"name": "prefers-color-scheme", "value": scheme}
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    page.execute_script((files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8"))
    page.execute_script("document.querySelector('#card mark, #canvas').focus()")
    found = page.execute_async_script(
        "const done = arguments[0]; axe.run(document).then(r => done(r.violations.map(v =>"
        " [v.id, v.nodes.map(n => n.html)])))"
    )
    assert found == []


def test_a_card_on_a_phone_begins_at_its_top_and_the_list_stays_where_it_was(show: Show) -> None:
    page = show("large", width=390)
    wait(page, lambda: len(rows(page)) == 1000)
    page.execute_script("scrollTo(0, 2500)")
    before = page.execute_script("return scrollY")
    page.execute_script("document.querySelectorAll('#rows a')[20].click()")
    wait(page, lambda: page.execute_script("return document.body.className") == "reading")
    assert page.execute_script("return scrollY") == 0
    page.find_element(By.CSS_SELECTOR, "#card .back").click()
    wait(page, lambda: page.execute_script("return document.body.className") == "")
    assert page.execute_script("return scrollY") == before


def test_one_row_at_most_is_marked_as_open(show: Show) -> None:
    first, second = (e["event_id"] for e in synthetic.tables(40)["launch_events"].to_pylist()[:2])
    page = show(hash="#" + first)
    page.find_element(By.ID, "f-text").send_keys(second)
    wait(page, lambda: rows(page) == [second])
    page.execute_script("location.hash = arguments[0]", second)
    page.find_element(By.CSS_SELECTOR, "#filters button[type=reset]").click()
    wait(page, lambda: len(rows(page)) > 1)
    marked = page.find_elements(By.CSS_SELECTOR, "#rows [aria-current]")
    assert [m.get_attribute("hash") for m in marked] == ["#" + second]


def test_without_scripts_the_launches_are_a_plain_list(show: Show) -> None:
    page = show("empty")
    page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page = show()
        plain = page.find_elements(By.CSS_SELECTOR, "noscript li")
        assert len(plain) == 40
        assert not page.find_element(By.ID, "filters").is_displayed()
    finally:
        page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
