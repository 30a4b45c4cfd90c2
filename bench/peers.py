"""Against peers: Presidio per byte and CPU second, and Kingfisher's CPU seconds on the same file."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench import data, measure
from bench.assessing import assess, command
from bench.data import Made
from bench.figure import Figure, middle
from bench.setting import Setting

LINES = 1000
PRESIDIO = Path(__file__).parent / "presidio.py"


def peers(setting: Setting) -> list[Figure]:
    """All three in turn on the export."""
    dataset = data.events(setting, 1)
    setting.warm_patterns()
    kingfisher(setting, dataset)  # compiles its rules once, as we do
    runs = measure.in_turn(
        {
            "waspada": lambda: assess(setting, dataset),
            "presidio": lambda: presidio(dataset),
            "kingfisher": lambda: kingfisher(setting, dataset),
        },
        setting.rounds,
    )
    ours = [run.cpu for run in runs["waspada"]]
    theirs = [json.loads(run.output) for run in runs["presidio"]]
    others = [run.cpu for run in runs["kingfisher"]]
    speeds = {
        "waspada": [dataset.bytes / cpu / 1e6 for cpu in ours],
        "presidio": [answer["bytes"] / answer["cpu"] / 1e6 for answer in theirs],
    }
    mb, their_mb = middle(speeds["waspada"]), middle(speeds["presidio"])
    return [
        Figure(
            key="peers.presidio", what="Bytes per CPU second, against Presidio's 17 predefined pattern recognisers",
            unit="x", asked=500, bound="at least", measured=mb / their_mb, command=command("export.jsonl"), runs=speeds,
            reference=f"Presidio, blank spaCy, analyze() on each string cell of the first {LINES:,} lines: "
            f"{their_mb:.3f} MB per CPU second; Waspada, whole run, children included: {mb:.1f}",
            note="Not like for like: Presidio weighs context words; Waspada matches a directory and counts every cell. "
            "Presidio's start is not counted, ours is.",
        ),
        Figure(
            key="peers.kingfisher", what="CPU seconds, against Kingfisher, which looks for secrets only",
            unit="x", aim=1.0, measured=middle(ours) / middle(others), command=command("export.jsonl"),
            runs={"waspada": ours, "kingfisher": others},
            reference=f"Kingfisher, no validation: {middle(others):.1f} CPU s; Waspada: {middle(ours):.1f} CPU s",
        ),
    ]  # fmt: skip


def presidio(dataset: Made) -> measure.Run:
    """The first thousand lines."""
    return measure.run((sys.executable, "-P", PRESIDIO, dataset.file, str(LINES)))


def kingfisher(setting: Setting, dataset: Made) -> measure.Run:
    """The whole file (its own limit is 256 MB), its compiled rules ready; 200 says that it found something."""
    measure.warm(dataset.file)
    script = Path(sys.executable).parent / "kingfisher"
    if not script.exists():
        raise measure.Failed("kingfisher is not installed beside this Python: run `make bench`.")
    with setting.folder() as folder:
        run = measure.run(
            (
                script, "scan", dataset.file, "--no-validate", "--no-update-check", "--max-file-size", "0",
                "--git-history", "none", "--format", "json", "--output", folder / "found.json",
            ),
            env={"KF_RULE_CACHE_DIR": str(setting.work / "kingfisher")},
            accept=(0, 200),
        )  # fmt: skip
    if json.loads(run.output)["bytes_scanned"] != dataset.bytes:
        raise measure.Failed("Kingfisher did not scan the whole file.")
    return run
