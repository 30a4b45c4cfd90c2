"""Answers: only what may be said, and written down."""

from __future__ import annotations

import pytest
from tests.store.db.enquiry_mails import NOW, mail, named
from tests.workbench import Workbench, assessed

from waspada.core.errors import BadInput
from waspada.store.db import access, audit, enquiries, enquiry_answers, enquiry_proof
from waspada.store.db.models import Person


def test_nothing_of_a_person_is_said_before_proof_and_link(workbench: Workbench) -> None:
    named(workbench)
    case = assessed(workbench)
    person = Person.objects.exclude(email="").order_by("person_id")[0]
    grant = access.grant(workbench.people["Bob"], case.pk)
    enquiry = enquiries.take_in(mail(sender=str(person.email)), case=case, now=NOW).enquiry
    assert {"your_kinds", "copy", "not_found"} <= enquiry_answers.shut(enquiry).keys()
    for block in ("your_kinds", "not_found", "prove"):
        with pytest.raises(BadInput):
            enquiry_answers.compose(enquiry, [block])
    enquiry_proof.prove(grant, enquiry, how="account", reason="signed in", now=NOW)
    with pytest.raises(BadInput):
        enquiry_answers.compose(enquiry, ["your_kinds"])
    enquiry_proof.link(grant, enquiry, str(person.person_id), now=NOW)
    made = enquiry_answers.compose(enquiry, ["thanks", "your_kinds"])
    assert str(person.records) in made.text
    assert enquiry_answers.shut(enquiry) == {}


def test_a_person_sent_it_and_says_so(workbench: Workbench) -> None:
    named(workbench)
    case = workbench.case()
    enquiry = enquiries.take_in(mail(), case=case, now=NOW).enquiry
    grant = access.grant(workbench.people["Bob"], case.pk)
    row = enquiry_answers.copied(grant, enquiry, ["thanks", "phishing"], now=NOW)
    enquiry.refresh_from_db()
    assert (row.state, row.channel, enquiry.state) == ("sent", "copied", "answered")
    assert "Acme Desk" in row.text
    assert audit.verify() == []


def test_without_a_name_of_ours_nothing_is_said(workbench: Workbench) -> None:
    case = workbench.case()
    enquiry = enquiries.take_in(mail(), case=case, now=NOW).enquiry
    with pytest.raises(BadInput, match="company"):
        enquiry_answers.compose(enquiry, ["thanks"])
