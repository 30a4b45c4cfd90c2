"""Takes the pictures of the workbench that stand in the docs: `.venv/bin/python docs/shots.py`; needs Chromium.

It makes the demonstration anew; everybody in it is fictional.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the tests know how a workbench is served and visited

from tests import noticed  # noqa: E402
from tests.browser import telling  # noqa: E402
from tests.browser.served import Demo, demonstration  # noqa: E402
from tests.browser.test_demo_walk import invite  # noqa: E402
from tests.browser.visitor import FLAGS, Visitor  # noqa: E402

from waspada.core.language import Lang  # noqa: E402

IMAGES: Final = ROOT / "docs" / "images"
LARGEST: Final = 160_000
PHONE: Final = {"width": 390, "height": 844}
SHOTS: Final[tuple[tuple[str, Lang, str, dict[str, Any]], ...]] = (
    ("workbench-overview", "en", "", {}),
    ("workbench-people", "en", "people/", {}),
    ("workbench-duties", "en", "duties/", {}),
    ("workbench-review", "en", "review/", {}),
    ("workbench-phone", "en", "", PHONE),
    ("workbench-phone-dark", "en", "duties/", {**PHONE, "dark": True}),
    ("workbench-id", "id", "", {}),
)
"""Name, language, page of the case, and how it is looked at."""


def main() -> None:
    """Take all of them."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder) / "home"
        home.mkdir(mode=0o700)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        with demonstration(Path(folder) / "demo", home, people=2000) as demo:
            noticed.mail(demo.workbench.said.with_name("workbench"))
            take(browser, demo, Path(folder))
        browser.close()


def take(browser: Browser, demo: Demo, folder: Path) -> None:
    """Sign in once, and go from page to page."""
    first = Visitor(browser, demo.workbench.address, "en")
    first.go(demo.begin)
    first.press("main .button")
    case = first.page.url.removeprefix(first.address)
    for name, lang, page, more in SHOTS:
        visitor = first.alike(lang)
        visitor.go(case + page)
        picture(visitor, name, **more)
        visitor.close()
    tell(browser, first, case, folder)
    first.close()


def picture(visitor: Visitor, name: str, **more: Any) -> None:
    """What stands on the screen, among the images; not too large for a repository."""
    target = IMAGES / f"{name}.png"
    visitor.picture(target, **more)
    if target.stat().st_size > LARGEST:
        raise SystemExit(f"{target.name} is larger than {LARGEST:,} bytes")


def tell(browser: Browser, first: Visitor, case: str, folder: Path) -> None:
    """A draft of letters, checked; and the statement as everybody sees it, published by two people."""
    second = invite(first, browser, case)
    first.go(f"{case}notices/")
    page = telling.draft(first, case)
    telling.edit_letters(first, page, "told_us_at")
    telling.prepared(first)
    picture(first, "workbench-notice", height=1190)
    telling.publish(first, second, case)
    for name, text in telling.site(first, case).items():
        target = folder / "site" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    first.go((folder / "site" / "index.html").as_uri())
    picture(first, "statement", height=780)
    second.close()


if __name__ == "__main__":
    main()
