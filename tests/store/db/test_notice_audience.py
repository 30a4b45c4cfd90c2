"""Whom a version is for, from what earlier ones told; and what a person decides about a shared address."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.store.db.letters import NOW, notice
from tests.store.db.test_notice_rows import person
from tests.workbench import Workbench

from waspada.core.errors import BadInput
from waspada.notify.audience import Shared, without_facts
from waspada.store.db import notice_audience, notice_rows
from waspada.store.db.models import Delivery, Notice
from waspada.store.db.notice_audience import Choice, Whom


def test_who_had_no_letter_and_who_would_now_be_told_more(workbench: Workbench) -> None:
    first = notice(workbench.case(), 0, state="done")
    told, lost, fresh = person(1), person(2), person(3)
    notice_rows.fill(first, [told, lost], [], now=NOW)
    Delivery.objects.filter(recipient_id=told.recipient_id).update(state="accepted")
    Delivery.objects.filter(recipient_id=lost.recipient_id).update(state="bounced")
    more = replace(told, kinds=("email", "phone"))
    everybody = [more, lost, fresh]
    case = first.case

    def get(whom: Whom) -> list[str]:
        return [one.recipient_id for one in notice_audience.chosen(case, whom, everybody)]

    assert get(Whom.ALL) == [one.recipient_id for one in everybody]
    assert get(Whom.NEW) == [lost.recipient_id, fresh.recipient_id]
    assert get(Whom.MORE) == [told.recipient_id, lost.recipient_id, fresh.recipient_id]
    assert [one.recipient_id for one in notice_audience.chosen(case, Whom.MORE, [told])] == []
    held = [Shared(recipient=more, names=("A", "B")), Shared(recipient=fresh, names=("C", "D"))]
    assert [one.recipient.recipient_id for one in notice_audience.chosen_shared(case, Whom.NEW, held)] == [
        fresh.recipient_id
    ]


def test_a_correction_leaves_out_who_surely_knows(workbench: Workbench) -> None:
    first = notice(workbench.case(), 0, state="done")
    notice_rows.fill(first, [person(1), person(2), person(3)], [], now=NOW)
    Delivery.objects.update(state="accepted", claims=["absent.x"])
    Delivery.objects.filter(recipient_id=person(3).recipient_id).update(claims=["other"])
    claims = [("1", "absent.x")]
    assert notice_audience.told_of(first.case, claims) == {person(1).recipient_id, person(2).recipient_id}
    second = Notice.objects.create(
        case=first.case, number=2, run=1, state="done", corrects=first, counts={"claims": claims}
    )
    notice_rows.fill(second, [person(1), person(2)], [], now=NOW)
    Delivery.objects.filter(notice=second, recipient_id=person(1).recipient_id).update(state="delivered")
    Delivery.objects.filter(notice=second, recipient_id=person(2).recipient_id).update(state="unknown")
    assert notice_audience.told_of(first.case, claims) == {person(2).recipient_id}


def test_a_correction_reaches_everybody_who_was_told_whatever_the_data_says_now(workbench: Workbench) -> None:
    first = notice(workbench.case(), 0, state="done")
    same, merged, parted, lost, apart = (person(number) for number in range(1, 6))
    notice_rows.fill(first, [same, merged, parted, lost, without_facts(apart)], [], now=NOW)
    everybody = [same, merged, parted, lost, apart]
    more = replace(parted, people=(*parted.people, "f" * 32))
    held = [Shared(recipient=one, names=("A", "B")) for one in (merged, more, apart, person(7))]
    told = frozenset(one.recipient_id for one in everybody)
    found = {one.recipient_id: one for one in notice_audience.corrected(first.case, [same, person(6)], held, told)}
    assert found.keys() == told
    assert found[same.recipient_id] == same
    assert found[merged.recipient_id] == merged
    assert found[parted.recipient_id] == without_facts(more)
    assert found[apart.recipient_id] == without_facts(apart)
    assert (found[lost.recipient_id].gone, found[lost.recipient_id].kinds) == (True, ())
    assert found[lost.recipient_id].address == lost.address


def test_a_shared_address_is_decided_once_and_only_in_a_draft(workbench: Workbench) -> None:
    made = notice(workbench.case(), 0, state="draft")
    notice_rows.fill(made, [], [Shared(recipient=person(1), names=("A", "B"))], now=NOW)
    row = Delivery.objects.select_related("notice").get()
    with pytest.raises(BadInput, match="reason"):
        notice_audience.decide(row, Choice.SKIP, reason=" ", now=NOW)
    notice_audience.decide(row, Choice.WITHOUT_FACTS, reason="", now=NOW)
    row = Delivery.objects.select_related("notice").get()
    assert (row.state, row.facts["kinds"], row.name) == ("queued", [], "")
    with pytest.raises(BadInput, match="no decision"):
        notice_audience.decide(row, Choice.MERGE, reason="", now=NOW)
    with pytest.raises(BadInput, match="200 characters"):
        notice_audience.reason_of("x" * 201)
