"""What a column counts as its cells."""

from __future__ import annotations

import pyarrow as pa

from waspada.core.split import Batch, Column


def test_missing_cells_do_not_count_and_explicit_nulls_do() -> None:
    column = Column("a", pa.array(["x", None, "", "y"]), None, 2)
    assert column.cells == 5
    batch = Batch(table="t", records=4, columns=(column, column), positions=pa.array([0, 1, 2, 3]))
    assert batch.cells == 10
