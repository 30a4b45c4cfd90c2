"""Where CSV records begin and end and how many fields each has, twice: by quote parity and by a tokeniser.

Grammar: RFC 4180, with the delimiters, escapes and line ends that exports really use.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Index = npt.NDArray[np.int64]

_LF, _CR, _QUOTE, _BACKSLASH = 10, 13, 34, 92
# The module's own bound of 128 KiB a field would raise; length is bounded by our limits instead.
csv.field_size_limit((1 << 31) - 1)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the cells of a table are told apart."""

    delimiter: str = ","
    quoted: bool = True
    """Double quotes may surround a cell."""
    escaped: bool = False
    """A backslash takes the meaning from the next character, as MySQL writes it."""


class Scan(NamedTuple):
    """The complete records of a block."""

    starts: Index
    ends: Index
    """Without the line end."""
    fields: Index
    """Cells of each record."""
    size: int
    """Bytes that these records take, line ends included."""


def scan(data: Bytes, dialect: Dialect, *, final: bool) -> Scan | None:
    """Find records by quote parity; None when quotes stand where parity cannot be trusted."""
    escaped = _escaped(data) if dialect.escaped else np.zeros(0, np.int64)
    quotes = _without(np.flatnonzero(data == _QUOTE), escaped) if dialect.quoted else np.zeros(0, np.int64)
    newlines = _outside(_without(_newlines(data), escaped), quotes)
    delimiters = _outside(_without(np.flatnonzero(data == ord(dialect.delimiter)), escaped), quotes)
    size = int(newlines[-1]) + 1 if len(newlines) else 0
    if final and size < len(data):
        newlines = np.append(newlines, len(data))
        size = len(data)
    if not _trustworthy(data, quotes[: np.searchsorted(quotes, size)], dialect):
        return None
    starts = np.concatenate((np.zeros(1, np.int64), newlines[:-1] + 1)) if len(newlines) else newlines
    fields = np.searchsorted(delimiters, newlines) - np.searchsorted(delimiters, starts) + 1
    ends = newlines.copy()
    crlf = (ends > starts) & (data[np.maximum(ends - 1, 0)] == _CR)
    ends[crlf] -= 1
    whole = ends > starts
    return Scan(starts[whole], ends[whole], fields[whole].astype(np.int64), size)


def _escaped(data: Bytes) -> Index:
    """Places whose meaning a backslash took: each run of backslashes pairs up, an odd one escapes what follows."""
    backslashes = np.flatnonzero(data == _BACKSLASH)
    if not len(backslashes):
        return backslashes
    first = np.concatenate(([True], np.diff(backslashes) != 1))
    last = np.concatenate((first[1:], [True]))
    length = backslashes - backslashes[first][np.cumsum(first) - 1] + 1
    found: Index = backslashes[last & (length % 2 == 1)] + 1
    return found


def _without(places: Index, dropped: Index) -> Index:
    return places[~np.isin(places, dropped, assume_unique=True)] if len(dropped) else places


def _newlines(data: Bytes) -> Index:
    feeds = np.flatnonzero(data == _LF)
    returns = np.flatnonzero(data == _CR)
    if not len(returns):
        return feeds
    alone = returns[(returns + 1 < len(data)) & (data[np.minimum(returns + 1, len(data) - 1)] != _LF)]
    return np.sort(np.concatenate((feeds, alone))) if len(alone) else feeds


def _outside(places: Index, quotes: Index) -> Index:
    if not len(quotes):
        return places
    inside: npt.NDArray[np.bool_] = np.searchsorted(quotes, places) % 2 == 1
    return places[~inside]


def _trustworthy(data: Bytes, quotes: Index, dialect: Dialect) -> bool:
    """Every opening quote begins a cell, every closing one ends it, or they are a doubled quote."""
    if not len(quotes):
        return True
    if len(quotes) % 2:
        return False
    opening, closing = quotes[0::2], quotes[1::2]
    border = np.zeros(256, bool)
    border[[_LF, _CR, ord(dialect.delimiter)]] = True
    starts_cell = (opening == 0) | border[data[np.maximum(opening - 1, 0)]]
    starts_cell[1:] |= opening[1:] == closing[:-1] + 1
    after = np.minimum(closing + 1, len(data) - 1)
    ends_cell = (closing + 1 >= len(data)) | border[data[after]]
    ends_cell[:-1] |= opening[1:] == closing[:-1] + 1
    return bool(starts_cell.all() and ends_cell.all())


