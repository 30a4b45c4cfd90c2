"""An assessment of sealed evidence: logged, repeatable to the byte, and stopped where the seal is broken."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from tests.flows.case.conftest import LINES, Make, run, sealed

from waspada.core.custody import Action
from waspada.core.errors import EvidenceAltered, Locked
from waspada.flows.case.evidence import evidence_of
from waspada.flows.case.run import CaseRun
from waspada.readers.sealed import SealedFile
from waspada.store.case.folder import CaseFolder
from waspada.store.case.runs import content_of


def contents(case: CaseFolder, done: CaseRun) -> dict[str, bytes]:
    read = content_of(case.identity)
    found = {}
    for path in sorted(path for path in done.folder.rglob("*") if path.is_file() and path.name != "run.json"):
        plain = path.with_name(path.name.removesuffix(".age"))
        found[plain.relative_to(done.folder).as_posix()] = read(plain)
    return found


@pytest.mark.parametrize("encrypted", [False, True])
def test_repeated_it_gives_the_same_bytes(files: Path, make: Make, waspada_home: Path, encrypted: bool) -> None:
    case = make(encrypted=encrypted)
    sealed(case, files / "events.jsonl")
    first, second = (run(case, files, waspada_home / "cache") for _ in range(2))
    assert (first.number, second.number) == (1, 2)
    assert contents(case, first) == contents(case, second)
    assert first.result.document["people"]["matched"] == 7
    assert b"p3@mail.example" in contents(case, first)["restricted/people.csv"]
    assert not (files / "staging").exists()
    if encrypted:
        assert not any(b"@mail.example" in path.read_bytes() for path in case.path.rglob("*") if path.is_file())


def test_encrypted_and_plain_cases_read_the_same(files: Path, make: Make, waspada_home: Path) -> None:
    documents = []
    for encrypted in (False, True):
        case = make(f"case-{encrypted}", encrypted=encrypted)
        sealed(case, files / "events.jsonl")
        documents.append(dict(run(case, files, waspada_home / "cache").result.document))
    plain, closed = documents
    for name in ("accounting", "findings", "absent", "people", "timeline"):
        assert plain[name] == closed[name], name


def test_the_log_has_the_read_and_the_run_with_what_is_stored(files: Path, make: Make, waspada_home: Path) -> None:
    case = make(encrypted=True)
    sealed(case, files / "events.jsonl")
    done = run(case, files, waspada_home / "cache")
    *_, read, ran = case.custody.entries()
    assert (read.action, read.data, read.reason) == (
        Action.READ,
        {"handovers": [1], "purpose": "assess"},
        "first look",
    )
    assert ran.action is Action.RUN
    for name, digest in ran.data["stored"].items():
        assert hashlib.sha256((done.folder / name).read_bytes()).hexdigest() == digest
    assert "restricted/people.parquet.age" in ran.data["stored"]


def test_altered_evidence_is_never_assessed(files: Path, make: Make, waspada_home: Path) -> None:
    case = make()
    done = sealed(case, files / "events.jsonl")
    path = done.folder / "0001" / "events.jsonl"
    path.chmod(0o600)
    path.write_text(LINES.replace("p3@", "p4@", 1))
    with pytest.raises(EvidenceAltered) as altered:
        run(case, files, waspada_home / "cache")
    assert altered.value.exit_code == 12
    assert not list((case.path / "runs").iterdir())


def test_left_in_place_it_is_read_where_it_is(files: Path, make: Make, waspada_home: Path) -> None:
    case = make()
    sealed(case, files / "events.jsonl", in_place=True)
    assert run(case, files, waspada_home / "cache").result.document["people"]["matched"] == 7
    (files / "events.jsonl").write_text(LINES.replace("p3@", "p4@", 1))
    with pytest.raises(EvidenceAltered):
        run(case, files, waspada_home / "cache")


def test_without_the_key_nothing_is_read(files: Path, make: Make, waspada_home: Path) -> None:
    case = make(encrypted=True)
    sealed(case, files / "events.jsonl")
    (file,) = evidence_of(case).files
    assert isinstance(file, SealedFile)
    with pytest.raises(Locked):
        run(replace(case, identity=None), files, waspada_home / "cache")
