"""The progress bar on standard error: records, bytes, rate, time left. Plain lines where there is no terminal."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waspada.cli.meter import Meter

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
        self._shown = not quiet and sys.stderr.isatty()
        self._meter: Meter | None = None
        self._quiet = quiet

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        if self._meter is not None:
            self._meter.stop()
            self._meter = None

    def stage(self, name: str, total_bytes: int = 0) -> None:
        """See `Progress`."""
        if not self._shown:
            return
        if self._meter is None:
            from waspada.cli.meter import Meter  # not before there is a terminal: it takes 40 ms

            self._meter = Meter()
        self._records = 0
        self._meter.begin(self._stages.get(name, name), total_bytes)

    def advance(self, *, records: int = 0, size: int = 0) -> None:
        """See `Progress`."""
        if self._meter is not None:
            self._records += records
            self._meter.advance(size, f"{self._records:,} {self._word}" if self._records else "")

    def say(self, message: str) -> None:
        """See `Progress`."""
        if self._meter is not None:
            self._meter.say(message)
        elif not self._quiet:
            print(message, file=sys.stderr)  # noqa: T201  (a face)
