"""Text that nobody here wrote: where it lies on this machine, and what the detector finds in one file of it."""

from __future__ import annotations

import glob
import hashlib
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from waspada.core.partial import Partial
from waspada.core.progress import Silent
from waspada.flows import dataset
from waspada.flows.unit import assess_split
from waspada.readers import planning
from waspada.readers.duck import hashes

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests" / "samples"
SYSTEM = ("/usr/share/doc", "/usr/share/dict", "/usr/lib/python3", "/usr/lib/python3.[0-9]*")
"""Debian's folders of documentation, word lists and Python modules."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of the corpus; of files with the same content the first."""

    path: Path
    name: str
    """For people: the path, relative to the repository where it is ours."""
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One strong value."""

    kind: str
    how: str
    value: str | None = field(repr=False)
    """None where the meaning of its field alone tells, so that the value is counted and not kept."""
    times: int


def system_folders() -> list[Path]:
    """Those of Debian's folders that this machine has."""
    return [Path(path) for pattern in SYSTEM for path in sorted(glob.glob(pattern))]


def files(folders: list[Path]) -> Iterator[File]:
    """Every file below, each content once, in the order of paths."""
    seen: set[str] = set()
    for path in sorted(path for top in folders for path in _walk(top)):
        size = path.stat().st_size
        digest = _sha256(path) if size else ""
        if digest and digest not in seen:
            seen.add(digest)
            name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
            yield File(path, str(name), digest, size)


def _walk(top: Path) -> Iterator[Path]:
    for folder, _, names in os.walk(top):
        yield from (path for name in names if not (path := Path(folder, name)).is_symlink() and path.is_file())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def scan_file(path: Path, cache: Path) -> tuple[int, list[Finding]]:
    """Bytes unpacked and the strong findings of one file, as `waspada scan` has them."""
    prepared = dataset.prepare([path], Silent(), cache, {}, "UTC")
    unpacked, found = 0, []
    for split in prepared.plan.splits:
        part = assess_split(split, planning.read(split), prepared.unit, dataset.detector(cache), hashes)
        unpacked += sum(part.accounting["bytes_unpacked"].to_pylist())
        found += [*_sparse(part), *_dense(part)]
    return unpacked, found


def _sparse(part: Partial) -> Iterator[Finding]:
    for row in part.hits.select(["kind", "strong", "how", "value", "values"]).to_pylist():
        # Without a directory a hash proves nothing: `scan` leaves these candidates out.
        if row["strong"] and not row["kind"].startswith("hashed."):
            yield Finding(row["kind"], row["how"], row["value"], row["values"])


def _dense(part: Partial) -> Iterator[Finding]:
    """Kinds that fill whole cells. Values are kept once, however often they stand there."""
    values: dict[tuple[str, str, str], list[str]] = {}
    for row in part.dense_values.to_pylist():
        values.setdefault((row["table"], row["field"], row["kind"]), []).append(row["value"])
    for row in part.dense.to_pylist():
        known = values.get((row["table"], row["field"], row["kind"]), [])
        yield from (Finding(row["kind"], row["how"], value, 1) for value in known)
        if row["values"] > len(known):
            yield Finding(row["kind"], row["how"], None, row["values"] - len(known))


def masked(findings: list[Finding]) -> dict[str, int]:
    """Lengths of the values, and how often each: all that is shown of them. `?` where the value is not kept."""
    lengths: Counter[str] = Counter()
    for finding in findings:
        lengths["?" if finding.value is None else str(len(finding.value))] += finding.times
    return dict(sorted(lengths.items(), key=lambda item: (len(item[0]), item[0])))
