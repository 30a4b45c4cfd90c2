"""Writes docs/benchmarks.md from the stored results: how to repeat, the machine, asked and measured, and why a miss."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any

from bench.figure import Figure, amount, asked, read, verdict
from bench.setting import machine_line

BY_HAND = "<!-- by hand, kept when this page is written anew -->"
UNFINISHED = "Not measured yet."
NONE = "None."
MOST_RUNS = 20
"""That are listed one by one."""
TITLES = {
    "speed": "Speed on an export",
    "text": "Speed on free text",
    "peers": "Against peers",
    "size": "Memory, and ten times the size",
    "seal": "Sealing 10 GB",
    "startup": "Start-up",
    "generator": "The generator",
    "workbench": "The workbench",
    "sending": "Sending letters",
    "lookup": "The public server",
}
HEAD = """# Benchmarks

This page is written by `make bench ARGS=--write`; what stands under the last heading is kept.

## Repeat it

```text
make bench                                  everything, about an hour, 30 GB of disk
make bench ARGS="--only speed,startup"      some of it
make bench ARGS="--scale 0.02"              try it in minutes; such figures mean nothing
make bench ARGS="--keep DIR"                keep the generated data for the next time
```

## How it is measured

- Each figure is a ratio against a reference in the same run, on the same file and the same two cores; the contestants
  take turns (A B A B), and the median counts. Seconds alone say more about a machine than about a program.
- Fresh processes and whole wall time, start of Python included, on both sides. Files are read once before each run, so
  the page cache is warm. `--out` is new each time; the pattern database is the only cache.
- CPU seconds are those of the process and all its children, from the kernel's accounting (`wait4`).
- Memory is the sum over the process tree of `Pss` without `Pss_File` (`/proc/PID/smaps_rollup`), sampled every 100 ms.
- The reference of speed is the fastest stock reader we know that looks at every cell: DuckDB on two threads,
  `select max(columns(*)) from read_json(FILE, format='newline_delimited')`.
- The data is what `waspada demo` makes, larger: 50,000 active people, a directory of a million accounts, people and
  directory alike in every size. It holds no broken line, because the reference cannot read one. Each assessment that is
  measured is also checked: bytes, records and cells must equal the generator's own counts.
"""


def render(results: Mapping[str, Any], by_hand: str = "") -> str:
    """The whole page."""
    return "\n".join([HEAD, *_body(results), "## Remarks", "", BY_HAND, "", by_hand.strip() or NONE]) + "\n"


def _body(results: Mapping[str, Any]) -> Iterator[str]:
    groups = {name: results[name] for name in TITLES if name in results}
    for line, names in _machines(groups).items():
        which = "" if len(names) == len(groups) else f" ({', '.join(names)})"
        yield f"Measured on{which}: {line}.\n"
    for name, title in TITLES.items():
        yield f"## {title}\n"
        if name in groups:
            yield from _group(groups[name])
        else:
            yield f"{UNFINISHED}\n"


def _machines(groups: Mapping[str, Any]) -> dict[str, list[str]]:
    lines: dict[str, list[str]] = {}
    for name, group in groups.items():
        lines.setdefault(machine_line(group["machine"]), []).append(name)
    return lines


def _group(group: Mapping[str, Any]) -> Iterator[str]:
    figures = [read(content) for content in group["figures"]]
    yield "| What | Asked | Measured | | Reference | Command |\n| --- | --- | --- | --- | --- | --- |"
    for figure in figures:
        yield _row(
            figure.what,
            asked(figure),
            f"**{amount(figure.measured, figure.unit)}**",
            verdict(figure),
            figure.reference,
            f"`{figure.command}`",
        )
    when = f"{group['date']}, rounds: {group['rounds']}, load before it {group['load']:.2f}."
    yield f"\n{' '.join([when, *_notes(figures)])}\n"
    yield from (f"{text}\n" for text in group["profile"])
    yield "<details><summary>Every run</summary>\n"
    yield from _runs(figures)
    yield "\n</details>\n"


def _notes(figures: list[Figure]) -> Iterator[str]:
    return iter(dict.fromkeys(figure.note for figure in figures if figure.note))


def _runs(figures: list[Figure]) -> Iterator[str]:
    for figure in figures:
        for name, numbers in figure.runs.items():
            yield f"- `{figure.key}`, {name}: {_listed(numbers)}"


def _listed(numbers: Sequence[float]) -> str:
    """Every run, or of many their quantiles."""
    if len(numbers) <= MOST_RUNS:
        return ", ".join(f"{number:,.3f}" for number in numbers)
    cuts = quantiles(numbers, n=100, method="inclusive")
    shown = ((f"p{at}", cuts[at - 1]) for at in (5, 25, 50, 75, 95, 99))
    return ", ".join(
        (f"{len(numbers)} runs", *(f"{name} {cut:,.1f}" for name, cut in shown), f"max {max(numbers):,.1f}")
    )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def write(path: Path, results: Mapping[str, Any]) -> None:
    """Replace everything but what people wrote under the mark."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(render(results, before.partition(BY_HAND)[2].replace(NONE, "")), encoding="utf-8")
