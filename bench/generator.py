"""The generator of the re-enactment: bytes of dataset per second, its start and the directory included."""

from __future__ import annotations

import json
import shutil

from bench import data, measure
from bench.figure import Figure, middle
from bench.setting import Setting

ROUNDS = 3


def generator(setting: Setting) -> list[Figure]:
    """The 1 GB export, written again and again, and copied as the reference."""
    wanted = {"events": max(1000, round(data.EVENTS * setting.scale))}
    walls: list[float] = []
    copies: list[float] = []
    size = 0
    for _ in range(min(setting.rounds, ROUNDS)):
        with setting.folder() as folder:
            walls.append(data.generate(folder, data.options_of(setting, wanted)).wall)
            size = json.loads((folder / "made.json").read_text(encoding="utf-8"))["bytes"]
            written = folder / "dataset" / "events.jsonl"
            copies.append(measure.run((shutil.which("cp") or "cp", written, folder / "copy")).wall)
    speeds = {"generator": [size / wall / 1e6 for wall in walls], "cp": [size / wall / 1e6 for wall in copies]}
    measured, copy = middle(speeds["generator"]), middle(speeds["cp"])
    return [
        Figure(
            key="generator.speed", what="Write a re-enactment, its directory too; only the dataset's bytes count",
            unit="MB/s", asked=50, bound="at least", measured=measured, runs=speeds,
            reference=f"`cp` of the same file: {copy:,.0f} MB/s, {copy / measured:.0f} times that",
            command="python bench/data.py FOLDER OPTIONS",
        )
    ]  # fmt: skip
