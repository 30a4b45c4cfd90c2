"""From an empty database: another vendor, a controller in Jakarta, no data for days, two hand-overs, a correction.

The hand-overs are a vendor's own test data (tests/samples): ten users in it share one e-mail address.
"""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser
from tests.browser.entry import come_in, sign_in_again
from tests.browser.served import Served
from tests.browser.visitor import Visitor, languages

from waspada.core.language import Lang

pytestmark = pytest.mark.needs("chromium")

SAMPLES: Final = Path(__file__).parent.parent / "samples"
USERS, TICKETS = (SAMPLES / f"zendesk_{name}_data.csv" for name in ("user", "ticket"))
OWNER: Final = "ratna@example.org"
# Accounts of users and requesters of the samples, two of them with the shared address; no column says who uses MFA.
DIRECTORY: Final = (
    "account_id,email,name,country,region,role,organisation_id\n"
    "1111,arthur@desk.example.org,Arthur Agent,ID,ID-JK,admin,370326203233\n"
    "2222,earnest@desk.example.org,Earnest End User,ID,ID-JB,member,370297696174\n"
    "403957746773,example@email.com,John Doe,ID,ID-JK,member,370319191913\n"
    "403970285734,example@email.com,John Doe,SG,,member,370326203233\n"
    "403969943274,john3@desk.example.org,John Doe,ID,ID-BA,member,370326203233\n"
    "396331237134,dewi@desk.example.org,Dewi Lestari,ID,ID-JT,member,370295712714\n"
    "1500656884401,budi@desk.example.org,Budi Santoso,MY,,member,370295712714\n"
    "424883466453,siti@desk.example.org,Siti Rahma,ID,ID-JI,member,370295712714\n"
)
FIRST_DAYS: Final = (
    "", "questions/", "handovers/", "changes/", "duties/", "forms/", "groups/", "people/", "organisations/", "review/",
    "timeline/", "tasks/", "facts/",
)  # fmt: skip


@pytest.mark.parametrize("lang", languages("id"))
def test_from_an_empty_database_to_a_correction(chromium: Browser, empty: Served, lang: Lang, tmp_path: Path) -> None:
    owner = Visitor(chromium, empty.address, lang, masked={"example@email.com", *re.findall(r"\S+@[^,]+", DIRECTORY)})
    codes = come_in(owner, empty.link, name="Ratna", email=OWNER)
    sign_in_again(owner, OWNER, codes[0])
    owner.look("/")
    workspace(owner)
    case = open_case(owner)
    the_first_days(owner, case)
    for page in FIRST_DAYS:
        owner.look(case + page)
    directory = tmp_path / "accounts.csv"
    directory.write_text(DIRECTORY, encoding="utf-8")
    hand_over(owner, case, 1, USERS, directory)
    first = people(owner, case)
    for page in ("", "handovers/", "people/", "organisations/", "review/", "duties/", "changes/"):
        owner.look(case + page)
    decide(owner, case)
    hand_over(owner, case, 2, TICKETS, directory)
    assert people(owner, case) > first
    changed(owner, case)
    correct(owner, case)
    owner.read_without_scripts()
    owner.close()
    assert owner.faults == []


def workspace(owner: Visitor) -> None:
    """A company in Jakarta."""
    owner.look("/workspace/")
    owner.fill(name="PT Contoh Nusantara", zone="Asia/Jakarta", established_in="ID", does_business_in="ID, SG")
    owner.press("main form.form .button")
    owner.looked()
    assert "Asia/Jakarta" in owner.text("footer")


def open_case(owner: Visitor) -> str:
    """With no more than the call."""
    owner.look("/cases/new/")
    owner.fill(vendor="Meja Bantu", title="Meja Bantu 2026", aware_at="2026-03-09T08:30+07:00")
    owner.press("main form.form .button")
    owner.looked()
    return owner.page.url.removeprefix(owner.address)


def state(owner: Visitor, case: str, name: str, **values: str) -> list[str]:
    """State a fact as the form asks for it; what the preview says would move."""
    owner.go(f"{case}facts/{name}/")
    owner.fill(**values)
    owner.press("main > form.form .button")
    moves = owner.page.locator("main .note li").all_inner_texts()
    owner.press("main .note .button")
    return moves


