"""The other side of the tests of sending: a notice, workers as processes of their own, and what the ledger says.

Run as `python tests/faults/letters_stage.py`, over WASPADA_HOME and DATABASE_URL; a line of JSON for each line read.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

BATCH: Final = 5_000


def prepared(given: Mapping[str, Any]) -> Any:
    """An approved notice with so many letters, begun; the work waits for workers."""
    from waspada.store.db import audit, folders, notice_states
    from waspada.store.db.models import Delivery, Notice, User
    from waspada.web.load import migrate

    migrate()
    now = time.time()
    with audit.acting():
        owner = User.objects.create_user("alice@example.org", "Alice", is_demo=True)
        audit.record("tests", "people.make", now=now)
    case = folders.open_case(user=owner, vendor="Acme Desk", title="Letters", now=now, is_demo=True)
    with audit.acting():
        plan = {"first_batch": 0, "lanes": given["lanes"], "rates": given.get("rates", {})}
        notice = Notice.objects.create(case=case, number=1, run=1, state="approved", plan=plan)
        audit.record("tests", "notice.make", now=now, case=case)
    for start in range(0, given["count"], BATCH):
        Delivery.objects.bulk_create(
            Delivery(
                notice=notice,
                recipient_id=f"{number:032x}",
                address=f"p{number}@d{number % 7}.example",
                domain=f"d{number % 7}.example",
                lang="en",
                audience="user",
                facts={},
                text_sha256="0" * 64,
                token=f"t{number:023d}",
                queued=datetime.fromtimestamp(now, UTC),
            )
            for number in range(start, min(start + BATCH, given["count"]))
        )
    notice_states.start(notice, owner, now=now)
    return notice.pk


def spawned(given: Mapping[str, Any]) -> Any:
    """A worker more; its process number."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child:
        return child
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _work(int(given["port"]))
    os._exit(0)


def _work(port: int) -> None:
    from waspada.notify import verp
    from waspada.notify.ledger import Piece
    from waspada.notify.message import Mail, content
    from waspada.notify.sending import Server
    from waspada.notify.transport import Outgoing
    from waspada.notify.transports.smtp import Smtp
    from waspada.store.db import sending, sending_desk, worker

    def prepare(piece: Piece) -> Outgoing:
        mail = Mail(
            sender="notice@example.com",
            sender_name="Example",
            recipient=piece.address,
            subject="What happened",
            text="What happened, and what of yours.\n" * 20,
            html="<p>What happened, and what of yours.</p>\n" * 20,
            message_id=verp.message_id(piece.token, domain="example.com"),
            lang="en",
            date=time.time(),
        )
        sender = verp.address(piece.token, mailbox="bounces", domain="example.com")
        return Outgoing(row=piece.row, sender=sender, recipient=piece.address, content=content(mail))

    def equipped(*_: object) -> sending.Desk:
        server = Server(host="127.0.0.1", port=port, security="none", helo="out.example")
        return sending.Desk(prepare=prepare, trial=lambda *_: prepare(None), transport=Smtp(server))  # type: ignore[arg-type]

    sending_desk.equipped = equipped  # type: ignore[assignment]
    sending.SLICE = 1.0  # type: ignore[misc]
    worker.run(threading.Event(), pause=0.05)


def left(_: Any) -> Any:
    """Letters that still wait or are under way; how far the notice is; why it stopped, if it did."""
    from waspada.store.db import notice_states
    from waspada.store.db.models import Job, Notice

    notice = Notice.objects.get()
    waiting = notice_states.mail_of(notice.pk).filter(state__in=("queued", "sending", "data")).count()
    problems = [job.problem for job in Job.objects.exclude(problem="")]
    return {"left": waiting, "state": notice.state, "why": notice.why, "problems": problems}


def resumed(_: Any) -> Any:
    """A person looked, and lets it go on."""
    from waspada.store.db import notice_states
    from waspada.store.db.models import Notice, User

    notice_states.resume(Notice.objects.get(), User.objects.get(), now=time.time())


def checked(_: Any) -> Any:
    """Recipient → state and reply; what the log of the workbench says."""
    from waspada.store.db import audit
    from waspada.store.db.models import Delivery

    return {
        "rows": list(Delivery.objects.values_list("address", "state", "note", "attempts")),
        "audit": [str(problem) for problem in audit.verify()],
    }


COMMANDS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "prepare": prepared,
    "spawn": spawned,
    "left": left,
    "resume": resumed,
    "check": checked,
}


def main() -> None:
    """Answer until nothing more is asked."""
    from waspada.cli.django import loaded

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever was killed is over at once
    loaded()
    import waspada.notify.transports.smtp
    import waspada.store.db.worker  # noqa: F401 - before workers are forked: they begin at once

    for line in sys.stdin:
        name, _, given = line.strip().partition(" ")
        sys.stdout.write(json.dumps(COMMANDS[name](json.loads(given or "{}"))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
