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


BIG = "create temp table big as select 'zqcanaryzq' || md5(i::varchar) as v from range(1500000) as t(i)"


def test_without_a_folder_to_spill_nothing_is_written_and_memory_ends_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Tables(spill=None, memory="40MB") as tables:
        with pytest.raises(JoinFailed, match="never joined on disk"):
            tables.run(BIG)
        for sql in ("copy (select 1) to 'out.csv'", f"set temp_directory = '{tmp_path}/away'"):
            with pytest.raises((JoinFailed, Refused)):
                tables.run(sql)
    assert not list(tmp_path.rglob("*"))


def test_the_same_with_a_folder_spills(tmp_path: Path) -> None:
    """Or the test above would show nothing."""
    with Tables(spill=tmp_path / "spill", memory="40MB") as tables:
        tables.run(BIG)
        assert any(b"zqcanaryzq" in path.read_bytes() for path in (tmp_path / "spill").iterdir())


def test_without_a_folder_half_of_the_memory_may_be_used() -> None:
    with Tables(spill=None) as tables, Tables(spill=None, memory="600MB") as small:
        limits = [each.value("select current_setting('memory_limit')") for each in (tables, small)]
    assert limits[1] == "572.2 MiB"
    assert limits[0] != limits[1]
