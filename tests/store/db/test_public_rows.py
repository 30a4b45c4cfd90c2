"""What of a case goes into the public bundle."""

from __future__ import annotations

from pathlib import Path

from tests.noticed import NOW, drafted, locked
from tests.workbench import Workbench

from waspada.flows.public import bundle, letters, members
from waspada.flows.public.bundle import About
from waspada.flows.public.keys import Keys
from waspada.flows.public.members import Facts
from waspada.flows.public.table import Table
from waspada.readers.age import Identity

ABOUT = About(company="Example Works", contact="privacy@example.com", address="https://notice.example.com")


def test_a_draft_is_in_no_bundle(workbench: Workbench) -> None:
    from waspada.store.db import public_rows

    case = drafted(workbench).case
    assert list(public_rows.letters(case)) == []
    assert list(public_rows.members(case)) == []


def test_every_approved_letter_opens_with_its_code_and_nothing_else_of_it_is_there(
    workbench: Workbench, tmp_path: Path
) -> None:
    from waspada.store.db import public_rows
    from waspada.store.db.models import Delivery

    notice = locked(workbench, drafted(workbench))
    rows = list(Delivery.objects.filter(notice=notice).exclude(state="held"))
    shown = list(public_rows.letters(notice.case))
    assert len(shown) == len(rows) > 3
    assert len({one.code for one in shown}) == len(shown)
    assert {one.date for one in shown} == {""}
    assert all(notice.sender["address"] in one.sender for one in shown)
    keys = Keys.of(Identity.new())
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<p>", encoding="utf-8")
    found = bundle.export(
        tmp_path / "b",
        site=site,
        letters=shown,
        members=public_rows.members(notice.case),
        keys=keys,
        about=ABOUT,
        now=NOW,
    )
    table = Table(found.folder / bundle.CODES)
    assert letters.find(table, shown[0].code)[1] == shown[0]
    people = Table(found.folder / bundle.MEMBERS)
    for row in rows:
        assert members.find(people, row.address.upper(), keys) == members.facts_of(row.facts)
    assert members.find(people, "stranger@example.org", keys) is None
    content = b"".join(path.read_bytes() for path in (tmp_path / "b").rglob("*") if path.is_file())
    canaries = (
        [row.address for row in rows] + [row.recipient_id for row in rows] + [row.name for row in rows if row.name]
    )
    canaries += [person for row in rows for person in row.people] + [str(notice.case.pk), notice.case.title]
    assert [one for one in canaries if one.encode() in content] == []


def test_a_shared_address_is_told_that_it_is_in_it_and_not_whose_data(workbench: Workbench) -> None:
    from waspada.store.db import public_rows
    from waspada.store.db.models import Delivery

    notice = locked(workbench, drafted(workbench))
    row = Delivery.objects.filter(notice=notice).first()
    assert row is not None
    Delivery.objects.filter(pk=row.pk).update(state="held", note="shared")
    assert dict(public_rows.members(notice.case))[row.address] == Facts(categories=())
    assert len(list(public_rows.letters(notice.case))) == notice.deliveries.exclude(state="held").count()


def test_an_administrator_and_the_owner_of_a_domain_get_what_is_theirs(workbench: Workbench) -> None:
    from waspada.store.db.models import Belonging, Delivery, Person
    from waspada.store.db.public_rows import CaseLists

    notice = locked(workbench, drafted(workbench))
    lists = CaseLists(notice.case)
    admin = next(row for row in Delivery.objects.filter(notice=notice, audience="admin"))
    theirs = lists.of_admin(admin.address.upper(), "whatever.example")
    assert theirs
    numbers = {one["organisation_id"] for one in admin.facts["customers"]}
    assert len(theirs) >= sum(one["people"] for one in admin.facts["customers"]) / max(len(numbers), 1)
    assert len(theirs) < Person.objects.count()
    user = next(row for row in Delivery.objects.filter(notice=notice, audience="user"))
    assert lists.of_admin(user.address, "whatever.example") is None
    domain = Person.objects.exclude(domain="").values_list("domain", flat=True).first()
    assert domain
    at = lists.of_domain(str(domain))
    assert len(at) == Person.objects.filter(domain=domain).count()
    assert all(one["address"].endswith(f"@{domain}") for one in at)
    assert lists.of_domain("none.example") == []
    assert Belonging.objects.exists()
