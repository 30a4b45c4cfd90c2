"""Leaf cells of a record, and pools of ready-made JSON fragments whose cells are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from waspada.flows.demo.text import compact, strings

Leaf = tuple[str, Any]


def leaves(value: Any, path: str) -> Iterator[Leaf]:
    """Every scalar below `value` with its path; an empty list or object has none."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, f"{path}[]")
    else:
        yield path, value


def is_empty(value: Any) -> bool:
    """Present, but says nothing."""
    return value is None or value == ""


def tagged(value: Any) -> str:
    """A scalar as text that keeps its type: the text `1`, the number 1 and `true` stay different."""
    return f"s{value}" if isinstance(value, str) else compact(value)


def is_odd(line: str, record: Any) -> bool:
    """Has an escape, a null, or an object or list inside the properties."""
    return "\\" in line or any(value is None or isinstance(value, (dict, list)) for value in record.values())


class FieldBits:
    """A bit for each leaf path, so that the filled fields of a record fit into one word."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self._bits: dict[str, int] = {}

    def of(self, path: str) -> int:
        """The mask of one path."""
        if path not in self._bits:
            if len(self.paths) == 64:
                raise ValueError("more than 64 leaf paths in the fragment pools")
            self._bits[path] = 1 << len(self.paths)
            self.paths.append(path)
        return self._bits[path]

    def names(self, mask: int) -> tuple[str, ...]:
        """The paths of a mask, sorted."""
        return tuple(sorted(path for path, bit in self._bits.items() if mask & bit))


class Pool:
    """Rows of properties: `,"key":value…` ready to be joined into a line, with the cells they hold."""

    def __init__(self, rows: Iterable[dict[str, Any]], bits: FieldBits, *, prefix: str = "properties") -> None:
        self.rows = list(rows)
        texts = [compact(row, ascii_only=number % 3 == 0)[1:-1] for number, row in enumerate(self.rows)]
        self.fragments: pa.Array = strings(f",{text}" if text else "" for text in texts)
        self.cells = [list(leaves(row, prefix)) for row in self.rows]
        self.masks = np.array(
            [sum({bits.of(p) for p, v in cells if not is_empty(v)}) for cells in self.cells], dtype=np.uint64
        )
        self.odd: npt.NDArray[np.bool_] = np.array([is_odd(t, row) for t, row in zip(texts, self.rows, strict=True)])

    def __len__(self) -> int:
        return len(self.rows)
