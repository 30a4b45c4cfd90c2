"""From an empty database to letters that people got: approved, sent to a real Postfix, bounced, corrected.

Six people in the vendor's first export, two of them behind one address, one with a mailbox that is gone; a seventh in
the second. What is corrected was told before the seventh heard anything.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser
from tests import noticed
from tests.browser import telling
from tests.browser.entry import come_in
from tests.browser.served import Served, waspada
from tests.browser.test_demo_walk import invite
from tests.browser.test_empty_walk import hand_over, state
from tests.browser.visitor import Visitor, languages
from tests.faults.postfix import Postfix, postfix

from waspada.core.language import Lang

pytestmark = pytest.mark.needs("chromium", "postfix")

ROUTES: Final = "/@gone\\.example$/ error:5.1.1 no such mailbox\n"
SEED: Final = "seed@example.org"
BOTH: Final = "rumah@tiga.example"
TOLD: Final = {"ani@satu.example", "budi@satu.example", "citra@dua.example", BOTH}
GONE: Final = "dewi@gone.example"
LATER: Final = "gita@dua.example"
HEAD: Final = "user_id,name,email,phone,organization_id\n"
FIRST: Final = (
    "u1,Ani Wijaya,ani@satu.example,+62 812 5550 1001,o1\n"
    "u2,Budi Santoso,budi@satu.example,+62 812 5550 1002,o1\n"
    "u3,Citra Lestari,citra@dua.example,+62 812 5550 1003,o2\n"
    "u4,Dewi Anggraini,dewi@gone.example,+62 812 5550 1004,o2\n"
    "u5,Eko Prasetyo,rumah@tiga.example,,\n"
    "u6,Fitri Handayani,rumah@tiga.example,,\n"
)
SECOND: Final = "u7,Gita Permata,gita@dua.example,+62 812 5550 1007,o2\n"
DIRECTORY: Final = (
    "account_id,email,name,country,locale,role,organisation_id,mfa_enabled\n"
    "u1,ani@satu.example,Ani Wijaya,ID,id-ID,admin,o1,no\n"
    "u2,budi@satu.example,Budi Santoso,ID,id-ID,member,o1,yes\n"
    "u3,citra@dua.example,Citra Lestari,ID,en-GB,admin,o2,no\n"
    "u4,dewi@gone.example,Dewi Anggraini,ID,id-ID,member,o2,no\n"
    "u5,rumah@tiga.example,Eko Prasetyo,ID,id-ID,member,,no\n"
    "u6,rumah@tiga.example,Fitri Handayani,ID,id-ID,member,,no\n"
    "u7,gita@dua.example,Gita Permata,ID,id-ID,member,o2,no\n"
)
SAID, RIGHT = ("dipublikasikan", "published"), {"en": "The data was published.", "id": "Data itu dipublikasikan."}


@pytest.fixture
def server() -> Iterator[Postfix]:
    """A real Postfix, which cannot deliver to one domain."""
    with postfix(routes=ROUTES) as running:
        yield running


@pytest.mark.parametrize("lang", languages("id"))
def test_people_are_told_and_told_right(
    chromium: Browser, empty: Served, server: Postfix, lang: Lang, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    smtp = {"host": "127.0.0.1", "port": server.port, "security": "none", "helo": "out.example.com"}
    noticed.mail(home, smtp=smtp, seeds=[SEED])
    owner = Visitor(chromium, empty.address, lang, masked={*TOLD, GONE, LATER})
    come_in(owner, empty.link, name="Ratna", email="ratna@example.org")
    case = prepare(owner, tmp_path)
    second = invite(owner, chromium, case)
    first_letters(owner, second, case, server)
    bounced(owner, f"{case}notices/1/", server, home, tmp_path)
    telling.publish(owner, second, case)
    changed(owner, case, tmp_path)
    later_letters(owner, second, case, server)
    corrected(owner, second, case, server)
    statement_again(owner, second, case)
    told = telling.closing(owner, case)
    assert re.search(r"\b3\b", told)
    verified(home)
    owner.read_without_scripts()
    assert owner.faults + second.faults == []
    for visitor in (owner, second):
        visitor.close()


def prepare(owner: Visitor, folder: Path) -> str:
    """A case of a company in Jakarta, what is known of it, and the first export."""
    owner.go("/workspace/")
    owner.fill(name="Example Works", zone="Asia/Jakarta", established_in="ID", dpo="privacy@example.com")
    owner.press("main form.form .button")
    owner.go("/cases/new/")
    owner.fill(vendor="Meja Bantu", title="Meja Bantu 2026", aware_at="2026-03-09T08:30+07:00")
    owner.press("main form.form .button")
    case = owner.page.url.removeprefix(owner.address)
    for name, value in (("external_attack", "yes"), ("acquired", "yes"), ("contained", "yes"), ("published", "no")):
        state(owner, case, name, value=value, source="telepon vendor")
    state(owner, case, "told_us_at", at="2026-03-09T08:30", zone="Asia/Jakarta", source="telepon vendor")
    (folder / "accounts.csv").write_text(DIRECTORY, encoding="utf-8")
    (folder / "users.csv").write_text(HEAD + FIRST, encoding="utf-8")
    hand_over(owner, case, 1, folder / "users.csv", folder / "accounts.csv")
    return case


def first_letters(owner: Visitor, second: Visitor, case: str, server: Postfix) -> None:
    """Drafted, one shared address decided, worded, approved by two, sent: each has one letter, and so have we."""
    owner.look(f"{case}notices/")
    page = telling.draft(owner, case)
    decide_shared(owner, page)
    telling.edit_letters(owner, page, "contained")
    said = telling.read_letters(owner, telling.prepared(owner))
    assert "Meja Bantu" in said
    assert any(one in said for one in SAID)
    lock(owner, second, page)
    send(owner, page, server)
    assert to_people(server.arrived()) == {**dict.fromkeys(TOLD, 1), SEED: 2}
    owner.looked()


def decide_shared(owner: Visitor, page: str) -> None:
    """Two people behind one address: a letter that names nobody's facts."""
    owner.look(f"{page}rows/held/")
    owner.unfold()
    owner.page.locator("main [name=choice][value=without_facts]").first.check()
    owner.press("main li form .button")
    telling.prepared(owner)


