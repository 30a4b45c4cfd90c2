"""Enquiries by page: written down, proved, linked, answered; masked but for a reason."""

from __future__ import annotations

import re
import time

from tests.store.db.enquiry_mails import mail, named
from tests.workbench import Workbench, assessed

from waspada.store.db import access, audit, enquiries, enquiry_proof
from waspada.store.db.models import AuditEntry, Enquiry, EnquiryAnswer, Person

BODY = "Which data of mine is affected?"


def test_written_down_from_a_call_and_given_to_somebody(workbench: Workbench) -> None:
    case, bob = workbench.case(), workbench.client("Bob")
    url = f"/cases/{case.pk}/enquiries/"
    given = {"kind": "access", "address": "ani@mail.example", "name": "Ani", "text": "A copy of my data, please"}
    assert bob.post(url, given).status_code == 302
    page = bob.get(url).content.decode()
    assert "1 enquiry waits for an answer" in page
    assert "ani@mail.example" not in page
    changed = {"step": "change", "owner": "Carol", "due": "2020-01-01", "kind": "access"}
    assert bob.post(f"{url}1/", changed).status_code == 302
    page = bob.get(f"{url}?owner=Carol&state=open&kind=access").content.decode()
    assert "1 is late" in page
    assert f"{url}1/" in page
    assert f"{url}1/" not in bob.get(f"{url}?owner=none").content.decode()
    assert audit.verify() == []


def test_address_and_text_are_shown_for_a_reason_and_once(workbench: Workbench) -> None:
    case = workbench.case()
    enquiries.take_in(mail(), case=case, now=time.time())
    url, bob = f"/cases/{case.pk}/enquiries/1/", workbench.client("Bob")
    page = bob.get(url).content.decode()
    assert "ani@mail.example" not in page
    assert BODY not in page
    shown = bob.post(f"{url}reveal/", {"reason": "to answer it"})
    assert "ani@mail.example" in shown.content.decode()
    assert BODY in shown.content.decode()
    assert shown.headers["Cache-Control"] == "no-store, private"
    assert AuditEntry.objects.filter(action="enquiry.reveal").count() == 1
    assert bob.post(f"{url}reveal/", {"reason": " "}).status_code == 400
    rita = workbench.client("Rita")
    assert BODY not in rita.get(url).content.decode()
    assert rita.post(f"{url}reveal/", {"reason": "x"}).status_code == 403


def test_proved_by_a_code_and_answered_by_hand(workbench: Workbench) -> None:
    named(workbench)
    case = workbench.case()
    enquiries.take_in(mail(), case=case, now=time.time())
    url, bob = f"/cases/{case.pk}/enquiries/1/", workbench.client("Bob")
    asked = bob.post(url, {"step": "ask"})
    found = re.search(r"\b[2-9A-Z]{5}-[2-9A-Z]{5}\b", asked.content.decode())
    assert found
    assert asked.headers["Cache-Control"] == "no-store, private"
    assert found[0] not in bob.get(url).content.decode()
    bob.post(url, {"step": "code", "code": "AAAAA-AAAAA"})
    assert "This is not the code" in bob.get(url).content.decode()
    bob.post(url, {"step": "code", "code": found[0]})
    assert Enquiry.objects.get().proof == "proved"
    preview = bob.post(url, {"step": "preview", "block": ["thanks", "phishing"]}).content.decode()
    assert "incident at our vendor Acme Desk" in preview
    assert "Mail is not set up here" in preview
    assert bob.post(url, {"step": "copied", "block": ["thanks", "phishing"]}).status_code == 302
    assert Enquiry.objects.get().state == "answered"
    assert "No enquiry waits" in bob.get(f"/cases/{case.pk}/enquiries/").content.decode()
    assert audit.verify() == []


def test_a_proved_address_offers_its_person(workbench: Workbench) -> None:
    named(workbench)
    case = assessed(workbench)
    person = Person.objects.exclude(email="").order_by("person_id")[0]
    enquiry = enquiries.take_in(mail("a copy of my data", sender=person.email), case=case, now=time.time()).enquiry
    grant = access.grant(workbench.people["Bob"], case.pk)
    enquiry_proof.prove(grant, enquiry, how="account", reason="signed in", now=time.time())
    url, bob = f"/cases/{case.pk}/enquiries/1/", workbench.client("Bob")
    assert person.person_id in bob.get(url).content.decode()
    assert bob.post(url, {"step": "link", "person": person.person_id}).status_code == 302
    page = bob.get(url).content.decode()
    assert f"waspada case access CASE {person.person_id}" in page
    assert person.email not in page


def test_what_is_wrong_is_said(workbench: Workbench) -> None:
    case = workbench.case()
    enquiries.take_in(mail(), case=case, now=time.time())
    url, bob = f"/cases/{case.pk}/enquiries/1/", workbench.client("Bob")
    for sent in (
        {"step": "nothing"},
        {"step": "close", "note": ""},
        {"step": "code", "code": "x"},
        {"step": "link", "person": "0" * 32},
        {"step": "preview"},
        {"step": "preview", "block": "thanks"},
        {"step": "change", "kind": "x"},
        {"step": "arrived", "answer": "99"},
    ):
        answer = bob.post(url, sent)
        assert answer.status_code == 400, sent
        assert b'role="alert"' in answer.content
    assert bob.post(f"{url}send/", {"block": "thanks"}).status_code == 400
    assert not EnquiryAnswer.objects.exists()
    assert bob.get(f"/cases/{case.pk}/enquiries/99/").status_code == 404


def test_both_languages(workbench: Workbench) -> None:
    case = workbench.case()
    enquiries.take_in(mail(), case=case, now=time.time())
    rita = workbench.client("Rita")
    for path in ("", "1/"):
        page = rita.get(f"/cases/{case.pk}/enquiries/{path}", headers={"accept-language": "id"}).content.decode()
        assert "Pertanyaan" in page
        assert "Enquir" not in page.replace("enquiries", "")
