"""Signs a message for its domain (DKIM, RFC 6376): relaxed/simple, From and Subject signed against additions.

dkimpy does all of it but one step: it counts RSA in Python, which takes longer than all else about a letter. That step
is OpenSSL's here.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any, Final

import dkim
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256

from waspada.core.errors import BadInput

_SIGNED: Final = (
    b"from", b"to", b"reply-to", b"subject", b"date", b"message-id", b"auto-submitted", b"content-language",
    b"mime-version", b"content-type", b"content-transfer-encoding",
)  # fmt: skip
_ONCE_MORE: Final = (b"from", b"to", b"subject", b"date")
"""Signed once more than they stand there, so that no second one can be put in front of them."""


def signed(content: bytes, *, domain: str, selector: str, key: bytes) -> bytes:
    """The message with its signature in front.

    Args:
        content: RFC 5322, with CRLF.
        key: RSA in PEM.

    Raises:
        BadInput: the key is none that can sign.
    """
    signer = dkim.DKIM(content)
    there = {name.lower() for name, _ in signer.headers}
    headers = [name for name in _SIGNED if name in there] + list(_ONCE_MORE)
    try:
        signature = signer.sign(selector.encode(), domain.encode(), key, include_headers=headers)
    except (dkim.DKIMException, ValueError, KeyError, TypeError):
        signature = b""
    if not signature:
        raise BadInput("the key for DKIM cannot sign", hint="It must be an RSA key in PEM, with 2048 bits.")
    return bytes(signature) + content


def _rsa(hashed: Any, key: Mapping[str, int]) -> bytes:
    """RSASSA-PKCS1-v1_5 (RFC 8017, 8.2), with what dkimpy read from the PEM."""
    own = _openssl(tuple(key[name] for name in _PARTS))
    return own.sign(hashed.digest(), padding.PKCS1v15(), Prehashed(SHA256()))


@functools.lru_cache(maxsize=4)
def _openssl(parts: tuple[int, ...]) -> rsa.RSAPrivateKey:
    n, e, d, p, q, dmp1, dmq1, iqmp = parts
    return rsa.RSAPrivateNumbers(p, q, d, dmp1, dmq1, iqmp, rsa.RSAPublicNumbers(e, n)).private_key()


_PARTS: Final = (
    "modulus", "publicExponent", "privateExponent", "prime1", "prime2", "exponent1", "exponent2", "coefficient",
)  # fmt: skip
dkim.RSASSA_PKCS1_v1_5_sign = _rsa
