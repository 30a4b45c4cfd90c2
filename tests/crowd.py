"""A case of the workbench with a finished run of made-up people, made searchable."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
from bench.crowd import crowd

from waspada.core.custody import Action

if TYPE_CHECKING:
    from waspada.store.db.models import Case


def keep_run(case: Case, people: int = 400, *, seed: int = 7) -> int:
    """Put a run into the folder of a case, as an assessment does; its number."""
    from waspada.store.case.runs import RunFolder
    from waspada.store.db import folders

    made = folders.opened(case)
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results"
        crowd(results, people, seed=seed)
        kept = RunFolder(made.path, made.recipient).take(results)
    data = {"run": kept.number, "handovers": [], "outputs": kept.manifest, "stored": dict(kept.stored), "exit_code": 0}
    made.custody.append(Action.RUN, actor="Alice", data=data)
    kept.keep()
    return kept.number


def run_folder(case: Case, number: int) -> Path:
    """Where the run lies."""
    return Path(case.path) / "runs" / f"{number:04}"


def table(case: Case, number: int, name: str) -> pa.Table:
    """A table of it, where the case is not encrypted."""
    return pq.read_table(run_folder(case, number) / "restricted" / f"{name}.parquet")


def document(case: Case, number: int) -> dict[str, Any]:
    """Its assessment.json."""
    found: dict[str, Any] = json.loads((run_folder(case, number) / "share" / "assessment.json").read_text())
    return found


def spoil(path: Path, content: bytes) -> None:
    """Write over a file that is read-only."""
    path.chmod(0o600)
    path.write_bytes(content)


def take_away(folder: Path) -> None:
    """Remove a read-only folder, as destruction does."""
    for one in (folder, *folder.rglob("*")):
        if one.is_dir():
            one.chmod(0o700)
    folder.parent.chmod(0o700)
    shutil.rmtree(folder)