class Record(NamedTuple):
    """One record by the tokeniser."""

    start: int
    end: int
    """Without the line end."""
    after: int
    """Where the next one begins."""
    cells: list[bytes]
    doubtful: bool
    """A quote was never closed, or closed on a later line with text behind it: probably a stray quote."""

    def __repr__(self) -> str:
        return f"Record(start={self.start}, end={self.end})"


@cache
def _patterns(dialect: Dialect) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    delimiter = re.escape(dialect.delimiter.encode())
    if dialect.escaped:
        stop = rb"[^%s\r\n\\]*+(?:\\.[^%s\r\n\\]*+)*+" % (delimiter, delimiter)
        inner = rb'[^"\\]*+(?:(?:\\.|"")[^"\\]*+)*+'
    else:
        stop = rb"[^%s\r\n]*+" % delimiter
        inner = rb'[^"]*+(?:""[^"]*+)*+'
    return re.compile(rb'"(' + inner + rb')"(' + stop + rb")", re.DOTALL), re.compile(stop)


def records(data: bytes, dialect: Dialect, at: int = 0, *, final: bool) -> Iterator[Record]:
    """Tokenise record by record from `at`. Stops before a record that may go on after `data`, unless `final`."""
    while at < len(data) and (record := record_at(data, dialect, at, final=final)) is not None:
        yield record
        at = record.after


def record_at(data: bytes, dialect: Dialect, start: int, *, final: bool) -> Record | None:
    """The record that begins at `start`; None when it may go on after `data`."""
    quoted, bare = _patterns(dialect)
    delimiter = ord(dialect.delimiter)
    cells: list[bytes] = []
    doubtful = False
    at = start
    while True:
        cell = None
        if dialect.quoted and data[at : at + 1] == b'"':
            cell = quoted.match(data, at)
            if cell is None and not final:
                return None
            doubtful |= cell is None
        if cell is not None:
            text, junk = cell[1], cell[2]
            doubtful |= bool(junk) and (b"\n" in text or b"\r" in text)
            cells.append(_unescaped(text, dialect) + _bare(junk, dialect))
            at = cell.end()
        else:
            found = bare.match(data, at)
            end = found.end() if found else at
            cells.append(_bare(data[at:end], dialect))
            at = end
        if at < len(data) and data[at] == delimiter:
            at += 1
            continue
        if at >= len(data):
            return Record(start, at, at, cells, doubtful) if final else None
        if data[at] == _CR and at + 1 >= len(data) and not final:
            return None
        return Record(start, at, at + (2 if data[at : at + 2] == b"\r\n" else 1), cells, doubtful)


def _unescaped(text: bytes, dialect: Dialect) -> bytes:
    if dialect.escaped and b"\\" in text:
        return re.sub(rb'\\(.)|"(")', rb"\1\2", text, flags=re.DOTALL)
    return text.replace(b'""', b'"')


def _bare(text: bytes, dialect: Dialect) -> bytes:
    return re.sub(rb"\\(.)", rb"\1", text, flags=re.DOTALL) if dialect.escaped and b"\\" in text else text


def counts_apart(raws: Sequence[bytes], dialect: Dialect) -> list[int]:
    """Cells of each record by the standard library's parser; all in one go unless a quote joins two of them."""
    try:
        counts = [len(row) for row in _reader(raws, dialect)]
    except csv.Error:
        counts = []
    return counts if len(counts) == len(raws) else [fields_apart(raw, dialect) for raw in raws]


def fields_apart(raw: bytes, dialect: Dialect) -> int:
    """Cells of one record: the second count where parity cannot be trusted."""
    try:
        return sum(len(row) for row in _reader([raw], dialect))
    except csv.Error:
        return raw.count(dialect.delimiter.encode()) + 1


def _reader(raws: Sequence[bytes], dialect: Dialect) -> Iterator[list[str]]:
    return csv.reader(
        [raw.decode("latin-1") for raw in raws],
        delimiter=dialect.delimiter,
        quoting=csv.QUOTE_MINIMAL if dialect.quoted else csv.QUOTE_NONE,
        escapechar="\\" if dialect.escaped else None,
    )
