"""The page in a real browser: nothing asked from outside, nothing wider than a phone, no fault in the console.

Needs Chromium and its driver (Debian: `apt-get install chromium chromium-driver`).
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.assess.report.browser import Browser, browser
from tests.assess.report.cases import CASES, CONTEXT

from waspada.assess.report.page import render
from waspada.core.language import Lang

pytestmark = pytest.mark.needs("chromium", "chromedriver")

OPEN_ALL = "document.querySelectorAll('details').forEach(part => part.open = true)"
WIDTH = "return document.documentElement.scrollWidth"
TOO_SMALL = """return [...document.querySelectorAll('main *')].filter(part => part.textContent.trim()
    && parseFloat(getComputedStyle(part).fontSize) < 13).length"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as session:
        yield session


@pytest.mark.parametrize(
    ("name", "lang", "width", "dark"),
    [
        *((name, "en", 390, False) for name in CASES),
        *((name, "id", 390, True) for name in ("rich", "huge", "long_names")),
        ("long_names", "en", 800, False),
        ("rich", "en", 1280, True),
    ],
)
def test_a_page_fits_and_keeps_to_itself(
    chromium: Browser, tmp_path: Path, name: str, lang: Lang, width: int, dark: bool
) -> None:
    page = tmp_path / "report.html"
    page.write_text(render(CASES[name](), lang=lang, context=CONTEXT), encoding="utf-8")
    chromium.open(page, width=width, dark=dark)
    assert chromium.run(WIDTH) <= width
    chromium.run(OPEN_ALL)
    assert chromium.run(WIDTH) <= width
    assert chromium.run(TOO_SMALL) == 0
    assert set(chromium.requests()) == {page.as_uri()}
    assert [entry for entry in chromium.logs("browser") if entry["level"] in {"SEVERE", "WARNING"}] == []


def test_print_shows_what_the_screen_folds_away(chromium: Browser, tmp_path: Path) -> None:
    page, paper = tmp_path / "report.html", tmp_path / "report.pdf"
    page.write_text(render(CASES["rich"](), lang="en", context=CONTEXT), encoding="utf-8")
    chromium.open(page)
    chromium.pdf(paper)
    sheets = len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes()))
    assert 5 <= sheets <= 20
    chromium.devtools("Emulation.setEmulatedMedia", media="print")
    shown = "return document.querySelector('#exposed details td').checkVisibility({contentVisibilityAuto: true})"
    for _ in range(50):  # the new medium reaches the page's style a moment after the call returns
        if chromium.run(shown):
            break
        time.sleep(0.1)
    assert chromium.run(shown)
