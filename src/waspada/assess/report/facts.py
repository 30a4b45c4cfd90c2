"""The counts of an assessment as the sentences need them: derived once, never taken anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from waspada.assess.report.families import FAMILIES, Family, family_of
from waspada.assess.report.model import Assessment, Dataset, Exposure, Finding, People, Secret
from waspada.core import categories
from waspada.core.language import Lang, in_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Plain counts; null means that nobody could count it."""

    origin: str
    records: int
    parsed: int
    quarantined: int
    cells: int
    text: int
    """Bytes of text without fields."""
    found: bool
    """Something was found strongly …"""
    found_personal: bool
    """… and not only secrets."""
    kinds_searched: int
    files: int
    unknown_files: int
    unopened: int
    with_directory: bool
    with_timeline: bool
    at_least: int | None
    """People; null without a directory."""
    at_most: int | None
    matched: int
    unknown_with_contact: int
    unknown_without_contact: int
    mentioned: int
    device_only: int
    ambiguous: int
    organisations: int | None
    organisations_unknown: int
    shared_addresses: int
    sharing_an_address: int
    admins: int | None
    admins_without_mfa: int | None
    admins_mfa_unknown: int | None
    role_unknown: int
    countries: int
    residence_unknown: int
    secrets: int
    secrets_unattributed: int
    weak_values: int
    weak_kinds: int
    fields_to_read: int
    claims: int
    holds: int
    contradicted: int
    cannot_tell: int
    undated: int
    layers: tuple[str, ...]
    """Encodings that were opened and searched too: `url`, `base64`, `json`, `html`."""
    clear: tuple[Family, ...]
    """Families of which every kind was searched for and none found, most sensitive first."""

    @property
    def unreadable(self) -> bool:
        """Nothing could be read as records."""
        return self.parsed == 0

    @property
    def searched_all(self) -> bool:
        """Nothing stayed unopened, unread or undecided: absence may be said in the colour of absence."""
        hidden = self.quarantined + self.unopened + self.unknown_files
        return not hidden and not self.fields_to_read and not self.weak_values

    @property
    def settled(self) -> bool:
        """The least and the most are the same number."""
        return self.at_least == self.at_most


class Found(NamedTuple):
    """A kind that was found; with the people it concerns where they are few."""

    label: str
    few: int | None = None


class InText(NamedTuple):
    """Values of a kind in text without fields."""

    label: str
    values: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the sentences call by name, already in the page's language."""

    exposed: tuple[Found, ...] = ()
    """Kinds that were found, most sensitive first, secrets apart."""
    beside_nobody: tuple[str, ...] = ()
    """Kinds that were found, but as no person's own."""
    in_text: tuple[InText, ...] = ()
    """What stands in text without fields and is not told otherwise, most first; secrets apart."""
    unread: tuple[str, ...] = ()
    """Kinds that only a person who reads fields can tell."""
    secrets: tuple[str, ...] = ()
    contradicted: tuple[str, ...] = ()
    """Texts of the contradicted claims."""
    countries: tuple[str, ...] = ()
    """Where most people live."""
    contact: bool = False
    """Contact details are exposed: somebody can write to these people."""
    first: str = ""
    """Day of the first record."""


def dataset_of(assessment: Assessment) -> Dataset:
    """The dataset as a mapping, also where only its name is given."""
    given = assessment.get("dataset", "")
    return Dataset(name=given) if isinstance(given, str) else given


def kind_label(assessment: Assessment, kind: str, lang: Lang) -> str:
    """What people call a kind, or a category where a claim names one; its id where nobody said."""
    info = assessment.get("kinds", {}).get(kind)
    if info:
        return in_language(info["label"], lang)
    return categories.label(kind, lang) if categories.is_known(kind) else kind.replace(".", " ").replace("_", " ")


def category_of(assessment: Assessment, kind: str) -> str:
    info = assessment.get("kinds", {}).get(kind)
    return info.get("category", "") if info else ""


def field_label(table: str, path: str, several: bool) -> str:
    """A field as people see it: with its table only where there are several tables."""
    return f"{table}: {path}" if several and table else path


def is_secret(kind: str, category: str = "") -> bool:
    return family_of(kind, category).id in {"passwords", "sessions", "keys"}


def raw_kinds(assessment: Assessment) -> dict[str, int]:
    """Kinds that stand in the raw text of records that could not be parsed, with how many values."""
    found = assessment.get("quarantine", {}).get("findings", ())
    return {row["kind"]: row.get("values", 0) for row in found if row.get("strength") != "weak"}


def _strong(assessment: Assessment) -> Iterator[Finding]:
    """Strong findings, also those that only raw text holds: no list on the page may know less than another."""
    seen = set()
    for finding in assessment.get("findings", ()):
        if finding.get("strength") != "weak":
            seen.add(finding["kind"])
            yield finding
    for kind, values in raw_kinds(assessment).items():
        if kind not in seen:
            yield Finding(kind=kind, category=category_of(assessment, kind), values=values)


