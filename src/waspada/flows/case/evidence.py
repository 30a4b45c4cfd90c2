"""What is under seal, as the readers take it: never a path that the log does not know."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from waspada.core.errors import BadInput, EvidenceAltered, NothingReadable
from waspada.flows.case.ports import Case
from waspada.flows.case.seal import sealed
from waspada.readers.sealed import SealedFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Files under seal."""

    handovers: tuple[int, ...]
    files: tuple[Path | SealedFile, ...]
    digests: Mapping[str, str] = field(repr=False)
    """Path → SHA-256 when it was sealed, for files that are read as they lie there."""


def evidence_of(case: Case, handovers: Collection[int] = ()) -> Evidence:
    """The sealed hand-overs of a case: all of them, or those named.

    A wrapper that was opened when it was sealed is read by its content.

    Raises:
        NothingReadable: nothing is sealed yet.
        BadInput: a hand-over that is not there.
        EvidenceAltered: what a hand-over says of itself is not what the log says.
    """
    known = sealed(case.custody.entries())
    if not known:
        raise NothingReadable(
            "the case holds no hand-over yet", hint="Seal what arrived first: waspada case seal CASE FILE…"
        )
    missing = sorted(set(handovers) - known.keys())
    if missing:
        raise BadInput(f"the case has no hand-over {missing[0]}", hint="See them with: waspada case show CASE")
    chosen = tuple(sorted(handovers or known))
    files: list[Path | SealedFile] = []
    digests: dict[str, str] = {}
    for number in chosen:
        for path, digest in _files(case.path / "sealed" / f"{number:04}", known[number], number):
            files.append(path)
            if isinstance(path, Path):
                digests[str(path)] = digest
    return Evidence(handovers=chosen, files=tuple(files), digests=digests)


def handover_of(case: Case, number: int) -> Mapping[str, Any]:
    """`handover.json` of one hand-over. Raises EvidenceAltered when it is not what was sealed."""
    digest = sealed(case.custody.entries()).get(number, "")
    return _handover(case.path / "sealed" / f"{number:04}", digest, number)


def _handover(folder: Path, digest: str, number: int) -> Mapping[str, Any]:
    content = b""
    try:
        content = (folder / "handover.json").read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != digest:
        raise EvidenceAltered(f"hand-over {number} is not what was sealed: its handover.json was altered or is gone")
    found: Mapping[str, Any] = json.loads(content)
    return found


def _files(folder: Path, digest: str, number: int) -> Iterator[tuple[Path | SealedFile, str]]:
    handover = _handover(folder, digest, number)
    for file in handover["files"]:
        for row in file.get("contents") or (file,):
            yield _file(folder, row, encrypted=handover["encrypted"]), row["sha256"]


def _file(folder: Path, row: Mapping[str, Any], *, encrypted: bool) -> Path | SealedFile:
    if row.get("in_place"):
        return Path(row["in_place"])
    first = folder / str(row["segments"][0]["name"])
    if not encrypted:
        return first
    return SealedFile(folder=str(first.parent), name=row["name"], bytes=row["bytes"], sha256=row["sha256"])
