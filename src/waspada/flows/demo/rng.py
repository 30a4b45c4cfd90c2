"""Repeatable randomness: a value depends on the seed, a stream and an index, never on the batch it came in.

Source: the finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_MASK = (1 << 64) - 1


def mix(words: Words) -> Words:
    """Scramble; two different words never become one."""
    words = (words ^ (words >> np.uint64(30))) * _FIRST
    words = (words ^ (words >> np.uint64(27))) * _SECOND
    return words ^ (words >> np.uint64(31))


class Streams:
    """All streams of one seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed & _MASK

    def words(self, stream: int, index: Numbers) -> Words:
        """64 random bits for each index; different for different indices."""
        salt = np.array([(self._seed + stream * 0x632BE59BD9B4E019) & _MASK], dtype=np.uint64)
        return mix(index.astype(np.uint64) * _STEP + mix(salt)[0])

    def below(self, stream: int, index: Numbers, limit: int) -> Numbers:
        """An integer from 0 to `limit - 1` for each index (`limit` below 2**32)."""
        words = self.words(stream, index) >> np.uint64(32)
        return ((words * np.uint64(limit)) >> np.uint64(32)).astype(np.int64)

    def share(self, stream: int, index: Numbers) -> npt.NDArray[np.float64]:
        """A number in [0, 1) for each index."""
        return (self.words(stream, index) >> np.uint64(11)).astype(np.float64) * 2.0**-53


class Shuffle:
    """A permutation of `range(size)` that can be asked in both directions without being stored."""

    def __init__(self, size: int, seed: int) -> None:
        self._size = size
        self._factor = max(1, int(size * 0.6180339887498949))
        while math.gcd(self._factor, size) != 1:
            self._factor += 1
        self._shift = seed % size
        self._inverse = pow(self._factor, -1, size) if size > 1 else 0

    def slots(self, index: Numbers) -> Numbers:
        """Where each index goes."""
        return (index * self._factor + self._shift) % self._size

    def index(self, slot: int) -> int:
        """Which index goes to this slot."""
        return (slot - self._shift) * self._inverse % self._size
