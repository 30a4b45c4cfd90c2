"""A case of the workbench, found by its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from waspada.cli.public_cases import known
from waspada.core.errors import NothingReadable


def test_a_folder_without_a_case_is_said_before_the_workbench_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(NothingReadable):
        known(tmp_path)
