"""`waspada case seal`: says what was sealed, in both languages and as JSON."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.conftest import LINES, Call, log_of
from tests.readers.formats.books import book, row
from tests.readers.wrappers.office_files import agile

DIGEST = hashlib.sha256(LINES.encode()).hexdigest()


@pytest.mark.parametrize(("lang", "said"), [("en", "Hand-over 2 is sealed"), ("id", "Penyerahan 2 sudah disegel")])
def test_it_says_what_was_sealed(november: Path, call: Call, lang: str, said: str) -> None:
    done = call("case", "seal", november, november.parent / "events.jsonl", "--actor", "bob", "--lang", lang)
    assert said in done.stdout
    assert DIGEST in done.stdout


def test_json_is_alone_on_standard_output(november: Path, call: Call) -> None:
    done = call("case", "seal", november, november.parent / "events.jsonl", "--actor", "bob", "--json", "--in-place")
    answer = json.loads(done.stdout)
    assert (answer["number"], answer["files"][0]["sha256"]) == (2, DIGEST)
    assert answer["files"][0]["in_place"] == str(november.parent / "events.jsonl")


def test_the_log_has_what_was_said_of_it(november: Path, call: Call) -> None:
    more = ("--channel", "SFTP", "--reference", "T-7", "--received", "2025-11-25T14:02:00Z", "--to", "carol")
    call("case", "seal", november, november.parent / "events.jsonl", "--actor", "bob", "--reason", "second", *more)
    entry = log_of(november)[-1]
    assert (entry["actor"], entry["action"], entry["reason"]) == ("bob", "evidence.seal", "second")
    assert {name: entry["data"][name] for name in ("channel", "reference", "received", "received_by")} == {
        "channel": "SFTP",
        "reference": "T-7",
        "received": "2025-11-25T14:02:00Z",
        "received_by": "carol",
    }


@pytest.mark.needs("7z")
def test_a_password_comes_from_a_file_and_stands_nowhere(november: Path, call: Call, tmp_path: Path) -> None:
    box, word = tmp_path / "box.7z", tmp_path / "word"
    subprocess.run(
        ["7z", "a", "-pblue-canary", str(box), str(tmp_path / "events.jsonl")], check=True, capture_output=True
    )
    call("case", "seal", november, box, "--actor", "bob", code=26)
    word.write_text("blue-canary\n")
    done = call("case", "seal", november, box, "--actor", "bob", "--wrapper-password-file", word, "--lang", "en")
    assert "inside: events.jsonl" in done.stdout
    assert not any("canary" in path.read_text(errors="replace") for path in november.rglob("*") if path.is_file())


def test_a_workbook_with_a_password_is_read_as_a_workbook(november: Path, call: Call, tmp_path: Path) -> None:
    list_, word = tmp_path / "people.xlsx", tmp_path / "word"
    rows = row(1, "account_id", "email") + "".join(row(n, f"u{n}", f"p{n}@mail.example") for n in range(2, 9))
    picture = {"xl/media/image1.png": random.Random(1).randbytes(5000)}
    list_.write_bytes(agile(book(tmp_path / "open", {"Users": rows}, more=picture).read_bytes(), "blue-canary"))
    refused = call("case", "seal", november, list_, "--actor", "bob", "--lang", "en", code=26)
    assert "the Office file needs a password" in refused.stderr
    assert not (november / "sealed/0002").exists()
    word.write_text("blue-canary\n")
    done = call("case", "seal", november, list_, "--actor", "bob", "--wrapper-password-file", word, "--json")
    (file,) = json.loads(done.stdout)["files"]
    (inner,) = file["contents"]
    assert (file["wrapper"], inner["name"]) == ("office", "people.xlsx")
    assert file["sha256"] == hashlib.sha256(list_.read_bytes()).hexdigest()
    assert inner["sha256"] == hashlib.sha256((tmp_path / "open").read_bytes()).hexdigest()
    call("assess", "--case", november, "--directory", tmp_path / "accounts.csv", "--actor", "bob")
    found = json.loads((november / "runs/0001/share/assessment.json").read_text())
    assert [row["format"] for row in found["files"] if row["path"].startswith("people.xlsx")] == ["xlsx"]
    assert [row["distinct"] for row in found["fields"] if row["path"] == "email"] == [7]


def test_what_is_not_there_is_a_usage_error(november: Path, call: Call) -> None:
    refused = call("case", "seal", november, november.parent / "nothing.zip", "--actor", "bob", code=2)
    assert "nothing.zip" in refused.stderr
    assert not (november / "sealed/0002").exists()


def _sealing(case: Path, file: Path, *, limit: int = 0) -> subprocess.Popen[str]:
    """`waspada case seal` in a process of its own, which may write no file above `limit` bytes."""
    code = (
        "import resource, signal, sys; from waspada.cli.main import main; limit = int(sys.argv.pop(1)); "
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "limit and resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)); main()"
    )
    words = [sys.executable, "-c", code, str(limit), "case", "seal", str(case), str(file), "--actor", "bob"]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_full_disk_in_the_middle_leaves_nothing_half_sealed(november: Path, tmp_path: Path) -> None:
    (tmp_path / "big.bin").write_bytes(bytes(20 << 20))
    before = (november / "custody.ndjson").read_bytes()
    process = _sealing(november, tmp_path / "big.bin", limit=12 << 20)
    out, errors = process.communicate(timeout=60)
    assert (process.returncode, out) == (21, "")
    assert "could not be sealed" in errors
    assert [path.name for path in (november / "sealed").iterdir()] == ["0001"]
    assert (november / "custody.ndjson").read_bytes() == before


def test_two_at_once_are_told_or_numbered_and_nothing_is_lost(november: Path, tmp_path: Path, call: Call) -> None:
    (tmp_path / "big.bin").write_bytes(os.urandom(8 << 20))
    processes = [_sealing(november, tmp_path / "big.bin") for _ in range(4)]
    codes = []
    for process in processes:
        _, errors = process.communicate(timeout=120)
        codes.append(process.returncode)
        assert process.returncode == 0 or "another process is sealing" in errors
    sealed = codes.count(0)
    assert sealed >= 1
    assert len(list((november / "sealed").iterdir())) == 1 + sealed
    call("case", "verify", november)


def test_a_kill_in_the_middle_leaves_no_hand_over(november: Path, tmp_path: Path, call: Call) -> None:
    (tmp_path / "big.bin").write_bytes(os.urandom(64 << 20))
    process = _sealing(november, tmp_path / "big.bin")
    unfinished = november / "sealed" / ".sealing-0002"
    until = time.monotonic() + 30
    while not unfinished.exists() and time.monotonic() < until:
        time.sleep(0.001)
    process.kill()
    process.communicate()
    call("case", "verify", november)
    call("case", "seal", november, tmp_path / "events.jsonl", "--actor", "bob")
    names = sorted(path.name for path in (november / "sealed").iterdir())
    assert names[:2] == ["0001", "0002"]
    assert not any(name.startswith(".") for name in names)
    call("case", "verify", november)


def test_a_name_that_is_somebody_does_not_outlive_the_data(november: Path, call: Call) -> None:
    file = november.parent / "anna.canary@mail.example.csv"
    file.write_text("id\n1\n")
    call("case", "seal", november, file, "--actor", "bob")
    assert "anna.canary" not in (november / "custody.ndjson").read_text()
    call("case", "verify", november)
    call("case", "destroy", november, "--yes", "--reason", "over", "--actor", "alice")
    left = [path for path in november.rglob("*") if path.is_file()]
    assert not any(b"anna.canary" in path.read_bytes() for path in left)
