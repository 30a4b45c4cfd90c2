"""Size: peak memory of the process tree, and what each further gigabyte costs."""

from __future__ import annotations

import shutil

from bench import data, measure
from bench.assessing import assess, command
from bench.data import Made
from bench.figure import Figure, middle
from bench.setting import Setting

FIFTH, ONE, TEN = 0.2, 1.0, 10.0
MOST_ROUNDS = 3
ROOM_NEEDED = 25e9


def size(setting: Setting) -> list[Figure]:
    """0.2 and 1 GB in turn, three times; then 10 GB, once."""
    setting.warm_patterns()
    small = {FIFTH: data.events(setting, FIFTH), ONE: data.events(setting, ONE)}
    runs = measure.in_turn(
        {
            "0.2": lambda: assess(setting, small[FIFTH], sample=True),
            "1": lambda: assess(setting, small[ONE], sample=True),
        },
        min(setting.rounds, MOST_ROUNDS),
    )
    figures = [_peak(runs)]
    if not _room(setting):
        setting.say(f"10 GB: skipped, the disk has less than {ROOM_NEEDED * setting.scale / 1e9:.1f} GB free")
        return figures
    large = data.events(setting, TEN)
    setting.say("10 GB: measuring")
    runs["10"] = [assess(setting, large, sample=True)]
    return [*figures, _growth(runs), _slope(runs, small, large)]


def _room(setting: Setting) -> bool:
    return shutil.disk_usage(setting.data).free >= ROOM_NEEDED * setting.scale


def _peaks(runs: dict[str, list[measure.Run]]) -> dict[str, list[float]]:
    return {f"{name} GB": [run.peak / 1e9 for run in them] for name, them in runs.items()}


def _peak(runs: dict[str, list[measure.Run]]) -> Figure:
    peaks = _peaks(runs)
    return Figure(
        key="size.peak", what="Peak memory of the process tree at 1 GB (median of the runs)", unit="GB", asked=1.5,
        aim=1.0, measured=middle(peaks["1 GB"]), reference="Pss without Pss_File, summed over the tree every 100 ms",
        runs=peaks, command=command("export.jsonl"), note=_when("1 GB", max(runs["1"], key=lambda run: run.peak)),
    )  # fmt: skip


def _growth(runs: dict[str, list[measure.Run]]) -> Figure:
    peaks = _peaks(runs)
    large, one = peaks["10 GB"][0], middle(peaks["1 GB"])
    return Figure(
        key="size.growth", what="Peak memory at 10 GB, against the peak at 1 GB", unit="x", asked=1.3,
        measured=large / one, reference=f"1 GB: {one:.2f} GB of memory; 10 GB: {large:.2f} GB", runs=peaks,
        command=command("export-10.jsonl"), note=_when("10 GB", runs["10"][0]),
    )  # fmt: skip


def _when(name: str, run: measure.Run) -> str:
    """Where in the run the peak was, and who held it."""
    shares = ", ".join(f"{share / 1e9:.2f}" for share in run.peak_shares)
    return f"At {name} the peak came after {run.peak_at / run.wall:.0%} of the run; GB by process: {shares}."


def _slope(runs: dict[str, list[measure.Run]], small: dict[float, Made], large: Made) -> Figure:
    walls = {name: [run.wall for run in them] for name, them in runs.items()}
    fifth, one, ten = (middle(walls[name]) for name in ("0.2", "1", "10"))
    near = (one - fifth) / ((small[ONE].bytes - small[FIFTH].bytes) / 1e9)
    far = (ten - one) / ((large.bytes - small[ONE].bytes) / 1e9)
    return Figure(
        key="size.slope", what="Seconds per further GB from 1 to 10 GB, against those from 0.2 to 1 GB", unit="x",
        asked=1.15, measured=far / near if near > 0 else float("inf"), command=command("export-10.jsonl"),
        reference=f"0.2 to 1 GB: {near:.2f} s per GB; 1 to 10 GB: {far:.2f} s per GB",
        runs={f"{name} GB": seconds for name, seconds in walls.items()},
        note="Within 15 % is asked; less time per further GB is no fault.",
    )  # fmt: skip
