"""The bar itself, by rich: imported only where there is a terminal to draw it on."""

from __future__ import annotations

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)


class Meter:
    """One line that moves: what is done, how much of it, how fast, how long still."""

    def __init__(self) -> None:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[records]}"),
        )
        self._bar = Progress(*columns, console=Console(stderr=True, highlight=False), transient=True)
        self._bar.start()
        self._task: TaskID | None = None

    def begin(self, what: str, total_bytes: int) -> None:
        """A new stage."""
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(what, total=total_bytes or None, records="")

    def advance(self, size: int, records: str) -> None:
        """So many more bytes, and what is said beside them."""
        if self._task is not None:
            self._bar.update(self._task, advance=size, records=records)

    def say(self, message: str) -> None:
        """A line above the bar."""
        self._bar.console.print(message, markup=False)

    def stop(self) -> None:
        """Take the bar away."""
        self._bar.stop()
