"""Compares `statement/` with the log: every published version, and nothing besides but the draft."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from waspada.core.custody import Entry
from waspada.core.progress import Progress
from waspada.store.case.altered import Altered
from waspada.store.case.compare import difference
from waspada.store.case.statements import DRAFT, FILE, PART, STATEMENT, UNFINISHED


def statements(case: Path, published: Sequence[Entry], progress: Progress) -> Iterator[Altered]:
    """Every version against its entry; a destruction takes none of them, for they were public."""
    known = {f"{STATEMENT}/{DRAFT}", f"{STATEMENT}/{PART}"}
    for one in published:
        number = one.data.get("version")
        if type(number) is not int or number < 1:
            yield Altered("file", f"{STATEMENT}/{FILE}", "", "unfitting")
            continue
        place = f"{STATEMENT}/{number}/{FILE}"
        known.add(place)
        path, unfinished = case / place, case / STATEMENT / f"{UNFINISHED}-{number}" / FILE
        if not path.exists() and unfinished.exists():
            path = unfinished
        size = path.lstat().st_size if path.exists() else None
        found = difference(path, size, one.data.get("sha256"), None, progress)
        if found:
            yield Altered("file", place, *found)
    yield from _added(case, known)


def _added(case: Path, known: set[str]) -> Iterator[Altered]:
    for root, folders, files in os.walk(case / STATEMENT):
        top = root == str(case / STATEMENT)
        folders[:] = sorted(name for name in folders if not (top and name.startswith(UNFINISHED)))
        linked = [name for name in folders if os.path.islink(os.path.join(root, name))]
        for name in sorted([*files, *linked]):
            place = Path(root, name).relative_to(case).as_posix()
            if place not in known:
                yield Altered("file", place, "", "added")
