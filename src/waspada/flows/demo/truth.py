"""What the generator knows it wrote: the exact counts that an assessment of its dataset must reach."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any

SCHEMA = "waspada/demo-truth/1"


@dataclass(frozen=True, slots=True)
class FieldTruth:
    """One leaf path. `filled + empty` is how often the path is present in records that parse."""

    path: str
    """`properties.$email`; elements of a list as `properties.tags[]`; a planted secret that is a key as `<planted>`."""
    filled: int
    """Neither null nor an empty string."""
    empty: int
    """Explicit null or an empty string."""
    distinct: int
    """Different values among the filled; text, numbers and booleans never equal each other."""


@dataclass(frozen=True, slots=True)
class EmailTruth:
    """E-mail addresses in one leaf path, also those inside a text or a URL."""

    path: str
    values: int
    distinct: int
    """Different addresses as written."""
    distinct_lower: int
    """Different addresses in lower case."""
    records: int


@dataclass(frozen=True, slots=True)
class PersonTruth:
    """One subject: records whose own identity is this person's."""

    records: int
    duplicates: int
    """How many of these repeat the `$insert_id` of an earlier record."""
    fields: tuple[str, ...]
    """Leaf paths that are filled in at least one of these records."""
    first_seen: int
    """Epoch seconds, UTC."""
    last_seen: int


@dataclass(frozen=True, slots=True)
class OrganisationTruth:
    """One organisation of matched subjects, by membership in the directory."""

    people: int
    admins: int
    admins_without_mfa: int


@dataclass(frozen=True, slots=True)
class AmbiguousTruth:
    """One identity that fits several people: none of them is counted by these records."""

    reason: str
    """`conflict` (user id and e-mail name different people), `shared_email`, `shared_device`."""
    identifiers: tuple[str, ...]
    candidates: tuple[str, ...]
    """Account ids."""
    records: int


@dataclass(frozen=True, slots=True)
class PlantedSecret:
    """One secret and where it stands."""

    kind: str
    layer: str
    """How it is hidden: plain, text, nested, array, url, url_encoded, base64, json_string, html, key."""
    path: str
    """Leaf path of the cell that holds it."""
    line: int
    """From 1."""
    record_offset: int
    """Byte offset of the line in the file."""
    offset: int
    """Byte offset in the file of the secret, or of the encoded form that holds it."""
    sha256: str
    """Of the decoded value; the value itself stands only in the dataset."""
    person: str
    """Account id of the person whose record it stands in."""
    organisation: str


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line that is not a record."""

    reason: str
    """`truncated`, `invalid_utf8`, `not_json`."""
    line: int
    offset: int
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleTruth:
    """The counts of `people` in an assessment; all cover subjects, as the contract says."""

    matched: int
    unknown_with_contact: int
    mentioned: int
    """Addresses that stand only in free text or URLs of others' records."""
    mentioned_known: int
    """Those of them that the directory knows."""
    device_only: int
    ambiguous: int
    """Identities, not people."""
    organisations: int
    admins: int
    admins_without_mfa: int
    admins_mfa_unknown: int
    by_country: Mapping[str, int]
    by_region: Mapping[str, int]
    """Subjects whose region the directory knows."""
    residence_from_dataset: int
    residence_unknown: int
    by_product: Mapping[str, int]
    """Matched subjects by the directory's product column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Everything the dataset holds, known from how it was made."""

    seed: int
    events: int
    """Lines asked for; equals `records`."""
    records: int
    records_parsed: int
    records_quarantined: int
    duplicate_records: int
    """Parsed records that repeat an earlier `$insert_id`; they are counted in `records_parsed`."""
    bytes: int
    cells: int
    """JSON scalars of the parsed lines, null included."""
    odd_lines: int
    """Lines with an escape, a null or a nested object or list."""
    directory_accounts: int
    directory_rows: int
    """More than accounts: a person may belong to several organisations."""
    first_record: str
    last_record: str
    by_day: Mapping[str, int]
    """UTC day to parsed records."""
    people: PeopleTruth
    fields: tuple[FieldTruth, ...]
    emails: tuple[EmailTruth, ...]
    secrets: tuple[PlantedSecret, ...]
    broken: tuple[BrokenLine, ...]
    ambiguous: tuple[AmbiguousTruth, ...]
    mentions: tuple[str, ...]
    """The addresses counted as `mentioned`, lower case."""
    claims: Mapping[str, str]
    """Claim id to verdict."""
    claim_counts: Mapping[str, int]
    """Claim id to the count that contradicts it."""
    subjects: Mapping[str, PersonTruth] = field(repr=False)
    """By account id; people unknown to the directory by their address."""
    organisations: Mapping[str, OrganisationTruth] = field(repr=False)

    def write(self, path: Path) -> None:
        """As JSON; sets of field names that many people share are stored once."""
        known: dict[tuple[str, ...], int] = {}
        subjects = {
            person: [t.records, t.duplicates, known.setdefault(t.fields, len(known)), t.first_seen, t.last_seen]
            for person, t in self.subjects.items()
        }
        content: dict[str, Any] = {"schema": SCHEMA}
        content |= {
            f.name: _plain(getattr(self, f.name)) for f in fields(self) if f.name not in ("subjects", "organisations")
        }
        content["field_sets"] = [list(fields) for fields in known]
        content["subjects"] = subjects
        content["organisations"] = {
            k: [t.people, t.admins, t.admins_without_mfa] for k, t in self.organisations.items()
        }
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(element) for element in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def read(path: Path) -> Truth:
    """The same, from `truth.json`."""
    content = json.loads(path.read_text(encoding="utf-8"))
    sets = [tuple(fields) for fields in content.pop("field_sets")]
    content.pop("schema")
    people = content.pop("people")
    return Truth(
        people=PeopleTruth(**people),
        fields=tuple(FieldTruth(**row) for row in content.pop("fields")),
        emails=tuple(EmailTruth(**row) for row in content.pop("emails")),
        secrets=tuple(PlantedSecret(**row) for row in content.pop("secrets")),
        broken=tuple(BrokenLine(**row) for row in content.pop("broken")),
        ambiguous=tuple(
            AmbiguousTruth(row["reason"], tuple(row["identifiers"]), tuple(row["candidates"]), row["records"])
            for row in content.pop("ambiguous")
        ),
        mentions=tuple(content.pop("mentions")),
        subjects={k: PersonTruth(r, d, sets[f], a, z) for k, (r, d, f, a, z) in content.pop("subjects").items()},
        organisations={k: OrganisationTruth(*v) for k, v in content.pop("organisations").items()},
        **content,
    )
