"""Headings and column names of the page in both languages; one class, so that no language can miss one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Every fixed word of the page."""

    report: str
    digest: str
    contents: str
    exposed: str
    exposed_short: str
    absent: str
    absent_short: str
    secrets: str
    secrets_short: str
    who: str
    who_short: str
    when: str
    claims: str
    claims_short: str
    unknown: str
    unknown_short: str
    steps: str
    steps_short: str
    record: str
    language: str
    skip: str
    demo: str

    data: str
    people: str
    filled: str
    values: str
    where: str
    verdict: str
    why: str
    searched: str
    not_found: str
    cannot_tell: str
    all_kinds: str
    kind: str
    secret: str
    count: str
    owner: str
    how_to_revoke: str
    see: str
    no_advice: str
    relation: str
    counts_as: str
    in_directory: str
    own_contact: str
    open_identity: str
    unknown_account: str
    mentioned: str
    device_only: str
    certain: str
    open: str
    not_counted: str
    country: str
    by_region: str
    region: str
    residence_unknown: str
    more_countries: str
    chart_who: str
    chart_when: str
    table_behind: str
    day: str
    week: str
    month: str
    records: str
    claim: str
    verdicts: Mapping[str, str]
    evidence: str
    fields_to_read: str
    field: str
    table: str
    could_hold: str
    urgent: str
    accounting: str
    what: str
    read_as_records: str
    not_read: str
    cells: str
    cells_quarantined: str
    cells_apart: str
    bytes: str
    bytes_unpacked: str
    files: str
    reasons: str
    rejected_reasons: str
    reason: str
    census: str
    meaning: str
    empty: str
    distinct: str
    free_text: str
    empty_column: str
    weak: str
    file: str
    format: str
    unreadable_files: str
    left_out_files: str
    unknown_format: str
    size: str
    hash: str
    repeat: str
    command: str
    dataset: str
    directory: str
    version: str
    origin: str
    origins: Mapping[str, str]
    not_stated: str
    none: str
    rows: str
    recognised: str
    no_personal_value: str
    unknown_value: str
    every_finding: str
    how: str
    hows: Mapping[str, str]
    """How a finding was recognised, by the word that detection uses."""
    on_screen: str
    """Where a long table is that print leaves out."""
    revoke_first: str
    and_more: str
    other_languages: str
    share: str
    note: str
    decisions: str
    first_and_last: str
    filled_means: str
    nothing_exposed: str
    nothing_absent: str
    less_frequent: str
    nothing_to_do: str
