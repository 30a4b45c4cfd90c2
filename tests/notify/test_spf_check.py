"""SPF over recorded zones: who may send, limits, broken records."""

from __future__ import annotations

import pytest

from waspada.notify.lookup import Zone, recorded
from waspada.notify.spf_check import records, result

MANY = {f"i{n}.example": {"TXT": [f"v=spf1 include:i{n + 1}.example -all"]} for n in range(12)}


def spf(zone: Zone, ip: str = "192.0.2.10") -> str:
    """What is said of mail from bounces@d.example."""
    return result(ip, sender="bounces@d.example", helo="mail.d.example", lookup=recorded(zone))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("v=spf1 ip4:192.0.2.10 -all", "pass"),
        ("V=SPF1 ip4:192.0.2.0/24 -all", "pass"),
        ("v=spf1 -all", "fail"),
        ("v=spf1 ~all", "softfail"),
        ("v=spf1 ?all", "neutral"),
        ("v=spf1", "neutral"),
        ("v=spf1 ip4:192.0.2.300 -all", "permerror"),
        ("v=spf1 ip5:192.0.2.1 -all", "permerror"),
        ("v=spf1 a:mail.d.example -all", "pass"),
        ("v=spf1 mx -all", "pass"),
        ("v=spf1 include:other.example -all", "pass"),
        ("v=spf1 include:none.example -all", "permerror"),
        ("v=spf1 redirect=other.example", "pass"),
        ("v=spf1 redirect=d.example", "permerror"),
        ("v=spf1 include:i0.example -all", "permerror"),
        ("v=spf1 a:x1.example a:x2.example a:x3.example -all", "permerror"),
        ("v=spf1 include:slow.example -all", "temperror"),
        ("v=spf1 exists:%{ir}.%{v}.d.example -all", "fail"),
        ("v=spf1 ip4:192.0.2.10 -all\u00e9", "permerror"),
    ],
)
def test_records(text: str, said: str) -> None:
    zone = {
        "d.example": {"TXT": ["something else", text], "MX": ["10 mail.d.example"]},
        "mail.d.example": {"A": ["192.0.2.10"]},
        "other.example": {"TXT": ["v=spf1 ip4:192.0.2.10 -all"]},
        "slow.example": {"FAIL": [""]},
        **MANY,
    }
    assert spf(zone) == said


def test_no_record_several_records_and_no_answer() -> None:
    assert spf({}) == "none"
    twice = {"d.example": {"TXT": ["v=spf1 -all", "v=spf1 +all"]}}
    assert spf(twice) == "permerror"
    assert len(records("d.example", recorded(twice))) == 2
    assert spf({"d.example": {"FAIL": []}}) == "temperror"


def test_both_kinds_of_addresses() -> None:
    zone = {"d.example": {"TXT": ["v=spf1 ip6:2001:db8::/32 -all"]}}
    assert spf(zone, "2001:db8::25") == "pass"
    assert spf(zone, "192.0.2.10") == "fail"
    assert spf(zone, "no address") == "permerror"
