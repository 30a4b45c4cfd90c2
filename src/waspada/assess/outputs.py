"""The output folder: `share/` without a personal value, `restricted/` for who must know; the same bytes each time.

Everything is written into a folder that the flow gives and renames when all of it stands. `report.html` is the flow's;
it is written before `write_manifest`, which is last. With a cover nothing of it is on disk in the clear; what the
manifest says is of the content.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from waspada.assess.private_files import read, writing
from waspada.assess.result import Assessment, InputFile
from waspada.assess.sheets import write_csv
from waspada.core.cover import SUFFIX, Cover
from waspada.core.errors import CannotWrite

SHARE, RESTRICTED = "share", "restricted"
_MANIFEST: Final = "manifest.json"
_RUN: Final = "run.json"
_THREADS: Final = 2
# Fixed, so that the same rows are the same bytes on every machine with the same pyarrow.
_PARQUET: Final[Mapping[str, Any]] = {
    "compression": "zstd",
    "compression_level": 1,
    "version": "2.6",
    "data_page_version": "1.0",
    "store_schema": False,
    "write_statistics": False,
    "coerce_timestamps": "us",
    "row_group_size": 1 << 18,
}
_SPELLED_OUT: Final = ("example_position", "email", "name", "account_id")
"""Columns whose values hardly repeat: a dictionary would cost time and save nothing."""


def write(assessment: Assessment, folder: Path, cover: Cover | None = None) -> None:
    """All data files of an assessment, into an empty folder."""
    with _our_errors():
        share, restricted = folder / SHARE, folder / RESTRICTED
        share.mkdir(mode=0o700, exist_ok=True)
        restricted.mkdir(mode=0o700, exist_ok=True)
        jobs: tuple[tuple[Callable[[Path, Any, Cover | None], None], Path, Any], ...] = (
            (_sheet, restricted / "people.csv", assessment.people),
            (_parquet, restricted / "people.parquet", [assessment.people]),
            (_parquet, restricted / "evidence.parquet", assessment.evidence_batches()),
            (write_json, share / "assessment.json", assessment.document),
            (_parquet, restricted / "memberships.parquet", [assessment.memberships]),
            (_parquet, restricted / "organisations.parquet", [assessment.organisations]),
            (_sheet, restricted / "organisations.csv", assessment.organisations),
            (_parquet, restricted / "ambiguous.parquet", [assessment.ambiguous]),
            (_sheet, restricted / "secrets.csv", assessment.secrets),
            (_quarantine, restricted / "quarantine.ndjson", assessment.quarantine),
        )
        with ThreadPoolExecutor(_THREADS) as pool:
            for done in [pool.submit(job, path, content, cover) for job, path, content in jobs]:
                done.result()


def write_json(path: Path, content: Any, cover: Cover | None = None) -> None:
    """Readable JSON, keys in the order given, one line break at the end."""
    with _our_errors(), writing(path, cover) as stream:
        stream.write((json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode())


def write_manifest(
    folder: Path,
    inputs: Sequence[InputFile],
    versions: Mapping[str, str],
    options: Mapping[str, Any],
    cover: Cover | None = None,
) -> None:
    """Hash and size of every input, and of every output but `run.json` and itself."""
    with _our_errors():
        written = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        names = sorted(name.removesuffix(SUFFIX) if cover else name for name in written)
        outputs = [
            {"path": name, **_weighed(folder / name, cover)}
            for name in names
            if name not in (f"{SHARE}/{_MANIFEST}", f"{SHARE}/{_RUN}") and not name.startswith(".")
        ]
        given = [
            {"path": file.name, "sha256": file.sha256, "bytes": file.bytes} for file in sorted(inputs, key=_by_name)
        ]
        content = {
            "schema": "waspada/manifest/1",
            "inputs": given,
            "outputs": outputs,
            "versions": dict(sorted(versions.items())),
            "options": dict(sorted(options.items())),
        }
        write_json(folder / SHARE / _MANIFEST, content, cover)


def write_run(folder: Path, facts: Mapping[str, Any], cover: Cover | None = None) -> None:
    """What differs from run to run."""
    write_json(folder / SHARE / _RUN, {"schema": "waspada/run/1", **facts}, cover)


def _by_name(file: InputFile) -> str:
    return file.name


def _weighed(path: Path, cover: Cover | None) -> dict[str, Any]:
    if cover:
        content = read(path, cover)
        return {"sha256": sha256(content).hexdigest(), "bytes": len(content)}
    with path.open("rb") as stream:
        return {"sha256": file_digest(stream, "sha256").hexdigest(), "bytes": path.stat().st_size}


@contextmanager
def _our_errors() -> Iterator[None]:
    """A full disk or a folder without rights is the reader's problem, in words of ours."""

    failed = False
    try:
        yield
    except (OSError, pa.ArrowException):
        failed = True
    if failed:
        raise CannotWrite("The results could not be written.")


def _parquet(path: Path, tables: Iterable[pa.Table], cover: Cover | None) -> None:
    writer: pq.ParquetWriter | None = None
    with writing(path, cover) as stream:
        for table in tables:
            if writer is None:
                dictionary = [name for name in table.column_names if name not in _SPELLED_OUT and _repeats(table, name)]
                options = {name: value for name, value in _PARQUET.items() if name != "row_group_size"}
                writer = pq.ParquetWriter(stream, table.schema, use_dictionary=dictionary, **options)
            writer.write_table(table, row_group_size=_PARQUET["row_group_size"])
        if writer is not None:
            writer.close()


def _repeats(table: pa.Table, name: str) -> bool:
    kind = table.schema.field(name).type
    return not pa.types.is_list(kind) and not pa.types.is_timestamp(kind)


def _sheet(path: Path, table: pa.Table, cover: Cover | None) -> None:
    with writing(path, cover) as stream:
        write_csv(stream, table)


def _quarantine(path: Path, table: pa.Table, cover: Cover | None) -> None:
    with writing(path, cover) as stream:
        for line in _lines(table):
            stream.write(line)


def _lines(table: pa.Table) -> Iterator[bytes]:
    for batch in table.to_batches(max_chunksize=1000):
        for row in batch.to_pylist():
            content = {
                "file": row["file"],
                "position": row["position"],
                "reason": row["reason"],
                "scalars": row["scalars"],
                "raw_base64": b64encode(row["raw"] or b"").decode("ascii"),
            }
            yield (json.dumps(content, ensure_ascii=False) + "\n").encode()
