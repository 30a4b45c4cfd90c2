"""Tables of a run: for one person by reading one row group, held against the manifest where it matters."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from waspada.core.errors import EvidenceAltered, NothingReadable
from waspada.flows.case.results import plain_bytes
from waspada.flows.case.run_files import RunFiles

IDS = [f"{number:02}" for number in range(20) for _ in range(3)]


@pytest.fixture
def files(tmp_path: Path) -> RunFiles:
    """Evidence of 20 people, three rows each, in row groups of seven: some people are cut in two."""
    (tmp_path / "restricted").mkdir()
    path = tmp_path / "restricted" / "evidence.parquet"
    pq.write_table(pa.table({"person_id": IDS, "values": list(range(len(IDS)))}), path, row_group_size=7)
    outputs = [{"path": "restricted/evidence.parquet", "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}]
    return RunFiles(folder=tmp_path, manifest={"outputs": outputs}, read=plain_bytes)


def test_each_person_has_all_rows_and_no_other(files: RunFiles) -> None:
    begins = files.begins("evidence")
    assert len(begins) == 9
    for number, person_id in enumerate(dict.fromkeys(IDS)):
        expected = [3 * number, 3 * number + 1, 3 * number + 2]
        for given in (begins, (), begins[:2]):
            assert files.of_person("evidence", person_id, given)["values"].to_pylist() == expected
    assert files.of_person("evidence", "99", begins).num_rows == 0
    assert files.of_person("evidence", "", begins).num_rows == 0


def test_only_the_row_groups_that_may_hold_the_person_are_read(
    files: RunFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    begins, read, real = files.begins("evidence"), list[int](), pq.ParquetFile.read_row_group

    def noted(self: Any, group: int, **more: Any) -> Any:
        read.append(group)
        return real(self, group, **more)

    monkeypatch.setattr(pq.ParquetFile, "read_row_group", noted)
    files.of_person("evidence", "10", begins)
    assert set(read) <= {3, 4}


def test_batches(files: RunFiles) -> None:
    assert [
        one for batch in files.batches("evidence", ["person_id", "gone"]) for one in batch["person_id"].to_pylist()
    ] == IDS


def test_altered(files: RunFiles) -> None:
    path = files.folder / "restricted" / "evidence.parquet"
    pq.write_table(pa.table({"person_id": ["01"], "values": [1]}), path)
    for read in (lambda: list(files.batches("evidence")), lambda: files.of_person("evidence", "01", check=True)):
        with pytest.raises(EvidenceAltered):
            read()
    assert files.of_person("evidence", "01").num_rows == 1


def test_what_is_not_there_or_no_table(files: RunFiles) -> None:
    with pytest.raises(NothingReadable):
        files.of_person("people", "01")
    (files.folder / "restricted" / "evidence.parquet").write_bytes(b"no table")
    with pytest.raises(NothingReadable) as error:
        files.of_person("evidence", "01")
    assert "evidence.parquet" in str(error.value)
