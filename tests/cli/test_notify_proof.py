"""`waspada notify proof`: who was told what, in a new folder, on record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.notified import opened, run, small
from tests.cli.test_approved import granted
from tests.workbench import Workbench


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workbench]:
    with opened(tmp_path / "home", monkeypatch) as found:
        yield found


def test_the_proof_of_what_was_never_approved_is_none(bench: Workbench, tmp_path: Path) -> None:
    from waspada.store.db import notice_proofs

    notice = small(bench)
    at = ("proof", "--case", notice.case.pk, "--actor", "Bob", "--reason", "asked", "--to", tmp_path / "out")
    run(*at, code=13)
    number = granted(bench, notice.case, "export", notice_proofs.exporting("1", str(tmp_path / "out")))
    assert "was not approved" in run(*at, "--approval", number, code=2).stderr
    assert not (tmp_path / "out").exists()
