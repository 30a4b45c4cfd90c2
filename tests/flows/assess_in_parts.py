"""Assesses a small dataset in many parts by two workers, for tests; can end itself, or be ended, at any moment.

    python assess_in_parts.py DATA OUT [WHO NUMBER]

Prints `begin`, and at the end how many steps were counted (calls that change a file or open one). WHO is `group`,
`parent` or `worker`: that one is killed at its step NUMBER.
"""

from __future__ import annotations

import os
import signal
import sys
from functools import partial
from pathlib import Path

from waspada.core.errors import WaspadaError
from waspada.core.progress import Silent
from waspada.flows import assess, dataset
from waspada.readers.limits import Limits

COUNTED = frozenset(("os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "open"))
SPLIT_BYTES = 200_000


class Steps:
    """Counts what a process does to files, and ends it at the step that was asked for."""

    def __init__(self, who: str, number: int) -> None:
        self.counted = 0
        self._who, self._number = who, number
        self._parent = self._process = os.getpid()

    def __call__(self, event: str, _arguments: object) -> None:
        if event not in COUNTED:
            return
        if self._process != os.getpid():
            self._process, self.counted = os.getpid(), 0
        self.counted += 1
        if self.counted == self._number and (self._who == "worker") == (self._process != self._parent):
            os.kill(0 if self._who == "group" else os.getpid(), signal.SIGKILL)


def main() -> None:
    """See the file."""
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    who, number = (sys.argv[3], int(sys.argv[4])) if len(sys.argv) > 3 else ("", 0)
    dataset.SMALL = 0
    dataset.prepare = partial(dataset.prepare, limits=Limits(split_bytes=SPLIT_BYTES))
    cache = Path(os.environ["WASPADA_HOME"]) / "cache"
    dataset.detector(cache)
    request = assess.Request(
        datasets=(data / "dataset",),
        directory=str(data / "directory.csv"),
        claims=data / "claims.yaml",
        out=out,
        workers=2,
    )
    steps = Steps(who, number)
    sys.stdout.write("begin\n")
    sys.stdout.flush()
    sys.addaudithook(steps)
    code = 0
    try:
        assess.assess(request, cache=cache, key=b"k" * 32, progress=Silent())
    except WaspadaError as error:
        code = error.exit_code
    sys.stdout.write(f"{steps.counted}\n")
    sys.exit(code)


if __name__ == "__main__":
    main()
