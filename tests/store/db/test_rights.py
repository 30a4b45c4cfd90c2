"""What a role may do in a case."""

from __future__ import annotations

from tests.workbench import Workbench


def test_a_reader_only_reads_and_an_owner_may_everything(workbench: Workbench) -> None:
    from waspada.store.db.rights import RIGHTS, Right

    assert RIGHTS["reader"] == {Right.READ}
    assert RIGHTS["owner"] == set(Right)
    assert all(Right.READ in rights for rights in RIGHTS.values())


def test_who_brings_evidence_in_does_not_approve_and_only_owners_say_who_takes_part(workbench: Workbench) -> None:
    from waspada.store.db.rights import RIGHTS, Right

    assert Right.APPROVE not in RIGHTS["responder"]
    assert [role for role, rights in RIGHTS.items() if Right.MEMBERS in rights] == ["owner"]
    assert set(RIGHTS) == {"owner", "counsel", "responder", "reader"}
