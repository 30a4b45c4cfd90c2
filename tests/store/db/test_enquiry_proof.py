"""Who asks: nothing is linked, and nothing said, before it is proved."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.store.db.enquiry_mails import NOW, mail, named
from tests.workbench import Workbench, assessed

from waspada.core.errors import BadInput, Refused
from waspada.store.db import access, audit, enquiries, enquiry_proof
from waspada.store.db.access import Grant, NotAllowed
from waspada.store.db.models import AuditEntry, Enquiry, Person


@pytest.fixture
def asked(workbench: Workbench) -> tuple[Grant, Enquiry]:
    named(workbench)
    case = workbench.case()
    return access.grant(workbench.people["Bob"], case.pk), enquiries.take_in(mail(), case=case, now=NOW).enquiry


def code_in(text: str) -> str:
    found = re.search(r"[2-9A-Z]{5}-[2-9A-Z]{5}", text)
    assert found
    return found[0]


def test_a_code_goes_out_and_comes_back(asked: tuple[Grant, Enquiry]) -> None:
    grant, enquiry = asked
    made, code = enquiry_proof.ask_proof(grant, enquiry, now=NOW)
    assert code_in(made.text) == code
    assert code not in str([one.data for one in AuditEntry.objects.all()])
    assert code.replace("-", "") not in str(Enquiry.objects.values())
    assert not enquiry_proof.give_code(grant, enquiry, "AAAAA-AAAAA", now=NOW)
    assert enquiry_proof.give_code(grant, enquiry, f" {code.lower()} ", now=NOW)
    enquiry.refresh_from_db()
    assert (enquiry.proof, enquiry.proved_by) == ("proved", "code")
    with pytest.raises(BadInput):
        enquiry_proof.give_code(grant, enquiry, code, now=NOW)
    assert audit.verify() == []


def test_an_answer_that_brings_the_code_proves_it_by_itself(asked: tuple[Grant, Enquiry]) -> None:
    grant, enquiry = asked
    _, code = enquiry_proof.ask_proof(grant, enquiry, now=NOW)
    elsewhere = mail(f"Here: {code}", sender="eve@mail.example", number=7)
    stranger = enquiries.take_in(elsewhere, case=enquiry.case, now=NOW).enquiry
    enquiry.refresh_from_db()
    assert (enquiry.proof, stranger.state) == ("asked", "open")
    reply = enquiries.take_in(mail(f"Here: {code}\n\n> wrote", number=8), case=enquiry.case, now=NOW).enquiry
    enquiry.refresh_from_db()
    assert (enquiry.proof, reply.state) == ("proved", "closed")


def test_a_code_cannot_be_guessed_and_does_not_last(asked: tuple[Grant, Enquiry]) -> None:
    grant, enquiry = asked
    _, code = enquiry_proof.ask_proof(grant, enquiry, now=NOW)
    for _ in range(enquiry_proof.TRIES):
        assert not enquiry_proof.give_code(grant, enquiry, "AAAAA-AAAAA", now=NOW)
    with pytest.raises(BadInput):
        enquiry_proof.give_code(grant, enquiry, code, now=NOW)
    _, code = enquiry_proof.ask_proof(grant, enquiry, now=NOW)
    with pytest.raises(BadInput):
        enquiry_proof.give_code(grant, enquiry, code, now=NOW + 8 * 86_400)
    late = enquiries.take_in(mail(code, number=9), case=enquiry.case, now=NOW + 8 * 86_400).enquiry
    enquiry.refresh_from_db()
    assert (enquiry.proof, late.state) == ("asked", "open")


def test_proved_another_way_needs_the_right_and_a_reason(workbench: Workbench, asked: tuple[Grant, Enquiry]) -> None:
    grant, enquiry = asked
    with pytest.raises(NotAllowed):
        enquiry_proof.prove(
            access.grant(workbench.people["Rita"], enquiry.case_id), enquiry, how="person", reason="x", now=NOW
        )
    for how, reason in (("code", "x"), ("person", " ")):
        with pytest.raises(BadInput):
            enquiry_proof.prove(grant, enquiry, how=how, reason=reason, now=NOW)
    enquiry_proof.prove(grant, enquiry, how="person", reason="showed a passport at the counter", now=NOW)
    assert (enquiry.proof, enquiry.proved_by) == ("proved", "person")


def test_linked_only_after_proof_and_to_whom_the_address_belongs(workbench: Workbench) -> None:
    named(workbench)
    case = assessed(workbench)
    grant = access.grant(workbench.people["Bob"], case.pk)
    people = list(Person.objects.exclude(email="").order_by("person_id")[:2])
    sender: Any = people[0].email
    enquiry = enquiries.take_in(mail(sender=sender), case=case, now=NOW).enquiry
    assert enquiry_proof.candidates(enquiry) == []
    with pytest.raises(Refused):
        enquiry_proof.link(grant, enquiry, people[0].person_id, now=NOW)
    enquiry_proof.prove(grant, enquiry, how="account", reason="signed in", now=NOW)
    assert people[0].person_id in enquiry_proof.candidates(enquiry)
    with pytest.raises(BadInput):
        enquiry_proof.link(grant, enquiry, "0" * 32, now=NOW)
    if people[1].person_id not in enquiry_proof.candidates(enquiry):
        with pytest.raises(BadInput):
            enquiry_proof.link(grant, enquiry, people[1].person_id, now=NOW)
    enquiry_proof.link(grant, enquiry, people[0].person_id, now=NOW)
    enquiry.refresh_from_db()
    assert enquiry.person_id == people[0].person_id
    assert audit.verify() == []
