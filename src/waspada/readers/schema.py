"""The pinned schema of JSON lines: inferred once from a sample, shipped with every split, never guessed again.

A schema is plain data: key → `"s"` (scalar), a nested schema (object), or a one-element list (list of that element).
Keys that the sample did not show are not lost: their lines do not balance and take the exact path.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from waspada.readers.exact import clean

Schema = Mapping[str, Any]

MAX_PATHS = 2000
"""Fields of one table that are read by the fast path; rarer ones take the exact path."""
NOTHING = "(empty)"
"""Stands in for the members of an object that was always empty."""


def infer(lines: Iterable[bytes]) -> Schema:
    """The schema that most of the sampled lines fit. Empty when no line is an object."""
    root = _Node()
    for line in lines:
        try:
            value = orjson.loads(line)
        except orjson.JSONDecodeError:
            continue
        if isinstance(value, dict):
            root.see(value)
    schema = root.settle(_Budget(MAX_PATHS))
    return schema if isinstance(schema, dict) else {}


def leaf_paths(schema: Schema, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every leaf as (its own key, its path)."""
    for key, child in schema.items():
        yield from _leaf(key, child, f"{prefix}.{clean(key)}" if prefix else clean(key))


def _leaf(key: str, node: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, Mapping):
        yield from leaf_paths(node, path)
    elif isinstance(node, list):
        yield from _leaf(key, node[0], f"{path}[]")
    else:
        yield key, path


class _Budget:
    def __init__(self, paths: int) -> None:
        self.left = paths


class _Node:
    """What was seen at one place of the sampled documents."""

    __slots__ = ("element", "lists", "members", "objects", "scalars", "seen")

    def __init__(self) -> None:
        self.seen = self.scalars = self.objects = self.lists = 0
        self.members: dict[str, _Node] = {}
        self.element: _Node | None = None

    def see(self, value: Any) -> None:
        self.seen += 1
        if isinstance(value, dict):
            self.objects += 1
            for key, child in value.items():
                self.members.setdefault(key, _Node()).see(child)
        elif isinstance(value, list):
            self.lists += 1
            self.element = self.element or _Node()
            for child in value[:100]:
                self.element.see(child)
        elif value is not None:
            self.scalars += 1

    def settle(self, budget: _Budget) -> Any:
        if self.objects and self.objects >= max(self.lists, self.scalars):
            return self._members(budget)
        if self.lists > self.scalars:
            return [self.element.settle(budget) if self.element else "s"]
        budget.left -= 1
        return "s"

    def _members(self, budget: _Budget) -> dict[str, Any]:
        """Keys in order of appearance; DuckDB's names ignore case, so of two that differ only in case one is kept."""
        frequent = sorted(self.members.items(), key=lambda item: -item[1].seen)
        kept: dict[str, Any] = {}
        taken: set[str] = set()
        for key, node in frequent:
            if budget.left <= 0 or key.lower() in taken or not key or "\x00" in key or clean(key) != key:
                continue
            taken.add(key.lower())
            kept[key] = node.settle(budget)
        return {key: kept[key] for key in self.members if key in kept} or {NOTHING: "s"}
