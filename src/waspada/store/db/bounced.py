"""Takes what came back into the ledger: by its token, once, also long after a notice is done; nothing of it is lost.

Each step is one statement that names the state from which a row may move, so that a message that comes twice changes
nothing, and a worker that writes at the same moment wins or loses as a whole. What names no row of ours is kept, for a
person to read.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from waspada.core.errors import CannotWrite
from waspada.notify.bounces.bounce import Bounce, Kind
from waspada.notify.bounces.read import read
from waspada.notify.ledger import State
from waspada.notify.sending import Sending
from waspada.store.db import audit, next_channel
from waspada.store.db.models import Delivery, Notice

FOLDER: Final = Path("bounces") / "unmatched"
"""In WASPADA_HOME."""
UNMATCHED, REPEATED, LATE = "unmatched", "repeated", "late"
_PROOF: Final = {State.DATA: State.ACCEPTED, State.UNKNOWN: State.ACCEPTED}
"""Whoever reports on a letter, or answers it, has it."""
_STEPS: Final[Mapping[Kind, Mapping[State, State]]] = {
    Kind.BOUNCED: dict.fromkeys((State.DATA, State.ACCEPTED, State.DELIVERED, State.UNKNOWN), State.BOUNCED),
    Kind.DELIVERED: {
        State.DATA: State.ACCEPTED,
        State.ACCEPTED: State.DELIVERED,
        State.UNKNOWN: State.DELIVERED,
    },
    Kind.DELAYED: _PROOF,
    Kind.RELAYED: _PROOF,
    Kind.AUTO_REPLY: _PROOF,
}
_ALREADY: Final = {
    Kind.BOUNCED: (State.BOUNCED,),
    Kind.DELIVERED: (State.DELIVERED,),
    Kind.DELAYED: (State.ACCEPTED, State.DELIVERED, State.BOUNCED),
}
_NOTES: Final = {True: "bounced_hard", False: "bounced_soft", None: "bounced"}
_MOST_STEPS: Final = 6


@dataclass(slots=True)
class Taken:
    """What became of so many messages."""

    counts: Counter[str] = field(default_factory=Counter)
    """By what they say: `bounced`, `delayed`, `delivered`, `relayed`, `auto_reply`; `repeated`: nothing new;
    `late`: on a letter that meanwhile stands elsewhere, nothing was changed; `unmatched`: kept for a person."""
    notices: dict[int, Counter[str]] = field(default_factory=dict)
    by_post: int = 0
    """Letters that wait for a postal address since."""

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        names = (*(str(kind) for kind in Kind if kind is not Kind.NOT_A_BOUNCE), REPEATED, LATE, UNMATCHED)
        counts = {name: self.counts[name] for name in names}
        return {"messages": sum(self.counts.values()), **counts, "by_post": self.by_post}


def take(messages: Iterable[bytes], sending: Sending, home: Path, *, now: float) -> Taken:
    """Read messages into the ledger; each is on disk when the next one is read.

    Args:
        home: WASPADA_HOME, where what names no row is kept.

    Raises:
        CannotWrite: a message could not be kept. It was not dealt with; those before it were.
    """
    taken = Taken()
    try:
        for raw in messages:
            _one(raw, sending, home, taken, now)
    finally:
        _follow(taken, now)
    return taken


def unmatched(home: Path) -> list[Path]:
    """Messages that wait for a person."""
    folder = home / FOLDER
    return sorted(folder.glob("*.eml")) if folder.is_dir() else []


def forget(home: Path) -> int:
    """Remove what is kept, once somebody has read it; how many messages it were."""
    found = unmatched(home)
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def _one(raw: bytes, sending: Sending, home: Path, taken: Taken, now: float) -> None:
    said = read(raw, mailbox=sending.bounce_mailbox, domain=sending.bounce_domain, sender_domain=sending.domain)
    row = Delivery.objects.filter(token=said.token).only("pk", "address", "notice_id").first() if said.token else None
    if row is None and said.kind is Kind.AUTO_REPLY:
        taken.counts[said.kind.value] += 1
    elif row is None or said.kind is Kind.NOT_A_BOUNCE:
        _keep(raw, home)
        taken.counts[UNMATCHED] += 1
    else:
        said = said.about(row.address)
        outcome = _moved(row.pk, said, now)
        taken.counts[outcome] += 1
        taken.notices.setdefault(row.notice_id, Counter())[outcome] += 1


def _moved(row: int, said: Bounce, now: float) -> str:
    """Move a row as far as the message says; what happened."""
    steps, moved = _STEPS[said.kind], False
    for _ in range(_MOST_STEPS):  # a worker may write in between
        state, note = Delivery.objects.values_list("state", "note").get(pk=row)
        after = steps.get(State(state))
        if after is None:
            break
        moved = _step(row, State(state), after, said, now) or moved
    noted = _noted(row, State(state), note, said, now)
    if moved or noted or said.kind in (Kind.RELAYED, Kind.AUTO_REPLY):
        return said.kind.value
    return REPEATED if State(state) in _ALREADY[said.kind] else LATE


def _step(row: int, before: State, after: State, said: Bounce, now: float) -> bool:
    moment = datetime.fromtimestamp(now, UTC)
    changes: dict[str, Any] = {"state": after.value, "changed": moment, "note": ""}
    if after is State.BOUNCED:
        changes |= {"note": _NOTES[said.permanent], "reply": said.reply[:40]}
    if after is State.ACCEPTED:
        changes["accepted_at"] = moment
    return bool(Delivery.objects.filter(pk=row, state=before.value).update(**changes))


def _noted(row: int, state: State, note: str, said: Bounce, now: float) -> bool:
    """A delay is written beside the row, for whoever looks."""
    if said.kind is not Kind.DELAYED or state is not State.ACCEPTED or note == Kind.DELAYED.value:
        return False
    changes = {"note": Kind.DELAYED.value, "changed": datetime.fromtimestamp(now, UTC)}
    return bool(Delivery.objects.filter(pk=row, state=State.ACCEPTED.value).update(**changes))


def _follow(taken: Taken, now: float) -> None:
    """Open the next channel for whom mail did not reach, and write into the log what came."""
    for notice in Notice.objects.select_related("case").filter(pk__in=list(taken.notices)):
        opened = next_channel.opened(notice, now=now)
        taken.by_post += opened
        counts = {name: count for name, count in sorted(taken.notices[notice.pk].items()) if name != REPEATED}
        if counts or opened:
            data = {"notice": notice.number, **counts, "by_post": opened}
            audit.record("waspada", "notice.bounces", now=now, case=notice.case, data=data)


def _keep(raw: bytes, home: Path) -> None:
    """Keep a message under its own hash; it lies on disk when this returns."""
    folder, name = home / FOLDER, f"{hashlib.sha256(raw).hexdigest()}.eml"
    failed = False
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if (folder / name).exists():
            return
        unfinished = folder / f".{name}.{os.getpid()}"
        with contextlib.suppress(FileNotFoundError):
            unfinished.unlink()
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(folder / name)
        _on_disk(folder)
    except OSError:
        failed = True
    if failed:
        raise CannotWrite("a message that names no letter of ours could not be kept")


def _on_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
