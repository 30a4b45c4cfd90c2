"""Arrow strings made in bulk: fixed-width random identifiers, and joining by element."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from waspada.flows.demo.rng import Words

BASE62 = np.frombuffer(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", dtype=np.uint8)
_BASE36 = np.frombuffer(b"0123456789abcdefghijklmnopqrstuvwxyz", dtype=np.uint8)
_HEX = np.frombuffer(b"0123456789abcdef", dtype=np.uint8)
_NOTHING = pa.scalar("")


def from_matrix(letters: npt.NDArray[np.uint8]) -> pa.Array:
    """One string per row of an ASCII matrix."""
    count, width = letters.shape
    offsets = np.arange(count + 1, dtype=np.int32) * np.int32(width)
    data = np.ascontiguousarray(letters)
    return pa.StringArray.from_buffers(count, pa.py_buffer(offsets), pa.py_buffer(data))


def base62(rng: np.random.Generator, count: int, width: int) -> pa.Array:
    """Random identifiers of 0-9, A-Z, a-z."""
    return from_matrix(BASE62[rng.integers(0, 62, size=(count, width), dtype=np.uint8)])


def uuids(rng: np.random.Generator, count: int) -> pa.Array:
    """Random UUIDs, version 4."""
    digits = _HEX[rng.integers(0, 16, size=(count, 32), dtype=np.uint8)]
    digits[:, 12] = ord("4")
    digits[:, 16] = _HEX[8 + rng.integers(0, 4, size=count, dtype=np.uint8)]
    letters = np.full((count, 36), ord("-"), dtype=np.uint8)
    for start, end, shift in ((0, 8, 0), (8, 12, 1), (12, 16, 2), (16, 20, 3), (20, 32, 4)):
        letters[:, start + shift : end + shift] = digits[:, start:end]
    return from_matrix(letters)


def base36(words: Words, width: int = 13) -> pa.Array:
    """Each word as base 36 with leading zeros; 13 letters hold 64 bits, so different words stay different."""
    letters = np.empty((len(words), width), dtype=np.uint8)
    rest = words
    for column in range(width - 1, -1, -1):
        quotient = rest // np.uint64(36)
        letters[:, column] = _BASE36[(rest - quotient * np.uint64(36)).astype(np.intp)]
        rest = quotient
    return from_matrix(letters)


def join(*parts: pa.Array | str) -> pa.Array:
    """Concatenate element by element; plain strings stand in every row."""
    return pc.binary_join_element_wise(*(pa.scalar(p) if isinstance(p, str) else p for p in parts), _NOTHING)


def strings(values: Iterable[str]) -> pa.Array:
    """Python strings as an Arrow array."""
    return pa.array(list(values), type=pa.string())


def inside(value: str, *, ascii_only: bool = False) -> str:
    """A text as it stands between the quotes of a JSON string."""
    return json.dumps(value, ensure_ascii=ascii_only)[1:-1]


def compact(value: Any, *, ascii_only: bool = False) -> str:
    """JSON without blanks, as the vendor writes it."""
    return json.dumps(value, ensure_ascii=ascii_only, separators=(",", ":"))
