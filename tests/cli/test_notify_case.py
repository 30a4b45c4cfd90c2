"""How the commands of `waspada notify` come to a case: by folder or id, for a member of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.notified import answer, opened, run, small
from tests.workbench import Workbench

from waspada.cli import notify_case
from waspada.core.errors import BadInput


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workbench]:
    with opened(tmp_path / "home", monkeypatch) as found:
        yield found


def test_a_case_is_found_by_folder_and_by_id(bench: Workbench, tmp_path: Path) -> None:
    notice = small(bench)
    found = [answer("status", "--case", given) for given in (notice.case.pk, notice.case.path)]
    assert found[0] == found[1]
    for missing in (tmp_path, "no-id", "01a2072f-b16b-7449-af05-d011930421ba"):
        assert "knows no such case" in run("status", "--case", missing, code=10).stderr
    assert "no such notice" in run("status", "--case", notice.case.pk, "--notice", 9, code=2).stderr


def test_an_address_is_the_first_line_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "address.txt"
    file.write_text("\nme@example.com\nother@example.com\n")
    assert notify_case.first_line(file) == "me@example.com"
    file.write_text("\n \n")
    with pytest.raises(BadInput, match="holds no address"):
        notify_case.first_line(file)
