"""Does mail from this sender prove whose it is: aligned SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 9989)?

All three are asked for, though DMARC is content with one: a letter about a breach that passes by half reads as
phishing. What DNS does not answer now is not known, and blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from waspada.core.errors import BadInput
from waspada.notify import dkim_key, dmarc, spf_check, verp
from waspada.notify.domain_words import WORDS
from waspada.notify.finding import Finding
from waspada.notify.lookup import Lookup, NoAnswer
from waspada.notify.sending import Dkim, Sending

_ANYBODY: Final = "203.0.113.77"
"""Of a block that is nobody's (RFC 5737): a record that allows it allows everybody."""
_OF_THE_PROVIDER: Final = "v=DKIM1; k=rsa; p=…"
_PART: Final = "abcdefghijklmnopqrstuvwx"
Check = Callable[[Sending, Lookup], Iterator[Finding]]


def check(sending: Sending, lookup: Lookup) -> tuple[Finding, ...]:
    """What stands in the way of letters from this sender; empty: nothing. What blocks comes first.

    Args:
        lookup: see `notify.lookup.Lookup`; of `notify.resolver` for the real ones.
    """
    found: list[Finding] = []
    for what, part in (("DMARC", _dmarc), ("DKIM", _dkim), ("SPF", _spf), ("MX", _mx)):
        try:
            found += part(sending, lookup)
        except NoAnswer:
            found.append(_finding("dns.no_answer", what=what, domain=sending.domain))
    if sending.zone_file:
        found.append(_finding("dns.recorded", blocks=False))
    return tuple(sorted(found, key=lambda one: not one.blocks))


def _dmarc(sending: Sending, lookup: Lookup) -> Iterator[Finding]:
    domain = sending.domain
    if len(dmarc.records_at(domain, lookup)) > 1:
        yield _finding("dmarc.several", domain=domain)
    policy = dmarc.policy_of(domain, lookup)
    if policy is None or (policy.asked == "none" and policy.record.psd == "y" and policy.record.domain != domain):
        yield _finding("dmarc.missing", domain=domain)  # what a registry says for all below it is nobody's own word
        return
    if policy.asked == "none":
        yield _finding("dmarc.none", domain=policy.record.domain)
    elif policy.applied == "none":
        yield _finding("dmarc.testing", domain=policy.record.domain)
    if policy.record.tags.get("pct", "100") != "100":
        yield _finding("dmarc.pct", blocks=False, domain=policy.record.domain)


def _strict(sending: Sending, lookup: Lookup, tag: str) -> bool:
    policy = dmarc.policy_of(sending.domain, lookup)
    return policy is not None and policy.record.strict(tag)


def _dkim(sending: Sending, lookup: Lookup) -> Iterator[Finding]:
    if sending.dkim is None:
        yield _finding("dkim.missing")
        return
    if not dmarc.aligned(sending.domain, sending.dkim.domain, strict=_strict(sending, lookup, "adkim"), lookup=lookup):
        yield _finding("dkim.not_aligned", domain=sending.dkim.domain, sender=sending.domain)
    yield from _dkim_record(sending.dkim, lookup)


def _dkim_record(ours: Dkim, lookup: Lookup) -> Iterator[Finding]:
    name = f"{ours.selector}._domainkey.{ours.domain}"
    private = _private_key(ours) if ours.key_file else None
    if ours.key_file and private is None:
        yield _finding("dkim.private_unreadable", name=name)
        return
    say = partial(_finding, name=name, record=dkim_key.record_for(private) if private else _OF_THE_PROVIDER)
    shown = lookup(name, "TXT")
    if len(shown) != 1:
        yield say("dkim.several_records" if shown else "dkim.no_record")
        return
    record = dkim_key.parse(shown[0])
    public = record.key
    if record.problem or public is None:
        yield say(f"dkim.{record.problem or 'broken'}")
        return
    if private is not None and not dkim_key.same(public, private):
        yield say("dkim.other_key")
    if public.key_size < dkim_key.LEAST_BITS:
        yield say("dkim.too_short", bits=public.key_size)
    elif public.key_size < dkim_key.GOOD_BITS:
        yield say("dkim.short", blocks=False, bits=public.key_size)
    if record.testing:
        yield say("dkim.testing", blocks=False)


def _private_key(ours: Dkim) -> RSAPrivateKey | None:
    try:
        return dkim_key.private_key(ours.private_key())
    except BadInput:
        return None


def _spf(sending: Sending, lookup: Lookup) -> Iterator[Finding]:
    domain = sending.bounce_domain
    say = partial(_finding, domain=domain)
    if not dmarc.aligned(sending.domain, domain, strict=_strict(sending, lookup, "aspf"), lookup=lookup):
        yield say("spf.not_aligned", sender=sending.domain)
    records = spf_check.records(domain, lookup)
    if len(records) != 1:
        yield say("spf.several" if records else "spf.missing")
        return
    if not sending.sending_ips:
        yield say("spf.no_ip", blocks=sending.provider is None)
    sender = verp.address(_PART, mailbox=sending.bounce_mailbox, domain=domain)
    helo = sending.smtp.helo if sending.smtp and sending.smtp.helo else domain
    for ip in sending.sending_ips:
        result = spf_check.result(ip, sender=sender, helo=helo, lookup=lookup)
        if result == "temperror":
            raise NoAnswer
        if result == "permerror":
            yield say("spf.broken")
            return
        if result != "pass":
            yield say("spf.not_allowed", ip=ip)
    if spf_check.result(_ANYBODY, sender=sender, helo=helo, lookup=lookup) == "pass":
        yield say("spf.everybody", blocks=False)


def _mx(sending: Sending, lookup: Lookup) -> Iterator[Finding]:
    if not _takes_mail(sending.bounce_domain, lookup):
        yield _finding("mx.bounces", domain=sending.bounce_domain)
    if sending.domain != sending.bounce_domain and not _takes_mail(sending.domain, lookup):
        yield _finding("mx.sender", blocks=False, domain=sending.domain)


def _takes_mail(domain: str, lookup: Lookup) -> bool:
    """Whether mail finds its way there (RFC 5321, 5.1), and is not refused in advance (RFC 7505)."""
    exchanges = lookup(domain, "MX")
    if exchanges:
        return any(one.split()[1:] not in ([], ["."]) for one in exchanges)
    return bool(lookup(domain, "A") or lookup(domain, "AAAA"))


def _finding(code: str, *, blocks: bool = True, **values: object) -> Finding:
    (en, indonesian), (hint_en, hint_id) = WORDS[code]
    return Finding(
        code=code,
        blocks=blocks,
        words={"en": en.format(**values), "id": indonesian.format(**values)},
        hint={"en": hint_en.format(**values), "id": hint_id.format(**values)},
    )
