"""Hand-overs by page: streamed into the seal, or nothing of them kept."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import py7zr
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.workbench import HOST, Workbench

from waspada.core.custody import Action
from waspada.readers.age import Identity
from waspada.store.db import audit, folders
from waspada.store.db.models import AuditEntry, Case, Job

if TYPE_CHECKING:
    from django.http import HttpResponse

LINES = b'{"email":"ani@example.org"}\n' * 3000


def sealed(case: Case) -> list[dict[str, object]]:
    entries = folders.opened(case).custody.entries()
    return [dict(entry.data) for entry in entries if entry.action is Action.SEAL]


def left(case: Case) -> list[str]:
    folder = Path(case.path) / "sealed"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def send(client: Client, case: Case, *files: tuple[str, bytes], **fields: object) -> HttpResponse:
    """As the form sends it: the fields first, then the files."""
    given = {"origin": "vendor", **fields, "files": [SimpleUploadedFile(name, content) for name, content in files]}
    directory = given.pop("directory", None)
    whole = {**given, **({"directory": directory} if directory else {})}
    return client.post(f"/cases/{case.pk}/handovers/upload/", whole)  # type: ignore[return-value]


def test_files_go_into_the_seal_as_they_are(workbench: Workbench) -> None:
    case = workbench.case()
    about = {"by": "Acme Desk", "channel": "SFTP", "reference": "T-1", "reason": "first export"}
    answer = send(workbench.client("Bob"), case, ("a.ndjson", LINES), ("b.csv", b"x\n"), **about)
    assert answer.status_code == 302
    (data,) = sealed(case)
    assert [data[key] for key in ("handed_over_by", "received_by", "channel")] == ["Acme Desk", "Bob", "SFTP"]
    assert [file["sha256"] for file in data["files"]] == [  # type: ignore[attr-defined]
        hashlib.sha256(content).hexdigest() for content in (LINES, b"x\n")
    ]
    assert (Path(case.path) / "sealed/0001/0001/a.ndjson").read_bytes() == LINES
    page = workbench.client("Rita").get(f"/cases/{case.pk}/handovers/").content.decode()
    assert hashlib.sha256(LINES).hexdigest() in page
    assert audit.verify() == []


def test_an_encrypted_case_gets_nothing_in_the_clear(workbench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    key = workbench.home / "age.key"
    key.write_text(Identity.new().file())
    monkeypatch.setattr(settings, "KEY_FILE", str(key))
    case = workbench.case()
    directory = SimpleUploadedFile("accounts.csv", b"email\nani@example.org\n")
    assert send(workbench.client("Bob"), case, ("a.ndjson", LINES), assess="1", directory=directory).status_code == 302
    stored = [path for path in workbench.home.rglob("*") if path.is_file() and path.suffix != ".db"]
    assert any(path.suffix == ".age" for path in stored)
    assert not [path for path in stored if b"ani@example" in path.read_bytes()]


@pytest.mark.parametrize("name", ["../../x.csv", "..\\x.csv", "/etc/x.csv", "x.csv\x00.exe", "..", ".", "a/b/x.csv"])
def test_a_name_leads_nowhere(workbench: Workbench, name: str) -> None:
    case = workbench.case()
    boundary = "b0"
    body = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="origin"\r\n\r\nvendor\r\n'
        f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
        f"1\r\n--{boundary}--\r\n"
    )
    url = f"/cases/{case.pk}/handovers/upload/"
    answer = workbench.client("Bob").generic("POST", url, body.encode(), f"multipart/form-data; boundary={boundary}")
    assert answer.status_code == 302
    inside = Path(case.path)
    outside = [path for path in workbench.home.rglob("*x.csv*") if not path.is_relative_to(inside / "sealed/0001/0001")]
    assert outside == []
    assert len([path for path in (inside / "sealed/0001/0001").iterdir() if path.is_file()]) == 1


def test_an_upload_that_breaks_off_leaves_nothing_and_says_so(workbench: Workbench) -> None:
    case, bob = workbench.case(), workbench.client("Bob")
    body = b'--b0\r\nContent-Disposition: form-data; name="origin"\r\n\r\nvendor\r\n--b0\r\n'
    body += b'Content-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n' + LINES
    url = f"/cases/{case.pk}/handovers/"
    answer = bob.generic("POST", f"{url}upload/", body, "multipart/form-data; boundary=b0")
    assert answer.status_code == 400
    assert "broke off before its end" in answer.content.decode()
    assert (sealed(case), left(case)) == ([], [])
    assert "did not come to its end" in bob.get(url).content.decode()
    send(bob, case, ("a.csv", b"x"))
    assert "did not come to its end" not in bob.get(url).content.decode()


def test_what_is_refused_leaves_nothing(workbench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    case, bob = workbench.case(), workbench.client("Bob")
    assert send(bob, case).status_code == 400
    assert send(bob, case, ("a.csv", b"x"), origin="elsewhere").status_code == 400
    assert send(bob, case, ("a.csv", b"x"), at="2126-01-01T00:00", zone="UTC").status_code == 400
    assert send(bob, case, ("a.csv", b"x"), reason="from ani@example.org").status_code == 400
    monkeypatch.setattr(settings, "UPLOAD_LIMIT", 1000)
    large = send(bob, case, ("a.csv", LINES))
    assert (large.status_code, b"larger than this workbench takes" in large.content) == (400, True)
    assert (sealed(case), left(case)) == ([], [])


def test_the_token_is_checked_before_a_byte_of_a_file_is_read(workbench: Workbench) -> None:
    case = workbench.case()
    bob = workbench.client("Bob", csrf=True)
    assert send(bob, case, ("a.csv", LINES)).status_code == 403
    assert send(bob, case, ("a.csv", LINES), csrfmiddlewaretoken="x" * 64).status_code == 403
    assert (sealed(case), left(case)) == ([], [])
    bob.get(f"/cases/{case.pk}/handovers/")
    token = bob.cookies["waspada_csrf"].value
    late = b'--b0\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n1\r\n--b0\r\n'
    late += b'Content-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n' + token.encode() + b"\r\n--b0--\r\n"
    url = f"/cases/{case.pk}/handovers/upload/"
    assert bob.generic("POST", url, late, "multipart/form-data; boundary=b0").status_code == 403
    assert send(bob, case, ("a.csv", LINES), csrfmiddlewaretoken=token).status_code == 302
    assert len(sealed(case)) == 1


def test_who_may_bring_evidence_in(workbench: Workbench) -> None:
    case = workbench.case()
    codes = {
        name: send(workbench.client(name), case, ("a.csv", b"x")).status_code for name in ("Carol", "Rita", "Charlie")
    }
    assert codes == {"Carol": 403, "Rita": 403, "Charlie": 404}
    assert send(Client(headers=HOST), case, ("a.csv", b"x")).status_code == 302
    assert left(case) == []
    url = f"/cases/{case.pk}/handovers/"
    assert [workbench.client(name).get(url).status_code for name in ("Rita", "Charlie")] == [200, 404]
    assert workbench.client("Rita").post(f"{url}assess/").status_code == 403
    assert workbench.client("Bob").get(f"{url}upload/").status_code == 405


def test_nothing_is_sealed_into_a_case_whose_data_was_destroyed(workbench: Workbench) -> None:
    case = workbench.case()
    folders.opened(case).custody.append(Action.DESTROY, actor="Alice", data={"phase": "done"})
    answer = send(workbench.client("Bob"), case, ("a.csv", b"x"))
    assert (answer.status_code, b"was destroyed" in answer.content, left(case)) == (400, True, [])


def test_a_locked_archive_and_its_password(workbench: Workbench, tmp_path: Path) -> None:
    case, bob = workbench.case(), workbench.client("Bob")
    with py7zr.SevenZipFile(tmp_path / "t.7z", "w", password="open-me-now") as archive:
        archive.writestr(LINES, "tickets.ndjson")
    content = (tmp_path / "t.7z").read_bytes()
    assert send(bob, case, ("t.7z", content), password="wrong").status_code == 400
    assert left(case) == []
    assert send(bob, case, ("t.7z", content), password="open-me-now").status_code == 302
    written = b"".join(path.read_bytes() for path in workbench.home.rglob("*") if path.is_file())
    assert b"open-me-now" not in written
    assert "open-me-now" not in str([entry.data for entry in AuditEntry.objects.all()])


def test_an_assessment_is_asked_for_with_a_directory(workbench: Workbench) -> None:
    case, bob = workbench.case(), workbench.client("Bob")
    accounts = b"email\nani@example.org\n"
    send(bob, case, ("a.csv", b"x"), directory=SimpleUploadedFile("accounts.csv", accounts))
    assert Job.objects.count() == 0
    assert not (workbench.home / "directories").exists()
    send(bob, case, ("b.csv", b"y"), assess="1", directory=SimpleUploadedFile("accounts.csv", accounts))
    job = Job.objects.get()
    assert (job.kind, job.actor, job.arguments["handovers"]) == ("assess", "Bob", [1, 2])
    assert job.arguments["directory"].startswith(hashlib.sha256(accounts).hexdigest())
    Job.objects.update(state="done")
    assert bob.post(f"/cases/{case.pk}/handovers/assess/").status_code == 302
    assert Job.objects.filter(state="queued").count() == 1
