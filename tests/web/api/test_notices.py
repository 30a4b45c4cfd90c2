"""Letters and statement over the API: counts and states, no address, and nothing that sends."""

from __future__ import annotations

from tests.store.db.letters import notice
from tests.web.api.calling import Program
from tests.workbench import Workbench


def test_a_program_sees_how_far_letters_are_and_nobodys_address(workbench: Workbench) -> None:
    made = notice(workbench.case(), 3, domains=2)
    rita = Program(workbench, "Rita")
    (row,) = rita.get(f"/cases/{made.case.pk}/notices")
    assert (row["notice"], row["state"], row["states"]) == (1, "sending", {"queued": 3})
    whole = rita.get(f"/cases/{made.case.pk}/notices/1")
    assert whole["domains"] == {"d0.example": {"queued": 2}, "d1.example": {"queued": 1}}
    assert sum(one["letters"] for one in whole["letters"]) == 3
    assert "p0@d0.example" not in str(whole)
    assert rita.call("get", f"/cases/{made.case.pk}/notices/2").status_code == 404
    assert rita.call("post", f"/cases/{made.case.pk}/notices", {}).status_code == 405
    assert rita.get(f"/cases/{made.case.pk}/statement") == []
