"""Whether a process still runs, asked from the same machine: what a killed one had begun is taken up at once.

A process is named by boot, process namespace, number and moment of its start (proc(5)), so that neither a number that
was given again nor a container that counts for itself is taken for it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_BOOT: Final = Path("/proc/sys/kernel/random/boot_id")
_STARTED: Final = 19
"""Of the fields of `stat` behind the name of the program, which may itself hold spaces and brackets."""


def me() -> str:
    """The name of this process; empty where the system does not tell."""
    here, started = _here(), _started(os.getpid())
    return f"{here}/{os.getpid()}/{started}" if here and started else ""


def ended(process: str) -> bool | None:
    """Whether that process is over; None: it cannot be told from here."""
    place, _, rest = process.rpartition("/")[0].rpartition("/")
    if not rest.isdigit() or place != _here():
        return None
    return _started(int(rest)) != process.rpartition("/")[2]


def _here() -> str:
    try:
        return f"{_BOOT.read_text(encoding='ascii').strip()}/{os.readlink('/proc/self/ns/pid')}"
    except OSError:
        return ""


def _started(number: int) -> str:
    try:
        fields = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in "ZX" else fields[_STARTED]
