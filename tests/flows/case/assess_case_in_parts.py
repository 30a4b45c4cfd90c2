"""Assesses a case in many parts by two workers, for tests; ends itself and its workers at a moment that is named.

    python assess_case_in_parts.py CASE KEY_FILE DIRECTORY STAGING [MOMENT | STEP]

MOMENT is one of `MOMENTS`; STEP is a number: of what the first process does to files (see `assess_in_parts`).
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tests.flows.assess_in_parts import Steps

from waspada.assess import merge, outputs
from waspada.core.progress import Silent
from waspada.flows import assess, dataset
from waspada.flows.case.run import assess_case
from waspada.readers.age import Identity
from waspada.readers.limits import Limits
from waspada.store.case.folder import load
from waspada.store.case.runs import KeptRun, RunFolder

SPLIT_BYTES = 20_000
MOMENTS: dict[str, tuple[Any, str, bool]] = {
    # what is called, and whether it ends before that or after
    "part": (dataset, "_write", True),
    "parts": (dataset, "run", True),
    "join": (merge, "_finish", False),
    "outputs": (outputs, "write_manifest", False),
    "manifest": (outputs, "write_run", True),
    "taken": (RunFolder, "take", True),
    "logged": (KeptRun, "keep", False),
    "kept": (KeptRun, "keep", True),
}


def end_at(moment: str) -> None:
    """Put the end of this process group at a moment."""
    place, name, after = MOMENTS[moment]
    setattr(place, name, _ending(getattr(place, name), after=after))


def _ending(function: Callable[..., Any], *, after: bool) -> Callable[..., Any]:
    def called(*given: Any, **more: Any) -> Any:
        if after:
            function(*given, **more)
        os.kill(0, signal.SIGKILL)

    return called


def main() -> None:
    """See the file."""
    where, key, directory, staging = map(Path, sys.argv[1:5])
    moment = sys.argv[5] if len(sys.argv) > 5 else ""
    dataset.SMALL = 0
    dataset.prepare = partial(dataset.prepare, limits=Limits(split_bytes=SPLIT_BYTES))
    cache = Path(os.environ["WASPADA_HOME"]) / "cache"
    dataset.detector(cache)
    identity = Identity.read(key.read_text()) if key.exists() else None
    case = load(where, clock=lambda: 1_764_100_000.0, identity=identity)
    if moment in MOMENTS:
        end_at(moment)
    steps = Steps("group", int(moment) if moment.isdigit() else 0)
    sys.addaudithook(steps)
    done = assess_case(
        case,
        RunFolder(case.path, case.recipient),
        assess.Request(datasets=(), directory=str(directory), workers=2),
        handovers=(),
        staging=staging,
        cache=cache,
        actor="bob",
        reason="",
        progress=Silent(),
    )
    sys.stdout.write(f"{done.folder}\n{steps.counted}\n")


if __name__ == "__main__":
    main()
