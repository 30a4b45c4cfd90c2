"""A whole account against an assessment: what each statement says, the verdict on all, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.assess.vendor_cases import document

from waspada.assess.vendor_account import check
from waspada.assess.vendor_said import Count, Said, read_account
from waspada.core.errors import BadInput

GOOD = """
account:
  - {records: 1000, source: letter}
  - {people: "40-42"}
  - {files: [export.jsonl]}
  - {from: 2025-11-01T00:00:00Z, source: letter}
  - {to: 2025-11-10, zone: UTC}
  - {fields: [name, e-mail, time]}
"""


def answer(tmp_path: Path, text: str) -> tuple[str, dict[str, str]]:
    path = tmp_path / "vendor.yaml"
    path.write_text(text)
    found = check(read_account(path), document())
    json.dumps(found, allow_nan=False)
    return found["verdict"], {row["id"]: row["verdict"] for row in found["statements"]}


def test_an_account_that_holds(tmp_path: Path) -> None:
    verdict, rows = answer(tmp_path, GOOD)
    assert verdict == "holds"
    assert list(rows) == ["records", "people", "files", "window", "days", "fields", "more"]
    assert set(rows.values()) == {"holds"}


@pytest.mark.parametrize(
    ("old", "new", "row", "verdict"),
    [
        ("records: 1000", "records: 1200", "records", "does_not_hold"),
        ("records: 1000", "records: unknown", "records", "cannot_tell"),
        ('"40-42"', "40", "people", "cannot_tell"),
        ("export.jsonl", "other.jsonl", "files", "does_not_hold"),
        ("2025-11-01T", "2025-11-02T", "window", "does_not_hold"),
        (", zone: UTC", "", "window", "cannot_tell"),
        ("to: 2025-11-10", "to: 2025-11-12", "days", "does_not_hold"),
        ("[name, e-mail, time]", "[name, e-mail, time, phone]", "fields", "does_not_hold"),
        ("[name, e-mail, time]", "[name, time]", "more", "does_not_hold"),
    ],
)
def test_one_wrong_statement_is_named(tmp_path: Path, old: str, new: str, row: str, verdict: str) -> None:
    assert old in GOOD
    whole, rows = answer(tmp_path, GOOD.replace(old, new))
    assert (whole, rows[row]) == (verdict, verdict)
    assert {name for name, found in rows.items() if found == "does_not_hold"} == (
        {row} if verdict == "does_not_hold" else set()
    )


def test_what_does_not_hold_comes_before_what_cannot_be_told(tmp_path: Path) -> None:
    text = GOOD.replace("records: 1000", "records: 1200").replace('"40-42"', "40")
    assert answer(tmp_path, text)[0] == "does_not_hold"


def test_statements_carry_what_was_said_and_from_where(tmp_path: Path) -> None:
    path = tmp_path / "vendor.yaml"
    path.write_text(GOOD)
    rows = {row["id"]: row for row in check(read_account(path), document())["statements"]}
    assert (rows["records"]["said"], rows["records"]["source"]) == (1000, "letter")
    assert rows["people"]["said"] == {"at_least": 40, "at_most": 42}
    assert rows["window"]["said"]["from"] == "2025-11-01T00:00:00Z"
    assert rows["window"]["numbers"] == {"first": "2025-11-01", "last": "2025-11-10"}


def test_gaps_in_the_numbering_are_told_without_being_asked() -> None:
    names = [{"path": f"p-{n}.csv", "format": "csv", "records": 1} for n in (1, 2, 4)]
    found = check([Said(name="records", value=Count(1000, 1000))], document(files=names))
    assert [row["id"] for row in found["statements"]] == ["records", "numbering"]
    assert found["verdict"] == "cannot_tell"


def test_no_account_and_another_version_are_refused() -> None:
    with pytest.raises(BadInput, match="no account"):
        check([], document())
    with pytest.raises(BadInput, match="version"):
        check([Said(name="records", value=Count(1, 1))], document(schema="waspada/assessment/9"))
