"""One measured figure: what was asked of it, what came out, and against what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any, Literal

Bound = Literal["at most", "at least"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A line of the table. Without `asked` it is shown, and nothing is held to it."""

    key: str
    """`speed.wall`: the group, then the figure."""
    what: str
    unit: str
    """`x` for a ratio, else `s`, `GB`, `MB/s`."""
    measured: float
    asked: float | None = None
    bound: Bound = "at most"
    aim: float | None = None
    reference: str = ""
    """What it is measured against, with that one's own figure in the same run."""
    command: str = ""
    """As a person types it, without this machine's paths."""
    runs: Mapping[str, Sequence[float]] = field(default_factory=dict)
    """Every single run, by contestant, in the order in which they took turns."""
    note: str = ""

    @property
    def holds(self) -> bool | None:
        """None where nothing was asked."""
        return None if self.asked is None else self._within(self.asked)

    @property
    def reaches_aim(self) -> bool | None:
        """None where there is no aim."""
        return None if self.aim is None else self._within(self.aim)

    def _within(self, limit: float) -> bool:
        return self.measured <= limit if self.bound == "at most" else self.measured >= limit

    def as_json(self) -> dict[str, Any]:
        """Plain values; `read` takes them back."""
        return asdict(self)


def read(content: Mapping[str, Any]) -> Figure:
    """A figure from what `as_json` gave."""
    return Figure(**content)


def amount(number: float, unit: str) -> str:
    """A number with as many digits as it deserves."""
    digits = 0 if abs(number) >= 100 else 1 if abs(number) >= 20 else 2
    text = f"{number:,.{digits}f}"
    return f"{text} times" if unit == "x" else f"{text} {unit}"


def asked(figure: Figure) -> str:
    """The condition in words: `at most 4.00 times, aim at most 3.00 times`."""
    parts = [] if figure.asked is None else [f"{figure.bound} {amount(figure.asked, figure.unit)}"]
    parts += [] if figure.aim is None else [f"aim {figure.bound} {amount(figure.aim, figure.unit)}"]
    return ", ".join(parts) or "shown only"


def verdict(figure: Figure) -> str:
    """One word for the table."""
    if figure.holds is None:
        return {None: "", True: "aim reached", False: "aim missed"}[figure.reaches_aim]
    return "holds" if figure.holds else "**MISSES**"


def middle(numbers: Sequence[float]) -> float:
    """The median: one disturbed round does not move it."""
    return float(median(numbers))
