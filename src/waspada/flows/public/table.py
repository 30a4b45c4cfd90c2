"""A table of sealed records by keyed names: sorted, padded with records that nobody can tell from real ones.

The file begins with a page of its sections, one for each size of record: `WASPADA-TABLE-1`, how many, then size and
count of each. A section is its names in order, 16 bytes each, then their records. Names and records look random, so
neither their order nor their number tells anything: each section is padded to a power of two.
"""

from __future__ import annotations

import hashlib
import hmac
import mmap
import os
import secrets
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from waspada.core.errors import BadInput, EvidenceAltered

NAME: Final = 16
_MAGIC: Final = b"WASPADA-TABLE-1\n"
_HEAD: Final = 4096
_SECTION: Final = struct.Struct(">IQ")
_BUCKETS: Final = 256
_HELD: Final = 64 << 10
"""Bytes of a bucket in memory before they go to its file."""


class Writer:
    """Takes records in any order; memory does not grow with them."""

    def __init__(self, work: Path, sizes: Sequence[int], least: int) -> None:
        """Begin.

        Args:
            work: an empty folder for what is not sorted yet. Nothing in the clear is written there.
            sizes: of records, rising.
            least: records of the first size, however few there are.
        """
        self._work, self._sizes, self._least = work, tuple(sizes), least
        self._counts = dict.fromkeys(sizes, 0)
        self._held: dict[tuple[int, int], bytearray] = {}

    def size_for(self, needed: int) -> int:
        """The smallest size that holds so many bytes; 0: none does."""
        return next((size for size in self._sizes if size >= needed), 0)

    def add(self, name: bytes, record: bytes) -> None:
        """Take one record, exactly of one of the sizes."""
        self._counts[len(record)] += 1
        key = (len(record), name[0])
        held = self._held.setdefault(key, bytearray())
        held += name
        held += record
        if len(held) >= _HELD:
            self._spill(key)

    def write(self, path: Path, *, later_counts: bool = False) -> dict[str, object]:
        """Sort, pad and write; SHA-256 and bytes of the file.

        Args:
            later_counts: of two records with one name the later is kept.

        Raises:
            BadInput: two records have the same name.
        """
        for size in self._sizes:
            self._pad(size)
        for key in list(self._held):
            self._spill(key)
        sections = [(size, count) for size, count in self._counts.items() if count]
        head = _MAGIC + bytes([len(sections)]) + b"".join(_SECTION.pack(*section) for section in sections)
        with path.open("xb") as file:
            file.write(head.ljust(_HEAD, b"\0"))
            start = _HEAD
            for size, count in sections:
                self._sorted(file, size, start, start + NAME * count, later_counts=later_counts)
                start += (NAME + size) * count
            file.flush()
            os.fsync(file.fileno())
        with path.open("rb") as file:
            return {"sha256": hashlib.file_digest(file, "sha256").hexdigest(), "bytes": start}

    def _pad(self, size: int) -> None:
        count = self._counts[size]
        first = size == self._sizes[0]
        if not count and not first:
            return
        whole = max(self._least if first else 1, 1 << (count - 1).bit_length() if count else 1)
        for _ in range(whole - count):
            self.add(secrets.token_bytes(NAME), os.urandom(size))

    def _spill(self, key: tuple[int, int]) -> None:
        held = self._held.pop(key)
        with self._bucket(*key).open("ab") as file:
            file.write(held)

    def _bucket(self, size: int, number: int) -> Path:
        return self._work / f"{size}-{number:02x}"

    def _sorted(self, file: BinaryIO, size: int, names: int, records: int, *, later_counts: bool) -> None:
        """One section: bucket after bucket, for the buckets are in the order of their names."""
        for number in range(_BUCKETS):
            bucket = self._bucket(size, number)
            if not bucket.exists():
                continue
            rows = _rows(bucket.read_bytes(), size, number, later_counts=later_counts)
            bucket.unlink()
            file.seek(names)
            names += file.write(b"".join(name for name, _ in rows))
            file.seek(records)
            for _, record in rows:
                records += file.write(record)


def _rows(content: bytes, size: int, number: int, *, later_counts: bool) -> list[tuple[bytes, memoryview]]:
    """The records of a bucket by name; what was replaced becomes one more that nobody can tell from a real one."""
    view, step = memoryview(content), NAME + size
    kept: dict[bytes, memoryview] = {}
    for at in range(0, len(content), step):
        name = bytes(view[at : at + NAME])
        if name in kept:
            if not later_counts:
                raise BadInput("two letters have the same check code", hint="Each letter has a code of its own.")
            other = bytes([number]) + secrets.token_bytes(NAME - 1)
            kept[other] = memoryview(os.urandom(size))
        kept[name] = view[at + NAME : at + step]
    return sorted(kept.items(), key=lambda row: row[0])


class Table:
    """One that was written, mapped into memory."""

    def __init__(self, path: Path) -> None:
        """Open it.

        Raises:
            EvidenceAltered: it is cut off or none of ours.
        """
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if len(head) != _HEAD or not head.startswith(_MAGIC):
                raise EvidenceAltered("a table of the bundle is damaged")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._sections = list(_sections(head))
        ends = [start + (NAME + size) * count for size, count, start in self._sections]
        if not ends or ends[-1] != len(self._map):
            raise EvidenceAltered("a table of the bundle is cut off")

    def find(self, name: bytes) -> bytes:
        """The record of a name; empty when there is none. Looks into every section, found or not."""
        found = b""
        for size, count, start in self._sections:
            at = self._place(name, count, start)
            mine = hmac.compare_digest(self._map[start + NAME * at : start + NAME * (at + 1)], name)
            records = start + NAME * count
            record = self._map[records + size * at : records + size * (at + 1)]
            found = record if mine else found
        return found

    def close(self) -> None:
        """Let go of it."""
        self._map.close()

    def _place(self, name: bytes, count: int, start: int) -> int:
        """Where the last name stands that is not above this one; as many steps for every name."""
        low, step = 0, 1 << max(count - 1, 0).bit_length()
        while step := step >> 1:
            probe = low + step
            if probe < count and self._map[start + NAME * probe : start + NAME * (probe + 1)] <= name:
                low = probe
        return low


def _sections(head: bytes) -> Iterator[tuple[int, int, int]]:
    """Size of the records, their count, and where the section begins."""
    start = _HEAD
    for number in range(head[len(_MAGIC)]):
        size, count = _SECTION.unpack_from(head, len(_MAGIC) + 1 + _SECTION.size * number)
        yield size, count, start
        start += (NAME + size) * count
