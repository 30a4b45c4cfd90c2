"""Meanings told with a sample and neighbours, free text, and what only a person can settle."""

from __future__ import annotations

import doctest

import pytest

from waspada.detect import meaning
from waspada.detect.kind import By, Kind, Worse
from waspada.detect.meaning import Meanings, could_hold, is_free_text, meaning_of_field, meaning_of_name

PEOPLE = ["Siti Rahmawati", "Budi Santoso", "Mary-Jane O'Brien", "Agus Wijaya"]
CUSTOMER = ["customer_id", "first_name", "last_name", "company", "address", "city", "state", "country", "postal_code"]


@pytest.mark.parametrize(
    ("path", "sample", "table", "neighbours", "kind"),
    [
        ("name", PEOPLE, "", (), "person_name"),
        ("properties.name", PEOPLE, "events", (), "person_name"),
        ("name", ["page_view", "sign_up", "Plan Upgraded"], "events", (), ""),
        ("name", ["name1"], "zendesk_organization", (), "organisation_name"),
        ("id", ["1"], "zendesk_user", (), "account_id"),
        ("id", ["1"], "orders", (), ""),
        ("owner", PEOPLE, "", (), "person_name"),
        ("owner", ["team-a", "team-b"], "", (), ""),
        ("state", ["AB", "NY"], "customer", CUSTOMER, "address_state"),
        ("state", ["open", "closed"], "ticket", ("id", "subject"), ""),
        ("city", ["Jakarta"], "customer", CUSTOMER, "address_city"),
        ("properties.$city", ["Jakarta"], "", ("properties.$os", "properties.$region"), "city"),
        ("title", ["IT Manager", "Sales"], "employee", ("first_name", "title"), "job_title"),
        ("title", ["Chapter One"], "films", ("year",), ""),
        ("log.creator.name", ["BrowserMob Proxy"], "har", ("log.creator.name", "log.creator.version"), ""),
        ("creator.name", PEOPLE, "", ("creator.name", "creator.version", "creator.email"), "person_name"),
        ("javascriptStack[].address", ["0x000055fc7b2cb180", "0x00007fff5fbfec38"], "", (), ""),
        ("address", ["Jl. Sudirman 12", "/dev/null"], "", (), "postal_address"),
        ("", [], "", (), ""),
    ],
)
def test_field(path: str, sample: list[str], table: str, neighbours: tuple[str, ...], kind: str) -> None:
    assert meaning_of_field(path, sample, table, neighbours) == kind


def test_other_kinds_bring_their_names() -> None:
    nik = Kind(
        id="id.nik",
        category="user.government_id.national_identification_number",
        by=By.CHECK,
        worse=Worse.FALSE_ALARM,
        source="test",
        label="NIK",
        label_id="NIK",
        names=("nik", "nomor_ktp"),
    )
    meanings = Meanings([nik])
    assert meanings.of_name("data.nomorKTP") == "id.nik"
    assert meanings.of_name("customer_nik") == "id.nik"
    assert meanings.of_name("picnik") == ""


@pytest.mark.parametrize("path", ["", ".", "...", "[]", "$", "a.[0].$", "💥", "x" * 10_000, "a." * 3_000])
def test_odd_paths(path: str) -> None:
    assert meaning_of_name(path) == ""
    assert could_hold(path) == ()


@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        (["Saya tidak bisa masuk sejak kemarin", "Tolong hubungi saya segera, terima kasih banyak"], True),
        (["我从昨天开始就无法登录我的账户了", "请尽快联系我谢谢你们的帮助"], True),
        (["the same old text again"] * 400, False),
        (["2ff5d160-21b5-5101-87e8-ba5aa69d7961", "3b41cbe7-b482-5ab6-a52e-cd02daa7c2e5"], False),
        (["https://example.org/a/b/c/d", "https://example.org/a very odd one"], False),
        (['{"a": "some words in here"}'], False),
        (["Siti Rahmawati", "Jakarta Selatan"], False),
        (["", "  "], False),
        ([], False),
    ],
)
def test_free_text(sample: list[str], expected: bool) -> None:
    assert is_free_text(sample) is expected


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("comment.body", ("chat_content", "api_request")),
        ("messages[].content", ("chat_content",)),
        ("properties.userPrompt", ("chat_content", "api_request")),
        ("isi_pesan", ("chat_content",)),
        ("usage.prompt_tokens", ("api_usage",)),
        ("job_title", ()),
        ("$browser", ()),
    ],
)
def test_only_a_person_can_say(path: str, kinds: tuple[str, ...]) -> None:
    assert could_hold(path) == kinds
    assert meaning_of_name(path) not in {"chat_content", "api_request", "api_usage"}


def test_examples_in_the_docstrings() -> None:
    assert doctest.testmod(meaning).failed == 0
