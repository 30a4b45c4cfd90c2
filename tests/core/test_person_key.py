"""Person ids and fingerprints: keyed, apart from each other, the same for one and for many."""

from __future__ import annotations

import pytest

from waspada.core.person_key import (
    DEMO_KEY,
    account_ids,
    fingerprint,
    fingerprints,
    identity_ids,
    new_key,
    person_id,
)  # fmt: skip

KEY = bytes(range(32))


def test_ids_depend_on_key_kind_and_value() -> None:
    ids = {
        person_id(KEY, account="a@x.example"), person_id(KEY, identity="a@x.example"), fingerprint(KEY, "a@x.example"),
        person_id(DEMO_KEY, account="a@x.example"), person_id(KEY, account="b@x.example"),
    }  # fmt: skip
    assert len(ids) == 5
    assert all(len(value) == 32 for value in ids)


def test_many_are_as_one_by_one() -> None:
    values = ["u1", "Å\ud800", ""]
    assert account_ids(KEY, values)[:2] == [person_id(KEY, account=value) for value in values[:2]]
    assert identity_ids(KEY, values) == [person_id(KEY, identity=value) for value in values]
    assert fingerprints(KEY, values) == [fingerprint(KEY, value) for value in values]


def test_keys_are_new_each_time_and_long_enough() -> None:
    assert new_key() != new_key()
    with pytest.raises(ValueError, match="at least 16 bytes"):
        person_id(b"short", account="u1")
