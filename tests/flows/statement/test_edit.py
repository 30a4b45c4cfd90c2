"""What people may do to a draft, and what they may not."""

from __future__ import annotations

from typing import Any

import pytest
from tests.flows.statement.told import WIDER, by_topic, draft, facts, known, topics

from waspada.core.errors import BadInput
from waspada.flows.statement import edit
from waspada.flows.statement.check import check
from waspada.flows.statement.sentence import Section, both
from waspada.flows.statement.statement import Statement
from waspada.notify.sentence import Basis

WORDS = both("Nine to eleven people are in it.", "Ada sembilan sampai sebelas orang di dalamnya.")
COUNTED = both("9 to 11 people from 3 organisations are in it.", "Ada 9 sampai 11 orang dari 3 organisasi di dalamnya.")


def reword(made: Statement, topic: str, text: Any, **more: Any) -> Statement:
    key = by_topic(made, topic).id
    return edit.reword(made, key, text, by="Rina", now=known(), cache=None, **more)


def add(
    made: Statement, section: Section, basis: Basis, backing: dict[str, Any], text: Any = None, **more: Any
) -> Statement:
    words = text or both("We say this.", "Kami menyatakan ini.")
    now = more.pop("now", known())
    return edit.add(made, section, words, basis, backing, by="Rina", now=now, cache=None, **more)


def test_a_reworded_sentence_keeps_its_backing_and_says_who_worded_it() -> None:
    made = draft()
    after = reword(made, "who.people", COUNTED)
    old, new = by_topic(made, "who.people"), by_topic(after, "who.people")
    assert (new.id, new.backing, new.basis) == (old.id, old.backing, old.basis)
    assert (new.text, new.worded_by) == (COUNTED, "Rina")
    assert check(after, known()).may_be_published
    assert reword(made, "who.people", dict(old.text)) == made


@pytest.mark.parametrize(
    "text",
    [
        WORDS,
        both("10 people are in it.", "Ada 9 orang di dalamnya."),
        both("9 people are in it.", "Ada 9.000 orang di dalamnya."),
        {"en": "9 people are in it."},
        {"en": "9 people are in it.", "id": "  "},
        {**COUNTED, "de": "9 Personen."},
        both("9 people,\nall of them.", "9 orang."),
        both("x" * 601, "9 orang."),
        both("Ask ana.sari@kirana.example.", "9 orang."),
    ],
    ids=str,
)
def test_what_may_not_be_written(text: dict[str, str]) -> None:
    with pytest.raises(BadInput) as caught:
        reword(draft(), "who.people", text)
    assert "ana.sari" not in f"{caught.value} {caught.value.advice}"


def test_a_sentence_that_is_not_there_cannot_be_reworded() -> None:
    with pytest.raises(BadInput, match="no such sentence"):
        edit.reword(draft(), "who.people.0000000000", COUNTED, by="Rina", now=known(), cache=None)


def test_an_answer_may_get_another_question() -> None:
    asked = both("Is my data in it?", "Apakah data saya ada di dalamnya?")
    after = reword(draft(), "questions.ask", both("Ask us.", "Tanyakan kepada kami."), question=asked)
    assert by_topic(after, "questions.ask").question == asked


def test_a_dropped_sentence_stays_out_until_somebody_brings_it_back() -> None:
    made = draft()
    key = by_topic(made, "who.matched").id
    after = edit.drop(made, key, by="Rina", reason="It helps nobody.", cache=None)
    assert "who.matched" not in topics(after)
    assert [(one.topic, one.by, one.reason) for one in after.dropped] == [("who.matched", "Rina", "It helps nobody.")]
    again = edit.carried(after, draft(known(found=WIDER)))
    assert "who.matched" not in topics(again)
    assert edit.bring_back(after, "who.matched", draft()).sentences == made.sentences
    with pytest.raises(BadInput, match="dropped"):
        edit.bring_back(after, "who.people", draft())
    with pytest.raises(BadInput, match="reason"):
        edit.drop(made, key, by="Rina", reason=" ", cache=None)


