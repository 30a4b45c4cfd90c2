"""Addresses with a user name and a password: `https://siti:…@host`, FTP, SMTP, MQTT, proxies, Git remotes.

The finding runs from the scheme to the host. A user without a password (`ssh://git@host`), a template, a mask and a
manual's placeholder (`https://user:password@example.com`) are none. Databases and brokers are connection strings.
Worse mistake: a miss.

Source: RFC 3986 section 3.2.1

>>> is_valid("https://siti:tR4-kelapa@git.intra/repo"), is_valid("https://siti@git.intra/repo")
(True, False)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from waspada.detect.kind import By, How, Kind, Match, Place, Worse
from waspada.detect.login import judge

KIND = Kind(
    id="secret.basic_auth_url",
    category="user.authorization.credentials",
    by=By.FORM,
    worse=Worse.MISS,
    source="RFC 3986 section 3.2.1",
    label="address with user name and password",
    label_id="alamat dengan nama pengguna dan kata sandi",
    revoke="Change the password of this account at the host in the address.",
)
KINDS = (KIND,)

_SCHEMES = (
    "https?|ftps?|sftp|ssh|scp|git|git\\+https?|git\\+ssh|svn(?:\\+ssh)?|hg|smtps?|submission|imaps?|pops?|pop3s?"
    "|mqtts?|wss?"
    "|ldaps?|rtsps?|rtmps?|socks[45]h?|socks|telnet|vnc|smb|cifs|afp|webdavs?|davs?|xmpp|sips?|stomp|splunk"
    "|elasticsearch"
    "|opensearch|rsync|s3|consul|etcd|docker|proxy"
)
_LOGIN = re.compile(r"://([^\s:/?#@\"'<>]{1,256}):([^\s/?#\"'<>]{0,256})@([^\s/?#@\"'<>\\,;)]+)")
_SCHEME = re.compile(rf"(?<![a-z0-9+.-])(?:{_SCHEMES})\Z", re.IGNORECASE)
_MARKERS = frozenset({"x-oauth-basic", "x", ""})
_TOKEN_USER = re.compile(r"[A-Za-z0-9_.-]{20,}")


def compact(text: str) -> str:
    """Without blanks and quotes around it."""
    return text.strip().strip("\"'<>")


def validate(text: str) -> str:
    """The compact address, or ValueError."""
    whole = compact(text)
    if not any(match.start == 0 for match in FINDER.find(whole, Place())):
        message = "not an address with a password"
        raise ValueError(message)
    return whole


def is_valid(text: str) -> bool:
    """Whether `validate` accepts it."""
    try:
        validate(text)
    except ValueError:
        return False
    return True


def format(text: str) -> str:
    """As it stands."""
    return compact(text)


class BasicAuthUrlFinder:
    """Finds the part of an address up to its host."""

    kinds = KINDS
    triggers = (r"[A-Za-z0-9]://[^\s:/?#@\"'<>]+:[^\s/?#\"'<>]*@",)

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield every address with a password in `text`."""
        for found in _LOGIN.finditer(text):
            scheme = _SCHEME.search(text, max(0, found.start() - 16), found.start())
            if scheme is None:
                continue
            user, password, host = found[1], found[2], found[3]
            if password.lower() in _MARKERS:
                strong: bool | None = True if _TOKEN_USER.fullmatch(user) and any(map(str.isdigit, user)) else None
            else:
                strong = judge(user, password)
            if strong is not None:
                end = found.end() - (len(host) - len(host.rstrip(".:!")))
                yield Match(KIND.id, scheme.start(), end, strong, How.FORM)


FINDER = BasicAuthUrlFinder()
