"""People on pages: masked, by id, searched without a trace in an address, revealed once with a reason."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from tests.crowd import document, keep_run, run_folder, table, take_away
from tests.workbench import Workbench

from waspada.core.custody import Action
from waspada.store.db import folders, project, search
from waspada.store.db.models import AuditEntry, Case

PEOPLE = 120


@pytest.fixture
def case(workbench: Workbench) -> Case:
    made = workbench.case()
    keep_run(made, PEOPLE)
    project.project(made, 1)
    return made


@pytest.fixture
def people(case: Case) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table(case, 1, "people").to_pylist()
    return found


def url(case: Case, rest: str = "") -> str:
    return f"/cases/{case.pk}/people/{rest}"


def shows_a_value(text: str, people: list[dict[str, Any]]) -> bool:
    """Whether any address, name or account id of anybody stands in it."""
    values = {row[name] for row in people for name in ("email", "name", "account_id") if row[name]}
    return any(value.lower() in text.lower() for value in values)


def test_the_list_is_masked(workbench: Workbench, case: Case, people: list[dict[str, Any]]) -> None:
    page = workbench.client("Rita").get(url(case))
    text = page.content.decode()
    assert page.status_code == 200
    assert re.search(r"\[email:\d+\]", text)
    assert f"{document(case, 1)['people']['total_at_least']} people are affected" in text
    assert not shows_a_value(text, people)


def test_before_any_run(workbench: Workbench) -> None:
    made = workbench.case("Empty")
    assert "Nobody can be listed yet" in workbench.client("Bob").get(url(made)).content.decode()
    assert workbench.client("Bob").get(f"/cases/{made.pk}/organisations/").status_code == 200
    assert workbench.client("Bob").get(url(made, "0" * 32 + "/")).status_code == 404


def test_filters_and_pages_lead_to_everybody_once(
    workbench: Workbench, case: Case, people: list[dict[str, Any]]
) -> None:
    client, seen, address = workbench.client("Bob"), list[str](), url(case) + "?mfa=off"
    while address:
        text = client.get(address).content.decode()
        seen += re.findall(rf"/cases/{case.pk}/people/([0-9a-f]{{32}})/", text)
        following = re.search(r'href="\?([^"]+)" rel="next"', text)
        address = url(case) + "?" + following[1].replace("&amp;", "&") if following else ""
        assert not shows_a_value(address, people)
    expected = {row["person_id"] for row in people if row["mfa"] == "off" and row["relation"] == "subject"}
    assert set(seen) == expected
    assert len(seen) == len(expected)


def test_a_search_is_sent_and_finds(workbench: Workbench, case: Case, people: list[dict[str, Any]]) -> None:
    client, one = workbench.client("Bob"), people[5]
    page = client.post(url(case), {"q": one["email"].upper(), "by": "email"})
    text = page.content.decode()
    assert page.status_code == 200
    assert f"/people/{one['person_id']}/" in text
    assert not re.search(rf'(href|action)="[^"]*{re.escape(one["email"])}', text, re.IGNORECASE)
    assert page.headers["Cache-Control"] == "no-store"
    entry = AuditEntry.objects.get(action="people.search")
    assert entry.data == {"by": "email", "found": 1}
    assert one["email"] not in str(AuditEntry.objects.values_list())
    more = client.post(url(case), {"q": "user-0", "by": "account_id"}).content.decode()
    after = re.search(r'name="after" value="([^"]+)"', more)
    assert after
    assert 'method="post"' in more
    following = client.post(url(case), {"q": "user-0", "by": "account_id", "after": after[1]}).content.decode()
    assert following != more
    assert "/people/" in following


@pytest.mark.parametrize("exact", ["", "1"])
@pytest.mark.parametrize("by", ["email", "name", "account_id", "domain"])
def test_pages_of_a_search_hold_no_value_but_what_was_typed(
    workbench: Workbench, case: Case, people: list[dict[str, Any]], by: str, exact: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search.search, "__kwdefaults__", {"exact": False, "after": "", "size": 2})
    client, seen, sent = workbench.client("Bob"), list[str](), {"by": by, "exact": exact}
    names = Counter(row["name"] for row in people)
    typed = {"email": "budi", "name": "siti", "account_id": "user-0", "domain": "mail.example"}[by]
    if exact and by == "name":
        typed = names.most_common(1)[0][0]
    elif exact and by != "domain":
        typed = next(row[by] for row in people if row[by])
    after, pages = "", 0
    while pages == 0 or after:
        page = client.post(url(case), {**sent, "q": typed, "after": after})
        text, pages = page.content.decode(), pages + 1
        assert page.status_code == 200
        assert not shows_a_value(re.sub(rf'name="q"([^>]*) value="{re.escape(typed)}"', "", text), people)
        seen += re.findall(rf"/cases/{case.pk}/people/([0-9a-f]{{32}})/", text)
        found = re.search(r'name="after" value="([^"]*)"', text)
        after = found[1] if found else ""
        assert not found or re.fullmatch("[0-9a-f]{32}", after)
    assert len(seen) == len(set(seen)) > 0
    assert pages > 1 or (exact and by in ("email", "account_id"))
    assert not shows_a_value(str(AuditEntry.objects.values_list()), people)


def test_a_search_goes_on_behind_somebody(workbench: Workbench, case: Case) -> None:
    asked = {"q": "user-0", "by": "account_id", "after": "0" * 32}
    assert workbench.client("Bob").post(url(case), asked).status_code == 400


def test_what_was_typed_is_not_taken_from_the_address(workbench: Workbench, case: Case) -> None:
    text = workbench.client("Bob").get(url(case) + "?q=budi&by=name").content.decode()
    assert "found" not in text


@pytest.mark.parametrize("given", [{"q": "", "by": "email"}, {"q": "ab", "by": "name"}, {"by": "email"}])
def test_too_little_to_look_for(workbench: Workbench, case: Case, given: dict[str, str]) -> None:
    page = workbench.client("Bob").post(url(case), given)
    assert page.status_code == 400
    assert 'role="alert"' in page.content.decode()


def test_a_place_that_is_none(workbench: Workbench, case: Case) -> None:
    assert workbench.client("Bob").get(url(case) + "?after=zzz").status_code == 400


def test_one_person(workbench: Workbench, case: Case, people: list[dict[str, Any]]) -> None:
    one = people[7]
    page = workbench.client("Rita").get(url(case, f"{one['person_id']}/"))
    text = page.content.decode()
    assert page.status_code == 200
    evidence = [row for row in table(case, 1, "evidence").to_pylist() if row["person_id"] == one["person_id"]]
    assert len(evidence) == len(one["kinds"])
    for row in evidence:
        assert row["field"] in text
        assert row["example_position"] in text
    assert not shows_a_value(text, people)
    assert "Show the values" not in text
    assert "Show the values" in workbench.client("Bob").get(url(case, f"{one['person_id']}/")).content.decode()


def test_nobody_has_this_id(workbench: Workbench, case: Case) -> None:
    assert workbench.client("Bob").get(url(case, "0" * 32 + "/")).status_code == 404


@pytest.mark.parametrize("name", ["Charlie", ""])
def test_a_stranger_sees_nothing(workbench: Workbench, case: Case, people: list[dict[str, Any]], name: str) -> None:
    client, one = workbench.client(name), people[0]["person_id"]
    organisations = f"/cases/{case.pk}/organisations/"
    for address in (url(case), url(case, f"{one}/"), organisations, f"{organisations}{'0' * 32}/"):
        assert client.get(address).status_code == (404 if name else 302)
    for address in (url(case), url(case, f"{one}/reveal/")):
        assert client.post(address, {"q": "user", "by": "name", "reason": "x"}).status_code == (404 if name else 302)
    assert not AuditEntry.objects.filter(action__startswith="person").exists()


def test_a_reveal_is_logged_first_and_shows_one_person(
    workbench: Workbench, case: Case, people: list[dict[str, Any]]
) -> None:
    one, other = people[3], people[4]
    client = workbench.client("Bob")
    page = client.post(url(case, f"{one['person_id']}/reveal/"), {"reason": "The person called and asked"})
    text = page.content.decode()
    assert page.status_code == 200
    assert one["email"] in text
    assert one["name"] in text
    assert not shows_a_value(text, [other])
    assert page.headers["Cache-Control"] == "no-store, private"
    entry = folders.opened(case).custody.entries()[-1]
    assert (entry.action, entry.actor, entry.reason) == (Action.REVEAL, "Bob", "The person called and asked")
    assert entry.data == {"what": "person", "id": one["person_id"]}
    audited = AuditEntry.objects.get(action="person.reveal")
    assert audited.custody == entry.digest
    assert not shows_a_value(str(audited.data), [one])
    again = client.get(url(case, f"{one['person_id']}/")).content.decode()
    assert not shows_a_value(again, people)


def test_a_reveal_needs_a_reason(workbench: Workbench, case: Case, people: list[dict[str, Any]]) -> None:
    before = len(folders.opened(case).custody.entries())
    for reason in ("", "   ", f"asked by {people[0]['email']}"):
        page = workbench.client("Bob").post(url(case, f"{people[0]['person_id']}/reveal/"), {"reason": reason})
        assert page.status_code == 400
        assert not shows_a_value(page.content.decode(), people)
    assert len(folders.opened(case).custody.entries()) == before


def test_a_reader_cannot_reveal_and_an_address_does_not(
    workbench: Workbench, case: Case, people: list[dict[str, Any]]
) -> None:
    address = url(case, f"{people[0]['person_id']}/reveal/")
    assert workbench.client("Rita").post(address, {"reason": "curious"}).status_code == 403
    assert workbench.client("Bob").get(address).status_code == 405
    assert workbench.client("Bob", csrf=True).post(address, {"reason": "forged"}).status_code == 403


def test_without_the_files_of_the_run(workbench: Workbench, case: Case, people: list[dict[str, Any]]) -> None:
    take_away(run_folder(case, 1) / "restricted")
    client, one = workbench.client("Bob"), people[0]["person_id"]
    assert "cannot be read" in client.get(url(case, f"{one}/")).content.decode()
    assert client.post(url(case, f"{one}/reveal/"), {"reason": "asked"}).status_code == 400


def test_in_indonesian(workbench: Workbench, case: Case, people: list[dict[str, Any]]) -> None:
    client = workbench.client("Bob")
    client.cookies["waspada_lang"] = "id"
    for address in (url(case), url(case, f"{people[0]['person_id']}/"), f"/cases/{case.pk}/organisations/"):
        text = client.get(address).content.decode()
        assert '<html lang="id">' in text
        assert "Yang tidak dapat kami katakan" in text or "tidak dapat kami" in text
