"""Announced fields: by name, by kind, absent, empty, in words of the vendor; and more than announced."""

from __future__ import annotations

from typing import Any

import pytest
from tests.assess.vendor_cases import document, field, finding

from waspada.assess.vendor_fields import announced, more, there


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("$email", "there"),
        ("properties.$email", "there"),
        ("E-mail", "there"),
        ("e-mail addresses", "there"),
        ("alamat e-mail", "there"),
        ("user.contact.email", "there"),
        ("Names", "there"),
        ("browser", "empty"),
        ("phone", "absent"),
        ("phone number", "absent"),
        ("chat content", "unsure"),
        ("loyalty_card", "absent"),
        ("coarse place of living", "unsure"),
    ],
)
def test_what_a_name_means(name: str, state: str) -> None:
    (found,) = announced([name], document())
    assert found.state == state


def test_absent_and_empty_are_told_apart() -> None:
    found = there(announced(["email", "phone", "$browser"], document()))
    assert (found.verdict, found.numbers["absent"], found.numbers["empty"]) == (
        "does_not_hold",
        ["phone"],
        ["$browser"],
    )
    assert there(announced(["email", "name"], document())).verdict == "holds"
    assert there(announced(["email", "chat content"], document())).reason == "fields_unsure"


def test_what_was_not_opened_may_hold_the_absent_field() -> None:
    base = document(files_unopened=[{"path": "b.zip", "reason": "locked"}])
    assert there(announced(["email", "phone"], base)).verdict == "cannot_tell"


def judged(names: list[str], *, partial: bool = False, **changes: Any) -> tuple[str, str, list[str]]:
    base = document(**changes)
    found = more(announced(names, base), base, partial=partial)
    return found.verdict, found.reason, found.numbers["names"]


def test_a_personal_field_that_was_not_announced_is_more() -> None:
    assert judged(["email"]) == ("does_not_hold", "more_found", ["properties.$name"])
    assert judged(["email"], partial=True)[:2] == ("cannot_tell", "more_partial")
    assert judged(["email", "name"])[:2] == ("holds", "more_none")


def test_a_kind_covers_every_field_that_holds_it() -> None:
    fields = [*document()["fields"], field("properties.contact", 10, "email")]
    findings = [*document()["findings"], finding("email", "properties.contact")]
    assert judged(["e-mail address", "name"], fields=fields, findings=findings)[0] == "holds"


def test_a_field_that_nobody_knows_is_more_only_where_fields_were_named_one_by_one() -> None:
    fields = [*document()["fields"], field("properties.plan", 10)]
    assert judged(["$email", "$name"], fields=fields) == ("does_not_hold", "more_found", ["properties.plan"])
    assert judged(["e-mail address", "name of a person"], fields=fields) == (
        "cannot_tell",
        "more_unread",
        ["properties.plan"],
    )
