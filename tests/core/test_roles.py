"""Roles by name: what plays which part when no format tells."""

from __future__ import annotations

import pytest

from waspada.core.roles import Roles, Time, by_name, epoch_unit, snake


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("$current_url", "current_url"),
        ("currentURL", "current_url"),
        ("Distinct ID", "distinct_id"),
        ("mp_country_code", "country_code"),
        ("mp_reserved_city", "city"),
        ("items[]", "items"),
        ("UserId", "user_id"),
        ("_insert_id", "insert_id"),
    ],
)
def test_snake(name: str, plain: str) -> None:
    assert snake(name) == plain


def test_shallow_before_deep_and_lists_are_about_others() -> None:
    roles = by_name(["requester.email", "Email", "cc[].email", "user_id", "org_id", "created_at"])
    assert roles.email == ("Email", "requester.email")
    assert roles.account == ("user_id",)
    assert roles.organisation == ("org_id",)
    assert roles.time == (Time("created_at"),)


def test_an_id_names_the_person_only_where_the_row_is_a_person() -> None:
    assert by_name(["id", "email", "name"]).account == ("id",)
    assert by_name(["id", "event", "email"]).account == ()
    assert by_name(["id", "subject", "status"]).account == ()


def test_an_events_name_is_not_a_persons() -> None:
    assert by_name(["event", "name", "user_id"]).name == ()
    assert by_name(["event", "full_name", "user_id"]).name == ("full_name",)


def test_indonesian_names() -> None:
    roles = by_name(["id_pelanggan", "nama_lengkap", "surel", "no_hp", "kota", "provinsi"])
    assert (roles.account, roles.name, roles.email) == (("id_pelanggan",), ("nama_lengkap",), ("surel",))
    assert (roles.phone, roles.city, roles.region) == (("no_hp",), ("kota",), ("provinsi",))


def test_merging_keeps_order() -> None:
    both = Roles(account=("a",), device_prefix="$device:").merged(Roles(account=("b", "a"), time=(Time("t"),)))
    assert both == Roles(account=("a", "b"), time=(Time("t"),), device_prefix="$device:")
    assert both.paths() == {"a", "b", "t"}


@pytest.mark.parametrize(
    ("value", "unit"), [(1762646400, "s"), (1762646400000, "ms"), (1762646400000000, "us"), (1762646400 * 10**9, "ns")]
)
def test_units_of_time(value: int, unit: str) -> None:
    assert epoch_unit(value) == unit


def test_who_did_it_is_the_person_only_where_nobody_else_is_named() -> None:
    assert by_name(["chat_id", "actor_id", "message"]).account == ("actor_id",)
    assert by_name(["assignee_id", "submitter_id"]).account == ("submitter_id",)
    assert by_name(["requester_id", "assignee_id"]).account == ("requester_id",)
    assert by_name(["email", "owner_id"]).account == ()
    assert by_name(["ticket.author_id"]).account == ()
