"""Facts: three people state them, nothing is overwritten, and a claim never hides what is confirmed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from waspada.core.custody import Action
from waspada.core.errors import BadInput
from waspada.flows.case.facts import Fact, Statement, Status, as_json, bounds, facts_of, moments, parsed, state
from waspada.store.case.folder import CaseFolder, create

NOW = 1764079320.0  # 2025-11-25T14:02:00Z
DAY = {"from": "2025-11-09T00:00:00Z", "to": "2025-11-10T00:00:00Z"}


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    return create(tmp_path / "case", title="t", vendor="v", actor="alice", clock=lambda: NOW)


def say(case: CaseFolder, name: str, value: str, actor: str = "alice", **more: str) -> Statement:
    return state(case, name, value, actor=actor, now=NOW, cache=None, **more)


def fact(case: CaseFolder, name: str) -> Fact:
    return facts_of(case.custody.entries())[name]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("aware_at", "2025-11-25T21:02:00+07:00", "2025-11-25T21:02:00+07:00"),
        ("detected_at", "2025-11-09T00:00Z/2025-11-10T00:00Z", DAY),
        ("people", "12000", 12000),
        ("people", "0", 0),
        ("people", "10000-12000", {"at_least": 10000, "at_most": 12000}),
        ("records", "10000+", {"at_least": 10000}),
        ("people", "Unknown", None),
        ("fields", "name, email,,name", ["name", "email"]),
        ("countries", "id, SG,ID", ["ID", "SG"]),
        ("encrypted", "no", False),
        ("key_taken", "ya", True),
        ("note.insurer", "told\nby phone", "told\nby phone"),
        ("vendor_account.records", "17-17", {"at_least": 17, "at_most": 17}),
    ],
)  # fmt: skip
def test_a_value_is_kept_in_its_shape(name: str, text: str, value: Any) -> None:
    assert parsed(name, text, NOW) == value


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("aware_at", "2025-11-25", "is not a time"),
        ("aware_at", "2025-11-25T14:02:00", "names no time zone"),
        ("aware_at", "2025-11-26T14:02:00Z", "in the future"),
        ("detected_at", "2025-11-10T00:00Z/2025-11-09T00:00Z", "ends before it begins"),
        ("detected_at", "2025-11-08T00:00Z/2025-11-09T00:00Z/2025-11-10T00:00Z", "neither a time nor a range"),
        ("people", "12,000", "is not a count"),
        ("people", "-5", "is not a count"),
        ("people", "about 10", "is not a count"),
        ("people", "٣", "is not a count"),
        ("people", "12000-10000", "ends before it begins"),
        ("countries", "ID,Indonesia", "number 2 is no country code"),
        ("countries", "XQ", "number 1 is no country code"),
        ("encrypted", "perhaps", "yes, no or unknown"),
        ("fields", ", ,", "nothing in it"),
        ("product", "", "is empty"),
        ("product", "a\x1b[0m", "control character"),
    ],
)
def test_a_value_of_the_wrong_shape_is_refused(case: CaseFolder, name: str, text: str, problem: str) -> None:
    with pytest.raises(BadInput, match=problem):
        say(case, name, text)
    assert len(case.custody.entries()) == 1


@pytest.mark.parametrize("name", ["aware", "People", "note.", "note.A b", "", "secret_plan"])
def test_a_name_that_nobody_knows_is_refused(case: CaseFolder, name: str) -> None:
    with pytest.raises(BadInput, match="no name that we know") as caught:
        say(case, name, "1")
    assert "aware_at" in caught.value.advice


def test_personal_values_stay_out_of_the_log(case: CaseFolder, waspada_home: Path) -> None:
    with pytest.raises(BadInput, match="e-mail address"):
        state(
            case,
            "note.contact",
            "ask budi@vendor.example",
            actor="alice",
            now=NOW,
            cache=waspada_home / "cache",
        )
    assert b"budi" not in (case.path / "custody.ndjson").read_bytes()


def test_a_new_word_supersedes_the_old_one_of_the_same_party_only(case: CaseFolder) -> None:
    first = say(case, "people", "8000", by="vendor")
    ours = say(case, "people", "11204", "bob", source="our count")
    again = say(case, "people", "10000-12000", "charlie", by="vendor")
    assert (first.supersedes, ours.supersedes, again.supersedes) == (None, None, first.entry)
    known = fact(case, "people")
    assert known.confirmed == ours
    assert known.best == ours
    assert known.claims == (again,)
    assert [(one.actor, one.value) for one in known.history] == [
        ("alice", 8000),
        ("bob", 11204),
        ("charlie", {"at_least": 10000, "at_most": 12000}),
    ]
    assert not known.disputed, "a range and a number in it can both be true"


def test_claims_and_what_is_confirmed_stand_apart(case: CaseFolder) -> None:
    claim = say(case, "people", "9000000", by="attacker")
    assert claim.status is Status.CLAIMED
    assert fact(case, "people").confirmed is None
    assert fact(case, "people").best == claim
    say(case, "people", "11204", "bob")
    assert fact(case, "people").disputed
    assert fact(case, "people").best == fact(case, "people").confirmed


def test_what_others_say_cannot_be_put_down_as_confirmed(case: CaseFolder) -> None:
    with pytest.raises(BadInput, match="is a claim until one of us confirms it"):
        say(case, "people", "9", by="vendor", status="confirmed")
    with pytest.raises(BadInput, match="either unknown or has a value"):
        say(case, "people", "9", status="unknown")
    with pytest.raises(BadInput, match="either unknown or has a value"):
        say(case, "people", "unknown", status="confirmed")
    with pytest.raises(BadInput, match="nobody we know"):
        say(case, "people", "9", by="neighbour")
    assert len(case.custody.entries()) == 1


def test_what_was_confirmed_can_become_unknown_again(case: CaseFolder) -> None:
    say(case, "people", "9")
    claim = say(case, "people", "12", "bob", by="vendor")
    taken_back = say(case, "people", "unknown", "charlie", reason="the count was wrong")
    known = fact(case, "people")
    assert known.ours == taken_back
    assert known.confirmed is None
    assert known.best == claim
    assert not known.disputed
    assert len(known.history) == 3


def test_the_same_moment_in_two_zones_is_no_dispute(case: CaseFolder) -> None:
    say(case, "detected_at", "2025-11-09T07:00:00+07:00", by="vendor")
    say(case, "detected_at", "2025-11-09T00:00:00Z", "bob")
    assert not fact(case, "detected_at").disputed
    say(case, "detected_at", "2025-11-08T00:00:00Z", "charlie")
    assert fact(case, "detected_at").disputed


def test_lists_agree_whatever_their_order(case: CaseFolder) -> None:
    say(case, "fields", "name,Email", by="vendor")
    say(case, "fields", "email,name")
    assert not fact(case, "fields").disputed
    say(case, "fields", "email,name,phone")
    assert fact(case, "fields").disputed


def test_facts_come_in_our_order_and_notes_after_them(case: CaseFolder) -> None:
    for name, value in (("note.b", "x"), ("people", "1"), ("note.a", "x"), ("cause", "phishing")):
        say(case, name, value)
    assert list(facts_of(case.custody.entries())) == ["cause", "people", "note.b", "note.a"]


def test_bounds_and_moments_for_whoever_computes() -> None:
    assert bounds(5) == (5, 5)
    assert bounds({"at_least": 5}) == (5, float("inf"))
    assert bounds(None) == (0, float("inf"))
    assert moments(None) is None
    first, last = moments({"from": "2025-11-09T00:00:00Z", "to": "2025-11-10T00:00:00Z"}) or (None, None)
    assert first is not None
    assert last is not None
    assert (last - first).days == 1


def test_what_another_version_wrote_is_unknown_until_it_is_stated_anew(case: CaseFolder) -> None:
    data = {"fact": "countries", "value": "Indonesia", "status": "confirmed", "by": "us"}
    case.custody.append(Action.FACT, actor="alice", reason="", data=data)
    (before,) = fact(case, "countries").history
    assert (before.value, before.status, before.unread) == (None, Status.UNKNOWN, True)
    assert "unread" not in as_json(fact(case, "countries"))["history"][0]
    say(case, "countries", "ID")
    after = fact(case, "countries")
    assert after.best is not None
    assert (after.best.value, after.best.unread, len(after.history)) == (["ID"], False, 2)


def test_json_holds_every_word(case: CaseFolder) -> None:
    say(case, "people", "9", source="our count")
    say(case, "people", "10", "bob", by="press")
    document = as_json(fact(case, "people"))
    assert document["ours"]["value"] == 9
    assert document["ours"]["status"] == "confirmed"
    assert document["claims"][0]["by"] == "press"
    assert document["disputed"] is True
    assert len(document["history"]) == 2


def test_a_repr_shows_no_value(case: CaseFolder) -> None:
    said = say(case, "note.who", "Ani of the help desk", source="her own letter")
    assert "Ani" not in repr(fact(case, "note.who"))
    assert "letter" not in repr(said)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("established_in", "id, us-ca", ["ID", "US-CA"]),
        ("established_in", "none", []),
        ("does_business_in", "US-CA,US-CA", ["US-CA"]),
        ("eu_main_establishment", "ie", "IE"),
        ("eu_main_establishment", "None", "none"),
        ("sectors", "Listed_Company,telecom", ["listed_company", "telecom"]),
        ("sectors", "none", []),
        ("role", "Processor", "processor"),
        ("risk.staff", "HIGH", "high"),
        ("told.eu_gdpr.authority.DE", "2025-11-26T10:00:00Z", "2025-11-26T10:00:00Z"),
        ("judged.eu_nis2.significant", "no", False),
        ("large_scale", "unknown", None),
    ],
)
def test_facts_that_laws_ask_for(name: str, text: str, value: object) -> None:
    assert parsed(name, text, 4_000_000_000) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("established_in", "Indonesia"),
        ("established_in", "US-"),
        ("countries", "US-CA"),
        ("eu_main_establishment", "Ireland"),
        ("sectors", "big banks"),
        ("role", "owner"),
        ("risk.all", "medium"),
        ("told.x", "yesterday"),
        ("judged.x.y", "perhaps"),
    ],
)
def test_facts_that_laws_ask_for_have_their_shape(name: str, text: str) -> None:
    with pytest.raises(BadInput):
        parsed(name, text, 4_000_000_000)
