"""What all letters of a draft share: addresses of ours, and sentences on facts that we confirmed."""

from __future__ import annotations

from typing import Any

import pytest
from tests.noticed import granted
from tests.store.db.letters import NOW, notice
from tests.workbench import Workbench

from waspada.core.errors import BadInput
from waspada.flows.case import facts
from waspada.store.db import folders, notice_edit
from waspada.store.db.access import NotAllowed

TEXTS = {"en": "We shut it.", "id": "Kami menutupnya."}


def draft(bench: Workbench) -> Any:
    made = notice(bench.case(), 1, state="draft")
    type(made).objects.filter(pk=made.pk).update(languages=["en", "id"], digest="d" * 64)
    made.refresh_from_db()
    return made


@pytest.mark.parametrize(
    "url",
    ["http://example.com/", "https://", "https://localhost/", "https://me@example.com/", "https://a b.example/", "x"],
)
def test_an_address_is_one_of_a_page_over_tls(workbench: Workbench, url: str) -> None:
    made = draft(workbench)
    with pytest.raises(BadInput):
        notice_edit.save(granted(workbench, "Bob", made.case), made, {"check_url": url}, now=NOW)


def test_what_is_saved_takes_the_digest_away_and_needs_the_right(workbench: Workbench) -> None:
    made = draft(workbench)
    given = {"contact": "desk@example.com", "lookup_url": "https://example.com/list"}
    with pytest.raises(NotAllowed):
        notice_edit.save(granted(workbench, "Rita", made.case), made, given, now=NOW)
    notice_edit.save(granted(workbench, "Bob", made.case), made, given, now=NOW)
    made.refresh_from_db()
    assert (made.digest, made.material["contact"]) == ("", "desk@example.com")
    assert made.material["lookup_url"] == "https://example.com/list"


def test_a_sentence_needs_a_confirmed_fact_every_language_and_nobodys_values(workbench: Workbench) -> None:
    made = draft(workbench)
    bob = granted(workbench, "Bob", made.case)
    opened, cache = folders.opened(made.case), workbench.home / "cache"
    facts.state(opened, "acquired", "yes", actor="Bob", now=NOW, cache=cache, by="vendor")
    said = facts.state(opened, "contained", "yes", actor="Bob", now=NOW, cache=cache)
    for place, fact, texts in (
        ("elsewhere", "contained", TEXTS),
        ("what_we_did", "acquired", TEXTS),
        ("what_we_did", "unheard", TEXTS),
        ("what_we_did", "contained", {"en": "We shut it."}),
        ("what_we_did", "contained", {**TEXTS, "en": "Write to ani@example.org"}),
        ("what_we_did", "contained", {**TEXTS, "en": "x" * 501}),
    ):
        with pytest.raises(BadInput):
            notice_edit.add(bob, made, place, fact, texts, now=NOW)
    notice_edit.add(bob, made, "what_we_did", "contained", TEXTS, now=NOW)
    made.refresh_from_db()
    (row,) = made.material["what_we_did"]
    assert row["backing"] == {"fact": "contained", "entry": said.entry}
    notice_edit.take(bob, made, "what_we_did", row["id"], now=NOW)
    made.refresh_from_db()
    assert made.material["what_we_did"] == []
    with pytest.raises(BadInput):
        notice_edit.take(bob, made, "company", row["id"], now=NOW)
