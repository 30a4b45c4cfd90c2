"""Speed: `waspada assess` against DuckDB merely reading every cell, on the export and on one full of free text."""

from __future__ import annotations

from bench import data, measure
from bench.assessing import assess, command, reference
from bench.data import Made
from bench.figure import Figure, middle
from bench.setting import Setting


def export(setting: Setting) -> list[Figure]:
    """A million events against a directory of a million accounts."""
    return _against_duckdb(setting, data.events(setting, 1), "speed", "export.jsonl", asked=4.0, aim=3.0)


def text(setting: Setting) -> list[Figure]:
    """2 to 3 KB of unique free text in each event."""
    return _against_duckdb(setting, data.text(setting), "text", "free-text.jsonl", asked=5.0, aim=None)


def _against_duckdb(
    setting: Setting, dataset: Made, group: str, name: str, *, asked: float, aim: float | None
) -> list[Figure]:
    setting.warm_patterns()
    runs = measure.in_turn(
        {"waspada": lambda: assess(setting, dataset), "duckdb": lambda: reference(dataset)}, setting.rounds
    )
    what = "Assess a file of free text" if group == "text" else "Assess an export"
    size = f"{dataset.bytes / 1e9:.2f} GB, {dataset.records:,} events, {dataset.cells:,} cells"
    odd = f"{dataset.odd_lines / dataset.records:.0%} of the lines with escapes, nulls or nested lists"
    wall, cpu = ({who: [getattr(run, cost) for run in them] for who, them in runs.items()} for cost in ("wall", "cpu"))
    return [
        Figure(
            key=f"{group}.wall", what=f"{what}: wall time ({size}; {odd})", unit="x", asked=asked, aim=aim,
            measured=_ratio(wall), reference=_said(wall), runs=wall, command=command(name),
        ),
        Figure(
            key=f"{group}.cpu", what=f"{what}: CPU seconds, children included", unit="x",
            measured=_ratio(cpu), reference=_said(cpu), runs=cpu, command=command(name),
        ),
    ]  # fmt: skip


def _ratio(runs: dict[str, list[float]]) -> float:
    return middle(runs["waspada"]) / middle(runs["duckdb"])


def _said(runs: dict[str, list[float]]) -> str:
    ours, theirs = middle(runs["waspada"]), middle(runs["duckdb"])
    return f"DuckDB reads every cell on 2 threads: {theirs:.2f} s; Waspada: {ours:.2f} s"
