"""`waspada notify settle`: only what is unknown, only with a reason, only by who may decide."""

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


def test_an_unknown_letter_is_settled_once(bench: Workbench) -> None:
    notice = small(bench)
    row = notice.deliveries.first()
    at = ("settle", "--case", notice.case.pk, "--row", row.pk, "--as", "accepted", "--reason", "the log says so")
    run(*at, "--actor", "Bob", code=2)
    notice.deliveries.filter(pk=row.pk).update(state="unknown")
    run(*at, "--actor", "Rita", code=13)
    run(*at, "--actor", "Bob")
    row.refresh_from_db()
    assert (row.state, row.note) == ("accepted", "the log says so")
    run(*at, "--actor", "Bob", code=2)
    run(
        "settle",
        "--case",
        notice.case.pk,
        "--row",
        999_999,
        "--as",
        "bounced",
        "--reason",
        "x",
        "--actor",
        "Bob",
        code=2,
    )
