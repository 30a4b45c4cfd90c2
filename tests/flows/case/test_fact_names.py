"""The names of facts: each has its words in both languages."""

from __future__ import annotations

import pytest

from waspada.flows.case.fact_names import KNOWN, Shape, known, label


@pytest.mark.parametrize("name", KNOWN)
def test_every_fact_has_a_label_in_both_languages(name: str) -> None:
    assert label(name, "en")
    assert label(name, "id")
    assert name == name.lower()
    if not name.startswith("vendor_account."):
        assert max(len(label(name, lang)) for lang in ("en", "id")) <= 23, "the column of `case show`"
    if name != "vendor":
        assert label(name, "en") != label(name, "id")


def test_a_note_is_called_by_its_own_name() -> None:
    assert label("note.insurer", "en") == label("note.insurer", "id") == "note.insurer"


def test_facts_of_a_family_carry_what_they_are_about() -> None:
    assert label("told.eu_gdpr.authority", "en") == "Done: eu_gdpr.authority"
    assert label("risk.all", "id") == "Risiko: all"
    found = known("judged.eu_nis2.significant")
    assert found is not None
    assert found.shape is Shape.YES_NO
    assert known("note.x") is None
