"""Bars from counts: no day lost, no gap hidden, nothing that was there invisible."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from waspada.assess.report import charts
from waspada.assess.report.charts import Bucket

START = date(2025, 10, 16)
DAYS = st.lists(st.tuples(st.integers(0, 4_000), st.integers(0, 10**6)), max_size=40, unique_by=lambda row: row[0])


@given(DAYS)
def test_a_chart_holds_every_record(rows: list[tuple[int, int]]) -> None:
    days = [Bucket(START + timedelta(days=offset), records) for offset, records in rows]
    chart = charts.columns(days)
    if chart is None:
        assert sum(records for _, records in rows) == 0
        return
    assert sum(bucket.records for bucket in chart.buckets) == sum(records for _, records in rows)
    assert len(chart.bars) == sum(bucket.records > 0 for bucket in chart.buckets)
    assert all(bar.height > 0 and bar.y >= 0 and bar.y + bar.height <= charts.HEIGHT + 0.8 for bar in chart.bars)
    assert chart.width <= 140


def test_a_day_without_records_leaves_a_gap() -> None:
    chart = charts.columns([Bucket(START, 5), Bucket(START + timedelta(days=2), 10)])
    assert chart is not None
    assert [bucket.records for bucket in chart.buckets] == [5, 0, 10]
    assert [bar.x for bar in chart.bars] == [0.1, 2.1]
    assert chart.peak == Bucket(START + timedelta(days=2), 10)


def test_long_spans_become_weeks_then_months() -> None:
    def step(days: int) -> str:
        chart = charts.columns([Bucket(START, 1), Bucket(START + timedelta(days=days), 1)])
        assert chart is not None
        return chart.step

    assert [step(days) for days in (0, 99, 100, 700, 4_000)] == ["day", "day", "week", "week", "month"]


def test_nothing_to_draw() -> None:
    assert charts.columns([]) is None
    assert charts.columns([Bucket(START, 0)]) is None


def test_a_stack_fills_its_width() -> None:
    parts = charts.stack([(3, "known"), (0, "stranger"), (1, "unsure")])
    assert [(part.x, part.width, part.tone) for part in parts] == [(0, 75, "known"), (75, 25, "unsure")]
    assert charts.stack([(0, "known")]) == ()


def test_the_last_days() -> None:
    days = [Bucket(START + timedelta(days=n), 1) for n in range(10)]
    assert charts.tail_share(days, 7) == 0.7
