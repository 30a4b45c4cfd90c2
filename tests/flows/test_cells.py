"""One column encoded and scanned: what is dense, what is sparse, and what is nobody's."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa

from waspada.core.split import Batch, Column
from waspada.detect.engine import Detector
from waspada.detect.kind import How
from waspada.flows.cells import Cells, Expected, place_of, read_cells
from waspada.flows.paths import Paths


def read(batch: Batch, detector: Detector, expected: Expected | None = None) -> Cells:
    return read_cells(batch, batch.columns[0], expected, None, Paths(detector), detector)


def test_a_field_that_means_an_id_leaves_out_what_shows_itself(batch: Callable[..., Batch], detector: Detector) -> None:
    rows = [{"distinct_id": text} for text in ("u1", "ani@example.org", "$device:0b320c32-0026", "u2", "", "null")]
    cells = read(batch(rows), detector, Expected("account_id", "format", True))
    (dense,) = [one for one in cells.dense if one.kind == "account_id"]
    texts = cells.texts.to_pylist()
    assert [text for text, kept in zip(texts, dense.mask, strict=True) if kept] == ["u1", "u2"]
    assert dense.how is How.FORMAT
    assert sorted(hit.match.kind for hit in cells.hits) == ["device_id", "email"]


def test_repeated_texts_are_scanned_once_and_unique_ones_not_encoded(
    batch: Callable[..., Batch], detector: Detector
) -> None:
    repeated = read(batch([{"a": f"t{number % 3}"} for number in range(5000)]), detector)
    assert len(repeated.texts) == 3
    unique = read(batch([{"a": f"t{number}"} for number in range(5000)]), detector)
    assert len(unique.texts) == 5000
    for cells in (repeated, unique):
        assert len(cells.codes) == 5000


def test_bytes_that_are_no_text_are_read_all_the_same(detector: Detector) -> None:
    column = Column("a", pa.array([b"\xff ani@example.org"], pa.binary()))
    batch = Batch(table="t", records=1, columns=(column,), positions=pa.array([0]))
    assert [hit.value for hit in read(batch, detector).hits] == ["ani@example.org"]


def test_several_cells_a_record_are_told(batch: Callable[..., Batch], detector: Detector) -> None:
    made = batch([{"x": "1"}, {"x": "2"}], tags=[(0, "a"), (0, "b")], one=[(0, "a"), (1, "b")])
    paths = Paths(detector)
    singles = {column.path: read_cells(made, column, None, None, paths, detector).single for column in made.columns}
    assert singles == {"x": True, "tags[]": False, "one[]": True}


def test_the_place_of_a_path() -> None:
    place = place_of("properties.$current_url[]", "page_url")
    assert (place.name, place.path, place.meaning) == ("current_url", "properties.current_url", "page_url")
