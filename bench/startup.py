"""Start-up: help, and the scan of a small file, with the pattern cache and on the first run of all."""

from __future__ import annotations

import sys
from pathlib import Path

from bench import measure
from bench.figure import Figure, middle
from bench.setting import Setting

ROUNDS = 7
ROWS = (
    ("1001", "Ani Wijaya", "ani.wijaya@example.org", "Bandung", "2025-11-08T09:12:00Z"),
    ("1002", "Bob Miller", "bob@example.com", "Leeds", "2025-11-08T09:15:31Z"),
    ("1003", "Charlie Putra", "charlie@example.net", "Medan", "2025-11-09T10:00:02Z"),
)


def startup(setting: Setting) -> list[Figure]:
    """Medians of seven, in turn, in fresh processes."""
    small = setting.work / "small.csv"
    lines = ["id,name,email,city,last_seen", *(",".join(row) for row in ROWS)]
    small.write_text("\n".join(lines) + "\n", encoding="utf-8")
    setting.warm_patterns()
    runs = measure.in_turn(
        {
            "help": lambda: setting.run_waspada("--help", home=setting.home),
            "cached": lambda: setting.run_waspada("scan", small, home=setting.home),
            "first": lambda: _first(setting, small),
            "python": lambda: measure.run((sys.executable, "-c", "pass")),
        },
        ROUNDS,
    )
    walls = {name: [run.wall for run in them] for name, them in runs.items()}
    bare = middle(walls["python"])

    def figure(name: str, what: str, asked: float, command: str) -> Figure:
        measured = middle(walls[name])
        return Figure(
            key=f"startup.{name}", what=what, unit="s", asked=asked, measured=measured, command=command,
            reference=f"`python -c pass`: {bare:.3f} s, so {measured / bare:.0f} times that",
            runs={name: walls[name], "python": walls["python"]},
        )  # fmt: skip

    return [
        figure("help", "Help", 0.3, "waspada --help"),
        figure("cached", "Scan of a small file, with the pattern cache", 1.0, "waspada scan small.csv"),
        figure(
            "first", "The same on the first run: WASPADA_HOME empty", 4.0, "WASPADA_HOME=EMPTY waspada scan small.csv"
        ),
    ]


def _first(setting: Setting, small: Path) -> measure.Run:
    with setting.folder() as home:
        return setting.run_waspada("scan", small, home=home)
