"""What the report reads: `assessment.json` of the contract, with the additive keys that a page for people needs.

Every key is optional: a key that is missing makes the page say less, never something else. Counts that nobody could
take (an unmapped role, no directory) are null, never zero. No value from the data stands in any of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import Literal, Required, TypedDict

from waspada.core.language import Lang, Text

Verdict = Literal["holds", "contradicted", "cannot_tell"]


class Dataset(TypedDict, total=False):
    """`dataset`: what this is about."""

    name: Required[str]
    title: Text
    """As people call it: `Event export, March 2026`; `name` where missing."""
    origin: Literal["vendor", "own_export", "gateway", "attacker_sample"]
    """Stated by a person; missing means not stated."""
    sha256: str
    """Over the sorted hashes of its files."""


class Directory(TypedDict, total=False):
    """`directory`: the account list that people were looked up in; the key is null or missing without one."""

    name: Required[str]
    rows: int
    organisations: int
    columns: Mapping[str, str]
    """What was recognised: meaning → column name."""


class KindInfo(TypedDict, total=False):
    """A value of `kinds`, one for each kind searched for."""

    label: Required[Text]
    """Lower case, singular: `e-mail address`."""
    category: str
    by: Literal["form", "check", "meaning"]
    provider: str


class Accounting(TypedDict, total=False):
    """`accounting`, as in `scan`."""

    bytes: int
    bytes_unpacked: int
    bytes_as_text: int
    """Of files that no reader knows: searched as text, without fields."""
    files: int
    records: int
    records_parsed: int
    records_quarantined: int
    cells: int
    cells_quarantined: int
    cells_counted_apart: int


class File(TypedDict, total=False):
    """One of `files`, as in `scan`."""

    path: Required[str]
    sha256: str
    bytes: int
    format: str
    records: int
    parsed: int
    quarantined: int


class Unopened(TypedDict):
    """One of `files_unopened`: named, and the reason."""

    path: str
    reason: Text


class Field(TypedDict, total=False):
    """One of `fields`, as in `scan`."""

    table: Required[str]
    path: Required[str]
    meaning: str | None
    filled: int
    empty: int
    distinct: int
    distinct_is_estimate: bool
    free_text: bool
    categories: Sequence[str]
    masked_samples: Sequence[str]


class Finding(TypedDict, total=False):
    """One of `findings`, as in `scan`."""

    kind: Required[str]
    category: str
    table: str
    field: str
    values: int
    distinct: int
    records: int
    free_text: bool
    strength: Literal["strong", "weak"]
    how: str


class Absent(TypedDict, total=False):
    """One of `absent`, as in `scan`."""

    kind: Required[str]
    category: str
    cells_searched: int
    bytes_searched: int
    """Of text without fields."""
    verdict: Literal["absent", "cannot_tell"]
    because: Text | None


class Exposure(TypedDict, total=False):
    """One of `exposures`: a kind that was found strongly, with the people whose own value is there."""

    kind: Required[str]
    category: str
    people: int | None
    """Subjects with at least one value of their own; null without a directory."""
    values: int
    distinct: int
    records: int
    filled_share: float | None
    """Records that hold one, as a share of the records of the tables that have such a field; null for free text."""
    fields: Sequence[str]


class Secret(TypedDict, total=False):
    """One of `secrets`: all secrets of one kind, those in raw text included. Whose each one is stands in
    `restricted/secrets.csv`."""

    kind: Required[str]
    provider: str
    count: int
    """Different secrets."""
    people: int
    organisations: int
    unattributed: int
    """Different secrets found beside nobody."""
    fields: Sequence[str]
    how_to_revoke: Text
    revoke_source: str
    """Address of the provider's own page, shown as text."""


class People(TypedDict, total=False):
    """`people`, as in the contract, and the people whose role the directory does not tell or nobody mapped.
    Null in an admin count: the directory does not say."""

    matched: int
    unknown_with_contact: int
    mentioned: int
    device_only: int
    ambiguous: int
    total_at_least: int
    total_at_most: int
    organisations: int | None
    admins: int | None
    admins_without_mfa: int | None
    admins_mfa_unknown: int | None
    admins_role_unknown: int
    by_country: Mapping[str, int]
    by_region: Mapping[str, int]
    residence_unknown: int
    unknown_without_contact: int
    """Account ids that are in no directory and have no contact of their own."""
    organisations_unknown: int | None
    """Organisations that the dataset names and the directory does not; null where the directory names none."""
    shared_addresses: int
    """E-mail addresses that several of the subjects share …"""
    sharing_an_address: int
    """… and how many do."""


