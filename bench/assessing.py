"""One measured `waspada assess`: an empty --out each time, and its counts checked: a failure is fast, too."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench import measure
from bench.data import Made
from bench.setting import Setting

REFERENCE = Path(__file__).parent / "reference.py"


def assess(setting: Setting, dataset: Made, *, sample: bool = False) -> measure.Run:
    """Run it on a warm page cache, every output written."""
    measure.warm(dataset.file, dataset.directory)
    with setting.folder() as folder:
        out = folder / "out"
        run = setting.run_waspada(
            "assess", dataset.file, "--directory", dataset.directory, "--out", out, home=setting.home, sample=sample
        )
        check(out, dataset)
    return run


def command(dataset: str) -> str:
    """As a person types it."""
    return f"waspada assess {dataset} --directory directory.parquet --out NEW"


def check(out: Path, dataset: Made) -> None:
    """Every record read, every cell looked at, people found: by the generator's own counts."""
    assessment = json.loads((out / "share" / "assessment.json").read_text(encoding="utf-8"))
    accounting = assessment["accounting"]
    expected = {"bytes": dataset.bytes, "records": dataset.records, "cells": dataset.cells, "records_quarantined": 0}
    for name, count in expected.items():
        if accounting[name] != count:
            raise measure.Failed(f"The assessment says {accounting[name]:,} {name}, the generator wrote {count:,}.")
    if not assessment["people"]["matched"]:
        raise measure.Failed("The assessment matched nobody.")
    if not (out / "restricted" / "people.parquet").stat().st_size:
        raise measure.Failed("The assessment wrote no people.")


def reference(dataset: Made) -> measure.Run:
    """DuckDB reads every cell, on a warm page cache, in a fresh process."""
    measure.warm(dataset.file)
    return measure.run((sys.executable, "-P", REFERENCE, dataset.file))
