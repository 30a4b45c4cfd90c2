"""What every section is written from: the assessment, its counts, the names in the page's language, and the voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from waspada.assess.report import facts as counts
from waspada.assess.report.countries import country
from waspada.assess.report.facts import Facts, Found, InText, Names
from waspada.assess.report.families import FAMILIES, SENSITIVE, family_of
from waspada.assess.report.labels import Labels
from waspada.assess.report.model import Assessment, Exposure, ReportContext
from waspada.assess.report.words import Verdicts, Voice, Words, voice
from waspada.core.language import Lang, day, in_language, number, part_of, percent
from waspada.core.partial import RAW_FIELD

_NAMED_COUNTRIES = 3
_FEW = 0.1
"""A kind that concerns a smaller share of the people is named with its count, or the list would mislead."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One page in the making."""

    assessment: Assessment
    context: ReportContext
    lang: Lang
    facts: Facts
    names: Names
    voice: Voice

    @property
    def labels(self) -> Labels:
        return self.voice.labels

    @property
    def words(self) -> Words:
        return self.voice.words

    @property
    def verdicts(self) -> Verdicts:
        return self.voice.verdicts

    @property
    def several_tables(self) -> bool:
        return len({field["table"] for field in self.assessment.get("fields", ())}) > 1

    def kind(self, kind: str) -> str:
        return counts.kind_label(self.assessment, kind, self.lang)

    def field(self, table: str, path: str) -> str:
        return counts.field_label(table, path, self.several_tables)

    def number(self, value: int | None) -> str:
        """A count, or the word for one that nobody could take."""
        return self.labels.unknown_value if value is None else number(value, self.lang)

    def share(self, part: int, whole: int) -> str:
        return part_of(part, whole, self.lang)

    def percent(self, share: float | None) -> str:
        return "" if share is None else percent(share, self.lang)


def draft(assessment: Mapping[str, Any], lang: Lang, context: ReportContext) -> Draft:
    """Read the counts and name what the sentences call by name."""
    given = cast(Assessment, assessment)
    return Draft(given, context, lang, counts.read(given), _names(given, lang), voice(lang))


def _names(assessment: Assessment, lang: Lang) -> Names:
    found = counts.exposures(assessment)
    whole = assessment.get("people", {}).get("total_at_least", 0)
    ordinary = [
        row for row in found if not counts.is_secret(row["kind"], row.get("category", "")) and row.get("people") != 0
    ]
    ordinary.sort(key=lambda row: _weight(row, whole))
    claims = assessment.get("claims", ())
    by_country = assessment.get("people", {}).get("by_country", {})
    most = sorted(by_country.items(), key=lambda item: (-item[1], item[0]))[:_NAMED_COUNTRIES]
    first = assessment.get("timeline", {}).get("first_record") or ""
    exposed = tuple(dict.fromkeys(_found(assessment, row, whole, lang) for row in ordinary))
    return Names(
        exposed=exposed,
        beside_nobody=_beside_nobody(assessment, found, lang),
        in_text=_in_text(assessment, {row["kind"] for row in ordinary}, lang),
        unread=_unread(assessment, lang),
        secrets=tuple(
            dict.fromkeys(counts.kind_label(assessment, row["kind"], lang) for row in counts.secrets(assessment))
        ),
        contradicted=tuple(
            in_language(claim.get("text"), lang).rstrip(".") or claim.get("id", "")
            for claim in claims
            if claim["verdict"] == "contradicted"
        ),
        countries=tuple(country(code, lang) for code, _ in most),
        contact=any(family_of(row["kind"], row.get("category", "")).id == "contact" for row in found),
        first=day(date.fromisoformat(first[:10]), lang) if first else "",
    )


def _beside_nobody(assessment: Assessment, found: Sequence[Exposure], lang: Lang) -> tuple[str, ...]:
    rows = [
        row
        for row in found
        if row.get("people") == 0
        and not counts.is_secret(row["kind"], row.get("category", ""))
        and list(row.get("fields", ())) != [RAW_FIELD]
    ]
    return tuple(dict.fromkeys(counts.kind_label(assessment, row["kind"], lang) for row in rows))


def _in_text(assessment: Assessment, told: set[str], lang: Lang) -> tuple[InText, ...]:
    """Of a few broken records only what stands nowhere else; of whole files everything."""
    whole = assessment.get("accounting", {}).get("bytes_as_text", 0) > 0
    rows = [
        (values, kind)
        for kind, values in counts.raw_kinds(assessment).items()
        if (whole or kind not in told) and not counts.is_secret(kind, counts.category_of(assessment, kind))
    ]
    rows.sort(key=lambda row: (-row[0], row[1]))
    return tuple(InText(counts.kind_label(assessment, kind, lang), values) for values, kind in rows)


def _unread(assessment: Assessment, lang: Lang) -> tuple[str, ...]:
    """Conversations first: what people ask about first."""
    kinds = {kind for field in assessment.get("fields_to_read", ()) for kind in field.get("kinds", ())}
    order = sorted(
        kinds, key=lambda kind: (FAMILIES.index(family_of(kind, counts.category_of(assessment, kind))), kind)
    )
    return tuple(dict.fromkeys(counts.kind_label(assessment, kind, lang) for kind in order))


def _weight(row: Exposure, whole: int) -> tuple[bool, int]:
    """Sensitive kinds first, then what concerns most people, then what concerns few."""
    family = family_of(row["kind"], row.get("category", ""))
    people = row.get("people")
    few = people is not None and people < whole * _FEW
    return few and family.id not in SENSITIVE, FAMILIES.index(family)


def _found(assessment: Assessment, row: Exposure, whole: int, lang: Lang) -> Found:
    people = row.get("people")
    few = people if people is not None and people < whole * _FEW else None
    return Found(counts.kind_label(assessment, row["kind"], lang), few)
