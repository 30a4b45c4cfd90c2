"""The worker's part of a notice besides sending: composing every letter, and writing down what became of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from waspada.core.errors import BadInput
from waspada.core.progress import Progress
from waspada.store.db import notice_prepare, notice_proofs
from waspada.store.db.models import Job, Notice

_ACTOR: Final = "waspada worker"


def work(job: Job, progress: Progress, clock: Callable[[], float]) -> Mapping[str, Any]:
    """One step, as `notices` asked for it. Raises what that step raises; BadInput: the notice is gone."""
    notice = Notice.objects.select_related("case", "corrects").filter(pk=job.arguments.get("notice")).first()
    if notice is None or notice.case_id != job.case_id:
        raise BadInput("the notice is gone", hint="Somebody took the draft back.")
    if job.arguments.get("step") == "deliveries":
        return {"notice": notice.number, "rows": notice_proofs.keep(notice, actor=job.actor)}
    return notice_prepare.prepare(notice, progress, actor=_ACTOR, now=clock())


def after_sending(job: Job, result: Mapping[str, Any]) -> Mapping[str, Any]:
    """When nothing waits any more, what became of the letters goes into the case; a page can ask for it again."""
    if result.get("state") not in (Notice.State.DONE, Notice.State.WITHDRAWN):
        return {}
    notice = Notice.objects.select_related("case").filter(pk=job.arguments.get("notice"), case=job.case).first()
    return {"rows": notice_proofs.keep(notice, actor=_ACTOR)} if notice else {}
