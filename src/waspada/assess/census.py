"""The fields of a dataset from the counts of its splits: filled, empty, how many different values, free text or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from waspada.assess.id_rows import IdRow, Stretches, row_of
from waspada.core.mask import mask
from waspada.core.partial import SKETCH

CouldHold = Callable[[str, bool], tuple[str, ...]]
"""Kinds by meaning that only a person can settle and that a field (path, free text) could hold."""

_RUNS: Final = ("run_least", "run_most", "run_first", "run_last")
_AT_ONCE: Final = 32
"""Sketches merged in one step."""
_SAMPLES: Final = 3
_FLAGS: Final = 2
_TINY: Final = 5
"""Bytes."""
_SEEN_OFTEN: Final = 3
"""Fewer filled cells could be anything."""
_WORDY_SHARE: Final = 10
_WORDY_LENGTH: Final = 20
NOTHING: Final = "nothing"
"""Meaning that a person gives a field to say: read, and it holds none of the kinds in question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One field of the census."""

    table: str
    path: str
    meaning: str
    meaning_from: str
    filled: int
    empty: int
    distinct: int
    estimated: bool
    free_text: bool
    samples: tuple[str, ...]
    """Masked."""
    span: int = 0
    """Of ids that are whole numbers: how many there are from the smallest to the largest; 0: no such ids."""
    row: IdRow | None = None
    """Where numbers of such ids are missing, and when they stop."""
    flags: bool = False
    """At most two different values, all of them tiny: TRUE and FALSE, 0 and 1."""


def fields_of(rows: pa.Table, texts: frozenset[tuple[str, str]] = frozenset()) -> list[FieldRow]:
    """Add up the census of all splits, field by field, sorted.

    Args:
        texts: (table, path) where something was found inside a longer text.
    """
    places: dict[tuple[str, str], list[int]] = {}
    for at, key in enumerate(zip(rows["table"].to_pylist(), rows["path"].to_pylist(), strict=True)):
        places.setdefault(key, []).append(at)
    numbers = {name: rows[name].to_numpy() for name in ("filled", "empty", "characters", "wordy")}
    # Split by split, as they are mapped from disk: put together they would have to be copied into memory.
    lists = {name: _Lists(rows[name]) for name in ("hashes", "sample_hashes", "sample_lengths")}
    ends = [rows[name].to_pylist() for name in ("least", "most")]
    runs = {name: _Lists(rows[name]) for name in _RUNS}
    exact = rows["runs_exact"].to_pylist()
    meanings, origins = rows["meaning"].to_pylist(), rows["meaning_from"].to_pylist()
    found = []
    for (table, path), here in sorted(places.items()):
        filled, empty, characters, wordy = (int(numbers[name][here].sum()) for name in numbers)
        distinct, estimated = _distinct([lists["hashes"].values(number) for number in here])
        meaning, origin = next(((meanings[n], origins[n]) for n in here if meanings[n]), ("", ""))
        text = not meaning and (
            (table, path) in texts or (wordy * _WORDY_SHARE >= filled > 0 and characters >= _WORDY_LENGTH * filled)
        )
        lengths = _lengths(lists, here)
        samples = tuple(mask(meaning or "text", length) for length in lengths[:_SAMPLES])
        # Of so few different values each has its length here, or the field would be judged by some of them.
        few = distinct <= _FLAGS and len(lengths) >= distinct and filled >= _SEEN_OFTEN
        flags = few and max(lengths, default=_TINY + 1) <= _TINY
        filling = [number for number in here if numbers["filled"][number]]
        span = _span(ends, filling)
        found.append(
            FieldRow(
                table=table, path=path, meaning=meaning, meaning_from=origin, filled=filled, empty=empty,
                distinct=distinct, estimated=estimated, free_text=text, samples=samples,
                flags=flags, span=span, row=_row(runs, exact, filling) if span else None,
            )
        )  # fmt: skip
    return found


def _span(ends: Sequence[Sequence[int | None]], here: Sequence[int]) -> int:
    """From the smallest to the largest id; 0 where some of the splits that hold any has another text in this field."""
    least, most = ([side[number] for number in here] for side in ends)
    known = [number for number in least if number is not None], [number for number in most if number is not None]
    return max(known[1]) - min(known[0]) + 1 if known[0] and len(known[0]) == len(here) else 0


def _row(runs: dict[str, _Lists], exact: Sequence[bool | None], here: Sequence[int]) -> IdRow | None:
    """The row of all splits that hold any; None where in one of them the numbers are too far apart."""
    if any(exact[number] is None for number in here):
        return None
    parts = []
    for number in here:
        least, most, first, last = (runs[name].values(number) for name in _RUNS)
        parts.append(Stretches(least, most, first, last, exact=bool(exact[number])))
    return row_of(parts)


class _Lists:
    """A column of lists, read row by row without copying it."""

    def __init__(self, column: Any) -> None:
        self._chunks = column.chunks
        self._starts = np.cumsum([0, *(len(chunk) for chunk in self._chunks)])

    def values(self, row: int) -> npt.NDArray[Any]:
        chunk = int(np.searchsorted(self._starts, row, side="right")) - 1
        values = self._chunks[chunk][row - int(self._starts[chunk])].values
        return np.zeros(0, np.uint64) if values is None else values.to_numpy(zero_copy_only=False)


def _distinct(parts: Sequence[npt.NDArray[np.uint64]]) -> tuple[int, bool]:
    """How many different hashes, by the k smallest where there are more than the sketch holds."""
    smallest: npt.NDArray[np.uint64] = np.zeros(0, np.uint64)
    for start in range(0, len(parts), _AT_ONCE):
        # A sketch that is full cuts off at its largest; only smaller hashes can change it.
        new = parts[start : start + _AT_ONCE]
        if len(smallest) == SKETCH:
            new = [hashes[hashes < smallest[-1]] for hashes in new]
        smallest = _smallest(np.concatenate([smallest, *new]))
    if len(smallest) < SKETCH:
        return len(smallest), False
    return round((SKETCH - 1) * 2.0**64 / float(smallest[-1])), True


def _smallest(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """The SKETCH smallest different hashes, sorted; without sorting the rest where few stand twice."""
    for room in (2 * SKETCH, 8 * SKETCH, len(hashes)):
        part = hashes if room >= len(hashes) else np.partition(hashes, room)[:room]
        ordered = np.sort(part)
        different = ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(ordered) else ordered
        if len(different) > SKETCH or room >= len(hashes):
            break
    return different[:SKETCH]


def _lengths(lists: dict[str, _Lists], at: list[int]) -> list[int]:
    """Of the sampled values, the smallest hash first."""
    chosen: dict[int, int] = {}
    for number in at:
        hashes = lists["sample_hashes"].values(number).tolist()
        chosen.update(zip(hashes, lists["sample_lengths"].values(number).tolist(), strict=False))
    return [length for _, length in sorted(chosen.items())]


@dataclass(frozen=True, slots=True)
class ToRead:
    """A field that only a person can settle, and what it could hold."""

    table: str
    path: str
    filled: int
    kinds: tuple[str, ...]


def to_read(fields: Iterable[FieldRow], could_hold: CouldHold) -> list[ToRead]:
    """Fields without a meaning that could hold a kind which only a meaning can tell."""
    found = []
    for field in fields:
        if field.meaning or not field.filled or field.flags:
            continue
        kinds = could_hold(field.path, field.free_text)
        if kinds:
            found.append(ToRead(field.table, field.path, field.filled, kinds))
    return found
