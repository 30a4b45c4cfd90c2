"""What was read is accounted for, file by file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyarrow as pa
import pytest

from waspada.core.errors import AccountingBroken
from waspada.core.partial import ACCOUNTING
from waspada.flows.files import accounting_of, digests_of, files_of
from waspada.readers.planning import Plan, plan


@pytest.fixture
def planned(tmp_path: Path) -> Plan:
    (tmp_path / "a.csv").write_text("id,name\n1,x\n2,y\n")
    (tmp_path / "b.jsonl").write_text('{"id": 3}\n{"id":\n')
    return plan([tmp_path])


def rows(**changed: int) -> pa.Table:
    """The accounting of both files."""
    common = {"format": "f", "table": "t", "bytes_unpacked": 10, "cells_quarantined": 0, "duplicates": 0}
    first = {"file": "a.csv", "records_parsed": 2, "records_quarantined": 0, "cells": 4, "cells_counted_apart": 4}
    second = {"file": "b.jsonl", "records_parsed": 1, "records_quarantined": 1, "cells": 1, "cells_counted_apart": 1}
    return pa.Table.from_pylist([common | first, common | second | changed], ACCOUNTING)


def test_the_sums_add_up(planned: Plan) -> None:
    sums = accounting_of(planned, rows())
    assert sums["records"] == sums["records_parsed"] + sums["records_quarantined"] == 4
    assert sums["bytes"] == sum(file.bytes for file in planned.files)
    assert (sums["files"], sums["cells"], sums["bytes_unpacked"]) == (2, 5, 20)


def test_one_lost_cell_breaks_the_run(planned: Plan) -> None:
    with pytest.raises(AccountingBroken, match="counted apart"):
        accounting_of(planned, rows(cells_counted_apart=2))


def test_a_row_for_each_file_with_its_digest(planned: Plan) -> None:
    found = {row["path"]: row for row in files_of(planned, rows())}
    assert (found["b.jsonl"]["records"], found["b.jsonl"]["parsed"], found["b.jsonl"]["quarantined"]) == (2, 1, 1)
    assert found["a.csv"]["format"] == "csv"
    for file in planned.files:
        assert found[file.name]["sha256"] == hashlib.sha256(Path(file.path).read_bytes()).hexdigest()
    assert digests_of(planned) == {file.path: found[file.name]["sha256"] for file in planned.files}
