"""`waspada notify preview`: nothing is shown where there is nothing."""

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


def test_there_is_nothing_to_see_without_a_notice_or_a_letter(bench: Workbench) -> None:
    case = bench.case("Empty", "Other")
    assert "no notice yet" in run("preview", "--case", case.pk, code=10).stderr
    notice = small(bench)
    assert "no such letter" in run("preview", "--case", notice.case.pk, "--row", 999_999, code=10).stderr
    assert "no such letter" in run("preview", "--case", notice.case.pk, "--audience", "admin", code=10).stderr
