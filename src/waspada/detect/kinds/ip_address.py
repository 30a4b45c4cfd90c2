"""IP addresses, version 4 and 6.

Source: RFC 791, RFC 4291, RFC 5952 (text form); special ranges as in the IANA registries behind RFC 6890.

In a field named for it every address counts. Elsewhere four numbers with dots are more often a version, so an address
is strong when it does not read as one (see `_like_a_version`) or stands beside a port, a mask or a word like
`from`; private, link-local and shared addresses are weak (they name a device inside somebody's network), and
loopback, netmasks and multicast identify nobody and are left out. Documentation ranges (RFC 5737, RFC 3849) count:
they stand in for real ones.
Worse mistake: a false alarm; a version number reported as a person's address discredits the report.

>>> validate(" 2001:0DB8::0001 ")
'2001:db8::1'
>>> is_valid("203.0.113.7"), is_valid("203.0.113.07"), is_valid("1.2.3")
(True, False, False)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from waspada.detect.evidence import named, tokens
from waspada.detect.kind import By, How, Kind, Match, Place, Worse

KIND = Kind(
    id="ip_address",
    category="user.device.ip_address",
    by=By.FORM,
    worse=Worse.FALSE_ALARM,
    source="RFC 791, RFC 4291, RFC 5952, RFC 6890",
    label="IP address",
    label_id="alamat IP",
    names=(
        *("ip", "ip_address", "ip_addr", "ipaddress", "ipv4", "ipv6", "ip_v4", "ip_v6", "last_ip", "client_ip"),
        *("remote_ip", "remote_addr", "remote_address", "user_ip", "user_ipaddress", "context_ip", "source_ip"),
        *("src_ip", "dst_ip", "ip_src", "x_forwarded_for", "x_real_ip", "forwarded_for", "cf_connecting_ip"),
        *("true_client_ip", "login_ip", "signup_ip", "current_sign_in_ip", "last_sign_in_ip", "host_ip", "alamat_ip"),
    ),
)
KINDS = (KIND,)

_V4 = re.compile(r"(?<![0-9A-Za-z_.-])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9A-Za-z_-]|\.[0-9])", re.ASCII)
_V6 = re.compile(
    r"(?<![0-9A-Za-z:._])(?=[0-9A-Fa-f:.]*[0-9])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:(?:\.[0-9]{1,3}){3})?"
    r"(?![0-9A-Za-z:_]|\.[0-9])",
    re.ASCII,
)
_VERSION_WORDS = frozenset({"version", "ver", "versi", "build", "release", "lib", "sdk", "oid", "firmware", "v"})
_VERSION_BEFORE = re.compile(r"(?:\bv|[\w)]/|[<>~^]=?\s?|==\s?)\Z", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"[A-Za-z)] \(?\Z")
_TITLE_AFTER = re.compile(r"\.? {1,4}[A-Z]")
_VERSION_NEAR = re.compile(
    r"\b(?:versions?|versi|ver|release[sd]?|build|rev(?:ision)?|section|up(?:grade|date)[sd]?|prepar\w+|deps|patch|bump\w*"
    r"|oid|object\w*|merg\w+|revert\w*|v8|notes|draft|tag)\b[^\n]{0,40}\Z",
    re.IGNORECASE,
)
_ADDRESS_BEFORE = re.compile(
    r"(?:\bip\w*|\baddr\w*|alamat|\bhosts?|client|remote|server|peer|gateway|ping|ssh|connect\w*|://|@"
    r"|forwarded[ -]for"
    r"|\b(?:log|sign|request|connect|attempt|access|fail|receiv|block|traffic|masuk)[^\n./]{0,30}\b(?:from|dari)"
    r")[\"'\s:=\[(]{0,4}(?:is|was|to|adalah)?\s?\[?\Z",
    re.IGNORECASE,
)
_ADDRESS_AFTER = re.compile(r":[0-9]{2,5}\b| - - ")
_SHARED = ip_network("100.64.0.0/10")
_EXAMPLES = tuple(
    ip_network(net) for net in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20")
)


def compact(value: str) -> str:
    """Without blanks, brackets and zone id."""
    return value.strip().strip("[]").partition("%")[0]


def validate(value: str) -> str:
    """The shortest text form in lower case, or ValueError."""
    try:
        return str(ip_address(compact(value)))
    except ValueError:
        pass
    message = "not an IP address"
    raise ValueError(message)


def is_valid(value: str) -> bool:
    """Whether the value is one address."""
    try:
        validate(value)
    except ValueError:
        return False
    return True


def format(value: str) -> str:
    """The form of RFC 5952."""
    return validate(value)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None


def _nobody(address: IPv4Address | IPv6Address) -> bool:
    """Loopback, netmasks, `0.x`, multicast and what will never be given to a device."""
    if address.is_loopback or address.is_multicast or address.is_unspecified:
        return True
    if isinstance(address, IPv4Address):
        return address.packed[0] == 0 or address.packed[0] >= 240
    return False


def _is_example(address: IPv4Address | IPv6Address) -> bool:
    return any(address in network for network in _EXAMPLES if network.version == address.version)


def _is_inside(address: IPv4Address | IPv6Address) -> bool:
    """Private, link-local or shared: a device inside somebody's network."""
    if _is_example(address):
        return False
    return address.is_private or address.is_link_local or (address.version == 4 and address in _SHARED)


