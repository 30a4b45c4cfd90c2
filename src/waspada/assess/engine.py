"""The promise of an engine: run one function over many splits, in any order, and give back each result once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class Engine(Protocol):
    """Runs the unit of work. What it means, and where its results lie, is the flow's business."""

    def run(self, function: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]:
        """Yield results as they finish. Raises WorkerFailed when a worker died."""

    def close(self) -> None:
        """Stop the workers."""
