"""The account directory may lie in the folder of the dataset: it is ours, not what was taken, so it is left out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from waspada.core.language import Text
from waspada.flows.dataset import Prepared
from waspada.readers.discover import Trouble
from waspada.readers.planning import Plan

REASON: Final[Text] = {
    "en": "it is the account directory of this run, not part of the dataset",
    "id": "ini direktori akun untuk proses ini, bukan bagian dari dataset",
}
_NOTE: Final = "it is the account directory, which is not read as part of the dataset"


def without_directory(prepared: Prepared, directory: str, arguments: Sequence[Path]) -> Prepared:
    """What is left to read; `left_out` tells what is not.

    Only the very file is left out, not a copy of it; and it stays where it was itself named as the dataset.
    """
    ours = _identity(directory)
    if ours is None or any(_identity(path) == ours for path in arguments):
        return prepared
    out = {file.path: file.name for file in prepared.plan.files if _identity(file.path) == ours}
    return replace(prepared, plan=_without(prepared.plan, out)) if out else prepared


def left_out(plan: Plan) -> list[dict[str, Text]]:
    """Files of ours that the dataset held, for people: `path`, `reason`."""
    return [{"path": item.name, "reason": REASON} for item in plan.troubles if item.reason == _NOTE]


def _identity(path: str | Path) -> tuple[int, int] | None:
    """None for what is no file here: a database URL, a pattern."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def _without(plan: Plan, out: dict[str, str]) -> Plan:
    members = tuple(member for member in plan.members if member.path not in out)
    splits = [split for split in plan.splits if split.source not in out]
    left = {member.table for member in members}
    return replace(
        plan,
        files=tuple(file for file in plan.files if file.path not in out),
        members=members,
        splits=tuple(replace(split, number=number) for number, split in enumerate(splits)),
        tables={name: table for name, table in plan.tables.items() if name in left},
        troubles=(*plan.troubles, *(Trouble(name, _NOTE, lost=False) for name in out.values())),
    )