def the_first_days(owner: Visitor, case: str) -> None:
    """Facts and questions; duties follow from what was stated."""
    owner.look(f"{case}facts/aware_at/")
    owner.fill(at="2026-03-09T08:30", zone="Asia/Jakarta", source="telepon vendor")
    if owner.page.locator("main > form.form [name=reason]").count():
        owner.fill(reason="pertama kali dinyatakan dengan sumber")
    owner.press("main > form.form .button")
    owner.looked()
    owner.press("main .note .button")
    state(owner, case, "detected_at", at="2026-03-05T10:00", zone="Asia/Jakarta", by="vendor")
    moved = state(owner, case, "countries", value="ID,SG", source="pasar kami")
    moved += state(owner, case, "people", at_least="8", at_most="40", by="vendor")
    state(owner, case, "acquired", value="yes", by="vendor")
    state(owner, case, "external_attack", value="yes", by="vendor")
    state(owner, case, "encrypted", value="no")
    state(owner, case, "fields", value="name, email, organisation id", by="vendor")
    assert moved
    owner.go(f"{case}questions/")
    owner.press("main form .button")
    owner.looked()
    owner.look(f"{case}questions/letter/")
    owner.go(f"{case}duties/")
    assert owner.page.locator("main a[href*='/duties/id_pdp']").count() > 0
    assert owner.page.locator("main ul.rows li").count() > 3


def hand_over(owner: Visitor, case: str, number: int, file: Path, directory: Path) -> None:
    """Upload by page, and wait until the worker has found out whose data it is."""
    owner.go(f"{case}handovers/")
    owner.fill(channel="portal vendor")
    owner.page.locator("[name=assess]").check()
    owner.page.locator("[name=files]").set_input_files(file)
    owner.page.locator("[name=directory]").set_input_files(directory)
    owner.press("form[enctype] .button")
    owner.looked()
    until = time.monotonic() + 120
    while time.monotonic() < until:
        owner.go(f"{case}changes/" if number > 1 else f"{case}people/")
        if owner.page.locator("main dl.figures").count() or owner.faults:
            return
        time.sleep(1)
    owner.go(f"{case}handovers/")
    raise AssertionError(owner.text())


def people(owner: Visitor, case: str) -> int:
    """How many are affected at least, as the page of people says first."""
    owner.go(f"{case}people/")
    return int(re.findall(r"\d+", owner.text("h1"))[0])


def decide(owner: Visitor, case: str) -> None:
    """The shared address is a match that nobody can settle but a person; and counts follow a decision at once."""
    assert any(_something(owner, case, section) for section in ("matches", "findings", "fields"))
    owner.fill(answer="reject", reason="satu alamat dipakai bersama; bukan milik satu orang")
    before = owner.text("main table")
    owner.press("main ul.rows form .button")
    owner.looked()
    assert owner.text("main table") != before


def _something(owner: Visitor, case: str, section: str) -> bool:
    owner.look(f"{case}review/?section={section}")
    return owner.page.locator("main ul.rows form").count() > 0


def changed(owner: Visitor, case: str) -> None:
    """What the second hand-over changed, in counts."""
    owner.look(f"{case}changes/")
    before, after, new = (int(text) for text in owner.page.locator("main dl.figures dd").all_inner_texts()[:3])
    assert after > before
    assert new > 0
    owner.press("main a[href$='/duties/']")
    owner.looked()


def correct(owner: Visitor, case: str) -> None:
    """The call came earlier than first written down: due times move, and the old word stays in the history."""
    due = owner.page.locator("main ul.rows time").all_inner_texts()
    moves = state(owner, case, "aware_at", at="2026-03-08T21:15", zone="Asia/Jakarta", reason="catatan telepon")
    assert moves
    owner.looked()
    assert owner.page.locator("main details li").count() >= 2
    owner.look(f"{case}duties/")
    assert owner.page.locator("main ul.rows time").all_inner_texts() != due