ClaimReason = Literal[
    "searched",
    "read",
    "searched_and_read",
    "found",
    "weak",
    "unread",
    "weak_and_unread",
    "without_fields",
    "not_searched",
    "listed",
    "unlisted",
    "not_there",
    "same",
    "differs",
    "without_value",
    "no_column",
]
"""Why a claim has its verdict; `words` has a sentence for each in both languages.

Absence: `searched` (by form, every cell), `read` (by meaning, every field that could hold it has one), `found`, `weak`
(only candidates), `unread` (fields that a person must read), `without_fields` (text
of which no field says what it means), `not_searched` (nothing looked). Exposed: `listed`
(every kind that was found is named), `unlisted` (found and not named), `not_there` (named and not found).
People: `same`, `differs`, `without_value`, `no_column`.
"""


class Evidence(TypedDict, total=False):
    """One item of a claim's `evidence`."""

    kind: str
    field: str
    table: str
    values: int
    records: int
    people: int | None
    value: str
    """For claims about a directory column: the differing value, `chat`."""


class Claim(TypedDict, total=False):
    """One of `claims`; the report writes `because` itself where `reason` is given, else shows `because`."""

    id: Required[str]
    text: Text
    verdict: Required[Verdict]
    because: Text
    evidence: Sequence[Evidence]
    reason: ClaimReason
    cells_searched: int
    bytes_searched: int
    kinds: Sequence[str]
    """Unnamed kinds (`unlisted`), kinds that are not there (`not_there`) or were not searched for (`not_searched`)."""
    values: int
    """Values found, or weak candidates."""
    people: int | None
    fields_to_read: int
    recall_found: int
    recall_planted: int


class Day(TypedDict, total=False):
    """One of `timeline.by_day`."""

    day: Required[str]
    records: Required[int]
    people: int


class Timeline(TypedDict, total=False):
    """`timeline`, as in the contract, with its zone and the records that carry no time."""

    first_record: str | None
    last_record: str | None
    by_day: Sequence[Day]
    zone: str
    undated: int


class Reason(TypedDict):
    """A reason and how often: of `quarantine.reasons` (records) and `decisions.reasons` (findings and matches)."""

    reason: Text
    count: int


class RawFinding(TypedDict, total=False):
    """What the raw text of unparsed records held, by kind; these values are in `findings` too."""

    kind: Required[str]
    values: int
    strength: Literal["strong", "weak"]


class Quarantine(TypedDict, total=False):
    """`quarantine`: records that could not be parsed, searched as raw text."""

    records: Required[int]
    reasons: Sequence[Reason]
    findings: Sequence[RawFinding]


class Decisions(TypedDict, total=False):
    """`decisions`: what people confirmed and rejected."""

    confirmed: int
    rejected: int
    reasons: Sequence[Reason]
    """Why rejected."""


class FieldToRead(TypedDict, total=False):
    """One of `fields_to_read`: free text without a meaning, which a person must read before absence can hold."""

    table: Required[str]
    path: Required[str]
    filled: int
    kinds: Sequence[str]
    """Kinds it could hold."""


class Assessment(TypedDict, total=False):
    """The whole input: contract keys first, additive keys after."""

    schema: str
    dataset: Dataset | str
    accounting: Accounting
    fields: Sequence[Field]
    findings: Sequence[Finding]
    absent: Sequence[Absent]
    people: People
    claims: Sequence[Claim]
    timeline: Timeline

    directory: Directory | None
    files: Sequence[File]
    files_unopened: Sequence[Unopened]
    files_left_out: Sequence[Unopened]
    """In the folder of the dataset, but no part of it: nothing is missing for that."""
    kinds: Mapping[str, KindInfo]
    layers: Sequence[str]
    """Encodings that were opened and searched too: `url`, `base64`, `json`, `html`."""
    exposures: Sequence[Exposure]
    secrets: Sequence[Secret]
    quarantine: Quarantine
    decisions: Decisions
    fields_to_read: Sequence[FieldToRead]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContext:
    """What the page needs and the assessment does not hold. Nothing here may differ from run to run."""

    version: str
    """Of Waspada."""
    command: str = ""
    """The command that repeats the run, without paths of this machine."""
    zone: tzinfo = UTC
    """The reader's zone, for moments; days keep the zone of the timeline."""
    other_languages: Mapping[Lang, str] = field(default_factory=dict)
    """File names of the same page in other languages, beside this one."""
    demo: bool = False
    """Everybody on the page is fictional: say so."""
