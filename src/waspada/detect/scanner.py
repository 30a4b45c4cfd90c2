"""Hyperscan as the one pass over a column: every trigger at once over the values, joined with a separator.

Patterns that need digits or a long stretch without a blank are in databases of their own, which see only such places
(`gates`): in prose that is a tenth of the text.

The compiled database is cached (0600) under a key of the triggers and the library's version: compiling takes seconds,
loading milliseconds. Two traps are closed here: values are joined with a newline, since in an Arrow buffer they touch;
and buffers go in windows, since Hyperscan silently cuts lengths at 32 bits.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import struct
import tempfile
from collections.abc import Collection, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import hyperscan
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from waspada.core.errors import PatternCacheBroken
from waspada.detect import gates
from waspada.detect.gates import Gate

WINDOW = 16 << 20
"""Bytes given to Hyperscan at once; a single value may be longer."""

Bytes = npt.NDArray[np.uint8]
Index = npt.NDArray[np.int64]

_TRIGGER_BITS = 13
_LONG = 256
"""Bytes of a text, in the mean, from which on it pays to look at parts of it only."""
_GATED_FROM = 4096
_MOSTLY = 0.6
"""Where the windows cover more than this, the whole is scanned."""
_LAYOUT = 3
_HEAD = struct.Struct(f"<32s{len(Gate)}Q")
"""Of the cache file: SHA-256 of all that follows it, then the length of each gate's database."""


class Scanner:
    """Compiled triggers, one database for each gate. Load it before forking: children share its memory."""

    def __init__(self, triggers: Sequence[str], cache: Path | None = None, near_digits: Collection[int] = ()) -> None:
        """`near_digits`: triggers that mean something only beside a number, whatever they look like."""
        if len(triggers) >= 1 << _TRIGGER_BITS:
            message = "too many patterns for one database"
            raise PatternCacheBroken(message)
        self._databases = _load(cache, triggers, near_digits) or _compile(triggers, near_digits, cache)
        self._scratch: dict[Gate, hyperscan.Scratch] = {}
        self._process = 0

    def scan_bytes(self, data: Any, gate: Gate) -> tuple[Index, Index]:
        """Triggers behind one gate, and the end offsets of their hits, in one buffer of at most 4 GiB."""
        if self._process != os.getpid():
            self._scratch = {name: hyperscan.Scratch(database) for name, database in self._databases.items()}
            self._process = os.getpid()
        if gate not in self._databases:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        packed: list[int] = []
        keep = packed.append
        self._databases[gate].scan(
            data,
            match_event_handler=lambda i, _from, to, _flags, _ctx: keep(to << _TRIGGER_BITS | i),
            scratch=self._scratch[gate],
        )
        hits = np.fromiter(packed, np.int64, len(packed))
        return hits & ((1 << _TRIGGER_BITS) - 1), hits >> _TRIGGER_BITS

    def scan_values(self, values: pa.Array, *, everything: bool = True) -> tuple[Index, Index]:
        """Every (trigger, index of value) of a `string` or `binary` array without nulls; each pair once.

        Args:
            everything: False for texts in which no number and no long stretch is worth a look.
        """
        found = []
        for first, length in _windows(values):
            part = values.slice(first, length)
            offsets = _offsets(part)
            joined = pc.binary_join(pa.ListArray.from_arrays(pa.array([0, length], pa.int32()), part), "\n")
            size = int(offsets[-1] - offsets[0]) + length - 1
            if size <= 0:
                continue
            data = np.frombuffer(joined.buffers()[2], np.uint8)[:size]
            begins = offsets[:-1] - offsets[0] + np.arange(length)
            for triggers, ends in self._scan(data, begins) if everything else [self.scan_bytes(data, Gate.ANYWHERE)]:
                if len(triggers):
                    index = np.searchsorted(begins, ends - 1, side="right") - 1 + first
                    found.append(np.unique(triggers << 40 | index))
        pairs = np.concatenate(found) if found else np.zeros(0, np.int64)
        return pairs >> 40, pairs & ((1 << 40) - 1)

    def _scan(self, data: Bytes, begins: Index) -> Iterator[tuple[Index, Index]]:
        """Hits of all gates. In long texts the slow patterns see only the stretches that matter, in short ones all."""
        if gates.bare(data):
            yield self.scan_bytes(data, Gate.BARE)
            return
        yield self.scan_bytes(data, Gate.ANYWHERE)
        if len(data) < _LONG * len(begins) or len(data) < _GATED_FROM:
            stretches = gates.holds(data, Gate.SOLID)
            if stretches:
                yield self.scan_bytes(data, Gate.SOLID)
            if stretches or gates.holds(data, Gate.DIGITS):
                yield self.scan_bytes(data, Gate.DIGITS)
            return
        solid = gates.places(data, Gate.SOLID)
        yield self._scan_around(data, begins, solid, Gate.SOLID)
        digits = gates.places(data, Gate.DIGITS)
        # A number may be mostly letters: what stands beside a long stretch is looked at too.
        numbers = np.sort(np.concatenate((digits, solid))) if len(solid) else digits
        yield self._scan_around(data, begins, numbers, Gate.DIGITS)

    def _scan_around(self, data: Bytes, begins: Index, where: Index, gate: Gate) -> tuple[Index, Index]:
        if not len(where):
            return where, where
        starts, ends = gates.around(where, begins, len(data))
        lengths = ends - starts + 1
        if int(lengths.sum()) > _MOSTLY * len(data):
            return self.scan_bytes(data, gate)
        view = data.data
        joined = b"\n".join(view[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True))
        triggers, hits = self.scan_bytes(joined, gate)
        window_begins = np.cumsum(lengths) - lengths
        window = np.searchsorted(window_begins, hits - 1, side="right") - 1
        return triggers, hits + (starts - window_begins)[window]


