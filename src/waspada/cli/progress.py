"""The progress bar on standard error: records, bytes, rate, time left. Plain lines where there is no terminal."""

from __future__ import annotations

import sys
from types import TracebackType

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

STAGES = {
    "en": {
        "make": "Making the re-enactment",
        "plan": "Looking at the files",
        "read": "Reading every cell",
        "resolve": "Finding the people",
        "write": "Writing the results",
        "seal": "Sealing what arrived",
        "verify": "Checking the evidence",
        "destroy": "Destroying the data",
    },
    "id": {
        "make": "Membuat reka ulang",
        "plan": "Melihat berkas",
        "read": "Membaca setiap sel",
        "resolve": "Mencari pemilik data",
        "write": "Menulis hasil",
        "seal": "Menyegel yang diterima",
        "verify": "Memeriksa bukti",
        "destroy": "Memusnahkan data",
    },
}


class Bar:
    """A `core.progress.Progress` for people. Use it as a context."""

    def __init__(self, lang: str, *, quiet: bool = False) -> None:
        self._stages = STAGES[lang]
        self._records = 0
        self._word = {"en": "records", "id": "rekaman"}[lang]
        self._console = Console(stderr=True, highlight=False)
        self._shown = not quiet and self._console.is_terminal
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._quiet = quiet

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def stage(self, name: str, total_bytes: int = 0) -> None:
        """See `Progress`."""
        if not self._shown:
            return
        if self._bar is None:
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                DownloadColumn(),
                TransferSpeedColumn(),
                TimeRemainingColumn(),
                TextColumn("{task.fields[records]}"),
            )
            self._bar = Progress(*columns, console=self._console, transient=True)
            self._bar.start()
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._records = 0
        self._task = self._bar.add_task(self._stages.get(name, name), total=total_bytes or None, records="")

    def advance(self, *, records: int = 0, size: int = 0) -> None:
        """See `Progress`."""
        if self._bar is not None and self._task is not None:
            self._records += records
            self._bar.update(
                self._task, advance=size, records=f"{self._records:,} {self._word}" if self._records else ""
            )

    def say(self, message: str) -> None:
        """See `Progress`."""
        if not self._quiet:
            self._close_line(message)

    def _close_line(self, message: str) -> None:
        if self._bar is not None:
            self._bar.console.print(message, markup=False)
        else:
            print(message, file=sys.stderr)  # noqa: T201  (a face)
