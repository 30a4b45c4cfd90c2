"""Only the rows that the dataset needs are read, with all rows of each account."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from waspada.assess.directory import DirectorySource, open_directory
from waspada.assess.directory_load import empty, load
from waspada.assess.tables import Tables

CSV = """id,email,name,org_id
u1,a@x.example,Ana,o1
u1,old@x.example,Ana,o2
u2, B@X.example ,Budi,o1
u3,c@x.example,Citra,o1
,only@x.example,Dian,o1
,,Nobody,o1
"""


def needs(tables: Tables, ids: list[str], mails: list[str], names: list[str]) -> None:
    for name, values in (("need_id", ids), ("need_mail", mails), ("need_name", names)):
        tables.register(f"{name}_given", pa.table({"value": pa.array(values, pa.string())}))
        tables.run(f"create temp table {name} as select value from {name}_given")  # noqa: S608


def test_needed_rows_come_with_every_row_of_their_account(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(CSV)
    with Tables(spill=tmp_path / "spill") as tables:
        needs(tables, ["u3"], ["a@x.example", "b@x.example", "only@x.example"], [])
        rows_of_all = load(tables, open_directory(DirectorySource(location=str(path))), frozenset())
        rows = tables.rows("select key, organisation_id, email from dir order by key, organisation_id")
    assert rows_of_all == 6
    assert [tuple(row.values()) for row in rows] == [
        ("a:u1", "o1", "a@x.example"), ("a:u1", "o2", "old@x.example"), ("a:u2", "o1", "B@X.example"),
        ("a:u3", "o1", "c@x.example"), ("e:only@x.example", "o1", "only@x.example"),
    ]  # fmt: skip


def test_names_and_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(CSV)
    with Tables(spill=tmp_path / "spill") as tables:
        needs(tables, [], [], ["citra"])
        load(tables, open_directory(DirectorySource(location=str(path))), frozenset())
        assert tables.value("select string_agg(key, ' ') from dir") == "a:u3"
    with Tables(spill=tmp_path / "spill") as tables:
        empty(tables)
        assert tables.value("select count(*) from dir") == 0
