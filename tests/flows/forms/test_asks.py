"""What forms ask, once."""

from __future__ import annotations

from waspada.flows.forms import asks
from waspada.flows.forms.form import Ask, Owner


def test_every_ask_has_an_id_of_its_own_and_two_languages() -> None:
    every = [one for one in vars(asks).values() if isinstance(one, Ask)]
    assert len({one.id for one in every}) == len(every) > 30
    assert all(one.text["en"] and one.text["id"] and one.text["en"] != one.text["id"] for one in every)


def test_what_the_vendor_owes_has_a_question_for_it() -> None:
    every = [one for one in vars(asks).values() if isinstance(one, Ask)]
    assert [one.id for one in every if one.owner is Owner.VENDOR and not one.question] == []
