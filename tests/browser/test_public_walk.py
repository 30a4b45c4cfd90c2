"""The public pages in a real Chromium: both languages, wide and narrow, in the dark, without scripts, clean by axe."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser.visitor import Visitor
from tests.web.public import visitor as made

from waspada.core.language import LANGUAGES, Lang
from waspada.flows.public.keys import Keys
from waspada.readers.age import Identity

pytestmark = pytest.mark.needs("chromium")
LETTER = made.letter(1)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where a small bundle is served, by a process of its own."""
    made.bundle(tmp_path / "bundle", Keys.of(Identity.new()), letters=[LETTER])
    command = [sys.executable, "-m", "waspada.cli.main", "public", "serve", str(tmp_path / "bundle"), "--port", "0"]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ})
    found, end = None, time.monotonic() + 60
    while found is None and time.monotonic() < end:
        time.sleep(0.05)
        found = re.search(r"served at (\S+)", (tmp_path / "log").read_text())
    assert found
    yield found[1]
    process.terminate()
    process.wait(60)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everybody_can_use_every_page(chromium: Browser, address: str, lang: Lang) -> None:
    visitor = Visitor(chromium, address, lang)
    for path, fields in (
        ("/check", {"code": LETTER.code.lower()}),
        ("/check", {"code": "01AB2-CDEFG-HJKMN-PQRST"}),
        ("/affected", {"address": "budi@example.org"}),
        ("/organisation", {"domain": "example.org", "contact": "it@example.org"}),
        ("/ask", {"address": "budi@example.org", "text": "?"}),
    ):
        visitor.look(path)
        visitor.fill(**fields)
        visitor.press("main .button")
        visitor.looked(again=False)
    visitor.look("/fetch")
    visitor.fill(token="x")
    visitor.press("main .button", status=404)
    visitor.looked(again=False)
    visitor.go("/none", status=404)
    visitor.looked(again=False)
    visitor.read_without_scripts()
    assert visitor.faults == []


def test_the_style_inside_a_statement_is_applied_under_the_policy(chromium: Browser, address: str) -> None:
    visitor = Visitor(chromium, address, "en")
    colour = visitor.go("/").locator("p").first.evaluate("one => getComputedStyle(one).color")
    assert colour == "rgb(255, 0, 0)"
    assert visitor.faults == []


def test_the_other_language_is_one_link_away(chromium: Browser, address: str) -> None:
    visitor = Visitor(chromium, address, "en")
    visitor.go("/affected")
    visitor.press(".who")
    assert visitor.page.locator("html").get_attribute("lang") == "id"
    assert "Apakah data saya" in visitor.text("h1")
