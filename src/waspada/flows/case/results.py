"""A finished run as later steps read it: hashes held against its manifest, tables through whoever can decrypt."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from waspada.core.errors import EvidenceAltered, NothingReadable

ReadBytes = Callable[[Path], bytes]
"""The content of a file of `restricted/`, named without `.age`: decrypted where the case is encrypted."""
ReadTable = Callable[[Path], pa.Table]
"""The same as a table, from `NAME.parquet` or `NAME.csv`."""
RESTRICTED, SHARE = "restricted", "share"
_SHEETS: Final = frozenset({"secrets"})
_SPELLED_OUT: Final = frozenset({"person_id", "account_id", "name", "email", "organisation_id", "example_position"})
"""Columns whose values hardly repeat."""


def plain_bytes(path: Path) -> bytes:
    """`ReadBytes` for a run that is not encrypted. Raises NothingReadable."""
    try:
        return path.read_bytes()
    except OSError:
        pass
    raise NothingReadable(f"the file {path.name} of the run cannot be opened")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One finished run."""

    name: str
    document: Mapping[str, Any] = field(repr=False)
    """`assessment.json`."""
    manifest: Mapping[str, Any] = field(repr=False)
    folder: Path
    read: ReadTable = field(repr=False)

    def table(self, name: str) -> pa.Table:
        """A table of `restricted/` by its name: people, memberships, organisations, ambiguous, secrets …"""
        return self.read(self.folder / RESTRICTED / f"{name}{'.csv' if name in _SHEETS else '.parquet'}")

    @property
    def key(self) -> str:
        """Id of the key behind its person ids, where the manifest names it; else empty."""
        return str(self.manifest.get("key") or (self.manifest.get("options") or {}).get("key") or "")


def open_run(folder: Path, *, name: str = "", read: ReadTable | None = None) -> Run:
    """Open the folder of a run.

    Args:
        name: as people call it; by default the folder's name.
        read: opens its tables; by default plain files, held against the manifest.

    Raises:
        NothingReadable: there is no finished run in it.
        EvidenceAltered: a file is not what the manifest says.
    """
    manifest = manifest_of(folder)
    content = plain_bytes(folder / SHARE / "assessment.json")
    _check(folder / SHARE / "assessment.json", content, manifest)
    return Run(
        name=name or folder.name,
        document=_json(content, "assessment.json"),
        manifest=manifest,
        folder=folder,
        read=read or checked(manifest, plain_bytes),
    )


def manifest_of(folder: Path) -> dict[str, Any]:
    """`manifest.json` of a run. Raises NothingReadable."""
    return _json(plain_bytes(folder / SHARE / "manifest.json"), "manifest.json")


def checked(manifest: Mapping[str, Any], read: ReadBytes) -> ReadTable:
    """Tables from bytes, each held against the manifest, whose hashes are of what stood there before encryption."""

    def table(path: Path) -> pa.Table:
        content = read(path)
        _check(path, content, manifest)
        return table_of(path.name, content)

    return table


def table_of(name: str, content: bytes) -> pa.Table:
    """A Parquet or CSV file of a run as a table; every column of a CSV is text. Raises NothingReadable."""
    try:
        if name.endswith(".csv"):
            return _sheet(content)
        return _parquet(content)
    except (pa.ArrowException, OSError):
        pass
    raise NothingReadable(f"the file {name} of the run cannot be read")


def _parquet(content: bytes) -> pa.Table:
    """Columns of text whose values repeat are read as dictionaries: half the memory of a million people."""
    file = pq.ParquetFile(pa.BufferReader(content))
    columns = [file.schema.column(at) for at in range(len(file.schema))]
    texts = [one.path for one in columns if one.physical_type == "BYTE_ARRAY" and one.path not in _SPELLED_OUT]
    return pq.read_table(pa.BufferReader(content), read_dictionary=texts)


def _sheet(content: bytes) -> pa.Table:
    header = pacsv.open_csv(io.BytesIO(content)).schema.names
    texts = pacsv.ConvertOptions(column_types=dict.fromkeys(header, pa.string()), strings_can_be_null=False)
    return pacsv.read_csv(
        io.BytesIO(content), convert_options=texts, parse_options=pacsv.ParseOptions(newlines_in_values=True)
    )


def _check(path: Path, content: bytes, manifest: Mapping[str, Any]) -> None:
    name = f"{path.parent.name}/{path.name}"
    said = next((row["sha256"] for row in manifest.get("outputs", ()) if row["path"] == name), None)
    if said is not None and said != hashlib.sha256(content).hexdigest():
        raise EvidenceAltered(f"the file {name} of the run is not what its manifest says")


def _json(content: bytes, name: str) -> dict[str, Any]:
    found: Any = None
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise NothingReadable(f"the file {name} of the run cannot be read")
    return found
