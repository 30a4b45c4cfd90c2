"""Geometry of the charts: bars as plain numbers, which the page draws as SVG and repeats as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

Step = Literal["day", "week", "month"]
HEIGHT = 100.0
_MOST_DAYS = 100
_MOST_WEEKS = 110


class Bar(NamedTuple):
    """One rectangle; the width of a whole chart is the number of its buckets."""

    x: float
    y: float
    width: float
    height: float
    tone: str = ""


class Bucket(NamedTuple):
    """Records of a day, a week (from Monday) or a month."""

    start: date
    records: int


@dataclass(frozen=True, slots=True)
class Columns:
    """A column chart over time."""

    step: Step
    buckets: tuple[Bucket, ...]
    bars: tuple[Bar, ...]
    peak: Bucket

    @property
    def width(self) -> int:
        return len(self.buckets)


def _start(value: date, step: Step) -> date:
    if step == "week":
        return value - timedelta(days=value.weekday())
    return value.replace(day=1) if step == "month" else value


def _next(value: date, step: Step) -> date:
    if step == "month":
        return (value.replace(day=28) + timedelta(days=4)).replace(day=1)
    return value + timedelta(days=7 if step == "week" else 1)


def columns(days: Sequence[Bucket]) -> Columns | None:
    """Buckets without gaps, wide enough to be seen; nothing when there is nothing to draw."""
    if not days or not any(day.records for day in days):
        return None
    first, last = min(day.start for day in days), max(day.start for day in days)
    span = (last - first).days + 1
    step: Step = "day" if span <= _MOST_DAYS else "week" if span <= _MOST_WEEKS * 7 else "month"
    counts: dict[date, int] = {}
    for day in days:
        start = _start(day.start, step)
        counts[start] = counts.get(start, 0) + day.records
    buckets = []
    at = _start(first, step)
    while at <= last:
        buckets.append(Bucket(at, counts.get(at, 0)))
        at = _next(at, step)
    peak = max(buckets, key=lambda bucket: bucket.records)
    bars = tuple(
        _column(position, bucket.records, peak.records, "peak" if bucket is peak else "")
        for position, bucket in enumerate(buckets)
        if bucket.records
    )
    return Columns(step, tuple(buckets), bars, peak)


def _column(position: int, records: int, most: int, tone: str) -> Bar:
    height = max(round(records / most * HEIGHT, 2), 0.8)  # a day with one record is still a day with records
    return Bar(round(position + 0.1, 2), round(HEIGHT - height, 2), 0.8, height, tone)


def stack(parts: Sequence[tuple[int, str]]) -> tuple[Bar, ...]:
    """One horizontal bar of 100 units, a stretch for each part that is not zero."""
    whole = sum(count for count, _ in parts)
    bars, at = [], 0.0
    for count, tone in parts:
        if count:
            width = count / whole * 100
            bars.append(Bar(round(at, 3), 0, round(width, 3), HEIGHT, tone))
            at += width
    return tuple(bars)


def tail_share(days: Sequence[Bucket], length: int) -> float:
    """The share of all records that fall into the last `length` days."""
    total = sum(day.records for day in days)
    last = max(day.start for day in days)
    recent = sum(day.records for day in days if (last - day.start).days < length)
    return recent / total if total else 0.0
