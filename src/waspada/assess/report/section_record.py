"""The record: the accounting, every field, every file, and how to repeat the run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from waspada.assess.report.draft import Draft
from waspada.assess.report.facts import dataset_of
from waspada.assess.report.model import Field, File, Unopened
from waspada.assess.report.text import Sentence
from waspada.core.language import Lang, in_language, size

_SHOWN_FIELDS = 1500
_SHOWN_FILES = 500


class Pair(NamedTuple):
    """A name and what stands beside it."""

    name: str
    value: str


class FieldRow(NamedTuple):
    """A field of the census."""

    name: str
    meaning: str
    filled: str
    share: str
    empty: str
    distinct: str
    note: str


class FileRow(NamedTuple):
    """A file as it was delivered."""

    name: str
    format: str
    records: str
    unreadable: str
    size: str
    hash: str


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that lets somebody check and repeat the run."""

    lead: Sentence
    counted_apart: Sentence
    accounting: tuple[Pair, ...]
    reasons: tuple[Pair, ...]
    decided: str
    rejected: tuple[Pair, ...]
    fields: tuple[FieldRow, ...]
    fields_note: str
    files: tuple[FileRow, ...]
    files_note: str
    unopened: tuple[Pair, ...]
    left_out: tuple[Pair, ...]
    repeat: str
    origin: tuple[Pair, ...]


def record(draft: Draft) -> Record:
    """Accounting, fields, files, repetition."""
    assessment = draft.assessment
    decisions = assessment.get("decisions", {})
    confirmed, rejected = decisions.get("confirmed", 0), decisions.get("rejected", 0)
    fields, files = assessment.get("fields", ()), assessment.get("files", ())
    quarantine = assessment.get("quarantine", {})
    return Record(
        draft.verdicts.accounting_lead(draft.facts),
        _counted_apart(draft),
        _accounting(draft),
        tuple(
            Pair(in_language(row["reason"], draft.lang), draft.number(row["count"]))
            for row in quarantine.get("reasons", ())
        ),
        draft.verdicts.decided(confirmed, rejected) if confirmed or rejected else "",
        tuple(
            Pair(in_language(row["reason"], draft.lang), draft.number(row["count"]))
            for row in decisions.get("reasons", ())
        ),
        tuple(_field_row(draft, field) for field in fields[:_SHOWN_FIELDS]),
        _and_more(draft, len(fields), _SHOWN_FIELDS),
        tuple(_file_row(draft, file) for file in files[:_SHOWN_FILES]),
        _and_more(draft, len(files), _SHOWN_FILES),
        _named(assessment.get("files_unopened", ()), draft.lang),
        _named(assessment.get("files_left_out", ()), draft.lang),
        draft.verdicts.repeat_lead() if draft.context.command else "",
        _origin(draft),
    )


def _named(rows: Sequence[Unopened], lang: Lang) -> tuple[Pair, ...]:
    return tuple(Pair(row["path"], in_language(row["reason"], lang)) for row in rows)


def _and_more(draft: Draft, count: int, shown: int) -> str:
    return draft.labels.and_more.format(count=draft.number(count)) if count > shown else ""


def _counted_apart(draft: Draft) -> Sentence:
    accounting = draft.assessment.get("accounting", {})
    apart = accounting.get("cells_counted_apart")
    if apart is None:
        return ()
    return draft.verdicts.counted_apart(accounting.get("cells", 0), accounting.get("cells_quarantined", 0), apart)


def _accounting(draft: Draft) -> tuple[Pair, ...]:
    accounting = draft.assessment.get("accounting", {})
    labels = draft.labels
    counts = (
        (labels.files, accounting.get("files")),
        (labels.records, accounting.get("records")),
        (f"– {labels.read_as_records}", accounting.get("records_parsed")),
        (f"– {labels.not_read}", accounting.get("records_quarantined")),
        (labels.cells, accounting.get("cells")),
        (labels.cells_quarantined, accounting.get("cells_quarantined")),
        (labels.cells_apart, accounting.get("cells_counted_apart")),
    )
    rows = [Pair(name, draft.number(count)) for name, count in counts if count is not None]
    for name, amount in (
        (labels.bytes, accounting.get("bytes")),
        (labels.bytes_unpacked, accounting.get("bytes_unpacked")),
    ):
        if amount is not None:
            rows.append(Pair(name, draft.words.bytes_exact(amount)))
    return tuple(rows)


def _field_row(draft: Draft, field: Field) -> FieldRow:
    filled, empty = field.get("filled", 0), field.get("empty", 0)
    labels = draft.labels
    notes = [labels.free_text] if field.get("free_text") else []
    if not filled and empty:
        notes.append(labels.empty_column)
    about = "≈ " if field.get("distinct_is_estimate") else ""
    meaning = field.get("meaning") or ""
    return FieldRow(
        draft.field(field["table"], field["path"]),
        draft.kind(meaning) if meaning else "",
        draft.number(filled),
        draft.share(filled, filled + empty),
        draft.number(empty),
        f"{about}{draft.number(field['distinct'])}" if "distinct" in field else "",
        ", ".join(notes),
    )


def _file_row(draft: Draft, file: File) -> FileRow:
    name = file.get("format", "")
    return FileRow(
        file["path"],
        draft.labels.unknown_format if name == "unknown" else name,
        draft.number(file["records"]) if "records" in file else "",
        draft.number(file["quarantined"]) if file.get("quarantined") else "",
        size(file["bytes"], draft.lang) if "bytes" in file else "",
        file.get("sha256", ""),
    )


def _origin(draft: Draft) -> tuple[Pair, ...]:
    labels, dataset = draft.labels, dataset_of(draft.assessment)
    origin = labels.origins.get(dataset.get("origin", ""), labels.not_stated)
    rows = [Pair(labels.dataset, dataset["name"]), Pair(labels.origin, origin)]
    if dataset.get("sha256"):
        rows.append(Pair(labels.hash, dataset["sha256"]))
    directory = draft.assessment.get("directory")
    if directory:
        size_of = f" ({draft.number(directory['rows'])} {labels.rows})" if "rows" in directory else ""
        rows.append(Pair(labels.directory, f"{directory['name']}{size_of}"))
        columns = ", ".join(f"{meaning} = {column}" for meaning, column in directory.get("columns", {}).items())
        if columns:
            rows.append(Pair(labels.recognised, columns))
    else:
        rows.append(Pair(labels.directory, labels.none))
    rows.append(Pair(labels.version, draft.context.version))
    return tuple(rows)
