"""The data of the benchmarks: the re-enactment of `waspada demo`, written in a process of its own. Also a script.

    python bench/data.py FOLDER '{"people": 500, "events": 10000}'

The reference cannot read a file with a broken line, so these hold none; the planted secrets, mentions and conflicting
identities stay. People and directory are the same in every size: only the dataset grows.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from bench import measure
from bench.setting import ROOT, Setting

PEOPLE, ORGANISATIONS, DIRECTORY = 50_000, 7_500, 1_000_000
EVENTS = 1_000_000
TEXT_BYTES, TEXT_FILE = 2_500, 1_000_000_000
LEAST_ODD = 0.05


@dataclass(frozen=True, slots=True)
class Made:
    """A dataset on disk, and what its generator knows about it."""

    file: Path
    directory: Path
    bytes: int
    records: int
    cells: int
    odd_lines: int
    """Lines with an escape, a null or a nested list."""


def events(setting: Setting, gigabytes: float) -> Made:
    """The export: a million events, or a multiple."""
    return made(setting, {"events": max(1000, round(EVENTS * gigabytes * setting.scale))})


def text(setting: Setting) -> Made:
    """The other one: 2 to 3 KB of free text in each event, no two alike."""
    return made(setting, {"bytes_target": round(TEXT_FILE * setting.scale), "free_text_bytes": TEXT_BYTES})


def made(setting: Setting, wanted: dict[str, int]) -> Made:
    """Generate it, unless it is there from before, made by the same generator."""
    options = options_of(setting, wanted)
    folder = setting.data / _name(options)
    summary = folder / "made.json"
    if not summary.exists():
        shutil.rmtree(folder, ignore_errors=True)
        setting.say(f"generating {options}")
        generate(folder, options)
        (folder / "directory.csv").unlink()  # the Parquet file holds the same
    content = json.loads(summary.read_text(encoding="utf-8"))
    dataset = Made(folder / "dataset" / "events.jsonl", folder / "directory.parquet", **content)
    if dataset.odd_lines < LEAST_ODD * dataset.records:
        raise measure.Failed("Fewer than 5 % of the lines hold an escape, a null or a nested list: too easy.")
    return dataset


def options_of(setting: Setting, wanted: dict[str, int]) -> dict[str, int]:
    """What the generator is told."""
    people = {"people": PEOPLE, "organisations": ORGANISATIONS, "directory_size": DIRECTORY}
    return {**{name: max(100, round(size * setting.scale)) for name, size in people.items()}, "broken": 0, **wanted}


def generate(folder: Path, options: dict[str, int]) -> measure.Run:
    """In a fresh process, so that its memory is not ours."""
    return measure.run((sys.executable, __file__, folder, json.dumps(options)))


def _name(options: dict[str, int]) -> str:
    """Changes with the options and with the generator."""
    digest = hashlib.sha256(json.dumps(options, sort_keys=True).encode())
    for path in sorted((ROOT / "src" / "waspada" / "flows" / "demo").glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def main(folder: Path, options: dict[str, Any]) -> None:
    """Write the dataset, and beside it what is in it."""
    from waspada.flows.demo import generate as write

    truth = write(folder, **options)
    content = {"bytes": truth.bytes, "records": truth.records, "cells": truth.cells, "odd_lines": truth.odd_lines}
    (folder / "made.json").write_text(json.dumps(content), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(sys.argv[2]))
