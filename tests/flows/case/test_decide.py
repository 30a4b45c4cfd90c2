"""Decisions on record: three people, none deleted, the later one counts, disagreement shown."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from waspada.assess.decisions import read_decisions
from waspada.core.custody import Action
from waspada.core.errors import BadInput, EvidenceAltered, Locked
from waspada.core.person_key import person_id
from waspada.flows.case.decide import (
    Subject,
    against,
    decide,
    decide_file,
    decisions_of,
    file_needs_key,
    needs_key,
    on_record,
    subject_as_json,
    subjects_of,
)
from waspada.readers.age import Identity
from waspada.store.case.folder import CaseFolder, create, load

NOW = 1764079320.0  # 2025-11-25T14:02:00Z
ID = "3f1c" * 8


class Clock:
    """Goes on a minute with each entry."""

    now = NOW

    def __call__(self) -> float:
        self.now += 60
        return self.now


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    return create(tmp_path / "case", title="t", vendor="v", actor="alice", clock=Clock())


def put(case: CaseFolder, actor: str, now: float = NOW, **row: Any) -> None:
    decide(case, [{"reason": f"{actor} read it", **row}], actor=actor, now=now, cache=None)


def note(case: CaseFolder) -> Subject:
    (subject,) = subjects_of(case.custody.entries())
    return subject


def test_the_later_decision_counts_and_both_stay(case: CaseFolder) -> None:
    put(case, "Alice", field="note", meaning="chat_content")
    put(case, "Bob", field="note", meaning="nothing")
    subject = note(case)
    assert [(one.actor, one.decision.meaning) for one in subject.history] == [
        ("Alice", "chat_content"),
        ("Bob", "nothing"),
    ]
    assert subject.counts.actor == "Bob"
    assert subject.disputed
    assert decisions_of(case.custody.entries()).meanings() == {("", "note"): "nothing"}


def test_who_changes_their_mind_does_not_disagree(case: CaseFolder) -> None:
    put(case, "Alice", field="note", meaning="chat_content")
    put(case, "alice", field="note", meaning="nothing")
    assert not note(case).disputed
    assert len(note(case).voices) == 1
    assert len(note(case).history) == 2


def test_a_disagreement_ends_when_one_decides_as_the_other(case: CaseFolder) -> None:
    put(case, "Alice", field="note", meaning="chat_content")
    put(case, "Bob", field="note", meaning="nothing")
    put(case, "Charlie", field="note", meaning="chat_content")
    assert note(case).disputed
    assert [one.actor for one in note(case).voices] == ["Charlie", "Bob", "Alice"]
    put(case, "Bob", field="note", meaning="chat_content")
    assert not note(case).disputed
    assert len(note(case).history) == 4


def test_against_names_the_others(case: CaseFolder) -> None:
    put(case, "Alice", field="note", meaning="chat_content")
    kept = decide(case, [{"field": "note", "meaning": "nothing", "reason": "r"}], actor="Bob", now=NOW, cache=None)
    assert [one.actor for one in against(kept, subjects_of(case.custody.entries()))] == ["Alice"]


def test_findings_and_matches(case: CaseFolder) -> None:
    put(case, "Alice", finding={"kind": "phone", "field": "build"}, reject=True)
    put(case, "Alice", finding={"kind": "phone"}, confirm=True)
    put(case, "Bob", match=ID, reject=True)
    found = decisions_of(case.custody.entries())
    assert [(one.kind, one.field, one.rejected) for one in found.findings] == [
        ("phone", "build", True),
        ("phone", "", False),
    ]
    assert [(one.match, one.rejected) for one in found.matches] == [(ID, True)]


def test_an_account_id_is_kept_as_the_person_id_of_this_case(case: CaseFolder) -> None:
    put(case, "Alice", match=ID, confirm="budi@example.org")
    person = person_id(case.key(), account="budi@example.org")
    assert decisions_of(case.custody.entries()).matches[0].person == person
    assert b"budi" not in (case.path / "custody.ndjson").read_bytes()
    put(case, "Alice", match=ID, confirm=person)
    assert len(note(case).history) == 2
    assert not note(case).disputed


def test_an_account_id_needs_the_key_of_an_encrypted_case(tmp_path: Path) -> None:
    path = create(tmp_path / "c", title="t", vendor="v", actor="a", clock=lambda: NOW, identity=Identity.new()).path
    case = load(path, clock=lambda: NOW)
    row = {"match": ID, "confirm": "user-1", "reason": "r"}
    assert needs_key(row)
    assert not needs_key({**row, "confirm": ID})
    with pytest.raises(Locked):
        decide(case, [row], actor="a", now=NOW, cache=None)
    assert len(case.custody.entries()) == 1


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"field": "note", "meaning": "chat_contents"}, "no such kind"),
        ({"field": "note"}, "needs its `meaning`"),
        ({"finding": {"kind": "telephone"}, "reject": True}, "no such kind"),
        ({"finding": {"kind": "nothing"}, "reject": True}, "no such kind"),
        ({"finding": {"kind": "phone"}}, "`confirm: true` or `reject: true`"),
        ({"match": "budi@example.org", "reject": True}, "named by its id"),
        ({"match": ID}, "a match has"),
        ({"match": ID, "reject": True, "reason": " "}, "needs a `reason`"),
        ({"match": ID, "field": "x", "reject": True}, "exactly one"),
        ({"match": ID, "reject": True, "author": "x", "time": "2026-01-01T00:00:00Z"}, "in the future"),
    ],
)
def test_a_decision_that_says_too_little_keeps_nothing(case: CaseFolder, row: Mapping[str, Any], problem: str) -> None:
    good = {"field": "note", "meaning": "nothing", "reason": "r"}
    with pytest.raises(BadInput, match=problem) as caught:
        decide(case, [good, {"reason": "r", **row}], actor="alice", now=NOW, cache=None)
    assert "budi" not in str(caught.value)
    assert len(case.custody.entries()) == 1


def test_a_near_miss_is_told_what_was_meant(case: CaseFolder) -> None:
    with pytest.raises(BadInput) as caught:
        put(case, "Alice", field="note", meaning="chat_contents")
    assert "chat_content?" in caught.value.advice


def test_a_file_is_kept_entry_by_entry_once(case: CaseFolder, tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(f"""decisions:
  - {{field: note, meaning: chat_content, author: Dewi, time: '2025-11-24T09:00:00Z',
     reason: {{en: typed there, id: diketik di sana}}}}
  - {{finding: {{kind: phone, field: build}}, reject: true, author: Dewi, time: '2025-11-24T09:05:00Z',
     reason: numbers}}
  - {{match: {ID}, confirm: user-7, reason: same device, author: Alice, time: '2025-11-25T12:00:00+07:00'}}
