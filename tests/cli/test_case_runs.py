"""Runs of a case: the last one, the one named, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Call

from waspada.cli.case_options import opened_case
from waspada.cli.case_runs import numbers, run_of
from waspada.core.errors import NothingReadable


def test_runs_are_found_by_number(november: Path, call: Call) -> None:
    case = opened_case(november)
    with pytest.raises(NothingReadable, match="no run yet"):
        run_of(case)
    for _ in range(2):
        call("assess", "--case", november, "--directory", november.parent / "accounts.csv", "--actor", "bob")
    assert numbers(case) == [1, 2]
    assert run_of(case).name == "0002"
    assert run_of(case, 1).name == "0001"
    assert run_of(case, 1).table("people").num_rows == 7
    with pytest.raises(NothingReadable, match="no run 3"):
        run_of(case, 3)
