"""Verify a case: the log, what is under seal, the runs, and the anchors; writes nothing and needs no key.

Everything altered is named, in this order: the log, the case's own files, hand-overs, runs, notices, the statement,
anchors; the first one first. A chain proves that nothing before its head was changed; that its head is the true one
only an anchor can show.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from waspada.core.custody import Action, Entry
from waspada.core.errors import BadInput, EvidenceAltered, NothingReadable
from waspada.core.progress import Progress, Silent
from waspada.store.case import verify_files, verify_notices, verify_statements
from waspada.store.case.altered import Altered
from waspada.store.case.anchor import ANCHORS, Anchor, read
from waspada.store.case.chain import Chain
from waspada.store.case.log import NAME, Log
from waspada.store.case.notices import NOTICES
from waspada.store.case.statements import STATEMENT
from waspada.store.case.verify_anchors import Seen, altered_anchors, kept_anchors, trusted_digests

_KEPT = (
    Action.OPEN,
    Action.SEAL,
    Action.RUN,
    Action.ANCHOR,
    Action.DESTROY,
    Action.TORN,
    Action.APPROVE,
    Action.DELIVERIES,
    Action.PUBLISH,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What verification found."""

    case_id: str
    """As the first entry has it; empty when that does not stand."""
    entries: int
    """Number of the last entry that stands."""
    head: str
    """Its digest."""
    altered: tuple[Altered, ...]
    """Empty: nothing was altered."""
    anchors: tuple[Seen, ...]


def verify(
    case: Path,
    *,
    anchors: Sequence[Path] = (),
    certificate: bytes | None = None,
    progress: Progress | None = None,
) -> Verified:
    """Read everything in the case folder, and every file that was left in place.

    Args:
        anchors: files kept outside the case; those in it are always used.
        certificate: PEM with the root of the time-stamp authority: then tokens must be signed under it.

    Raises:
        NothingReadable: there is no case in the folder.
        BadInput: a file given as an anchor is none, or of another case.
    """
    progress = progress or Silent()
    log = Log(case, _no_clock)
    if not (case / "case.json").exists() and not log.path.exists():
        raise NothingReadable(f"there is no case in the folder {case.name}")
    given = [(path, read(path)) for path in anchors]
    progress.stage("verify", _total(case))
    kept: dict[Action, list[Entry]] = {action: [] for action in _KEPT}
    inside = kept_anchors(case)
    try:
        chain = log.check(lambda one: kept[one.action].append(one) if one.action in kept else None, _all(given, inside))
    except EvidenceAltered:
        chain = Chain(entries=0, reach=0, head=None, altered=(Altered("file", NAME, "", "missing"),), digests={})
    opened = next((one for one in kept[Action.OPEN] if one.number == 1), None)
    case_id = str(opened.data.get("case_id", "")) if opened else ""
    if case_id and any(anchor.case_id != case_id for _, anchor in given):
        raise BadInput("an anchor that was given is of another case")
    seen, shown, touched = altered_anchors(case, chain, case_id, kept[Action.ANCHOR], given, certificate)
    altered = [*chain.altered, *shown]
    destroyed = bool(kept[Action.DESTROY])
    altered += verify_files.own_files(case, opened, destroyed=destroyed)
    altered += verify_files.torn(case, kept[Action.TORN])
    altered += verify_files.handovers(case, kept[Action.SEAL], progress, destroyed=destroyed)
    altered += verify_files.runs(case, kept[Action.RUN], progress, destroyed=destroyed)
    altered += verify_notices.notices(
        case, kept[Action.APPROVE], kept[Action.DELIVERIES], progress, destroyed=destroyed
    )
    altered += verify_statements.statements(case, kept[Action.PUBLISH], progress)
    return Verified(
        case_id=case_id,
        entries=chain.entries,
        head=chain.head.digest if chain.head else "",
        altered=(*altered, *touched),
        anchors=seen,
    )


def _all(given: Sequence[tuple[Path, Anchor]], inside: Sequence[tuple[Path, Anchor | None]]) -> dict[int, str]:
    return trusted_digests([anchor for _, anchor in (*inside, *given) if anchor is not None])


def _no_clock() -> float:
    raise AssertionError("verification writes nothing")


def _total(case: Path) -> int:
    """Bytes under `sealed/` and `runs/`; files left in place come on top."""
    total = 0
    for name in (verify_files.SEALED, verify_files.RUNS, NOTICES, STATEMENT, ANCHORS):
        for root, _, files in os.walk(case / name):
            total += sum(os.lstat(os.path.join(root, file)).st_size for file in files)
    return total
