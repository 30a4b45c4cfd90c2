"""Enquiries in the database: taken in once, given to somebody, closed, gone with the data of the case."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.store.db.enquiry_mails import NOW, mail
from tests.workbench import Workbench

from waspada.core.errors import BadInput, Refused
from waspada.store.db import access, audit, enquiries
from waspada.store.db.access import Grant, NotAllowed
from waspada.store.db.models import AuditEntry, Enquiry


def granted(bench: Workbench, case: object, name: str = "Bob") -> Grant:
    return access.grant(bench.people[name], case.pk)  # type: ignore[attr-defined]


def test_a_mail_is_taken_in_once(workbench: Workbench) -> None:
    case = workbench.case()
    first, again = (enquiries.take_in(mail(), case=case, now=NOW + add) for add in (0, 60))
    other = enquiries.take_in(mail(number=2), case=case, now=NOW)
    assert (first.new, again.new, other.new) == (True, False, True)
    assert first.enquiry.pk == again.enquiry.pk
    assert [one.number for one in Enquiry.objects.order_by("number")] == [1, 2]
    assert audit.verify() == []


def test_nothing_that_it_holds_stands_in_the_log(workbench: Workbench) -> None:
    case = workbench.case()
    taken = enquiries.take_in(mail("My number is 081234567890"), case=case, now=NOW)
    enquiries.reveal(granted(workbench, case), taken.enquiry, "to answer it", now=NOW)
    log = " ".join(str((one.action, one.data)) for one in AuditEntry.objects.all())
    assert "enquiry.take" in log
    assert "enquiry.reveal" in log
    for value in ("ani@mail.example", "Wijaya", "081234567890", "My data"):
        assert value not in log
        assert value not in repr(taken)


def test_the_only_case_is_the_one_it_is_about_and_of_several_one_must_be_named(workbench: Workbench) -> None:
    case = workbench.case()
    assert enquiries.take_in(mail(), now=NOW).enquiry.case_id == case.pk
    workbench.case(title="Another", vendor="Other")
    with pytest.raises(BadInput, match="which case"):
        enquiries.take_in(mail(number=2), now=NOW)


def test_who_got_a_letter_answers_it(workbench: Workbench) -> None:
    from waspada.store.db.models import Delivery, Notice

    workbench.case(title="Another", vendor="Other")
    case = workbench.case()
    with audit.acting():
        notice = Notice.objects.create(case=case, number=1, run=1)
        audit.record("tests", "notice.make", now=NOW)
    Delivery.objects.create(
        notice=notice, recipient_id="r", address="Ani@mail.example", lang="en", audience="user", token="t"
    )
    assert enquiries.take_in(mail(), now=NOW).enquiry.case_id == case.pk


def test_its_day_follows_from_its_kind_and_its_language(workbench: Workbench) -> None:
    case = workbench.case()
    english = enquiries.take_in(mail("Please send a copy of my data."), case=case, now=NOW).enquiry
    indonesian = enquiries.take_in(mail("Mohon salinan data saya", number=2), case=case, now=NOW).enquiry
    assert (english.kind, indonesian.kind) == ("access", "access")
    begun = datetime.fromtimestamp(NOW, UTC)
    assert english.due is not None
    assert indonesian.due is not None
    assert (english.due - begun).days >= 28
    assert (indonesian.due - begun).total_seconds() == 72 * 3600


def test_no_sender_moves_the_clock_into_the_future(workbench: Workbench) -> None:
    case = workbench.case()
    raw = b"Date: Mon, 9 Mar 2043 14:02:00 +0700\r\n" + mail()
    assert enquiries.take_in(raw, case=case, now=NOW).enquiry.received == datetime.fromtimestamp(NOW, UTC)


def test_a_notice_of_absence_is_kept_and_waits_for_nobody(workbench: Workbench) -> None:
    case = workbench.case()
    taken = enquiries.take_in(b"Auto-Submitted: auto-replied\r\n" + mail(), case=case, now=NOW)
    assert (taken.enquiry.state, taken.enquiry.due, taken.enquiry.automatic) == ("closed", None, True)
    assert enquiries.unresolved(case).count() == 0


def test_given_to_somebody_and_another_kind_has_another_day(workbench: Workbench) -> None:
    case = workbench.case()
    enquiry = enquiries.take_in(mail(), case=case, now=NOW).enquiry
    grant, before = granted(workbench, case), enquiry.due
    enquiries.change(grant, enquiry, owner="Carol", due=before, kind="access", now=NOW)
    enquiry.refresh_from_db()
    assert enquiry.owner == workbench.people["Carol"]
    assert enquiry.due is not None
    assert before is not None
    assert enquiry.due > before
    for owner, kind in (("Charlie", "access"), ("Carol", "love letter")):
        with pytest.raises(BadInput):
            enquiries.change(grant, enquiry, owner=owner, due=before, kind=kind, now=NOW)
    with pytest.raises(NotAllowed):
        enquiries.change(granted(workbench, case, "Rita"), enquiry, owner="", due=None, kind="access", now=NOW)


def test_closed_with_a_word_why_and_opened_again(workbench: Workbench) -> None:
    case = workbench.case()
    enquiry, grant = enquiries.take_in(mail(), case=case, now=NOW).enquiry, granted(workbench, case)
    with pytest.raises(BadInput):
        enquiries.close(grant, enquiry, " ", now=NOW)
    enquiries.close(grant, enquiry, "advertising", now=NOW)
    assert enquiries.unresolved(case).count() == 0
    enquiries.reopen(grant, enquiry, now=NOW)
    assert enquiries.unresolved(case).count() == 1


def test_a_form_of_the_public_side_is_taken_in_once(workbench: Workbench) -> None:
    case = workbench.case()
    fields = {"address": "ani@mail.example", "text": "Am I in it?"}
    taken = [enquiries.take_form(case, fields, identity="q1", now=NOW) for _ in range(2)]
    assert [one.new for one in taken] == [True, False]
    with pytest.raises(BadInput):
        enquiries.take_form(case, {**fields, "kind": "love letter"}, now=NOW)


def test_texts_go_with_the_data_of_the_case(workbench: Workbench) -> None:
    case = workbench.case()
    enquiries.take_in(mail(), case=case, now=NOW)
    assert enquiries.purge(case, by="tests", now=NOW) == 1
    assert enquiries.purge(case, by="tests", now=NOW) == 0
    enquiry = Enquiry.objects.get(case=case)
    assert (enquiry.address, enquiry.name, enquiry.subject, enquiry.body, enquiry.purged) == ("", "", "", "", True)
    assert enquiry.kind == "question"
    assert audit.verify() == []


def test_a_destroyed_case_takes_nothing_in(workbench: Workbench) -> None:
    case = workbench.case()
    with audit.acting():
        case.destroyed = datetime.fromtimestamp(NOW, UTC)
        case.save()
        audit.record("tests", "case.destroy", now=NOW)
    with pytest.raises(Refused):
        enquiries.take_in(mail(), case=case, now=NOW)
