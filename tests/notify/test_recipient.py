"""What the ledger keeps of a recipient: all that a letter needs, without address and name."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.notify.people_made import recipient

from waspada.notify.recipient import Audience, Customer, FoundKey, from_json


def test_a_recipient_survives_the_ledger() -> None:
    one = recipient(
        audience=Audience.ADMIN,
        mentioned=True,
        customers=(Customer(organisation_id="o", name="PT Satu", people=2, admins_without_mfa=1),),
        found_keys=(FoundKey(kind="secret.aws", provider="AWS"),),
        without_facts=True,
    )
    row = json.loads(json.dumps(one.as_json()))
    assert from_json(row, address=one.address, name=one.name) == one
    assert one.address not in json.dumps(row)
    assert one.name not in json.dumps(row)


def test_a_row_of_before_without_facts_still_reads() -> None:
    row = recipient().as_json()
    del row["without_facts"]
    assert from_json(row, address="a@b.example") == replace(recipient(), address="a@b.example", name="")


def test_the_repr_shows_no_address() -> None:
    assert "budi" not in repr(recipient()).lower()
