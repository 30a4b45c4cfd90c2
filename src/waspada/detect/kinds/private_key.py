"""Private keys: PEM of every kind, OpenPGP, SSH2, PuTTY, JSON Web Keys, WireGuard; also with escaped line ends.

A key protected by a passphrase counts too: who holds the file may guess at leisure. A header without a body, as
manuals show it, is none; neither is a public key or a certificate.
Worse mistake: a miss; the key opens what it opened before.

Source: RFC 7468 (PEM), RFC 9580 (OpenPGP), RFC 7517 (JWK), PROTOCOL.key of OpenSSH, PuTTY manual appendix C,
https://www.wireguard.com/quickstart/

>>> key = "-----BEGIN PRIVATE KEY-----\\n" + "MC4CAQAwBQYDK2VwBCIEIJ+7kP1xVqz0" * 2 + "\\n-----END PRIVATE KEY-----"
>>> is_valid(key), is_valid("-----BEGIN PRIVATE KEY-----\\n...\\n-----END PRIVATE KEY-----")
(True, False)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from waspada.detect import noise
from waspada.detect.kind import By, How, Kind, Match, Place, Worse

KIND = Kind(
    id="secret.private_key",
    category="user.authorization.credentials",
    by=By.FORM,
    worse=Worse.MISS,
    source="RFC 7468, RFC 9580, RFC 7517; OpenSSH PROTOCOL.key; PuTTY manual appendix C",
    label="private key",
    label_id="kunci pribadi",
    revoke="Make a new pair, replace the public key wherever it is trusted, revoke certificates made for the old one.",
)
KINDS = (KIND,)

_LONGEST = 40_000
_LEAST_BODY = 60
_BEGIN = re.compile(r"-{4,5} ?BEGIN ((?:[A-Z0-9]+ ){0,3})PRIVATE KEY(?: BLOCK)? ?-{4,5}")
_END = re.compile(r"-{4,5} ?END (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)? ?-{4,5}")
_HEADER = re.compile(r"(?:Proc-Type|DEK-Info|Comment|Version|Hash|Charset|Subject):[^\r\n\\]*")
_BREAK = re.compile(r"\\{1,4}[nrt]|[\s\"'+,>|#]+")
_BODY = re.compile(r"(?:[A-Za-z0-9+/=]|\\{1,4}[nrt]|[\s\"'+,>|#])*")
_PUTTY = re.compile(r"PuTTY-User-Key-File-[23]: ?[a-z0-9-]+")
_PUTTY_LINES = re.compile(r"Private-Lines: ?\d+((?:\s|\\{1,2}[nrt]|(?!Private-)[A-Za-z0-9+/=])+)")
_PUTTY_END = re.compile(r"Private-(?:MAC|Hash): ?[0-9a-f]+")
_JWK = re.compile(r"\\?\"kty\\?\"\s{0,4}:\s{0,4}\\?\"(?:RSA|EC|OKP|oct)\\?\"")
_JWK_PRIVATE = re.compile(r"\\?\"[dk]\\?\"\s{0,4}:\s{0,4}\\?\"([A-Za-z0-9_-]{20,1400})\\?\"")
_WIREGUARD = re.compile(
    r"(?i:PrivateKey|private_key)\s{0,4}[=:]\s{0,4}[\"']?([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)(?![A-Za-z0-9+/=])"
)


def compact(text: str) -> str:
    """With real line ends and nothing around it."""
    return re.sub(r"\\{1,4}r|\r", "", re.sub(r"\\{1,4}n", "\n", text)).strip()


def validate(text: str) -> str:
    """The compact key, or ValueError."""
    whole = compact(text)
    if not any(match.start == 0 for match in FINDER.find(whole, Place())):
        message = "not a private key"
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
    """In lines, as its standard writes it."""
    return compact(text) + "\n"


def _is_body(text: str) -> bool:
    body = _BREAK.sub("", _HEADER.sub("", text))
    return len(body) >= _LEAST_BODY and noise.entropy(body) >= 4.0 and not noise.is_example(body)


class PrivateKeyFinder:
    """Finds the key from its first to its last line; one that is cut off, to where it is cut."""

    kinds = KINDS
    triggers = (
        r"BEGIN (?:[A-Z0-9]{2,9} ){0,3}PRIVATE KEY",
        r"PuTTY-User-Key-File-[23]:",
        r"\"kty\\?\"",
        r"(?i:private_?key)\s{0,4}[=:]\s{0,4}[\"']?[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=",
    )

    def find(self, text: str, place: Place) -> Iterator[Match]:
        """Yield every private key in `text`."""
        for start, end in (*self._pem(text), *self._putty(text), *self._jwk(text), *self._wireguard(text)):
            yield Match(KIND.id, start, end, True, How.FORM)

    def _pem(self, text: str) -> Iterator[tuple[int, int]]:
        position = 0
        while begin := _BEGIN.search(text, position):
            position = begin.end()
            limit = begin.end() + _LONGEST
            close = _END.search(text, begin.end(), limit)
            following = _BEGIN.search(text, begin.end(), close.start() if close else limit)
            if close and not following:
                body, end = text[begin.end() : close.start()], close.end()
            else:
                # A line of headers may stand before the base64 of a key that was cut off.
                inside = _HEADER.sub(lambda header: "\n" * len(header[0]), text[begin.end() : limit])
                found = _BODY.match(inside)
                body = found[0] if found else ""
                end = begin.end() + len(body.rstrip("\\\"'+,>|# \r\n\t"))
            if _is_body(body):
                yield begin.start(), end
                position = end

    def _putty(self, text: str) -> Iterator[tuple[int, int]]:
        for begin in _PUTTY.finditer(text):
            lines = _PUTTY_LINES.search(text, begin.end(), begin.end() + _LONGEST)
            if lines and _is_body(lines[1]):
                last = _PUTTY_END.match(text, lines.end())
                yield begin.start(), last.end() if last else lines.end()

    def _jwk(self, text: str) -> Iterator[tuple[int, int]]:
        for key in _JWK.finditer(text):
            left = max(text.rfind("{", 0, key.start()), key.start() - 4000)
            right = text.find("}", key.end(), key.end() + 8000)
            private = _JWK_PRIVATE.search(text, max(0, left), right if right > 0 else key.end() + 4000)
            if private and not noise.is_example(private[1], least_entropy=3.0):
                yield private.span(1)

    def _wireguard(self, text: str) -> Iterator[tuple[int, int]]:
        for key in _WIREGUARD.finditer(text):
            if not noise.is_example(key[1], least_entropy=3.5):
                yield key.span(1)


FINDER = PrivateKeyFinder()