def exposures(assessment: Assessment) -> list[Exposure]:
    """What was found strongly, most people first; kinds whose people nobody counted come from the findings alone."""
    given = list(assessment.get("exposures", ()))
    counted = {row["kind"] for row in given}
    rows: dict[str, Exposure] = {}
    for finding in _strong(assessment):
        kind = finding["kind"]
        if kind not in counted:
            row = rows.setdefault(
                kind, Exposure(kind=kind, category=finding.get("category", ""), people=None, values=0)
            )
            row["values"] = row.get("values", 0) + finding.get("values", 0)
    return sorted(
        [*given, *rows.values()], key=lambda row: (-(row.get("people") or 0), -row.get("values", 0), row["kind"])
    )


def secrets(assessment: Assessment) -> list[Secret]:
    """Secrets by kind, most first; also those that were found and not looked up."""
    given = list(assessment.get("secrets", ()))
    known = {row["kind"] for row in given}
    rows: dict[str, Secret] = {}
    for finding in _strong(assessment):
        kind = finding["kind"]
        if kind not in known and is_secret(kind, finding.get("category", "")):
            row = rows.setdefault(kind, Secret(kind=kind, count=0, fields=[]))
            row["count"] = row.get("count", 0) + finding.get("distinct", finding.get("values", 0))
            row["fields"] = [*row.get("fields", ()), *([finding["field"]] if finding.get("field") else [])]
    return sorted([*given, *rows.values()], key=lambda row: (-row.get("count", 0), row["kind"]))


def _clear_families(assessment: Assessment) -> tuple[Family, ...]:
    searched: set[str] = set()
    open_: set[str] = set()
    for absent in assessment.get("absent", ()):
        family = family_of(absent["kind"], absent.get("category", ""))
        (searched if absent.get("verdict") == "absent" else open_).add(family.id)
    for finding in (*assessment.get("findings", ()), *_strong(assessment), *exposures(assessment)):
        open_.add(family_of(finding["kind"], finding.get("category", "")).id)
    return tuple(family for family in FAMILIES if family.id in searched - open_)


def _kinds_searched(assessment: Assessment) -> int:
    """What was searched for was found or is absent, where the list of kinds is not given."""
    found = {row["kind"] for row in assessment.get("findings", ()) if row.get("strength") != "weak"}
    return len(assessment.get("kinds", {})) or len(found | {row["kind"] for row in assessment.get("absent", ())})


def read(assessment: Assessment) -> Facts:
    """Take the counts out of an assessment."""
    accounting = assessment.get("accounting", {})
    people: People = assessment.get("people", {})
    counted = "people" in assessment and "total_at_least" in people
    findings = assessment.get("findings", ())
    weak = [finding for finding in findings if finding.get("strength") == "weak"]
    found_secrets = secrets(assessment)
    verdicts = [claim["verdict"] for claim in assessment.get("claims", ())]
    return Facts(
        origin=dataset_of(assessment).get("origin", ""),
        records=accounting.get("records", 0),
        parsed=accounting.get("records_parsed", 0),
        quarantined=accounting.get("records_quarantined", 0),
        cells=accounting.get("cells", 0),
        text=accounting.get("bytes_as_text", 0),
        found=any(True for _ in _strong(assessment)),
        found_personal=any(not is_secret(row["kind"], row.get("category", "")) for row in _strong(assessment)),
        kinds_searched=_kinds_searched(assessment),
        files=accounting.get("files", len(assessment.get("files", ()))),
        unknown_files=sum(file.get("format") == "unknown" for file in assessment.get("files", ())),
        unopened=len(assessment.get("files_unopened", ())),
        with_timeline="timeline" in assessment,
        with_directory=assessment.get("directory") is not None,
        at_least=people.get("total_at_least") if counted else None,
        at_most=people.get("total_at_most") if counted else None,
        matched=people.get("matched", 0),
        unknown_with_contact=people.get("unknown_with_contact", 0),
        unknown_without_contact=people.get("unknown_without_contact", 0),
        mentioned=people.get("mentioned", 0),
        device_only=people.get("device_only", 0),
        ambiguous=people.get("ambiguous", 0),
        organisations=people.get("organisations"),
        organisations_unknown=people.get("organisations_unknown") or 0,
        shared_addresses=people.get("shared_addresses", 0),
        sharing_an_address=people.get("sharing_an_address", 0),
        admins=people.get("admins"),
        admins_without_mfa=people.get("admins_without_mfa"),
        admins_mfa_unknown=people.get("admins_mfa_unknown"),
        role_unknown=people.get("admins_role_unknown", 0),
        countries=len(people.get("by_country", {})),
        residence_unknown=people.get("residence_unknown", 0),
        secrets=sum(secret.get("count", 0) for secret in found_secrets),
        secrets_unattributed=sum(secret.get("unattributed", 0) for secret in found_secrets),
        weak_values=sum(finding.get("values", 0) for finding in weak),
        weak_kinds=len({finding["kind"] for finding in weak}),
        fields_to_read=len(assessment.get("fields_to_read", ())),
        claims=len(verdicts),
        holds=verdicts.count("holds"),
        contradicted=verdicts.count("contradicted"),
        cannot_tell=verdicts.count("cannot_tell"),
        undated=assessment.get("timeline", {}).get("undated", 0),
        layers=tuple(assessment.get("layers", ())),
        clear=_clear_families(assessment),
    )
