"""Values are shown with a reason, and only after the log was told."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.flows.case.conftest import KEY, LINES, Make, run, sealed

from waspada.core.custody import Action
from waspada.core.errors import BadInput, NothingReadable
from waspada.flows.case.results import checked, open_run
from waspada.flows.case.reveal import reveal_person, reveal_record
from waspada.store.case.runs import content_of


@pytest.mark.parametrize("encrypted", [False, True])
def test_values_are_revealed_on_record_only(files: Path, make: Make, waspada_home: Path, encrypted: bool) -> None:
    case = make(encrypted=encrypted)
    assert (case.identity == KEY) is encrypted
    sealed(case, files / "events.jsonl")
    done = run(case, files, waspada_home / "cache")
    kept = open_run(done.folder, read=checked({}, content_of(case.identity)))
    person = kept.table("people")["person_id"][0].as_py()
    with pytest.raises(BadInput, match="reason"):
        reveal_person(case, kept, person, actor="bob", reason="")
    before = len(case.custody.entries())
    assert reveal_person(case, kept, person, actor="bob", reason="asked us")["email"].endswith("@mail.example")
    second = LINES.index("\n") + 1
    assert reveal_record(case, f"events.jsonl:{second}", actor="bob", reason="chat?") == LINES.splitlines()[1]
    told = case.custody.entries()[before:]
    assert [(entry.action, entry.reason) for entry in told] == [
        (Action.REVEAL, "asked us"),
        (Action.REVEAL, "chat?"),
    ]
    assert "@mail.example" not in case.custody.path.read_text()
    with pytest.raises(NothingReadable):
        reveal_record(case, "other.jsonl:0", actor="bob", reason="x")
