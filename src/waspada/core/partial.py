"""What one split of a dataset comes down to: small Arrow tables that merge by grouping, no cell but ids and hits.

The unit of an assessment (`flows.unit`) makes one `Partial` from one `Split`; `assess` merges them. Everything personal
in it stays in the work folder (0700), encrypted where the case is, and goes when the run has succeeded.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

import pyarrow as pa

RAW_FIELD: Final = "(raw text)"
"""Field of findings in quarantined records and in files that no reader knows."""

MASK_BITS: Final = 60
"""Fields whose presence one mask word holds."""

IDENTITIES: Final = pa.schema(
    [
        ("table", pa.string()),
        # The identifiers of the record's own subject, as they came; null where the record has none.
        ("account", pa.string()),  # the account or user id ($user_id, user_id, requester_id …)
        (
            "alias",
            pa.string(),
        ),  # a second id of the same subject (distinct_id), often equal to account, e-mail or device
        ("email", pa.string()),
        ("device", pa.string()),
        ("organisation", pa.string()),
        # First value seen with these identifiers (by position).
        ("name", pa.string()),
        ("country", pa.string()),
        ("region", pa.string()),
        # Which of the table's dense fields (`DENSE.bit`) the records of this row hold; word i, bits 0..MASK_BITS-1.
        ("mask", pa.list_(pa.int64())),
        ("records", pa.int64()),
        ("first_position", pa.string()),  # "events.jsonl:123456" of the first record of this row
        ("first_order", pa.int64()),  # split number and row, so that the smallest is the first in the dataset
        ("first_seen", pa.int64()),  # microseconds UTC; null without a time
        ("last_seen", pa.int64()),
    ]
)
"""One row for each distinct (table, identifiers, mask)."""

DENSE: Final = pa.schema(
    [
        ("table", pa.string()),
        ("field", pa.string()),
        ("kind", pa.string()),
        ("strong", pa.bool_()),
        ("how", pa.string()),
        ("bit", pa.int32()),  # position in the mask: word bit // MASK_BITS, bit % MASK_BITS
        ("values", pa.int64()),
        ("records", pa.int64()),
    ]
)
"""Kinds that fill whole cells of a one-value-a-record field: counted here, given to people by the mask."""

DENSE_VALUES: Final = pa.schema(
    [("table", pa.string()), ("field", pa.string()), ("kind", pa.string()), ("value", pa.string())]
)
"""Different values of dense kinds recognised by form (e-mail addresses …), for exact distinct counts and matching; and
account ids in fields that do not say whose record it is."""

HITS: Final = pa.schema(
    [
        ("table", pa.string()),
        ("field", pa.string()),
        ("kind", pa.string()),
        ("strong", pa.bool_()),
        ("how", pa.string()),
        ("layer", pa.string()),  # "", "url-encoded", "base64", "json", "html" …: how deep it was hidden
        ("free_text", pa.bool_()),  # found inside a longer text
        ("value", pa.string()),  # the value itself
        ("identity", pa.int64()),  # row in IDENTITIES of the same partial; null in raw text
        ("values", pa.int64()),  # occurrences
        ("records", pa.int64()),  # records of this identity that hold this value in this field
        ("first_position", pa.string()),
        ("first_order", pa.int64()),
    ]
)
"""Sparse findings: one row for each (identity, field, kind, strength, how, layer, value)."""

HIT_RECORDS: Final = pa.schema(
    [
        ("table", pa.string()),
        ("field", pa.string()),
        ("kind", pa.string()),
        ("strong", pa.bool_()),
        ("how", pa.string()),
        ("free_text", pa.bool_()),
        ("records", pa.int64()),
    ]
)
"""Records with at least one such sparse finding (a record may hold several values)."""

FIELDS: Final = pa.schema(
    [
        ("table", pa.string()),
        ("path", pa.string()),
        ("meaning", pa.string()),  # kind id or ""
        ("meaning_from", pa.string()),  # "format", "name", "decision" or ""
        ("filled", pa.int64()),
        ("empty", pa.int64()),  # explicit null or ""
        ("characters", pa.int64()),
        ("wordy", pa.int64()),  # filled cells of three or more words
        ("hashes", pa.list_(pa.uint64())),  # the SKETCH smallest hashes of different values; all of them if fewer
        ("sample_hashes", pa.list_(pa.uint64())),  # keyed; the smallest few of all splits are shown, masked
        ("sample_lengths", pa.list_(pa.int32())),
        ("least", pa.int64()),  # of a field of ids whose filled cells are all whole numbers; else null
        ("most", pa.int64()),
        ("run_least", pa.list_(pa.int64())),  # of such a field: stretches of numbers without a gap between them,
        ("run_most", pa.list_(pa.int64())),
        ("run_first", pa.list_(pa.int64())),  # the day, since 1970 UTC, of both their ends (assess/id_rows.py);
        ("run_last", pa.list_(pa.int64())),  # null where the numbers are too far apart to be a row
        ("runs_exact", pa.bool_()),  # false: small gaps were closed
    ]
)
"""Census: filled + empty = cells of the field. The sum over all fields is the number of cells."""

SKETCH: Final = 65_536
"""Distinct counts are exact below this, and an estimate (k minimum values, Bar-Yossef 2002) from it on."""

DAYS: Final = pa.schema([("table", pa.string()), ("day", pa.string()), ("records", pa.int64())])
"""Records by day (UTC)."""

QUARANTINE: Final = pa.schema(
    [
        ("file", pa.string()),
        ("position", pa.int64()),
        ("reason", pa.string()),
        ("raw", pa.large_binary()),
        ("scalars", pa.int64()),
    ]
)

ACCOUNTING: Final = pa.schema(
    [
        ("file", pa.string()),
        ("format", pa.string()),
        ("table", pa.string()),
        ("bytes_unpacked", pa.int64()),
        ("records_parsed", pa.int64()),
        ("records_quarantined", pa.int64()),
        ("cells", pa.int64()),
        ("cells_quarantined", pa.int64()),
        ("cells_counted_apart", pa.int64()),
        ("duplicates", pa.int64()),
    ]
)


@dataclass(frozen=True, slots=True, repr=False)
class Partial:
    """The tables of one split, each with its schema above."""

    identities: pa.Table
    dense: pa.Table
    dense_values: pa.Table
    hits: pa.Table
    hit_records: pa.Table
    fields: pa.Table
    days: pa.Table
    quarantine: pa.Table
    accounting: pa.Table


SCHEMAS: Final = {
    "identities": IDENTITIES,
    "dense": DENSE,
    "dense_values": DENSE_VALUES,
    "hits": HITS,
    "hit_records": HIT_RECORDS,
    "fields": FIELDS,
    "days": DAYS,
    "quarantine": QUARANTINE,
    "accounting": ACCOUNTING,
}
assert list(SCHEMAS) == [field.name for field in fields(Partial)]
