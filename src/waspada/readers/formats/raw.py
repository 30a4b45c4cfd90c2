"""Any file that no reader knows, also a binary one: windows of raw text that overlap, so nothing hides at an edge."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pyarrow as pa

from waspada.core.split import Batch, Quarantined, Split, Unit
from waspada.readers import encoding
from waspada.readers.limits import KIB, MIB, Limits
from waspada.readers.reader import Opener, Planned, Shape, Source, option
from waspada.readers.streams import read_up_to

WINDOW = MIB
"""Bytes of a window. Each begins `WINDOW - OVERLAP` after the one before."""
OVERLAP = 64 * KIB
"""A hit that begins in the last `OVERLAP` bytes of a full window is found again in the next: it belongs to that one."""
_WIDE = "wide words"
"""Instead of an encoding: the words of two bytes a letter in a binary file."""
_WINDOWS_A_BATCH = 16


class Raw:
    """The last in the registry: it never says no."""

    name = "unknown"
    title = "raw text (no reader knows this file)"

    def detect(self, head: bytes, name: str) -> bool:
        """Everything."""
        return True

    def plan(self, source: Source, limits: Limits, opener: Opener) -> Planned:
        """Cut a large plain file into ranges of whole windows, each running on over its end by the overlap.

        What seems to be UTF-16 is read twice, as it is and decoded: a guess must not hide anything. Offsets of the
        second reading are those of the decoded text.
        """
        code = encoding.guess(source.head[:8192])
        step = WINDOW - OVERLAP
        share = max(limits.split_bytes // step, 1) * step
        ranges = [(0, -1)]
        if source.plain:
            # A rest that is all overlap would only repeat what the window before it holds.
            starts = [at for at in range(0, source.size, share) if not at or source.size - at > OVERLAP]
            ranges = list(itertools.pairwise([*starts, source.size]))
        parts = [(start, end, "utf-8") for start, end in ranges]
        if code.startswith(("utf-16", "utf-32")):
            parts.append((0, -1, code))
        elif encoding.has_wide_words(source.head):
            parts.append((0, -1, _WIDE))
        splits = tuple(
            Split(
                number=number, source=source.path, name=source.name, member=source.member, start=start, end=end,
                unit=Unit.STREAM if end < 0 else Unit.BYTES, format=self.name, table="",
                options=(
                    ("reader", self.name),
                    ("layers", " ".join(source.layers)),
                    ("encoding", text),
                    ("last", "" if 0 <= end < source.size else "yes"),
                ),
            )
            for number, (start, end, text) in enumerate(parts)
        )  # fmt: skip
        return Planned(splits=splits, shape=Shape(reader=self.name, paths=()))

    def read(self, split: Split, limits: Limits, opener: Opener) -> Iterator[Batch]:
        """Windows in order, each but the last exactly `WINDOW` bytes long."""
        last = bool(option(split, "last"))
        reach = split if last else replace(split, end=split.end + OVERLAP)
        code = option(split, "encoding")
        opened = opener.stream(reach)
        stream = encoding.WideStrings(opened) if code == _WIDE else encoding.as_utf8(opened, code)
        at, tail, final = split.start, b"", False
        while not final:
            windows: list[tuple[int, bytes]] = []
            before = at
            while not final and len(windows) < _WINDOWS_A_BATCH:
                data = read_up_to(stream, WINDOW - len(tail))
                final = len(tail) + len(data) < WINDOW
                window = tail + data
                if last or not final:
                    windows.append((at, window))
                at += len(window) if final else WINDOW - OVERLAP
                tail = window[-OVERLAP:]
            if not last:
                at = min(at, split.end)
            yield Batch(
                table=split.table,
                records=0,
                columns=(),
                positions=pa.array([], pa.int64()),
                raw=tuple(windows),
                bytes_unpacked=at - before if code == "utf-8" else 0,
                quarantined=_lost(stream.problem, at) if final and code == "utf-8" else (),
            )
        stream.close()


def _lost(problem: str, at: int) -> tuple[Quarantined, ...]:
    return (Quarantined(at, problem, b"", 0),) if problem else ()
