"""What people do on the pages that tell others: letters, the statement, enquiries, follow-up, the closing report."""

from __future__ import annotations

import io
import re
import time
import zipfile
from pathlib import Path

from tests.browser.visitor import Visitor

_LONG = 60.0


def draft(owner: Visitor, case: str, *, whom: str = "", then: str = "main form.form button[value=draft]") -> str:
    """A version whose letters the worker has composed; its page."""
    if whom:
        owner.fill(whom=whom)
    owner.press(then)
    return prepared(owner)


def prepared(owner: Visitor) -> str:
    """Wait for the worker; the page of the draft."""
    page = str(re.findall(r"/cases/[^/]+/notices/\d+/", owner.page.url)[0])
    until = time.monotonic() + _LONG
    owner.go(page)
    while owner.page.locator("main p.note[role=status]").count():
        assert time.monotonic() < until, owner.text()
        time.sleep(0.5)
        owner.go(page)
    return page


def read_letters(owner: Visitor, page: str) -> str:
    """A letter as its recipient reads it, as HTML and as text, and the rows; what the letter says."""
    owner.look(page)
    sample = f"main a[href*='/sample/'][href$='/{owner.lang}/']"
    owner.press(sample if owner.page.locator(sample).count() else "main a[href*='/sample/']")
    owner.looked()
    said = owner.text("pre.letter-text")
    frame = owner.page.locator("iframe.letter-frame").get_attribute("src") or ""
    owner.look(frame)
    seen = " ".join(owner.text("body").split())
    assert " ".join(said.split())[:60] in seen
    owner.look(f"{page}rows/queued/")
    return said


def edit_letters(owner: Visitor, page: str, fact: str) -> None:
    """Where to ask, and a sentence of our own that rests on a fact."""
    owner.look(f"{page}edit/", again=False)
    owner.fill(contact="privacy@example.com", statement_url="https://notice.example.com/")
    owner.press("main button[value=save]")
    owner.fill(place="what_we_did", fact=fact)
    owner.page.locator("main [name=text-en]").fill("We closed the export and changed its keys.")
    owner.page.locator("main [name=text-id]").fill("Kami menutup ekspor itu dan mengganti kuncinya.")
    owner.press("main button[value=add]")
    owner.looked(again=False)  # it is there while it is a draft
    assert owner.page.locator("main button[value=take]").count()


def agree(owner: Visitor, second: Visitor, page: str, *, reason: str) -> None:
    """One asks on a page, the other looks at exactly that and grants it; the first is back on the page."""
    owner.go(page)
    owner.page.locator("form:has(button[value=ask]) [name=reason]").fill(reason)
    owner.press("main button[value=ask]")
    owner.looked()
    asked = owner.page.locator("main a[href*='/approvals/']").first.get_attribute("href") or ""
    second.look(asked)
    second.fill(reason="read and compared")
    second.press("main button[value=grant]")
    second.looked()
    owner.go(page)


def publish(owner: Visitor, second: Visitor, case: str, *, note: str = "") -> str:
    """Compose, look, ask, grant, publish; the page of the version."""
    owner.go(f"{case}statement/")
    owner.press("main button[value=compose]")
    owner.looked()
    agree(owner, second, f"{case}statement/", reason="the law asks for it")
    if note:
        owner.page.locator("[name=note-en]").fill(note)
        owner.page.locator("[name=note-id]").fill("Satu fakta sudah diralat.")
    owner.press("main button[value=publish]")
    owner.looked()
    owner.press("main ul.rows a[href*='/statement/']")
    owner.looked()
    return owner.page.url.removeprefix(owner.address)


def site(owner: Visitor, case: str) -> dict[str, str]:
    """The public pages, as they are handed out."""
    owner.go(f"{case}statement/")
    content = downloaded(owner, "main a[href$='/statement/site/']")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    assert {"index.html", "id/index.html", "feed.atom", "id/feed.json"} <= set(files)
    return files


def downloaded(owner: Visitor, selector: str) -> bytes:
    """What a link or a button hands out."""
    with owner.page.expect_download() as arriving:
        owner.page.locator(selector).first.click()
    return Path(arriving.value.path()).read_bytes()


def enquiry(owner: Visitor, case: str, address: str) -> None:
    """Somebody asks by phone: masked, proved, linked, answered, closed."""
    owner.look(f"{case}enquiries/")
    owner.fill(kind="access", address=address, text="What of mine was in it?")
    owner.press("main form.form .button")
    page = owner.page.url.removeprefix(owner.address)
    owner.looked()
    owner.page.locator("form[action$='/reveal/'] [name=reason]").fill("to know whom to call back")
    owner.press("form[action$='/reveal/'] .button")
    assert address in owner.text().lower()
    owner.looked(revealed=True, again=False)
    owner.go(page)
    owner.press("main button[value=ask]")
    owner.looked(again=False)
    code = re.findall(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b", owner.text("section.note blockquote"))[0]
    owner.fill(code=code)
    owner.press("main button[value=code]")
    owner.looked()
    assert owner.page.locator("main .mark.clear").count()
    owner.press("main button[value=link]")
    owner.page.locator("main [name=block]:enabled").first.check()
    owner.press("main button[value=preview]")
    owner.looked(again=False)
    owner.press("main button[value=copied]")
    owner.looked()
    owner.look(f"{case}enquiries/")


def follow_up(owner: Visitor, case: str, directory: Path) -> None:
    """A newer directory is one more point in time; the admins who still lack a second factor become tasks."""
    owner.look(f"{case}follow-up/")
    before = owner.page.locator("main table").first.locator("tbody tr").count()
    owner.page.locator("[name=directory]").set_input_files(directory)
    owner.press("form[enctype] .button")
    owner.looked(again=False)
    until = time.monotonic() + _LONG
    while owner.page.locator("main table").first.locator("tbody tr").count() == before:
        assert time.monotonic() < until, owner.text()
        time.sleep(0.5)
        owner.go(f"{case}follow-up/")
    owner.looked()
    if owner.page.locator("main input[name=key]").count():
        owner.page.locator("main input[name=key]").first.check()
        owner.press("main form:has([name=key]) .button")
        owner.looked()


def closing(owner: Visitor, case: str) -> str:
    """The report on its page and as files; what it says."""
    owner.look(f"{case}closing/")
    assert downloaded(owner, "main a[href$='report.html']").startswith(b"<!doctype html>")
    return downloaded(owner, "main a[href$='report.txt']").decode("utf-8")
