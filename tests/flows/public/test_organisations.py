"""Lists of organisations: an administrator sees their own, the owner of a domain the people at it, nobody another's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from waspada.core.errors import BadInput, NothingReadable
from waspada.flows.public.organisations import FileLists, NoLists, domain_of, sheet

ACME = {"admins": ["IT@acme.example", "boss@freemail.example"],
        "people": [{"address": "ani@acme.example", "name": "Ani", "categories": ["user.name"]},
                   {"address": "guest@freemail.example", "name": "Guest", "categories": []}]}  # fmt: skip
OTHER = {"admins": ["x@other.example"], "people": [{"address": "budi@freemail.example", "name": "Budi"}]}


def written(folder: Path, *rows: object) -> Path:
    path = folder / "organisations.ndjson"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    return path


def test_where_nothing_is_known_nobody_is_listed(tmp_path: Path) -> None:
    for lists in (NoLists(), FileLists(written(tmp_path, ACME))):
        assert list(lists.of_domain("unknown.example")) == []
        assert lists.of_admin("x@unknown.example", "acme.example") is None


def test_an_administrator_gets_their_organisation_and_no_other(tmp_path: Path) -> None:
    lists = FileLists(written(tmp_path, ACME, OTHER))
    theirs = lists.of_admin("Boss@FREEMAIL.example", "acme.example")
    assert theirs is not None
    assert [person["name"] for person in theirs] == ["Ani", "Guest"]
    assert lists.of_admin("guest@freemail.example", "acme.example") is None
    assert lists.of_admin("stranger@freemail.example", "acme.example") is None


def test_the_owner_of_a_domain_gets_the_people_at_it_only(tmp_path: Path) -> None:
    lists = FileLists(written(tmp_path, ACME, OTHER))
    assert [person["name"] for person in lists.of_domain("acme.example")] == ["Ani"]
    assert [person["name"] for person in lists.of_domain("freemail.example")] == ["Guest", "Budi"]


def test_a_list_is_a_sheet_in_which_no_cell_is_a_formula() -> None:
    text = sheet([{"address": "a@b.example", "name": '=cmd|"/c calc"', "categories": ["user.contact.email"]}], "id")
    assert text.decode("utf-8-sig").splitlines() == [
        "alamat,nama,data yang ada",
        'a@b.example,"\'=cmd|""/c calc""",alamat e-mail',
    ]


@pytest.mark.parametrize(
    ("typed", "domain"),
    [("Acme.Example.", "acme.example"), ("bücher.example", "xn--bcher-kva.example"), ("localhost", ""), ("", ""),
     ("a b.example", ""), ("https://acme.example", ""), ("a" * 300 + ".example", ""), ("x..example", "")],
)  # fmt: skip
def test_a_domain_is_compared_in_one_form(typed: str, domain: str) -> None:
    assert domain_of(typed) == domain


def test_a_line_that_is_none_is_named_by_its_number(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="line 2"):
        FileLists(written(tmp_path, ACME, {"people": "budi@example.org"}))
    with pytest.raises(NothingReadable):
        FileLists(tmp_path / "none")
