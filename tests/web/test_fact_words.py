"""What a fact says, and what a form says back."""

from __future__ import annotations

import pytest
from django.utils import timezone, translation

from waspada.core.errors import BadInput
from waspada.flows.case.fact_names import KNOWN
from waspada.flows.case.facts import parsed
from waspada.web.fact_words import sent_moment, sent_text, value_text


@pytest.mark.parametrize(
    ("name", "value", "en", "indonesian"),
    [
        ("people", 20418, "20,418", "20.418"),
        ("people", {"at_least": 10000}, "at least 10,000", "sedikitnya 10.000"),
        ("people", {"at_least": 10, "at_most": 12}, "10 to 12", "10 sampai 12"),
        ("aware_at", "2025-11-25T14:02:00Z", "25 November 2025 at 21:02 WIB", "25 November 2025 pukul 21.02 WIB"),
        ("encrypted", False, "no", "tidak"),
        ("encrypted", None, "not known", "belum diketahui"),
        ("countries", ["ID", "US"], "Indonesia and United States", "Indonesia dan Amerika Serikat"),
        ("established_in", [], "none", "tidak ada"),
        ("eu_main_establishment", "none", "none", "tidak ada"),
        ("role", "processor", "processor", "prosesor data"),
        ("risk.all", "high", "high risk", "risiko tinggi"),
        ("note.x", "as it is", "as it is", "as it is"),
    ],
)
def test_values_in_words(name: str, value: object, en: str, indonesian: str) -> None:
    with timezone.override("Asia/Jakarta"):
        for lang, words in (("en", en), ("id", indonesian)):
            with translation.override(lang):
                assert value_text(name, value) == words


def test_what_a_form_says_is_what_facts_take() -> None:
    sent = {"at": "2025-03-09T08:30", "zone": "Asia/Jakarta", "at_least": "5", "value": "yes"}
    taken = {"aware_at": "2025-03-09T08:30:00+07:00", "people": {"at_least": 5}, "encrypted": True}
    assert {name: parsed(name, sent_text(name, sent), 1_800_000_000.0) for name in taken} == taken
    assert all(sent_text(name, {"unknown": "1"}) == "unknown" for name in KNOWN)


@pytest.mark.parametrize(
    ("text", "zone"), [("x", "UTC"), ("2025-03-09T08:30", ""), ("2025-03-09T08:30", "../etc/passwd")]
)
def test_a_time_without_a_zone_is_refused(text: str, zone: str) -> None:
    with pytest.raises(BadInput):
        sent_moment(text, zone)
    assert sent_moment("", zone) == ""
