"""Whether a text names an affected person is asked of the people of the run."""

from __future__ import annotations

import pytest
from tests.workbench import Workbench

from waspada.store.db.models import Person, Projection
from waspada.store.db.named import named


@pytest.fixture
def run(workbench: Workbench) -> Projection:
    made = Projection.objects.create(case=workbench.case(), number=1, manifest="0" * 64, ready=True)
    rows = (
        ("p1", "siti canary", "siti@mail.example", "user-4711"),
        ("p2", "o'neil van der berg", "", "77"),
        ("p3", "budi", "", ""),
    )
    for person_id, name, email, account in rows:
        Person.objects.create(
            projection=made, profile=1, records=1, person_id=person_id, name=name, email=email, account_id=account
        )
    return made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Siti Canary called.", True),
        ("a ticket of (SITI CANARY)", True),
        ("read by O'Neil van der Berg, twice", True),
        ("write to siti@mail.example.", True),
        ("the account user-4711", True),
        ("Siti called about a canary", False),
        ("77 tickets", False),
        ("budi is a word of the language", False),
        ("", False),
    ],
)
def test_names_addresses_and_account_ids_are_known(run: Projection, text: str, expected: bool) -> None:
    assert named(run, [text, "nobody is in this text"]) == [expected, False]


def test_people_of_another_run_are_not_asked(run: Projection) -> None:
    other = Projection.objects.create(case=run.case, number=2, manifest="1" * 64, ready=True)
    assert named(other, ["Siti Canary called."]) == [False]
