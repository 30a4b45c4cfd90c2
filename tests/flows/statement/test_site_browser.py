"""The public page in a real browser: it asks nothing, fits a phone, and has no fault that axe knows.

Needs Chromium (Debian: `apt-get install chromium`); Playwright drives it.
"""

from __future__ import annotations

import importlib.resources
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.flows.statement.test_site import files, history

from waspada.flows.statement.site import write

pytestmark = pytest.mark.needs("chromium")

FLAGS: Final = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage")
AXE: Final = """() => axe.run(document, {preload: false, resultTypes: ['violations']}).then(found =>
  found.violations.flatMap(one => one.nodes.map(node => one.id + ': ' + node.target.join(' ')
    + ' | ' + (node.any[0] ? node.any[0].message : ''))))"""
TOO_SMALL: Final = """() => [...document.querySelectorAll('main *')].filter(part => part.textContent.trim()
  && parseFloat(getComputedStyle(part).fontSize) < 13 && !part.closest('.aside')).length"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.mark.parametrize(
    ("page", "scheme", "width", "versions"),
    [
        ("index.html", "light", 1280, 3),
        ("index.html", "dark", 390, 3),
        ("id/index.html", "dark", 1280, 3),
        ("id/index.html", "light", 320, 3),
        ("index.html", "light", 800, 1),
    ],
)
def test_a_page_fits_keeps_to_itself_and_is_clean(
    chromium: Browser, tmp_path: Path, page: str, scheme: Literal["light", "dark"], width: int, versions: int
) -> None:
    write(files(history()[:versions]), tmp_path)
    # Scripts are off for the page; axe is let in by the driver alone.
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    opened = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    opened.on("request", lambda one: asked.append(one.url))
    opened.on("console", lambda one: said.append(one.text))
    address = (tmp_path / page).as_uri()
    opened.goto(address)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    assert opened.evaluate(TOO_SMALL) == 0
    assert asked == [address]
    assert said == []
    script = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    opened.evaluate(script)
    assert opened.evaluate(AXE) == []
    context.close()


def test_its_own_policy_lets_its_style_in(chromium: Browser, tmp_path: Path) -> None:
    write(files(), tmp_path)
    context = chromium.new_context(java_script_enabled=False)
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda one: said.append(one.text))
    opened.goto((tmp_path / "index.html").as_uri())
    shown = opened.locator("#digest p").first
    assert shown.evaluate("one => getComputedStyle(one).fontSize") == "26px"
    assert said == []
    context.close()
