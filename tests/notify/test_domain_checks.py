"""The sender's domain: what stands in the way of letters, over recorded zones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.notify.settings import key, made, pem, private

from waspada.notify import dkim_key
from waspada.notify.domain_checks import check
from waspada.notify.domain_words import WORDS
from waspada.notify.lookup import Zone, recorded

GOOD: dict[str, dict[str, list[str]]] = {
    "example.com": {"MX": ["10 mail.example.com"], "TXT": ["v=spf1 -all"]},
    "bounce.example.com": {"MX": ["10 mail.example.com"], "TXT": ["v=spf1 ip4:192.0.2.10 -all"]},
    "_dmarc.example.com": {"TXT": ["v=DMARC1; p=reject"]},
    "_dmarc.com": {"TXT": ["v=DMARC1; psd=y; p=none"]},
    "s2026._domainkey.example.com": {"TXT": [dkim_key.record_for(key())]},
}
KEY = "s2026._domainkey.example.com"
DMARC = "_dmarc.example.com"
BOUNCE = "bounce.example.com"


def codes(folder: Path, zone: Zone, **changes: Any) -> dict[str, bool]:
    """What is found: code and whether it blocks."""
    return {one.code: one.blocks for one in check(made(folder, **changes), recorded(zone))}


def test_a_sender_in_order_has_nothing_in_its_way(tmp_path: Path) -> None:
    assert codes(tmp_path, GOOD) == {}


@pytest.mark.parametrize(
    ("name", "kind", "records", "found"),
    [
        (DMARC, "TXT", [], {"dmarc.missing": True}),
        (DMARC, "TXT", ["v=DMARC1; p=none"], {"dmarc.none": True}),
        (DMARC, "TXT", ["v=DMARC1"], {"dmarc.none": True}),
        (DMARC, "TXT", ["v=DMARC1; p=quarantine; t=y"], {"dmarc.testing": True}),
        (DMARC, "TXT", ["v=DMARC1; p=reject; pct=20"], {"dmarc.pct": False}),
        (DMARC, "TXT", ["v=DMARC1; p=reject; aspf=s"], {"spf.not_aligned": True}),
        (DMARC, "FAIL", [""], {"dns.no_answer": True}),
        (KEY, "TXT", [], {"dkim.no_record": True}),
        (KEY, "TXT", ["v=DKIM1; p="], {"dkim.revoked": True}),
        (KEY, "TXT", ["v=DKIM1; p=AAAA"], {"dkim.broken": True}),
        (KEY, "TXT", ["v=DKIM1; k=ed25519; p=AAAA"], {"dkim.not_rsa": True}),
        (KEY, "TXT", ["x", "y"], {"dkim.several_records": True}),
        (KEY, "TXT", [dkim_key.record_for(key(2049))], {"dkim.other_key": True}),
        (KEY, "TXT", [dkim_key.record_for(key()) + "; t=y"], {"dkim.testing": False}),
        (KEY, "TXT", [dkim_key.record_for(key()) + "; h=sha1"], {"dkim.not_for_mail": True}),
        (BOUNCE, "TXT", [], {"spf.missing": True}),
        (BOUNCE, "TXT", ["v=spf1 -all", "v=spf1 +all"], {"spf.several": True}),
        (BOUNCE, "TXT", ["v=spf1 -all"], {"spf.not_allowed": True}),
        (BOUNCE, "TXT", ["v=spf1 ~all"], {"spf.not_allowed": True}),
        (BOUNCE, "TXT", ["v=spf1 ipv4:1 -all"], {"spf.broken": True}),
        (BOUNCE, "TXT", ["v=spf1 +all"], {"spf.everybody": False}),
        (BOUNCE, "MX", [], {"mx.bounces": True}),
        (BOUNCE, "MX", ["0 ."], {"mx.bounces": True}),
        ("example.com", "MX", [], {"mx.sender": False}),
    ],
)
def test_one_thing_wrong(tmp_path: Path, name: str, kind: str, records: list[str], found: dict[str, bool]) -> None:
    zone = {**GOOD, name: {**GOOD[name], kind: records}}
    assert found.items() <= codes(tmp_path, zone).items()
    blocking = {code for code, blocks in codes(tmp_path, zone).items() if blocks}
    assert blocking <= set(found) | {"dns.no_answer", "spf.not_aligned"}


def test_settings_that_do_not_fit(tmp_path: Path) -> None:
    assert codes(tmp_path, GOOD, dkim=None) == {"dkim.missing": True}
    assert codes(tmp_path, GOOD, sending_ips=None) == {"spf.no_ip": True}
    away = {"domain": "example.net", "selector": "s2026", "key_file": "dkim.pem"}
    zone = {**GOOD, "s2026._domainkey.example.net": GOOD[KEY]}
    assert codes(tmp_path, zone, dkim=away) == {"dkim.not_aligned": True}
    zone = {**GOOD, "bounce.example.net": GOOD[BOUNCE]}
    assert codes(tmp_path, zone, bounces={"domain": "bounce.example.net"}) == {"spf.not_aligned": True}


def test_a_missing_key_record_is_shown_whole(tmp_path: Path) -> None:
    (one,) = check(made(tmp_path), recorded({**GOOD, KEY: {}}))
    assert one.hint["en"].endswith(dkim_key.record_for(key()))


def test_a_key_that_is_too_short(tmp_path: Path) -> None:
    settings = made(tmp_path)
    zone = {**GOOD, KEY: {"TXT": [dkim_key.record_for(key(1024))]}}
    private(tmp_path / "dkim.pem", pem(key(1024)))
    assert [(one.code, one.blocks) for one in check(settings, recorded(zone))] == [("dkim.short", False)]
    private(tmp_path / "dkim.pem", "no key")
    assert [one.code for one in check(settings, recorded(zone))] == ["dkim.private_unreadable"]


def test_a_provider_that_signs_with_its_own_key(tmp_path: Path) -> None:
    provider = {"name": "postmark", "settings_file": "p.yaml"}
    dkim = {"domain": "example.com", "selector": "s2026"}
    found = codes(tmp_path, GOOD, smtp=None, provider=provider, dkim=dkim, sending_ips=None)
    assert found == {"spf.no_ip": False}


def test_a_rehearsal_says_that_it_is_one(tmp_path: Path) -> None:
    private(tmp_path / "zone.yaml", "{}")
    assert codes(tmp_path, GOOD, dns={"zone_file": "zone.yaml"}) == {"dns.recorded": False}


def test_more_than_ten_look_ups_are_too_many(tmp_path: Path) -> None:
    many = {f"i{n}.example": {"TXT": [f"v=spf1 include:i{n + 1}.example -all"]} for n in range(12)}
    zone = {**GOOD, **many, BOUNCE: {"MX": ["10 m.example"], "TXT": ["v=spf1 include:i0.example -all"]}}
    assert codes(tmp_path, zone) == {"spf.broken": True}


def test_every_finding_says_what_to_do_in_both_languages(tmp_path: Path) -> None:
    for code, texts in WORDS.items():
        for en, indonesian in texts:
            assert min(len(en), len(indonesian)) > 10, code
            assert en != indonesian, code
    (one,) = check(made(tmp_path, dkim=None), recorded(GOOD))
    assert set(one.words) == set(one.hint) == {"en", "id"}
