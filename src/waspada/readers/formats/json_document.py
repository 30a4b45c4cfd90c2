"""A JSON document: an array, or an object around one long array, cut into records while it streams by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import orjson

from waspada.core.split import Batch, Split, Unit
from waspada.readers import encoding
from waspada.readers.formats.ndjson import WRAPPERS, is_page, shape
from waspada.readers.json_scan import Cutter, Piece
from waspada.readers.limits import MIB, Limits
from waspada.readers.lines import lost, one_line, read_pieces
from waspada.readers.reader import NotThisFormat, Opener, Planned, Source, Stream, option
from waspada.readers.streams import read_up_to

_BEGINS = re.compile(rb'\s*(?:\[\s*(?:[\[{"\]\d-]|true|false|null|$)|\{\s*(?:["}]|$))')
_SMALL = 8 * MIB
"""A single object up to here stays one record, unless it is a page of records."""
_DEEPEST = 3
_LOOKED_AT = 200


class JsonDocument:
    """JSON that is not one record a line."""

    name = "json"
    title = "JSON document"

    def detect(self, head: bytes, name: str) -> bool:
        """Begins like an array or object."""
        code = encoding.guess(head)
        if not encoding.is_text(head, code):
            return False
        text = head if code == "utf-8" else head.decode(code, "replace").encode("utf-8", "replace")
        return _BEGINS.match(text.removeprefix(b"\xef\xbb\xbf")) is not None

    def plan(self, source: Source, limits: Limits, opener: Opener) -> Planned:
        """Find the array whose elements are the records."""
        code = encoding.guess(source.head)
        stream = _opened(opener.stream(source), code)
        sample = read_up_to(stream, limits.sample_bytes)
        complete = not stream.read(1)
        stream.close()
        path = _records_path(sample, complete=complete)
        pieces = _some(sample, path, limits)
        if not complete and len(pieces) > 1:
            pieces.pop()
        lines = [one_line(piece.raw) for piece in pieces if not piece.envelope]
        records = tuple(one for line in lines if isinstance(one := _loads(line), dict))
        good = sum(_loads(line) is not None for line in lines)
        named = source.name.lower().endswith((".json", ".har", ".geojson", ".ndjson", ".jsonl"))
        if not good and not (named and _BEGINS.match(sample)):
            raise NotThisFormat
        options = (
            ("reader", self.name),
            ("layers", " ".join(source.layers)),
            ("encoding", code),
            ("path", "\n".join(path)),
        )
        split = Split(
            number=0, source=source.path, name=source.name, member=source.member, start=0, end=-1,
            unit=Unit.STREAM, format=self.name, table="", options=options,
        )  # fmt: skip
        around = _envelope_keys(sample) if path else ()
        return Planned(splits=(split,), shape=shape(self.name, lines, records, around), lines=tuple(lines))

    def read(self, split: Split, limits: Limits, opener: Opener) -> Iterator[Batch]:
        """Elements in order, then what stood around them."""
        stream = _opened(opener.stream(split), option(split, "encoding", "utf-8"))
        cutter = Cutter(stream, _path(split), limits.line_bytes)
        yield from read_pieces(cutter, split, limits)
        if stream.problem:
            yield lost(split.table, cutter.seen, stream.problem)
        stream.close()


class _Unmarked:
    """A UTF-8 stream whose byte order mark, if any, reads as blanks: offsets stay true."""

    def __init__(self, inner: Stream) -> None:
        self._inner = inner
        self._first = True

    @property
    def problem(self) -> str:
        """See `Stream`."""
        return self._inner.problem

    def read(self, size: int) -> bytes:
        """See `Stream`."""
        data = self._inner.read(size)
        if self._first and data:
            self._first = False
            if data.startswith(b"\xef\xbb\xbf"):
                data = b"   " + data[3:]
        return data

    def close(self) -> None:
        """See `Stream`."""
        self._inner.close()


def _opened(stream: Stream, code: str) -> Stream:
    return _Unmarked(encoding.as_utf8(stream, code))


def _path(split: Split) -> tuple[str, ...]:
    text = option(split, "path")
    return tuple(text.split("\n")) if text else ()


class _Bytes:
    """A sample as a stream."""

    problem = ""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self, size: int) -> bytes:
        """See `Stream`."""
        data, self._data = self._data[:size], self._data[size:]
        return data

    def close(self) -> None:
        """See `Stream`."""


def _some(sample: bytes, path: tuple[str, ...], limits: Limits) -> list[Piece]:
    found = []
    for piece in Cutter(_Bytes(sample), path, limits.line_bytes).pieces():
        found.append(piece)
        if len(found) > 10 * _LOOKED_AT:
            break
    return found


def _loads(line: bytes) -> Any:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        return None


def _records_path(sample: bytes, *, complete: bool) -> tuple[str, ...]:
    """Where the records are; empty when the top level is an array, or the whole object is one record."""
    text = sample.lstrip()
    if not text.startswith(b"{"):
        return ()
    if complete:
        first = next(iter(_some(sample, (), Limits())), None)
        value = _loads(first.raw) if first else None
        if isinstance(value, dict):
            if is_page(value):
                return (_page_key(value),)
            return _longest(value) if len(sample) > _SMALL else ()
    return _first_array(text)


def _page_key(value: dict[str, Any]) -> str:
    keys = [key for key in value if key in WRAPPERS and isinstance(value[key], list) and value[key]]
    return max(keys, key=lambda key: len(value[key]))


def _longest(value: dict[str, Any]) -> tuple[str, ...]:
    best: tuple[int, tuple[str, ...]] = (0, ())
    level: list[tuple[tuple[str, ...], Any]] = [((), value)]
    for _ in range(_DEEPEST):
        inner: list[tuple[tuple[str, ...], Any]] = []
        for path, node in level:
            for key, child in node.items():
                if isinstance(child, list) and len(child) > best[0] and "\n" not in key:
                    best = (len(child), (*path, key))
                elif isinstance(child, dict):
                    inner.append(((*path, key), child))
        level = inner
    return best[1]


_OPENING = re.compile(rb'"((?:[^"\\\n]|\\.)*+)"\s*:\s*([\[{])\s*(\{?)')


def _first_array(text: bytes) -> tuple[str, ...]:
    """The first array of objects within the first levels of a document too long for a look at the whole."""
    keys: list[str] = []
    at = 1
    while len(keys) < _DEEPEST and (found := _OPENING.search(text, at)) is not None:
        key = found[1].decode("utf-8", "replace")
        if found[2] == b"[" and found[3]:
            return (*keys, key)
        if found[2] == b"{":
            inner = _small_object(text, found.start(2))
            if inner:
                at = inner
                continue
            keys.append(key)
        at = found.start(2) + 1
    return ()


def _small_object(text: bytes, at: int) -> int:
    """Where an object that ends soon ends: it stands beside the records, not around them. 0 when it goes on."""
    piece = next(iter(_some(text[at : at + MIB], (), Limits())), None)
    if piece is None or _loads(piece.raw) is None:
        return 0
    return at + len(piece.raw)


def _envelope_keys(sample: bytes) -> tuple[str, ...]:
    text = sample[:4096].decode("utf-8", "replace")
    return tuple(re.findall(r'"([^"\\]{1,60})"\s*:', text)[:10])
