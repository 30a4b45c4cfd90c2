"""Somebody in a real Chromium, who looks at every page as readers do: wide, narrow, in the dark, without scripts."""

from __future__ import annotations

import functools
import importlib.resources
import os
import re
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

from waspada.core.language import Lang
from waspada.web.words.registry import words

FULL: Final = os.environ.get("WASPADA_FULL") == "1"
PHONE: Final = 390
FLAGS: Final = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--disable-dev-shm-usage", "--hide-scrollbars",
)  # fmt: skip
LOCALES: Final[dict[Lang, str]] = {"en": "en-GB", "id": "id-ID"}
_OPEN: Final = "document.querySelectorAll('details').forEach(one => { one.open = true })"
_WIDTH: Final = "document.documentElement.scrollWidth"
_WIDEST: Final = """() => [...document.querySelectorAll('main *, header *, .casebar *, footer *')]
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.scroll, .tabs'))
  .slice(0, 3).map(one => one.outerHTML.slice(0, 160))"""
_AXE: Final = """options => axe.run(document, options).then(found => found.violations.flatMap(one => one.nodes.map(
  node => one.id + ': ' + node.target.join(' ') + ' | ' + node.html.slice(0, 200)
    + ' | ' + (node.any[0] ? node.any[0].message : ''))))"""
