"""Files that arrive piece by piece: sealed whole, or not at all."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import py7zr
import pytest

from waspada.core.custody import Action
from waspada.core.errors import BadInput, Locked, NothingReadable
from waspada.core.progress import Silent
from waspada.flows.case.arrive import Arriving, seal_arriving
from waspada.flows.case.evidence import evidence_of
from waspada.flows.case.seal import About, HandOver
from waspada.readers.age import Identity
from waspada.readers.wrapper import Secrets
from waspada.store.case import folder
from waspada.store.case.folder import CaseFolder
from waspada.store.case.vault import Vault

ABOUT = About(
    origin="vendor",
    handed_over_by="Acme Desk",
    received_by="Dewi",
    received="2026-03-09T08:30:00+07:00",
    channel="page",
)
LINES = b'{"email":"ani@example.org"}\n' * 5000


def case(path: Path, identity: Identity | None = None) -> CaseFolder:
    return folder.create(
        path, title="T", vendor="Acme Desk", actor="Dewi", clock=lambda: 1_773_000_000.0, identity=identity
    )


def seal(case: CaseFolder, *files: Arriving, password: str = "") -> HandOver:
    return seal_arriving(
        case,
        Vault(case.path, case.recipient),
        files,
        ABOUT,
        actor="Dewi",
        progress=Silent(),
        secrets=Secrets(password=password),
    )


def pieces(content: bytes, size: int = 1000) -> Iterator[bytes]:
    yield from (content[at : at + size] for at in range(0, len(content), size))


def breaking() -> Iterator[bytes]:
    yield LINES
    raise BadInput("the upload broke off")


def locked(path: Path, password: str) -> bytes:
    with py7zr.SevenZipFile(path, "w", password=password) as archive:
        archive.writestr(LINES, "tickets.ndjson")
    return path.read_bytes()


def test_what_arrives_is_sealed_as_it_is(tmp_path: Path) -> None:
    one = case(tmp_path / "case")
    done = seal(one, Arriving("a.ndjson", pieces(LINES)), Arriving("b.csv", pieces(b"x\n1\n")))
    assert [row["sha256"] for row in done.files] == [hashlib.sha256(x).hexdigest() for x in (LINES, b"x\n1\n")]
    assert [Path(str(path)).read_bytes() for path in evidence_of(one).files] == [LINES, b"x\n1\n"]
    assert one.custody.entries()[-1].action is Action.SEAL


def test_a_transfer_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    one = case(tmp_path / "case")
    with pytest.raises(BadInput):
        seal(one, Arriving("a.ndjson", pieces(LINES)), Arriving("b.ndjson", breaking()))
    assert list((one.path / "sealed").iterdir()) == []
    assert all(entry.action is not Action.SEAL for entry in one.custody.entries())


def test_no_file_is_no_hand_over(tmp_path: Path) -> None:
    one = case(tmp_path / "case")
    with pytest.raises(NothingReadable):
        seal(one)
    assert list((one.path / "sealed").iterdir()) == []


@pytest.mark.parametrize("encrypted", [False, True])
def test_a_locked_archive_is_opened_beside_itself(tmp_path: Path, encrypted: bool) -> None:
    one = case(tmp_path / "case", Identity.new() if encrypted else None)
    done = seal(one, Arriving("t.7z", pieces(locked(tmp_path / "t.7z", "open-me"))), password="open-me")
    assert done.files[0]["wrapper"] == "7z"
    assert [row["sha256"] for row in done.files[0]["contents"]] == [hashlib.sha256(LINES).hexdigest()]


@pytest.mark.parametrize("encrypted", [False, True])
def test_a_wrong_password_seals_nothing(tmp_path: Path, encrypted: bool) -> None:
    one = case(tmp_path / "case", Identity.new() if encrypted else None)
    with pytest.raises(Locked):
        seal(one, Arriving("t.7z", pieces(locked(tmp_path / "t.7z", "open-me"))), password="wrong")
    assert list((one.path / "sealed").iterdir()) == []


def test_an_encrypted_case_holds_nothing_in_the_clear(tmp_path: Path) -> None:
    one = case(tmp_path / "case", Identity.new())
    seal(one, Arriving("a.ndjson", pieces(LINES)))
    found = subprocess.run(["grep", "-rl", "ani@example", str(one.path)], check=False, capture_output=True, text=True)
    assert found.stdout == ""
    assert json.loads((one.path / "sealed/0001/handover.json").read_text())["encrypted"] is True
