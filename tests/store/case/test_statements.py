"""`statement/` appears whole, read-only, and only once its entry stands in the log; `verify` names what was altered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.store.case.sealed_case import ENTRIES, FILES, altered, new_case, sealed_case, sha256

from waspada.core.custody import Action
from waspada.core.errors import BadInput, CannotWrite, EvidenceAltered, NothingReadable
from waspada.store.case.altered import Altered
from waspada.store.case.folder import CaseFolder
from waspada.store.case.log import Log
from waspada.store.case.statements import StatementFolder

FIRST, SECOND = b'{"number": 1}\n', b'{"number": 2}\n'


@pytest.fixture(params=[False, True], ids=["plain", "encrypted"])
def case(tmp_path: Path, request: pytest.FixtureRequest) -> CaseFolder:
    return sealed_case(tmp_path / "case", entries=ENTRIES, files=FILES, encrypted=request.param)


def out(case: CaseFolder, number: int, content: bytes) -> None:
    StatementFolder(case).publish(number, content, actor="dewi", reason="", data={"run": 1})


def test_versions_follow_each_other_and_are_read_only(case: CaseFolder) -> None:
    out(case, 1, FIRST)
    out(case, 2, SECOND)
    folder = case.path / "statement"
    assert [row["number"] for row in StatementFolder(case).versions()] == [1, 2]
    assert sorted(path.name for path in folder.iterdir()) == ["1", "2"]
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*")} == {0o400, 0o500}
    entry = [one for one in case.custody.entries() if one.action is Action.PUBLISH][-1]
    assert entry.data == {"run": 1, "version": 2, "sha256": sha256(SECOND)}
    assert altered(case) == []


@pytest.mark.parametrize("number", [1, 3, 0, -1])
def test_only_the_next_number_is_published(case: CaseFolder, number: int) -> None:
    out(case, 1, FIRST)
    with pytest.raises(BadInput, match="not the next"):
        out(case, number, SECOND)
    assert len(StatementFolder(case).versions()) == 1


def test_a_draft_is_replaced_and_is_no_alteration(case: CaseFolder) -> None:
    kept = StatementFolder(case)
    assert kept.draft() is None
    kept.keep_draft(b'{"a": 1}')
    kept.keep_draft(b'{"a": 2}')
    assert kept.draft() == {"a": 2}
    assert (case.path / "statement" / "draft.json").stat().st_mode & 0o777 == 0o600
    assert altered(case) == []
    (case.path / "statement" / "draft.json").write_bytes(b"[")
    with pytest.raises(NothingReadable, match="draft"):
        kept.draft()


def opened(place: Path) -> Path:
    place.parent.chmod(0o700)
    place.chmod(0o600)
    return place


def test_verify_names_a_version_that_was_altered(case: CaseFolder) -> None:
    out(case, 1, FIRST)
    place = opened(case.path / "statement" / "1" / "statement.json")
    place.write_bytes(b'{"number": 9}\n')
    assert altered(case) == [Altered("file", "statement/1/statement.json", "0-13", "changed")]
    with pytest.raises(EvidenceAltered, match="version 1"):
        StatementFolder(case).versions()
    place.unlink()
    assert altered(case) == [Altered("file", "statement/1/statement.json", "", "missing")]


def test_verify_names_what_nobody_published(case: CaseFolder) -> None:
    out(case, 1, FIRST)
    folder = case.path / "statement"
    opened(folder / "1" / "statement.json")
    (folder / "1" / "more.json").write_bytes(b"{}")
    (folder / "7").mkdir()
    (folder / "7" / "statement.json").write_bytes(b"{}")
    (folder / "other").symlink_to(case.path)
    assert {(one.name, one.why) for one in altered(case)} == {
        ("statement/1/more.json", "added"),
        ("statement/7/statement.json", "added"),
        ("statement/other", "added"),
    }


def test_an_entry_that_makes_no_sense_is_altered_not_a_crash(case: CaseFolder) -> None:
    case.custody.append(Action.PUBLISH, actor="dewi", data={"version": "../../key", "sha256": ""})
    assert [(one.name, one.why) for one in altered(case)] == [("statement/statement.json", "unfitting")]


@pytest.mark.parametrize("logged", [False, True], ids=["before its entry", "after its entry"])
def test_what_a_crash_left_is_settled_by_the_log(
    case: CaseFolder, logged: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    append, stop = Log.append, RuntimeError("the machine stops")

    def crash(log: Log, action: Action, **more: object) -> object:
        if logged:
            append(log, action, **more)  # type: ignore[arg-type]
        raise stop

    with monkeypatch.context() as patch:
        patch.setattr(Log, "append", crash)
        with pytest.raises(RuntimeError):
            out(case, 1, FIRST)
    assert [path.name for path in (case.path / "statement").iterdir()] == [".publishing-1"]
    assert altered(case) == []
    assert len(StatementFolder(case).versions()) == logged
    out(case, 2 if logged else 1, SECOND)
    assert sorted(path.name for path in (case.path / "statement").iterdir()) == (["1", "2"] if logged else ["1"])
    assert altered(case) == []


def test_it_stays_when_the_case_is_destroyed(case: CaseFolder) -> None:
    out(case, 1, FIRST)
    case.custody.append(Action.DESTROY, actor="dewi", data={})
    opened(case.path / "statement" / "1" / "statement.json").unlink()
    assert Altered("file", "statement/1/statement.json", "", "missing") in altered(case)


def test_a_full_disk_is_said_plainly(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case")
    (case.path / "statement").write_text("a file where the folder should be")
    with pytest.raises(CannotWrite):
        out(case, 1, FIRST)
    with pytest.raises(CannotWrite):
        StatementFolder(case).keep_draft(b"{}")
    assert json.loads(FIRST) == {"number": 1}
