"""What forms are filled from."""

from __future__ import annotations

from tests.flows.forms.made import FACTS, case, log

from waspada.core.custody import Action


def test_looking_or_taking_out_does_not_move_the_case_on() -> None:
    changed = log()
    looked = log(FACTS, (Action.EXPORT, {"what": "x"}, ""), (Action.REVEAL, {"person": "p"}, ""))
    head, still = case(changed).head, case(looked).head
    assert head is not None
    assert still is not None
    assert (head.number, head.action) == (still.number, Action.RISK)
    assert case([]).head is None


def test_a_fact_that_is_unknown_has_no_value() -> None:
    one = case(log({"cause": None, "contained": False}))
    assert (one.value("cause"), one.value("contained"), one.value("people")) == (None, False, None)
    assert one.people["matched"] == 330
    assert case(run=False).people == {}
