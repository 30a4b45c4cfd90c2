"""What people stated becomes sentences that say whose word it is."""

from __future__ import annotations

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from tests.flows.forms.made import case, log, stated

from waspada.flows.forms.said import answer_sentence, ended, fact_sentence, value_text


@pytest.mark.parametrize(
    ("name", "value", "en", "other"),
    [
        ("people", 1200, "1,200", "1.200"),
        ("people", {"at_least": 10, "at_most": 20}, "10 to 20", "10 hingga 20"),
        ("people", {"at_least": 10}, "at least 10", "sedikitnya 10"),
        ("countries", ["ID", "DE"], "Indonesia and Germany", "Indonesia dan Jerman"),
        ("sectors", [], "none", "tidak ada"),
        ("encrypted", False, "no", "tidak"),
        ("role", "processor", "processor", "prosesor data"),
        ("eu_main_establishment", "IE", "Ireland", "Irlandia"),
        ("aware_at", "2025-11-25T14:02:00Z", "25 November 2025 at 14:02 UTC", "25 November 2025 pukul 14.02 UTC"),
    ],
)
def test_values_are_written_as_people_write_them(name: str, value: object, en: str, other: str) -> None:
    assert value_text(name, value, "en", UTC) == en  # type: ignore[arg-type]
    assert value_text(name, value, "id", UTC) == other  # type: ignore[arg-type]


def test_a_range_of_time_has_two_ends_in_the_zone_of_the_form() -> None:
    value = {"from": "2025-11-25T14:00:00Z", "to": "2025-11-25T15:00:00Z"}
    text = value_text("detected_at", value, "id", ZoneInfo("Asia/Jakarta"))
    assert text == "25 November 2025 pukul 21.00 WIB hingga 25 November 2025 pukul 22.00 WIB"


def test_what_is_unknown_is_no_sentence() -> None:
    assert fact_sentence(case(log({"cause": None})), "cause") is None
    assert fact_sentence(case(log({})), "cause") is None
    assert answer_sentence(case(log({})), "when") is None


def test_doubt_and_dispute_are_said() -> None:
    entries = log(
        {},
        stated("contained", True),
        stated("contained", False, by="press", status="claimed"),
        stated("acquired", True, status="claimed"),
    )
    contained, acquired = fact_sentence(case(entries), "contained"), fact_sentence(case(entries), "acquired")
    assert contained is not None
    assert acquired is not None
    assert contained.text["en"] == "Access is closed: yes (others say otherwise)."
    assert acquired.text["id"] == "Data diambil: ya (belum dipastikan)."


def test_sentences_end_once() -> None:
    assert (ended("Yes."), ended("Yes"), ended("Yes.", " (so)")) == ("Yes.", "Yes.", "Yes (so).")
