"""The draft says what the run and the confirmed facts bear out, in both languages, and nothing besides."""

from __future__ import annotations

import doctest
import re

import pytest
from tests.flows.statement.told import ABOUT, FIRST, KINDS, WIDER, by_topic, document, draft, facts, known, topics

from waspada.core.language import LANGUAGES
from waspada.flows.statement import attested
from waspada.flows.statement.check import Why, check
from waspada.flows.statement.compose import compose
from waspada.flows.statement.counsel import RULES
from waspada.flows.statement.material import Material
from waspada.flows.statement.sentence import Section
from waspada.flows.statement.statement import About
from waspada.notify.backing import Checker
from waspada.notify.sentence import Basis


@pytest.mark.parametrize("found", [None, FIRST, WIDER, {}], ids=["holding", "first", "wider", "nothing"])
@pytest.mark.parametrize("unsettled", [(), ("chat_content",), tuple(KINDS)], ids=["settled", "one", "all"])
def test_every_draft_may_be_published_as_it_is(found: dict[str, int] | None, unsettled: tuple[str, ...]) -> None:
    now = known(found=found, unsettled=unsettled) if found is not None else known(found=None)
    made = draft(now)
    assert check(made, now).problems == ()
    for said in made.sentences:
        assert said.text.keys() == set(LANGUAGES)
        assert all(re.fullmatch(r"[A-Z0-9“].*[.!?]", text) for text in said.text.values()), said.text
        assert not [text for text in said.text.values() if set(text) & set("{}")]
    assert len({one.id for one in made.sentences}) == len(made.sentences)


def test_each_sentence_says_what_it_rests_on() -> None:
    now = known()
    made = draft(now)
    checker = Checker(now.document)
    for said in made.sentences:
        if said.basis is Basis.COMPUTED:
            assert checker.check(said.backing).holds, said.text["en"]
        elif said.basis is Basis.ATTESTED:
            fact = now.facts[said.backing["fact"]].ours
            assert fact is not None
            assert fact.entry == said.backing["entry"]
            assert said.stated is not None
            assert (said.stated.on, said.stated.source) == (fact.time, "the incident report")
        else:
            assert said.basis is Basis.ADVICE
            assert said.backing["advice"] in RULES


def test_the_digest_is_read_in_fifteen_seconds() -> None:
    made = draft(known(found=WIDER))
    for lang in LANGUAGES:
        words = " ".join(one.text[lang] for one in made.of(Section.DIGEST)).split()
        assert len(words) <= 80, f"{len(words)} words"


def test_it_tells_what_was_exposed_and_what_was_not() -> None:
    made = draft(known(found=WIDER))
    assert by_topic(made, "exposed.email").text == {
        "en": "E-mail address: 12 people.",
        "id": "Alamat e-mail: 12 orang.",
    }
    assert by_topic(made, "digest.secrets").text["en"] == "1 password, key or session token is in it."
    assert "at least 12 and at most 14 people, in 3 organisations" in by_topic(made, "digest.people").text["en"]
    assert {"absent.payment", "absent.government", "absent.content"} <= topics(made)
    assert "absent.passwords" in topics(made)
    assert not {"absent.keys", "absent.contact", "exposed.token_issuer"} & topics(made)
    first = draft(known())
    assert {"absent.passwords", "absent.keys"} <= topics(first)
    assert by_topic(first, "questions.key").text["en"].startswith("Not because of this")
    assert by_topic(made, "questions.key.revoke").basis is Basis.ADVICE


def test_the_list_of_what_it_holds_is_complete_only_where_that_can_be_said() -> None:
    assert by_topic(draft(), "digest.exposed").backing["complete"] is True
    unsettled = draft(known(unsettled=["chat_content"]))
    assert "complete" not in by_topic(unsettled, "digest.exposed").backing
    assert "absent.content" not in topics(unsettled)
    assert "cannot be told yet" in by_topic(unsettled, "unknown.families").text["en"]


def test_a_file_that_could_not_be_opened_leaves_no_word_of_absence() -> None:
    made = draft(known(files_unopened=[{"path": "b.zip"}]))
    assert not [one for one in made.sentences if one.backing.get("check") == "absent"]
    assert by_topic(made, "unknown.unopened").text["en"] == "1 file could not be opened."


