"""Why a figure misses: where the time of one process goes, by room and by function, in a paragraph."""

from __future__ import annotations

import os
import pstats
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import TypeAlias, TypeVar

from bench import data, measure
from bench.setting import FINISHED, ROOT, Setting

Place: TypeAlias = tuple[str, int, str]
Stats: TypeAlias = Mapping[Place, tuple[int, int, float, float, Mapping[Place, tuple[int, int, float, float]]]]
Key = TypeVar("Key")
MOST_FUNCTIONS, LEAST_SHARE, MOST_PACKAGES = 6, 0.02, 8
IMPORT = re.compile(r"import time: +(?P<own>\d+) \| +\d+ \| +(?P<name>\S+)")


def of_assess(setting: Setting, *, free_text: bool = False) -> str:
    """`waspada assess` under cProfile, everything in one process, on 0.2 GB or on the free text."""
    dataset = data.text(setting) if free_text else data.events(setting, 0.2)
    with setting.folder() as folder:
        arguments = (
            "assess",
            dataset.file,
            "--directory",
            dataset.directory,
            "--out",
            folder / "out",
            "--workers",
            "1",
        )
        stats = _profile(setting, folder / "stats", *arguments)
    return f"{dataset.bytes / 1e9:.2f} GB in one process under cProfile: {summary(stats)}"


def of_start(setting: Setting, *arguments: str | Path) -> str:
    """Which imports a short command spends its time on, by package."""
    called = setting.waspada if len(setting.waspada) == 1 else setting.waspada[1:]
    done = subprocess.run(
        (sys.executable, "-X", "importtime", *called, *arguments),
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, timeout=60,
        env={**os.environ, **setting.environment(setting.home)},
    )  # fmt: skip
    packages = imports(done.stderr.decode(errors="replace"))
    most = [f"{name} {1000 * seconds:.0f}" for name, seconds in _most(packages)[:MOST_PACKAGES]]
    return f"Imports take {1000 * sum(packages.values()):.0f} ms, of which {', '.join(most)}."


def imports(report: str) -> dict[str, float]:
    """Seconds by package, for waspada by room, from what `-X importtime` says."""
    packages: defaultdict[str, float] = defaultdict(float)
    for line in report.splitlines():
        found = IMPORT.fullmatch(line)
        if found:
            parts = found["name"].split(".")
            packages[".".join(parts[: 2 if parts[0] == "waspada" else 1])] += int(found["own"]) / 1e6
    return dict(packages)


def of_generator(setting: Setting) -> str:
    """The generator's own process, a fifth of its work."""
    options = data.options_of(setting, {"events": max(1000, round(data.EVENTS * 0.2 * setting.scale))})
    with setting.folder() as folder:
        code = f"from pathlib import Path; from bench.data import main; main(Path({str(folder)!r}), {options!r})"
        path = folder / "stats"
        (folder / "run.py").write_text(code, encoding="utf-8")
        measure.run((sys.executable, "-m", "cProfile", "-o", path, folder / "run.py"), env={"PYTHONPATH": str(ROOT)})
        return f"A fifth of the file under cProfile: {summary(read(path))}"


def _profile(setting: Setting, path: Path, *arguments: str | Path) -> Stats:
    """`python -m cProfile` takes a script, or a module after -m."""
    called = setting.waspada if len(setting.waspada) == 1 else setting.waspada[1:]
    measure.run(
        (sys.executable, "-m", "cProfile", "-o", path, *called, *arguments),
        env=setting.environment(setting.home), accept=FINISHED,
    )  # fmt: skip
    return read(path)


def read(path: Path) -> Stats:
    """What cProfile wrote."""
    stats: Stats = vars(pstats.Stats(str(path)))["stats"]
    return stats


def summary(stats: Stats) -> str:
    """Shares by room and library, then the functions with most time of their own, built-ins they call included."""
    functions: defaultdict[Place, float] = defaultdict(float)
    for place, (_, _, own, _, callers) in stats.items():
        if place[0] != "~" or not callers:
            functions[place] += own
        else:
            for caller, (_, _, spent, _) in callers.items():
                functions[caller] += spent
    total = sum(functions.values()) or 1.0
    rooms: defaultdict[str, float] = defaultdict(float)
    for place, seconds in functions.items():
        rooms[_room(place[0])] += seconds
    shares = [f"{name} {spent / total:.0%}" for name, spent in _most(rooms) if spent / total >= LEAST_SHARE]
    most = _most(functions)[:MOST_FUNCTIONS]
    longest = [f"`{_short(place[0])}:{place[2]}` {spent / total:.0%}" for place, spent in most]
    return f"{total:.1f} s: {', '.join(shares)}. Most time of their own, built-ins included: {', '.join(longest)}."


def _most(spent: Mapping[Key, float]) -> list[tuple[Key, float]]:
    return sorted(spent.items(), key=lambda item: -item[1])


def _room(file: str) -> str:
    """`detect` for our own rooms, the package's name for a library."""
    parts = PurePath(file).parts
    if "waspada" in parts and "site-packages" not in parts:
        after = parts[len(parts) - parts[::-1].index("waspada") :]
        return after[0] if len(after) > 1 else "waspada"
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1]
    return "Python itself"


def _short(file: str) -> str:
    """The last two parts of a path: nothing of this machine."""
    return "/".join(PurePath(file).parts[-2:])
