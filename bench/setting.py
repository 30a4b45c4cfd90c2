"""Where and how large a run of the benchmarks is, and how `waspada` is called in it."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

from bench import measure

ROOT = Path(__file__).resolve().parent.parent
CORES = 2
FINISHED = (0, 1, 11)
"""Exit codes after all the work: done, something was found, something was left over."""
PINNED = ("duckdb", "pyarrow", "numpy", "hyperscan", "orjson", "presidio-analyzer", "spacy", "kingfisher-bin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Handed to every group."""

    data: Path
    """Generated datasets; kept with --keep."""
    work: Path
    """Everything else; gone at the end."""
    rounds: int = 5
    scale: float = 1.0
    """1 is what was asked for; anything smaller tries the harness."""
    waspada: tuple[str, ...]
    say: Callable[[str], None] = field(repr=False)

    @property
    def home(self) -> Path:
        """WASPADA_HOME of every run that may find the pattern database ready, and nothing else."""
        return self.work / "home"

    def warm_patterns(self) -> None:
        """Let `waspada` compile its patterns once."""
        self.run_waspada("scan", "--text", "x", home=self.home)

    def run_waspada(self, *arguments: str | Path, home: Path, sample: bool = False) -> measure.Run:
        """Run it to its end."""
        return measure.run((*self.waspada, *arguments), env=self.environment(home), accept=FINISHED, sample=sample)

    def environment(self, home: Path) -> dict[str, str]:
        """What each run of it finds."""
        return {"WASPADA_HOME": str(home), "LC_ALL": "C.UTF-8"}

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """A new and empty one, gone afterwards."""
        path = Path(tempfile.mkdtemp(dir=self.work))
        try:
            yield path
        finally:
            shutil.rmtree(path)


def find_waspada() -> tuple[str, ...]:
    """The command as installed beside this Python, or else the source."""
    script = Path(sys.executable).parent / "waspada"
    return (str(script),) if script.exists() else (sys.executable, "-m", "waspada.cli.main")


def pin() -> int:
    """Keep to two cores, whatever the machine has; children inherit it. Answers how many it became."""
    cores = sorted(os.sched_getaffinity(0))[:CORES]
    os.sched_setaffinity(0, cores)
    return len(cores)


def machine() -> dict[str, Any]:
    """What the figures depend on besides the code."""
    return {
        "cpu": _cpu(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": f"Linux {platform.release().partition('-')[0]}",
        "python": platform.python_version(),
        "versions": {name: _version(name) for name in ("waspada", *PINNED)},
    }


def machine_line(about: dict[str, Any]) -> str:
    """The same in a line."""
    versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    return (
        f"{about['cpu']}, {about['cores']} cores used, {about['memory_gib']} GiB, {about['system']}, "
        f"Python {about['python']}; {versions}"
    )


def _cpu() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"
