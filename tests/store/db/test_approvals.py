"""Two people for what cannot be taken back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests import databases
from tests.workbench import Workbench

from waspada.core.errors import BadInput, Refused

NOW = 1_772_000_100.0
HOUR = 3600.0
WHAT = {"run": 1, "to": "/tmp/out"}


def asked(workbench: Workbench, case: Any, name: str = "Bob", **more: Any) -> Any:
    from waspada.store.db import access, approvals

    return approvals.ask(
        access.grant(workbench.people[name], case.pk), "export", WHAT, reason="for counsel", now=NOW, **more
    )


def decided(workbench: Workbench, approval: Any, name: str, *, yes: bool = True, after: float = 60) -> Any:
    from waspada.store.db import access, approvals

    granted = access.grant(workbench.people[name], approval.case_id)
    return approvals.decide(granted, approval.pk, yes=yes, reason="seen", now=NOW + after)


def used(
    workbench: Workbench, approval: Any, *, after: float = 120, what: Any = None, who: Any = "command line"
) -> Any:
    from waspada.store.db import approvals

    return approvals.use(approval.case, approval.pk, "export", what or WHAT, who=who, now=NOW + after)


def alone(workbench: Workbench) -> Any:
    """A case in which only Alice can approve."""
    from waspada.store.db import access, members

    case = workbench.case()
    owner = access.grant(workbench.people["Alice"], case.pk)
    members.remove(owner, members.of(case).get(user=workbench.people["Carol"]).pk, now=NOW)
    return case


def test_another_approver_grants_and_it_is_used_once(workbench: Workbench) -> None:
    from waspada.store.db import audit
    from waspada.store.db.models import AuditEntry

    approval = asked(workbench, workbench.case())
    with pytest.raises(Refused, match="nobody has granted"):
        used(workbench, approval)
    decided(workbench, approval, "Carol")
    assert used(workbench, approval).state == "used"
    with pytest.raises(Refused, match="used already"):
        used(workbench, approval)
    acts = list(AuditEntry.objects.filter(action__startswith="approval").values_list("action", flat=True))
    assert sorted(acts) == ["approval.ask", "approval.grant", "approval.use"]
    assert audit.verify() == []


def test_two_who_race_use_it_once(workbench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second read the row before the first had used it."""
    from waspada.store.db import approvals
    from waspada.store.db.models import Approval

    approval = asked(workbench, workbench.case())
    decided(workbench, approval, "Carol")
    stale = Approval.objects.select_related("case", "asked_by").get(pk=approval.pk)
    used(workbench, approval)
    monkeypatch.setattr(approvals, "_locked", lambda case, number: stale)
    with pytest.raises(Refused, match="used already"):
        used(workbench, approval)


def test_a_changed_parameter_another_act_or_another_case_is_not_covered(workbench: Workbench) -> None:
    from waspada.store.db import approvals

    case, other = workbench.case(), workbench.case(title="Another")
    approval = asked(workbench, case)
    decided(workbench, approval, "Carol")
    with pytest.raises(Refused, match="something else"):
        used(workbench, approval, what={**WHAT, "run": 2})
    with pytest.raises(Refused, match="something else"):
        approvals.use(case, approval.pk, "destroy", WHAT, who="command line", now=NOW + 120)
    with pytest.raises(BadInput):
        approvals.use(other, approval.pk, "export", WHAT, who="command line", now=NOW + 120)
    assert used(workbench, approval).state == "used"


def test_nobody_approves_their_own_and_only_approvers_approve(workbench: Workbench) -> None:
    from waspada.store.db import access

    case = workbench.case()
    approval = asked(workbench, case, "Alice")
    with pytest.raises(Refused, match="themselves"):
        decided(workbench, approval, "Alice")
    for name in ("Bob", "Rita"):
        with pytest.raises(access.NotAllowed):
            decided(workbench, approval, name)
    with pytest.raises(access.NotAllowed):
        asked(workbench, case, "Rita")


def test_it_ends_after_a_day_and_what_was_refused_stays_refused(workbench: Workbench) -> None:
    case = workbench.case()
    approval = asked(workbench, case)
    with pytest.raises(Refused, match="too old"):
        decided(workbench, approval, "Carol", after=24 * HOUR)
    decided(workbench, approval, "Carol")
    with pytest.raises(Refused, match="too old"):
        used(workbench, approval, after=24 * HOUR)
    refused = asked(workbench, case)
    decided(workbench, refused, "Carol", yes=False)
    with pytest.raises(Refused, match="refused"):
        used(workbench, refused)
    with pytest.raises(BadInput):
        decided(workbench, refused, "Alice")


