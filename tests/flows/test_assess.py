"""The main job as one function: what is written, what is refused, and that a repeated run is the same to the byte."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from waspada.core.errors import BadInput, CannotWrite, NothingReadable, UnusableDirectory, WaspadaError
from waspada.core.progress import Silent
from waspada.flows import apart, folder
from waspada.flows.assess import Request, Result, assess

EVENTS = "".join(
    json.dumps(
        {
            "event": "Seen",
            "properties": {
                "time": 1762600000 + number,
                "distinct_id": f"user-{number % 7}",
                "$user_id": f"user-{number % 7}",
                "$email": f"p{number % 7}@example.org",
                "note": "please help",
            },
        }
    )
    + "\n"
    for number in range(40)
)
PEOPLE = "account_id,email,name,role,mfa,product\n" + "".join(
    f"user-{number},p{number}@example.org,Person {number},{'admin' if number < 2 else 'member'},no,"
    f"{'api' if number else 'chat'}\n"
    for number in range(9)
)
CLAIMS = """
claims:
  - {id: no-mail, text: {en: No addresses.}, absent: [email]}
  - {id: no-keys, text: {en: No keys.}, absent: [secret.openai]}
  - {id: api, text: {en: API only.}, only_people: {product: api}}
"""
CONTRACT = {
    *("share/report.html", "share/assessment.json", "share/manifest.json", "share/run.json"),
    *("restricted/people.parquet", "restricted/people.csv", "restricted/memberships.parquet"),
    *("restricted/organisations.parquet", "restricted/organisations.csv", "restricted/ambiguous.parquet"),
    *("restricted/evidence.parquet", "restricted/secrets.csv", "restricted/quarantine.ndjson"),
}


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "events.jsonl").write_text(EVENTS)
    (tmp_path / "people.csv").write_text(PEOPLE)
    (tmp_path / "claims.yaml").write_text(CLAIMS)
    return Request(
        datasets=(tmp_path / "data",),
        directory=str(tmp_path / "people.csv"),
        claims=tmp_path / "claims.yaml",
        out=tmp_path / "out",
        workers=1,
    )


def run(request: Request, **more: Any) -> Result:
    cache = Path(os.environ["WASPADA_HOME"]) / "cache"
    return assess(request, cache=cache, key=b"k" * 32, progress=Silent(), **more)


def files(out: Path) -> dict[str, str]:
    found = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def test_the_contract_is_written_and_private(request_: Request) -> None:
    result = run(request_)
    assert files(request_.out).keys() >= CONTRACT
    assert sorted(path.name for path in request_.out.iterdir()) == ["restricted", "share"]
    assert stat.S_IMODE((request_.out / "restricted").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (request_.out / "restricted").iterdir()} == {0o600}
    assert json.loads((request_.out / "share" / "assessment.json").read_text()) == result.document
    assert result.document["people"]["matched"] == 7
    assert {claim["id"]: claim["verdict"] for claim in result.document["claims"]} == {
        "no-mail": "contradicted",
        "no-keys": "holds",
        "api": "contradicted",
    }


def test_a_repeated_run_is_the_same_to_the_byte(request_: Request) -> None:
    run(request_, clock=lambda: 1.0)
    first = files(request_.out)
    run(request_, clock=lambda: 2.0)
    again = files(request_.out)
    assert {name for name in first if first[name] != again[name]} == {"share/run.json"}


def test_the_manifest_names_inputs_outputs_and_options(request_: Request) -> None:
    run(request_)
    manifest = json.loads((request_.out / "share" / "manifest.json").read_text())
    assert [row["path"] for row in manifest["inputs"]] == ["events.jsonl"]
    assert manifest["inputs"][0]["sha256"] == hashlib.sha256(EVENTS.encode()).hexdigest()
    found = files(request_.out)
    assert {row["path"]: row["sha256"] for row in manifest["outputs"]} == {
        name: digest for name, digest in found.items() if name not in ("share/manifest.json", "share/run.json")
    }
    assert manifest["options"]["directory"] == "people.csv"


@pytest.mark.parametrize(("strict", "code"), [(False, 0), (True, 1)])
def test_a_contradicted_claim_counts_when_strict(request_: Request, strict: bool, code: int) -> None:
    assert run(request_).exit_code(strict=strict) == code


def test_incomplete_comes_before_contradicted(request_: Request) -> None:
    folder = request_.datasets[0]
    assert isinstance(folder, Path)
    (folder / "cut.jsonl").write_text('{"event": \n')
    assert run(request_).exit_code(strict=True) == 11


def refused(request: Request, kind: type[WaspadaError]) -> WaspadaError:
    """The error; nothing that looks like a result was written."""
    with pytest.raises(kind) as caught:
        run(request)
    assert not request.out.exists() or not {path.name for path in request.out.iterdir()} - {folder.WORK}
    return caught.value


@pytest.mark.parametrize("content", ["", "[]", "\n", '{"a": []}'])
def test_an_empty_dataset_is_refused(request_: Request, tmp_path: Path, content: str) -> None:
    (tmp_path / "data" / "events.jsonl").write_text(content)
    if content == '{"a": []}':
        assert run(request_).document["accounting"]["records"] == 1  # an object is a record, if a poor one
    else:
        assert refused(request_, NothingReadable).exit_code == 10
        assert not request_.out.exists()


@pytest.mark.parametrize("content", ["", "colour,size\nred,9\n"])
def test_a_directory_without_a_key_is_refused(request_: Request, tmp_path: Path, content: str) -> None:
    (tmp_path / "people.csv").write_text(content)
    assert refused(request_, UnusableDirectory).exit_code == 10


@pytest.mark.parametrize(
    "change",
    [
        {"timezone": "Mars/Olympus"},
        {"mapping": ("email=nowhere",)},
        {"mapping": ("nonsense",)},
        {"query": "select 1"},
        {"claims": Path("nowhere.yaml")},
        {"decisions": Path("nowhere.yaml")},
    ],
    ids=str,
)
def test_a_wrong_option_is_a_usage_error(request_: Request, change: dict[str, Any]) -> None:
    assert refused(replace(request_, **change), BadInput).exit_code == 2


def test_results_never_go_into_the_dataset(request_: Request, tmp_path: Path) -> None:
    error = refused(replace(request_, out=tmp_path / "data" / "out"), BadInput)
    assert error.exit_code == 2
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["events.jsonl"]


def test_the_directory_in_the_folder_of_the_dataset_is_left_out_and_named(request_: Request, tmp_path: Path) -> None:
    alone = run(request_).document
    (tmp_path / "people.csv").rename(tmp_path / "data" / "people.csv")
    result = run(replace(request_, directory=str(tmp_path / "data" / "people.csv")))
    document = result.document
    assert document["files_left_out"] == [{"path": "people.csv", "reason": apart.REASON}]
    assert [file["path"] for file in document["files"]] == ["events.jsonl"]
    assert not result.incomplete
    assert {key: value for key, value in document.items() if key != "files_left_out"} == {
        key: value for key, value in alone.items() if key != "files_left_out"
    }
    page = (request_.out / "share" / "report.html").read_text()
    assert "Files that are no part of the dataset" in page
    assert "it is the account directory of this run" in page
    assert "ini direktori akun" in (request_.out / "share" / "report.id.html").read_text()


def test_a_folder_that_holds_nothing_but_the_directory_is_refused(request_: Request, tmp_path: Path) -> None:
    (tmp_path / "data" / "events.jsonl").unlink()
    (tmp_path / "people.csv").rename(tmp_path / "data" / "people.csv")
    error = refused(replace(request_, directory=str(tmp_path / "data" / "people.csv")), NothingReadable)
    assert "people.csv: it is the account directory" in str(error)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.parquet", b"PAR1" + bytes(200)),
        ("a.parquet", bytes(range(256)) * 9),
        ("a.csv.gz", gzip.compress(PEOPLE.encode(), mtime=0)[:-30]),
        ("a.csv", PEOPLE.encode() + b"user-3,too,many,cells,in,this,row,here\n"),
    ],
)
def test_a_damaged_directory_is_refused(request_: Request, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    error = refused(replace(request_, directory=str(tmp_path / name)), UnusableDirectory)
    assert error.exit_code == 10
    assert error.advice


def test_two_runs_in_one_folder_do_not_mix(request_: Request) -> None:
    with folder.opened(request_.out):
        error = refused(request_, CannotWrite)
    assert error.exit_code == 21
    assert run(request_).document["accounting"]["records"]


def test_an_earlier_result_is_not_this_one(request_: Request, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A run that fails after the old results are withdrawn leaves none."""
    run(request_)
    first = files(request_.out)
    with monkeypatch.context() as patch:
        patch.setattr(folder, "results_in", lambda _mine: tmp_path / "nowhere")
        refused(request_, CannotWrite)
    run(request_)
    assert {name for name, digest in files(request_.out).items() if digest != first[name]} <= {"share/run.json"}


def test_the_directory_is_announced_before_the_work(request_: Request) -> None:
    told: list[str] = []
    run(request_, announce=lambda directory: told.append(directory.name))
    assert told == ["people.csv"]
