"""What leaves a case is on record before it leaves, and named when the case is destroyed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.flows.case.conftest import Make

from waspada.core.custody import Action
from waspada.core.errors import BadInput, CannotWrite, Locked
from waspada.flows.case.destroy import out_of_reach
from waspada.flows.case.export import export, note_copy
from waspada.store.case.folder import CaseFolder
from waspada.store.case.runs import RunFolder, content_of


def run_in(case: CaseFolder, results: Path) -> Path:
    for name, content in {
        "share/manifest.json": "{}",
        "restricted/people.csv": "anna",
        "restricted/a.csv": "b",
    }.items():
        (results / name).parent.mkdir(parents=True, exist_ok=True)
        (results / name).write_text(content)
    kept = RunFolder(case.path, case.recipient).take(results)
    kept.keep()
    return kept.folder


@pytest.mark.parametrize("encrypted", [False, True])
def test_results_are_copied_in_the_clear_and_on_record(tmp_path: Path, make: Make, encrypted: bool) -> None:
    case = make(encrypted=encrypted)
    run = run_in(case, tmp_path / "out")
    names = export(case, run, tmp_path / "to", content_of(case.identity), actor="bob", reason="for counsel")
    assert names == ("a.csv", "people.csv")
    assert (tmp_path / "to" / "people.csv").read_text() == "anna"
    assert (tmp_path / "to").stat().st_mode & 0o777 == 0o700
    entry = case.custody.entries()[-1]
    assert (entry.action, entry.reason, entry.data["where"]) == (Action.EXPORT, "for counsel", str(tmp_path / "to"))
    assert entry.data["files"]["people.csv"] == hashlib.sha256(b"anna").hexdigest()
    assert {"what": "restricted results of run 1", "where": str(tmp_path / "to")} in out_of_reach(
        case.custody.entries(), encrypted=False
    )


def test_without_reason_key_or_a_new_folder_nothing_leaves(tmp_path: Path, make: Make) -> None:
    case = make(encrypted=True)
    run = run_in(case, tmp_path / "out")
    read = content_of(case.identity)
    with pytest.raises(BadInput, match="reason"):
        export(case, run, tmp_path / "to", read, actor="bob", reason=" ")
    with pytest.raises(BadInput, match="already"):
        export(case, run, tmp_path, read, actor="bob", reason="x")
    with pytest.raises(Locked):
        export(case, run, tmp_path / "to", content_of(None), actor="bob", reason="x")
    assert not (tmp_path / "to").exists()
    assert [entry.action for entry in case.custody.entries()] == [Action.OPEN]


def test_a_full_disk_is_said(tmp_path: Path, make: Make) -> None:
    case = make()
    run = run_in(case, tmp_path / "out")
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite):
        export(case, run, tmp_path / "file" / "to", content_of(None), actor="bob", reason="x")


def test_a_copy_is_noted(make: Make) -> None:
    case = make()
    note_copy(case, "people.csv", "laptop", actor="bob", reason="")
    assert case.custody.entries()[-1].data == {"what": "people.csv", "where": "laptop"}
    with pytest.raises(BadInput):
        note_copy(case, "", "laptop", actor="bob", reason="")
