"""The rows of a sheet out of its XML as it streams by, and a second count of the same bytes by other code.

Standard: ECMA-376 part 1, 18.3 (worksheets), 18.17.4 (dates).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import NamedTuple
from xml.parsers import expat

from waspada.readers.limits import MIB
from waspada.readers.workbook import NotWellFormed, parser

_WIDEST = 16_384
_LONGEST = 16 * MIB
_LONGEST_ROW = 64 * MIB
_SIGNS = 15
_HELD = re.compile(rb"<(?:[\w.-]+:)?(?:v|is)[\s/>]|<(?:[\w.-]+:)?f(?:\s[^>]*[^/>])?>(?!</)")
_CLOSING = re.compile(rb"</(?:[\w.-]+:)?row\s*>")
_FEB_29 = 60
"""Excel's day 60 is 29 February 1900, which never was."""


class Cell(NamedTuple):
    """One cell that holds something."""

    column: int
    """From 0."""
    kind: str
    """Its type as written: `s` (number of a shared text), `n`, `str`, `inlineStr`, `b`, `e`, `d`."""
    style: int
    value: str | None
    """As written; None when only a formula is there."""
    formula: str | None
    """As written, without the `=`; None when there is none."""

    def __repr__(self) -> str:
        return f"Cell({self.column})"

    @property
    def scalars(self) -> int:
        """Its value and its formula count each."""
        return (self.value is not None) + (self.formula is not None)


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something."""

    number: int
    """As Excel shows it, from 1."""
    cells: tuple[Cell, ...] = field(repr=False)
    raw: bytes = field(repr=False)
    """Its XML as it came."""

    @property
    def scalars(self) -> int:
        """Scalars by the parser."""
        return sum(cell.scalars for cell in self.cells)


def held(raw: bytes) -> int:
    """Scalars in the XML of rows, by their tags alone: the second count."""
    return len(_HELD.findall(raw))


class Sheet:
    """Parses the XML of one sheet."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        """Finished rows, for the caller to take away."""
        self.outside: list[bytes] = []
        """What stands before, between and behind the rows, for the caller to take away."""
        self.problem = ""
        self._xml = parser(self._start, self._end, self._text)
        self._buffer = bytearray()
        self._base = 0
        """Place of the buffer's first byte."""
        self._row = -1
        """Place of the row that is open."""
        self._cells: list[Cell] = []
        self._number = self._column = 0
        self._cell: dict[str, str] | None = None
        self._parts: dict[str, list[str]] = {}
        self._where = ""
        self._size = 0

    def feed(self, data: bytes, *, final: bool = False) -> None:
        """Take the next bytes. After a fault `problem` is set, and the rest goes outside as it is."""
        self._buffer += data
        if not self.problem:
            try:
                self._xml.Parse(data, final)
                if len(self._buffer) > _LONGEST_ROW:
                    raise NotWellFormed
            except (expat.ExpatError, NotWellFormed):
                self.problem = "the sheet is damaged or was cut off here"
                self._row = -1
        if final or self.problem:
            self._give_outside(self._base + len(self._buffer))
        elif self._row < 0 and len(self._buffer) > MIB:
            # Behind the last `<` may stand the beginning of a row that has not all come yet.
            self._give_outside(self._base + max(self._buffer.rfind(b"<"), 0))

    def _give_outside(self, until: int) -> None:
        if (piece := bytes(self._buffer[: until - self._base])).strip():
            self.outside.append(piece)
        self._drop(until)

    def _drop(self, until: int) -> None:
        del self._buffer[: until - self._base]
        self._base = until

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._row = self._xml.CurrentByteIndex
            self._give_outside(self._row)
            number = attributes.get("r", "")
            self._number = int(number) if number.isdecimal() and len(number) < 10 else self._number + 1
            self._cells, self._column = [], 0
        elif name == "c" and self._row >= 0:
            self._cell, self._parts, self._size, self._where = attributes, {}, 0, ""
            self._column = _column(attributes.get("r", ""), self._column)
            if self._column >= _WIDEST:
                raise NotWellFormed
        elif self._cell is None:
            return
        elif name in ("v", "is", "f"):
            self._parts.setdefault("f" if name == "f" else "v", [])
            self._where = "" if name == "is" else name
        elif name == "t":
            self._where = "v" if self._where != "rPh" else "rPh"
        elif name == "rPh":
            self._where = "rPh"

    def _text(self, data: str) -> None:
        if self._where == "rPh":
            self.outside.append(data.encode())
        elif self._where:
            self._size += len(data)
            if self._size > _LONGEST:
                raise NotWellFormed
            self._parts.setdefault(self._where, []).append(data)

    def _end(self, name: str) -> None:
        if name in ("v", "f", "rPh") or (name == "t" and self._where != "rPh"):
            self._where = ""
        elif name == "c" and self._cell is not None:
            self._finish_cell(self._cell)
        elif name == "row" and self._row >= 0:
            at = self._xml.CurrentByteIndex - self._base
            closing = _CLOSING.match(self._buffer, at)  # of `<row/>` the parser gives the place behind it
            close = (closing.end() if closing else at) + self._base
            raw = bytes(self._buffer[self._row - self._base : close - self._base])
            if self._cells or held(raw):
                self.rows.append(Row(self._number, tuple(self._cells), raw))
            self._row = -1
            self._drop(close)

    def _finish_cell(self, attributes: dict[str, str]) -> None:
        value = "".join(self._parts["v"]) if "v" in self._parts else None
        formula = "".join(self._parts.get("f", ())) or None
        if value is not None or formula is not None:
            style = attributes.get("s", "0")
            number = int(style) if style.isdecimal() and len(style) < 7 else 0
            self._cells.append(Cell(self._column, attributes.get("t", "n"), number, value, formula))
        self._column += 1
        self._cell = None


