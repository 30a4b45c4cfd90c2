"""What an Excel workbook says about itself: its sheets, its shared texts, and which number formats are dates.

Standard: ECMA-376 part 1, 18.2 (workbook), 18.4 (shared strings), 18.8 (styles).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from waspada.readers.containers import Zip
from waspada.readers.limits import MIB
from waspada.readers.reader import Stream
from waspada.readers.streams import read_up_to

WORKBOOK = "xl/workbook.xml"
REST = "(all but the cells)"
"""What people read instead of `xl/workbook.xml`: comments, links, properties and every other part is read with it."""
_RELATIONS = "xl/_rels/workbook.xml.rels"
_ROOT = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:[\w.-]+:)?(worksheet|workbook)\b[^>]*"
    rb"(?:schemas\.openxmlformats\.org|purl\.oclc\.org/ooxml)/spreadsheetml",
    re.DOTALL,
)
_HEAD = 8192
_LARGEST = 16 * MIB
_MOST_SHEETS = 4096
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)


class NotWellFormed(Exception):
    """The XML is damaged, cut off, too large, or defines entities of its own. Never leaves the room."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of cells."""

    part: str
    """Its member in the zip."""
    title: str = field(repr=False)
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook."""

    sheets: tuple[Sheet, ...]
    strings: str = ""
    """Member that holds the shared texts; empty without any."""
    styles: str = ""
    since_1904: bool = False
    """Days are counted from 1904, as old Macs did, not from 1900."""


def parser(start: Any, end: Any = None, text: Any = None) -> Any:
    """A parser that gives names without their prefix and refuses documents that define entities."""
    made = expat.ParserCreate()
    made.buffer_text = True

    def refuse(*_: Any) -> None:
        raise NotWellFormed

    def ended(name: str) -> None:
        if end is not None:
            end(name.rpartition(":")[2])

    def began(name: str, attributes: dict[str, str]) -> None:
        start(name.rpartition(":")[2], attributes)

    def first(name: str, attributes: dict[str, str]) -> None:
        # Nearly every writer makes these names the default: then they need no look at each.
        plain = ":" not in name
        made.StartElementHandler = start if plain else began
        made.EndElementHandler = end if plain else ended
        began(name, attributes)

    made.StartDoctypeDeclHandler = refuse
    made.StartElementHandler = first
    if text is not None:
        made.CharacterDataHandler = text
    return made


def book_of(get: Callable[[str], Stream | None]) -> Book | None:
    """The workbook, or None when it cannot be read as one.

    Args:
        get: gives a member of the zip by its name.
    """
    try:
        targets = {
            one["Id"]: (one.get("Type", "").rpartition("/")[2], _member(one.get("Target", "")))
            for name, one in _elements(get(_RELATIONS))
            if name == "Relationship" and "Id" in one
        }
        sheets: list[Sheet] = []
        since_1904 = False
        for name, one in _elements(get(WORKBOOK)):
            kind, part = targets.get(one.get("id", ""), ("", ""))
            if name == "sheet" and kind == "worksheet":
                sheets.append(Sheet(part, one.get("name", ""), one.get("state", "visible") != "visible"))
            elif name == "workbookPr":
                since_1904 = one.get("date1904", "0") in ("1", "true")
    except NotWellFormed:
        return None
    if not sheets or len(sheets) > _MOST_SHEETS:
        return None
    found = dict(targets.values())
    return Book(tuple(sheets), found.get("sharedStrings", ""), found.get("styles", ""), since_1904)


def book_in(archive: Zip) -> Book | None:
    """The workbook in a zip file; None for any other zip."""
    labels = {member.label for member in archive.members()}
    if WORKBOOK not in labels or _RELATIONS not in labels:
        return None
    book = book_of(archive.open)
    if book is None or _root(archive, WORKBOOK) != "workbook":
        return None
    return book if all(_root(archive, sheet.part) == "worksheet" for sheet in book.sheets) else None


def root_of(head: bytes) -> str:
    """`worksheet` or `workbook`; empty for any other file, and for one that is not in UTF-8."""
    found = _ROOT.match(head[:_HEAD].removeprefix(b"\xef\xbb\xbf"))
    return found[1].decode() if found else ""


def _root(archive: Zip, part: str) -> str:
    stream = archive.open(part)
    if stream is None:
        return ""
    head = read_up_to(stream, _HEAD)
    stream.close()
    return root_of(head)


def _member(target: str) -> str:
    path = target if target.startswith("/") else f"/xl/{target}"
    return posixpath.normpath(path).lstrip("/")


def _elements(stream: Stream | None) -> Iterator[tuple[str, dict[str, str]]]:
    """Every element of a small part. Raises NotWellFormed."""
    if stream is None:
        raise NotWellFormed
    data = read_up_to(stream, _LARGEST + 1)
    stream.close()
    found: list[tuple[str, dict[str, str]]] = []
    broken = bool(stream.problem) or len(data) > _LARGEST

    def take(name: str, attributes: dict[str, str]) -> None:
        found.append((name, {key.rpartition(":")[2]: value for key, value in attributes.items() if key[:5] != "xmlns"}))

    try:
        parser(take).Parse(data, True)
    except expat.ExpatError:
        broken = True
    if broken:
        raise NotWellFormed
    yield from found


def date_styles(stream: Stream | None) -> frozenset[int]:
    """Which cell styles show a number as a date; those that show elapsed hours are none."""
    dates: set[int] = set()
    codes: dict[str, str] = {}
    inside, number = False, 0
    try:
        for name, one in _elements(stream):
            if name == "numFmt":
                codes[one.get("numFmtId", "")] = one.get("formatCode", "")
            elif name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
                inside = name == "cellXfs"
            elif name == "xf" and inside:
                shown = one.get("numFmtId", "0")
                if _is_date(shown, codes.get(shown)):
                    dates.add(number)
                number += 1
    except NotWellFormed:
        return frozenset()
    return frozenset(dates)


def _is_date(number: str, code: str | None) -> bool:
    if code is None:
        return number.isdigit() and int(number) in _DATES - {46}
    plain = _QUOTED.sub("", code.partition(";")[0]).lower()
    return "[" not in plain and "general" not in plain and any(mark in plain for mark in "ymdhs")


class Strings:
    """The shared texts of a workbook."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.beside: list[str] = []
        """Readings of names that stand beside a text and in no cell."""
        self.problem = ""
        self._parts: list[str] = []
        self._reading = self._inside = False
        self._size = 0

    def load(self, stream: Stream, most: int, until: int = -1) -> Strings:
        """Read up to `most` letters, or to the text of that number. Never raises: `problem` says why it ended."""
        xml = parser(self._start, self._end, self._text)
        try:
            while not self.problem and not 0 <= until < len(self.texts):
                data = stream.read(MIB)
                xml.Parse(data, not data and not stream.problem)
                if self._size > most:
                    self.problem = "the texts of the workbook are larger than the limit"
                elif not data:
                    self.problem = stream.problem
                    break
        except (expat.ExpatError, NotWellFormed):
            self.problem = "the texts of the workbook are damaged or were cut off"
        stream.close()
        return self

    def _start(self, name: str, _: dict[str, str]) -> None:
        self._reading |= name == "rPh"
        self._inside = name == "t"
        if name == "si":
            self._parts.clear()

    def _end(self, name: str) -> None:
        self._inside = False
        if name == "rPh":
            self._reading = False
        elif name == "si":
            self.texts.append("".join(self._parts))

    def _text(self, data: str) -> None:
        if self._inside:
            self._size += len(data)
            (self.beside if self._reading else self._parts).append(data)
