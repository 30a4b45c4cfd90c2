"""All checks of one notice together, from what was found then or asked anew."""

from __future__ import annotations

from tests.noticed import drafted, mail
from tests.workbench import Workbench


def test_the_checks_ask_the_domain_again_when_told_to(workbench: Workbench) -> None:
    from waspada.store.db import notice_checks

    notice = drafted(workbench)
    assert not [one.code for one in notice_checks.findings(notice) if one.blocks]
    mail(workbench.home, dkim=None)
    assert "dkim.missing" not in {one.code for one in notice_checks.findings(notice)}
    assert "dkim.missing" in {one.code for one in notice_checks.findings(notice, fresh=True)}
    mail(workbench.home, sender={"address": "other@example.com"})
    assert "sender_changed" in {one.code for one in notice_checks.findings(notice)}
    (workbench.home / "mail.yaml").unlink()
    assert "no_sender" in {one.code for one in notice_checks.findings(notice)}
    (workbench.home / "mail.yaml").write_text("x: [")
    (workbench.home / "mail.yaml").chmod(0o600)
    assert "sender_wrong" in {one.code for one in notice_checks.findings(notice)}
    notice.counts = {**notice.counts, "letters_found": {"not_own_facts": 2}}
    assert "not_own_facts" in {one.code for one in notice_checks.findings(notice) if one.blocks}
