"""From files to partials: what is empty, what is done already, and what makes a run another one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from waspada.assess.engines.local import LocalEngine
from waspada.assess.partials import read_partials
from waspada.core.errors import CannotWrite, NothingReadable
from waspada.core.progress import Silent
from waspada.flows import dataset
from waspada.readers.limits import Limits

LINES = "".join(f'{{"id": {number}, "email": "p{number}@example.org"}}\n' for number in range(3000))


@pytest.fixture
def cache() -> Path:
    return Path(os.environ["WASPADA_HOME"]) / "cache"


def prepared(paths: Iterable[Path], cache: Path, split_bytes: int = 1 << 26) -> dataset.Prepared:
    return dataset.prepare(list(paths), Silent(), cache, {}, "UTC", Limits(split_bytes=split_bytes))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.jsonl"
    path.write_text(LINES)
    return path


@pytest.mark.parametrize("names", [("empty.csv",), ("none.csv",), ("empty.csv", "none.csv"), ()])
def test_nothing_to_read_is_said_with_its_reason(tmp_path: Path, cache: Path, names: Sequence[str]) -> None:
    (tmp_path / "empty.csv").touch()
    (tmp_path / "folder").mkdir()
    paths = [tmp_path / name for name in names] or [tmp_path / "folder"]
    with pytest.raises(NothingReadable) as caught:
        prepared(paths, cache)
    assert "nothing to read" in str(caught.value)
    for name in names:
        assert name in str(caught.value)


def test_the_reason_names_no_person(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "ani@example.org.csv").touch()
    with pytest.raises(NothingReadable, match=r"\[email\]\.csv: it is empty"):
        prepared([tmp_path], cache)


@pytest.mark.parametrize(
    ("name", "content", "nothing"),
    [
        ("header.csv", "id,name\n", True),
        ("array.json", "[]", True),
        ("blank.jsonl", "\n \n", True),
        ("one.csv", "id,name\n1,x\n", False),
        ("notes.bin", "hello", False),
    ],
)
def test_what_holds_no_record_is_nothing(tmp_path: Path, cache: Path, name: str, content: str, nothing: bool) -> None:
    (tmp_path / name).write_text(content)
    plan = prepared([tmp_path / name], cache)
    work = tmp_path / "work"
    parts = dataset.run(plan, work, LocalEngine(1), Silent(), cache_folder=cache, salt=1)
    accounting = read_partials(parts).accounting
    records = sum(sum(accounting[name].to_pylist()) for name in ("records_parsed", "records_quarantined"))
    assert dataset.has_nothing(plan.plan, records) is nothing


def test_done_splits_are_not_done_again(file: Path, cache: Path, tmp_path: Path) -> None:
    plan = prepared([file], cache, 20_000)
    done: list[int] = []

    class Counting(Silent):
        def advance(self, *, records: int = 0, size: int = 0) -> None:
            done.append(records)

    work = tmp_path / "work"
    parts = dataset.run(plan, work, LocalEngine(1), Counting(), cache_folder=cache, salt=1)
    assert len(parts) > 3
    assert sum(done) == 3000
    kept = parts[0].stat().st_ino
    for part in parts[1:]:
        part.rename(part.with_name(f"{part.name}.1"))
    done.clear()
    assert dataset.run(plan, work, LocalEngine(1), Counting(), cache_folder=cache, salt=1) == parts
    assert 0 < sum(done) < 3000
    assert parts[0].stat().st_ino == kept


def test_the_same_input_and_options_resume_and_others_do_not(file: Path, cache: Path) -> None:
    plan = prepared([file], cache)
    name = dataset.fingerprint(plan, ["UTC"])
    assert dataset.fingerprint(prepared([file], cache), ["UTC"]) == name
    assert dataset.fingerprint(plan, ["Asia/Jakarta"]) != name
    assert dataset.fingerprint(prepared([file], cache, 20_000), ["UTC"]) != name
    os.utime(file, (1, 1))
    assert dataset.fingerprint(prepared([file], cache), ["UTC"]) != name


def test_a_work_folder_that_cannot_be_written_is_said_so(file: Path, cache: Path, tmp_path: Path) -> None:
    (tmp_path / "work").write_text("a file")
    with pytest.raises(CannotWrite, match="work folder"):
        dataset.run(prepared([file], cache), tmp_path / "work", LocalEngine(1), Silent(), cache_folder=cache, salt=1)
