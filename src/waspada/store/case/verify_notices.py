"""Compares `notices/` with the log: every approved notice, every file of deliveries, and nothing besides."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from waspada.core.custody import Entry
from waspada.core.progress import Progress
from waspada.store.case.altered import Altered, Why
from waspada.store.case.compare import difference
from waspada.store.case.notices import NOTICES, PART, UNFINISHED


def notices(
    case: Path, approved: Sequence[Entry], delivered: Sequence[Entry], progress: Progress, *, destroyed: bool
) -> Iterator[Altered]:
    """Every version against its entries. After a destruction deliveries may be gone; what was approved stays."""
    known: set[str] = set()
    for one in approved:
        version = str(one.data.get("version", ""))
        for name, digest in dict(one.data.get("stored") or {}).items():
            place = f"{NOTICES}/{version}/{name}"
            known.add(place)
            found = _found(case, place, f"{NOTICES}/{UNFINISHED}-{version}/{name}", digest, progress)
            if found:
                yield Altered("file", place, *found)
    for one in delivered:
        version, name = str(one.data.get("version", "")), str(one.data.get("file", ""))
        place = f"{NOTICES}/{version}/{name}"
        known.add(place)
        found = _found(case, place, f"{NOTICES}/.{version}-{name}{PART}", one.data.get("sha256"), progress)
        if found and not (destroyed and found[1] == "missing"):
            yield Altered("file", place, *found)
    yield from _added(case, known)


def _found(case: Path, place: str, unfinished: str, digest: object, progress: Progress) -> tuple[str, Why] | None:
    """The first difference; looked for where a crash may have kept it from getting its name."""
    if any(part in ("", ".", "..") for part in place.split("/")) or "\0" in place:
        return "", "unfitting"
    path = case / place
    if not path.exists() and (case / unfinished).exists():
        path = case / unfinished
    size = path.lstat().st_size if path.exists() else None
    return difference(path, size, digest, None, progress)


def _added(case: Path, known: set[str]) -> Iterator[Altered]:
    for root, folders, files in os.walk(case / NOTICES):
        folders.sort()
        folders[:] = [name for name in folders if not (root == str(case / NOTICES) and name.startswith("."))]
        linked = [name for name in folders if os.path.islink(os.path.join(root, name))]
        for name in sorted([*files, *linked]):
            place = Path(root, name).relative_to(case).as_posix()
            if place not in known and not (name.startswith(".") and name.endswith(PART)):
                yield Altered("file", place, "", "added")
