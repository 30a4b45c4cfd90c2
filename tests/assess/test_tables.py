"""The connection is locked, and none of its errors quotes the data."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from waspada.assess.tables import Refused, Tables
from waspada.core.errors import JoinFailed


def test_nothing_outside_can_be_read_or_written_and_the_lock_stays(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    attempts = (
        f"select * from read_csv('{secret}')",  # noqa: S608
        f"copy (select 1) to '{tmp_path}/out.csv'",
        "install httpfs",
        "set enable_external_access = true",
        f"attach '{tmp_path}/x.db'",
    )
    with Tables(spill=tmp_path / "spill") as tables:
        for sql in attempts:
            with pytest.raises((JoinFailed, Refused)):
                tables.run(sql)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret.csv", "spill"]
    assert (tmp_path / "spill").stat().st_mode & 0o777 == 0o700


def test_an_error_names_no_value(tmp_path: Path) -> None:
    with Tables(spill=tmp_path / "spill") as tables:
        tables.register("given", pa.table({"x": ["canary-value"]}))
        for ask in (tables.run, tables.arrow, tables.rows, tables.value):
            with pytest.raises((JoinFailed, Refused)) as caught:
                ask("select cast(x as integer) from given")
            shown = f"{caught.value!r} {caught.value.__cause__} {caught.value.__context__}"
            assert "canary" not in shown


def test_parameters_and_results(tmp_path: Path) -> None:
    with Tables(spill=tmp_path / "spill") as tables:
        tables.register("given", pa.table({"x": [1, 2, 3]}))
        assert tables.rows("select x from given where x > $least order by x", {"least": 1}) == [{"x": 2}, {"x": 3}]
        tables.forget("given")
        with pytest.raises(JoinFailed):
            tables.run("select * from given")
