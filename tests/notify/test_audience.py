"""Whom a notice goes to: one letter per address, nobody lost, nobody merged with somebody else."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest
from tests.notify.people_made import KEY, person, run_of

from waspada.core.errors import BadInput
from waspada.notify.audience import Counts, Planned, Run, language, plan, without_facts
from waspada.notify.recipient import Audience, Recipient


def planned(run: Run, languages: tuple[str, ...] = ("en", "id")) -> Planned:
    return plan(run, KEY, languages, "en")


def only(run: Run) -> Recipient:
    (one,) = planned(run).recipients()
    return one


def adds_up(counts: Counts) -> bool:
    return counts.people == counts.told + counts.in_shared + counts.without_address


def test_accounts_with_one_address_and_one_name_get_one_letter_with_everything() -> None:
    run = run_of(
        [
            person(1, ("email", "phone"), email="Budi@Example.org", name="Budi Santoso", mfa="on"),
            person(2, ("email", "city"), email=" budi@example.org", name="SANTOSO, Budi", mfa="off"),
            person(3, ("email",), email="BUDI@EXAMPLE.ORG", name="", account_id=""),
        ],
        admins={1: ["o1"], 2: ["o1", "o2"]},
        organisations={"o1": "PT Satu", "o2": "PT Dua"},
        secrets=[(2, "secret.aws", "AWS"), (1, "secret.aws", "AWS")],
    )
    one = only(run)
    assert one.kinds == ("city", "email", "phone")
    assert [customer.name for customer in one.customers] == ["PT Satu", "PT Dua"]
    assert (one.mfa, one.audience, len(one.people), len(one.found_keys)) == ("off", Audience.ADMIN, 3, 1)
    assert one.address == "Budi@Example.org", "as it was written: the part before @ is the receiver's own affair"
    counts = planned(run).counts
    assert (counts.letters, counts.told, counts.merged) == (1, 3, 1)
    assert adds_up(counts)


@pytest.mark.parametrize(
    ("names", "held"),
    [
        (("Ani", "Budi"), True),
        (("Ani", "", "Budi"), True),
        (("Siti", "Siti Aminah"), True),
        (("José Pérez", "Jose  PEREZ"), False),
        (("Budi-Santoso", "budi santoso"), False),
        (("", ""), False),
        (("李雷", "韓梅梅"), True),
    ],
)
def test_different_names_at_one_address_are_held(names: tuple[str, ...], held: bool) -> None:
    rows = [person(at, name=name, email="rumah@example.org") for at, name in enumerate(names)]
    found = planned(run_of([*rows, person(9)]))
    assert len(found.held) == held
    assert found.counts.in_shared == (len(names) if held else 0)
    assert len(list(found.recipients())) == (1 if held else 2)
    assert adds_up(found.counts)


def test_a_shared_address_can_be_merged_or_told_without_facts() -> None:
    rows = [person(1, ("email", "phone"), email="a@b.example"), person(2, ("email", "city"), email="a@b.example")]
    (shared,) = planned(run_of(rows, admins={1: ["o"]}, organisations={"o": "PT"})).held
    assert shared.recipient.kinds == ("city", "email", "phone")
    assert shared.names == ("Orang Nomor1", "Orang Nomor2")
    plain = without_facts(shared.recipient)
    assert plain.recipient_id == shared.recipient.recipient_id
    assert (plain.kinds, plain.customers, plain.name, plain.found_keys, plain.mfa) == ((), (), "", (), "unknown")
    assert not any(name in repr(shared) for name in shared.names)


@pytest.mark.parametrize("address", ["", "  ", "not an address", "a@b", "a@b.example\nBcc: c@d.example", "+62 812 345"])
def test_who_has_no_address_that_mail_reaches_is_listed(address: str) -> None:
    found = planned(run_of([person(1, email=address), person(2)]))
    assert found.without_address == (f"{1:032x}",)
    assert found.counts.unusable_address == bool(address.strip())
    assert adds_up(found.counts)


def test_languages_come_from_the_locale_and_missing_ones_are_counted() -> None:
    locales = ("id-ID", "in_ID", "de-AT", "de", "", "pt-BR", "EN")
    found = planned(run_of([person(at, locale=locale) for at, locale in enumerate(locales)]))
    assert [one.lang for one in found.recipients()] == ["id", "id", "en", "en", "en", "en", "en"]
    assert found.counts.without_text == {"de": 2, "pt": 1}
    assert found.counts.by_lang == {"en": 5, "id": 2}


def test_of_merged_accounts_the_one_with_a_text_decides_the_language() -> None:
    rows = [person(1, locale="fr", email="a@b.example", name=""), person(2, locale="id", email="a@b.example")]
    found = planned(run_of(rows))
    assert [one.lang for one in found.recipients()] == ["id"]
    assert found.counts.without_text == {}


@pytest.mark.parametrize(
    ("locale", "expected"), [("zh-Hant-TW", "zh-Hant"), ("zh-CN", "zh"), ("id_ID.UTF-8@x", "id"), ("xx", None)]
)
def test_the_longest_tag_wins(locale: str, expected: str | None) -> None:
    assert language(locale, ["zh", "zh-Hant", "id"]) == expected


def test_audiences_follow_role_and_account() -> None:
    run = run_of(
        [person(1), person(2), person(3, account_id=""), person(4, account_id="", relation="mentioned")],
        admins={1: ["o"], 2: ["nobody-affected"]},
        organisations={"o": "PT"},
        ambiguous=3,
        secrets=[(None, "secret.aws", "AWS")],
    )
    found = planned(run)
    told = list(found.recipients())
    assert [one.audience for one in told] == [Audience.ADMIN, Audience.USER, Audience.NO_ACCOUNT, Audience.NO_ACCOUNT]
    assert [one.mentioned for one in told] == [False, False, False, True]
    assert found.counts.by_audience == {"admin": 1, "no_account": 2, "user": 1}
    assert (found.counts.ambiguous, found.counts.keys_of_nobody, found.counts.mentioned) == (3, 1, 1)


def test_mfa_is_on_only_where_every_account_has_it() -> None:
    rows = [person(1, mfa="on", email="a@b.example", name=""), person(2, mfa="unknown", email="a@b.example")]
    assert only(run_of(rows)).mfa == "unknown"


def test_roles_decide_where_an_old_run_does_not_say_who_administers() -> None:
    run = run_of([person(1)], admins={1: ["o"]}, organisations={"o": "PT"})
    assert only(replace(run, memberships=run.memberships.drop_columns(["admin"]))).audience is Audience.ADMIN


def test_ids_are_keyed_and_the_same_each_time() -> None:
    run = run_of([person(at) for at in range(5)])
    first, again = ([one.recipient_id for one in planned(run).recipients()] for _ in range(2))
    other = [one.recipient_id for one in plan(run, bytes(32), ("en",), "en").recipients()]
    assert first == again
    assert not {*first} & {*other}


def test_nobody_at_all() -> None:
    found = planned(run_of([]))
    assert (found.counts.people, found.held, list(found.recipients())) == (0, (), [])


@pytest.mark.parametrize("broken", ["column", "language"])
def test_what_cannot_be_planned_is_refused(broken: str) -> None:
    run = run_of([person(1)])
    if broken == "column":
        run = replace(run, people=run.people.drop_columns(["kinds"]))
    with pytest.raises(BadInput):
        plan(run, KEY, ("id",) if broken == "language" else ("en",), "en")


def test_recipients_come_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("waspada.notify.audience._BATCH", 200)
    rows: list[dict[str, Any]] = [person(0)]
    run = run_of(rows)
    many = 4_000
    texts = {
        name: pa.chunked_array([pa.array(run.people[name].to_pylist() * many, run.people[name].type)])
        for name in run.people.column_names
    }
    texts["person_id"] = pa.chunked_array([pa.array([f"{at:032x}" for at in range(many)])])
    texts["email"] = pa.chunked_array([pa.array([f"o{at}@example.org" for at in range(many)])])
    found = planned(replace(run, people=pa.table(texts)))
    tracemalloc.start()
    seen = sum(1 for _ in found.recipients())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seen == many
    assert peak < 2 << 20, "a batch at a time, however many people there are"
