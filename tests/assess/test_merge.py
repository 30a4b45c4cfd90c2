"""The whole merge: sums are checked, an empty run is whole, and the report takes what comes out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from tests.assess.builder import KEY, KINDS, Split, assessed

from waspada.assess.merge import assess
from waspada.assess.partials import write_partial
from waspada.assess.result import Inputs
from waspada.core.errors import AccountingBroken
from waspada.core.partial import SCHEMAS


def test_sums_that_do_not_add_up_are_no_result(tmp_path: Path) -> None:
    partial = Split().partial()
    rows = partial.accounting.to_pylist()
    rows[0]["cells_counted_apart"] += 1
    folder = tmp_path / "split-00000"
    folder.mkdir()
    write_partial(replace(partial, accounting=pa.Table.from_pylist(rows, SCHEMAS["accounting"])), folder)
    with pytest.raises(AccountingBroken, match="100 searched and 0 in broken records, but 101"):
        assess([folder], Inputs(kinds=KINDS, files=[], key=KEY, work=tmp_path / "spill"))


def test_an_empty_run_is_whole(tmp_path: Path) -> None:
    found = assess([], Inputs(kinds=KINDS, files=[], key=KEY, work=tmp_path / "spill"))
    assert found.document["people"]["total_at_least"] == 0
    assert found.evidence.num_rows == 0


def test_the_report_takes_the_document(tmp_path: Path) -> None:
    page = pytest.importorskip("waspada.assess.report.page")
    from waspada.assess.report.model import ReportContext

    split = Split()
    split.who(account="u1", has=[("$email", "email")])
    document = assessed(tmp_path, split).document
    for lang in ("en", "id"):
        assert "<html" in page.render(document, lang=lang, context=ReportContext(version="1"))
