"""Letters under their codes: whole to whoever has the code, nothing to anybody else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.flows.public.desk import letter

from waspada.core.errors import BadInput
from waspada.flows.public import letters
from waspada.flows.public.table import Table, Writer
from waspada.notify import code


def table(folder: Path, *shown: letters.Shown) -> Table:
    (folder / "work").mkdir()
    writer = Writer(folder / "work", letters.SIZES, letters.LEAST)
    for one in shown:
        letters.add(one, writer)
    writer.write(folder / "codes")
    return Table(folder / "codes")


def test_a_code_in_any_writing_opens_its_letter(tmp_path: Path) -> None:
    one = letter(1, text="Halo “Budi” 💌\n" + "x" * 3000)
    kept = table(tmp_path, one, letter(2))
    for typed in (one.code, one.code.lower(), one.code.replace("-", " ")):
        assert letters.find(kept, typed)[1] == one


@pytest.mark.parametrize("typed", ["", "no code", "01AB2-CDEFG-HJKMN-PQRST", "💥"])
def test_another_code_opens_nothing(tmp_path: Path, typed: str) -> None:
    assert letters.find(table(tmp_path, letter(1)), typed)[1] is None


def test_a_record_that_was_altered_is_not_shown(tmp_path: Path) -> None:
    one = letter(1)
    table(tmp_path, one).close()
    content = (tmp_path / "codes").read_bytes()
    name = code.opened(code.canonical(one.code))[0]
    at = 4096 + 16 * letters.LEAST + letters.SIZES[0] * ((content.index(name) - 4096) // 16) + 20
    (tmp_path / "codes").write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    assert letters.find(Table(tmp_path / "codes"), one.code)[1] is None


def test_letters_of_different_length_are_records_of_the_same(tmp_path: Path) -> None:
    kept = table(tmp_path, *(letter(number, text="a" * number * 100) for number in range(20)))
    sizes = {len(kept.find(code.opened(code.canonical(letter(number).code))[0])) for number in range(20)}
    assert sizes == {letters.SIZES[0]}


@pytest.mark.parametrize(
    ("changed", "says"),
    [({"code": "x"}, "no check code"), ({"masked_recipient": "budi@example.org"}, "not masked"),
     ({"masked_recipient": "To: budi@example.org"}, "not masked")],
)  # fmt: skip
def test_what_may_not_be_shown_is_refused_without_its_value(tmp_path: Path, changed: dict[str, str], says: str) -> None:
    with pytest.raises(BadInput, match=says) as caught:
        table(tmp_path, replace(letter(1), **changed))
    assert "budi" not in str(caught.value)


def test_a_letter_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="too long"):
        table(tmp_path, letter(1, text="x" * (2 << 20)))


@pytest.mark.parametrize(
    ("address", "shown"),
    [("budi@mail.example.org", "b•••@m•••.org"), ("b@x.id", "b•••@x•••.id"), ("ü@ö.example", "ü•••@ö•••.example")],
)
def test_an_address_is_masked(address: str, shown: str) -> None:
    assert letters.masked(address) == shown


def test_nothing_of_a_letter_is_in_its_repr() -> None:
    assert "Budi" not in repr(letter(1))
    assert letter(1).code not in repr(letter(1))
