"""Questions: asked, reminded, answered, opened again; and what a letter asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from waspada.core.errors import BadInput
from waspada.flows.case import questions
from waspada.flows.case.question_list import QUESTIONS
from waspada.flows.case.questions import Asked, answer, ask, days_open, for_letter, questions_of, still_to_ask
from waspada.store.case.folder import CaseFolder, create

DAY = 86400.0
NOW = 1764079320.0  # 2025-11-25T14:02:00Z


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    return create(tmp_path / "case", title="t", vendor="v", actor="alice", clock=lambda: NOW)


def put(case: CaseFolder, *names: str, actor: str = "alice", on: str = "") -> list[Asked]:
    return ask(case, names, to="Mixpanel", actor=actor, now=NOW, cache=None, on=on)


def tell(case: CaseFolder, name: str, text: str = "yes", actor: str = "bob", on: str = "") -> Asked:
    return answer(case, name, text, actor=actor, now=NOW, cache=None, on=on, source="letter")


def test_a_question_is_open_until_it_is_answered(case: CaseFolder) -> None:
    (asked,) = put(case, "what", on="2025-11-20")
    assert (asked.asked, asked.open_since) == (("2025-11-20",), "2025-11-20")
    assert days_open(asked, NOW) == 5
    done = tell(case, "what", "They phished a person of the help desk.", on="2025-11-21")
    assert done.open_since == ""
    assert [(one.actor, one.on, one.text) for one in done.answers] == [
        ("bob", "2025-11-21", "They phished a person of the help desk.")
    ]


def test_asking_again_opens_it_again_and_the_answer_stays(case: CaseFolder) -> None:
    put(case, "what", on="2025-11-18")
    tell(case, "what", "No answer yet", on="2025-11-19")
    put(case, "what", actor="charlie", on="2025-11-20")
    put(case, "what", actor="charlie", on="2025-11-22")
    (asked,) = questions_of(case.custody.entries())
    assert asked.asked == ("2025-11-18", "2025-11-20", "2025-11-22")
    assert asked.open_since == "2025-11-20"
    assert len(asked.answers) == 1


def test_all_asks_what_is_not_on_record_yet(case: CaseFolder) -> None:
    put(case, "count")
    tell(case, "contact")
    left = still_to_ask(case.custody.entries())
    assert len(left) == len(QUESTIONS) - 2
    put(case, *left)
    assert still_to_ask(case.custody.entries()) == []
    assert [one.id for one in questions_of(case.custody.entries())] == [question.id for question in QUESTIONS]


def test_a_question_of_ones_own_gets_an_id(case: CaseFolder) -> None:
    (first,) = put(case, "Was it a shared login?")
    (second,) = put(case, "Who is Eve?")
    assert (first.id, second.id) == ("own-1", "own-2")
    assert first.text("id") == "Was it a shared login?"
    tell(case, "own-1")
    put(case, "own-2")
    known = {one.id: one for one in questions_of(case.custody.entries())}
    assert known["own-1"].open_since == ""
    assert len(known["own-2"].asked) == 2


def test_a_question_that_nobody_knows_is_refused(case: CaseFolder) -> None:
    with pytest.raises(BadInput, match="no question has this id") as caught:
        tell(case, "own-1")
    assert "subprocessors" in caught.value.advice
    with pytest.raises(BadInput, match="no question has this id"):
        questions.check("whom", case.custody.entries())
    questions.check("what", case.custody.entries())
    assert len(case.custody.entries()) == 1


@pytest.mark.parametrize(
    ("on", "problem"),
    [("2025-11-27", "in the future"), ("25/11/2025", "is not a time"), ("2025-11-25T09:00:00", "names no time zone")],
)
def test_a_date_that_cannot_be_is_refused(case: CaseFolder, on: str, problem: str) -> None:
    with pytest.raises(BadInput, match=problem):
        put(case, "what", on=on)


def test_an_answer_comes_after_its_question(case: CaseFolder) -> None:
    put(case, "what", on="2025-11-20T10:00:00+07:00")
    with pytest.raises(BadInput, match="before the question"):
        tell(case, "what", on="2025-11-18")
    assert tell(case, "what", on="2025-11-20").answers[0].on == "2025-11-20"


def test_personal_values_stay_out_of_an_answer(case: CaseFolder, waspada_home: Path) -> None:
    with pytest.raises(BadInput, match="e-mail address"):
        answer(case, "who", "mallory@evil.example", actor="bob", now=NOW, cache=waspada_home / "cache")
    assert b"mallory" not in (case.path / "custody.ndjson").read_bytes()


def test_a_letter_asks_what_is_open(case: CaseFolder) -> None:
    every = questions_of(case.custody.entries())
    assert [name for name, _, _ in for_letter([], every)] == [question.id for question in QUESTIONS]
    put(case, "what", "count")
    put(case, "Who is Eve?")
    tell(case, "what")
    every = questions_of(case.custody.entries())
    names = [name for name, _, _ in for_letter([], every)]
    assert "what" not in names
    assert names[-1] == "own-1"
    asked = put(case, "when", "own-1")
    assert [name for name, _, _ in for_letter(asked, questions_of(case.custody.entries()))] == ["when", "own-1"]


def test_json_counts(case: CaseFolder) -> None:
    put(case, "what", "count", on="2025-11-20")
    tell(case, "what")
    document = questions.as_json(questions_of(case.custody.entries()), NOW)
    assert {name: document[name] for name in ("shipped", "asked", "answered", "open")} == {
        "shipped": len(QUESTIONS),
        "asked": 2,
        "answered": 1,
        "open": 1,
    }
    assert [(one["question"], one["days_open"]) for one in document["list"]] == [("what", None), ("count", 5)]


def test_a_repr_shows_no_answer(case: CaseFolder) -> None:
    assert "Ani" not in repr(tell(case, "contact", "Ani of the help desk"))
