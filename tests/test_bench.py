"""The benchmarks' own arithmetic: what a process and its children cost, what holds, and what the page says of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bench import hotspots, page, run, tree
from bench.assessing import check
from bench.data import Made
from bench.figure import Figure, amount, asked, read, verdict
from bench.measure import Failed

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1_000_000


def figure(**changes: Any) -> Figure:
    """One that holds and misses its aim."""
    return Figure(
        **{"key": "speed.wall", "what": "Speed", "unit": "x", "measured": 3.5, "asked": 4, "aim": 3, **changes}
    )


def results(*figures: Figure) -> dict[str, Any]:
    """What a run stores."""
    machine = {
        "cpu": "CPU",
        "cores": 2,
        "memory_gib": 8,
        "system": "Linux",
        "python": "3.11",
        "versions": {"duckdb": "2"},
    }
    group = {
        "date": "2025-11-09",
        "load": 0.1,
        "rounds": 5,
        "machine": machine,
        "profile": ["It is slow in one place."],
    }
    return {"speed": group | {"figures": [one.as_json() for one in figures]}}


def measured(code: str, *, sample: bool = False) -> dict[str, Any]:
    """What `measure.run` says of a Python program, in a process that has no other children."""
    measuring = (
        "import dataclasses, json, sys; from bench import measure; measure.become_reaper();"
        f"done = measure.run((sys.executable, '-c', sys.argv[1]), accept=(0, 3), sample={sample});"
        "print(json.dumps(dataclasses.asdict(done) | {'output': done.output.decode(), 'peak': done.peak}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", measuring, code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_the_cpu_of_a_child_that_outlives_its_parent_counts() -> None:
    burn = "import time\nwhile time.process_time() < 0.3: pass"
    code = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {burn!r}]); print('gone'); sys.exit(3)"
    answer = measured(code)
    assert answer["output"] == "gone\n"
    assert answer["exit_code"] == 3
    assert answer["cpu"] >= 0.3


def test_peak_memory_is_that_of_the_whole_tree() -> None:
    hold = f"import time; held = bytearray({60 * MEGABYTE}); time.sleep(0.6)"
    code = (
        f"import subprocess, sys; held = bytearray({60 * MEGABYTE}); subprocess.run([sys.executable, '-c', {hold!r}])"
    )
    answer = measured(code, sample=True)
    assert 120 * MEGABYTE <= answer["peak"] < 200 * MEGABYTE
    assert sum(answer["peak_shares"]) == answer["peak"]
    assert [share > 60 * MEGABYTE for share in answer["peak_shares"]] == [True, True]


def test_a_command_that_fails_is_no_figure() -> None:
    with pytest.raises(AssertionError, match="ended with 5"):
        measured("raise SystemExit(5)")


def test_a_process_that_is_gone_holds_nothing() -> None:
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    child.wait()
    assert tree.memory(child.pid) == 0
    assert tree.descendants(child.pid) == []


def test_a_figure_holds_on_its_own_side_of_the_bound() -> None:
    assert figure().holds
    assert figure().reaches_aim is False
    assert figure(measured=4.01).holds is False
    assert figure(measured=600, asked=500, aim=None, bound="at least").holds
    assert figure(measured=499, asked=500, bound="at least").holds is False
    assert figure(asked=None).holds is None
    assert verdict(figure(asked=None, measured=2.9)) == "aim reached"
    assert asked(figure()) == "at most 4.00 times, aim at most 3.00 times"
    assert (amount(1234.5, "x"), amount(21.24, "s")) == ("1,234 times", "21.2 s")
    assert read(json.loads(json.dumps(figure().as_json()))) == figure()


def test_the_page_shows_a_miss_and_keeps_what_people_wrote(tmp_path: Path) -> None:
    path = tmp_path / "benchmarks.md"
    page.write(path, results(figure(measured=4.5, reference="DuckDB | 2 threads")))
    text = path.read_text(encoding="utf-8")
    assert "| Speed | at most 4.00 times, aim at most 3.00 times | **4.50 times** | **MISSES** | DuckDB \\| 2" in text
    assert "It is slow in one place." in text
    path.write_text(text.replace(page.NONE, "A remark."), encoding="utf-8")
    page.write(path, results(figure()))
    assert path.read_text(encoding="utf-8").endswith(f"{page.BY_HAND}\n\nA remark.\n")
    assert "MISSES" not in path.read_text(encoding="utf-8")


def test_where_time_goes_is_said_by_room_and_without_paths() -> None:
    scan, sort = ("/opt/src/waspada/detect/engine.py", 7, "scan"), ("~", 0, "<built-in sorted>")
    said = hotspots.summary({scan: (1, 1, 1.0, 3.0, {}), sort: (1, 1, 3.0, 3.0, {scan: (1, 1, 3.0, 3.0)})})
    assert said == ("4.0 s: detect 100%. Most time of their own, built-ins included: `detect/engine.py:scan` 100%.")
    report = (
        "import time: self [us] | cumulative | imported package\nimport time:  200000 |  300000 |   waspada.core.mask"
    )
    assert hotspots.imports(report) == {"waspada.core": 0.2}


@pytest.mark.parametrize("given", [["--only", "nothing"], ["--scale", "0.5", "--write"], ["--rounds", "0"]])
def test_a_run_that_means_nothing_is_refused(given: list[str]) -> None:
    with pytest.raises(SystemExit):
        run.arguments(given)


def test_only_what_was_named_runs() -> None:
    assert run.arguments([]).only == list(run.GROUPS) == list(page.TITLES)
    assert run.arguments(["--only", "size,speed"]).only == ["size", "speed"]


def test_the_exit_code_says_a_miss_and_what_could_not_be_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.outcome(["speed"], results(figure())) == 0
    assert run.outcome(["speed"], results(figure(measured=4.5))) == 1
    assert run.outcome(["speed", "size"], results(figure())) == 2
    assert "not measured: size" in capsys.readouterr().out


def test_an_assessment_that_lost_a_cell_is_not_measured(tmp_path: Path) -> None:
    dataset = Made(tmp_path / "f", tmp_path / "d", bytes=10, records=2, cells=6, odd_lines=1)
    (tmp_path / "share").mkdir()
    (tmp_path / "restricted").mkdir()
    (tmp_path / "restricted" / "people.parquet").write_bytes(b"rows")
    accounting = {"bytes": 10, "records": 2, "cells": 6, "records_quarantined": 0}
    for cells, wrong in ((6, False), (5, True)):
        content = {"accounting": accounting | {"cells": cells}, "people": {"matched": 1}}
        (tmp_path / "share" / "assessment.json").write_text(json.dumps(content), encoding="utf-8")
        if wrong:
            with pytest.raises(Failed, match="says 5 cells, the generator wrote 6"):
                check(tmp_path, dataset)
        else:
            check(tmp_path, dataset)
