"""Destruction: never under a hold, never without a reason, never unlogged, with a certificate that can be checked."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from waspada.core.custody import Action
from waspada.core.errors import BadInput, CannotWrite, Refused
from waspada.flows.case import destroy as flow
from waspada.flows.case.proofs import Proofs
from waspada.store.case.folder import CaseFolder, create
from waspada.store.case.signing import SigningKey, signed_by

TODAY = date(2026, 3, 1)


@dataclass(frozen=True)
class Gone:
    files: int = 3
    bytes: int = 300
    digest: str = "d" * 64


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    times = iter(range(1_764_000_000, 1_765_000_000, 60))
    return create(tmp_path / "case", title="November", vendor="Vendor", actor="alice", clock=lambda: float(next(times)))


@pytest.fixture
def signer(tmp_path: Path) -> SigningKey:
    return SigningKey.of_installation(tmp_path / "home")


def once(calls: list[str]) -> Callable[[], Gone]:
    def erase() -> Gone:
        calls.append("erased")
        return Gone()

    return erase


def test_the_certificate_says_what_went_and_is_signed(case: CaseFolder, signer: SigningKey) -> None:
    case.custody.append(Action.COPY, actor="bob", data={"what": "people.csv", "where": "laptop of counsel"})
    calls: list[str] = []
    certificate = flow.destroy(case, once(calls), signer, actor="alice", reason="retention over", today=TODAY)
    assert certificate is not None
    assert calls == ["erased"]
    whole = json.loads(certificate.text())
    content = whole["certificate"]
    assert content["destroyed"] == {"files": 3, "bytes": 300, "names_and_sizes_sha256": "d" * 64}
    assert content["not_reached"] == [{"what": "people.csv", "where": "laptop of counsel"}]
    signed = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert signed_by(whole["public_key"], whole["signature"], signed)
    assert not signed_by(whole["public_key"], whole["signature"], signed.replace(b"300", b"301"))


def test_the_log_is_told_before_and_after(case: CaseFolder, signer: SigningKey) -> None:
    seen: list[list[str]] = []

    def erase() -> Gone:
        seen.append([entry.data.get("phase", "") for entry in case.custody.entries()])
        return Gone()

    flow.destroy(case, erase, signer, actor="alice", reason="over", today=TODAY)
    assert seen == [["", "begin"]]
    assert [entry.data.get("phase") for entry in case.custody.entries()][1:] == ["begin", "done"]


def test_a_hold_forbids_it_until_it_is_lifted(case: CaseFolder, signer: SigningKey) -> None:
    calls: list[str] = []
    flow.hold(case, "lawsuit 7", actor="bob", reason="counsel asked")
    flow.hold(case, "regulator", actor="bob", reason="they asked")
    flow.release(case, "regulator", actor="bob", reason="closed")
    with pytest.raises(Refused, match="lawsuit 7") as refused:
        flow.destroy(case, once(calls), signer, actor="alice", reason="over", today=TODAY)
    assert refused.value.exit_code == 13
    assert calls == []
    flow.release(case, "lawsuit 7", actor="bob", reason="settled")
    assert flow.destroy(case, once(calls), signer, actor="alice", reason="over", today=TODAY) is not None


def test_an_unknown_hold_cannot_be_lifted(case: CaseFolder) -> None:
    with pytest.raises(BadInput, match="no hold"):
        flow.release(case, "lawsuit", actor="bob", reason="x")


def test_without_a_reason_nothing_goes(case: CaseFolder, signer: SigningKey) -> None:
    calls: list[str] = []
    with pytest.raises(BadInput, match="reason"):
        flow.destroy(case, once(calls), signer, actor="alice", reason=" ", today=TODAY)
    assert calls == []


@pytest.mark.parametrize(
    ("set_for", "today", "goes"),
    [
        (None, "2026-03-01", False),
        ("2026-03-02", "2026-03-01", False),
        ("2026-03-01", "2026-03-01", True),
        ("2026-02-01", "2026-03-01", True),
    ],
)
def test_on_schedule_it_goes_when_it_is_due(
    case: CaseFolder, signer: SigningKey, set_for: str | None, today: str, goes: bool
) -> None:
    if set_for:
        flow.schedule(case, date(2030, 1, 1), actor="alice", reason="first thought")
        flow.schedule(case, date.fromisoformat(set_for), actor="alice", reason="policy")
    calls: list[str] = []
    certificate = flow.destroy(
        case, once(calls), signer, actor="cron", reason="due", today=date.fromisoformat(today), only_due=True
    )
    assert (certificate is not None) is goes
    assert bool(calls) is goes


def test_copies_out_of_reach_are_listed(case: CaseFolder) -> None:
    data = {"handover": 1, "sha256": "0" * 64, "in_place": True, "files": [{"name": "events.jsonl"}]}
    case.custody.append(Action.SEAL, actor="alice", data=data)
    assert flow.out_of_reach(case.custody.entries(), encrypted=True) == [
        {"what": "events.jsonl", "where": "left in place by choice"},
        {"what": "key file or passphrase of the case", "where": "with its owner"},
    ]


def test_proofs_come_before_anything_goes(case: CaseFolder, signer: SigningKey) -> None:
    calls: list[str] = []

    def prove() -> Proofs:
        calls.append("proved")
        return Proofs(sha256="e" * 64, rows=2, unreadable=1, counts=())

    certificate = flow.destroy(case, once(calls), signer, actor="alice", reason="over", today=TODAY, prove=prove)
    assert certificate is not None
    assert calls == ["proved", "erased"]
    assert (certificate.content["proofs"]["rows"], certificate.content["proofs"]["unreadable"]) == (2, 1)
    assert "proofs of delivery (keyed hashes and counts, no address)" in certificate.content["kept"]


def test_without_proofs_nothing_goes(case: CaseFolder, signer: SigningKey) -> None:
    calls: list[str] = []

    def prove() -> Proofs:
        raise CannotWrite("no space")

    with pytest.raises(CannotWrite):
        flow.destroy(case, once(calls), signer, actor="alice", reason="over", today=TODAY, prove=prove)
    assert calls == []
