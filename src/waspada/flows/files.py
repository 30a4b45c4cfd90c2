"""The files of a dataset and the sums over them: everything that was read is accounted for, twice."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pyarrow as pa

from waspada.core.errors import AccountingBroken
from waspada.readers.discover import sha256
from waspada.readers.planning import Plan

_SUMS = (
    "bytes_unpacked",
    "records_parsed",
    "records_quarantined",
    "cells",
    "cells_quarantined",
    "cells_counted_apart",
)


def accounting_of(plan: Plan, rows: pa.Table) -> dict[str, int]:
    """The sums over all splits.

    Raises:
        AccountingBroken: the two counts of cells differ.
    """
    sums = {name: sum(rows[name].to_pylist()) for name in _SUMS}
    if sums["cells"] + sums["cells_quarantined"] != sums["cells_counted_apart"]:
        message = (
            f"{sums['cells']} cells were delivered and {sums['cells_quarantined']} quarantined, "
            f"but {sums['cells_counted_apart']} were counted apart"
        )
        raise AccountingBroken(message)
    return {
        "bytes": sum(file.bytes for file in plan.files),
        "bytes_unpacked": sums["bytes_unpacked"],
        "files": len(plan.files),
        "records": sums["records_parsed"] + sums["records_quarantined"],
        **{name: sums[name] for name in _SUMS[1:]},
    }


def files_of(plan: Plan, rows: pa.Table, digests: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """One row for each delivered file."""
    known = digests if digests is not None else digests_of(plan)
    delivered = {member.name: member.path for member in plan.members}
    counts: dict[str, list[int]] = {file.path: [0, 0] for file in plan.files}
    columns = (rows[name].to_pylist() for name in ("file", "records_parsed", "records_quarantined"))
    for name, parsed, quarantined in zip(*columns, strict=True):
        counts[delivered[name]][0] += parsed
        counts[delivered[name]][1] += quarantined
    return [
        {
            "path": file.name,
            "sha256": known[file.path],
            "bytes": file.bytes,
            "format": plan.format_of(file.path),
            "records": sum(counts[file.path]),
            "parsed": counts[file.path][0],
            "quarantined": counts[file.path][1],
        }
        for file in plan.files
    ]


def digests_of(plan: Plan) -> dict[str, str]:
    """SHA-256 of every delivered file, by path."""
    with ThreadPoolExecutor(2) as pool:
        digests = pool.map(lambda file: file.sha256 or sha256(file.path), plan.files)
        return dict(zip((file.path for file in plan.files), digests, strict=True))
