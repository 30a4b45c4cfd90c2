"""`waspada notify send`: pause, go on, take back; each with a reason, each in the log of the case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.notified import answer, opened, run, small
from tests.workbench import Workbench

from waspada.core.custody import Action


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workbench]:
    with opened(tmp_path / "home", monkeypatch) as found:
        yield found


def test_it_is_paused_goes_on_and_is_taken_back(bench: Workbench) -> None:
    from waspada.store.db import folders

    notice = small(bench)
    at = ("send", "--case", notice.case.pk, "--actor", "Bob")
    assert "reason" in run(*at, "--step", "pause", code=2).stderr
    assert "Paused" in run(*at, "--step", "pause", "--reason", "a wrong sentence").stdout
    run(*at, "--step", "pause", "--reason", "again", code=2)
    assert answer(*at, "--step", "resume", "--reason", "it was right")["state"] == "sending"
    assert answer(*at, "--step", "stop", "--reason", "a new version")["states"] == {"cancelled": 3}
    run(*at, code=2)
    entries = folders.opened(notice.case).custody.entries()
    phases = [(one.data["phase"], one.reason) for one in entries if one.action is Action.SEND]
    assert phases == [("pause", "a wrong sentence"), ("resume", "it was right"), ("stop", "a new version")]


def test_an_approved_notice_starts_and_a_reader_starts_nothing(bench: Workbench) -> None:
    notice = small(bench, state="approved")
    run("send", "--case", notice.case.pk, "--actor", "Rita", code=13)
    assert "waspada worker" in run("send", "--case", notice.case.pk, "--actor", "Bob").stdout
    notice.refresh_from_db()
    assert notice.state == "sending"
