"""The look-up table: true answers to the key holder, noise to everybody else."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.flows.public.desk import KEYS

from waspada.core.errors import BadInput, Locked
from waspada.flows.public import members
from waspada.flows.public.keys import Keys
from waspada.flows.public.members import Facts, facts_of
from waspada.flows.public.table import Table, Writer
from waspada.readers.age import Identity

FACTS = Facts(categories=("user.contact.email", "user.name"), mentioned=True)


def table(folder: Path, *rows: tuple[str, Facts]) -> Table:
    (folder / "work").mkdir()
    writer = Writer(folder / "work", members.SIZES, members.LEAST)
    for address, facts in rows:
        members.add(address, facts, KEYS, writer)
    writer.write(folder / "members", later_counts=True)
    return Table(folder / "members")


def test_the_key_holder_finds_who_is_in_it_in_any_writing(tmp_path: Path) -> None:
    kept = table(tmp_path, ("Budi@Example.org", FACTS), ("x@y.example", Facts(categories=())))
    assert members.find(kept, "budi@EXAMPLE.org", KEYS) == FACTS
    assert members.find(kept, "x@y.example", KEYS) == Facts(categories=())
    assert members.find(kept, "stranger@example.org", KEYS) is None


def test_the_later_row_of_an_address_counts(tmp_path: Path) -> None:
    kept = table(tmp_path, ("a@b.example", Facts(categories=())), ("A@b.example", FACTS))
    assert members.find(kept, "a@b.example", KEYS) == FACTS


def test_with_another_key_nobody_is_in_it(tmp_path: Path) -> None:
    kept = table(tmp_path, ("a@b.example", FACTS))
    assert members.find(kept, "a@b.example", Keys.of(Identity.new())) is None


def test_an_answer_that_was_altered_is_no_answer(tmp_path: Path) -> None:
    table(tmp_path, ("a@b.example", FACTS)).close()
    path = tmp_path / "members"
    content = path.read_bytes()
    start = 4096 + 16 * members.LEAST
    path.write_bytes(content[:start] + bytes(one ^ 1 for one in content[start:]))
    with pytest.raises(Locked):
        members.find(Table(path), "a@b.example", KEYS)


def test_every_kind_at_once_fits_and_the_count_of_people_is_not_told(tmp_path: Path) -> None:
    from waspada.core.categories import CATEGORIES

    everything = Facts(categories=tuple(sorted(CATEGORIES)))
    assert members.find(table(tmp_path, ("a@b.example", everything)), "a@b.example", KEYS) == everything
    other = tmp_path / "other"
    other.mkdir()
    few = table(other, *((f"n{number}@b.example", FACTS) for number in range(1000)))
    few.close()
    assert (other / "members").stat().st_size == 4096 + members.LEAST * (16 + members.SIZES[0])


def test_what_does_not_fit_is_refused(tmp_path: Path) -> None:
    import secrets

    with pytest.raises(BadInput, match="do not fit"):
        table(tmp_path, ("a@b.example", Facts(categories=tuple(secrets.token_hex(50) for _ in range(100)))))


def test_of_a_recipient_only_what_is_told_is_kept() -> None:
    row = {"people": ["person-1"], "categories": ["user.name", "user.name"], "mentioned": False, "kinds": ["email"],
           "customers": [{"name": "Acme"}]}  # fmt: skip
    assert facts_of(row) == Facts(categories=("user.name",))
