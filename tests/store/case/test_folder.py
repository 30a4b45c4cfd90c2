"""The case folder: whole or not at all, private, and never opened with what is not its own."""

from __future__ import annotations

import json
import resource
import stat
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from waspada.core.custody import Action
from waspada.core.errors import BadInput, CannotWrite, EvidenceAltered, Locked, NothingReadable
from waspada.readers.age import Identity
from waspada.store.case.folder import CaseFolder, create, load, uuid7

NOON = 1764079320.0  # 2025-11-25T14:02:00Z


def clock() -> float:
    return NOON


def made(path: Path, identity: Identity | None = None, passphrase: str = "") -> CaseFolder:
    return create(
        path, title="November", vendor="Mixpanel", actor="alice", clock=clock, identity=identity, passphrase=passphrase
    )


def test_a_new_case_is_private_and_its_first_entry_says_what_it_is(tmp_path: Path) -> None:
    case = made(tmp_path / "case")
    assert stat.S_IMODE(case.path.stat().st_mode) == 0o700
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in case.path.iterdir()}
    assert modes.keys() == {"case.json", "key", "custody.ndjson"}
    assert (modes["case.json"], modes["key"]) == (0o600, 0o600)
    (first,) = case.custody.entries()
    assert (first.action, first.actor, first.time) == (Action.OPEN, "alice", "2025-11-25T14:02:00.000Z")
    assert first.data["case_id"] == case.case_id
    assert first.data["recipient"] == ""
    assert len(case.key()) == 32
    assert not case.encrypted
    again = load(case.path, clock=clock)
    assert (again.case_id, again.title, again.vendor, again.key()) == (case.case_id, "November", "Mixpanel", case.key())


def test_the_key_is_not_in_the_log(tmp_path: Path) -> None:
    case = made(tmp_path / "case")
    assert case.key().hex() not in (case.path / "custody.ndjson").read_text()


def test_a_key_file_opens_it_and_another_does_not(tmp_path: Path) -> None:
    identity = Identity.new()
    case = made(tmp_path / "case", identity)
    assert case.encrypted
    assert not case.behind_passphrase
    assert not (case.path / "key").exists()
    again = load(case.path, clock=clock, identity=identity)
    assert again.key() == case.key()
    assert identity.secret not in repr(again)
    with pytest.raises(Locked, match="not that of this case"):
        load(case.path, clock=clock, identity=Identity.new())
    with pytest.raises(Locked, match="its key was not given"):
        load(case.path, clock=clock).key()
    with pytest.raises(Locked, match="not behind a passphrase"):
        load(case.path, clock=clock, passphrase="anything")


def test_a_passphrase_opens_it_and_another_does_not(tmp_path: Path) -> None:
    case = made(tmp_path / "case", Identity.new(), "correct horse")
    assert case.behind_passphrase
    assert b"AGE-SECRET-KEY" not in (case.path / "identity.age").read_bytes()
    assert load(case.path, clock=clock, passphrase="correct horse").key() == case.key()
    with pytest.raises(Locked, match="passphrase is wrong"):
        load(case.path, clock=clock, passphrase="correct house")


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(BadInput, match="not empty"):
        made(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    with pytest.raises(CannotWrite, match="file exists"):
        made(tmp_path / "file")


def test_a_folder_without_a_case_is_said_so(tmp_path: Path) -> None:
    for content in (None, "{", "[]", '{"schema": "other"}', '{"schema": "waspada/case/1"}'):
        if content is not None:
            (tmp_path / "case.json").write_text(content)
        with pytest.raises(NothingReadable, match="no case"):
            load(tmp_path, clock=clock)


@pytest.mark.parametrize("name", ["recipient", "vendor", "title", "case_id"])
def test_a_case_file_that_says_other_than_the_log_is_refused(tmp_path: Path, name: str) -> None:
    case = made(tmp_path / "case", Identity.new())
    path = case.path / "case.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {name: ""}))
    with pytest.raises(EvidenceAltered, match=r"case\.json was altered"):
        load(case.path, clock=clock)


@pytest.mark.parametrize("content", [None, b"", b"short"])
def test_a_damaged_key_is_never_used(tmp_path: Path, content: bytes | None) -> None:
    case = made(tmp_path / "case")
    (case.path / "key").unlink()
    if content is not None:
        (case.path / "key").write_bytes(content)
    with pytest.raises(EvidenceAltered, match="missing or damaged"):
        case.key()


@pytest.mark.parametrize("limit", [0, 40, 300])
def test_a_full_disk_leaves_no_half_made_case(tmp_path: Path, limit: int) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom waspada.core.errors import CannotWrite\n"
        "from waspada.store.case.folder import create\n"
        "try:\n    create(Path(sys.argv[1]), title='t' * 200, vendor='v', actor='a', clock=lambda: 0.0)\n"
        "except CannotWrite as error:\n    sys.exit(f'said: {error}')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "case")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 1, done.stderr
    assert "said: the case folder could not be made" in done.stderr
    assert not list((tmp_path / "case").iterdir())
    assert made(tmp_path / "case").custody.entries()[0].number == 1


def test_a_uuid7_carries_its_time() -> None:
    one, later = uuid.UUID(uuid7(NOON)), uuid.UUID(uuid7(NOON + 1))
    assert (one.version, one.variant) == (7, uuid.RFC_4122)
    assert one.int >> 80 == int(NOON * 1000)
    assert one < later
    assert uuid7(NOON) != uuid7(NOON)
