"""`waspada assess --case`: the main job over what is sealed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from waspada.cli import case_options, options
from waspada.core.errors import BadInput, Refused

if TYPE_CHECKING:
    from waspada.assess.directory import Directory
    from waspada.core.progress import Progress
    from waspada.flows.assess import Request, Result


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks, why, and with which key."""

    actor: str
    reason: str
    key_file: Path | None
    password_file: Path | None


def assess(
    case: Path,
    named: Sequence[str],
    request: Request,
    who: Who,
    progress: Progress,
    announce: Callable[[Directory], None],
) -> Result:
    """Assess the hand-overs of a case.

    Args:
        named: numbers of hand-overs; all of them where none is named.

    Raises:
        Refused: a path: nothing but what is sealed is read.
        BadInput: a decisions file: a case has its decisions in its log.
    """
    from waspada.flows.case.run import assess_case
    from waspada.store.case.runs import RunFolder

    paths = [name for name in named if not name.isdigit()]
    if paths:
        raise Refused(
            "with --case only what is sealed is read, and what was named is no number of a hand-over",
            hint="Seal it first: waspada case seal CASE FILE. See what is sealed: waspada case show CASE",
        )
    if request.decisions is not None:
        raise BadInput("a case keeps its decisions in its log", hint="Add them: waspada case decide CASE --file FILE")
    opened = case_options.opened_case(case, key_file=who.key_file, password_file=who.password_file, unlock=True)
    done = assess_case(
        opened,
        RunFolder(opened.path, opened.recipient),
        request,
        handovers=[int(name) for name in named],
        staging=options.home() / "cache" / opened.case_id,
        cache=options.home() / "cache",
        actor=who.actor,
        reason=who.reason,
        progress=progress,
        announce=announce,
    )
    return done.result
