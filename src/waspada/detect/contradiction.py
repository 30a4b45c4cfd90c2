"""What a value cannot be, whatever its field is called: an `address` that is a place in memory, a `zip` of one digit.

Used where a field's name alone gives the meaning. Only plain contradictions count, since a miss is the worse mistake
there: everything that people write for such a field must pass.

>>> contradicts("postal_address", "0x00007fff5fbfeab0"), contradicts("postal_address", "Jl. Sudirman 12")
(True, False)
>>> contradicts("picture", "url"), contradicts("picture", "https://cdn.example.org/a.png")
(True, False)
"""

from __future__ import annotations

import re

_MACHINE = re.compile(
    r"0x[0-9A-Fa-f]+|(?:[0-9]{1,3}\.){3}[0-9]{1,3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){3,7}|\.{0,2}/[\w./@-]*|[a-z][a-z0-9+.-]*://\S+|[{}\[\]<>]+"
)
"""A place in memory, an IP address, a path, a URL."""
_NO_PERSON = (
    r"(?i:(?:customer |technical |it )?(?:support|service|sales|billing|marketing|helpdesk|help desk|info|no-?reply"
    r"|layanan pelanggan)(?: team| desk)?|(?:\w+ ){1,3}bot|bot|chat ?bot|company|perusahaan|system|sistem|unknown user)"
)
"""Desks and programs that send messages under a name."""

_CANNOT: dict[str, re.Pattern[str]] = {
    **dict.fromkeys(
        "postal_address street_address address_city address_state address_country city region country "
        "first_name last_name organisation_name job_title operating_system browser device_model "
        "timezone gender nationality".split(),
        _MACHINE,
    ),
    "person_name": re.compile(rf"{_MACHINE.pattern}|{_NO_PERSON}"),
    "session_id": re.compile(r"-?[01]"),  # -1: an event outside of any session
    "locale": re.compile(rf"{_MACHINE.pattern}|[0-9.]+"),
    "postal_code": re.compile(rf"{_MACHINE.pattern}|.{{1,2}}"),
    "picture": re.compile(r"\w{1,12}"),
    "token_issuer": re.compile(r"[0-9\s.,:/+-]*|[0-9-]{10}T[0-9:.]+Z?|(?i:true|false)"),
}


def contradicts(kind: str, value: str) -> bool:
    """Whether this value can be none of this kind."""
    pattern = _CANNOT.get(kind)
    return pattern is not None and pattern.fullmatch(value.strip()) is not None