""")
    assert file_needs_key(path)
    kept, again = decide_file(case, path, actor="Bob", now=NOW, cache=None)
    assert ([one.entry for one in kept], again) == ([2, 3, 4], 0)
    assert {(one.actor, one.decision.author) for one in kept} == {("Bob", "Dewi"), ("Bob", "Alice")}
    assert kept[0].decision.reason == {"en": "typed there", "id": "diketik di sana"}
    assert decide_file(case, path, actor="Charlie", now=NOW, cache=None) == ([], 3)
    assert [entry.action for entry in case.custody.entries()] == [Action.OPEN, *[Action.DECIDE] * 3]
    from_file, from_log = read_decisions(path), decisions_of(case.custody.entries())
    assert from_log.fields == from_file.fields
    assert from_log.findings == from_file.findings


def test_an_older_decision_added_later_does_not_win(case: CaseFolder, tmp_path: Path) -> None:
    put(case, "Alice", field="note", meaning="chat_content")
    path = tmp_path / "d.yaml"
    path.write_text(
        "decisions:\n  - {field: note, meaning: nothing, reason: r, author: Bob, time: '2025-11-24T09:00:00Z'}\n"
    )
    decide_file(case, path, actor="Bob", now=NOW, cache=None)
    assert note(case).counts.decision.author == "Alice"
    assert note(case).disputed


def test_a_broken_file_keeps_nothing_and_names_the_line(case: CaseFolder, tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    signed = "reason: r, author: Bob, time: '2025-11-24T09:00:00Z'"
    path.write_text(
        f"decisions:\n  - {{field: a, meaning: nothing, {signed}}}\n  - {{field: a, meaning: no_kind, {signed}}}\n"
    )
    with pytest.raises(BadInput, match=r"d\.yaml, line 3: there is no such kind"):
        decide_file(case, path, actor="Bob", now=NOW, cache=None)
    assert len(case.custody.entries()) == 1


def test_personal_values_stay_out_of_a_reason(case: CaseFolder, waspada_home: Path) -> None:
    row = {"field": "note", "meaning": "nothing", "reason": "budi@vendor.example told me"}
    with pytest.raises(BadInput, match="e-mail address"):
        decide(case, [row], actor="a", now=NOW, cache=waspada_home / "cache")
    assert len(case.custody.entries()) == 1


def test_what_no_decision_can_be_is_a_broken_log(case: CaseFolder) -> None:
    case.custody.append(Action.DECIDE, actor="eve", data={"field": "note"})
    with pytest.raises(EvidenceAltered, match="entry 2"):
        on_record(case.custody.entries())


def test_json_shows_who_and_why(case: CaseFolder) -> None:
    put(case, "Alice", field="note", meaning="chat_content")
    put(case, "Bob", field="note", meaning="nothing")
    document = subject_as_json(note(case))
    assert document["about"] == {"field": "note"}
    assert document["disputed"] is True
    assert document["counts"]["author"] == "Bob"
    assert [(one["author"], one["decided"], one["reason"]["en"]) for one in document["history"]] == [
        ("Alice", "meaning", "Alice read it"),
        ("Bob", "meaning", "Bob read it"),
    ]
