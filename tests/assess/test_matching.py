"""What texts say about people: mentions, weak matches, hashes in other fields; and what is the record's own."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.assess.builder import Split, assessed, counts, people

ANA = hashlib.md5(b"ana@one.example", usedforsecurity=False).hexdigest()


def test_an_address_in_a_text_is_a_mention_and_counts_in_no_total(tmp_path: Path) -> None:
    split = Split()
    row = split.who(account="u1")
    split.hit("email", "Fajar@six.example", row)
    split.hit("email", "stranger@else.example", row)
    found = assessed(tmp_path, split)
    assert {name: row["relation"] for name, row in people(found).items()} == {
        "u1": "subject", "u6": "mentioned", "stranger@else.example": "mentioned",
    }  # fmt: skip
    assert counts(found) | {"matched": 1, "mentioned": 2, "total_at_least": 1, "total_at_most": 1} == counts(found)
    assert people(found)["stranger@else.example"]["records"] == 1
    assert people(found)["u1"]["kinds"] == []
    assert people(found)["u6"]["kinds"] == ["email"]


def test_the_own_address_and_that_of_another_subject_are_no_mentions(tmp_path: Path) -> None:
    split = Split()
    split.hit("email", "ANA@one.example", split.who(account="u1"))
    split.hit("email", "ana@one.example", split.who(account="u2"))
    found = assessed(tmp_path, split)
    assert counts(found)["mentioned"] == 0
    assert people(found)["u1"]["kinds"] == ["email"]
    (evidence,) = found.evidence.to_pylist()
    assert (evidence["person_id"], evidence["values"]) == (people(found)["u1"]["person_id"], 2)


def test_an_address_in_raw_text_is_a_mention(tmp_path: Path) -> None:
    split = Split()
    split.hit("email", "budi@one.example", None, field="(raw text)")
    assert people(assessed(tmp_path, split))["u2"]["relation"] == "mentioned"


def test_a_whole_column_of_other_addresses_names_people_too(tmp_path: Path) -> None:
    split = Split()
    split.who(account="u1", has=[("recipient", "email")])
    split.dense_values.append({"table": "events", "field": "recipient", "kind": "email", "value": "fajar@six.example"})
    assert people(assessed(tmp_path, split))["u6"]["relation"] == "mentioned"


def test_the_address_of_an_ambiguous_record_is_its_own(tmp_path: Path) -> None:
    split = Split()
    row = split.who(email="shared@two.example")
    split.hit("email", "shared@two.example", row)
    found = assessed(tmp_path, split)
    assert counts(found) | {"ambiguous": 1, "mentioned": 0} == counts(found)


def test_a_shared_address_in_a_text_stays_a_candidate(tmp_path: Path) -> None:
    split = Split()
    row = split.who(account="u1")
    split.hit("email", "shared@two.example", row)
    found = assessed(tmp_path, split)
    (unsure,) = found.ambiguous.to_pylist()
    assert (unsure["reason"], unsure["strength"], unsure["records"]) == ("mentioned_shared_email", "weak", 1)
    assert unsure["example_position"] == "events.jsonl:0"


def test_long_ids_in_texts_are_mentions_short_numbers_and_names_are_candidates(tmp_path: Path) -> None:
    directory = "account_id,name\nuser-abcdef1234,Ana Sari\n1111,Budi Raharjo\n123456789,Citra Dewi\nme,Dian Putra\n"
    split = Split()
    row = split.who(account="me")
    split.hit("account_id", "user-abcdef1234", row)
    split.hit("account_id", "1111", row)
    split.hit("account_id", "123456789", row)
    split.hit("account_id", "user-nobody0000", row)
    split.hit("person_name", "budi raharjo", row, strong=False)
    split.hit("person_name", "Dian Putra", row, strong=False)
    found = assessed(tmp_path, split, directory=directory)
    assert {name for name, row in people(found).items() if row["relation"] == "mentioned"} == {"user-abcdef1234"}
    unsure = sorted((row["reason"], row["identifiers"][0]) for row in found.ambiguous.to_pylist())
    assert unsure == [("name_in_text", "budi raharjo"), ("short_id_in_text", "1111"), ("short_id_in_text", "123456789")]


def test_a_hash_in_a_field_of_an_unknown_record_names_its_person(tmp_path: Path) -> None:
    split = Split()
    row = split.who(alias="x9")
    split.hit("hashed.md5_email", ANA.upper(), row, field="email_md5", free_text=False, strong=False)
    split.hit("hashed.md5_email", "0" * 32, row, field="session", free_text=False, strong=False)
    found = assessed(tmp_path, split)
    assert people(found)["u1"]["matched_by"] == "hashed_email"
    (finding,) = found.document["findings"]
    assert (finding["kind"], finding["strength"], finding["how"], finding["records"]) == (
        "hashed.md5_email", "strong", "hash of an address in the directory", 1,
    )  # fmt: skip


def test_a_hash_in_somebody_elses_record_is_a_mention(tmp_path: Path) -> None:
    split = Split()
    row = split.who(account="u2")
    split.hit("hashed.md5_email", ANA, row, field="invited_by", free_text=False, strong=False)
    found = assessed(tmp_path, split)
    assert people(found)["u1"]["relation"] == "mentioned"
    assert counts(found)["ambiguous"] == 0


def test_a_column_of_hashes_is_strong_only_with_a_known_address_in_it(tmp_path: Path) -> None:
    split = Split()
    split.who(account="u1", has=[("email_md5", "hashed.md5_email"), ("trace", "hashed.md5_email")])
    for row in split.dense.values():
        row["strong"] = False
    for field, value in (("email_md5", ANA), ("trace", "1" * 32)):
        split.dense_values.append({"table": "events", "field": field, "kind": "hashed.md5_email", "value": value})
    found = assessed(tmp_path, split)
    assert [(row["field"], row["strength"]) for row in found.document["findings"]] == [("email_md5", "strong")]


def test_ids_with_the_sort_of_account_before_them(tmp_path: Path) -> None:
    split = Split()
    split.who(account="agent:u1")
    split.who(account="end_user:u2")
    split.who(account="User:u9")
    split.who(account="u9")
    found = counts(assessed(tmp_path, split))
    assert (found["matched"], found["unknown_without_contact"]) == (2, 1)


def test_ids_in_columns_that_are_no_identity_name_somebody(tmp_path: Path) -> None:
    split = Split()
    split.who(account="u1")
    split.dense_values += [
        {"table": "events", "field": "assignee_id", "kind": "account_id", "value": value}
        for value in ("u1", "agent:u2", "u99")
    ]
    found = counts(assessed(tmp_path, split))
    assert (found["matched"], found["mentioned"]) == (1, 1)
