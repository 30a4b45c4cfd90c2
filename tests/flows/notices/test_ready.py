"""Before letters go: every sentence against the log and the run, and whom the letters do not reach."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.store.case.sealed_case import new_case

from waspada.flows.case import facts as flow
from waspada.flows.notices import material as made
from waspada.flows.notices import ready
from waspada.flows.notices.material import House
from waspada.notify.material import Material, Said
from waspada.notify.sentence import Basis

NOW = 1_772_000_000.0
HOUSE = House(company="Example", contact="desk@example.com", sender_domains=("example.com",))
DOCUMENT: dict[str, Any] = {
    "accounting": {"cells": 9},
    "kinds": {
        "iban": {"category": "user.financial.bank_account", "label": {"en": "IBAN", "id": "IBAN"}},
        "email": {"category": "user.contact.email", "label": {"en": "e-mail address", "id": "alamat surel"}},
    },
    "findings": [{"kind": "email", "category": "user.contact.email", "strength": "strong", "values": 3}],
    "absent": [{"kind": "iban", "category": "user.financial.bank_account", "verdict": "absent"}],
    "exposures": [{"kind": "email"}],
}


def stated(case: Any, **values: str) -> dict[str, flow.Fact]:
    for name, value in values.items():
        flow.state(case, name, value, actor="dewi", now=NOW, cache=None)
    return flow.facts_of(case.custody.entries())


def codes(found: list[Any]) -> dict[str, bool]:
    return {one.code: one.blocks for one in found}


def test_only_what_we_confirmed_is_told_with_its_entry(tmp_path: Any) -> None:
    case = new_case(tmp_path / "case")
    flow.state(case, "acquired", "yes", actor="dewi", now=NOW, cache=None, by="vendor")
    known = stated(case, contained="yes", told_us_at="2026-02-01T08:00:00Z/2026-02-03T08:00:00Z", product="the desk")
    found = made.material(known, DOCUMENT, HOUSE, run=1, vendor="Acme")
    assert found.vendor is not None
    assert (found.vendor.value, found.vendor.entry) == ("Acme", 1)
    assert found.told_us_at is None  # known to three days, and told to the day
    assert found.what_happened == ()  # the vendor's word is a claim
    assert [one.backing["fact"] for one in found.what_we_did] == ["contained"]
    assert found.absent == ("user.financial",)
    assert made.entries_of(found) == [1, 3, 5]
    assert set(found.labels) == {"email"}
    attack = stated(case, occurred_from="2026-01-01T08:00:00Z/2026-01-02T08:00:00Z", occurred_to="2026-01-03T08:00:00Z")
    longest = made.material(attack, DOCUMENT, HOUSE, run=1, vendor="Acme").occurred_from
    assert longest is not None
    assert longest.value.startswith("2026-01-01")


def test_what_the_log_says_otherwise_by_now_blocks(tmp_path: Any) -> None:
    case = new_case(tmp_path / "case")
    found = made.material(stated(case, contained="yes"), DOCUMENT, HOUSE, run=1, vendor="Acme")
    assert codes(ready.from_backing(found, stated(case), DOCUMENT)) == {}
    assert codes(ready.from_backing(found, stated(case, contained="yes"), DOCUMENT)) == {"superseded": True}
    assert codes(ready.from_backing(found, stated(case, contained="unknown"), DOCUMENT)) == {"not_confirmed": True}
    assert codes(ready.from_backing(found, {}, DOCUMENT)) == {"not_confirmed": True}


def test_what_the_run_contradicts_or_cannot_tell_blocks(tmp_path: Any) -> None:
    case = new_case(tmp_path / "case")
    found = made.material(stated(case), DOCUMENT, HOUSE, run=1, vendor="Acme")
    there = {**DOCUMENT, "findings": [*DOCUMENT["findings"], {"kind": "iban", "strength": "strong", "values": 1}]}
    assert codes(ready.from_backing(found, {}, there)) == {"contradicted": True}
    assert codes(ready.from_backing(found, {}, {})) == {"contradicted": True}
    wrong = Said(id="x", text={"en": "No mail.", "id": "Tanpa surel."}, basis=Basis.COMPUTED,
                 backing={"check": "absent", "names": ["email"]})  # fmt: skip
    (one,) = ready.from_backing(replace(found, what_happened=(wrong,)), {}, DOCUMENT)
    assert "No mail." in one.words["en"]
    assert "Tanpa surel." in one.words["id"]


def test_a_letter_must_say_who_writes_where_to_ask_and_in_every_language() -> None:
    empty = Material(company="")
    assert codes(ready.from_material(empty, ["en"])) == {
        "no_company": True, "no_vendor": True, "no_contact": True, "says_little": False, "nothing_done": False,
    }  # fmt: skip
    half = replace(empty, what_we_did=(Said(id="x", text={"en": "Done."}),))
    assert codes(ready.from_material(half, ["en", "id"]))["untranslated"] is True


def test_whom_letters_do_not_reach_is_said_with_the_count() -> None:
    counts = {"without_address": 3, "ambiguous": 0, "without_text": {"de": 2, "fr": 1}}
    found = ready.ordered(ready.from_counts(counts, letters=0, held=2, newer=4))
    assert next(iter(codes(found))) == "no_letters"
    assert codes(found) == {
        "no_letters": True, "shared_open": False, "without_address": False, "other_language": False, "newer_run": False,
    }  # fmt: skip
    words = {one.code: one.words["en"] for one in found}
    assert "3 (de, fr)" in words["other_language"]
    assert ready.from_counts({}, letters=1, held=0) == []
    assert ready.as_json(found[0])["blocks"] is True
