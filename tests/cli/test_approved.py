"""Two people also on the command line, and nothing of it where there is no workbench."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import workbench as made
from tests.cli.conftest import Call, log_of

NOW = 4_000_000_000.0
"""Approvals are granted then; the commands of a test run before."""


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[made.Workbench]:
    """A workbench whose home the commands find."""
    made.load()
    made.migrated()
    with made.opened(tmp_path / "home") as bench:
        (bench.home / "waspada.db").touch()
        monkeypatch.setenv("WASPADA_HOME", str(bench.home))
        yield bench


def granted(bench: made.Workbench, case: Any, act: str, what: dict[str, Any]) -> str:
    """Bob asks, Carol grants; the number."""
    from waspada.store.db import access, approvals

    made = approvals.ask(access.grant(bench.people["Bob"], case.pk), act, what, reason="over", now=NOW)
    approvals.decide(access.grant(bench.people["Carol"], case.pk), made.pk, yes=True, reason="seen", now=NOW)
    return str(made.pk)


def test_destruction_needs_an_approval_and_uses_it_up(bench: made.Workbench, call: Call) -> None:
    from waspada.store.db.models import Approval

    case = bench.case()
    destroy = ("case", "destroy", case.path, "--yes", "--reason", "over", "--actor", "bob", "--lang", "en")
    refused = call(*destroy, code=13)
    assert "--approval" in refused.stderr
    other = granted(bench, case, "export", {"run": 1, "to": ""})
    call(*destroy, "--approval", other, code=13)
    call(*destroy, "--approval", "987654", code=2)
    assert "data.destroy" not in [entry["action"] for entry in log_of(Path(case.path))]
    number = granted(bench, case, "destroy", {})
    call(*destroy, "--approval", number)
    case.refresh_from_db()
    assert case.destroyed is not None
    assert Approval.objects.get(pk=number).state == "used"
    assert log_of(Path(case.path))[-1]["reason"] == f"over (approval {number})"


def test_what_a_hold_forbids_uses_no_approval_up(bench: made.Workbench, call: Call) -> None:
    from waspada.store.db.models import Approval

    case = bench.case()
    number = granted(bench, case, "destroy", {})
    call("case", "hold", case.path, "court", "--reason", "letter", "--actor", "carol")
    call("case", "destroy", case.path, "--yes", "--reason", "over", "--actor", "bob", "--approval", number, code=13)
    assert Approval.objects.get(pk=number).state == "granted"


def test_an_export_is_covered_for_its_run_and_folder_only(bench: made.Workbench, call: Call, tmp_path: Path) -> None:
    from waspada.cli import approved
    from waspada.core.errors import Refused
    from waspada.store.db import folders

    case = bench.case()
    opened, what = folders.opened(case), {"run": 1, "to": str(tmp_path / "out")}
    number = int(granted(bench, case, "export", what))
    with pytest.raises(Refused):
        approved.approved(opened, "export", {**what, "to": str(tmp_path / "elsewhere")}, number)
    assert approved.approved(opened, "export", what, number) == f" (approval {number})"
    with pytest.raises(Refused):
        approved.approved(opened, "export", what, number)


def test_a_case_that_the_workbench_does_not_know_needs_none(bench: made.Workbench, call: Call, tmp_path: Path) -> None:
    from waspada.store.db.models import Case

    call("case", "open", tmp_path / "own", "--vendor", "Acme", "--actor", "bob")
    call("case", "destroy", tmp_path / "own", "--yes", "--reason", "over", "--actor", "bob")
    assert log_of(tmp_path / "own")[-1]["action"] == "data.destroy"
    assert not Case.objects.filter(path=str(tmp_path / "own")).exists()


def test_without_a_database_nothing_of_django_is_loaded(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from waspada.cli.main import main\n"
        "run = lambda *words: main([*words], standalone_mode=False)\n"
        f"run('case', 'open', {str(tmp_path / 'c')!r}, '--vendor', 'Acme', '--actor', 'bob')\n"
        "try:\n"
        f"    run('case', 'destroy', {str(tmp_path / 'c')!r}, '--yes', '--reason', 'over', '--actor', 'bob')\n"
        "except SystemExit as end:\n"
        "    assert not end.code\n"
        "print('django' in sys.modules)\n"
    )
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": "src",
        "WASPADA_HOME": str(tmp_path / "empty"),
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True, timeout=120
    )
    assert done.stdout.splitlines()[-1] == "False"
