"""Postal addresses out of a file reach exactly the letters that wait for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.noticed import NOW, drafted
from tests.workbench import Workbench

from waspada.core.errors import BadInput
from waspada.notify.ledger import State
from waspada.store.db import access, postal
from waspada.store.db.access import NotAllowed
from waspada.store.db.models import Delivery, Notice


def lost(bench: Workbench, count: int) -> tuple[Notice, list[Delivery]]:
    """A notice of which so many letters came back."""
    made: Notice = drafted(bench)
    rows = list(Delivery.objects.filter(notice=made).order_by("pk")[:count])
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(state=State.BOUNCED)
    return made, rows


def test_each_to_its_row(workbench: Workbench, tmp_path: Path) -> None:
    made, rows = lost(workbench, 3)
    granted = access.grant(workbench.people["Alice"], made.case_id)
    file = tmp_path / "a.csv"
    file.write_text(
        "\ufeffEmail,person_id,line1,line2,line3\n"
        f"{rows[0].address.upper()},,Name One,Jl. Contoh 1,Jakarta 10110\n"
        f',{rows[1].people[0]},"Name, Two",Jl. Contoh 2,\n'
        f"{rows[2].address},,,,\n"
        "nobody@example.org,,Nobody,Street,\n"
    )
    found = postal.take(granted, made, postal.read(file), now=NOW)
    assert found == {"given": 2, "unknown": 1, "unusable": 1, "wait": 1}
    post = {row.recipient_id: row for row in Delivery.objects.filter(notice=made, channel="post")}
    assert post[rows[0].recipient_id].address == "Name One\nJl. Contoh 1\nJakarta 10110"
    assert post[rows[1].recipient_id].state == "queued"
    assert post[rows[2].recipient_id].state == "held"
    again = postal.take(granted, made, postal.read(file), now=NOW)
    assert (again["given"], again["unknown"]) == (0, 3)


def test_who_may_not_decide_gives_none(workbench: Workbench) -> None:
    made, _ = lost(workbench, 1)
    reader = access.grant(workbench.people["Rita"], made.case_id)
    with pytest.raises(NotAllowed):
        postal.take(reader, made, [], now=NOW)


@pytest.mark.parametrize("content", [b"", b"email\na@example.org\n", b"line1\nx\n", b"\xff\xfe", b"email,line1\n\x00"])
def test_what_is_no_such_file_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    if content.endswith(b"\x00"):
        assert len(postal.read(file)) <= 1
        return
    with pytest.raises(BadInput):
        postal.read(file)
