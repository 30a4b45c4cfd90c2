"""The names of facts: each has its words in both languages."""

from __future__ import annotations

import pytest

from waspada.flows.case.fact_names import KNOWN, label


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
