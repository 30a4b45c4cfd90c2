"""`waspada audit`: was anything in the log of the workbench altered?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import workbench as made
from tests.cli.conftest import Call


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[made.Workbench]:
    """A workbench whose home the command finds."""
    made.load()
    made.migrated()
    with made.opened(tmp_path / "home") as bench:
        monkeypatch.setenv("WASPADA_HOME", str(bench.home))
        yield bench


def test_a_whole_log_ends_with_0_and_names_its_head(bench: made.Workbench, call: Call) -> None:
    from waspada.store.db import audit

    bench.case()
    answer = json.loads(call("audit", "--json").stdout)
    assert answer == {"schema": "waspada/audit/1", "entries": audit.count(), "head": audit.head(), "altered": []}
    assert "Nothing was altered." in call("audit", "--lang", "en").stdout
    assert "Tidak ada yang diubah." in call("audit", "--lang", "id").stdout


def test_a_write_that_slipped_past_is_named_and_ends_with_12(bench: made.Workbench, call: Call) -> None:
    from waspada.store.db.models import User

    User.objects.filter(name="Charlie").update(is_admin=True)
    answer = json.loads(call("audit", "--json", code=12).stdout)
    assert [one["what"] for one in answer["altered"]] == ["change"]
    assert "ALTERED" in call("audit", "--lang", "en", code=12).stdout
