"""`make bench`: every figure that must hold, measured against its reference. Exit code 1 when one misses.

python bench/run.py [--only speed,text,…] [--rounds 5] [--scale 0.1] [--keep DIR] [--write]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from bench import hotspots, measure, page
from bench.figure import Figure, amount, asked, read, verdict
from bench.generator import generator
from bench.lookup import lookup
from bench.peers import peers
from bench.seal import seal
from bench.sending import sending
from bench.setting import ROOT, Setting, find_waspada, machine, machine_line, pin
from bench.size import size
from bench.speed import export, text
from bench.startup import startup
from bench.workbench import workbench

GROUPS: dict[str, Callable[[Setting], list[Figure]]] = {
    "speed": export,
    "text": text,
    "peers": peers,
    "size": size,
    "seal": seal,
    "startup": startup,
    "generator": generator,
    "workbench": workbench,
    "sending": sending,
    "lookup": lookup,
}
OUT = ROOT / "bench" / "out"
"""Beside the code, because /tmp may be memory; not committed."""
QUIET = 0.3


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description="Measure what must hold: speed, peers, size, start-up, generator.")
    parser.add_argument("--only", default=",".join(GROUPS), help=f"with commas between them, of {','.join(GROUPS)}")
    parser.add_argument("--rounds", type=int, default=5, help="times each contestant runs; the median counts (5)")
    parser.add_argument("--scale", type=float, default=1.0, help="smaller data, to try the harness; no result (1)")
    parser.add_argument("--keep", type=Path, help="folder that keeps the generated data for the next time")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md from all results so far")
    options = parser.parse_args(given)
    options.only = [name for name in options.only.split(",") if name]
    unknown = set(options.only) - GROUPS.keys()
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    if options.write and options.scale != 1:
        parser.error("--write takes full size only: figures of small data mean nothing")
    if options.rounds < 1 or not 0 < options.scale <= 1:
        parser.error("--rounds from 1; --scale above 0, at most 1")
    return options


def say(line: str) -> None:
    """Progress, apart from the figures."""
    print(f"[{time.strftime('%H:%M:%S')}] {line}", file=sys.stderr, flush=True)


def measured(name: str, setting: Setting) -> dict[str, Any]:
    """One group: its figures, and why those that miss do so."""
    load = os.getloadavg()[0]
    if load > QUIET:
        say(f"the machine is not quiet (load {load:.2f}): ratios will swing")
    say(f"{name}: begins")
    figures = GROUPS[name](setting)
    for figure in figures:
        show(figure)
    return {
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
        "load": load,
        "rounds": setting.rounds,
        "machine": machine(),
        "figures": [figure.as_json() for figure in figures],
        "profile": [reason(figure, setting) for figure in figures if figure.holds is False],
    }


def show(figure: Figure) -> None:
    """Asked against measured, on standard output."""
    print(
        f"{figure.key:18} {amount(figure.measured, figure.unit):>12}  {verdict(figure).strip('*'):12} {asked(figure)}"
    )
    print(f"{'':18} {figure.reference}", flush=True)


def reason(figure: Figure, setting: Setting) -> str:
    """A paragraph for a figure that misses."""
    say(f"{figure.key} misses: looking where it goes")
    group, _, which = figure.key.partition(".")
    if group == "generator":
        found = hotspots.of_generator(setting)
    elif group == "startup":
        small = setting.work / "small.csv"
        found = hotspots.of_start(setting, *(("--help",) if which == "help" else ("scan", small)))
    elif which in ("peak", "growth") or group in ("workbench", "sending", "lookup"):
        found = figure.note
    else:
        found = hotspots.of_assess(setting, free_text=group == "text")
    text = f"`{figure.key}` misses: {asked(figure)}, measured {amount(figure.measured, figure.unit)}. {found}"
    say(text)
    return text


def main(given: Sequence[str] | None = None) -> int:
    """Measure, store, show."""
    options = arguments(given)
    measure.become_reaper()
    if pin() < 2:
        say("this machine gives us one core: the figures are asked for two")
    about = machine()
    print(machine_line(about) + ("" if options.scale == 1 else f"  [scale {options.scale:g}: not a result]"))
    place = OUT / ("results.json" if options.scale == 1 else "results-small.json")
    OUT.mkdir(exist_ok=True)
    results = json.loads(place.read_text(encoding="utf-8")) if place.exists() else {}
    with tempfile.TemporaryDirectory(dir=OUT) as work:
        data = (options.keep or Path(work) / "data").resolve()
        data.mkdir(parents=True, exist_ok=True)
        setting = Setting(
            data=data, work=Path(work), rounds=options.rounds, scale=options.scale, waspada=find_waspada(), say=say
        )
        for name in options.only:
            try:
                results[name] = measured(name, setting)
            except measure.Failed as failure:
                say(f"{name} could not be measured: {failure}")
                results.pop(name, None)
            place.write_text(json.dumps(results, indent=1), encoding="utf-8")
    if options.write:
        page.write(ROOT / "docs" / "benchmarks.md", results)
    return outcome(options.only, results)


def outcome(names: Sequence[str], results: Mapping[str, Any]) -> int:
    """The last line, and the exit code: 2 when a group could not be measured, 1 when a figure misses."""
    failed = [name for name in names if name not in results]
    figures = [read(content) for name in names if name in results for content in results[name]["figures"]]
    missed = [figure.key for figure in figures if figure.holds is False]
    if failed:
        print(f"not measured: {', '.join(failed)}")
    print(f"missed: {', '.join(missed)}" if missed else "all that was measured holds")
    return 2 if failed else 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
