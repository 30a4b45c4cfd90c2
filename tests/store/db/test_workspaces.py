"""What holds for the whole workspace."""

from __future__ import annotations

from datetime import date

import pytest
from tests.workbench import Workbench

from waspada.core.errors import Refused

NOW, TODAY = 1_772_000_100.0, date(2026, 3, 1)
GIVEN = {
    "name": "Toko Maju",
    "zone": "Asia/Jakarta",
    "established_in": "id, SG us-ca",
    "eu_main_establishment": "None",
    "does_business_in": "",
    "sectors": "Finance, health",
    "dpo": "DPO office\nJakarta",
    "break_glass_minutes": "90",
    "contracts": "party,contract,clause,to,clock,value,unit\nBank,MSA 1,9.2,the bank,awareness,24,hours\n",
    "overlay": "disable: []\n",
}


def test_what_is_right_is_saved_in_one_form(workbench: Workbench) -> None:
    from waspada.store.db import audit, workspaces
    from waspada.store.db.models import Workspace

    assert workspaces.save(workbench.people["Alice"], GIVEN, now=NOW, today=TODAY) == {}
    kept = Workspace.get()
    assert kept.established_in == ["ID", "SG", "US-CA"]
    assert kept.does_business_in is None
    assert (kept.eu_main_establishment, kept.sectors, kept.break_glass_minutes) == ("none", ["finance", "health"], 90)
    assert audit.verify() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("zone", "Mars/Olympus"),
        ("zone", "../../etc/passwd"),
        ("established_in", "Indonesia"),
        ("eu_main_establishment", "EUROPE"),
        ("break_glass_minutes", "0"),
        ("break_glass_minutes", "9999"),
        ("sectors", "a<b"),
        ("name", "x" * 201),
        ("contracts", "party,contract\nx,y\n"),
        ("overlay", "laws: 7\n"),
        ("overlay", "{["),
    ],
)
def test_what_is_wrong_is_named_by_its_field_and_nothing_is_saved(workbench: Workbench, field: str, value: str) -> None:
    from waspada.store.db import workspaces
    from waspada.store.db.models import Workspace

    problems = workspaces.save(workbench.people["Alice"], {**GIVEN, field: value}, now=NOW, today=TODAY)
    assert list(problems) == [field]
    assert Workspace.get().name == ""


def test_only_administrators(workbench: Workbench) -> None:
    from waspada.store.db import workspaces

    with pytest.raises(Refused):
        workspaces.save(workbench.people["Bob"], GIVEN, now=NOW, today=TODAY)
