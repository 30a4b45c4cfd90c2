"""Fields added up over splits: exact below the sketch, an estimate above; free text; what a person must read."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from tests.assess.builder import Split, could_hold

from waspada.assess.census import fields_of, to_read
from waspada.core.partial import SCHEMAS, SKETCH


def test_counts_add_up_and_different_values_are_counted_once() -> None:
    one, other = Split(0), Split(1)
    one.census("city", ["Bandung", "Medan", "Medan"], meaning="city", empty=2)
    other.census("city", ["Medan", "Malang"], meaning="city")
    other.census("a", [])
    rows = pa.concat_tables([one.partial().fields, other.partial().fields])
    first, second = fields_of(rows)
    assert (first.path, first.filled, first.distinct) == ("a", 0, 0)
    assert (second.filled, second.empty, second.distinct, second.estimated) == (5, 2, 3, False)
    assert (second.meaning, len(second.samples), second.samples[0][:6]) == ("city", 3, "[city:")


def test_above_the_sketch_the_count_is_an_estimate_within_two_percent() -> None:
    rng = np.random.default_rng(5)
    hashes = np.unique(rng.integers(0, 2**64, 300_000, dtype=np.uint64))
    rows = []
    for start in range(0, 40):
        part = np.sort(np.concatenate([hashes[start::40], hashes[start + 1 :: 40]]))[:SKETCH]
        rows.append(
            {
                "table": "t",
                "path": "x",
                "meaning": "",
                "meaning_from": "",
                "filled": len(part),
                "empty": 0,
                "characters": 0,
                "wordy": 0,
                "hashes": part.tolist(),
                "sample_hashes": [],
                "sample_lengths": [],
            }
        )
    (field,) = fields_of(pa.Table.from_pylist(rows, SCHEMAS["fields"]))
    assert field.estimated
    assert abs(field.distinct - len(hashes)) < 0.02 * len(hashes)


def test_free_text_is_what_has_words_and_no_meaning() -> None:
    split = Split()
    split.census("body", ["please call me back tomorrow"] * 3, wordy=3)
    split.census("os", ["Mac OS X"] * 3, wordy=3)
    split.census("title", ["Chief of the whole department"] * 3, wordy=3, meaning="job_title")
    split.census("note", ["x"])
    rows = split.partial().fields
    found = fields_of(rows, frozenset({("events", "os")}))
    assert {field.path: field.free_text for field in found} == {"body": True, "os": True, "title": False, "note": False}
    assert {field.path: field.free_text for field in fields_of(rows)}["os"] is False
    assert [(item.path, item.kinds) for item in to_read(fields_of(rows), could_hold)] == [
        ("body", ("chat_content",)),
        ("note", ("chat_content",)),
    ]


def test_flags_need_nobody_to_read_them() -> None:
    split = Split()
    split.census("verified_note", ["TRUE", "FALSE"] * 3)
    split.census("rare_note", ["TRUE", "FALSE"])  # two cells could be anything
    split.census("long_note", ["yes", "maybe not"] * 3)
    split.census("many_note", ["a", "b", "c"] * 3)
    rows = to_read(fields_of(split.partial().fields), could_hold)
    assert [row.path for row in rows] == ["long_note", "many_note", "rare_note"]


def test_the_span_of_ids_is_over_all_splits_that_hold_any() -> None:
    def row(path: str, filled: int, least: int | None, most: int | None) -> dict[str, object]:
        counts = {"filled": filled, "empty": 1, "characters": 0, "wordy": 0}
        lists: dict[str, object] = {"hashes": [1], "sample_hashes": [], "sample_lengths": []}
        names = {"table": "t", "path": path, "meaning": "", "meaning_from": ""}
        return {**names, **counts, **lists, "least": least, "most": most}

    rows = [
        row("id", 5, 10, 14), row("id", 0, None, None), row("id", 3, 20, 29),
        row("mixed_id", 5, 10, 14), row("mixed_id", 5, None, None),
    ]  # fmt: skip
    found = fields_of(pa.Table.from_pylist(rows, SCHEMAS["fields"]))
    assert {field.path: field.span for field in found} == {"id": 20, "mixed_id": 0}
