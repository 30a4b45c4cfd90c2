"""An encrypted case, killed while it is assessed: nothing on disk in the clear, and the same command ends the work."""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.flows.case.assess_case_in_parts import MOMENTS
from tests.flows.case.clear_text import clear_in
from tests.flows.case.conftest import ABOUT, KEY

from waspada.core.errors import CannotWrite
from waspada.core.progress import Silent
from waspada.flows import folder
from waspada.flows.assess import Request
from waspada.flows.case.run import assess_case
from waspada.flows.case.seal import seal
from waspada.flows.dataset import detector
from waspada.readers.age import Identity
from waspada.readers.sealed import unlock
from waspada.store.case.folder import CaseFolder, create, load
from waspada.store.case.runs import RunFolder, content_of
from waspada.store.case.vault import Vault
from waspada.store.case.verify import verify

AGE = b"age-encryption.org/v1"

SCRIPT = Path(__file__).with_name("assess_case_in_parts.py")
FULL = os.environ.get("WASPADA_FULL") == "1"
CANARY = "zqcanaryzq"
TIME = 1_764_000_000.0
WITH_VALUES = ("part", "parts", "join", "outputs", "manifest")
"""Moments when the work folder of an unencrypted case holds values."""


@dataclass(frozen=True)
class Place:
    """Where one test works: a copy of a case, and everything that a run could write to."""

    root: Path
    case: Path
    identity: Identity | None

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def staging(self) -> Path:
        return self.home / "cache" / "the-case"

    def clear(self) -> list[Path]:
        """Files that show a value, wherever this run could have left one."""
        return clear_in(self.home, self.case, self.root / "temporary", self.root / "here", word=CANARY)

    def opened(self) -> CaseFolder:
        return load(self.case, clock=lambda: TIME, identity=self.identity)

    def run(self, moment: str = "") -> tuple[int, list[str]]:
        """Exit code, and what was printed."""
        given = self.root / "given"
        for name in ("temporary", "here"):
            (self.root / name).mkdir(exist_ok=True)
        done = subprocess.run(
            [
                *(sys.executable, str(SCRIPT), str(self.case), str(given / "key.txt"), str(given / "accounts.csv")),
                *(str(self.staging), *([moment] if moment else [])),
            ],
            capture_output=True,
            text=True,
            timeout=120,
            cwd=self.root / "here",
            start_new_session=True,
            env=os.environ
            | {
                "WASPADA_HOME": str(self.home),
                "TMPDIR": str(self.root / "temporary"),
                "PYTHONPATH": os.pathsep.join(sys.path),
            },
        )
        assert done.returncode in (0, -signal.SIGKILL), done.stderr
        return done.returncode, done.stdout.split()


