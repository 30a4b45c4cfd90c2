"""Scan: a census of any files, or of one text, without a directory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from waspada.assess.census import FieldRow, fields_of, to_read
from waspada.assess.engines.local import LocalEngine
from waspada.assess.findings import AbsentRow, FindingRow, absent, findings, searched
from waspada.assess.kinds import KindRow
from waspada.assess.partials import Merged, read_partials
from waspada.assess.tables import Tables
from waspada.core.mask import mask
from waspada.core.progress import Progress
from waspada.detect.engine import Hit
from waspada.detect.meaning import could_hold
from waspada.flows import dataset, folder
from waspada.flows.files import accounting_of, files_of
from waspada.flows.kinds import kind_rows
from waspada.flows.paths import encodable, mask_name
from waspada.readers.discover import Trouble

SCHEMA = "waspada/scan/1"

Revealed = dict[tuple[str, str, str, bool], list[str]]
"""(table, field, kind, strong) to values as they are: only where a person asked to see them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanResult:
    """What `waspada scan --json` prints."""

    accounting: dict[str, int] = field(default_factory=dict)
    files: list[dict[str, Any]] = field(default_factory=list)
    fields: list[dict[str, Any]] = field(default_factory=list, repr=False)
    findings: list[dict[str, Any]] = field(default_factory=list, repr=False)
    absent: list[dict[str, Any]] = field(default_factory=list)
    troubles: tuple[Trouble, ...] = ()
    incomplete: bool = False

    @property
    def exit_code(self) -> int:
        """11 incomplete, 1 something strong was found, 0 nothing."""
        if self.incomplete:
            return 11
        return 1 if any(finding["strength"] == "strong" for finding in self.findings) else 0

    def as_json(self) -> dict[str, Any]:
        """The contract's JSON."""
        return {
            "schema": SCHEMA,
            "accounting": self.accounting,
            "files": self.files,
            "fields": self.fields,
            "findings": self.findings,
            "absent": self.absent,
            "troubles": [{"path": item.name, "reason": item.reason, "lost": item.lost} for item in self.troubles],
        }


def scan(
    paths: Sequence[Path], *, cache: Path | None, key: bytes, workers: int, progress: Progress, reveal: bool = False
) -> ScanResult:
    """Census of files and folders.

    Raises:
        NothingReadable: nothing could be opened, or all of it is empty.
    """
    dataset.detector(cache)
    prepared = dataset.prepare(paths, progress, cache, {}, "UTC")
    engine = LocalEngine(1 if prepared.size < dataset.SMALL else workers)
    with folder.scratch() as work:
        engine.start()
        try:
            salt = int.from_bytes(key[:8], "big")
            partials = dataset.run(prepared, work, engine, progress, cache_folder=cache, salt=salt)
        finally:
            engine.close()
        progress.stage("resolve")
        result = _result(prepared, read_partials(partials), work, cache, reveal)
    if dataset.has_nothing(prepared.plan, result.accounting["records"]):
        raise dataset.nothing_in(prepared.plan, cache)
    return result


def _result(prepared: dataset.Prepared, merged: Merged, work: Path, cache: Path | None, reveal: bool) -> ScanResult:
    accounting = accounting_of(prepared.plan, merged.accounting)
    kinds = kind_rows()
    with Tables(spill=work / "spill") as tables:
        real = pc.invert(pc.starts_with(merged.hits["kind"], "hashed."))  # without a directory a hash proves nothing
        hits = merged.hits.filter(real)
        for name, table in (
            ("hits", hits),
            (
                "hit_records",
                merged.hit_records.filter(pc.invert(pc.starts_with(merged.hit_records["kind"], "hashed."))),
            ),
            ("dense", merged.dense),
            ("dense_values", merged.dense_values),
        ):
            tables.register(name, table)
        inside = hits.filter(hits["free_text"])
        texts = frozenset(zip(inside["table"].to_pylist(), inside["field"].to_pylist(), strict=True))
        rows = fields_of(merged.fields, texts)
        found = findings(tables, rows, kinds)
    by_field: dict[tuple[str, str], set[str]] = {}
    for finding in found:
        by_field.setdefault((finding.table, finding.field), set()).add(finding.category)
    revealed = _revealed(hits, merged.dense_values) if reveal else None
    look = dataset.detector(cache)
    gone = absent(found, to_read(rows, could_hold), kinds, searched(merged.accounting))
    return ScanResult(
        accounting=accounting,
        files=[row | {"path": mask_name(look, row["path"])} for row in files_of(prepared.plan, merged.accounting)],
        fields=[_field(row, mask_name(look, row.table), by_field) for row in rows],
        findings=[_finding(row, mask_name(look, row.table), revealed) for row in found],
        absent=[_absent(row) for row in gone],
        troubles=tuple(replace(item, name=mask_name(look, item.name)) for item in prepared.plan.troubles),
        incomplete=_incomplete(prepared, accounting),
    )


