"""Publishing: checked at that moment, written into the log, then it never changes; nothing goes out unbacked."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from tests.flows.statement.told import WIDER, by_topic, document, draft, facts, known

from waspada.core.custody import Action
from waspada.core.errors import BadInput, EvidenceAltered, Refused
from waspada.flows.case.facts import facts_of, state
from waspada.flows.statement.check import Now
from waspada.flows.statement.publish import draft_of, keep_draft, publish, published
from waspada.flows.statement.sentence import both
from waspada.flows.statement.statement import Statement
from waspada.flows.statement.versions import Version
from waspada.store.case.folder import CaseFolder, create
from waspada.store.case.statements import StatementFolder

AT = 1_773_500_000.0


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    clock = itertools.count(1_773_000_000, 60)
    return create(tmp_path / "case", title="Kirana", vendor="Kirana", actor="dewi", clock=lambda: float(next(clock)))


def out(kept: StatementFolder, made: Statement, now: Now, **more: object) -> Version:
    given = {"actor": "dewi", "reason": "first statement", "at": AT, "cache": None} | more
    return publish(kept, made, now, **given)  # type: ignore[arg-type]


def test_a_version_is_published_and_read_again(case: CaseFolder) -> None:
    kept = StatementFolder(case)
    assert published(kept) == ()
    first = out(kept, draft(known(found=None)), known(found=None))
    second = out(kept, draft(), known(), note=both("Searched.", "Sudah diperiksa."), at=AT + 60)
    assert published(kept) == (first, second)
    assert (first.number, second.number) == (1, 2)
    assert second.at == "2026-03-14T14:54:20Z"
    entries = [one for one in case.custody.entries() if one.action is Action.PUBLISH]
    assert [(one.data["version"], one.data["run"]) for one in entries] == [(1, None), (2, 1)]
    assert entries[0].reason == "first statement"


def test_what_is_contradicted_or_stale_or_only_claimed_is_not_published(case: CaseFolder) -> None:
    kept = StatementFolder(case)
    stated = ("published", True, {"by": "vendor", "status": "claimed"})
    entry = facts(stated)["published"].history[-1].entry
    claimed = replace(by_topic(draft(), "did.contained"), backing={"fact": "published", "entry": entry})
    for made, now in (
        (draft(), known(found=WIDER, run=2)),
        (draft(), known(("contained", False))),
        (replace(draft(), sentences=(claimed,)), known(stated)),
        (draft(), Now(facts=facts(), document={}, run=2)),
        (draft(), Now(facts={}, document=document(), run=1)),
        (replace(draft(), sentences=()), known()),
    ):
        with pytest.raises(Refused, match="cannot be published") as caught:
            out(kept, made, now)
        assert caught.value.exit_code == 13
    assert published(kept) == ()
    assert not [one for one in case.custody.entries() if one.action is Action.PUBLISH]


def test_a_personal_value_in_a_note_or_a_reason_is_refused(case: CaseFolder) -> None:
    kept = StatementFolder(case)
    with pytest.raises(BadInput):
        out(kept, draft(), known(), note=both("Ask ana@kirana.example.", "Tanyakan."))
    with pytest.raises(BadInput):
        out(kept, draft(), known(), note={"en": "Searched."})
    with pytest.raises(BadInput):
        out(kept, draft(), known(), reason="ana@kirana.example asked")
    assert published(kept) == ()


def test_nothing_new_is_no_new_version(case: CaseFolder) -> None:
    kept = StatementFolder(case)
    out(kept, draft(), known())
    with pytest.raises(Refused, match="says what the last version says"):
        out(kept, draft(known(("contained", True))), known(("contained", True)))
    moved = replace(draft(), about=replace(draft().about, contact="help@lumen.example"))
    assert out(kept, moved, known()).number == 2
    assert out(kept, moved, known(), note=both("No news.", "Belum ada kabar baru.")).number == 3


def test_a_draft_is_kept_until_the_next(case: CaseFolder) -> None:
    kept = StatementFolder(case)
    assert draft_of(kept) is None
    keep_draft(kept, draft(known(found=None)))
    keep_draft(kept, draft())
    assert draft_of(kept) == draft()


def test_an_altered_version_is_no_ground_for_the_next(case: CaseFolder) -> None:
    kept = StatementFolder(case)
    out(kept, draft(), known())
    place = case.path / "statement" / "1" / "statement.json"
    place.parent.chmod(0o700)
    place.chmod(0o600)
    place.write_bytes(place.read_bytes().replace(b"9 people", b"1 people"))
    with pytest.raises(EvidenceAltered, match="version 1"):
        published(kept)
    with pytest.raises(EvidenceAltered):
        out(kept, draft(known(found=WIDER)), known(found=WIDER))


def test_facts_of_the_case_itself_are_what_counts(case: CaseFolder) -> None:
    """From the log on disk, as a face reads it."""
    for name, value in (("acquired", "yes"), ("contained", "yes")):
        state(case, name, value, actor="dewi", now=AT, cache=None, source="the incident report")
    now = Now(facts=facts_of(case.custody.entries()), document=document(), run=1)
    made = draft(now)
    assert by_topic(made, "did.contained").backing == {"fact": "contained", "entry": 3}
    kept = StatementFolder(case)
    assert out(kept, made, now).number == 1
    state(case, "contained", "no", actor="dewi", now=AT, cache=None)
    later = Now(facts=facts_of(case.custody.entries()), document=document(), run=1)
    with pytest.raises(Refused):
        out(kept, made, later)