_OF_PAGES: Final = {"landmark-one-main": {"enabled": False}, "region": {"enabled": False}}
"""What a letter leaves to the mail program around it."""
_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class Visitor:
    """One person in one browser; `faults` are what a reader would stumble over, collected on the way."""

    def __init__(
        self, browser: Browser, address: str, lang: Lang, *, masked: Collection[str] = (), state: Any = None
    ) -> None:
        self.address, self.lang, self.masked = address.rstrip("/"), lang, frozenset(masked)
        self.faults: list[str] = []
        self.seen: list[str] = []
        self._open_to_all: list[str] = []
        self._kinds: set[tuple[str, ...]] = set()
        self._off: dict[str, Any] = {}
        self._browser = browser
        self._context = browser.new_context(
            locale=LOCALES[lang], viewport={"width": 1280, "height": 900}, storage_state=state
        )
        self.page = self._context.new_page()
        self._watch(self.page)

    def _watch(self, page: Page) -> None:
        page.set_default_timeout(20_000)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._fault(f"script: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("dialog", lambda one: one.accept())

    def _fault(self, text: str) -> None:
        self.faults.append(f"{self.lang} {self._where()}: {text}")
        sys.stderr.write(f"{self.faults[-1]}\n")  # shown when the walk ends early

    def _where(self) -> str:
        return urlsplit(self.page.url).path

    def _console(self, message: ConsoleMessage) -> None:
        refused = "status of 40" in message.text  # a form that was sent back says so in the console, and on the page
        if message.type in ("error", "warning") and not refused:
            self._fault(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        if "ERR_ABORTED" not in str(request.failure):  # the page was left before its icon had come
            self._fault(f"failed: {request.url} {request.failure}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.address + "/", "data:")):
            self._fault(f"asked elsewhere: {request.url}")

    # --- going and doing ---

    def go(self, path: str, *, status: int = 200) -> Page:
        """Open a page of ours."""
        answer = self.page.goto(self.address + path if path.startswith("/") else path)
        self._answered(answer, status)
        return self.page

    def look(self, path: str, **more: Any) -> Page:
        """Open a page and look at it closely."""
        self.go(path)
        self.looked(**more)
        return self.page

    def press(self, selector: str, *, status: int = 200) -> Page:
        """Press a button or follow a link, and arrive."""
        with self.page.expect_navigation() as arrived:
            self.page.locator(selector).first.click()
        self._answered(arrived.value, status)
        return self.page

    def fill(self, **values: str) -> None:
        """Fields of the form by their names."""
        for name, value in values.items():
            field = self.page.locator(f"main [name={name}]:not([type=hidden])").first
            kind = str(field.evaluate("one => one.type"))
            if kind == "radio":
                self.page.locator(f"main [name={name}][value='{value}']").first.check()
            elif kind.startswith("select"):
                field.select_option(value)
            elif kind == "checkbox":
                field.check()
            else:
                field.fill(value)

    def unfold(self) -> None:
        """Open what is folded away."""
        self.page.evaluate(_OPEN)

    def text(self, selector: str = "main") -> str:
        """What stands there."""
        return self.page.locator(selector).first.inner_text()

    def _answered(self, answer: Response | None, status: int) -> None:
        got = answer.status if answer else 0
        if got != status:
            self._fault(f"answered {got}, not {status}")

    # --- looking ---

    def looked(self, *, revealed: bool = False, again: bool = True) -> None:
        """Look at the page as it stands, with everything unfolded.

        Args:
            revealed: values may stand there.
            again: it can be opened once more, as `read_without_scripts` does.
        """
        self.seen.append(self._where())
        if again and "/welcome/" not in self._where():
            self._open_to_all.append(urlsplit(self.page.url)._replace(scheme="", netloc="").geturl())
        with self._free():
            self._look_closely(revealed=revealed)

    @contextmanager
    def _free(self) -> Iterator[None]:
        """A letter stands in a sandbox, where not even axe runs: then its content, on a page without one."""
        shown = self.page
        if shown.evaluate("self.origin") != "null":
            yield
            return
        self.page = self._context.new_page()
        self._watch(self.page)
        self.page.set_content(shown.content())
        self._off = _OF_PAGES
        yield
        self.page.close()
        self.page, self._off = shown, {}

    def _look_closely(self, *, revealed: bool) -> None:
        page = self.page
        self.unfold()
        self._read(revealed=revealed)
        page.evaluate(_axe())
        if self._colours():
            self._accessible("light", {"rules": self._off})
            page.emulate_media(color_scheme="dark")
            self._accessible("dark", {"runOnly": ["color-contrast"]})
            page.emulate_media(color_scheme="light")
        else:
            self._accessible("light", {"rules": {"color-contrast": {"enabled": False}, **self._off}})
        page.set_viewport_size({"width": PHONE, "height": 844})
        if int(page.evaluate(_WIDTH)) > PHONE:
            self._fault(f"wider than a phone: {page.evaluate(_WIDEST)}")
        page.set_viewport_size({"width": 1280, "height": 900})

    def _colours(self) -> bool:
        """Whether colours are still to be looked at, the slowest rule: pages of one kind have the same."""
        steps = [step for step in self._where().split("/") if step]
        kind = (*steps[:1], *steps[2:3], str(len(steps)))
        known = kind in self._kinds
        self._kinds.add(kind)
        return FULL or not known

    def _accessible(self, scheme: Literal["light", "dark"], options: dict[str, Any]) -> None:
        found = self.page.evaluate(_AXE, {"preload": False, "resultTypes": ["violations"], **options})
        for one in found[:6]:
            self._fault(f"axe ({scheme}): {one}")

    def _read(self, *, revealed: bool) -> None:
        body = self.text("body")
        if self.page.locator("html").get_attribute("lang") != self.lang:
            self._fault("another language than the reader's")
        for stray in strays(body, self.lang):
            self._fault(f"in another language: {stray}")
        if not revealed and (open_ := self.masked & set(_ADDRESS.findall(body.lower()))):
            self._fault(f"{len(open_)} addresses in the clear")

    def read_without_scripts(self) -> None:
        """Every page that was looked at once more, with JavaScript off: it says the same."""
        kept = self._context.storage_state()
        context = self._browser.new_context(locale=LOCALES[self.lang], storage_state=kept, java_script_enabled=False)
        plain = context.new_page()
        for path in dict.fromkeys(self._open_to_all):
            answer = plain.goto(self.address + path)
            place = "main" if plain.locator("main").count() else "body"
            words_there = len(plain.locator(place).inner_text().split())
            if answer is None or answer.status != 200 or words_there < 5:
                self.faults.append(f"{self.lang} {path}: not readable without scripts")
        context.close()

    def picture(self, target: Path, *, width: int = 1280, height: int = 860, dark: bool = False) -> None:
        """What stands on the screen now, as a file."""
        self.page.emulate_media(color_scheme="dark" if dark else "light")
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.screenshot(path=target)
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size({"width": 1280, "height": 900})

    def alike(self, lang: Lang) -> Visitor:
        """The same person in a browser of another language."""
        return Visitor(self._browser, self.address, lang, masked=self.masked, state=self._context.storage_state())

    def close(self) -> None:
        """Leave."""
        self._context.close()


def languages(first: Lang) -> tuple[Lang, ...]:
    """The languages of a walk: one, and both where nothing may be left out (`.ci/run`)."""
    other: Lang = "en" if first == "id" else "id"
    return (first, other) if FULL else (first,)


def strays(text: str, lang: Lang) -> list[str]:
    """Sentences of the other language that stand in a page."""
    return [one for one in _others(lang) if one in text and re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text)]


@functools.cache
def _others(lang: Lang) -> tuple[str, ...]:
    other = 0 if lang == "id" else 1
    ours = " ".join(pair[1 - other] for pair in words().values())
    found = {pair[other] for key, pair in words().items() if key != "frame.language"}
    return tuple(one for one in found if len(one) > 14 and " " in one and "{" not in one and one not in ours)


@functools.cache
def _axe() -> str:
    script = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    return f"{script};undefined"
