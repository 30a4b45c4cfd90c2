"""Field paths, safe to show: keys can hold personal values and secrets too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from waspada.detect.engine import Detector, Hit

MAX_PATHS = 3000
"""Different paths of one table in one split; further ones share one name, their cells are scanned all the same."""
FURTHER = "(further fields)"
_HALVES = re.compile("[\ud800-\udfff]")
_BETWEEN = re.compile(r"([/\\!])")


@lru_cache(maxsize=4096)
def mask_name(detector: Detector, text: str) -> str:
    """A name (of a file, a table) as it may be shown: personal values in it are masked."""
    text = encodable(text)
    text = _masked(detector, text, _strong(detector, text))
    return "".join(_masked(detector, part, _hidden(detector, part)) for part in _BETWEEN.split(text))


def _hidden(detector: Detector, text: str) -> list[Hit]:
    """What is found once nothing hides it that follows: `ani@example.org.role` and `….org.csv` are no addresses."""
    hits = _strong(detector, text)
    while not hits and "." in text:
        text = text.rpartition(".")[0]
        hits = _strong(detector, text)
    return hits


def encodable(text: str) -> str:
    """The same length, without halves of characters: a file name or an argument may hold bytes that are no UTF-8."""
    return _HALVES.sub("\ufffd", text)


def _strong(detector: Detector, text: str) -> list[Hit]:
    return [hit for hit in detector.scan_text(encodable(text)) if hit.match.strong]


def _masked(detector: Detector, text: str, hits: Sequence[Hit]) -> str:
    """The text with a mask where each value stood; all of it masked where one is hidden in an encoding."""
    for hit in sorted((hit for hit in hits if not hit.layer), key=lambda hit: -hit.match.start):
        text = f"{text[: hit.match.start]}[{hit.match.kind}]{text[hit.match.end :]}"
    if any(hit.layer for hit in hits):
        left = _strong(detector, text)
        return f"[{left[0].match.kind}]" if left else text
    return text


@lru_cache(maxsize=4096)
def _seen(detector: Detector, path: str) -> tuple[str, tuple[Hit, ...]]:
    """The same few paths stand in every split."""
    hits = tuple(_hidden(detector, path))
    return _masked(detector, path, hits), hits


class Paths:
    """Looks at each path once: what is found in it is reported, and masked in the path."""

    def __init__(self, detector: Detector) -> None:
        self._detector = detector
        self._known: dict[tuple[str, str], tuple[str, tuple[Hit, ...]]] = {}
        self._shown: dict[str, set[str]] = {}

    def safe(self, table: str, path: str) -> tuple[str, tuple[Hit, ...]]:
        """The path as it may be shown, and what was found in it."""
        found = self._known.get((table, path))
        if found is None:
            found = self._look(table, path)
            self._known[table, path] = found
        return found

    def _look(self, table: str, path: str) -> tuple[str, tuple[Hit, ...]]:
        shown, hits = _seen(self._detector, path)
        names = self._shown.setdefault(table, set())
        if shown not in names and len(names) >= MAX_PATHS:
            shown = FURTHER
        names.add(shown)
        return shown, hits
