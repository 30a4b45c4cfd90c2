"""Every rule by which records become people, each with one small dataset."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.builder import KEY, Split, assessed, counts, people

from waspada.assess.decisions import Decision, Decisions
from waspada.core.person_key import person_id


def ruled(folder: Path, *identities: dict[str, Any]) -> dict[str, tuple[str, int]]:
    """Who came out, by which rule and with how many records."""
    split = Split()
    for identity in identities:
        split.who(**identity)
    return {name: (row["matched_by"], row["records"]) for name, row in people(assessed(folder, split)).items()}


def test_an_account_id_or_an_alias_names_a_person(tmp_path: Path) -> None:
    found = ruled(tmp_path, {"account": "u1"}, {"alias": "u2"}, {"account": "u1", "alias": "$device:x", "device": "x"})
    assert found == {"u1": ("account_id", 2), "u2": ("account_id", 1)}


@pytest.mark.parametrize("column", ["email", "alias", "account"])
def test_an_address_names_a_person_whatever_its_case_and_wherever_it_stands(tmp_path: Path, column: str) -> None:
    assert ruled(tmp_path, {column: " ANA@One.Example "}) == {"u1": ("email", 1)}


def test_an_account_id_with_an_unknown_address_is_the_account(tmp_path: Path) -> None:
    assert ruled(tmp_path, {"account": "u1", "email": "ana.private@mail.example"}) == {"u1": ("account_id", 1)}


def test_an_unknown_account_with_a_known_address_is_the_address(tmp_path: Path) -> None:
    found = ruled(tmp_path, {"account": "gone9", "email": "budi@one.example"}, {"account": "gone9"})
    assert found == {"u2": ("email", 2)}


@pytest.mark.parametrize("function", ["md5", "sha1", "sha256"])
@pytest.mark.parametrize("column", ["alias", "email", "device"])
def test_an_unsalted_hash_of_an_address_names_its_person(tmp_path: Path, function: str, column: str) -> None:
    digest = hashlib.new(function, b"ana@one.example")
    hexed, coded = digest.hexdigest(), b64encode(digest.digest()).decode()
    for number, value in enumerate(
        (hexed, hexed.upper(), coded, coded.rstrip("="), coded.translate(str.maketrans("+/", "-_")))
    ):
        assert ruled(tmp_path / str(number), {column: value}) == {"u1": ("hashed_email", 1)}, number


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / str(number)).mkdir()


def test_a_device_follows_the_one_person_who_logged_in_on_it(tmp_path: Path) -> None:
    found = ruled(tmp_path, {"account": "u1", "device": "d1"}, {"alias": "$device:d1", "device": "d1", "records": 3})
    assert found == {"u1": ("account_id", 4)}
    only = ruled(tmp_path / "1", {"alias": "$device:d1"}, {"account": "u1", "device": "$device:d1"})
    assert only == {"u1": ("account_id", 2)}


def test_a_device_of_two_people_is_ambiguous_and_a_device_of_nobody_is_counted_apart(tmp_path: Path) -> None:
    split = Split()
    split.who(account="u1", device="d1")
    split.who(account="u2", device="d1")
    split.who(device="d1", records=2)
    split.who(alias="$device:d2", device="d2")
    split.who(device="d2")
    split.who(device="d3")
    found = assessed(tmp_path, split)
    assert counts(found) | {"matched": 2, "device_only": 2, "ambiguous": 1} == counts(found)
    (row,) = found.ambiguous.to_pylist()
    assert (row["reason"], row["identifiers"], row["records"]) == ("shared_device", ["$device:d1"], 2)
    assert sorted(row["candidate_accounts"]) == ["u1", "u2"]
    assert sorted(row["candidates"]) == sorted(person_id(KEY, account=name) for name in ("u1", "u2"))


def test_an_account_of_its_own_is_not_overruled_by_a_known_device(tmp_path: Path) -> None:
    split = Split()
    split.who(account="u1", device="d1")
    split.who(account="deleted7", device="d1")
    found = assessed(tmp_path, split)
    assert counts(found)["unknown_without_contact"] == 1
    assert people(found)["u1"]["records"] == 1


def test_account_and_address_of_different_people_settle_nothing(tmp_path: Path) -> None:
    split = Split()
    split.who(account="u1", email="budi@one.example")
    split.who(account="u1", email="BUDI@one.example", device="d8")
    found = assessed(tmp_path, split)
    assert counts(found) | {"matched": 0, "ambiguous": 1, "total_at_least": 0, "total_at_most": 1} == counts(found)
    (row,) = found.ambiguous.to_pylist()
    assert (row["reason"], row["records"], sorted(row["candidate_accounts"])) == ("conflict", 2, ["u1", "u2"])


def test_one_address_of_several_people_is_ambiguous_but_an_account_settles_it(tmp_path: Path) -> None:
    split = Split()
    split.who(email="shared@two.example", alias="shared@two.example")
    split.who(account="u4", email="shared@two.example")
    found = assessed(tmp_path, split)
    assert list(people(found)) == ["u4"]
    (row,) = found.ambiguous.to_pylist()
    assert (row["reason"], row["identifiers"]) == ("shared_email", ["shared@two.example"])
    assert sorted(row["candidate_accounts"]) == ["u4", "u5"]


def test_an_unknown_address_is_a_person_with_devices_and_ids_that_follow(tmp_path: Path) -> None:
    split = Split()
    split.who(account="104729", email="Old.Customer@mail.example", device="d5")
    split.who(account="104729", records=2)
    split.who(device="d5", records=4)
    found = assessed(tmp_path, split)
    row = people(found)["old.customer@mail.example"]
    assert (row["account_id"], row["matched_by"], row["records"]) == ("", "contact", 7)
    assert row["person_id"] == person_id(KEY, identity="old.customer@mail.example")
    assert counts(found) | {"matched": 0, "unknown_with_contact": 1, "device_only": 0} == counts(found)


def test_an_identity_map_is_followed_over_several_steps(tmp_path: Path) -> None:
    split = Split()
    split.who(account="u6", alias="c3", table="map")
    split.who(account="c3", alias="c2", table="map")
    split.who(account="c2", alias="c1", table="map")
    split.who(account="c1", records=5)
    assert people(assessed(tmp_path, split))["u6"]["records"] == 8


def test_an_id_beside_two_people_settles_nothing(tmp_path: Path) -> None:
    split = Split()
    split.who(alias="x1", email="ana@one.example")
    split.who(alias="x1", email="budi@one.example")
    split.who(alias="x1")
    (row,) = assessed(tmp_path, split).ambiguous.to_pylist()
    assert (row["reason"], row["identifiers"]) == ("shared_id", ["x1"])


def test_the_order_of_splits_and_rows_changes_nothing(tmp_path: Path) -> None:
    rows: Sequence[dict[str, Any]] = (
        {"device": "d1"},
        {"account": "u1", "device": "d1"},
        {"email": "new@x.example", "device": "d2"},
        {"device": "d2"},
    )
    first, second = Split(0), Split(0)
    for row in rows:
        first.who(**row)
    for row in reversed(rows):
        second.who(**row)
    one, other = (people(assessed(tmp_path / str(n), split)) for n, split in enumerate((first, second)))
    assert {name: row["records"] for name, row in one.items()} == {name: row["records"] for name, row in other.items()}


def test_a_confirmed_match_is_a_person_and_a_rejected_one_is_nobody(tmp_path: Path) -> None:
    split = Split()
    split.who(email="shared@two.example")
    split.who(account="u1", email="budi@one.example")
    split.who(account="u6")
    unsure = {row["reason"]: row["identity_id"] for row in assessed(tmp_path, split).ambiguous.to_pylist()}
    known: dict[str, Any] = {"reason": {"en": "why", "id": "sebab"}, "author": "dewi", "time": "2025-11-26T09:00:00Z"}
    decisions = Decisions(
        matches=(
            Decision(match=unsure["shared_email"], person="u5", **known),
            Decision(match=unsure["conflict"], rejected=True, **known),
            Decision(match=person_id(KEY, account="u6"), rejected=True, **known),
        )
    )
    found = assessed(tmp_path / "1", split, decisions=decisions)
    assert {name: row["matched_by"] for name, row in people(found).items()} == {"u5": "decision"}
    assert counts(found)["ambiguous"] == 0
    given = found.document["decisions"]
    assert (given["confirmed"], given["rejected"], given["reasons"][0]["count"]) == (1, 2, 2)


def test_without_a_directory_contacts_are_people_and_accounts_are_not(tmp_path: Path) -> None:
    split = Split()
    split.who(account="u1")
    split.who(email="ana@one.example")
    found = assessed(tmp_path, split, directory=None)
    assert counts(found) | {"matched": 0, "unknown_with_contact": 1, "unknown_without_contact": 1} == counts(found)
    assert (counts(found)["organisations"], counts(found)["admins"], found.document["directory"]) == (None, None, None)


_VALUES = st.sampled_from(
    [None, "u1", "u2", "u4", "x1", "ana@one.example", "shared@two.example", "new@x.example", "$device:d1"]
)
_IDENTITY = st.fixed_dictionaries(
    {
        "account": _VALUES,
        "alias": _VALUES,
        "email": st.sampled_from([None, "ana@one.example", "new@x.example"]),
        "device": st.sampled_from([None, "d1", "d2"]),
        "records": st.integers(1, 3),
    }
)


@settings(max_examples=15)
@given(st.lists(_IDENTITY, max_size=8))
def test_totals_add_up(tmp_path_factory: pytest.TempPathFactory, identities: list[dict[str, Any]]) -> None:
    split = Split()
    for identity in identities:
        split.who(**identity)
    found = assessed(tmp_path_factory.mktemp("case"), split)
    totals = counts(found)
    subjects = [row for row in found.people.to_pylist() if row["relation"] == "subject"]
    assert totals["matched"] + totals["unknown_with_contact"] == totals["total_at_least"] == len(subjects)
    assert totals["total_at_most"] == totals["total_at_least"] + totals["ambiguous"]
    assert sum(totals["by_country"].values()) + totals["residence_unknown"] == len(subjects)
    assert len({row["person_id"] for row in subjects}) == len(subjects)
    nobody = sum(row["records"] for row in identities) - sum(row["records"] for row in subjects)
    assert nobody >= sum(row["records"] for row in found.ambiguous.to_pylist()) >= 0
