"""MAC addresses: the 48-bit hardware address of a network card.

Source: IEEE Std 802-2014 section 8 (EUI-48). Written `3c:22:fb:…`, `3C-22-FB-…` or `3c22.fb..` with dots.

Strong with a hexadecimal letter in it, or in a field named for it; six pairs of plain digits may be a date with time
and are weak. Group addresses, all zeros and all ones belong to no device. A longer chain of pairs is a fingerprint.
Worse mistake: a false alarm.

>>> validate("3C-22-FB-0A-1B-2C")
'3c:22:fb:0a:1b:2c'
>>> is_valid("00:00:00:00:00:00"), is_valid("12:34:56")
(False, False)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from waspada.detect.evidence import named
from waspada.detect.kind import By, How, Kind, Match, Place, Worse

KIND = Kind(
    id="mac_address",
    category="user.device.device_id",
    by=By.FORM,
    worse=Worse.FALSE_ALARM,
    source="IEEE Std 802-2014",
    label="MAC address",
    label_id="alamat MAC",
    names=("mac", "mac_address", "mac_addr", "macaddress", "hardware_address", "hwaddr", "wifi_mac", "bssid"),
)
KINDS = (KIND,)

_FORM = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9A-Fa-f][:-])(?:"
    r"[0-9A-Fa-f]{2}([:-])[0-9A-Fa-f]{2}(?:\1[0-9A-Fa-f]{2}){4}(?![:-][0-9A-Fa-f])|"
    r"[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}(?!\.))(?![0-9A-Za-z])"
)
_PLACEHOLDERS = frozenset(
    {"000000ffffff", "001122334455", "aabbccddeeff", "112233445566", "0123456789ab", "123456789abc"}
)


def compact(value: str) -> str:
    """Twelve hexadecimal digits in lower case."""
    return re.sub(r"[:.\-\s]", "", value).lower()


def validate(value: str) -> str:
    """Pairs with colons, or ValueError."""
    if _FORM.fullmatch(value.strip()) is None or not _is_device(compact(value)):
        message = "not a MAC address"
        raise ValueError(message)
    return format(value)


def is_valid(value: str) -> bool:
    """Whether the value is one device's address."""
    try:
        validate(value)
    except ValueError:
        return False
    return True


def format(value: str) -> str:
    """Pairs with colons."""
    digits = compact(value)
    return ":".join(digits[at : at + 2] for at in range(0, len(digits), 2))


def _is_device(digits: str) -> bool:
    """Not all zeros, and the group bit is clear (which rules out all ones)."""
    return digits.strip("0") != "" and int(digits[:2], 16) & 1 == 0


class MacAddressFinder:
    """Finds hardware addresses."""

    kinds = KINDS
    triggers = (
        r"[0-9A-Fa-f]{2}[:-][0-9A-Fa-f]{2}[:-][0-9A-Fa-f]{2}[:-][0-9A-Fa-f]{2}[:-][0-9A-Fa-f]{2}[:-][0-9A-Fa-f]{2}",
        r"[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}",
    )

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield every address in `text`."""
        by_name = named(place, KIND)
        for hit in _FORM.finditer(text):
            digits = compact(hit[0])
            if not _is_device(digits):
                continue
            if by_name:
                yield Match(KIND.id, hit.start(), hit.end(), True, How.NAME_AND_FORM)
                continue
            sure = not digits.isdigit() and digits not in _PLACEHOLDERS and hit[1] is not None
            yield Match(KIND.id, hit.start(), hit.end(), sure, How.FORM)


FINDER = MacAddressFinder()
