"""Field names as evidence."""

from __future__ import annotations

import pytest

from waspada.detect.evidence import ByMeaning, before, named, snake, tokens
from waspada.detect.kind import Place
from waspada.detect.kinds import phone


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("$currentURL", "current_url"),
        ("E-Mail", "e_mail"),
        ("No. HP", "no_hp"),
        ("MailingCity", "mailing_city"),
        ("__c", "c"),
        ("", ""),
        ("日本", ""),
    ],
)
def test_snake(name: str, expected: str) -> None:
    assert snake(name) == expected


def test_named_by_name_by_ending_and_by_meaning() -> None:
    assert named(Place("phone"), phone.KIND)
    assert named(Place("billing_phone"), phone.KIND)
    assert not named(Place("microphone"), phone.KIND)
    assert not named(Place(""), phone.KIND)
    assert named(Place("x7", "x7", "phone"), phone.KIND)
    assert not named(Place("phone", "phone", "email"), phone.KIND)


def test_words() -> None:
    assert tokens("app_version_string") == {"app", "version", "string"}
    assert before("Tel: 123", 5) == "tel: "


def test_kinds_by_meaning_find_nothing_in_text() -> None:
    assert list(ByMeaning((phone.KIND,)).find("anything", Place())) == []
