"""Destroy the personal data of a case, on demand or when it is due; refused under a legal hold; with a certificate.

The log is told before anything goes, and deliveries of notices are turned into proofs that name nobody. What cannot be
reached from here (exports, copies that were noted, files left in place, the key file that its owner keeps) is listed in
the certificate, so that a person sees to it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from waspada.core.custody import Action, Entry
from waspada.core.errors import BadInput, Refused
from waspada.flows.case.ports import Case
from waspada.flows.case.proofs import Proofs

SCHEMA: Final = "waspada/destruction/1"
_KEPT: Final = ("log of the case", "share/ of every run (counts, no personal value)", "anchors", "this certificate")
_PROOFS: Final = "proofs of delivery (keyed hashes and counts, no address)"


class Signer(Protocol):
    """The installation's signing key."""

    @property
    def public(self) -> str:
        """Its public half, hexadecimal."""

    def sign(self, content: bytes) -> str:
        """The signature, hexadecimal."""


class Gone(Protocol):
    """What was destroyed."""

    @property
    def files(self) -> int:
        """How many."""

    @property
    def bytes(self) -> int:
        """Of all of them."""

    @property
    def digest(self) -> str:
        """Over names and sizes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What was destroyed, by whom, why; signed."""

    content: Mapping[str, Any]
    signature: str
    public: str

    def text(self) -> str:
        """As JSON, the signed part in canonical form so that it can be checked."""
        whole = {"certificate": self.content, "signature": self.signature, "public_key": self.public}
        return json.dumps({**whole, "algorithm": "Ed25519"}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def hold(case: Case, name: str, *, actor: str, reason: str) -> Entry:
    """Forbid destruction until the hold of this name is lifted."""
    if not name.strip() or not reason.strip():
        raise BadInput("a hold needs a name and a reason")
    return case.custody.append(Action.HOLD, actor=actor, reason=reason, data={"hold": name.strip()})


def release(case: Case, name: str, *, actor: str, reason: str) -> Entry:
    """Lift a hold.

    Raises:
        BadInput: there is no such hold.
    """
    if name not in holds(case.custody.entries()):
        raise BadInput("there is no hold of this name", hint="See the holds with: waspada case show CASE")
    return case.custody.append(Action.RELEASE, actor=actor, reason=reason, data={"hold": name})


def holds(entries: Iterable[Entry]) -> list[str]:
    """Names of the holds in force, in the order in which they were set."""
    found: dict[str, None] = {}
    for entry in entries:
        if entry.action is Action.HOLD:
            found[entry.data["hold"]] = None
        elif entry.action is Action.RELEASE:
            found.pop(entry.data["hold"], None)
    return list(found)


def schedule(case: Case, on: date, *, actor: str, reason: str) -> Entry:
    """Say when the data must be destroyed; a later word replaces an earlier one."""
    return case.custody.append(Action.SCHEDULE, actor=actor, reason=reason, data={"on": on.isoformat()})


def due(entries: Iterable[Entry]) -> date | None:
    """The day on which the data must be destroyed, if one was set."""
    days = [date.fromisoformat(entry.data["on"]) for entry in entries if entry.action is Action.SCHEDULE]
    return days[-1] if days else None


def destroy(
    case: Case,
    erase: Callable[[], Gone],
    signer: Signer,
    *,
    actor: str,
    reason: str,
    today: date,
    only_due: bool = False,
    prove: Callable[[], Proofs | None] = lambda: None,
) -> Certificate | None:
    """Destroy what is personal in the case.

    Args:
        erase: takes the files away; safe to call again after a crash.
        only_due: do nothing before the day that was set.
        prove: keeps proofs of what was delivered, before `erase`; safe to call again after a crash.

    Returns:
        The certificate; None where it is not due yet.

    Raises:
        Refused: a legal hold is in force.
        BadInput: no reason was given.
    """
    entries = case.custody.entries()
    if not _may_go(entries, reason, today, only_due=only_due):
        return None
    begun = case.custody.append(Action.DESTROY, actor=actor, reason=reason, data={"phase": "begin"})
    proofs = prove()
    gone = erase()
    content = _content(case, entries, gone, proofs, begun)
    signed = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    certificate = Certificate(content=content, signature=signer.sign(signed), public=signer.public)
    data = {"phase": "done", "files": gone.files, "bytes": gone.bytes, "signature": certificate.signature}
    if proofs:
        data["proofs"] = {"sha256": proofs.sha256, "rows": proofs.rows, "unreadable": proofs.unreadable}
    case.custody.append(Action.DESTROY, actor=actor, reason=reason, data=data)
    return certificate


def _may_go(entries: Sequence[Entry], reason: str, today: date, *, only_due: bool) -> bool:
    """False: it is not due yet. Raises Refused, BadInput."""
    day = due(entries)
    if only_due and (day is None or today < day):
        return False
    held = holds(entries)
    if held:
        raise Refused(
            f"a legal hold is in force ({', '.join(held)}): nothing was destroyed",
            hint="Whoever set it may lift it: waspada case hold CASE --lift NAME --reason …",
        )
    if not reason.strip():
        raise BadInput("destruction needs a reason", hint="Add --reason, for example: --reason 'retention period over'")
    return True


def _content(case: Case, entries: Sequence[Entry], gone: Gone, proofs: Proofs | None, begun: Entry) -> dict[str, Any]:
    """What is signed."""
    kept = [*_KEPT, *([_PROOFS] if proofs else [])]
    return {
        "schema": SCHEMA,
        "case_id": case.case_id,
        "title": case.title,
        "destroyed": {"files": gone.files, "bytes": gone.bytes, "names_and_sizes_sha256": gone.digest},
        "method": "overwritten once and removed; keys first" + (", data was encrypted" if case.encrypted else ""),
        "by": begun.actor,
        "reason": begun.reason,
        "time": begun.time,
        "log": {"number": begun.number, "digest": begun.digest},
        "kept": kept,
        **({"proofs": proofs.as_json(case.case_id)} if proofs else {}),
        "not_reached": out_of_reach(entries, encrypted=case.encrypted),
    }


def out_of_reach(entries: Sequence[Entry], *, encrypted: bool) -> list[dict[str, str]]:
    """Copies that somebody must see to: noted ones, exports, files that were left in place, the key file."""
    found = []
    for entry in entries:
        if entry.action in (Action.COPY, Action.EXPORT):
            found.append({"what": str(entry.data.get("what", "")), "where": str(entry.data.get("where", ""))})
        elif entry.action is Action.SEAL:
            where = "left in place by choice" if entry.data.get("in_place") else "as it arrived, outside the case"
            found += [{"what": file["name"], "where": where} for file in entry.data["files"]]
    if encrypted:
        found.append({"what": "key file or passphrase of the case", "where": "with its owner"})
    return found