def _judge_v4(text: str, start: int, end: int, address: IPv4Address | IPv6Address) -> tuple[bool, How] | None:
    before = text[max(0, start - 60) : start]
    if _VERSION_BEFORE.search(before) or _VERSION_NEAR.search(before):
        return None
    inside = _is_inside(address)
    bracketed = before[-1:] == "[" and text[end : end + 1] == "]"
    if bracketed or _ADDRESS_BEFORE.search(before) or _ADDRESS_AFTER.match(text, end):
        return not inside, How.WORDS_AND_FORM
    if not inside and _only_small(address) and (_WORD_BEFORE.search(before) or _TITLE_AFTER.match(text, end)):
        return None
    return not inside and not _like_a_version(address), How.FORM


def _only_small(address: IPv4Address | IPv6Address) -> bool:
    """`Git 1.8.5.6`, `10.3.2.1. Structure`; four equal numbers are an address that people remember."""
    parts = address.packed
    return parts[0] < 20 and max(parts) < 64 and len(set(parts)) > 1


def _like_a_version(address: IPv4Address | IPv6Address) -> bool:
    """Small numbers, a small first number, or 0 as the second: `1.2.45.3`, `5.9.211.37`, `119.0.60.105`."""
    if _is_example(address):
        return False
    parts = address.packed
    small, large = sum(part < 20 for part in parts), sum(part >= 100 for part in parts)
    return small > 2 or parts[1] == 0 or (parts[0] < 20 and large < 2)


def _judge_v6(value: str, address: IPv4Address | IPv6Address) -> tuple[bool, How] | None:
    """All eight groups show what they are; a shortened form must begin as addresses in use do, since `a::b` is code."""
    groups = [group for group in value.split(":") if group]
    given_out = 0x20 <= address.packed[0] <= 0x3F or address.packed[0] >= 0xFC
    short = len(groups) < 2 or (len(groups) == 2 and len(groups[0]) < 4)
    whole = len(groups) == 8 and len(value) >= 24
    if not whole and (short or not given_out) and "." not in value:
        return None
    return not _is_inside(address), How.FORM


class IpAddressFinder:
    """Finds addresses that are not versions."""

    kinds = KINDS
    triggers = (
        r"[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]",
        r"[0-9A-Fa-f]::[0-9A-Fa-f]",
        r"[0-9A-Fa-f]:[0-9A-Fa-f]{1,4}::",
        r"[0-9A-Fa-f]:[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]",
    )

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield every address in `text`."""
        by_name = named(place, KIND)
        if not by_name and place.name and not tokens(place.name).isdisjoint(_VERSION_WORDS):
            return
        for pattern in (_V4, _V6):
            for hit in pattern.finditer(text):
                address = _address(hit[0])
                if address is None:
                    continue
                if by_name:
                    if not address.is_unspecified:
                        yield Match(KIND.id, hit.start(), hit.end(), True, How.NAME_AND_FORM)
                    continue
                if _nobody(address):
                    continue
                if pattern is _V4:
                    judged = _judge_v4(text, hit.start(), hit.end(), address)
                else:
                    judged = _judge_v6(hit[0], address)
                if judged is not None:
                    yield Match(KIND.id, hit.start(), hit.end(), *judged)


FINDER = IpAddressFinder()