def lines(first: int, count: int) -> str:
    """Records with a value in every kind of place: identifiers, a name, free text, a list, a broken record."""
    rows = []
    for number in range(first, first + count):
        properties = {
            "time": 1_764_000_000 + number,
            "distinct_id": f"{CANARY}{number % 50}",
            "$email": f"{CANARY}{number % 50}@mail.example",
            "$name": f"Person {CANARY}",
            "note": f"please call {CANARY}.{number}@other.example back today",
            "list": [f"{CANARY}{number}@third.example"],
        }
        rows.append(json.dumps({"event": "e", "properties": properties}))
    rows.insert(count // 2, '{"event": "e", "properties": {"$email": "' + CANARY + '@broken.example", ')
    return "\n".join(rows) + "\n"


def sealed_case(root: Path, identity: Identity | None) -> Place:
    """A case with files that make many parts, one of them packed, and nothing left of what arrived."""
    given, arrived = root / "given", root / "arrived"
    given.mkdir(parents=True)
    arrived.mkdir()
    (given / "accounts.csv").write_text(
        "account_id,email,name\n" + "".join(f"{CANARY}{n},{CANARY}{n}@mail.example,Person {n}\n" for n in range(60))
    )
    if identity:
        (given / "key.txt").write_text(identity.file())
    for number in range(6):
        (arrived / f"events{number}.jsonl").write_text(lines(200 * number, 200))
    (arrived / "more.jsonl.gz").write_bytes(gzip.compress(lines(5000, 300).encode(), mtime=0))
    (arrived / "notes.txt").write_text(f"write to {CANARY}@text.example\n" * 50)
    case = create(root / "case", title="T", vendor="V", actor="alice", clock=lambda: TIME, identity=identity)
    seal(case, Vault(case.path, case.recipient), [arrived], ABOUT, actor="alice", progress=Silent())
    shutil.rmtree(arrived)
    (root / "home").mkdir()
    return Place(root, case.path, identity)


def results(place: Place, run: Path) -> dict[str, bytes]:
    """Every result but what differs from run to run, decrypted."""
    read = content_of(place.identity)
    plain = (path.with_name(path.name.removesuffix(".age")) for path in run.rglob("*") if path.is_file())
    return {path.relative_to(run).as_posix(): read(path) for path in plain if path.name != "run.json"}


@dataclass(frozen=True)
class Undisturbed:
    """A case that nobody has assessed yet, and what a run gives that nobody kills."""

    place: Place
    results: dict[str, bytes]
    steps: int

    def copy(self, root: Path) -> Place:
        shutil.copytree(self.place.root, root, dirs_exist_ok=True)
        return Place(root, root / "case", self.place.identity)


@pytest.fixture(scope="module")
def undisturbed(
    tmp_path_factory: pytest.TempPathFactory, waspada_home: Path
) -> Iterator[Callable[[bool], Undisturbed]]:
    made: dict[bool, Undisturbed] = {}

    def one(encrypted: bool) -> Undisturbed:
        if encrypted not in made:
            base = tmp_path_factory.mktemp("sealed")
            fresh = sealed_case(base / "fresh", KEY if encrypted else None)
            detector(waspada_home / "cache")  # compiled once for all
            shutil.copytree(waspada_home / "cache", fresh.home / "cache")
            place = Undisturbed(fresh, {}, 0).copy(base / "run")
            code, (run, steps) = place.run()
            assert code == 0
            made[encrypted] = Undisturbed(fresh, results(place, Path(run)), int(steps))
        return made[encrypted]

    yield one
    unlock(None)


def test_the_search_finds_what_is_packed_or_encoded(tmp_path: Path, undisturbed: Callable[[bool], Undisturbed]) -> None:
    """Or the tests below would show nothing."""
    for name, content in undisturbed(False).results.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    found = {path.relative_to(tmp_path).as_posix() for path in clear_in(tmp_path, word=CANARY)}
    assert found >= {f"restricted/{name}" for name in ("people.csv", "people.parquet", "quarantine.ndjson")}
    assert not any(name.startswith("share/") for name in found)


def test_a_whole_run_leaves_nothing(tmp_path: Path, undisturbed: Callable[[bool], Undisturbed]) -> None:
    expected = undisturbed(True)
    assert CANARY.encode() in expected.results["restricted/people.csv"]
    place = expected.copy(tmp_path / "place")
    assert place.run()[0] == 0
    assert place.clear() == []
    assert not place.staging.exists()


@pytest.mark.parametrize("moment", MOMENTS)
def test_after_a_kill_nothing_is_in_the_clear_and_the_same_command_goes_on(
    tmp_path: Path, undisturbed: Callable[[bool], Undisturbed], moment: str
) -> None:
    expected = undisturbed(True)
    place = expected.copy(tmp_path / "place")
    assert place.run(moment)[0] == -signal.SIGKILL
    left = [path for path in place.staging.rglob("*") if path.is_file()]
    assert left, "the work is there, so that it can be resumed"
    # A kill may cut a file short, at its very beginning too.
    assert all(".age" in path.name and AGE.startswith(path.read_bytes()[: len(AGE)]) for path in left)
    assert place.clear() == []
    code, (run, _) = place.run()
    assert code == 0
    assert results(place, Path(run)) == expected.results
    assert place.clear() == []
    assert not place.staging.exists()
    assert verify(place.case).altered == ()


@pytest.mark.parametrize("moment", WITH_VALUES if FULL else ("parts", "outputs"))
def test_the_same_kills_leave_values_where_a_case_is_not_encrypted(
    tmp_path: Path, undisturbed: Callable[[bool], Undisturbed], moment: str
) -> None:
    """Which shows that the moments above are those that matter."""
    place = undisturbed(False).copy(tmp_path / "place")
    assert place.run(moment)[0] == -signal.SIGKILL
    assert any(place.staging in path.parents for path in place.clear())
    code, (run, _) = place.run()
    assert code == 0
    assert results(place, Path(run)) == undisturbed(False).results


@pytest.mark.parametrize("trial", range(20 if FULL else 2))
def test_killed_at_any_step_nothing_is_in_the_clear(
    tmp_path: Path, undisturbed: Callable[[bool], Undisturbed], trial: int
) -> None:
    expected = undisturbed(True)
    place = expected.copy(tmp_path / "place")
    place.run(str(random.Random(trial).randint(1, expected.steps)))
    assert place.clear() == []
    code, (run, _) = place.run()
    assert code == 0
    assert results(place, Path(run)) == expected.results
    assert place.clear() == []


def test_parts_that_are_done_are_not_done_twice(tmp_path: Path, undisturbed: Callable[[bool], Undisturbed]) -> None:
    place = undisturbed(True).copy(tmp_path / "place")
    place.run("join")
    done = {path: path.read_bytes() for path in place.staging.glob(".work/*/split-*/*.age")}
    assert len(done) > 9
    place.run("join")
    assert {path: path.read_bytes() for path in place.staging.glob(".work/*/split-*/*.age")} == done


def assess(place: Place) -> None:
    case = place.opened()
    assess_case(
        case,
        RunFolder(case.path, case.recipient),
        Request(datasets=(), directory=str(place.root / "given" / "accounts.csv"), workers=1),
        handovers=(),
        staging=place.staging,
        cache=place.home / "cache",
        actor="bob",
        reason="",
        progress=Silent(),
        clock=lambda: TIME,
    )


def test_two_at_once_are_refused_until_the_results_are_in_the_case(
    tmp_path: Path, undisturbed: Callable[[bool], Undisturbed], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = undisturbed(True).copy(tmp_path / "place")
    with folder.opened(place.staging), pytest.raises(CannotWrite, match="another run"):
        assess(place)
    take, refused = RunFolder.take, []

    def taking(self: RunFolder, found: Path, known: Callable[[], Mapping[int, str]]) -> object:
        with pytest.raises(CannotWrite, match="another run") as caught, folder.opened(place.staging):
            pass
        refused.append(caught.value)
        return take(self, found, known)

    monkeypatch.setattr(RunFolder, "take", taking)
    assess(place)
    assert len(refused) == 1
    assert len(list((place.case / "runs").iterdir())) == 1


def test_work_that_an_older_version_left_in_the_clear_goes_with_the_next_run(
    tmp_path: Path, undisturbed: Callable[[bool], Undisturbed]
) -> None:
    place = undisturbed(True).copy(tmp_path / "place")
    for name in (".work/0123456789abcdef01234567/split-00000/hits.arrow", "restricted/people.parquet"):
        (place.staging / name).parent.mkdir(parents=True)
        (place.staging / name).write_text(CANARY)
    assert len(place.clear()) == 2
    assert place.run("parts")[0] == -signal.SIGKILL
    assert place.clear() == []