def test_an_added_sentence_stands_on_a_confirmed_fact() -> None:
    stated = ("note.spread", "Nobody has offered it for sale.")
    now = known(stated)
    backing = {"fact": "note.spread", "entry": facts(stated)["note.spread"].history[-1].entry}
    words = both("Nobody has offered the data for sale.", "Belum ada yang menawarkan data itu.")
    after = add(draft(), Section.HAPPENED, Basis.ATTESTED, backing, words, now=now, person="our security lead")
    new = next(one for one in after.sentences if one.text == words)
    assert new.stated is not None
    assert (new.stated.person, new.worded_by) == ("our security lead", "Rina")
    assert check(after, now).may_be_published
    assert not check(after, known(stated, ("note.spread", "It is for sale."))).may_be_published
    rows = [one.section for one in after.sentences]
    assert rows == sorted(rows, key=list(Section).index)


def test_an_added_sentence_stands_on_the_assessment() -> None:
    backing = {"check": "absent", "names": ["user.government_id"]}
    after = add(draft(), Section.ABSENT, Basis.COMPUTED, backing, both("No identity number.", "Tidak ada nomor induk."))
    assert check(after, known()).may_be_published
    assert not check(after, known(found={"id.nik": 1})).may_be_published


def test_an_added_answer_has_a_question() -> None:
    asked = both("Whom can I ask?", "Kepada siapa saya dapat bertanya?")
    after = add(draft(), Section.QUESTIONS, Basis.ADVICE, {"advice": "ask"}, question=asked)
    assert [one.question for one in after.of(Section.QUESTIONS)][-1] == asked
    with pytest.raises(BadInput, match="question"):
        add(draft(), Section.QUESTIONS, Basis.ADVICE, {"advice": "ask"})


@pytest.mark.parametrize(
    ("section", "basis", "backing"),
    [
        (Section.ABSENT, Basis.COMPUTED, {"check": "absent", "names": ["email"]}),
        (Section.ABSENT, Basis.COMPUTED, {"check": "absent", "names": ["user.health"]}),
        (Section.ABSENT, Basis.COMPUTED, {}),
        (Section.DID, Basis.COMPUTED, {"check": "absent", "names": ["payment_card"]}),
        (Section.DID, Basis.ATTESTED, {}),
        (Section.DID, Basis.ATTESTED, {"fact": "contained", "entry": 1}),
        (Section.DID, Basis.ATTESTED, {"fact": "contained", "entry": 5, "also": [{"fact": "published", "entry": 2}]}),
        (Section.DO, Basis.ADVICE, {"advice": "pay them"}),
        (Section.DO, Basis.ADVICE, {}),
        (Section.ABSENT, Basis.ADVICE, {"advice": "never"}),
        (Section.DIGEST, Basis.FRAME, {}),
        (Section.DO, Basis.FRAME, {}),
    ],
    ids=str,
)
def test_what_rests_on_nothing_is_not_added(section: Section, basis: Basis, backing: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        add(draft(), section, basis, backing)


def test_the_same_sentence_is_not_added_twice() -> None:
    after = add(draft(), Section.DO, Basis.ADVICE, {"advice": "never"})
    with pytest.raises(BadInput, match="already"):
        add(after, Section.DO, Basis.ADVICE, {"advice": "never"})


def test_composed_anew_the_draft_keeps_what_people_did_as_far_as_it_says_the_same() -> None:
    made = add(reword(draft(), "who.people", COUNTED), Section.DO, Basis.ADVICE, {"advice": "never"})
    made = reword(made, "did.contained", both("It is closed.", "Sudah ditutup."))
    after = edit.carried(made, draft(known(found=WIDER)))
    assert "12" in by_topic(after, "who.people").text["en"]
    assert by_topic(after, "who.people").worded_by == ""
    assert by_topic(after, "did.contained").text["en"] == "It is closed."
    assert len(after.sentences) == len(draft(known(found=WIDER)).sentences) + 1
    assert edit.carried(made, draft()).sentences == made.sentences
