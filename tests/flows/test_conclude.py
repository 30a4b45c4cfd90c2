"""The end of an assessment: loaded late, and `run.json` holds what differs, without a personal value."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from waspada.flows import conclude
from waspada.flows.assess import Request


def test_the_workers_begin_without_it() -> None:
    code = (
        "import sys, waspada.flows.assess; "
        "print(*(name for name in ('jinja2', 'waspada.assess.merge', 'waspada.flows.conclude') if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_run_facts_are_masked(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    request = Request(datasets=(Path("/data/anna@example.org.csv"),), directory="d.csv", out=tmp_path, workers=2)
    conclude.write_run(request, tmp_path, (1_700_000_000.0, 1_700_000_012.5), lambda text: text.replace("anna@", "…@"))
    facts = json.loads((tmp_path / "share" / "run.json").read_text(encoding="utf-8"))
    assert facts["began"] == "2023-11-14T22:13:20Z"
    assert facts["seconds"] == 12.5
    assert facts["datasets"] == ["/data/…@example.org.csv"]
    assert "anna" not in json.dumps(facts)
