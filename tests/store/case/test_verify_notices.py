"""Every change in `notices/` is named: a text, a delivery, a file or a folder that no entry knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.store.case.sealed_case import altered, new_case

from waspada.core.custody import Action
from waspada.store.case import notices
from waspada.store.case.altered import Altered
from waspada.store.case.folder import CaseFolder


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    made = new_case(tmp_path / "case")
    notices.approve(made, "1", b"{}\n", actor="dewi", reason="", data={})
    notices.add_deliveries(made, "1", [b'{"version": "1"}'], actor="worker", counts={"accepted": 1})
    return made


@pytest.mark.parametrize("name", ["share/notice.json", "deliveries-1.ndjson"])
def test_a_changed_or_missing_file_is_named(case: CaseFolder, name: str) -> None:
    path = case.path / "notices/1" / name
    for folder in (path.parent, path.parent.parent):
        folder.chmod(0o700)
    path.chmod(0o600)
    size = path.stat().st_size
    path.write_bytes(b"#" * size)
    assert altered(case) == [Altered("file", f"notices/1/{name}", f"0-{size - 1}", "changed")]
    path.unlink()
    assert altered(case) == [Altered("file", f"notices/1/{name}", "", "missing")]


@pytest.mark.parametrize("place", ["notices/1/deliveries-2.ndjson", "notices/2/share/notice.json", "notices/note.txt"])
def test_what_no_entry_knows_is_named(case: CaseFolder, place: str) -> None:
    (case.path / "notices/1").chmod(0o700)
    path = case.path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{}")
    assert altered(case) == [Altered("file", place, "", "added")]


def test_deliveries_may_be_gone_after_a_destruction_and_the_notice_may_not(case: CaseFolder) -> None:
    case.custody.append(Action.DESTROY, actor="dewi", reason="over", data={"phase": "begin"})
    (case.path / "notices/1").chmod(0o700)
    (case.path / "notices/1/deliveries-1.ndjson").unlink()
    assert altered(case) == []
    (case.path / "notices/1/share").chmod(0o700)
    (case.path / "notices/1/share/notice.json").unlink()
    assert altered(case) == [Altered("file", "notices/1/share/notice.json", "", "missing")]


def test_an_entry_that_points_elsewhere_leads_nowhere(case: CaseFolder) -> None:
    case.custody.append(
        Action.DELIVERIES, actor="dewi", data={"version": "1", "file": "../../case.json", "sha256": "0" * 64}
    )
    assert altered(case) == [Altered("file", "notices/1/../../case.json", "", "unfitting")]
