"""`waspada case hold`: set and lifted by name, with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Call, log_of


@pytest.mark.parametrize(("lang", "said"), [("en", "is in force"), ("id", "berlaku")])
def test_a_hold_is_set_and_lifted(november: Path, call: Call, lang: str, said: str) -> None:
    hold = ("case", "hold", november, "regulator", "--actor", "bob", "--lang", lang)
    assert said in call(*hold, "--reason", "their letter").stdout
    call("case", "destroy", november, "--yes", "--reason", "over", "--actor", "alice", code=13)
    assert "regulator" in call(*hold, "--lift", "--reason", "closed").stdout
    assert [entry["action"] for entry in log_of(november)][-2:] == ["hold.set", "hold.lift"]


def test_a_reason_is_needed(november: Path, call: Call) -> None:
    refused = call("case", "hold", november, "regulator", "--actor", "bob", code=2)
    assert "needs a name and a reason" in refused.stderr
    assert log_of(november)[-1]["action"] == "evidence.seal"
