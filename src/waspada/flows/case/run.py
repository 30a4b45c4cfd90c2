"""Assess what is under seal: logged first, with the case's key and decisions, the results kept in the case."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from waspada.assess.directory import Directory
from waspada.core.cover import Cover
from waspada.core.custody import Action, Entry
from waspada.core.progress import Progress
from waspada.flows.assess import Request, Result, assess
from waspada.flows.case.decide import decisions_of
from waspada.flows.case.evidence import evidence_of
from waspada.flows.case.ports import Case, Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRun:
    """One assessment of a case."""

    number: int
    folder: Path
    handovers: tuple[int, ...]
    result: Result


def assess_case(
    case: Case,
    runs: Runs,
    request: Request,
    *,
    handovers: Collection[int],
    staging: Path,
    cache: Path | None,
    actor: str,
    reason: str,
    progress: Progress,
    clock: Callable[[], float] = time.time,
    announce: Callable[[Directory], None] | None = None,
) -> CaseRun:
    """Run the assessment over sealed hand-overs.

    Args:
        request: directory, claims and the rest; its datasets, decisions and output folder are those of the case.
        staging: folder for the work, outside the case, encrypted where the case is; the same command resumes from it,
            it is gone after success.

    Raises:
        NothingReadable, EvidenceAltered, Locked, and what `flows.assess` raises.
    """
    evidence = evidence_of(case, handovers)
    runs.finish_interrupted(finished(case.custody.entries()))
    case.open_seal()
    key = case.key()
    case.custody.append(
        Action.READ, actor=actor, reason=reason, data={"handovers": list(evidence.handovers), "purpose": "assess"}
    )
    keeping = _Keeping(case, runs, evidence.handovers, actor, reason)
    asked = replace(
        request,
        datasets=evidence.files,
        expected=evidence.digests,
        decided=decisions_of(case.custody.entries()),
        title=request.title or case.title,
        out=staging,
    )
    result = assess(
        asked,
        cache=cache,
        key=key,
        progress=progress,
        clock=clock,
        announce=announce,
        keeper=keeping,
    )
    return CaseRun(number=keeping.number, folder=result.out, handovers=evidence.handovers, result=result)


@dataclass(slots=True)
class _Keeping:
    """Takes the results of a run into the case. See `flows.assess.Keeper`."""

    case: Case
    runs: Runs
    handovers: tuple[int, ...]
    actor: str
    reason: str
    number: int = 0

    @property
    def cover(self) -> Cover | None:
        """See `Keeper`."""
        return self.runs.cover

    def take(self, results: Path, result: Result) -> Path:
        """Copied, logged, and only then there."""
        kept = self.runs.take(results, lambda: finished(self.case.custody.entries()))
        try:
            data = {
                "run": kept.number,
                "handovers": list(self.handovers),
                "outputs": kept.manifest,
                "stored": dict(kept.stored),
                "exit_code": result.exit_code(),
            }
            self.case.custody.append(Action.RUN, actor=self.actor, reason=self.reason, data=data)
            kept.keep()
        finally:
            kept.let_go()
        self.number = kept.number
        return kept.folder


def finished(entries: Iterable[Entry]) -> dict[int, str]:
    """Number of a run → SHA-256 of its manifest, as the log has it."""
    return {entry.data["run"]: entry.data["outputs"] for entry in entries if entry.action is Action.RUN}
