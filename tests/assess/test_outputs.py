"""The output folder: exact columns, fixed bytes, closed modes, nothing personal in `share/`."""

from __future__ import annotations

import csv
import json
from base64 import b64decode
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.assess.builder import Split, assessed

from waspada.assess.outputs import write, write_manifest, write_run
from waspada.assess.result import Assessment, InputFile
from waspada.core.errors import CannotWrite

TOKEN = "acme_" + "q7" * 12
MAIL = ("$email", "email")


def example(folder: Path, *, turned: bool = False) -> Assessment:
    one, other = Split(0), Split(1)
    rows = [
        {"account": "u1", "has": [MAIL], "records": 2},
        {"account": "u3"},
        {"email": "=cmd@x.example", "has": [MAIL]},
    ]
    for row in reversed(rows) if turned else rows:
        one.who(**row)  # type: ignore[arg-type]
    other.who(email="shared@two.example")
    row_ = other.who(account="u2", organisation="o1")
    other.hit("secret.acme", TOKEN, row_)
    one.census("$email", ["ana@one.example", "=cmd@x.example"], meaning="email")
    one.quarantine.append({"file": "events.jsonl", "position": 5, "reason": "cut off", "raw": b"\xff{", "scalars": 2})
    return assessed(folder, one, other)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    out = tmp_path / "out"
    out.mkdir()
    write(example(tmp_path), out)
    write_manifest(out, [InputFile("events.jsonl", "ab" * 32, 10, "ndjson")], {"waspada": "1"}, {"zone": "UTC"})
    write_run(out, {"seconds": 1.5})
    return out


COLUMNS = {
    "people": "person_id account_id name email country region residence_from locale mfa products relation categories "
    "kinds records first_seen last_seen matched_by strength",
    "memberships": "person_id organisation_id role",
    "organisations": "organisation_id name people admins admins_without_mfa records categories",
    "ambiguous": "candidates",
    "evidence": "person_id kind field values records example_position",
}


@pytest.mark.parametrize("name", COLUMNS)
def test_parquet_files_have_the_columns_of_the_contract(written: Path, name: str) -> None:
    table = pq.read_table(written / "restricted" / f"{name}.parquet")
    assert set(COLUMNS[name].split()) <= set(table.column_names)
    assert [column for column in table.column_names if column in COLUMNS[name].split()] == COLUMNS[name].split()
    assert table.num_rows > 0
    assert not any(pa.types.is_dictionary(field.type) for field in table.schema)


def test_times_are_utc_and_lists_are_lists(written: Path) -> None:
    schema = pq.read_schema(written / "restricted" / "people.parquet")
    assert schema.field("first_seen").type == pa.timestamp("us", "UTC")
    assert pa.types.is_list(schema.field("kinds").type)


def test_rows_are_sorted_by_key(written: Path) -> None:
    for name, keys in (
        ("people", ["person_id"]),
        ("organisations", ["organisation_id"]),
        ("memberships", ["person_id"]),
    ):
        table = pq.read_table(written / "restricted" / f"{name}.parquet").select(keys)
        assert table == table.sort_by([(key, "ascending") for key in keys])


def test_restricted_is_closed_and_csv_runs_nothing(written: Path) -> None:
    restricted = written / "restricted"
    assert restricted.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in restricted.iterdir()} == {0o600}
    with (restricted / "people.csv").open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert rows[0].keys() == set(COLUMNS["people"].split())
    assert "'=cmd@x.example" in {row["email"] for row in rows}
    assert not any(cell[:1] in "=+-@" for row in rows for cell in row.values() if cell)
    with (restricted / "secrets.csv").open(newline="", encoding="utf-8") as stream:
        (secret,) = csv.DictReader(stream)
    wanted = "kind provider fingerprint last4 person_id organisation_id field position how_to_revoke".split()
    assert list(secret)[: len(wanted)] == wanted
    assert TOKEN not in str(secret)


def test_quarantine_holds_records_as_they_came(written: Path) -> None:
    (line,) = (written / "restricted" / "quarantine.ndjson").read_text().splitlines()
    row = json.loads(line)
    assert (row["file"], row["position"], row["reason"]) == ("events.jsonl", 5, "cut off")
    assert b64decode(row["raw_base64"]) == b"\xff{"


def test_nothing_personal_stands_in_share(written: Path) -> None:
    for path in (written / "share").iterdir():
        text = path.read_text()
        for value in ("ana@one.example", "Ana@one.example", "Ana Sari", "cmd@x", TOKEN, 'u1"', "shared@two.example"):
            assert value not in text, path.name


def test_the_manifest_weighs_every_file_but_itself_and_the_run(written: Path) -> None:
    manifest = json.loads((written / "share" / "manifest.json").read_text())
    files = {path.relative_to(written).as_posix() for path in written.rglob("*") if path.is_file()}
    assert {row["path"] for row in manifest["outputs"]} == files - {"share/manifest.json", "share/run.json"}
    for row in manifest["outputs"]:
        data = (written / row["path"]).read_bytes()
        assert (row["sha256"], row["bytes"]) == (sha256(data).hexdigest(), len(data))
    assert manifest["inputs"] == [{"path": "events.jsonl", "sha256": "ab" * 32, "bytes": 10}]


def test_the_same_data_gives_the_same_bytes_whatever_the_order_of_rows(tmp_path: Path) -> None:
    files: list[dict[str, bytes]] = []
    for number, turned in enumerate((False, False, True)):
        folder = tmp_path / str(number)
        (folder / "out").mkdir(parents=True)
        write(example(folder, turned=turned), folder / "out")
        out = folder / "out"
        files.append({path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()})
    assert files[0] == files[1]
    # Turned round, only positions and times of first records differ.
    same = ("share/assessment.json", "restricted/memberships.parquet", "restricted/organisations.csv")
    assert all(files[0][name] == files[2][name] for name in same)


def test_an_unwritable_folder_is_our_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(CannotWrite):
        write(example(tmp_path), tmp_path / "out")


class Turned:
    """A cover that anybody can see through."""

    recipient = "anybody"

    def close(self, content: bytes) -> bytes:
        return content[::-1]

    def open(self, content: bytes) -> bytes:
        return content[::-1]


def test_covered_the_content_is_the_same_and_the_manifest_is_of_the_content(written: Path, tmp_path: Path) -> None:
    cover, out, again = Turned(), tmp_path / "covered", tmp_path / "again"
    out.mkdir()
    again.mkdir()
    write(example(again), out, cover)
    inputs = [InputFile("events.jsonl", "ab" * 32, 10, "ndjson")]
    write_manifest(out, inputs, {"waspada": "1"}, {"zone": "UTC"}, cover)
    write_run(out, {"seconds": 1.5}, cover)
    names = sorted(path.relative_to(written) for path in written.rglob("*") if path.is_file())
    stored = sorted(path.relative_to(out) for path in out.rglob("*") if path.is_file())
    assert stored == sorted(name.with_name(f"{name.name}.age") for name in names)
    for name in names:
        content = (written / name).read_bytes()
        assert (out / f"{name}.age").read_bytes() == content[::-1], name
    assert {path.stat().st_mode & 0o777 for path in out.rglob("*") if path.is_file()} == {0o600}
