"""Sealing: 10 GB streamed into a case, against `cp` and `sha256sum` of the same file one after the other."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from bench import measure
from bench.figure import Figure, middle
from bench.setting import Setting

GIGABYTES = 10.0
ROOM_NEEDED = 32e9
MOST_ROUNDS = 3
_PIECE = 64 << 20


def seal(setting: Setting) -> list[Figure]:
    """Each in turn; a case of its own each time, unencrypted."""
    if shutil.disk_usage(setting.data).free < ROOM_NEEDED * setting.scale:
        setting.say("seal: skipped, the disk has too little room")
        return []
    file = _file(setting)
    size = file.stat().st_size
    runs = measure.in_turn(
        {"waspada": lambda: _seal(setting, file), "cp + sha256sum": lambda: _copy(setting, file)},
        min(setting.rounds, MOST_ROUNDS),
    )
    speeds = {name: [size / run.wall / 1e6 for run in them] for name, them in runs.items()}
    ours, theirs = middle(speeds["waspada"]), middle(speeds["cp + sha256sum"])
    rss = [run.rss / 1e6 for run in runs["waspada"]]
    file.unlink()
    return [
        Figure(
            key="seal.speed", what="Seal 10 GB, against `cp` and then `sha256sum`", unit="x", asked=0.7,
            bound="at least", measured=ours / theirs, runs=speeds, command="waspada case seal CASE FILE",
            reference=f"`cp` and `sha256sum`: {theirs:,.0f} MB/s; Waspada: {ours:,.0f} MB/s",
        ),
        Figure(
            key="seal.memory", what="Largest resident set while sealing 10 GB", unit="MB", asked=300,
            measured=max(rss), runs={"waspada": rss}, reference="ru_maxrss of the process",
            command="waspada case seal CASE FILE",
        ),
    ]  # fmt: skip


def _file(setting: Setting) -> Path:
    """Random bytes, one piece again and again: nothing here looks into them."""
    path = setting.data / "handover.bin"
    piece = os.urandom(_PIECE)
    with path.open("wb") as file:
        for _ in range(max(1, round(GIGABYTES * 1e9 * setting.scale / _PIECE))):
            file.write(piece)
        os.fsync(file.fileno())
    return path


def _seal(setting: Setting, file: Path) -> measure.Run:
    with setting.folder() as folder:
        case = folder / "case"
        measure.run((*setting.waspada, "case", "open", case, "--vendor", "Vendor", "--actor", "bench"))
        return measure.run((*setting.waspada, "case", "seal", case, file, "--actor", "bench"))


def _copy(setting: Setting, file: Path) -> measure.Run:
    with setting.folder() as folder:
        script = 'cp "$1" "$2" && sha256sum "$1"'
        return measure.run(("sh", "-c", script, "sh", file, folder / "copy"))
