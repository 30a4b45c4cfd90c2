"""`waspada notify status`: counts, no address, and 11 while something waits for a person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.notified import answer, opened, run, small
from tests.workbench import Workbench


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workbench]:
    with opened(tmp_path / "home", monkeypatch) as found:
        yield found


def test_it_counts_and_names_nobody(bench: Workbench) -> None:
    notice = small(bench)
    found = answer("status", "--case", notice.case.pk)
    assert (found["schema"], found["states"], found["state"]) == ("waspada/notice-status/1", {"queued": 3}, "sending")
    assert found["domains"][0]["states"] == {"queued": 1}
    row = notice.deliveries.first()
    notice.deliveries.filter(pk=row.pk).update(state="unknown")
    told = run("status", "--case", notice.case.pk, code=11)
    assert f"row {row.pk}" in told.stdout
    assert row.token in told.stdout
    assert row.address not in told.output
