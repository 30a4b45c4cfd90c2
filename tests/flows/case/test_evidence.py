"""Nothing but what the log knows is given to the readers."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.flows.case.conftest import Make, sealed

from waspada.core.errors import BadInput, EvidenceAltered, NothingReadable
from waspada.flows.case.evidence import evidence_of, handover_of


def test_an_altered_hand_over_is_named(files: Path, make: Make) -> None:
    case = make()
    done = sealed(case, files / "events.jsonl")
    path = done.folder / "handover.json"
    path.chmod(0o600)
    path.write_text(path.read_text().replace("SFTP", "mail"))
    with pytest.raises(EvidenceAltered, match="hand-over 1"):
        evidence_of(case)
    with pytest.raises(EvidenceAltered):
        handover_of(case, 1)


def test_hand_overs_are_chosen_by_number(files: Path, make: Make) -> None:
    case = make()
    with pytest.raises(NothingReadable):
        evidence_of(case)
    for _ in range(2):
        sealed(case, files / "events.jsonl")
    assert evidence_of(case).handovers == (1, 2)
    assert evidence_of(case, [2]).files == (case.path / "sealed/0002/0001/events.jsonl",)
    with pytest.raises(BadInput, match="no hand-over 3"):
        evidence_of(case, [3])