def lock(owner: Visitor, second: Visitor, page: str) -> None:
    """Nothing blocks it, two people agree, and it is locked."""
    owner.go(page)
    assert owner.page.locator("main b.clear").count() == 1, owner.text()
    telling.agree(owner, second, page, reason="hukum mewajibkannya")
    owner.press("main button[value=approve]")
    owner.looked()


def send(owner: Visitor, page: str, server: Postfix) -> None:
    """Start, and wait until the worker has sent all of it."""
    owner.press("main button[value=start]")
    until = time.monotonic() + 60
    while owner.page.locator("main h1 .mark.clear").count() == 0:
        assert time.monotonic() < until, owner.text()
        time.sleep(0.5)
        owner.go(page)
    server.settled()


def to_people(arrived: Counter[str]) -> dict[str, int]:
    """Without what Postfix itself sent back to us."""
    return {to: count for to, count in arrived.items() if not to.startswith("bounces+")}


def came_back(server: Postfix, count: int) -> None:
    """Wait for so many reports."""
    until = time.monotonic() + 40
    while sum(to.startswith("bounces+") for to in server.arrived()) < count:
        assert time.monotonic() < until, "too little came back"
        time.sleep(0.2)


def bounced(owner: Visitor, page: str, server: Postfix, home: Path, folder: Path) -> None:
    """What came back is taken in by the command, and stands in the ledger; a letter by post waits for its address."""
    came_back(server, 1)
    box = folder / "bounces"
    box.mkdir()
    for number, message in enumerate(server.messages()):
        if b"\nDelivered-To: bounces+" in b"\n" + message.partition(b"\n\n")[0]:
            (box / f"{number}.eml").write_bytes(message)
    taken = waspada(home, "notify", "bounces", str(box))
    assert taken.returncode == 0, taken.stderr
    owner.look(page)
    assert "5.1.1" in owner.text()
    for name in ("accepted", "bounced", "held"):
        owner.look(f"{page}rows/{name}/")
        assert owner.page.locator("main ul.rows > li").count() == (4 if name == "accepted" else 1)


def changed(owner: Visitor, case: str, folder: Path) -> None:
    """The data turns up in public, and the vendor sends a second export."""
    state(owner, case, "published", value="yes", source="tangkapan layar", reason="data muncul di forum")
    (folder / "more.csv").write_text(HEAD + SECOND, encoding="utf-8")
    hand_over(owner, case, 2, folder / "more.csv", folder / "accounts.csv")


def later_letters(owner: Visitor, second: Visitor, case: str, server: Postfix) -> None:
    """Who had none gets a letter that is right from the start: the seventh, and again whose mail came back."""
    before = server.arrived()
    owner.look(f"{case}notices/")
    page = telling.draft(owner, case, whom="new")
    lock(owner, second, page)
    send(owner, page, server)
    came_back(server, 2)
    assert to_people(server.arrived() - before) == {LATER: 1, SEED: 2}


def corrected(owner: Visitor, second: Visitor, case: str, server: Postfix) -> None:
    """What was told wrongly is listed with the number of people; the correction reaches exactly them."""
    before = server.arrived()
    owner.look(f"{case}statement/corrections/")
    wrong = owner.page.locator("main ul.rows > li:has(form)")
    assert wrong.count() == 1
    assert str(len(TOLD)) in wrong.locator(".end").inner_text()
    owner.unfold()
    for code, text in RIGHT.items():
        wrong.locator(f"[name=text-{code}]").fill(text)
    wrong.locator("[name=fact]").select_option("published")
    page = telling.draft(owner, case, then="main ul.rows > li form .button")
    said = telling.read_letters(owner, page)
    assert RIGHT[owner.lang] in said
    lock(owner, second, page)
    send(owner, page, server)
    assert to_people(server.arrived() - before) == {**dict.fromkeys(TOLD, 1), SEED: 2}
    owner.look(page)
    owner.look(f"{case}statement/corrections/")
    assert owner.page.locator("main ul.rows > li:has(form)").count() == 0


def statement_again(owner: Visitor, second: Visitor, case: str) -> None:
    """While it says what is no longer so it cannot go out; composed anew it is the second entry at one address."""
    owner.look(f"{case}statement/")
    assert owner.page.locator("main b.exposed").count()
    assert owner.page.locator("main button[value=ask]").count() == 0
    telling.publish(owner, second, case, note="One fact was corrected.")
    assert owner.page.locator("main ins").count()
    files = telling.site(owner, case)
    for name, word in (("index.html", "published"), ("id/index.html", "dipublikasikan")):
        assert "update-2" in files[name]
        assert word in files[name]


def verified(home: Path) -> None:
    """The case folder still says of itself that it is whole."""
    cases = [path.parent for path in (home / "cases").glob("*/case.json")] or list((home / "cases").iterdir())
    for case in cases:
        done = waspada(home, "case", "verify", str(case))
        assert done.returncode == 0, done.stdout + done.stderr
