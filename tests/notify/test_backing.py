"""A computed sentence holds only where the run says so: nothing holds because nothing looked."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from waspada.notify.backing import Checker, Verdict, check, same

KINDS = {
    "email": ("user.contact.email", "form", ""),
    "phone": ("user.contact.phone_number", "form", ""),
    "person_name": ("user.name", "meaning", ""),
    "city": ("user.location.coarse", "meaning", ""),
    "chat_content": ("user.content.private", "meaning", ""),
    "payment_card": ("user.financial.credit_card", "form", ""),
    "id.nik": ("user.government_id.national_identification_number", "form", ""),
    "id.passport": ("user.government_id.passport_number", "form", ""),
    "secret.acme": ("user.authorization.credentials", "form", "Acme"),
    "secret.high_entropy": ("user.authorization.credentials", "form", ""),
    "token_issuer": ("system.operations", "form", ""),
}
FOUND = {"email": 40, "person_name": 30, "token_issuer": 3}
UNSETTLED = {"chat_content"}


def document(**more: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "accounting": {"cells": 100, "records_parsed": 10},
        "kinds": {
            kind: {"category": category, "by": by, "provider": provider, "label": {"en": kind, "id": f"{kind} (id)"}}
            for kind, (category, by, provider) in KINDS.items()
        },
        "findings": [{"kind": kind, "values": values, "strength": "strong"} for kind, values in FOUND.items()]
        + [{"kind": "chat_content", "values": 2, "strength": "weak"}],
        "absent": [
            {"kind": kind, "category": row[0], "verdict": "cannot_tell" if kind in UNSETTLED else "absent"}
            for kind, row in KINDS.items()
            if kind not in FOUND
        ],
        "people": {"total_at_least": 9, "total_at_most": None, "organisations": 2},
        "exposures": [{"kind": "email", "people": 9}, {"kind": "person_name", "people": 8}],
        "secrets": [{"kind": "secret.acme", "count": 2}, {"kind": "secret.high_entropy", "count": 3}],
        "claims": [
            {"id": "no-cards", "verdict": "holds", "because": {"en": "Searched.", "id": "Dicari."}},
            {"id": "only-api", "verdict": "contradicted"},
            {"id": "no-chat", "verdict": "cannot_tell"},
            {"id": "odd", "verdict": "maybe"},
        ],
        "files_unopened": [],
        "timeline": {"first_record": "2026-03-01T00:00:00Z"},
    }
    return made | more


HOLDS, CONTRADICTED, CANNOT_TELL = Verdict.HOLDS, Verdict.CONTRADICTED, Verdict.CANNOT_TELL
NAMES = ("check", "names", "of", "is", "id", "kinds")
CASES: list[tuple[dict[str, Any], Verdict]] = [
    ({"check": "absent", "names": ["payment_card"]}, HOLDS),
    ({"check": "absent", "names": ["user.financial", "user.government_id"]}, HOLDS),
    ({"check": "absent", "names": ["id"]}, HOLDS),
    ({"check": "absent", "names": ["secret.api_key"]}, HOLDS),
    ({"check": "absent", "names": ["phone"]}, HOLDS),
    ({"check": "absent", "names": ["user.contact"]}, CONTRADICTED),
    ({"check": "absent", "names": ["nothing.known", "email"]}, CONTRADICTED),
    ({"check": "absent", "names": ["user.content"]}, CANNOT_TELL),
    ({"check": "absent", "names": ["user.health"]}, CANNOT_TELL),
    ({"check": "absent", "names": ["nothing.known", "payment_card"]}, CANNOT_TELL),
    ({"check": "absent", "names": []}, CANNOT_TELL),
    ({"check": "absent"}, CANNOT_TELL),
    ({"check": "absent", "names": ["payment_card", 7]}, CANNOT_TELL),
    ({"check": "absent", "names": "payment_card"}, CANNOT_TELL),
    ({"check": "exposed", "names": ["email", "user.name"]}, HOLDS),
    ({"check": "exposed", "names": ["user"]}, HOLDS),
    ({"check": "exposed", "names": ["email", "payment_card"]}, CONTRADICTED),
    ({"check": "exposed", "names": ["email", "chat_content"]}, CANNOT_TELL),
    ({"check": "exposed", "names": ["email", "user.health"]}, CANNOT_TELL),
    ({"check": "exposed", "names": ["email"], "complete": True}, CONTRADICTED),
    ({"check": "exposed", "names": ["email", "person_name"], "complete": True}, CANNOT_TELL),
    ({"check": "own", "kinds": ["email", "person_name"]}, HOLDS),
    ({"check": "own", "kinds": ["email", "city"]}, CONTRADICTED),
    ({"check": "own", "kinds": []}, CANNOT_TELL),
    ({"check": "own", "kinds": ["iris_scan"]}, CANNOT_TELL),
    ({"check": "count", "of": "people.total_at_least", "is": 9}, HOLDS),
    ({"check": "count", "of": "people.total_at_least", "is": 8}, CONTRADICTED),
    ({"check": "count", "of": "people.total_at_most", "is": 9}, CANNOT_TELL),
    ({"check": "count", "of": "people.nobody", "is": 0}, CANNOT_TELL),
    ({"check": "count", "of": "people", "is": 9}, CANNOT_TELL),
    ({"check": "count", "of": "people.total_at_least", "is": True}, CANNOT_TELL),
    ({"check": "count", "of": "people.total_at_least"}, CANNOT_TELL),
    ({"check": "count", "of": "", "is": 0}, CANNOT_TELL),
    ({"check": "count", "of": "people..total[", "is": 9}, CANNOT_TELL),
    ({"check": "count", "of": "exposures[email].people", "is": 9}, HOLDS),
    ({"check": "count", "of": "exposures[phone].people", "is": 0}, HOLDS),
    ({"check": "count", "of": "exposures[phone].people", "is": 4}, CONTRADICTED),
    ({"check": "count", "of": "exposures[chat_content].people", "is": 4}, CANNOT_TELL),
    ({"check": "count", "of": "exposures[never_heard_of].people", "is": 0}, CANNOT_TELL),
    ({"check": "count", "of": "secrets[*].count", "is": 5}, HOLDS),
    ({"check": "count", "of": "secrets[*].people", "is": 0}, CANNOT_TELL),
    ({"check": "count", "of": "secrets[#]", "is": 2}, HOLDS),
    ({"check": "count", "of": "people[#]", "is": 3}, CANNOT_TELL),
    ({"check": "count", "of": "secrets[#].kind", "is": 2}, CANNOT_TELL),
    ({"check": "count", "of": "timeline.first_record", "is": "2026-03-01T00:00:00Z"}, HOLDS),
    ({"check": "count", "of": "timeline.first_record", "is": "2026-03-02T00:00:00Z"}, CONTRADICTED),
    ({"check": "claim", "id": "no-cards"}, HOLDS),
    ({"check": "claim", "id": "only-api"}, CONTRADICTED),
    ({"check": "claim", "id": "no-chat"}, CANNOT_TELL),
    ({"check": "claim", "id": "odd"}, CANNOT_TELL),
    ({"check": "claim", "id": "never-made"}, CANNOT_TELL),
    ({"check": "open", "names": ["user.content"]}, HOLDS),
    ({"check": "open", "names": ["user.health"]}, HOLDS),
    ({"check": "open", "names": ["payment_card"]}, CONTRADICTED),
    ({"check": "open", "names": ["email"]}, CONTRADICTED),
    ({"check": "open", "names": []}, CANNOT_TELL),
    ({"check": "open", "of": "people.total_at_most"}, HOLDS),
    ({"check": "open", "of": "people.total_at_least"}, CONTRADICTED),
    ({"check": "all", "of": [{"check": "own", "kinds": ["email"]}, {"check": "claim", "id": "no-cards"}]}, HOLDS),
    ({"check": "all", "of": [{"check": "own", "kinds": ["email"]}, {"check": "claim", "id": "no-chat"}]}, CANNOT_TELL),
    ({"check": "all", "of": [{"check": "claim", "id": "no-chat"}, {"check": "claim", "id": "only-api"}]}, CONTRADICTED),
    ({"check": "all", "of": []}, CANNOT_TELL),
    ({"check": "trust me"}, CANNOT_TELL),
    ({}, CANNOT_TELL),
]


@pytest.mark.parametrize(("backing", "verdict"), CASES, ids=str)
def test_each_check_says_what_the_run_says(backing: dict[str, Any], verdict: Verdict) -> None:
    found = check(backing, document())
    assert found.verdict is verdict
    assert found.holds is (verdict is HOLDS)
    assert found.because.keys() == {"en", "id"}
    assert all(text.endswith(".") and "{" not in text for text in found.because.values())


@pytest.mark.parametrize(("backing", "_"), CASES, ids=str)
def test_before_any_run_nothing_holds_but_that_it_is_open(backing: dict[str, Any], _: Verdict) -> None:
    verdict = check(backing, {}).verdict
    says_open = backing.get("check") == "open" and bool(backing.get("of") or backing.get("names"))
    assert verdict is (HOLDS if says_open else CANNOT_TELL)


@pytest.mark.parametrize("accounting", [{}, {"cells": 0, "records_parsed": 0, "bytes": 0}])
def test_a_run_that_read_nothing_bears_nothing_out(accounting: dict[str, int]) -> None:
    empty = document(accounting=accounting, findings=[])
    assert check({"check": "absent", "names": ["payment_card"]}, empty).verdict is CANNOT_TELL
    assert check({"check": "exposed", "names": ["email"]}, empty).verdict is CANNOT_TELL


def test_a_file_that_could_not_be_opened_leaves_absence_open() -> None:
    left = document(files_unopened=[{"path": "b.zip", "reason": {"en": "locked", "id": "terkunci"}}])
    assert check({"check": "absent", "names": ["payment_card"]}, left).verdict is CANNOT_TELL
    assert check({"check": "claim", "id": "no-cards"}, left).verdict is CANNOT_TELL
    assert check({"check": "own", "kinds": ["city"]}, left).verdict is CANNOT_TELL
    assert check({"check": "absent", "names": ["email"]}, left).verdict is CONTRADICTED
    assert check({"check": "exposed", "names": ["email"]}, left).verdict is HOLDS
    assert check({"check": "open", "names": ["payment_card"]}, left).verdict is HOLDS


def test_a_complete_list_is_contradicted_by_what_it_leaves_out_but_not_by_the_vendors_own_data() -> None:
    settled = document(absent=[row | {"verdict": "absent"} for row in document()["absent"]])
    assert check({"check": "exposed", "names": ["email", "person_name"], "complete": True}, settled).holds
    alone = check({"check": "exposed", "names": ["email"], "complete": True}, settled)
    assert alone.verdict is CONTRADICTED
    assert "person_name" in alone.because["en"]
    assert "token_issuer" not in alone.because["en"]


def test_a_key_counts_as_one_also_where_the_run_does_not_say_what_it_opens() -> None:
    found = [{"kind": "secret.acme", "category": "user.authorization.credentials", "values": 1, "strength": "strong"}]
    assert check({"check": "absent", "names": ["secret.api_key"]}, {"findings": found}).verdict is CONTRADICTED


def test_a_weak_finding_contradicts_nothing() -> None:
    weak = document(findings=[{"kind": "payment_card", "values": 1, "strength": "weak"}])
    assert check({"check": "absent", "names": ["payment_card"]}, weak).verdict is not CONTRADICTED


def test_a_row_that_stands_twice_is_no_answer() -> None:
    twice = document(exposures=[{"kind": "email", "people": 9}, {"kind": "email", "people": 9}])
    assert check({"check": "count", "of": "exposures[email].people", "is": 9}, twice).verdict is CANNOT_TELL


@pytest.mark.parametrize(
    "part", ["kinds", "findings", "absent", "people", "claims", "accounting", "exposures", "secrets"]
)
@pytest.mark.parametrize("rubbish", [None, 5, "text", [], {}, [5], {"a": 5}, [{"kind": 5}]])
def test_a_document_that_makes_no_sense_never_breaks_it(part: str, rubbish: Any) -> None:
    odd = copy.deepcopy(document()) | {part: rubbish}
    found = [Checker(odd).check(backing).verdict for backing, _ in CASES]
    assert set(found) <= set(Verdict)


def test_what_says_the_same_is_the_same() -> None:
    one = {"check": "absent", "names": ["b", "a"]}
    assert same(one) == same({"names": ["a", "b"], "check": "absent"})
    assert same(one) != same({"check": "exposed", "names": ["a", "b"]})
    assert same({"check": "all", "of": [one, one]}) == same(
        {"of": [one, {"names": ["a", "b"], "check": "absent"}], "check": "all"}
    )
