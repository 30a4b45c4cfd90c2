"""DMARC as of RFC 9989: the walk up the tree, the organisation's domain, policy, alignment."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from waspada.notify import dmarc
from waspada.notify.lookup import Lookup, recorded


def zone(**records: str) -> Lookup:
    """`example__com="v=DMARC1; p=none"` is the record of example.com."""
    return recorded({f"_dmarc.{name.replace('__', '.')}": {"TXT": [text]} for name, text in records.items()})


def counted(lookup: Lookup) -> tuple[Lookup, list[str]]:
    """The same, and the names that were asked for."""
    asked: list[str] = []

    def ask(name: str, kind: str) -> Sequence[str]:
        asked.append(name)
        return lookup(name, kind)

    return ask, asked


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("v=DMARC1", {"v": "DMARC1"}),
        ("v = DMARC1 ;p=none;", {"v": "DMARC1", "p": "none"}),
        ("v=DMARC1; unknown=x; p=reject", {"v": "DMARC1", "unknown": "x", "p": "reject"}),
        ("v=DMARC1; nonsense; p=reject", {"v": "DMARC1", "p": "reject"}),
        ("p=none; v=DMARC1", None),
        ("v=dmarc1; p=none", None),
        ("v=DMARC2; p=none", None),
        ("v=spf1 -all", None),
        ("", None),
    ],
)
def test_records_are_parsed(text: str, tags: dict[str, str] | None) -> None:
    assert dmarc.parse(text) == tags


@pytest.mark.parametrize(
    ("domain", "records", "owner"),
    [
        ("mail.example.com", {"example__com": "v=DMARC1; p=none"}, "example.com"),
        ("mail.example.com", {"example__com": "v=DMARC1", "mail__example__com": "v=DMARC1"}, "example.com"),
        ("mail.example.com", {"example__com": "v=DMARC1", "mail__example__com": "v=DMARC1; psd=n"}, "mail.example.com"),
        ("a.mail.example.com", {"com": "v=DMARC1; psd=y"}, "example.com"),
        ("a.example.co.uk", {"co__uk": "v=DMARC1; psd=y", "uk": "v=DMARC1"}, "example.co.uk"),
        ("co.uk", {"co__uk": "v=DMARC1; psd=y"}, "co.uk"),
        ("mail.example.com", {}, "mail.example.com"),
        ("a.b.example.com", {"example__com": "v=DMARC1; psd=u"}, "example.com"),
    ],
)
def test_the_domain_of_the_organisation(domain: str, records: dict[str, str], owner: str) -> None:
    assert dmarc.organisational(domain, zone(**records)) == owner


def test_a_long_name_costs_eight_questions() -> None:
    ask, asked = counted(zone(example__com="v=DMARC1"))
    assert dmarc.organisational("a.b.c.d.e.f.g.h.i.example.com", ask) == "example.com"
    assert len(asked) == 8
    assert asked[:2] == ["_dmarc.a.b.c.d.e.f.g.h.i.example.com", "_dmarc.e.f.g.h.i.example.com"]


def test_several_records_at_one_name_count_as_none() -> None:
    lookup = recorded({"_dmarc.example.com": {"TXT": ["v=DMARC1; p=reject", "v=DMARC1; p=none"]}})
    assert len(dmarc.records_at("example.com", lookup)) == 2
    assert dmarc.policy_of("example.com", lookup) is None


@pytest.mark.parametrize(
    ("author", "records", "asked", "applied"),
    [
        ("example.com", {"example__com": "v=DMARC1; p=reject"}, "reject", "reject"),
        ("example.com", {"example__com": "v=DMARC1; p=Quarantine; t=y"}, "quarantine", "none"),
        ("example.com", {"example__com": "v=DMARC1; p=reject; t=y"}, "reject", "quarantine"),
        ("example.com", {"example__com": "v=DMARC1"}, "none", "none"),
        ("example.com", {"example__com": "v=DMARC1; p=bogus; rua=mailto:a@example.com"}, "none", "none"),
        ("mail.example.com", {"example__com": "v=DMARC1; p=reject; sp=none"}, "none", "none"),
        ("mail.example.com", {"example__com": "v=DMARC1; p=reject"}, "reject", "reject"),
        ("mail.example.com", {"example__com": "v=DMARC1; p=reject", "mail__example__com": "v=DMARC1"}, "none", "none"),
        ("example.bank", {"bank": "v=DMARC1; p=reject; psd=y"}, "reject", "reject"),
    ],
)
def test_the_policy_for_a_sender(author: str, records: dict[str, str], asked: str, applied: str) -> None:
    policy = dmarc.policy_of(author, zone(**records))
    assert policy is not None
    assert (policy.asked, policy.applied) == (asked, applied)


def test_without_a_usable_record_there_is_no_policy() -> None:
    assert dmarc.policy_of("example.com", zone()) is None
    assert dmarc.policy_of("example.com", zone(example__com="v=DMARC1; p=bogus")) is None


def test_alignment() -> None:
    lookup = zone(example__com="v=DMARC1; p=reject", com="v=DMARC1; psd=y")
    assert dmarc.aligned("example.com", "bounce.example.com", strict=False, lookup=lookup)
    assert dmarc.aligned("a.example.com", "B.example.com.", strict=False, lookup=lookup)
    assert not dmarc.aligned("example.com", "bounce.example.com", strict=True, lookup=lookup)
    assert dmarc.aligned("Example.com.", "example.com", strict=True, lookup=lookup)
    assert not dmarc.aligned("example.com", "example.net", strict=False, lookup=lookup)
    assert not dmarc.aligned("example.com", "other.com", strict=False, lookup=lookup)