def test_the_holding_statement_says_what_we_do_not_know() -> None:
    made = draft(known(found=None))
    assert made.run is None
    assert len(list(made.of(Section.UNKNOWN))) == 4
    assert not list(made.of(Section.EXPOSED))
    assert all(not any(sign.isdigit() for sign in one.text["en"]) for one in made.of(Section.UNKNOWN))
    late = check(made, known())
    assert not late.may_be_published
    assert {one.why for one in late.problems if one.blocks} == {Why.CONTRADICTED}


def test_without_any_fact_it_states_nothing() -> None:
    made = compose(Material(about=About(company="Lumen", vendor="Kirana Analytics"), facts={}))
    first = made.sentences[0]
    assert first.basis is Basis.FRAME
    assert not [one for one in made.sentences if one.basis is Basis.ATTESTED]
    assert "Kirana Analytics" in first.text["id"]


def test_only_what_we_confirmed_is_attested() -> None:
    claimed = {"by": "vendor", "status": "claimed"}
    made = draft(known(("detected_at", "2026-03-09T10:00:00Z", claimed), ("cause", "A forged text message.", claimed)))
    assert not {"happened.detected_at", "happened.cause"} & topics(made)
    unsure = draft(known(("contained", True, {"status": "claimed"})))
    assert "did.contained" not in topics(unsure)
    taken_back = draft(known(("contained", None)))
    assert "did.contained" not in topics(taken_back)


def test_the_timeline_is_in_order_and_days_are_of_the_zone() -> None:
    from zoneinfo import ZoneInfo

    spread = {"from": "2026-03-09T01:00:00Z", "to": "2026-03-11T20:00:00Z"}
    made = draft(known(("detected_at", spread)), zone=ZoneInfo("Asia/Jakarta"))
    rows = [one.text for one in made.of(Section.HAPPENED)]
    assert rows[0]["en"] == "8 March 2026: the attack on Kirana Analytics began."
    assert rows[1]["en"].startswith("Between 9 March 2026 and 12 March 2026: Kirana Analytics")
    assert rows[1]["id"].startswith("Antara 9 Maret 2026 dan 12 Maret 2026: Kirana Analytics")


def test_a_note_is_a_sentence_in_both_languages() -> None:
    made = draft()
    assert by_topic(made, "did.note.did_removed").text["id"] == "Kami menghapus Kirana dari semua produk."
    assert doctest.testmod(attested).failed == 0
    once = draft(known(("note.did_keys", "We changed all keys")))
    assert by_topic(once, "did.note.did_keys").text == {"en": "We changed all keys.", "id": "We changed all keys."}
    found = check(once, known(("note.did_keys", "We changed all keys"))).problems
    assert [one.why for one in found] == [Why.ONE_LANGUAGE]
    assert "did.note.didactic" not in topics(draft(known(("note.didactic", "No sentence of ours."))))


def test_the_public_is_not_told_what_helps_the_attacker_or_names_our_people() -> None:
    telling = document(WIDER)
    telling["people"] |= {"admins": 4, "admins_without_mfa": 3}
    made = compose(Material(about=ABOUT, facts=facts(), document=telling, run=1))
    assert "admin" not in str([one.text for one in made.sentences])
    assert "Acme" not in str([one.text for one in made.sentences])
    assert "dewi" not in str(made.as_json())
    named = compose(
        Material(about=ABOUT, facts=facts(), document=telling, run=1, speakers={"dewi": "our security lead"})
    )
    assert by_topic(named, "did.contained").stated.person == "our security lead"  # type: ignore[union-attr]


def test_a_claim_about_everybody_stands_while_it_holds() -> None:
    assert by_topic(draft(), "who.claim.only-api").text["en"] == "Only API users are in it."
    claims = [row | {"verdict": "contradicted"} for row in document()["claims"]]
    assert "who.claim.only-api" not in topics(draft(known(claims=claims)))


@pytest.mark.parametrize("odd", [{}, {"kinds": {}}, {"accounting": {}}, {"findings": [], "absent": []}], ids=str)
def test_a_run_that_says_little_gives_a_short_draft(odd: dict[str, object]) -> None:
    thin = {"accounting": {"cells": 0}, **odd}
    made = compose(Material(about=ABOUT, facts=facts(), document=thin, run=1))
    assert not [one for one in made.sentences if one.section in (Section.EXPOSED, Section.ABSENT, Section.WHO)]
