"""Letters on paper: printed once, the same as the ledger says, and marked as handed over."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.noticed import NOW, drafted, locked, went
from tests.workbench import Workbench

from waspada.core.errors import BadInput
from waspada.store.db import next_channel, notice_post
from waspada.store.db.models import Delivery


def test_letters_whose_mail_came_back_are_printed_once(workbench: Workbench, tmp_path: Path) -> None:
    made = locked(workbench, drafted(workbench))
    went(made)
    lost = list(made.deliveries.order_by("pk")[:3])
    Delivery.objects.filter(pk__in=[row.pk for row in lost]).update(state="bounced")
    assert next_channel.opened(made, now=NOW) == 3
    with pytest.raises(BadInput, match="waits for post"):
        notice_post.write_out(made, tmp_path / "none", actor="Bob", reason="r", now=NOW)
    by_post = list(Delivery.objects.filter(notice=made, channel="post").order_by("pk"))
    for row in by_post[:2]:
        next_channel.address(row, ["Ani", "Jl. Contoh 1", "Jakarta 10110"], now=NOW)
    Delivery.objects.filter(pk=by_post[1].pk).update(text_sha256="f" * 64)
    found = notice_post.write_out(made, tmp_path / "out", actor="Bob", reason="mail came back", now=NOW)
    assert found == {"printed": 1, "held": 1}
    (printed,) = list(csv.DictReader((tmp_path / "out" / notice_post.MANIFEST).read_text().splitlines()))
    assert printed["text_sha256"] == by_post[0].text_sha256
    assert (tmp_path / "out" / printed["file"]).read_bytes().startswith(b"%PDF")
    assert [one.state for one in Delivery.objects.filter(notice=made, channel="post").order_by("pk")] == [
        "accepted", "held", "held",
    ]  # fmt: skip
