"""One digest over texts, audience and evidence: whatever changes, it changes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from waspada.flows.notices import lock
from waspada.flows.notices.lock import Audience, Count, Evidence, Locked

ROW = ("r1", "mail", "queued", "user", "en", "0" * 64)


def made(**more: Any) -> Locked:
    return Locked(
        version="1",
        texts={"en": {"greeting": "Hello"}},
        material={"vendor": "Acme"},
        sender={"address": "notice@example.com"},
        audience=Audience(
            sha256=lock.audience_sha256([ROW]),
            counts=[
                Count(audience="user", lang="en", channel="mail", state="queued", letters=1),
                Count(audience="user", lang="en", channel="mail", state="held", letters=2),
            ],
        ),
        evidence=Evidence(run=1, manifest="m" * 64, entries=[2, 5]),
        **more,
    )


CHANGES: list[dict[str, Any]] = [
    {"version": "2"},
    {"texts": {"en": {"greeting": "Hi"}}},
    {"material": {"vendor": "Other"}},
    {"sender": {"address": "else@example.com"}},
    {"audience": Audience(sha256="f" * 64, counts=[])},
    {"evidence": Evidence(run=2, manifest="m" * 64, entries=[2, 5])},
    {"evidence": Evidence(run=1, manifest="n" * 64, entries=[2, 5])},
    {"evidence": Evidence(run=1, manifest="m" * 64, entries=[2])},
    {"corrects": "1"},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: next(iter(one)))
def test_every_change_changes_the_digest(change: dict[str, Any]) -> None:
    assert replace(made(), **change).digest != made().digest


def test_the_same_parts_give_the_same_digest() -> None:
    assert made().digest == made().digest
    assert made().audience.letters == 1


def test_the_audience_hash_sees_every_part_of_a_row() -> None:
    whole = lock.audience_sha256([ROW])
    for at in range(len(ROW)):
        changed: list[str] = [*ROW[:at], "other", *ROW[at + 1 :]]
        assert lock.audience_sha256([tuple(changed)]) != whole  # type: ignore[list-item]
    assert lock.audience_sha256([ROW, ROW]) != whole


def test_the_document_holds_what_the_digest_is_over_and_the_approval_names_it() -> None:
    document = json.loads(lock.content(made(), case_id="c", vendor="Acme"))
    assert document["schema"] == "waspada/notice/1"
    assert document["digest"] == made().digest
    assert document["sha256"] == made().parts
    assert document["audience"]["letters"] == 1
    assert lock.parameters(made()) == {"notice": "1", "digest": made().digest, "run": 1, "letters": 1}
