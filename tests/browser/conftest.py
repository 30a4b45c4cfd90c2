"""A real Chromium, and the real workbench over a home of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.browser.served import Demo, Served, demonstration, served
from tests.browser.visitor import FLAGS


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's own Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def empty(tmp_path: Path, waspada_home: Path) -> Iterator[Served]:
    """A workbench in which nobody has ever been."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    _patterns(waspada_home, home)
    with served(home) as workbench:
        yield workbench


@pytest.fixture
def demo(tmp_path: Path, waspada_home: Path) -> Iterator[Demo]:
    """The demonstration as `make demo` ends, with few people."""
    with demonstration(tmp_path / "demo", waspada_home, people=60) as made:
        yield made


def _patterns(made: Path, home: Path) -> None:
    """Share the compiled patterns of this run of the tests."""
    (made / "cache").mkdir(mode=0o700, exist_ok=True)
    os.symlink(made / "cache", home / "cache")
