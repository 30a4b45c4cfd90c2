"""A finished run opened again: held against its manifest, read through whoever decrypts, errors without a value."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from waspada.core.errors import EvidenceAltered, NothingReadable
from waspada.flows.case.results import checked, open_run, plain_bytes, table_of

SHEET = b'kind,fingerprint,note\nk,00012345678901234567890123456789,"two\nlines"\nk,nan,\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("share", "restricted"):
        (tmp_path / "run" / name).mkdir(parents=True)
    run = tmp_path / "run"
    (run / "share" / "assessment.json").write_text('{"schema": "waspada/assessment/1"}')
    pq.write_table(pa.table({"person_id": ["x"]}), run / "restricted" / "people.parquet")
    (run / "restricted" / "secrets.csv").write_bytes(SHEET)
    outputs = [
        {"path": path.relative_to(run).as_posix(), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in run.rglob("*")
        if path.is_file()
    ]
    (run / "share" / "manifest.json").write_text(json.dumps({"outputs": outputs, "options": {"key": "abc"}}))
    return run


def test_tables_by_name(folder: Path) -> None:
    run = open_run(folder)
    assert (run.name, run.key) == ("run", "abc")
    assert run.table("people")["person_id"].to_pylist() == ["x"]
    secrets = run.table("secrets")
    assert secrets["fingerprint"].to_pylist() == ["00012345678901234567890123456789", "nan"]
    assert secrets["note"].to_pylist() == ["two\nlines", ""]


@pytest.mark.parametrize("name", ["share/assessment.json", "restricted/people.parquet", "restricted/secrets.csv"])
def test_what_is_not_what_the_manifest_says_is_named(folder: Path, name: str) -> None:
    content = bytearray((folder / name).read_bytes())
    content[-2] ^= 1
    (folder / name).write_bytes(content)

    def read() -> None:
        run = open_run(folder)
        run.table("people")
        run.table("secrets")

    with pytest.raises(EvidenceAltered, match=name):
        read()


def test_content_is_checked_after_decryption(folder: Path) -> None:
    path = folder / "restricted" / "people.parquet"
    path.with_name("people.parquet.age").write_bytes(path.read_bytes()[::-1])
    path.unlink()
    manifest = json.loads((folder / "share" / "manifest.json").read_text())
    read = checked(manifest, lambda path: path.with_name(path.name + ".age").read_bytes()[::-1])
    assert open_run(folder, name="Run 1", read=read).table("people").num_rows == 1
    wrong = checked(manifest, lambda path: path.with_name(path.name + ".age").read_bytes())
    with pytest.raises(EvidenceAltered):
        open_run(folder, read=wrong).table("people")


def test_a_folder_without_a_run_is_no_run(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(NothingReadable, match=r"manifest\.json"):
        open_run(tmp_path)
    (folder / "share" / "manifest.json").write_text("[1]")
    with pytest.raises(NothingReadable):
        open_run(folder)
    (folder / "share" / "manifest.json").write_text("{'name': 'Siti'")
    with pytest.raises(NothingReadable) as caught:
        open_run(folder)
    assert "Siti" not in str(caught.value)


@pytest.mark.parametrize("name", ["people.parquet", "secrets.csv"])
def test_a_table_that_cannot_be_read_quotes_nothing(name: str) -> None:
    content = b"a,b\nSiti Rahma,siti@example.org,x\n"
    with pytest.raises(NothingReadable) as caught:
        table_of(name, content)
    assert "iti" not in str(caught.value)
    assert caught.value.__context__ is None


def test_a_table_from_bytes() -> None:
    buffer = io.BytesIO()
    pq.write_table(pa.table({"a": [1]}), buffer)
    assert table_of("x.parquet", buffer.getvalue()).to_pylist() == [{"a": 1}]


def test_a_file_that_is_missing_is_named_without_its_folder(tmp_path: Path) -> None:
    with pytest.raises(NothingReadable, match=r"people\.parquet") as caught:
        plain_bytes(tmp_path / "people.parquet")
    assert str(tmp_path) not in str(caught.value)
