"""`waspada notify test`: an address from a file, and no settings no letter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.notified import opened, run, small
from tests.workbench import Workbench


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workbench]:
    with opened(tmp_path / "home", monkeypatch) as found:
        yield found


def test_the_address_comes_from_a_file_and_mail_must_be_set_up(bench: Workbench, tmp_path: Path) -> None:
    notice = small(bench)
    at = ("test", "--case", notice.case.pk, "--actor", "Bob", "--to-file", tmp_path / "address.txt")
    assert "holds no address" in run(*at, code=2).stderr
    (tmp_path / "address.txt").write_text("me@example.com\n")
    refused = run(*at, code=2)
    assert "mail.yaml" in refused.stderr
    assert "me@example.com" not in refused.output
