"""Notices go into the case whole and read-only, after their entry; what a crash left is settled by the log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.store.case.sealed_case import altered, new_case

from waspada.core.custody import Action
from waspada.core.errors import BadInput, CannotWrite, Locked
from waspada.flows.case.proofs import delivered_to
from waspada.readers.age import Identity
from waspada.store.case import destroy, notices, proofs
from waspada.store.case.folder import CaseFolder, load
from waspada.store.case.locks import exclusive

CONTENT = b'{"schema": "waspada/notice/1"}\n'
ADDRESS = "ani@example.org"


def row(address: str = ADDRESS, state: str = "accepted") -> bytes:
    said = {"version": "1", "person_id": "a1", "address": address, "channel": "mail", "state": state}
    return json.dumps({**said, "at": "2026-03-09T08:30:00.000Z", "text_sha256": "0" * 64}).encode()


@pytest.fixture(params=[False, True], ids=["plain", "encrypted"])
def case(tmp_path: Path, request: pytest.FixtureRequest) -> CaseFolder:
    return new_case(tmp_path / "case", Identity.new() if request.param else None)


def approved(case: CaseFolder, version: str = "1") -> Path:
    notices.approve(case, version, CONTENT, actor="dewi", reason="approval 1", data={"digest": "d"})
    return case.path / "notices" / version


def test_an_approved_notice_is_read_only_and_stands_in_the_log(case: CaseFolder) -> None:
    folder = approved(case)
    assert notices.notice(case, "1") == CONTENT
    assert {path.stat().st_mode & 0o777 for path in (folder, *folder.rglob("*"))} == {0o400, 0o500}
    entry = case.custody.entries()[-1]
    assert (entry.action, entry.data["version"], entry.data["digest"]) == (Action.APPROVE, "1", "d")
    assert altered(case) == []
    with pytest.raises(BadInput, match="already"):
        approved(case)
    with pytest.raises(BadInput):
        approved(case, "../1")


def test_deliveries_are_added_encrypted_where_the_case_is(case: CaseFolder) -> None:
    folder = approved(case)
    notices.add_deliveries(case, "1", [row()], actor="worker", counts={"accepted": 1})
    notices.add_deliveries(case, "1", [row(state="bounced")], actor="worker", counts={"bounced": 1})
    names = sorted(path.name for path in folder.glob("deliveries*"))
    assert names == [f"deliveries-{n}.ndjson{'.age' if case.encrypted else ''}" for n in (1, 2)]
    assert all((ADDRESS.encode() in (folder / name).read_bytes()) is not case.encrypted for name in names)
    assert list(notices.deliveries(case, "1")) == [row(), row(state="bounced")]
    assert folder.stat().st_mode & 0o777 == 0o500
    assert altered(case) == []
    with pytest.raises(BadInput, match="not approved"):
        notices.add_deliveries(case, "2", [row()], actor="worker", counts={})


def test_encrypted_deliveries_need_the_key(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case", Identity.new())
    approved(case)
    notices.add_deliveries(case, "1", [row()], actor="worker", counts={"accepted": 1})
    with pytest.raises(Locked):
        list(notices.deliveries(load(case.path, clock=lambda: 0.0), "1"))


@pytest.mark.parametrize("logged", [False, True])
def test_what_a_crash_left_of_an_approval_is_settled_by_the_log(case: CaseFolder, logged: bool) -> None:
    folder = approved(case)
    left = folder.with_name(".approving-1") if logged else folder.with_name(".approving-2")
    folder.rename(left)
    if logged:
        assert altered(case) == []  # found where the crash left it
    notices.settle(case)
    assert folder.exists() is logged
    assert not left.exists()


@pytest.mark.parametrize("logged", [False, True])
def test_what_a_crash_left_of_deliveries_is_settled_by_the_log(case: CaseFolder, logged: bool) -> None:
    folder = approved(case)
    entry = notices.add_deliveries(case, "1", [row()], actor="worker", counts={"accepted": 1})
    folder.chmod(0o700)
    file = folder / entry.data["file"]
    part = folder.with_name(f".1-{file.name}.part")
    file.rename(part)
    if not logged:
        part.chmod(0o600)
        part.write_bytes(b"half")
    assert bool(altered(case)) is not logged
    notices.settle(case)
    assert file.exists() is logged
    assert not part.exists()


def test_one_writes_at_a_time(case: CaseFolder) -> None:
    with exclusive(case.path / "notices", "writing"), pytest.raises(CannotWrite, match="another process"):
        approved(case)
    assert len(case.custody.entries()) == 1


def test_the_log_tells_when_letters_leave_and_stop(case: CaseFolder) -> None:
    entry = notices.phase(case, "1", "pause", actor="dewi", reason="bounces", rows=3)
    assert (entry.action, dict(entry.data)) == (Action.SEND, {"version": "1", "phase": "pause", "rows": 3})


def test_destruction_leaves_the_notice_and_a_proof_of_each_delivery(tmp_path: Path) -> None:
    from waspada.core.progress import Silent

    case = new_case(tmp_path / "case")
    folder = approved(case)
    notices.add_deliveries(case, "1", [row()], actor="worker", counts={"accepted": 1})
    kept = proofs.keep(case.path, tmp_path / "home", case.case_id, None)
    assert kept is not None
    assert (kept.rows, kept.unreadable) == (1, 0)
    destroy.destroy(case.path, [], Silent())
    assert [path.name for path in folder.rglob("*") if path.is_file()] == ["notice.json"]
    lines = (case.path / "proofs.ndjson").read_text().splitlines()
    key = proofs.key_in(proofs.key_place(tmp_path / "home", case.case_id))
    assert [one.state for one in delivered_to(ADDRESS, lines, key)] == ["accepted"]
    assert delivered_to("else@example.org", lines, key) == []
