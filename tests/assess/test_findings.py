"""Findings and absence: every kind that was searched for has its row, and nothing is absent that may be there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.assess.builder import KINDS, Split, assessed

MAIL = ("$email", "email")


def found(folder: Path, *splits: Split) -> dict[str, Any]:
    return dict(assessed(folder, *splits).document)


def test_values_distinct_and_records_over_splits(tmp_path: Path) -> None:
    one, other = Split(0), Split(1)
    for split, addresses in ((one, ["a@x.example", "b@x.example"]), (other, ["b@x.example"])):
        split.who(account="u1", has=[MAIL], records=4)
        split.dense_values += [
            {"table": "events", "field": "$email", "kind": "email", "value": value} for value in addresses
        ]
        row = split.who(account="u1")
        split.hit("phone", "+62 1", row, values=3, records=2)
        split.hit("phone", "+62 2", row)
    rows = {row["kind"]: row for row in found(tmp_path, one, other)["findings"]}
    mail = rows["email"]
    assert (mail["values"], mail["distinct"], mail["records"], mail["free_text"], mail["strength"]) == (
        8,
        2,
        8,
        False,
        "strong",
    )
    assert mail["masked_samples"] == ["[email:11]", "[email:11]"]
    phone = rows["phone"]
    assert (phone["values"], phone["distinct"], phone["records"], phone["free_text"]) == (8, 2, 6, True)
    assert set(phone) == {
        "kind",
        "category",
        "table",
        "field",
        "values",
        "distinct",
        "records",
        "free_text",
        "strength",
        "how",
        "masked_samples",
    }


def test_a_kind_by_meaning_counts_the_different_values_of_its_field(tmp_path: Path) -> None:
    split = Split()
    split.who(account="u1", has=[("$name", "person_name")], records=3)
    split.census("$name", ["Ana", "Ana", "Budi"], meaning="person_name")
    (row,) = found(tmp_path, split)["findings"]
    assert (row["values"], row["distinct"]) == (3, 2)
    assert all(sample.startswith("[person_name:") for sample in row["masked_samples"])


def test_every_kind_without_a_strong_finding_has_a_row(tmp_path: Path) -> None:
    split = Split()
    row = split.who(account="u1", has=[MAIL])
    split.hit("phone", "555", row, strong=False)
    split.census("note", ["x"])
    absent = {row["kind"]: row for row in found(tmp_path, split)["absent"]}
    assert set(absent) == set(KINDS) - {"email"}
    verdicts = {kind: row["verdict"] for kind, row in absent.items()}
    assert verdicts == dict.fromkeys(verdicts, "absent") | {"phone": "cannot_tell", "chat_content": "cannot_tell"}
    assert absent["phone"]["because"]["en"].startswith("1 uncertain value may be one")
    assert all(row["cells_searched"] == 100 and row["because"]["id"] for row in absent.values())


def test_text_without_fields_leaves_kinds_by_meaning_open(tmp_path: Path) -> None:
    split = Split(cells=0, text=4_000)
    document = found(tmp_path, split)
    absent = {row["kind"]: row for row in document["absent"]}
    assert absent["person_name"]["verdict"] == "cannot_tell"
    assert "text without fields" in absent["person_name"]["because"]["en"]
    assert (absent["secret.acme"]["verdict"], absent["secret.acme"]["bytes_searched"]) == ("absent", 4_000)
    assert absent["secret.acme"]["because"]["en"] == "searched for by its form in 4.0 KB of text, none found"
    assert document["accounting"]["bytes_as_text"] == 4_000