def _offsets(values: pa.Array) -> Index:
    buffer = values.buffers()[1]
    return np.frombuffer(buffer, np.int32)[values.offset : values.offset + len(values) + 1].astype(np.int64)


def _windows(values: pa.Array) -> list[tuple[int, int]]:
    """Runs of values of about WINDOW bytes: (first, length)."""
    if not len(values):
        return []
    offsets = _offsets(values)
    if offsets[-1] - offsets[0] <= WINDOW:
        return [(0, len(values))]
    cuts = [0]
    while cuts[-1] < len(values):
        reach = int(np.searchsorted(offsets, offsets[cuts[-1]] + WINDOW, side="right")) - 1
        cuts.append(max(reach, cuts[-1] + 1))
    return [(first, last - first) for first, last in itertools.pairwise(cuts)]


def _key(triggers: Sequence[str], near_digits: Collection[int]) -> str:
    digest = hashlib.sha256(f"{version('hyperscan')} {_LAYOUT} {sorted(near_digits)}".encode())
    for trigger in triggers:
        digest.update(trigger.encode() + b"\x00")
    return digest.hexdigest()[:32]


def _load(
    cache: Path | None, triggers: Sequence[str], near_digits: Collection[int]
) -> dict[Gate, hyperscan.Database] | None:
    """The cached databases; None where there are none that can be trusted (ours, 0600, whole)."""
    if cache is None:
        return None
    try:
        with (cache / f"patterns-{_key(triggers, near_digits)}.hs").open("rb") as file:
            status = os.fstat(file.fileno())
            if status.st_uid != os.getuid() or status.st_mode & 0o077:
                return None
            content = file.read()
    except OSError:
        return None
    if len(content) < _HEAD.size or hashlib.sha256(content[32:]).digest() != content[:32]:
        return None
    _, *sizes = _HEAD.unpack_from(content)
    at, databases = _HEAD.size, {}
    try:
        for gate, size in zip(Gate, sizes, strict=True):
            if size:
                databases[gate] = hyperscan.loadb(content[at : at + size], hyperscan.HS_MODE_BLOCK)
            at += size
    except hyperscan.HyperscanError:
        return None
    return databases


def _compile(
    triggers: Sequence[str], near_digits: Collection[int], cache: Path | None
) -> dict[Gate, hyperscan.Database]:
    behind: dict[Gate, list[int]] = {}
    for number, trigger in enumerate(triggers):
        gate = Gate.DIGITS if number in near_digits else gates.gate_of(trigger)
        behind.setdefault(gate, []).append(number)
        if gates.fires_on_digits(trigger):
            behind.setdefault(Gate.BARE, []).append(number)
    databases = {}
    for gate, numbers in behind.items():
        databases[gate] = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        databases[gate].compile(
            [triggers[number].encode() for number in numbers], numbers, len(numbers), [0] * len(numbers)
        )
    if cache is not None:
        dumps = [hyperscan.dumpb(databases[gate]) if gate in databases else b"" for gate in Gate]
        _save(cache, _key(triggers, near_digits), dumps)
    return databases


def _save(cache: Path, key: str, dumps: Sequence[bytes]) -> None:
    """Keep them for the next start; a cache that cannot be written costs time, not correctness."""
    content = _HEAD.pack(bytes(32), *map(len, dumps))[32:] + b"".join(dumps)
    try:
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=cache)  # mkstemp makes it 0600
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(content).digest() + content)
        Path(name).replace(cache / f"patterns-{key}.hs")
    except OSError:
        return
