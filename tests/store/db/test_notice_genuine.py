"""The letters that a notice really sends pass the rules of a careful receiver."""

from __future__ import annotations

from tests.noticed import NOW, drafted, mail
from tests.workbench import Workbench

from waspada.store.db import notice_genuine
from waspada.store.db.models import Delivery


def test_real_letters_look_genuine_and_wrong_settings_are_named(workbench: Workbench) -> None:
    notice = drafted(workbench)
    assert Delivery.objects.filter(notice=notice).exists()
    assert notice_genuine.of_letters(notice, lambda: NOW) == ()
    mail(workbench.home, dkim=None)
    assert [one.code for one in notice_genuine.of_letters(notice, lambda: NOW)] == ["genuine.unsigned"]
    mail(workbench.home, bounces={"domain": "bounce.example.net"})
    assert [one.code for one in notice_genuine.of_letters(notice, lambda: NOW)] == ["genuine.envelope_elsewhere"]
    (workbench.home / "mail.yaml").unlink()
    assert notice_genuine.of_letters(notice, lambda: NOW) == ()
