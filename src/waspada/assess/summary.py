"""`assessment.json`: everything that the page says, in one document without a value from the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from waspada.assess.census import FieldRow, ToRead
from waspada.assess.counts import secrets
from waspada.assess.counts.evidence import Evidence
from waspada.assess.findings import AbsentRow, FindingRow, searched
from waspada.assess.id_rows import is_row
from waspada.assess.kinds import categories_of, label
from waspada.assess.partials import Merged
from waspada.assess.resolve import Resolved
from waspada.assess.result import Inputs
from waspada.core.language import LANGUAGES
from waspada.core.partial import RAW_FIELD

SCHEMA: Final = "waspada/assessment/1"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Parts:
    """What the document is put together from."""

    merged: Merged
    inputs: Inputs
    resolved: Resolved
    census: Sequence[FieldRow]
    found: Sequence[FindingRow]
    missing: Sequence[AbsentRow]
    unread: Sequence[ToRead]
    everybody: pa.Table
    subjects: npt.NDArray[np.bool_]
    organisations: pa.Table
    ambiguous: pa.Table
    secrets: pa.Table
    evidence: Evidence
    claims: Sequence[Mapping[str, Any]]
    distinct: Mapping[str, int]
    open: Mapping[str, int]
    first_last: Mapping[str, int | None]


def document(parts: Parts) -> dict[str, Any]:
    """The keys of the contract first, then those that a page for people needs."""
    inputs, mask = parts.inputs, parts.inputs.mask_path
    return {
        "schema": SCHEMA,
        "dataset": dict(inputs.dataset),
        "accounting": _accounting(parts),
        "fields": _fields(parts),
        "findings": [_finding(row, mask) for row in parts.found],
        "absent": [_absent(row) for row in parts.missing],
        "people": _people(parts),
        "claims": [_claim(row, mask) for row in parts.claims],
        "timeline": _timeline(parts),
        "directory": _directory(parts),
        "files": _files(parts),
        "files_unopened": [{**row, "path": mask(str(row["path"]))} for row in inputs.unopened],
        "files_left_out": [{**row, "path": mask(str(row["path"]))} for row in inputs.left_out],
        "kinds": {kind: _kind(kind, inputs) for kind in sorted(inputs.kinds)},
        "layers": list(inputs.layers),
        "exposures": _exposures(parts),
        "secrets": [
            {**row, "fields": sorted({mask(path) for path in row["fields"]})}
            for row in secrets.by_kind(parts.secrets, inputs.kinds)
        ],
        "quarantine": _quarantine(parts),
        "decisions": _decisions(parts),
        "fields_to_read": [
            {"table": mask(row.table), "path": mask(row.path), "filled": row.filled, "kinds": list(row.kinds)}
            for row in parts.unread
        ],
    }  # fmt: skip


def _accounting(parts: Parts) -> dict[str, int]:
    table = parts.merged.accounting
    sums = {
        name: int(pc.sum(table[name]).as_py() or 0)
        for name in table.column_names
        if pa.types.is_integer(table[name].type)
    }
    return {
        "bytes": sum(file.bytes for file in parts.inputs.files),
        "bytes_unpacked": sums["bytes_unpacked"],
        "bytes_as_text": searched(table).text,
        "files": len(parts.inputs.files),
        "records": sums["records_parsed"] + sums["records_quarantined"],
        "records_parsed": sums["records_parsed"],
        "records_quarantined": sums["records_quarantined"],
        "cells": sums["cells"],
        "cells_quarantined": sums["cells_quarantined"],
        "cells_counted_apart": sums["cells_counted_apart"],
        "duplicates": sums["duplicates"],
    }


def _files(parts: Parts) -> list[dict[str, Any]]:
    """The files as delivered; what stands in members of a container is counted with it."""
    names = {file.name for file in parts.inputs.files}
    counts: dict[str, list[int]] = {}
    columns = (parts.merged.accounting[name].to_pylist() for name in ("file", "records_parsed", "records_quarantined"))
    for name, parsed, quarantined in zip(*columns, strict=True):
        here = counts.setdefault(name if name in names else name.partition("!")[0], [0, 0])
        here[0] += parsed
        here[1] += quarantined
    rows = []
    for file in sorted(parts.inputs.files, key=lambda file: file.name):
        parsed, quarantined = counts.get(file.name, (0, 0))
        rows.append(
            {
                "path": parts.inputs.mask_path(file.name),
                "sha256": file.sha256,
                "bytes": file.bytes,
                "format": file.format,
                "records": parsed + quarantined,
                "parsed": parsed,
                "quarantined": quarantined,
            }
        )
    return rows


def _fields(parts: Parts) -> list[dict[str, Any]]:
    strong: dict[tuple[str, str], set[str]] = {}
    for row in parts.found:
        if row.strong:
            strong.setdefault((row.table, row.field), set()).add(row.kind)
    mask = parts.inputs.mask_path
    return [
        {
            "table": mask(field.table),
            "path": mask(field.path),
            "meaning": field.meaning or None,
            "filled": field.filled,
            "empty": field.empty,
            "distinct": field.distinct,
            "distinct_is_estimate": field.estimated,
            "free_text": field.free_text,
            "categories": categories_of(strong.get((field.table, field.path), ()), parts.inputs.kinds),
            "masked_samples": list(field.samples),
            **({"span": field.span} if field.span else {}),
            **(
                {"ids": field.row.as_json()}
                if field.row and is_row(field.distinct, field.span, estimated=field.estimated)
                else {}
            ),
        }
        for field in parts.census
    ]


def _finding(row: FindingRow, mask: Any) -> dict[str, Any]:
    return {
        "kind": row.kind, "category": row.category, "table": mask(row.table), "field": mask(row.field),
        "values": row.values, "distinct": row.distinct, "records": row.records, "free_text": row.free_text,
        "strength": "strong" if row.strong else "weak", "how": row.how, "masked_samples": list(row.samples),
    }  # fmt: skip


def _absent(row: AbsentRow) -> dict[str, Any]:
    return {
        "kind": row.kind, "category": row.category, "cells_searched": row.cells_searched,
        "bytes_searched": row.bytes_searched, "verdict": row.verdict, "because": dict(row.because),
    }  # fmt: skip


def _claim(row: Mapping[str, Any], mask: Any) -> dict[str, Any]:
    evidence = [
        {name: mask(value) if name in ("table", "field") else value for name, value in item.items()}
        for item in row["evidence"]
    ]
    return {**row, "evidence": evidence}


def _kind(kind: str, inputs: Inputs) -> dict[str, Any]:
    row = inputs.kinds[kind]
    known = {"category": row["category"], "by": row["by"], "provider": row.get("provider", "")}
    labels = {lang: label(kind, inputs.kinds, lang) for lang in LANGUAGES}
    return {"label": labels, **{name: value for name, value in known.items() if value}}


def _people(parts: Parts) -> dict[str, Any]:
    subjects = parts.everybody.filter(pa.array(parts.subjects))
    known = subjects["known"].to_numpy()
    matched, unknown = int(known.sum()), int(len(known) - known.sum())
    mentioned = parts.everybody.num_rows - subjects.num_rows
    ambiguous = parts.ambiguous.num_rows
    recognised = parts.inputs.directory.recognised if parts.inputs.directory else {}
    with_organisations = "organisation_id" in recognised or "organisation_name" in recognised
    return {
        "matched": matched,
        "unknown_with_contact": unknown,
        "mentioned": mentioned,
        "device_only": parts.open["device_only"],
        "ambiguous": ambiguous,
        "total_at_least": matched + unknown,
        "total_at_most": matched + unknown + ambiguous,
        "organisations": parts.organisations.num_rows if with_organisations else None,
        **_admins(subjects.filter(subjects["known"]), recognised),
        "by_country": _counted(subjects["country"]),
        "by_region": _counted(subjects["region"]),
        "residence_unknown": int(pc.sum(pc.equal(subjects["country"], "")).as_py() or 0),
        "unknown_without_contact": parts.open["unknown_without_contact"],
        "organisations_unknown": parts.resolved.organisations_unknown,
        **_shared(subjects["email"]),
    }


def _shared(addresses: pa.ChunkedArray) -> dict[str, int]:
    """E-mail addresses that several people have, and how many people that are."""
    counts = pc.value_counts(pc.utf8_lower(addresses.filter(pc.not_equal(addresses, "")))).field("counts").to_numpy()
    several = counts[counts > 1]
    return {"shared_addresses": len(several), "sharing_an_address": int(several.sum())}


def _admins(known: pa.Table, recognised: Mapping[str, str]) -> dict[str, int | None]:
    """Null where the directory does not say: an unmapped role or an empty column is unknown, never zero."""
    admin = np.asarray(known["admin"].to_pylist(), dtype=object)
    mfa = np.asarray(known["mfa"].to_pylist(), dtype=object)
    role_unknown = int((admin == "unknown").sum())
    if "role" not in recognised or (len(admin) and role_unknown == len(admin)):
        return {
            "admins": None,
            "admins_without_mfa": None,
            "admins_mfa_unknown": None,
            "admins_role_unknown": len(admin),
        }
    admins, off = int((admin == "yes").sum()), int(((admin == "yes") & (mfa == "off")).sum())
    unsaid = int(((admin == "yes") & (mfa == "unknown")).sum())
    nobody_says = "mfa" not in recognised or bool(admins and unsaid == admins)
    return {
        "admins": admins,
        "admins_without_mfa": None if nobody_says else off,
        "admins_mfa_unknown": unsaid,
        "admins_role_unknown": role_unknown,
    }


def _counted(values: Any) -> dict[str, int]:
    return dict(sorted(Counter(value for value in values.to_pylist() if value).items()))


def _timeline(parts: Parts) -> dict[str, Any]:
    days: Counter[str] = Counter()
    for day, records in zip(
        parts.merged.days["day"].to_pylist(), parts.merged.days["records"].to_pylist(), strict=True
    ):
        days[day or ""] += records
    parsed = pc.sum(parts.merged.accounting["records_parsed"]).as_py() or 0
    days.pop("", None)
    return {
        "first_record": _moment(parts.first_last["first"]),
        "last_record": _moment(parts.first_last["last"]),
        "by_day": [{"day": day, "records": records} for day, records in sorted(days.items())],
        "zone": parts.inputs.zone,
        "undated": max(0, parsed - days.total()),
    }


def _moment(microseconds: int | None) -> str | None:
    if microseconds is None:
        return None
    try:
        text = (_EPOCH + timedelta(microseconds=microseconds)).isoformat()
    except OverflowError:
        return None
    return text.removesuffix("+00:00") + "Z"


def _directory(parts: Parts) -> dict[str, Any] | None:
    directory = parts.inputs.directory
    if directory is None:
        return None
    return {
        "name": parts.inputs.mask_path(directory.name),
        "rows": parts.resolved.rows,
        "columns": dict(directory.recognised),
    }


def parsed_by_table(merged: Merged) -> Counter[str]:
    records: Counter[str] = Counter()
    columns = (merged.accounting[name].to_pylist() for name in ("table", "records_parsed"))
    for table, parsed in zip(*columns, strict=True):
        records[table] += parsed
    return records


def _exposures(parts: Parts) -> list[dict[str, Any]]:
    records = parsed_by_table(parts.merged)
    kinds: dict[str, list[FindingRow]] = {}
    for row in parts.found:
        if row.strong:
            kinds.setdefault(row.kind, []).append(row)
    return [_exposure(kind, rows, records, parts) for kind, rows in sorted(kinds.items())]


def _exposure(kind: str, rows: Sequence[FindingRow], records: Counter[str], parts: Parts) -> dict[str, Any]:
    by_field: Counter[tuple[str, str]] = Counter()
    for row in rows:
        by_field[row.table, row.field] += row.records
    most: dict[str, int] = {}
    for (table, _), count in by_field.items():
        most[table] = min(max(most.get(table, 0), count), records[table] or count)
    whole = {row.table for row in rows if not row.free_text and row.field != RAW_FIELD}
    of = sum(records[table] for table in whole)
    distinct = parts.distinct.get(kind, 0)
    return {
        "kind": kind,
        "category": rows[0].category,
        "people": parts.evidence.people_with(frozenset({kind}), parts.subjects) if parts.inputs.directory else None,
        "values": sum(row.values for row in rows),
        "distinct": max([distinct, *(row.distinct for row in rows)]),
        "records": sum(most.values()),
        "filled_share": round(sum(most[table] for table in whole) / of, 6) if of else None,
        "fields": sorted({parts.inputs.mask_path(row.field) for row in rows}),
    }


def _quarantine(parts: Parts) -> dict[str, Any]:
    reasons = Counter(parts.merged.quarantine["reason"].to_pylist())
    raw: Counter[tuple[str, str]] = Counter()
    for row in parts.found:
        if row.field == RAW_FIELD:
            raw[row.kind, "strong" if row.strong else "weak"] += row.values
    return {
        "records": parts.merged.quarantine.num_rows,
        "reasons": [{"reason": reason, "count": count} for reason, count in sorted(reasons.items())],
        "findings": [
            {"kind": kind, "values": count, "strength": strength} for (kind, strength), count in sorted(raw.items())
        ],
    }


def _decisions(parts: Parts) -> dict[str, Any]:
    given = parts.inputs.decisions
    applied = (*given.fields, *given.findings, *parts.resolved.rejected)
    rejected = [decision for decision in applied if decision.rejected]
    reasons = Counter((decision.reason.get("en", ""), decision.reason.get("id", "")) for decision in rejected)
    return {
        "confirmed": len(applied) - len(rejected),
        "rejected": len(rejected),
        "reasons": [
            {"reason": {"en": en, "id": other}, "count": count} for (en, other), count in sorted(reasons.items())
        ],
        "not_found": len(given.everything) - len(applied),
    }
