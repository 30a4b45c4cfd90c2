"""Verdicts: each reason with the smallest dataset that gives it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.assess.builder import KINDS, Split, assessed

from waspada.assess.census import ToRead
from waspada.assess.claim_verdicts import Column, Facts, check
from waspada.assess.claims import Claim, Says
from waspada.assess.findings import FindingRow, Searched, absent

NOTE = ToRead("events", "note", 7, ("chat_content",))


def finding(kind: str, *, strong: bool = True, values: int = 3) -> FindingRow:
    return FindingRow(
        kind=kind,
        category=KINDS[kind]["category"],
        table="events",
        field="f",
        values=values,
        distinct=1,
        records=2,
        free_text=False,
        strong=strong,
        how="form",
        samples=(),
    )


def facts(*found: FindingRow, unread: tuple[ToRead, ...] = (), cells: int = 1000) -> Facts:
    return seen(Searched(cells=cells), *found, unread=unread)


def seen(looked: Searched, *found: FindingRow, unread: tuple[ToRead, ...] = ()) -> Facts:
    return Facts(findings=found, absent=absent(found, unread, KINDS, looked), kinds=KINDS, looked=looked)


def claim(**says: Any) -> Claim:
    name: Says
    (name,) = says.keys() - {"partial"}  # type: ignore[assignment]
    if "people" in says:
        return Claim(id="c", text={"en": "c", "id": "c"}, says="only_people", people=says["people"])
    return Claim(
        id="c", text={"en": "c", "id": "c"}, says=name, names=tuple(says[name]), partial=says.get("partial", False)
    )


KEYS, CHAT = ["user.authorization.credentials"], ["chat_content"]


@pytest.mark.parametrize(
    ("claimed", "known", "verdict", "reason"),
    [
        (claim(absent=KEYS), facts(), "holds", "searched"),
        (claim(absent=["secret"]), facts(), "holds", "searched"),
        (claim(absent=["secret.api_key"]), facts(finding("secret.acme")), "contradicted", "found"),
        (claim(absent=KEYS), facts(finding("secret.acme")), "contradicted", "found"),
        (claim(absent=KEYS), facts(finding("secret.acme", strong=False)), "cannot_tell", "weak"),
        (claim(absent=KEYS), facts(cells=0), "cannot_tell", "not_searched"),
        (claim(absent=["user.health"]), facts(), "cannot_tell", "not_searched"),
        (claim(absent=[*KEYS, "user.health"]), facts(), "cannot_tell", "not_searched"),
        (claim(absent=CHAT), facts(), "holds", "read"),
        (claim(absent=CHAT), facts(unread=(NOTE,)), "cannot_tell", "unread"),
        (claim(absent=CHAT), facts(finding("chat_content")), "contradicted", "found"),
        (claim(absent=[*CHAT, *KEYS]), facts(), "holds", "searched_and_read"),
        (
            claim(absent=[*CHAT, *KEYS]),
            facts(finding("secret.acme", strong=False), unread=(NOTE,)),
            "cannot_tell",
            "weak_and_unread",
        ),
        (claim(exposed=["user.name"]), facts(finding("person_name")), "holds", "listed"),
        (claim(exposed=["user.name"]), facts(finding("person_name"), finding("email")), "contradicted", "unlisted"),
        (
            claim(exposed=["user.name"], partial=True),
            facts(finding("person_name"), finding("email")),
            "holds",
            "listed",
        ),
        (claim(exposed=["user.name", "email"]), facts(finding("person_name")), "contradicted", "not_there"),
        (claim(exposed=["user.name"]), facts(finding("person_name"), unread=(NOTE,)), "cannot_tell", "unread"),
        (
            claim(exposed=["user.name"]),
            facts(finding("person_name"), finding("phone", strong=False)),
            "cannot_tell",
            "weak",
        ),
        (claim(exposed=["user.name"], partial=True), facts(finding("person_name"), unread=(NOTE,)), "holds", "listed"),
        (claim(exposed=["user.health"]), facts(), "cannot_tell", "not_searched"),
        (claim(exposed=["user.name"]), facts(cells=0), "cannot_tell", "not_searched"),
        (claim(exposed=["chat_content"], partial=True), facts(unread=(NOTE,)), "cannot_tell", "unread"),
    ],
)
def test_each_reason(claimed: Claim, known: Facts, verdict: str, reason: str) -> None:
    (row,) = check([claimed], known)
    assert (row["verdict"], row["reason"]) == (verdict, reason)
    assert row["because"]["en"]
    assert row["because"]["id"]
    assert row["because"]["en"] != row["because"]["id"]


def test_recall_stands_beside_a_search_that_found_nothing() -> None:
    (row,) = check([claim(absent=["secret.acme"])], facts())
    assert (row["recall_found"], row["recall_planted"]) == (19, 20)
    assert "19 of 20" in row["because"]["en"]


def test_fields_to_read_are_listed_as_evidence() -> None:
    (row,) = check([claim(absent=CHAT)], facts(unread=(NOTE,)))
    assert row["evidence"] == [{"table": "events", "field": "note", "records": 7}]
    assert row["fields_to_read"] == 1


@pytest.mark.parametrize(
    ("column", "verdict", "reason"),
    [
        (None, "cannot_tell", "no_column"),
        (Column(differs=1, without=5, same=9, values={"chat": 1}), "contradicted", "differs"),
        (Column(differs=0, without=1, same=9, values={}), "cannot_tell", "without_value"),
        (Column(differs=0, without=0, same=0, values={}), "cannot_tell", "without_value"),
        (Column(differs=0, without=0, same=3, values={}), "holds", "same"),
    ],
)
def test_claims_about_people(column: Column | None, verdict: str, reason: str) -> None:
    (row,) = check([claim(people={"product": ("api",)})], replace(facts(), column=lambda _name, _values: column))
    assert (row["verdict"], row["reason"]) == (verdict, reason)


ONLY_API = Claim(id="api", text={"en": "a", "id": "a"}, says="only_people", people={"product": ("API",)})


@pytest.mark.parametrize(
    ("accounts", "verdict", "people"),
    [
        (("u1", "u2", "u6"), "holds", 3),
        (("u1", "u3"), "holds", 2),
        (("u1", "u4", "u3"), "contradicted", 1),
        (("u1", "new@x.example"), "cannot_tell", 1),
        (("u4", "new@x.example"), "contradicted", 1),
        ((), "cannot_tell", 0),
    ],
)
def test_only_people_is_equality_on_a_column_that_may_hold_a_list(
    tmp_path: Path, accounts: tuple[str, ...], verdict: str, people: int
) -> None:
    split = Split()
    for account in accounts:
        split.who(alias=account)
    (row,) = assessed(tmp_path, split, claims=[ONLY_API], source={"wanted": ("product",)}).document["claims"]
    assert (row["verdict"], row["people"]) == (verdict, people)
    if verdict == "contradicted":
        assert row["evidence"] == [{"field": "product", "value": "chatgpt", "people": 1}]


def test_a_personal_column_shows_no_values(tmp_path: Path) -> None:
    split = Split()
    split.who(account="u1")
    known = Claim(id="x", text={"en": "a", "id": "a"}, says="only_people", people={"name": ("nobody",)})
    (row,) = assessed(tmp_path, split, claims=[known], source={"wanted": ("name",)}).document["claims"]
    assert (row["verdict"], row["evidence"]) == ("contradicted", [])


@pytest.mark.parametrize(
    ("looked", "names", "forms"),
    [
        (Searched(cells=0, text=9_000), "cannot_tell", "holds"),
        (Searched(cells=50, parsed=5, text=9_000), "cannot_tell", "holds"),
        (Searched(cells=0, broken=3), "cannot_tell", "holds"),
        (Searched(cells=50, parsed=5, broken=3), "holds", "holds"),
        (Searched(cells=50, parsed=5), "holds", "holds"),
    ],
)
def test_text_without_fields_never_proves_that_a_kind_by_meaning_is_absent(
    looked: Searched, names: str, forms: str
) -> None:
    rows = check([claim(absent=["user.name"]), claim(absent=["phone"])], seen(looked))
    assert [row["verdict"] for row in rows] == [names, forms]
    assert rows[0]["reason"] == ("without_fields" if names == "cannot_tell" else "read")
    assert " 0 cells" not in rows[1]["because"]["en"]
    assert " 0 sel" not in rows[1]["because"]["id"]
