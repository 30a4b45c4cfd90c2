"""What changed from one version to the next is told sentence by sentence, and a version never changes again."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.flows.statement.told import WIDER, by_topic, draft, known

from waspada.core.errors import NothingReadable
from waspada.flows.statement import edit, versions
from waspada.flows.statement.sentence import Section, both
from waspada.flows.statement.versions import Kind, changes, next_version
from waspada.notify.sentence import Basis

FIRST, SECOND, THIRD = "2026-03-12T12:00:00Z", "2026-03-14T12:00:00Z", "2026-04-02T12:00:00Z"


def test_the_first_version_has_no_changes_and_the_next_counts_on() -> None:
    first = next_version([], draft(known(found=None)), at=FIRST)
    second = next_version([first], draft(), at=SECOND, note=both("Searched.", "Sudah diperiksa."))
    assert (first.number, first.changes) == (1, ())
    assert second.number == 2
    assert second.changes


def test_a_wider_scope_corrects_what_was_said() -> None:
    made = {one.id or one.was: one for one in changes(draft(), draft(known(found=WIDER, run=2)))}
    kinds = {(one.kind, one.before.get("en", ""), one.after.get("en", "")) for one in made.values()}
    assert (Kind.CORRECTED, "E-mail address: 9 people.", "E-mail address: 12 people.") in kinds
    assert (Kind.ADDED, "", "City: 5 people.") in kinds
    assert any(kind is Kind.DROPPED and "keys" in before for kind, before, _ in kinds)
    assert not any(before == after for _, before, after in kinds)
    same = by_topic(draft(), "did.contained").id
    assert same not in made


def test_reworded_is_told_from_corrected() -> None:
    old = draft()
    new = edit.reword(
        old, by_topic(old, "did.contained").id, both("It is shut.", "Sudah rapat."), by="Rina", now=known(), cache=None
    )
    (only,) = changes(old, new)
    assert (only.kind, only.after["en"], only.was) == (Kind.REWORDED, "It is shut.", only.id)
    restated = known(("contained", True))
    assert changes(old, draft(restated)) == ()
    assert draft(restated).sentences != old.sentences


def test_added_and_dropped_are_told() -> None:
    old = draft()
    less = edit.drop(old, by_topic(old, "who.matched").id, by="Rina", reason="It helps nobody.", cache=None)
    assert [one.kind for one in changes(old, less)] == [Kind.DROPPED]
    assert [one.kind for one in changes(less, old)] == [Kind.ADDED]
    more = edit.add(
        old, Section.DO, both("Never.", "Jangan."), Basis.ADVICE, {"advice": "never"}, by="R", now=known(), cache=None
    )
    assert [one.kind for one in changes(old, more)] == [Kind.ADDED]


def test_another_contact_or_domain_is_shown_as_an_edit() -> None:
    old = draft()
    new = replace(old, about=replace(old.about, contact="help@lumen.example", domains=("lumen.example",)))
    assert [(one.section, one.before["en"], one.after["id"]) for one in changes(old, new)] == [
        (Section.CONTACT, "incident@lumen.example", "help@lumen.example"),
        (Section.CONTACT, "lumen.example, mail.lumen.example", "lumen.example"),
    ]
    assert [one.id for one in changes(old, replace(old, title=both("a", "b")))] == ["title"]


def test_changes_stand_in_the_order_of_the_page() -> None:
    rows = [one.section for one in changes(draft(known(found=None)), draft(known(found=WIDER)))]
    assert rows == sorted(rows, key=list(Section).index)


def test_a_version_is_read_as_it_was_written() -> None:
    first = next_version([], draft(known(found=None)), at=FIRST)
    second = next_version([first], draft(), at=SECOND, note=both("Searched.", "Sudah diperiksa."))
    for one in (first, second):
        assert versions.from_json(json.loads(json.dumps(versions.as_json(one)))) == one


@pytest.mark.parametrize(
    "part",
    ["schema", "number", "statement", "changes", "note"],
)
def test_what_is_no_version_is_said_to_be_none(part: str) -> None:
    row = versions.as_json(next_version([], draft(), at=FIRST))
    with pytest.raises(NothingReadable):
        versions.from_json({key: value for key, value in row.items() if key != part})
    with pytest.raises(NothingReadable):
        versions.from_json(row | {part: 5} if part != "number" else row | {"schema": "other"})


def test_an_id_stays_while_the_sentence_says_the_same() -> None:
    one, other = draft(), draft(known(("contained", True)))
    assert by_topic(one, "did.contained").id == by_topic(other, "did.contained").id
    closed = by_topic(draft(known(("told_us_at", "2026-03-11T10:00:00Z"))), "happened.told_us_at")
    assert closed.id != by_topic(one, "happened.told_us_at").id
    assert replace(closed, text=both("a.", "b.")).id == closed.id
