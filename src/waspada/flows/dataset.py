"""A dataset to partials: plan it, settle what its fields mean, run every split, resume what was done."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa

from waspada import __version__
from waspada.assess.engine import Engine
from waspada.assess.partials import write_partial
from waspada.core.cover import Cover
from waspada.core.errors import CannotWrite, NothingReadable
from waspada.core.partial import Partial
from waspada.core.progress import Progress
from waspada.core.split import Batch, Split, Unit
from waspada.detect.engine import Detector
from waspada.detect.meaning import meaning_of_field
from waspada.detect.registry import DENSE
from waspada.flows.cells import Expected, place_of
from waspada.flows.paths import mask_name
from waspada.flows.unit import TablePlan, UnitPlan, assess_split
from waspada.readers import planning
from waspada.readers.duck import hashes
from waspada.readers.limits import Limits
from waspada.readers.sealed import SealedFile, SealedStream

SMALL = 32 << 20
"""Below this size one process is quicker than two."""

_SAMPLE_BYTES = 2 << 20
_SMALL_TEXT = 1 << 20
_SAMPLE_VALUES = 1000


@dataclass(frozen=True, slots=True)
class Prepared:
    """What will be read, and what its fields mean."""

    plan: planning.Plan
    unit: UnitPlan

    @property
    def size(self) -> int:
        """Bytes as delivered."""
        return sum(file.bytes for file in self.plan.files)


@dataclass(frozen=True, slots=True)
class Done:
    """One split that is done."""

    number: int
    records: int
    bytes_unpacked: int


@cache
def detector(cache_folder: Path | None) -> Detector:
    """The detector of this process; made before forking, its database is shared."""
    return Detector(cache_folder)


def prepare(
    paths: Sequence[Path | SealedFile],
    progress: Progress,
    cache_folder: Path | None,
    meanings: Mapping[tuple[str, str], str],
    timezone: str,
    limits: Limits | None = None,
) -> Prepared:
    """Find, recognise and sample everything under `paths`.

    Args:
        meanings: (table, path) → kind id, confirmed by a person.
        limits: how large the parts are; by default what suits real exports.

    Raises:
        NothingReadable: no file could be opened, or all are empty.
    """
    progress.stage("plan")
    plan = planning.plan(paths, limits)
    if not plan.splits:
        raise nothing_in(plan, cache_folder)
    first: dict[str, Split] = {}
    for split in plan.splits:
        first.setdefault(split.table, split)
    look = detector(cache_folder)
    tables = {
        name: _settle(
            table,
            first.get(name),
            look,
            {path: kind for (where, path), kind in meanings.items() if where in (name, "")},
        )
        for name, table in plan.tables.items()
    }
    return Prepared(plan, UnitPlan(tables, timezone))


def nothing_in(plan: planning.Plan, cache_folder: Path | None) -> NothingReadable:
    """The error that says why there is nothing to read, with the first few reasons."""
    names = ((mask_name(detector(cache_folder), trouble.name), trouble.reason) for trouble in plan.troubles[:3])
    reasons = "; ".join(dict.fromkeys(f"{name}: {reason}" for name, reason in names))
    return NothingReadable(f"nothing to read ({reasons})" if reasons else "nothing to read: there is no record in it")


def has_nothing(plan: planning.Plan, records: int) -> bool:
    """Whether all that was read turned out to be empty: no record, and no raw text but blanks."""
    unknown = {member.path for member in plan.members if member.format == "unknown"}
    raw = [file for file in plan.files if file.path in unknown]
    return not records and all(file.bytes <= _SMALL_TEXT and not _content(file.path).strip() for file in raw)


def _content(path: str) -> bytes:
    return SealedStream(path).read(_SMALL_TEXT) if os.path.isdir(path) else Path(path).read_bytes()


def _settle(table: planning.Table, split: Split | None, look: Detector, confirmed: Mapping[str, str]) -> TablePlan:
    """What each field of a table means: a person said so, or the format, or its name with a sample."""
    samples = _samples(split) if split else {}
    known = dict.fromkeys((*table.paths, *samples))
    expected: dict[str, Expected] = {}
    columns = {}
    for path in known:
        sample = samples.get(path, [])
        kind, source = confirmed.get(path, ""), "decision"
        if not kind:
            kind, source = table.meanings.get(path, ""), "format"
        if not kind and not table.recognised:
            kind, source = meaning_of_field(path, sample[:200], table.name, known), "name"
        elif not kind:
            kind, source = meaning_of_field(path, sample[:200], "", known), "name"
        if kind:
            expected[path] = Expected(kind, source, kind in DENSE)
        match = look.evidence_of_column(sample, place_of(path, kind))
        if match is not None:
            columns[path] = match
    return TablePlan(table.roles, expected, columns, frozenset(known))


def _samples(split: Split) -> dict[str, list[str]]:
    """Some different values of each field, from the beginning of the table."""
    found: dict[str, list[str]] = {}
    for batch in _beginning(split):
        for column in batch.columns:
            values = column.values.slice(0, 20 * _SAMPLE_VALUES).drop_null()
            if pa.types.is_binary(values.type):
                continue
            different = [text for text in values.unique().slice(0, _SAMPLE_VALUES).to_pylist() if text]
            found.setdefault(column.path, []).extend(different)
    return found


def _beginning(split: Split) -> Iterator[Batch]:
    if split.unit is Unit.BYTES and not split.member and dict(split.options).get("layers", "") == "":
        with open(split.source, "rb") as file:
            file.seek(split.start)
            head = file.read(_SAMPLE_BYTES)
        cut = head.rfind(b"\n") + 1
        if cut and (split.end < 0 or split.start + cut < split.end):
            yield from planning.read(replace(split, end=split.start + cut))
            return
    for batch in planning.read(split):
        yield batch
        return


def run(
    prepared: Prepared,
    work: Path,
    engine: Engine,
    progress: Progress,
    *,
    cache_folder: Path | None,
    salt: int,
    cover: Cover | None = None,
) -> list[Path]:
    """Run every split that is not done yet; returns the folders of all partials in order.

    Raises:
        CannotWrite: the work folder cannot be written.
        WorkerFailed: a worker process died; what is done stays done.
    """
    folders = [work / f"split-{split.number:05d}" for split in prepared.plan.splits]
    todo = [split for split, folder in zip(prepared.plan.splits, folders, strict=True) if not folder.exists()]
    progress.stage("read", prepared.size)
    unpacked = sum(max(split.end - split.start, 0) for split in prepared.plan.splits if split not in todo)
    progress.advance(size=unpacked)
    function = partial(work_on, plan=prepared.unit, work=work, cache_folder=cache_folder, salt=salt, cover=cover)
    for done in engine.run(function, todo):
        progress.advance(records=done.records, size=done.bytes_unpacked)
    return folders


def work_on(
    split: Split, *, plan: UnitPlan, work: Path, cache_folder: Path | None, salt: int, cover: Cover | None
) -> Done:
    """The whole of one split: read, scan, write its partial."""
    partial_result = assess_split(split, planning.read(split), plan, detector(cache_folder), hashes, salt)
    _write(partial_result, work / f"split-{split.number:05d}", cover)
    accounting = partial_result.accounting.to_pylist()
    return Done(
        split.number,
        sum(row["records_parsed"] + row["records_quarantined"] for row in accounting),
        sum(row["bytes_unpacked"] for row in accounting),
    )


def _write(result: Partial, folder: Path, cover: Cover | None) -> None:
    """Write all tables, then give the folder its name: a folder with this name is whole."""
    temporary = folder.with_name(f"{folder.name}.{os.getpid()}")
    reason = ""
    try:
        temporary.mkdir(mode=0o700, parents=True)
        write_partial(result, temporary, cover)
        temporary.replace(folder)
    except OSError as error:
        reason = (error.strerror or "input/output error").lower()
    if reason:
        shutil.rmtree(temporary, ignore_errors=True)
        message = f"the work folder could not be written: {reason}"
        raise CannotWrite(message)


def fingerprint(prepared: Prepared, options: Iterable[str]) -> str:
    """Names the work folder: the same input and options resume, any other begin anew."""
    digest = hashlib.sha256(__version__.encode())
    for file in prepared.plan.files:
        status = os.stat(file.path)
        digest.update(json.dumps([file.name, os.path.abspath(file.path), status.st_size, status.st_mtime_ns]).encode())
    parts = [[split.name, split.start, split.end, split.format, split.table] for split in prepared.plan.splits]
    digest.update(json.dumps([parts, *options]).encode())
    return digest.hexdigest()[:24]


def versions() -> dict[str, str]:
    """What the result depends on."""
    libraries = ("duckdb", "hyperscan", "numpy", "orjson", "phonenumbers", "pyarrow", "python-stdnum")
    return {"waspada": __version__, "python": platform.python_version(), **{name: version(name) for name in libraries}}
