"""A real Postfix refuses, delays and delivers letters; what it sends back moves the ledger, under its own address."""

from __future__ import annotations

import smtplib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import workbench as made
from tests.faults.postfix import Postfix, postfix
from tests.notify.settings import made as settings

TRANSPORT = """\
/@gone\\.example$/ error:5.1.1 no such mailbox
/@full\\.example$/ error:5.2.2 mailbox full
/@far\\.example$/ retry:4.4.1 nobody answers
"""
ENDS = {"gone.example": "bounced", "full.example": "bounced", "far.example": "accepted", "fine.example": "delivered"}
NOTES = {"gone.example": "bounced_hard", "full.example": "bounced_soft", "far.example": "delayed", "fine.example": ""}


@pytest.fixture
def server() -> Iterator[Postfix]:
    """One that cannot deliver everything."""
    with postfix(routes=TRANSPORT) as running:
        yield running


def rows_of(bench: made.Workbench) -> list[Any]:
    """A letter to each of the domains, taken over by our server."""
    from tests.store.db.letters import notice

    from waspada.notify import verp
    from waspada.store.db.models import Delivery

    rows = list(Delivery.objects.filter(notice=notice(bench.case(), len(ENDS))).order_by("pk"))
    for row, domain in zip(rows, ENDS, strict=True):
        row.token, row.state, row.domain, row.address = verp.new_token(), "accepted", domain, f"ani@{domain}"
        row.save()
    return rows


def send(port: int, rows: list[Any]) -> None:
    """With a report asked for whatever becomes of it."""
    from waspada.notify import verp

    with smtplib.SMTP("127.0.0.1", port) as client:
        for row in rows:
            client.sendmail(
                verp.address(row.token, mailbox="bounces", domain="bounce.example.com"),
                row.address,
                f"From: notice@example.com\r\nTo: {row.address}\r\nSubject: x\r\n\r\nwords\r\n",
                mail_options=[f"ENVID={row.token}"],
                rcpt_options=["NOTIFY=SUCCESS,FAILURE,DELAY", f"ORCPT={verp.orcpt(row.address)}"],
            )


def came_back(server: Postfix, count: int, seconds: float = 40) -> Path:
    """The Maildir, once so many reports lie in it."""
    until = time.monotonic() + seconds
    while sum(to.startswith("bounces+") for to in server.arrived().elements()) < count:
        assert time.monotonic() < until, "Postfix sent too little back"
        time.sleep(0.2)
    return server.place / "mail"


@pytest.mark.needs("postfix")
def test_what_postfix_sends_back_moves_the_ledger(server: Postfix, tmp_path: Path) -> None:
    made.load()
    made.migrated()
    with made.opened(tmp_path / "home") as bench:
        from waspada.notify import mail_files
        from waspada.store.db import bounced
        from waspada.store.db.models import Delivery

        rows = rows_of(bench)
        send(server.port, rows)
        box = came_back(server, len(ENDS))
        sending = settings(tmp_path)
        taken = bounced.take(mail_files.messages(box), sending, bench.home, now=1_772_000_100.0)
        found = {row.domain: row for row in Delivery.objects.filter(pk__in=[row.pk for row in rows])}
        assert {domain: row.state for domain, row in found.items()} == ENDS
        assert {domain: row.note for domain, row in found.items()} == NOTES
        assert found["gone.example"].reply.endswith("5.1.1")
        assert taken.by_post == 2
        assert taken.counts["unmatched"] == 1  # the letter that arrived lies in the same box
        again = bounced.take(mail_files.messages(box), sending, bench.home, now=1_772_000_200.0)
        assert set(again.counts) <= {"repeated", "unmatched"}
