"""What arrived is sealed as it came, wrapper and content under hash, or not at all; the log knows it first."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from pathlib import Path

import pytest
from tests.flows.case.conftest import ABOUT, KEY, Make, sealed

from waspada.core.custody import Action
from waspada.core.errors import BadInput, CannotWrite, Locked, NothingReadable
from waspada.core.progress import Silent
from waspada.flows.case import seal as flow
from waspada.readers.age import decrypt
from waspada.readers.wrapper import Secrets
from waspada.store.case.vault import Vault

CONTENT = b'{"event":"e","properties":{"$email":"a@mail.example"}}\n' * 100


@pytest.mark.parametrize("encrypted", [False, True])
def test_files_and_folders_are_sealed_with_their_hashes(tmp_path: Path, make: Make, encrypted: bool) -> None:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "a.jsonl").write_bytes(CONTENT)
    (tmp_path / "in" / "sub" / "b.csv").write_bytes(b"id\n1\n")
    case = make(encrypted=encrypted)
    done = sealed(case, tmp_path / "in")
    assert [(file["name"], file["bytes"], file["sha256"]) for file in done.files] == [
        ("a.jsonl", len(CONTENT), hashlib.sha256(CONTENT).hexdigest()),
        ("sub/b.csv", 5, hashlib.sha256(b"id\n1\n").hexdigest()),
    ]
    stored = (done.folder / done.files[0]["segments"][0]["name"]).read_bytes()
    assert (decrypt(stored, KEY) if encrypted else stored) == CONTENT


def test_the_entry_says_who_what_and_how(tmp_path: Path, make: Make) -> None:
    (tmp_path / "a.jsonl").write_bytes(CONTENT)
    case = make()
    done = sealed(case, tmp_path / "a.jsonl")
    (entry,) = (entry for entry in case.custody.entries() if entry.action is Action.SEAL)
    assert (
        entry.data["sha256"] == done.sha256 == hashlib.sha256((done.folder / "handover.json").read_bytes()).hexdigest()
    )
    assert {name: entry.data[name] for name in ("origin", "handed_over_by", "received_by", "received", "channel")} == {
        "origin": "vendor",
        "handed_over_by": "Vendor",
        "received_by": "alice",
        "received": "2025-11-25T14:02:00Z",
        "channel": "SFTP",
    }
    assert entry.data["files"][0]["sha256"] == hashlib.sha256(CONTENT).hexdigest()


def test_left_in_place_only_its_hash_is_kept(tmp_path: Path, make: Make) -> None:
    (tmp_path / "a.jsonl").write_bytes(CONTENT)
    done = sealed(make(), tmp_path / "a.jsonl", in_place=True)
    assert done.files[0]["in_place"] == str(tmp_path / "a.jsonl")
    assert [path.name for path in done.folder.iterdir()] == ["handover.json"]


@pytest.mark.needs("7z")
@pytest.mark.parametrize("encrypted", [False, True])
def test_a_locked_archive_is_kept_and_its_content_sealed_beside_it(tmp_path: Path, make: Make, encrypted: bool) -> None:
    (tmp_path / "a.jsonl").write_bytes(CONTENT)
    box = tmp_path / "box.zip"
    subprocess.run(
        ["7z", "a", "-tzip", "-mem=AES256", "-psecret", str(box), str(tmp_path / "a.jsonl")],
        check=True,
        capture_output=True,
    )
    case = make(encrypted=encrypted)
    done = sealed(case, box, secrets=Secrets(password="secret"))
    (file,) = done.files
    assert (file["name"], file["sha256"]) == ("box.zip", hashlib.sha256(box.read_bytes()).hexdigest())
    (inner,) = file["contents"]
    assert (inner["name"], inner["bytes"], inner["sha256"]) == (
        "a.jsonl",
        len(CONTENT),
        hashlib.sha256(CONTENT).hexdigest(),
    )
    if encrypted:
        assert not any(b"$email" in path.read_bytes() for path in case.path.rglob("*") if path.is_file())


@pytest.mark.needs("7z")
@pytest.mark.parametrize("password", ["", "blue-canary-7"])
def test_with_a_wrong_password_nothing_is_sealed(tmp_path: Path, make: Make, password: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(CONTENT)
    box = tmp_path / "box.7z"
    subprocess.run(["7z", "a", "-psecret", str(box), str(tmp_path / "a.jsonl")], check=True, capture_output=True)
    case = make()
    with pytest.raises(Locked) as locked:
        sealed(case, box, secrets=Secrets(password=password))
    assert "canary" not in f"{locked.value} {locked.value.advice}"
    assert list((case.path / "sealed").iterdir()) == []
    assert [entry.action for entry in case.custody.entries()] == [Action.OPEN]


def test_a_second_hand_over_gets_the_next_number(tmp_path: Path, make: Make) -> None:
    (tmp_path / "a.jsonl").write_bytes(CONTENT)
    case = make()
    assert [sealed(case, tmp_path / "a.jsonl").number for _ in range(3)] == [1, 2, 3]
    assert list(flow.sealed(case.custody.entries())) == [1, 2, 3]


def test_nothing_to_seal_and_the_case_itself_are_refused(tmp_path: Path, make: Make) -> None:
    case = make()
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingReadable):
        sealed(case, tmp_path / "empty")
    with pytest.raises(BadInput, match="inside the case"):
        sealed(case, case.path / "custody.ndjson")


def test_an_origin_that_is_none_is_refused(tmp_path: Path, make: Make) -> None:
    (tmp_path / "a.jsonl").write_bytes(CONTENT)
    case = make()
    about = flow.About(**{**{name: getattr(ABOUT, name) for name in ABOUT.__slots__}, "origin": "friend"})
    with pytest.raises(BadInput, match="origin"):
        flow.seal(case, Vault(case.path, ""), [tmp_path / "a.jsonl"], about, actor="alice", progress=Silent())


def test_what_a_crash_left_is_settled_by_the_log(tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jsonl").write_bytes(CONTENT)
    case = make()
    rename = os.rename
    broken = [True]

    def fails(source: str, target: str, **more: int) -> None:
        if broken:
            raise OSError(5, "Input/output error")
        rename(source, target, **more)

    monkeypatch.setattr(os, "rename", fails)
    with pytest.raises(CannotWrite):
        sealed(case, tmp_path / "a.jsonl")  # the entry is written, the folder has no name yet
    assert flow.sealed(case.custody.entries()).keys() == {1}
    broken.clear()
    assert sealed(case, tmp_path / "a.jsonl").number == 2
    assert sorted(path.name for path in (case.path / "sealed").iterdir()) == ["0001", "0002"]
    handover = json.loads((case.path / "sealed/0001/handover.json").read_text())
    assert handover["files"][0]["name"] == "a.jsonl"
