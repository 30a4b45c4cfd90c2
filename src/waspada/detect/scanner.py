"""Hyperscan as the one pass over a column: every trigger at once over the values, joined with a separator.

The compiled database is cached (0600) under a key of the triggers and the library's version: compiling takes seconds,
loading milliseconds. Two traps are closed here: values are joined with a newline, since in an Arrow buffer they touch;
and buffers go in windows, since Hyperscan silently cuts lengths at 32 bits.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import hyperscan
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from waspada.core.errors import PatternCacheBroken

WINDOW = 16 << 20
"""Bytes given to Hyperscan at once; a single value may be longer."""

Index = npt.NDArray[np.int64]

_TRIGGER_BITS = 13


class Scanner:
    """One compiled database of triggers. Load it before forking: children share its memory, each with a scratch."""

    def __init__(self, triggers: Sequence[str], cache: Path | None = None) -> None:
        if len(triggers) >= 1 << _TRIGGER_BITS:
            message = "too many patterns for one database"
            raise PatternCacheBroken(message)
        self._database = _load(cache, triggers) or _compile(triggers, cache)
        self._scratch: hyperscan.Scratch | None = None
        self._process = 0

    def scan_bytes(self, data: Any) -> tuple[Index, Index]:
        """Triggers and end offsets of every hit in one buffer of at most 4 GiB."""
        if self._scratch is None or self._process != os.getpid():
            self._scratch, self._process = hyperscan.Scratch(self._database), os.getpid()
        packed: list[int] = []
        keep = packed.append
        self._database.scan(
            data,
            match_event_handler=lambda i, _from, to, _flags, _ctx: keep(to << _TRIGGER_BITS | i),
            scratch=self._scratch,
        )
        hits = np.fromiter(packed, np.int64, len(packed))
        return hits & ((1 << _TRIGGER_BITS) - 1), hits >> _TRIGGER_BITS

    def scan_values(self, values: pa.Array) -> tuple[Index, Index]:
        """Every (trigger, index of value) of a `string` or `binary` array without nulls; each pair once."""
        found = []
        for first, length in _windows(values):
            part = values.slice(first, length)
            offsets = _offsets(part)
            joined = pc.binary_join(pa.ListArray.from_arrays(pa.array([0, length], pa.int32()), part), "\n")
            size = int(offsets[-1] - offsets[0]) + length - 1
            if size <= 0:
                continue
            triggers, ends = self.scan_bytes(memoryview(joined.buffers()[2])[:size])
            if len(triggers):
                begins = offsets[:-1] - offsets[0] + np.arange(length)
                index = np.searchsorted(begins, ends - 1, side="right") - 1 + first
                found.append(np.unique(triggers << 40 | index))
        pairs = np.concatenate(found) if found else np.zeros(0, np.int64)
        return pairs >> 40, pairs & ((1 << 40) - 1)


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


def _key(triggers: Sequence[str]) -> str:
    digest = hashlib.sha256(version("hyperscan").encode())
    for trigger in triggers:
        digest.update(trigger.encode() + b"\x00")
    return digest.hexdigest()[:32]


def _load(cache: Path | None, triggers: Sequence[str]) -> hyperscan.Database | None:
    """The cached database; None where there is none that can be trusted (ours, 0600, whole)."""
    if cache is None:
        return None
    try:
        with (cache / f"patterns-{_key(triggers)}.hs").open("rb") as file:
            status = os.fstat(file.fileno())
            if status.st_uid != os.getuid() or status.st_mode & 0o077:
                return None
            content = file.read()
    except OSError:
        return None
    if hashlib.sha256(content[32:]).digest() != content[:32]:
        return None
    try:
        return hyperscan.loadb(content[32:], hyperscan.HS_MODE_BLOCK)
    except hyperscan.HyperscanError:
        return None


def _compile(triggers: Sequence[str], cache: Path | None) -> hyperscan.Database:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        [trigger.encode() for trigger in triggers], list(range(len(triggers))), len(triggers), [0] * len(triggers)
    )
    if cache is not None:
        _save(cache, _key(triggers), hyperscan.dumpb(database))
    return database


def _save(cache: Path, key: str, content: bytes) -> None:
    """Keep it for the next start; a cache that cannot be written costs time, not correctness."""
    try:
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=cache)  # mkstemp makes it 0600
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(content).digest() + content)
        Path(name).replace(cache / f"patterns-{key}.hs")
    except OSError:
        return
