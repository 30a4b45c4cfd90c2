"""Where a case stands: counted from the log, without a key, without a value."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from waspada.core.custody import Action
from waspada.core.errors import EvidenceAltered
from waspada.flows.case.decide import decide
from waspada.flows.case.facts import state
from waspada.flows.case.questions import answer, ask
from waspada.flows.case.show import Standing, as_json, files_in, standing
from waspada.readers.age import Identity
from waspada.store.case.folder import CaseFolder, create, load

NOW = 1764079320.0  # 2025-11-25T14:02:00Z
HOUR = 3600.0


@pytest.fixture
def case(tmp_path: Path) -> CaseFolder:
    path = create(
        tmp_path / "case",
        title="November",
        vendor="Mixpanel",
        actor="Alice",
        clock=lambda: NOW,
        identity=Identity.new(),
    ).path
    return load(path, clock=lambda: NOW)


def shown(case: CaseFolder, now: float = NOW) -> Standing:
    return standing(case, case.vendor, now)


def fact(case: CaseFolder, name: str, value: str, by: str = "us") -> None:
    state(case, name, value, actor="Bob", now=NOW, cache=None, by=by)


def test_a_new_case_says_what_it_does_not_know(case: CaseFolder) -> None:
    document = as_json(shown(case))
    assert document["schema"] == "waspada/case/1"
    assert document["encrypted"] is True
    assert document["opened"] == {"at": "2025-11-25T14:02:00.000Z", "by": "Alice"}
    assert document["known_since"] is None
    assert (document["handovers"], document["runs"], document["holds"], document["disagreements"]) == ([], [], [], 0)
    assert document["log"] == {"entries": 1, "head": case.custody.entries()[0].digest}
    json.dumps(document)


def test_the_hours_count_from_the_earliest_moment_that_was_stated(case: CaseFolder) -> None:
    fact(case, "told_us_at", "2025-11-25T08:02:00Z", "vendor")
    since = shown(case, NOW + HOUR).since
    assert since is not None
    assert (since.fact, since.by, since.hours) == ("told_us_at", "vendor", 7.0)
    fact(case, "aware_at", "2025-11-25T17:02:00+07:00/2025-11-25T19:02:00+07:00")
    since = shown(case, NOW + HOUR).since
    assert since is not None
    assert (since.fact, since.by, since.hours) == ("aware_at", "us", 5.0)
    assert as_json(shown(case))["known_since"]["at"] == "2025-11-25T17:02:00+07:00"
    fact(case, "aware_at", "unknown")
    since = shown(case).since
    assert since is not None
    assert since.fact == "told_us_at"


def test_what_was_done_is_counted(case: CaseFolder) -> None:
    sealed = {"handover": 1, "sha256": "0" * 64, "files": [{"name": "budi@example.org.csv", "bytes": 7, "sha256": "0"}]}
    seal = case.custody.append(Action.SEAL, actor="Alice", data=sealed)
    case.custody.append(Action.RUN, actor="Alice", data={"run": 1, "handovers": [1]})
    case.custody.append(Action.HOLD, actor="Charlie", data={"hold": "court"})
    case.custody.append(Action.HOLD, actor="Charlie", data={"hold": "regulator"})
    case.custody.append(Action.RELEASE, actor="Charlie", data={"hold": "court"})
    case.custody.append(Action.SCHEDULE, actor="Charlie", data={"on": "2026-11-25"})
    assert files_in(seal) == (1, 7)
    document = as_json(shown(case))
    assert [(one["handover"], one["files"], one["bytes"]) for one in document["handovers"]] == [(1, 1, 7)]
    assert [one["run"] for one in document["runs"]] == [1]
    assert (document["holds"], document["destroy_on"], document["destroyed"]) == (["regulator"], "2026-11-25", None)
    assert "budi" not in json.dumps(document)
    case.custody.append(Action.DESTROY, actor="Charlie", data={})
    assert as_json(shown(case))["destroyed"] == "2025-11-25T14:02:00.000Z"


def test_open_questions_come_oldest_first(case: CaseFolder) -> None:
    for names, on in ((["what"], "2025-11-22"), (["count"], "2025-11-20"), (["when"], "2025-11-21")):
        ask(case, names, to="Mixpanel", actor="Bob", now=NOW, cache=None, on=on)
    answer(case, "when", "In November", actor="Bob", now=NOW, cache=None)
    assert [one.id for one in shown(case).open] == ["count", "what"]
    assert as_json(shown(case))["questions"]["open"] == 2


def test_disagreements_are_counted(case: CaseFolder) -> None:
    for actor, meaning in (("Alice", "chat_content"), ("Bob", "nothing")):
        decide(case, [{"field": "note", "meaning": meaning, "reason": "r"}], actor=actor, now=NOW, cache=None)
    assert as_json(shown(case))["disagreements"] == 1
    assert len(as_json(shown(case))["decisions"][0]["history"]) == 2


def test_the_log_is_in_the_json_when_asked_for(case: CaseFolder) -> None:
    fact(case, "people", "10-12", "vendor")
    assert "entries" not in as_json(shown(case))
    entries = as_json(shown(case), log=True)["entries"]
    assert [(one["number"], one["actor"], one["action"]) for one in entries] == [
        (1, "Alice", "case.open"),
        (2, "Bob", "fact.state"),
    ]


def test_an_altered_log_shows_nothing(case: CaseFolder) -> None:
    fact(case, "people", "10", "vendor")
    path = case.path / "custody.ndjson"
    path.write_bytes(path.read_bytes().replace(b'"value":10', b'"value":11'))
    with pytest.raises(EvidenceAltered):
        shown(case)
