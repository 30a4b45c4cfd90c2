"""Directories as they come: CSV dialects, Parquet, JSON, databases; columns recognised or named."""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from waspada.assess.accounts.columns import parse_mapping, recognise, word
from waspada.assess.accounts.database import read_query
from waspada.assess.accounts.files import DirectoryRows, open_file
from waspada.core.errors import BadInput, UnusableDirectory

ROWS = [("u1", "ana@x.example", "Åsa"), ("u2", "budi@x.example", "Budi"), ("u3", "citra@x.example", "Citra")]


def taken(rows: DirectoryRows, *at: int) -> list[dict[str, str]]:
    found: list[dict[str, str]] = rows.take(["id", "name"], np.array(at)).to_pylist()
    return found


def text(delimiter: str = ",", end: str = "\n", quote: str = "") -> str:
    lines = [("id", "email", "name"), *ROWS]
    return "".join(delimiter.join(f"{quote}{cell}{quote}" for cell in line) + end for line in lines)


@pytest.mark.parametrize(
    "data",
    [
        text().encode(),
        text(",", "\r\n").encode(),
        text(";").encode("utf-8-sig"),
        text("\t").encode("latin-1"),
        text("|", quote='"').encode(),
        text().encode("utf-16"),
        gzip.compress(text().encode(), mtime=0),
        text().rstrip("\n").encode(),
        text().replace("\n", "\n\n", 2).encode(),
        json.dumps([dict(zip(("id", "email", "name"), row, strict=True)) for row in ROWS]).encode(),
        "\n".join(json.dumps(dict(zip(("id", "email", "name"), row, strict=True))) for row in ROWS).encode(),
    ],
)
def test_every_usual_file_gives_the_same_rows(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "accounts"
    path.write_bytes(data)
    rows = open_file(path)
    assert rows.columns == ("id", "email", "name")
    assert rows.read(["email"]).to_pydict() == {"email": [row[1] for row in ROWS]}
    assert taken(rows, 0, 2) == [{"id": "u1", "name": "Åsa"}, {"id": "u3", "name": "Citra"}]


def test_line_breaks_inside_quotes_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id,name\nu1,"two\nlines"\nu2,Budi\n')
    assert taken(open_file(path), 1) == [{"id": "u2", "name": "Budi"}]


def test_parquet_with_lists_dictionaries_and_several_row_groups(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table(
        {
            "id": pa.array(range(10)),
            "name": pa.array(["x", "y"] * 5).dictionary_encode(),
            "product": [["api", "chat"]] * 10,
        }
    )
    pq.write_table(table, path, row_group_size=3)
    rows = open_file(path)
    assert rows.read(["id"])["id"].to_pylist() == [str(number) for number in range(10)]
    assert rows.take(["name", "product"], np.array([2, 3, 9])).to_pylist() == [
        {"name": name, "product": "api;chat"} for name in ("x", "y", "y")
    ]


def test_inner_objects_are_named_by_their_path(tmp_path: Path) -> None:
    path = tmp_path / "okta.json"
    path.write_text('[{"id": 7, "profile": {"email": "a@x.example", "roles": ["admin", "x"]}, "mfa": true}]')
    rows = open_file(path)
    assert rows.columns == ("id", "profile.email", "profile.roles", "mfa")
    assert rows.read(rows.columns).to_pylist() == [
        {"id": "7", "profile.email": "a@x.example", "profile.roles": "admin;x", "mfa": "true"}
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n",
        b"ana@x.example,Ana\nbudi@x.example,Budi\n",
        b'{"id": 1}\n{broken secret-value\n',
        b"PAR1 not parquet",
        b"\x1f\x8b broken gzip",
        gzip.compress(b"id,name\n" + b"u1,Ana\n" * 99, mtime=0)[:-20],
        gzip.compress(b'{"id": 1}', mtime=0)[:-9],
        gzip.compress(b"id\nu1\n", mtime=0)[:-8] + b"12345678",
        gzip.compress(b"id\nu1\n", mtime=0)[:10] + b"\xff" * 40,
        b"[1, 2]",
        b"[" * 100_000,
        bytes(range(256)) * 20,
    ],
    ids=lambda data: repr(data[:12]),
)
def test_what_cannot_be_read_is_refused_without_a_value(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "accounts"
    path.write_bytes(data)
    with pytest.raises(UnusableDirectory) as caught:
        open_file(path).read(["id"])
    assert caught.value.exit_code == 10
    assert caught.value.advice
    assert "accounts" in str(caught.value)
    assert "secret-value" not in str(caught.value)


def test_a_row_of_another_width_is_refused_without_a_value(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,name\nu1,Ana\nu2,Budi,secret-value\n")
    with pytest.raises(UnusableDirectory) as caught:
        open_file(path).read(["id"])
    assert "secret-value" not in str(caught.value) + str(caught.value.__cause__)


@pytest.mark.parametrize("name", ["a.parquet", "a.pq", "A.PARQUET"])
def test_damaged_parquet_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    pq.write_table(pa.table({"id": ["u1", "u2"], "email": ["ana@x.example", "budi@x.example"]}), path)
    whole = path.read_bytes()
    for damaged in (whole[:-1], whole[:20], whole[4:], b"id,email\nu1,ana@x.example\n", bytes(reversed(whole))):
        path.write_bytes(damaged)
        with pytest.raises(UnusableDirectory) as caught:
            open_file(path).read(["id"])
        assert "x.example" not in str(caught.value) + caught.value.advice


def test_parquet_that_opens_but_holds_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"id": ["u1"], "email": ["ana@x.example"]}), path, compression="none")
    path.write_bytes(path.read_bytes().replace(b"ana@", b"\xff\xfe\xfd@"))
    with pytest.raises(UnusableDirectory):
        open_file(path).read(["email"])
    with pytest.raises(UnusableDirectory):
        open_file(path).take(["email"], np.array([0]))


