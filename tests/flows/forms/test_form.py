"""The promise of a form: what is answered, by whom, from where."""

from __future__ import annotations

from waspada.flows.forms.asks import ask
from waspada.flows.forms.form import Answer, Filled, Form, Lack, Owner, Part, Sentence, Source

BOTH = {"en": "Said.", "id": "Dikatakan."}
ASKS = (ask("a", "A", "A"), ask("b", "B", "B"))
COUNTED = Sentence(text=BOTH, origin="computed", sources=(Source(of="run", name="1"),))
STATED = Sentence(text=BOTH, origin="attested", sources=(Source(of="fact", name="cause", entry=2),))


def test_an_answer_is_computed_as_soon_as_one_sentence_is() -> None:
    both = Answer(ask=ASKS[0], sentences=(STATED, COUNTED, STATED), lack=None)
    assert (both.origin, len(both.sources), both.text("id")) == ("computed", 2, "Dikatakan.\nDikatakan.\nDikatakan.")
    assert Answer(ask=ASKS[0], sentences=(STATED,), lack=None).origin == "attested"
    assert Answer(ask=ASKS[0], sentences=(), lack=None).origin == "missing"


def test_the_share_counts_what_is_answered() -> None:
    part = Part(id="p", title=BOTH, asks=ASKS)
    form = Form(id="f", title=BOTH, law=BOTH, official=BOTH, source="", duties=(), parts=(part,))
    missing = Answer(ask=ASKS[1], sentences=(), lack=Lack(owner=Owner.DPO, text=BOTH))
    answers = (Answer(ask=ASKS[0], sentences=(STATED,), lack=None), missing)
    made = Filled(
        form=form, stage="final", case_id="1", recipient=BOTH, made=BOTH, parts=((part, answers),), against=None
    )
    assert (made.share, made.lacks, [one.id for one in form.asks]) == (0.5, [missing], ["a", "b"])


def test_no_text_of_a_case_stands_in_a_repr() -> None:
    assert "Said" not in repr(STATED)
