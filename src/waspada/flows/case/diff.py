"""A second hand-over compared with the first: what is new, gone and changed, and whom later steps look at again."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from waspada.assess.compare.compare import Diff, Side, compare
from waspada.assess.compare.rows import CHANGED, GONE, NEW
from waspada.core.errors import CannotWrite
from waspada.flows.case.results import RESTRICTED, SHARE, Run

Protect = Callable[[bytes], bytes]
"""Encrypts what is written to `restricted/`."""
_TABLES: Final = ("people", "memberships", "organisations", "ambiguous", "secrets")


def diff(first: Run, second: Run, *, keys: tuple[str, str] = ("", "")) -> Diff:
    """Compare two finished runs.

    Args:
        keys: ids of the keys behind their person ids, where the log tells them; else the manifests do.

    Raises:
        BadInput: the runs name people with different keys, or are of another version.
        NothingReadable, EvidenceAltered: see `flows.case.results`.
    """
    return compare(*(_side(run, key) for run, key in zip((first, second), keys, strict=True)))


def to_look_at(found: Diff) -> pa.Table:
    """The people whom later steps must look at again: `person_id` and `change` of who is new, gone or changed.

    Who merely has more or fewer records (`recounted`) is left out.
    """
    chosen = pc.is_in(found.people["change"], pa.array([NEW, GONE, CHANGED]))
    return found.people.filter(chosen).select(["person_id", "change"])


def write(found: Diff, out: Path, *, protect: Protect | None = None) -> None:
    """Write `share/diff.json` and `restricted/diff_*.parquet`; with `protect` as `.parquet.age`.

    Raises:
        CannotWrite: the folder cannot be written.
    """
    failed = False
    try:
        for name in (SHARE, RESTRICTED):
            (out / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        text = json.dumps(found.document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
        _private(out / SHARE / "diff.json", text.encode())
        for name in _TABLES:
            buffer = io.BytesIO()
            pq.write_table(getattr(found, name), buffer, compression="zstd", store_schema=False)
            content, path = buffer.getvalue(), out / RESTRICTED / f"diff_{name}.parquet"
            if protect is not None:
                content, path = protect(content), path.with_name(path.name + ".age")
            _private(path, content)
    except (OSError, pa.ArrowException):
        failed = True
    if failed:
        raise CannotWrite("The differences could not be written.")


def _side(run: Run, key: str) -> Side:
    return Side(name=run.name, document=run.document, manifest=run.manifest, table=run.table, key=key or run.key)


def _private(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
