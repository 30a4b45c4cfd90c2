"""Cases of the tests: plain and encrypted, with a clock that goes on by itself."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from waspada.core.progress import Silent
from waspada.flows.assess import Request
from waspada.flows.case.run import CaseRun, assess_case
from waspada.flows.case.seal import About, HandOver, seal
from waspada.readers.age import Identity
from waspada.readers.wrapper import Secrets
from waspada.store.case.folder import CaseFolder, create
from waspada.store.case.runs import RunFolder
from waspada.store.case.vault import Vault

KEY = Identity.new()
ABOUT = About(
    origin="vendor",
    handed_over_by="Vendor",
    received_by="alice",
    received="2025-11-25T14:02:00Z",
    channel="SFTP",
    reference="T-1",
)

Make = Callable[..., CaseFolder]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Opens a new case; `encrypted=True` for one with a key file."""
    clock = itertools.count(1_764_000_000, 60)

    def one(name: str = "case", *, encrypted: bool = False) -> CaseFolder:
        return create(
            tmp_path / name,
            title="November",
            vendor="Vendor",
            actor="alice",
            clock=lambda: float(next(clock)),
            identity=KEY if encrypted else None,
        )

    return one


def sealed(case: CaseFolder, *paths: Path, secrets: Secrets | None = None, in_place: bool = False) -> HandOver:
    """Seal files into a case."""
    return seal(
        case,
        Vault(case.path, case.recipient),
        list(paths),
        ABOUT,
        actor="alice",
        progress=Silent(),
        secrets=secrets,
        in_place=in_place,
    )


LINES = "".join(
    f'{{"event":"e","properties":{{"time":17640000{number:02},"distinct_id":"u{number % 7}",'
    f'"$email":"p{number % 7}@mail.example"}}}}\n'
    for number in range(60)
)
ACCOUNTS = "account_id,email,name,mfa\n" + "".join(f"u{n},p{n}@mail.example,Person {n},off\n" for n in range(9))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "events.jsonl").write_text(LINES)
    (tmp_path / "accounts.csv").write_text(ACCOUNTS)
    return tmp_path


def run(case: CaseFolder, files: Path, cache: Path, handovers: tuple[int, ...] = ()) -> CaseRun:
    return assess_case(
        case,
        RunFolder(case.path, case.recipient),
        Request(datasets=(), directory=str(files / "accounts.csv"), workers=1),
        handovers=handovers,
        staging=files / "staging",
        cache=cache,
        actor="bob",
        reason="first look",
        progress=Silent(),
        clock=lambda: 1_764_000_000.0,
    )
