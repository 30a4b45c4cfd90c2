"""Newline-delimited JSON: one record a line, cut into byte ranges at line ends."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import orjson

from waspada.core.split import Batch, Split, Unit
from waspada.readers import encoding
from waspada.readers.limits import KIB, MIB, Limits
from waspada.readers.lines import read_lines
from waspada.readers.reader import NotThisFormat, Opener, Planned, Shape, Source, option
from waspada.readers.schema import infer, leaf_paths
from waspada.readers.streams import read_up_to

WRAPPERS = frozenset(
    {"results", "data", "items", "records", "events", "rows", "users", "people", "profiles", "tickets"}
)
"""Keys that usually hold the records of a page, so that the line is a document and not a record."""
_SAMPLE = 512 * KIB
_SHARES = 4
_PLACES = 6


class Ndjson:
    """JSON lines."""

    name = "ndjson"
    title = "newline-delimited JSON"

    def detect(self, head: bytes, name: str) -> bool:
        """Most lines are JSON objects, and they are records rather than pages of records."""
        code = encoding.guess(head)
        if not encoding.is_text(head, code):
            return False
        text = head if code == "utf-8" else head.decode(code, "replace").encode("utf-8", "replace")
        lines = [line for line in text.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip()]
        if len(lines) > 1 and len(head) >= 64 * KIB:
            lines.pop()  # cut by the end of the sample
        found = [_object(line) for line in lines[:100]]
        objects = [one for one in found if one is not None]
        named = ".jsonl" in name.lower() or ".ndjson" in name.lower()  # a name only breaks a tie
        enough = 2 * len(objects) > len(found) or (named and bool(objects) and 2 * len(objects) == len(found))
        return enough and not any(is_page(one) for one in objects[:3])

    def plan(self, source: Source, limits: Limits, opener: Opener) -> Planned:
        """Byte ranges of a plain file; a packed one is one stream."""
        code = encoding.guess(source.head)
        plain = source.plain and code == "utf-8"
        lines = _sample(source, code, opener, limits)
        records = tuple(one for line in lines[:200] if (one := _object(line)) is not None)
        if not records:
            raise NotThisFormat
        options = (("reader", self.name), ("layers", " ".join(source.layers)), ("encoding", code))
        splits = tuple(
            Split(
                number=number, source=source.path, name=source.name, member=source.member, start=start, end=end,
                unit=Unit.BYTES if plain else Unit.STREAM, format=self.name, table="", options=options,
            )
            for number, (start, end) in enumerate(_ranges(source, limits, opener) if plain else [(0, -1)])
        )  # fmt: skip
        return Planned(splits=splits, shape=shape(self.name, lines, records), lines=tuple(lines))

    def read(self, split: Split, limits: Limits, opener: Opener) -> Iterator[Batch]:
        """Chunks of whole lines."""
        stream = encoding.as_utf8(opener.stream(split), option(split, "encoding", "utf-8"))
        yield from read_lines(stream, split, limits)
        stream.close()


def shape(reader: str, lines: list[bytes], records: tuple[dict[str, Any], ...], around: tuple[str, ...] = ()) -> Shape:
    """What recognisers see of JSON records."""
    paths = tuple(dict.fromkeys(path for _, path in leaf_paths(infer(lines[:500]))))
    return Shape(reader=reader, paths=paths, records=records, envelope=around)


def is_page(record: dict[str, Any]) -> bool:
    """A page of an interface: one list of objects under a usual name, and only scalars or small things beside it."""
    for key in WRAPPERS & record.keys():
        value = record[key]
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            others = (other for name, other in record.items() if name != key)
            return not any(isinstance(other, dict) and len(other) > 8 for other in others)
    return False


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return value if isinstance(value, dict) else None


def _sample(source: Source, code: str, opener: Opener, limits: Limits) -> list[bytes]:
    """Lines from several places, so that the schema does not hang on the first hour of an export."""
    if not source.plain or code != "utf-8" or source.size <= limits.sample_bytes:
        stream = encoding.as_utf8(opener.stream(source), code)
        data = read_up_to(stream, limits.sample_bytes)
        complete = not stream.read(1)
        stream.close()
        lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
        return [line for line in (lines if complete or len(lines) == 1 else lines[:-1]) if line.strip()]
    found: list[bytes] = []
    with opener.seekable(source) as file:
        for place in range(_PLACES):
            file.seek(place * (source.size - _SAMPLE) // (_PLACES - 1))
            lines = file.read(_SAMPLE).split(b"\n")
            found += [line for line in lines[1 if place else 0 : -1] if line.strip()]
    return found


def _ranges(source: Source, limits: Limits, opener: Opener) -> list[tuple[int, int]]:
    parts = -(-source.size // limits.split_bytes)
    if parts > 1:  # alike, and a number of which any usual number of workers gets the same share
        parts = -(-parts // _SHARES) * _SHARES
    step = -(-source.size // max(parts, 1))
    cuts = [0]
    with opener.seekable(source) as file:
        while (aim := cuts[-1] + step) < source.size:
            file.seek(aim - 1)
            while (block := file.read(MIB)) and (newline := block.find(b"\n")) < 0:
                aim += len(block)
            if not block or aim + newline >= source.size:
                break
            cuts.append(aim + newline)
    return list(itertools.pairwise([*cuts, max(source.size, 0)]))