def test_rights_are_those_at_the_moment_of_use(workbench: Workbench) -> None:
    from waspada.store.db import access, members

    case = workbench.case()
    owner = access.grant(workbench.people["Alice"], case.pk)
    carol, bob = (members.of(case).get(user=workbench.people[name]) for name in ("Carol", "Bob"))
    approval = asked(workbench, case)
    decided(workbench, approval, "Carol")
    members.change(owner, carol.pk, "reader", now=NOW)
    with pytest.raises(Refused, match="no approver"):
        used(workbench, approval)
    members.change(owner, carol.pk, "counsel", now=NOW)
    members.change(owner, bob.pk, "reader", now=NOW)
    with pytest.raises(Refused, match="may not do it"):
        used(workbench, approval)


def test_alone_the_title_is_typed_and_the_log_says_single(workbench: Workbench) -> None:
    from waspada.store.db import access, members
    from waspada.store.db.models import AuditEntry

    case = alone(workbench)
    with pytest.raises(BadInput, match="title"):
        asked(workbench, case, "Alice", confirmation="tickets of march")
    approval = asked(workbench, case, "Alice", confirmation="Tickets of March")
    entry = AuditEntry.objects.filter(action="approval.ask").last()
    assert entry is not None
    assert entry.data["control"] == "single"
    later = asked(workbench, case, "Alice", confirmation="Tickets of March")
    assert used(workbench, approval).mode == "single"
    owner = access.grant(workbench.people["Alice"], case.pk)
    members.add(owner, workbench.people["Carol"].pk, "counsel", now=NOW)
    with pytest.raises(Refused, match="second approver"):
        used(workbench, later)


def test_who_cannot_approve_never_confirms_alone(workbench: Workbench) -> None:
    case = alone(workbench)
    approval = asked(workbench, case, "Bob", confirmation="Tickets of March")
    assert (approval.mode, approval.state) == ("two_people", "asked")
    decided(workbench, approval, "Alice")
    assert used(workbench, approval).state == "used"


def test_break_glass_opens_after_its_delay_is_marked_and_waits_for_a_word(workbench: Workbench) -> None:
    from waspada.store.db import approvals
    from waspada.store.db.models import Task

    case = workbench.case()
    approval = asked(workbench, case, break_glass=True)
    assert approvals.alarms(case, NOW + 60) == [approval]
    with pytest.raises(Refused, match="delay"):
        used(workbench, approval, after=HOUR - 1)
    used(workbench, approval, after=HOUR)
    key = approvals.countersign_key(approval)
    assert Task.objects.get(case=case, key=key).state == "open"
    assert approvals.alarms(case, NOW + 1000 * HOUR) == [approval]
    decided(workbench, approval, "Carol", after=100 * HOUR)
    assert approvals.alarms(case, NOW + 100 * HOUR) == []
    assert Task.objects.get(case=case, key=key).state == "done"


def test_break_glass_can_be_refused_or_granted_before_it_opens(workbench: Workbench) -> None:
    case = workbench.case()
    one, other = (asked(workbench, case, break_glass=True) for _ in range(2))
    decided(workbench, one, "Carol", yes=False)
    with pytest.raises(Refused, match="refused"):
        used(workbench, one, after=2 * HOUR)
    decided(workbench, other, "Carol")
    assert used(workbench, other, after=120).state == "used"


def test_only_who_asked_does_it_at_the_page(workbench: Workbench) -> None:
    approval = asked(workbench, workbench.case())
    decided(workbench, approval, "Carol")
    with pytest.raises(Refused, match="somebody else"):
        used(workbench, approval, who=workbench.people["Carol"])
    assert used(workbench, approval, who=workbench.people["Bob"]).state == "used"


@pytest.mark.parametrize("reason", ["", "   ", "for somebody@example.org"])
def test_a_reason_is_needed_and_holds_no_personal_value(workbench: Workbench, reason: str) -> None:
    from waspada.store.db import access, approvals

    case = workbench.case()
    granted = access.grant(workbench.people["Bob"], case.pk)
    with pytest.raises(BadInput):
        approvals.ask(granted, "export", WHAT, reason=reason, now=NOW)
    with pytest.raises(BadInput):
        approvals.ask(granted, "sell", WHAT, reason="good", now=NOW)


def test_processes_that_race_for_one_approval_use_it_once(tmp_path: Path) -> None:
    """On a real file, since a race needs transactions that end."""
    home = tmp_path / "home"
    environment = {**os.environ, "WASPADA_HOME": str(home), "DATABASE_URL": databases.url_of(home)}
    script = Path(__file__).with_name("use_at_once.py")
    done = subprocess.run(
        [sys.executable, str(script), "3"], capture_output=True, text=True, env=environment, check=True, timeout=120
    )
    assert done.stdout.split() == ["1", "used", "0"]