def _column(reference: str, otherwise: int) -> int:
    """Number of the column in `AB12`, from 0."""
    number = 0
    for char in reference[:8]:
        if not "A" <= char <= "Z":
            break
        number = number * 26 + ord(char) - 64
    return number - 1 if number else otherwise


class Values:
    """Turns cells into text."""

    def __init__(self, texts: Sequence[str], dates: frozenset[int], *, since_1904: bool) -> None:
        self._texts = texts
        self._dates = dates
        self._epoch = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - Excel knows no zone
        self._since_1904 = since_1904

    def text(self, cell: Cell) -> str | None:
        """The value as text; None when the text that it names is not there."""
        value = cell.value or ""
        if cell.kind == "s":
            number = int(value) if value.strip().isdecimal() and len(value) < 12 else -1
            return self._texts[number] if 0 <= number < len(self._texts) else None
        if cell.kind == "b":
            return {"1": "true", "0": "false"}.get(value.strip(), value)
        if cell.kind != "n":
            return value
        return (self._date(value) if cell.style in self._dates else "") or plain_number(value)

    def _date(self, value: str) -> str:
        """ISO 8601, or empty when the number is no date."""
        try:
            days = float(value)
        except ValueError:
            return ""
        if not math.isfinite(days) or not 0 <= days < 2_958_466 or (not self._since_1904 and int(days) == _FEB_29):
            return ""
        if not self._since_1904 and 1 <= days < _FEB_29:
            days += 1
        moment = self._epoch + timedelta(milliseconds=round(days * 86_400_000))
        kind = "milliseconds" if moment.microsecond else "seconds"
        if days < 1:
            return moment.time().isoformat(kind)
        return moment.date().isoformat() if days.is_integer() else moment.isoformat(timespec=kind)


def plain_number(value: str) -> str:
    """A number as people write it: digits as stored, no exponent and no `.0` on whole ones, no noise of binary."""
    text = value.strip()
    if text.isdecimal() or not text:
        return text
    try:
        exact = Decimal(text)
        number = float(text)
    except (InvalidOperation, ValueError):
        return value
    if not exact.is_finite() or abs(exact.adjusted()) > 300:
        return value
    if exact == exact.to_integral_value() and exact.adjusted() < 40:
        return format(exact.to_integral_value(), "f")
    if len(exact.as_tuple().digits) > _SIGNS and math.isfinite(number):
        return repr(number)  # Excel writes 0.1 as 0.10000000000000001: the same number
    return text