def test_a_damaged_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4000)
    with pytest.raises(UnusableDirectory):
        read_query(f"sqlite:///{path}", "select * from users")


def test_sqlite_is_read_with_a_query(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table users (id integer, email text, photo blob)")
        connection.execute("insert into users values (1, 'a@x.example', x'6869'), (2, null, null)")
    table = read_query(f"sqlite:///{path}", "select * from users")
    assert table.to_pylist() == [
        {"id": "1", "email": "a@x.example", "photo": "hi"},
        {"id": "2", "email": None, "photo": None},
    ]
    assert read_query(f"sqlite:///{path}", "select id from users where id > 5").to_pydict() == {"id": []}
    for query in ("", "select secret_column from users", "delete from users"):
        with pytest.raises(BadInput) as caught:
            read_query(f"sqlite:///{path}", query)
        assert "secret_column" not in str(caught.value)


@pytest.mark.parametrize("url", ["sqlite:///no-such.db", "postgresql://localhost/x", "mysql://localhost/x"])
def test_databases_that_cannot_be_read_say_what_to_do(url: str) -> None:
    with pytest.raises((BadInput, UnusableDirectory)) as caught:
        read_query(url, "select 1")
    assert caught.value.advice


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            (
                "id",
                "email",
                "name",
                "organization_id",
                "role",
                "two_factor_auth_enabled",
                "locale",
                "time_zone",
                "active",
            ),
            {"account_id": "id", "email": "email", "mfa": "two_factor_auth_enabled", "status": "active"},
        ),
        (
            ("User ID", "Username", "First Name", "Last Name", "Email"),
            {"account_id": "User ID", "first_name": "First Name"},
        ),
        (("user_id", "email", "organizationName", "isMfaEnabled"), {"account_id": "user_id", "mfa": "isMfaEnabled"}),
        (("id", "profile.email", "manager.profile.email"), {"email": "profile.email"}),
        (("id_pengguna", "surel", "nama_lengkap", "peran", "provinsi"), {"email": "surel", "region": "provinsi"}),
    ],
)
def test_columns_are_recognised_by_name(columns: tuple[str, ...], expected: dict[str, str]) -> None:
    found = recognise(columns, parse_mapping(()))
    assert {name: found.get(name) for name in expected} == expected


def test_columns_and_values_can_be_told() -> None:
    told = parse_mapping(["email=Mail, account_id=uid ,role:admin=Owner,Pemilik|Ketua", "mfa:on=ja"])
    assert told.columns == {"email": "Mail", "account_id": "uid"}
    assert told.values == {("role", "admin"): {"owner", "pemilik", "ketua"}, ("mfa", "on"): {"ja"}}
    assert recognise(("uid", "Mail", "email"), told)["email"] == "Mail"
    with pytest.raises(BadInput, match="no such column"):
        recognise(("id",), told)


def test_a_column_that_is_not_there_names_no_value() -> None:
    told = parse_mapping(["email=nowhere"])
    with pytest.raises(BadInput) as caught:
        recognise(("ID", "Role", "Surel Kantor", "u17"), told)
    assert "4 columns. Known by name: ID, Role." in caught.value.advice
    with pytest.raises(BadInput) as caught:
        recognise(("Siti Rahma", "Jl. Melati 7", "0812", "Bandung"), told)  # a person where names should stand
    assert not {"Siti", "Melati", "0812", "Bandung"} & set(re.findall(r"\w+", str(caught.value) + caught.value.advice))


@pytest.mark.parametrize("bad", ["email", "nickname=x", "role:king=x", "email=", "country:x=y"])
def test_a_mapping_that_says_nothing_is_refused(bad: str) -> None:
    with pytest.raises(BadInput):
        parse_mapping([bad])


def test_words_are_spelled_alike() -> None:
    assert [word(value) for value in ("Account Owner", " end-user ", "2FA: on")] == [
        "account_owner",
        "end_user",
        "2fa_on",
    ]
