"""`waspada notify letters`: an export for exactly its folder, refused without an approval."""

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


def test_letters_for_post_need_an_approval_for_their_folder(bench: Workbench, tmp_path: Path) -> None:
    from waspada.store.db import notice_post

    notice = small(bench)
    at = ("letters", "--case", notice.case.pk, "--actor", "Bob", "--reason", "mail came back", "--to")
    assert "--approval" in run(*at, tmp_path / "out", code=13).stderr
    number = granted(bench, notice.case, "export", notice_post.printing("1", str(tmp_path / "out")))
    run(*at, tmp_path / "elsewhere", "--approval", number, code=13)
    assert "waits for post" in run(*at, tmp_path / "out", "--approval", number, code=2).stderr
    assert not (tmp_path / "out").exists()
