"""The register: every breach, also un-notified, with effects, remedy, risk, and why nobody was told."""

from __future__ import annotations

from tests.flows.forms.made import FACTS, case, log, stated

from waspada.core.custody import Action
from waspada.flows.forms.register import ORDER, as_table, record_of

HEADINGS = {name: name for name in ("case", "name", *ORDER)}


def test_a_breach_that_was_told_says_when() -> None:
    entries = log(FACTS, stated("told.id_pdp.authority", "2025-11-26T08:00:00Z"))
    (told,) = record_of(case(entries), "November").of("told")
    assert told.duty == "id_pdp.authority"
    assert told.why["en"] == "26 November 2025 at 08:00 UTC"


def test_a_breach_without_risk_is_in_it_with_the_reasons() -> None:
    risk = {"group": "all", "severity": "low", "likelihood": "unlikely", "level": "unlikely"}
    entries = log(FACTS, (Action.RISK, risk, "the data is public anyway"))
    record = record_of(case(entries), "November")
    why = {notice.duty: notice for notice in record.of("not_owed")}
    assert why["uk_gdpr.authority"].why["en"]
    assert why["uk_gdpr.authority"].why["id"] != why["uk_gdpr.authority"].why["en"]
    risks = next(answer for answer in record.filled.answers if answer.ask.id == "risk")
    assert "The data is public anyway." in risks.text("en")


def test_it_documents_facts_effects_and_remedy() -> None:
    record = record_of(case(), "November")
    assert [part.id for part, _ in record.filled.parts] == ["facts", "data", "effects", "remedy", "risk"]
    assert record.filled.lacks == []


def test_the_table_has_a_row_a_breach_in_either_language() -> None:
    table = as_table([record_of(case(), "November"), record_of(case(log({})), "=Other")], HEADINGS, "id", "tidak tahu")
    rows = table.to_pylist()
    assert [row["name"] for row in rows] == ["November", "=Other"]
    assert rows[1]["Fakta: Apa yang terjadi, dan bagaimana"] == "tidak tahu"
    assert "Komisioner Informasi Britania Raya" in rows[0]["owed"]
    assert as_table([], HEADINGS, "en", "").num_rows == 0