def _field(row: FieldRow, table: str, categories: Mapping[tuple[str, str], set[str]]) -> dict[str, Any]:
    return {
        "table": table,
        "path": row.path,
        "meaning": row.meaning,
        "filled": row.filled,
        "empty": row.empty,
        "distinct": row.distinct,
        "distinct_is_estimate": row.estimated,
        "free_text": row.free_text,
        "categories": sorted(categories.get((row.table, row.path), ())),
        "masked_samples": list(row.samples),
    }


def _finding(row: FindingRow, table: str, revealed: Revealed | None) -> dict[str, Any]:
    shown = {} if revealed is None else {"revealed": revealed.get((row.table, row.field, row.kind, row.strong), [])}
    return {
        "kind": row.kind,
        "category": row.category,
        "table": table,
        "field": row.field,
        "values": row.values,
        "distinct": row.distinct,
        "records": row.records,
        "free_text": row.free_text,
        "strength": "strong" if row.strong else "weak",
        "how": row.how,
        "masked_samples": list(row.samples),
        **shown,
    }


def _absent(row: AbsentRow) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "category": row.category,
        "cells_searched": row.cells_searched,
        "bytes_searched": row.bytes_searched,
        "verdict": row.verdict,
        "because": row.because,
    }


def _incomplete(prepared: dataset.Prepared, accounting: dict[str, int]) -> bool:
    unknown = any(member.format == "unknown" for member in prepared.plan.members)
    return bool(accounting["records_quarantined"]) or unknown or any(item.lost for item in prepared.plan.troubles)


def _revealed(hits: Any, dense_values: Any) -> Revealed:
    shown: Revealed = {}
    columns = (hits[name].to_pylist() for name in ("table", "field", "kind", "strong", "value"))
    for table, path, kind, strong, value in zip(*columns, strict=True):
        values = shown.setdefault((table, path, kind, strong), [])
        if value not in values and len(values) < 100:
            values.append(value)
    columns = (dense_values[name].to_pylist() for name in ("table", "field", "kind", "value"))
    for table, path, kind, value in zip(*columns, strict=True):
        values = shown.setdefault((table, path, kind, True), [])
        if value not in values and len(values) < 100:
            values.append(value)
    return shown


def scan_text(text: str, *, cache: Path | None, reveal: bool = False) -> ScanResult:
    """Scan one text; each finding has `start` and `end` (character offsets)."""
    text = encodable(text)
    hits = [hit for hit in dataset.detector(cache).scan_text(text) if not hit.match.kind.startswith("hashed.")]
    kinds = kind_rows()
    found = [_found(hit, kinds[hit.match.kind]["category"], text, reveal) for hit in hits]
    found.sort(key=lambda row: (row["start"], row["end"], row["kind"]))
    strong = {row["kind"] for row in found if row["strength"] == "strong"}
    weak = {row["kind"] for row in found} - strong
    unseen = [_unseen(kind, row, kind in weak) for kind, row in sorted(kinds.items()) if kind not in strong]
    size = len(text.encode())
    counts = {
        "bytes": size,
        "bytes_unpacked": size,
        "files": 0,
        "records": 1,
        "records_parsed": 1,
        "records_quarantined": 0,
    }
    return ScanResult(
        accounting=counts | {"cells": 1, "cells_quarantined": 0, "cells_counted_apart": 1},
        findings=found,
        absent=unseen,
    )


def _unseen(kind: str, row: KindRow, weak: bool) -> dict[str, Any]:
    because = {"en": "looked for and not found", "id": "dicari dan tidak ditemukan"}
    if row["by"] == "meaning":
        because = {"en": "a text alone does not tell", "id": "teks saja tidak menunjukkannya"}
    elif weak:
        because = {"en": "there are only candidates", "id": "hanya ada dugaan"}
    return {
        "kind": kind,
        "category": row["category"],
        "cells_searched": 1,
        "verdict": "cannot_tell" if weak or row["by"] == "meaning" else "absent",
        "because": because,
    }


def _found(hit: Hit, category: str, text: str, reveal: bool) -> dict[str, Any]:
    match = hit.match
    start, end = (match.start, match.end) if not hit.layer else (0, len(text))
    return {
        "kind": match.kind,
        "category": category,
        "table": "(text)",
        "field": "(text)",
        "values": 1,
        "distinct": 1,
        "records": 1,
        "free_text": end - start < len(text) or bool(hit.layer),
        "strength": "strong" if match.strong else "weak",
        "how": str(match.how),
        "layer": hit.layer,
        "start": start,
        "end": end,
        "masked_samples": [mask(match.kind, len(hit.value))],
        **({"revealed": [hit.value]} if reveal else {}),
    }
