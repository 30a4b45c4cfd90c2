"""Keys that come from one secret and do not lead back, and the normal form of addresses."""

from __future__ import annotations

import pytest

from waspada.flows.public.keys import Keys, normal
from waspada.readers.age import Identity


def test_the_same_secret_gives_the_same_keys_and_each_is_another() -> None:
    identity = Identity.new()
    keys = Keys.of(identity)
    assert keys == Keys.of(Identity.read(identity.file()))
    assert len({keys.names, keys.answers, keys.journal, Keys.of(Identity.new()).names}) == 4
    assert identity.secret not in repr(keys)
    assert repr(keys.names) not in repr(keys)


@pytest.mark.parametrize(
    "typed", ["budi@example.org", " Budi@EXAMPLE.org", "<budi@example.org>", "\uff42udi@example.org"]
)
def test_one_address_in_several_writings_is_one(typed: str) -> None:
    assert normal(typed) == "budi@example.org"


def test_whatever_is_no_address_has_a_form_too() -> None:
    assert len({normal(odd) for odd in ("", "x", "a@@b", "\ud800@x")}) == 4


def test_the_form_does_not_change_again() -> None:
    for address in ("BUDI@Bücher.example", "a.b+c@x.org", "ß@x.org"):
        assert normal(normal(address)) == normal(address)
