"""What a run says otherwise than the one before it: compared once, by the worker, and kept without a personal value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from waspada.core.errors import WaspadaError
from waspada.flows.case.diff import diff
from waspada.flows.case.results import Run, checked, manifest_of, open_run
from waspada.flows.case.run import finished
from waspada.store.case.folder import CaseFolder
from waspada.store.case.runs import RUNS, content_of
from waspada.store.db import folders
from waspada.store.db.models import Case, Projection


def keep(case: Case, number: int) -> int:
    """Compare a run with the one before it, and keep what differs with its projection.

    Two runs that cannot be compared are no reason to lose either: then the problem is kept.

    Returns:
        The number of the run before; 0: there is none.
    """
    made = folders.opened(case)
    before = max((one for one in finished(made.custody.entries()) if one < number), default=0)
    if before:
        try:
            document = dict(diff(_run(made, before), _run(made, number)).document)
        except WaspadaError as error:
            document = {"problem": f"{str(error).rstrip('.')}. {error.advice}"}
        kept = {"runs": [before, number], **document}
        Projection.objects.filter(case=case, number=number).update(changes=kept)
    return before


def known(case: Case) -> list[int]:
    """Numbers of the runs that were compared with the one before, the latest first."""
    compared = Projection.objects.filter(case=case, ready=True).exclude(changes={})
    return list(compared.order_by("-number").values_list("number", flat=True))


def of(case: Case, number: int) -> Mapping[str, Any]:
    """`diff.json` of a run against the one before it, with `runs` or `problem`; empty: it was not compared."""
    found = Projection.objects.filter(case=case, number=number, ready=True).values_list("changes", flat=True).first()
    return dict(found or {})


def _run(made: CaseFolder, number: int) -> Run:
    folder = made.path / RUNS / f"{number:04}"
    return open_run(folder, name=str(number), read=checked(manifest_of(folder), content_of(made.identity)))
