"""Letters on paper: PDFs of the rows of post with a manifest, for a mailing house; on record, with an approval."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from waspada.core.custody import Action
from waspada.core.errors import BadInput, CannotWrite
from waspada.flows.notices.letters import Letters
from waspada.notify import paper
from waspada.notify.ledger import Channel, State
from waspada.notify.paper import Post, Printed, Unprinted
from waspada.store.db import folders, notice_rows
from waspada.store.db.models import Delivery, Notice

MANIFEST: Final = "manifest.csv"
DIFFERS: Final = "text_differs"


def printing(version: str, to: str) -> dict[str, Any]:
    """Parameters of an approval for this export."""
    return {"notice": version, "letters": "post", "to": to}


def write_out(notice: Notice, to: Path, *, actor: str, reason: str, now: float) -> Mapping[str, int]:
    """Print every letter of post that has an address into a new folder (0700), and mark it as handed over.

    What was printed is `accepted`: the mailing house has it. What does not fit its window, or is not the letter that
    was approved, is held for a person.

    Returns:
        How many were `printed` and `held`.

    Raises:
        BadInput: the folder is there already, nothing waits for post, or the notice was not approved.
        CannotWrite: what was written before is still on record.
    """
    rows = {row.recipient_id: row for row in _waiting(notice)}
    if notice.approved is None or not rows:
        raise BadInput("no letter of this notice waits for post", hint="A letter goes by post when its mail came back.")
    if to.exists():
        raise BadInput("the folder for the letters is there already", hint="Name a new one with --to.")
    opened = folders.opened(notice.case)
    letters = Letters.of(notice.texts, notice.material, key=opened.key(), version=str(notice.number))
    posts, differing = _posts(rows.values(), letters)
    data = {"what": f"{len(posts)} letters of notice {notice.number} for post", "where": str(to.absolute())}
    opened.custody.append(Action.EXPORT, actor=actor, reason=reason, data=data)
    failed = ""
    try:
        to.mkdir(mode=0o700, parents=True)
        done = list(paper.write(to, posts, letters.material.postal_sender or (letters.material.company,)))
        printed = [one for one in done if isinstance(one, Printed)]
        (to / MANIFEST).write_text(paper.manifest(printed), encoding="utf-8", newline="")
    except OSError as error:
        failed = (error.strerror or "input/output error").lower()
    if failed:
        raise CannotWrite(f"the letters could not be written: {failed}")
    lost = [one.recipient_id for one in done if isinstance(one, Unprinted)]
    _mark(notice, [one.recipient_id for one in printed], State.ACCEPTED, _batch(printed), now)
    _mark(notice, lost, State.HELD, "not_printed", now)
    _mark(notice, differing, State.HELD, DIFFERS, now)
    return {"printed": len(printed), "held": len(lost) + len(differing)}


def _waiting(notice: Notice) -> Iterator[Delivery]:
    rows = notice_rows.of(notice).filter(channel=Channel.POST.value, state=State.QUEUED.value)
    return notice_rows.walk(rows.exclude(address=""))


def _posts(rows: Any, letters: Letters) -> tuple[list[Post], list[str]]:
    posts, differing = [], []
    for row in rows:
        letter = letters.letter(notice_rows.recipient(row), row.channel)
        if letter.sha256 != row.text_sha256:
            differing.append(row.recipient_id)
            continue
        to = tuple(line for line in row.address.split("\n") if line)
        posts.append(Post(recipient_id=row.recipient_id, letter=letter, to=to))
    return posts, differing


def _batch(printed: list[Printed]) -> str:
    """What tells one consignment from another."""
    return f"post {hashlib.sha256(paper.manifest(printed).encode()).hexdigest()[:12]}"


def _mark(notice: Notice, recipients: list[str], state: State, note: str, now: float) -> None:
    moment = datetime.fromtimestamp(now, UTC)
    changed: dict[str, Any] = {"state": state.value, "note": note, "changed": moment}
    if state is State.ACCEPTED:
        changed |= {"accepted_at": moment, "began": moment}
    waiting = notice_rows.of(notice).filter(channel=Channel.POST.value, state=State.QUEUED.value)
    for start in range(0, len(recipients), 500):
        waiting.filter(recipient_id__in=recipients[start : start + 500]).update(**changed)
