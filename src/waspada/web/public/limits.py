"""How much one network and all together may ask, without keeping who asked: hashes in memory, gone with the process."""

from __future__ import annotations

import ipaddress
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

_MOST: Final = 65_536
"""Networks that are remembered; the longest silent one is forgotten first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many at once, then so many per second."""

    burst: float
    per_second: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Of one network and of all, for each thing that can be asked."""

    wrong: Rate = field(default=Rate(burst=20, per_second=0.2))
    """Codes and links that are none. Guessing 100 bits is hopeless at any rate; this keeps the noise down."""
    wrong_all: Rate = field(default=Rate(burst=1000, per_second=50))
    affected: Rate = field(default=Rate(burst=100, per_second=1))
    """A company whose people all ask at once sits behind one address."""
    affected_all: Rate = field(default=Rate(burst=5000, per_second=10))
    """Each may become a mail to an address that somebody else typed."""
    longer: Rate = field(default=Rate(burst=10, per_second=1 / 60))
    """Enquiries and organisations."""
    longer_all: Rate = field(default=Rate(burst=300, per_second=0.5))


def network(host: str) -> str:
    """What counts as one place: /24 of IPv4, /48 of IPv6; empty when it is no address.

    >>> network("203.0.113.77"), network("2001:db8:1:2::5"), network("::ffff:203.0.113.9"), network("unix")
    ('203.0.113.0', '2001:db8:1::', '203.0.113.0', '')
    """
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    length = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network((address, length), strict=False).network_address)


class Bucket:
    """Tokens for one kind of question (token bucket): of every network, and of all together."""

    def __init__(self, each: Rate, together: Rate, *, most: int = _MOST) -> None:
        self._each, self._together, self._most = each, together, most
        self._salt = secrets.token_bytes(16)
        self._tokens: OrderedDict[bytes, tuple[float, float]] = OrderedDict()
        self._all = (together.burst, 0.0)
        self._lock = threading.Lock()

    def has(self, place: str, now: float) -> bool:
        """Whether a token is left; takes none."""
        with self._lock:
            return self._left(self._key(place), now) >= 1 and self._filled(self._all, self._together, now) >= 1

    def take(self, place: str, now: float) -> bool:
        """Take a token of the network and one of all; False: none was left, and none was taken."""
        key = self._key(place)
        with self._lock:
            left, left_all = self._left(key, now), self._filled(self._all, self._together, now)
            if left < 1 or left_all < 1:
                return False
            self._tokens[key] = (left - 1, now)
            self._tokens.move_to_end(key)
            self._all = (left_all - 1, now)
            while len(self._tokens) > self._most:
                self._tokens.popitem(last=False)
            return True

    def _key(self, place: str) -> bytes:
        return blake2b(place.encode(), key=self._salt, digest_size=12).digest()

    def _left(self, key: bytes, now: float) -> float:
        return self._filled(self._tokens.get(key, (self._each.burst, now)), self._each, now)

    @staticmethod
    def _filled(held: tuple[float, float], rate: Rate, now: float) -> float:
        tokens, at = held
        return min(rate.burst, tokens + max(0.0, now - at) * rate.per_second)
