"""Duties from contracts."""

from __future__ import annotations

from datetime import date

import pytest
from tests.laws.small import situation

from waspada.core.errors import BadInput
from waspada.laws.contracts import read_contracts
from waspada.laws.evaluate import evaluate
from waspada.laws.law import Law

HEAD = "party,contract,clause,to,clock,value,unit,condition,note\n"
TABLE = HEAD + (
    'Bank A,MSA 2024,§ 9.2,security@bank.example,awareness,24,hours,,"call first, then write"\n'
    "Insurer,Policy 7,4.1,claims desk,discovery,5,business_days,,\n"
    "\n"
    "Shop,DPA,3,privacy team,awareness,,,email;user.health,\n"
    "Shop,DPA,4,privacy team,awareness,2,months,id.us_ssn,\n"
)


def table(text: str, calendar: str = "US") -> Law | None:
    """The law that a table makes."""
    return read_contracts(text, "contracts.csv", zone="Asia/Jakarta", calendar=calendar, on=date(2026, 3, 1))


def test_contracts_stand_beside_the_laws() -> None:
    made = table(TABLE)
    assert made is not None
    outcomes = evaluate((made,), situation())
    assert [(one.duty, one.status, one.due and one.due.isoformat()) for one in outcomes] == [
        ("contract.bank_a_msa_2024_9_2", "owed", "2026-03-03T17:00:00+07:00"),
        ("contract.insurer_policy_7_4_1", "owed", "2026-03-09T23:59:59+07:00"),
        ("contract.shop_dpa_3", "owed", None),
        ("contract.shop_dpa_4", "not_owed", None),
    ]
    assert outcomes[0].notes["en"] == "call first, then write"
    assert outcomes[2].no_number
    assert outcomes[0].recipient == {"en": "security@bank.example", "id": "security@bank.example"}


def test_bad_rows_are_named_by_line() -> None:
    bad = HEAD + (
        "A,B,1,x,awareness,24,hours,,\n"
        ",B,2,x,awareness,24,hours,,\n"
        "A,B,3,x,dawn,24,hours,,\n"
        "A,B,4,x,awareness,soon,hours,,\n"
        "A,B,5,x,awareness,2,weeks,,\n"
        "A,B,1,x,awareness,24,hours,,\n"
        "A,B,7,x,awareness,24,hours,E Mail,\n"
        "A,B,8\n"
        "A,B,9,x,awareness,2,business_days,,\n"
        "A,B,10,x,awareness,,hours,,\n"
    )
    with pytest.raises(BadInput) as caught:
        table(bad, calendar="")
    lines = [number for number in range(1, 14) if f"line {number}:" in str(caught.value)]
    assert lines == [3, 4, 5, 6, 7, 8, 9, 10, 11]
    assert "dawn" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "party,contract\n", HEAD.replace("note", "party"), 'a"b",c\n', HEAD + '"open\n'])
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        table(text)


def test_a_table_without_rows_is_no_law() -> None:
    assert table(HEAD) is None
    assert table("\ufeff" + HEAD) is None


def test_many_problems_are_cut_short() -> None:
    with pytest.raises(BadInput, match="and 15 more"):
        table(HEAD + ",,,,,,,,x\n" * 25)
