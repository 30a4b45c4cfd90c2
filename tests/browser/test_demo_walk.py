"""The November case end to end in a real Chromium: every page of it, and what people do there."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser
from tests.browser import telling
from tests.browser.entry import come_in
from tests.browser.served import Demo
from tests.browser.visitor import Visitor, languages

from waspada.core.language import Lang

pytestmark = pytest.mark.needs("chromium")

CASE_PAGES: Final = (
    "", "facts/", "facts/countries/", "facts/people/", "facts/encrypted/", "facts/role/", "facts/fields/",
    "facts/established_in/", "facts/note.call/", "questions/", "questions/letter/", "questions/what/", "handovers/",
    "changes/", "timeline/", "tasks/", "duties/", "groups/", "review/", "review/?section=findings",
    "review/?section=matches", "people/", "organisations/", "members/", "approvals/", "log/",
    "notices/", "statement/", "statement/corrections/", "enquiries/", "follow-up/", "closing/",
)  # fmt: skip
OTHER_PAGES: Final = (
    "/", "/cases/new/", "/vendors/", "/vendors/new/", "/vendors/mixpanel/", "/vendors/mixpanel/edit/", "/register/",
    "/account/", "/account/sessions/", "/account/tokens/", "/account/2fa/", "/workspace/", "/workspace/people/",
    "/log/",
)  # fmt: skip


@pytest.mark.parametrize("lang", languages("en"))
def test_the_november_case_end_to_end(chromium: Browser, demo: Demo, lang: Lang, root: Path) -> None:
    owner = Visitor(chromium, demo.workbench.address, lang, masked=addresses(demo.directory))
    owner.look(demo.begin)
    owner.press("main .button")
    case = urlpath(owner)
    for page in CASE_PAGES:
        owner.look(case + page)
    for page in OTHER_PAGES:
        owner.look(page)
    owner.go(f"{case}tasks/")
    owner.press("main ul.rows li a")
    owner.looked()
    state_a_fact(owner, case)
    review(owner, case)
    one_person(owner, case)
    duty_done(owner, case)
    sign_the_risk(owner, case)
    take_a_form(owner, case)
    second = invite(owner, chromium, case)
    two_people_decide(owner, second, case)
    tell(owner, second, case, demo.directory)
    owner.read_without_scripts()
    assert owner.faults + second.faults == []
    assert unseen(root, owner.seen + second.seen) == []
    for visitor in (owner, second):
        visitor.close()


def addresses(directory: Path) -> set[str]:
    """E-mail addresses of the directory: none may stand on a page, but for a reveal."""
    with directory.open(encoding="utf-8", newline="") as file:
        return {value.lower() for row in csv.DictReader(file) for value in row.values() if value and "@" in value}


def urlpath(visitor: Visitor) -> str:
    """`/cases/ID/`."""
    return str(re.findall(r"/cases/[0-9a-f-]{36}/", visitor.page.url)[0])


def state_a_fact(owner: Visitor, case: str) -> None:
    """What would move is shown before it is saved."""
    owner.go(f"{case}facts/aware_at/")
    owner.fill(at="2025-11-27T09:30", zone="UTC", source="minutes of the crisis call", reason="the call was later")
    owner.press("main > form.form .button")
    owner.looked()
    assert owner.page.locator("main .note li").count() > 0
    before = owner.page.locator("main > ul.rows li").first.inner_text()
    owner.press("main .note .button")
    owner.looked()
    assert owner.page.locator("main > ul.rows li").first.inner_text() != before


def review(owner: Visitor, case: str) -> None:
    """A decision, and the counts at once."""

    def remaining() -> int:
        text = owner.page.locator("main table tbody tr").first.locator("td").last.inner_text()
        return int(re.findall(r"\d+", text)[0])

    owner.go(f"{case}review/")
    open_before = remaining()
    form = owner.page.locator("main ul.rows form").first
    form.locator("input[name=answer][value=reject]").check()
    form.locator("textarea").fill("free text without meaning, seen with the product team")
    owner.press("main ul.rows form .button")
    owner.looked()
    assert remaining() == open_before - 1


def one_person(owner: Visitor, case: str) -> None:
    """One page says exactly what was exposed; values only after a reason."""
    owner.go(f"{case}people/")
    owner.press("main table tbody th a")
    owner.looked()
    page = owner.page.url.removeprefix(owner.address)
    owner.fill(reason="asked by the person, ticket 7")
    owner.press("main form[action$='/reveal/'] .button")
    assert set(re.findall(r"[\w.+-]+@[\w.-]+\w", owner.text().lower())) & owner.masked
    owner.looked(revealed=True, again=False)
    owner.look(page)
    owner.go(f"{case}people/")
    owner.fill(q="maria", by="name")
    owner.press("main form.filters .button")
    owner.looked(again=False)
    owner.go(f"{case}organisations/")
    owner.press("main table tbody th a")
    owner.looked()


def duty_done(owner: Visitor, case: str) -> None:
    """One duty is told to an authority, and stands as done."""
    owner.go(f"{case}duties/")
    owner.press("main > ul.rows li a")
    owner.looked()
    page = owner.page.url
    owner.fill(done="2025-11-27T15:00+00:00", source="receipt 4711")
    owner.press("form:has([name=done]) .button")
    owner.looked()
    assert owner.page.url == page
    assert owner.page.locator("main .mark.clear").count() > 0


def sign_the_risk(owner: Visitor, case: str) -> None:
    """A risk assessment is signed for everybody."""
    owner.go(f"{case}groups/")
    owner.unfold()
    owner.fill(severity="medium", likelihood="possible", level="risk")
    owner.page.locator("form:has([name=level]) textarea").fill("names and addresses, phishing is likely")
    owner.press("form:has([name=level]) .button")
    owner.looked()
    assert owner.page.locator("main .end .mark.unsure").count() == 1


def take_a_form(owner: Visitor, case: str) -> None:
    """A form for an authority, as a file."""
    owner.look(f"{case}forms/")
    owner.press("main h2 a")
    owner.looked()
    assert owner.page.locator("main [role=alert]").all_inner_texts() == []
    for ending, begins in (("pdf", b"%PDF-"), ("docx", b"PK"), ("txt", b"")):
        with owner.page.expect_download() as arriving:
            owner.page.locator(f"main a[href*='.{ending}?'], main a[href$='.{ending}']").first.click()
        content = Path(arriving.value.path()).read_bytes()
        assert content.startswith(begins)
        assert len(content) > 1000
        assert not [one for one in owner.masked if one.encode() in content]


def invite(owner: Visitor, chromium: Browser, case: str) -> Visitor:
    """A second person, with an app of her own, becomes owner beside the first."""
    owner.go("/workspace/people/")
    owner.fill(name="Second owner", email="second@example.org")
    owner.press("main form.form .button")
    owner.looked(again=False)
    link = owner.text("code.secret").strip()
    owner.go("/workspace/people/")
    owner.press("main ul.rows li a:has-text('Second owner')")
    owner.looked()
    second = Visitor(chromium, owner.address, owner.lang, masked=owner.masked)
    codes = come_in(second, link)
    assert len(codes) >= 8
    for page in ("/account/2fa/", "/account/2fa/webauthn/add/", "/account/password/"):
        second.look(page)
    owner.go(f"{case}members/")
    owner.page.locator("main form.form [name=number]").select_option(label="Second owner")
    owner.page.locator("main form.form [name=role]").select_option("owner")
    owner.press("main form.form .button")
    owner.looked()
    return second


def two_people_decide(owner: Visitor, second: Visitor, case: str) -> None:
    """One asks to see values of several people, another one grants it, and then it can be done."""
    owner.go(f"{case}people/")
    links = owner.page.locator("main table tbody th a").evaluate_all("all => all.map(one => one.href)")
    people = [link.rstrip("/").rpartition("/")[2] for link in links[:2]]
    owner.go(f"{case}approvals/")
    owner.fill(act="reveal", people="\n".join(people), reason="the two who asked, tickets 8 and 9")
    if owner.page.locator("[name=confirmation]").count():
        owner.fill(confirmation=owner.page.locator(".casebar .case a").inner_text())
    owner.press("main form.form .button")
    owner.looked()
    if not re.search(r"/approvals/\d+/$", owner.page.url):
        owner.press("main ul.rows a[href*='/approvals/']")
    asked = owner.page.url.removeprefix(owner.address)
    second.look(asked)
    second.fill(reason="seen the tickets")
    second.press("button[value=grant]")
    second.looked()
    owner.look(asked)
    owner.press("button[value=use]")
    owner.looked(revealed=True, again=False)
    assert owner.page.locator("main dl.facts").count() >= 3


def tell(owner: Visitor, second: Visitor, case: str, directory: Path) -> None:
    """Letters are drafted, the statement is published by two people, somebody asks, MFA is followed up, all is told."""
    owner.go(f"{case}notices/")
    page = telling.draft(owner, case)
    telling.read_letters(owner, page)
    telling.edit_letters(owner, page, "aware_at")
    owner.look(f"{page}edit/")
    telling.publish(owner, second, case)
    assert owner.lang in telling.site(owner, case)["index.html" if owner.lang == "en" else "id/index.html"]
    owner.look(f"{case}statement/corrections/")
    telling.enquiry(owner, case, sorted(owner.masked)[0])
    telling.follow_up(owner, case, directory)
    assert len(telling.closing(owner, case)) > 500


UNSEEN: Final = frozenset(
    {
        "facts/note/", "handovers/upload/", "handovers/assess/", "people/<>/reveal/",  # only sent to
        "enquiries/<>/reveal/", "enquiries/<>/send/", "follow-up/upload/",
        "notices/<>/sample/<>/<>/",  # leads to a letter
        "forms/<>/<>.<>", "statement/site/", "closing/report.<>", "register/register.csv", "api/v1/",  # files, programs
        "language/", "account/logout/", "account/login/", "account/reauthenticate/",  # in the other walk, or sent to
    }
)  # fmt: skip


def unseen(root: Path, seen: list[str]) -> list[str]:
    """Addresses of the workbench where nobody looked."""
    text = (root / "src/waspada/web/urls.py").read_text(encoding="utf-8")
    patterns = re.findall(r'path\(\s*(CASE \+ |f"\{CASE\})?"?([^",]*)"', text)
    missed = []
    for case, pattern in patterns:
        short = re.sub(r"<[^>]*>", "<>", pattern)
        whole = "/" + ("cases/<>/" if case else "") + short
        if short not in UNSEEN and not any(re.fullmatch(whole.replace("<>", "[^/]+"), path) for path in seen):
            missed.append(whole)
    return missed
