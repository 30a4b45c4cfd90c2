"""Organisations on pages: most people first, admins without MFA, and the people of each."""

from __future__ import annotations

import re

import pytest
from tests.crowd import keep_run, table
from tests.workbench import Workbench

from waspada.store.db import project
from waspada.store.db.models import Case, Organisation


@pytest.fixture
def case(workbench: Workbench) -> Case:
    made = workbench.case()
    keep_run(made, 300)
    project.project(made, 1)
    return made


def test_the_list(workbench: Workbench, case: Case) -> None:
    text = workbench.client("Rita").get(f"/cases/{case.pk}/organisations/").content.decode()
    rows = table(case, 1, "organisations").sort_by([("people", "descending"), ("organisation_id", "ascending")])
    names = re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', text)
    assert names[0] == rows["name"][0].as_py()
    assert f"{rows.num_rows} organisations" in text
    assert not re.search(r'href="[^"]*org-0', text)


def test_with_admins_who_lack_mfa(workbench: Workbench, case: Case) -> None:
    text = workbench.client("Rita").get(f"/cases/{case.pk}/organisations/?admins=without_mfa").content.decode()
    most = max(table(case, 1, "organisations")["admins_without_mfa"].to_pylist())
    assert re.search(rf'<b class="exposed">{most}</b>', text)
    assert workbench.client("Rita").get(f"/cases/{case.pk}/organisations/?after=x").status_code == 400


def test_one_and_its_people(workbench: Workbench, case: Case) -> None:
    one = Organisation.objects.get(number=1)
    address, client = f"/cases/{case.pk}/organisations/{one.key}/", workbench.client("Rita")
    text = client.get(address).content.decode()
    assert one.name in text
    assert f"{one.people} people of this organisation are affected" in text
    shown = set(re.findall(r"/people/([0-9a-f]{32})/", text))
    members = table(case, 1, "memberships").to_pylist()
    assert shown <= {row["person_id"] for row in members if row["organisation_id"] == one.organisation_id}
    assert len(shown) == min(50, one.people)
    filtered = client.get(f"{address}?admin=yes").content.decode()
    assert len(set(re.findall(r"/people/([0-9a-f]{32})/", filtered))) == min(50, one.admins)
    assert client.get(f"/cases/{case.pk}/organisations/{'0' * 32}/").status_code == 404
    assert client.get(f"{address}?after=x").status_code == 400


def test_the_name_of_an_organisation_of_one_person_is_masked(workbench: Workbench, case: Case) -> None:
    one = Organisation.objects.get(number=2)
    Organisation.objects.filter(pk=one.pk).update(people=1)
    text = workbench.client("Bob").get(f"/cases/{case.pk}/organisations/{one.key}/").content.decode()
    assert one.name not in text
    assert f"[organisation:{len(one.name)}]" in text
