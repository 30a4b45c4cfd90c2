"""What a reader gets out of the HTML of a letter: its words, and everything that a letter must not hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

_UNSEEN: Final = frozenset(("head", "style", "script", "title", "template"))
_SPACED: Final = frozenset(("p", "div", "li", "ul", "ol", "h1", "h2", "h3", "br", "tr", "td", "th", "table", "body"))
_ALLOWED: Final = frozenset(
    ("html", "head", "meta", "title", "style", "body", "div", "h1", "h2", "p", "ul", "li", "span")
)
_ATTRIBUTES: Final = frozenset(("lang", "dir", "style", "class", "role", "name", "content", "charset"))
_FETCHES: Final = re.compile(r"url\s*\(|@import|expression\s*\(|\\", re.IGNORECASE)
_META: Final = frozenset(("viewport", "color-scheme", "supported-color-schemes", "format-detection", ""))
_NO_WORD: Final = re.compile(r"[\s\-•]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Of one document."""

    words: tuple[str, ...]
    """As they stand in the body, one after the other."""
    forbidden: tuple[str, ...]
    """Elements, attributes and styles that a letter does not need: what links, fetches, asks or runs; sorted."""


def seen(html: str) -> Seen:
    """Read a document as a mail program does."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Seen(words=words("".join(reader.texts)), forbidden=tuple(sorted(reader.forbidden)))


def words(text: str) -> tuple[str, ...]:
    """The words of a plain text, without bullets and the lines under headings."""
    return tuple(word for word in text.split() if not _NO_WORD.fullmatch(word))


class _Reader(HTMLParser):
    """Collects."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.forbidden: set[str] = set()
        self._unseen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _ALLOWED:
            self.forbidden.add(f"<{tag}>")
        for name, value in attrs:
            if name not in _ATTRIBUTES:
                self.forbidden.add(f"{tag}[{name}]")
            elif name == "style" and _FETCHES.search(value or ""):
                self.forbidden.add("style that fetches")
        given = dict(attrs)
        if tag == "meta" and (given.get("name") or "") not in _META:
            self.forbidden.add("<meta>")
        if tag in _UNSEEN and not self._unseen:
            self._unseen = tag
        if tag in _SPACED:
            self.texts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = ""
        if tag in _SPACED:
            self.texts.append("\n")

    def handle_data(self, data: str) -> None:
        if self._unseen:
            if _FETCHES.search(data):
                self.forbidden.add("style that fetches")
        else:
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.forbidden.add("<!-- -->")
