"""The zip file that answers an access request: records as they came, where the person is named, summary, manifest."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
import os
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Protocol

from waspada import __version__
from waspada.core import categories
from waspada.core.errors import CannotWrite
from waspada.core.language import LANGUAGES, day
from waspada.core.split import Split
from waspada.flows.case import access_words
from waspada.flows.case.as_it_came import Record
from waspada.readers.reader import option

SCHEMA: Final = "waspada/access/1"
_SLUG: Final = re.compile(r"[^A-Za-z0-9._-]+")
_FORMULA: Final = re.compile(r"[ \x00]*[=+\-@\t\r]")
_COUNTED: Final = ("kind", "table", "field", "values", "records")


class Found(Protocol):
    """Whoever reads the evidence a second time; see `own_records.Reading`."""

    def tables(self) -> list[str]:
        """Names of the tables."""

    def of_table(self, name: str) -> Iterator[tuple[Split, Record]]:
        """The person's own records of one."""

    def mentions(self) -> list[str]:
        """Positions at which others name the person, once all tables were read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What stands in the file."""

    records: int
    mentions: int
    files: Mapping[str, int]
    """Path in the zip → records."""


@contextlib.contextmanager
def whole_file(out: Path) -> Iterator[zipfile.ZipFile]:
    """A new zip file (0600) that has its name only once it is whole, and is gone where writing it fails.

    Raises:
        CannotWrite: no space, no rights, or a file of this name came meanwhile.
    """
    part = out.with_name(f".{out.name}.{os.getpid()}")
    failed = ""
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                yield archive
            file.flush()
            os.fsync(file.fileno())
        os.link(part, out)
    except OSError as error:
        failed = (error.strerror or "input/output error").lower()
    finally:
        part.unlink(missing_ok=True)
    if failed:
        raise CannotWrite(f"the records could not be written: {failed}")


class ZipWriter:
    """Fills the file, a record at a time."""

    def __init__(self, archive: zipfile.ZipFile, told: Mapping[str, Any], now: float) -> None:
        """Make it.

        Args:
            told: what the summary and the manifest need: `vendor`, `person`, `run`, `handovers`, `sources`, `evidence`,
                `gaps`.
        """
        self._archive, self._told = archive, told
        self._time = datetime.fromtimestamp(now, UTC)
        self._rows: list[dict[str, Any]] = []

    def fill(self, found: Found) -> Written:
        """Everything."""
        for name in found.tables():
            self._table(name, found.of_table(name))
        files = list(self._rows)
        records, mentions = sum(row["records"] for row in files), found.mentions()
        if mentions:
            self._add("mentions.csv", "".join(_line([one]) for one in ("position", *mentions)))
        date = self._time.date()
        told = {
            **self._told,
            "day": {lang: day(date, lang) for lang in LANGUAGES},
            "records": records,
            "files": files,
            "mentions": len(mentions),
            "kinds": _by_kind(self._told["evidence"]),
        }
        for lang in LANGUAGES:
            self._add(f"summary.{lang}.html", access_words.page(told, lang))
        self._add("manifest.json", self._manifest(records, len(mentions)))
        return Written(records=records, mentions=len(mentions), files={row["path"]: row["records"] for row in files})

    def _manifest(self, records: int, mentions: int) -> str:
        content = {
            "schema": SCHEMA,
            "version": __version__,
            "made": self._time.isoformat(timespec="seconds").replace("+00:00", "Z"),
            "person_id": self._told["person"],
            "run": self._told["run"],
            "handovers": self._told["handovers"],
            "records": records,
            "mentions": mentions,
            "evidence": [{name: one[name] for name in _COUNTED} for one in self._told["evidence"]],
            "files": self._rows,
        }
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    def _table(self, name: str, rows: Iterator[tuple[Split, Record]]) -> None:
        """One table; no file where the person has no record in it."""
        first = next(rows, None)
        if first is None:
            return
        split, record = first
        header = list(split.schema or ()) if option(split, "reader") == "csv" else []
        slug = _SLUG.sub("-", name).strip("-.")[:60] or "table"
        path = f"records/{len(self._rows) + 1:02}-{slug}.{'csv' if header else 'ndjson'}"
        digest, count, size = hashlib.sha256(), 0, 0
        with self._archive.open(self._info(path), "w", force_zip64=True) as file:
            if header:
                size = file.write(top := _line(header).encode())
                digest.update(top)
            for _, one in _chained((split, record), rows):
                line = _written(one, header)
                digest.update(line)
                size += file.write(line)
                count += 1
        self._rows.append({"path": path, "sha256": digest.hexdigest(), "bytes": size, "records": count})

    def _add(self, path: str, text: str) -> None:
        content = text.encode("utf-8", "backslashreplace")
        self._archive.writestr(self._info(path), content)
        self._rows.append({"path": path, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)})

    def _info(self, path: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(path, self._time.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        return info


def _chained(first: tuple[Split, Record], rest: Iterator[tuple[Split, Record]]) -> Iterator[tuple[Split, Record]]:
    yield first
    yield from rest


def _written(record: Record, header: Sequence[str]) -> bytes:
    if isinstance(record, bytes):
        return record + b"\n"
    if header:
        return _line([_one_text(record.get(name, "")) for name in header]).encode("utf-8", "backslashreplace")
    return (json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def _one_text(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value)


def _line(cells: Sequence[str]) -> str:
    """A row of a sheet that no spreadsheet runs (see `assess.sheets`)."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in cells])
    return text.getvalue()


def _by_kind(evidence: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Kinds with their category and how many values, most first."""
    found: dict[str, dict[str, Any]] = {}
    for one in evidence:
        names = {lang: categories.label(one["category"], lang) for lang in LANGUAGES}
        row = found.setdefault(one["kind"], {"label": one["label"], "category": names, "values": 0})
        row["values"] += one["values"]
    return sorted(found.values(), key=lambda row: (-row["values"], str(row["label"])))
