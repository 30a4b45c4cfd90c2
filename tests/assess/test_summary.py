"""`assessment.json`: every key, sums that add up, names of fields masked."""

from __future__ import annotations

from pathlib import Path

from tests.assess.builder import Split, assessed

KEYS = (
    "schema dataset accounting fields findings absent people claims timeline directory files files_unopened "
    "files_left_out kinds layers exposures secrets quarantine decisions fields_to_read"
).split()


def test_names_of_fields_and_files_are_masked_in_the_document_only(tmp_path: Path) -> None:
    split = Split()
    path = "props.budi@one.example"
    row = split.who(account="u1", has=[(path, "email")])
    split.hit("secret.acme", "acme_" + "k" * 20, row, field=path)
    split.census(path, ["x"])
    found = assessed(tmp_path, split, mask_path=lambda name: name.replace("budi@one.example", "[email:16]"))
    assert "budi@one.example" not in str(found.document)
    assert path in found.evidence["field"].to_pylist()


def test_the_document_has_every_key_and_its_accounting_adds_up(tmp_path: Path) -> None:
    split = Split()
    split.who(account="u1", records=3)
    split.days = [
        {"table": "events", "day": "2025-11-24", "records": 2},
        {"table": "events", "day": "", "records": 1},
    ]
    split.quarantine.append({"file": "events.jsonl", "position": 5, "reason": "cut off", "raw": b"{", "scalars": 2})
    split.hit("email", "x@x.example", None, field="(raw text)")
    found = assessed(tmp_path, split, unopened=({"path": "b.zip", "reason": "encrypted"},), layers=("url",))
    document = found.document
    assert list(document) == KEYS
    accounting = document["accounting"]
    assert accounting["records"] == accounting["records_parsed"] + accounting["records_quarantined"] == 4
    assert accounting["cells_counted_apart"] == accounting["cells"] + accounting["cells_quarantined"] == 102
    assert document["files"] == [
        {
            "path": "events.jsonl", "sha256": "ab" * 32, "bytes": 10, "format": "ndjson", "records": 4, "parsed": 3,
            "quarantined": 1,
        }
    ]  # fmt: skip
    assert document["timeline"] == {
        "first_record": "2025-11-24T16:00:00Z", "last_record": "2025-11-24T16:01:40Z",
        "by_day": [{"day": "2025-11-24", "records": 2}], "zone": "UTC", "undated": 1,
    }  # fmt: skip
    assert document["quarantine"] == {
        "records": 1, "reasons": [{"reason": "cut off", "count": 1}],
        "findings": [{"kind": "email", "values": 1, "strength": "strong"}],
    }  # fmt: skip
    assert (document["directory"]["name"], document["directory"]["rows"]) == ("accounts.csv", 6)
    assert (found.incomplete, found.contradicted) == (True, False)
