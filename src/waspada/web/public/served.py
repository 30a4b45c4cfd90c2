"""The version of the bundle that is served: the statement in memory, the letters mapped; taken up anew when it changes.

A path is a key of a dictionary: nothing that somebody asks for is ever looked for on the disk.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import logging
import re
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from waspada.core.errors import EvidenceAltered, WaspadaError
from waspada.flows.public import bundle
from waspada.flows.public.bundle import Bundle
from waspada.flows.public.site import TYPES
from waspada.flows.public.table import Table

_LOG: Final = logging.getLogger("waspada.public")
_LOOK_EVERY: Final = 1.0
_PACKED: Final = ("text/", "application/json", "application/xml", "application/atom", "image/svg")
_STYLE: Final = re.compile(rb"<style[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
_ATOM: Final = re.compile(rb"\A\s*(?:<\?xml[^>]*\?>)?\s*<feed[\s>]")
_JSON_FEED: Final = re.compile(rb"https://jsonfeed\.org/version/")


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file of the statement, as it goes out."""

    content: bytes = field(repr=False)
    packed: bytes = field(repr=False)
    """With gzip; empty where that saves nothing."""
    kind: str
    etag: str
    styles: str
    """Hashes of the styles inside, for the policy of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """All that is needed of one version."""

    bundle: Bundle
    files: Mapping[str, File] = field(repr=False)
    """By path, without the slash before it."""
    codes: Table = field(repr=False)

    def home(self, lang: str) -> str:
        """Where the statement begins in a language."""
        return f"/{lang}/" if f"{lang}/index.html" in self.files else "/"


class Served:
    """The version that counts now."""

    def __init__(self, place: Path) -> None:
        """Load it. Raises NothingReadable, EvidenceAltered."""
        self._place = place
        self._lock = threading.Lock()
        self._looked = time.monotonic()
        self._mark = self._marked()
        self._version = loaded(place)

    @property
    def now(self) -> Version:
        """The version; a look at the disk at most once a second, and never a wait for a new one."""
        moment = time.monotonic()
        if moment - self._looked >= _LOOK_EVERY and self._lock.acquire(blocking=False):
            self._looked = moment
            mark = self._marked()
            if mark == self._mark:
                self._lock.release()
            else:
                threading.Thread(target=self._take_up, args=(mark,), daemon=True).start()
        return self._version

    def _take_up(self, mark: tuple[int, int] | None) -> None:
        try:
            self._version = loaded(self._place)
        except (WaspadaError, OSError) as error:
            _LOG.warning("the new bundle is not served, the old one stays: %s", type(error).__name__)
        finally:
            self._mark = mark
            self._lock.release()

    def _marked(self) -> tuple[int, int] | None:
        try:
            found = (self._place / bundle.POINTER).stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns


def loaded(place: Path) -> Version:
    """The version that counts, with its files compared to their hashes.

    Raises:
        NothingReadable: there is no bundle.
        EvidenceAltered: it is not what was exported.
    """
    found = bundle.load(place)
    files: dict[str, File] = {}
    try:
        for name, row in found.files.items():
            if name.startswith(f"{bundle.SITE}/"):
                content = (found.folder / name).read_bytes()
                if hashlib.sha256(content).hexdigest() != row["sha256"]:
                    raise EvidenceAltered("a page of the bundle is not what was exported")
                files[name.removeprefix(f"{bundle.SITE}/")] = _file(name, content)
        codes = Table(found.folder / bundle.CODES)
    except OSError:
        codes = None
    if codes is None:
        raise EvidenceAltered("a file of the bundle is missing", hint="Export the bundle again.")
    return Version(bundle=found, files=files, codes=codes)


def _file(name: str, content: bytes) -> File:
    kind = TYPES[Path(name).suffix.lower()]
    if kind.startswith("application/xml") and _ATOM.search(content):
        kind = TYPES[".atom"]
    if kind.startswith("application/json") and _JSON_FEED.search(content[:400]):
        kind = "application/feed+json; charset=utf-8"
    packed = gzip.compress(content, 9, mtime=0) if kind.startswith((*_PACKED, "application/feed")) else b""
    hashes = sorted({_style_hash(found) for found in _STYLE.findall(content)}) if kind.startswith("text/html") else ()
    return File(
        content=content,
        packed=packed if len(packed) < len(content) * 0.9 else b"",
        kind=kind,
        etag=hashlib.sha256(content).hexdigest()[:32],
        styles=" ".join(hashes),
    )


def _style_hash(style: bytes) -> str:
    """As the policy of a page names it (CSP level 3)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(style).digest()).decode()}'"


def styles() -> File:
    """The style of our own pages."""
    return _file("public.css", (Path(__file__).parent / "public.css").read_bytes())
