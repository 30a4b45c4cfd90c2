"""Time stamps by an authority (RFC 3161): the one file that imports rfc3161_client.

The authority is sent the SHA-256 of an anchor and a random number, nothing else. Its whole answer is kept, as
`openssl ts -verify -data FILE.json -in FILE.tsr -CAfile CA.pem` takes it.
"""

from __future__ import annotations

import hashlib
import time
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC
from http.client import HTTPException, HTTPResponse
from typing import Any, Final
from urllib.error import HTTPError
from urllib.parse import urlsplit

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from waspada.core.errors import BadInput, NoTimestamp

SECONDS: Final = 30.0
"""For the whole exchange with the authority."""
LARGEST: Final = 1 << 18
"""Bytes of an answer; real ones have some thousands."""
_CERTIFICATES: Final = 0xA0
"""Tag of the certificates in a SignedData (RFC 5652, 5.1)."""
_SHA256: Final = "2.16.840.1.101.3.4.2.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A token that fits its content."""

    token: bytes = field(repr=False)
    """The whole answer, DER."""
    time: str
    """By the authority: RFC 3339, UTC."""
    proved: bool
    """Whether its signature was checked against a certificate that was given."""
    host: str = ""


class _NoDetour(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_arguments: Any, **_named: Any) -> None:
        """An authority is asked where it was said to be."""


def stamp(content: bytes, url: str, certificate: bytes | None = None, *, seconds: float = SECONDS) -> Stamp:
    """Ask the authority for a token over `content`.

    Args:
        url: http or https.
        certificate: PEM with the root above the authority; without it the signature is not judged.
        seconds: for the whole exchange.

    Raises:
        BadInput: the URL or the certificate is none.
        NoTimestamp: no answer, or one that proves nothing about this content.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadInput("the time-stamp authority needs an http or https address", hint="--tsa https://HOST/PATH")
    if certificate is not None:
        certificates(certificate)
    request = TimestampRequestBuilder().data(content).hash_algorithm(HashAlgorithm.SHA256).build()
    answer = _asked(url, parts.hostname, request.as_bytes(), seconds)
    wrong = ""
    try:
        found = check(answer, content, certificate, nonce=request.nonce)
        return Stamp(token=answer, time=found.time, proved=found.proved, host=parts.hostname)
    except ValueError as error:
        wrong = str(error)
    raise NoTimestamp(f"the answer of the time-stamp authority proves nothing: {wrong}", hint=_HINT)


def check(token: bytes, content: bytes, certificate: bytes | None = None, *, nonce: int | None = None) -> Stamp:
    """Judge a token that was kept.

    Raises:
        BadInput: the certificate is none.
        ValueError: it is not about this content, or not signed by the certificate; the message is ours.
    """
    answer: TimeStampResponse | None = None
    try:
        answer = decode_timestamp_response(_in_order(token))
    except (ValueError, x509.InvalidVersion):
        answer = None
    if answer is None:
        raise ValueError("it is no time stamp")
    if answer.status not in (PKIStatus.GRANTED, PKIStatus.GRANTED_WITH_MODS):
        raise ValueError("the authority refused")
    imprint = answer.tst_info.message_imprint
    algorithm, digest = imprint.hash_algorithm.dotted_string, hashlib.sha256(content).digest()
    if algorithm != _SHA256 or bytes(imprint.message) != digest:
        raise ValueError("it is about another content")
    if nonce is not None and answer.tst_info.nonce != nonce:
        raise ValueError("it answers another question")
    if certificate is not None and not _signed(answer, digest, certificates(certificate)):
        raise ValueError("it is not signed by the certificate that was given")
    when = answer.tst_info.gen_time.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return Stamp(token=token, time=when, proved=certificate is not None)


def certificates(pem: bytes) -> list[x509.Certificate]:
    """All certificates of a PEM file. Raises BadInput when there is none, or no root: trust ends in one."""
    found: list[x509.Certificate] = []
    try:
        found = x509.load_pem_x509_certificates(pem)
    except ValueError:
        found = []
    if not found:
        raise BadInput("the file with the certificate of the time-stamp authority holds none", hint="It must be PEM.")
    if not any(one.issuer == one.subject for one in found):
        raise BadInput(
            "the file with the certificate of the time-stamp authority holds no root certificate",
            hint="Add the certificate of the root to the file; the authority publishes it.",
        )
    return found


def _signed(answer: TimeStampResponse, digest: bytes, given: list[x509.Certificate]) -> bool:
    builder = VerifierBuilder()
    for one in given:
        builder = (
            builder.add_root_certificate(one)
            if one.issuer == one.subject
            else builder.add_intermediate_certificate(one)
        )
    try:
        return builder.build().verify(answer, digest)
    except (VerificationError, ValueError, x509.InvalidVersion):
        return False


def _in_order(token: bytes) -> bytes:
    """The token with the certificates inside it in DER's order, which the parser insists on.

    Authorities that run on OpenSSL send their chain in the order of their settings. No signature covers this set, so
    the order says nothing; the token that we keep is the one that came.
    """
    try:
        _status, answer = _inside(token, 0)
        _kind, wrapped = _inside(token, answer[0])
        (signed,) = _inside(token, wrapped[0])
        sets = [part for part in _inside(token, signed[0]) if token[part[0]] == _CERTIFICATES]
        for start, _ in sets:
            parts = _inside(token, start)
            ordered = b"".join(sorted(token[first:last] for first, last in parts))
            token = token[: parts[0][0]] + ordered + token[parts[-1][1] :]
    except (ValueError, IndexError):
        return token
    return token


def _inside(der: bytes, at: int) -> list[tuple[int, int]]:
    """Start and end of every element inside the one at `at`; ValueError where it is no DER."""
    start, end = _content(der, at)
    found = []
    while start < end:
        found.append((start, _content(der, start)[1]))
        start = found[-1][1]
    if start != end:
        raise ValueError("no DER")
    return found


def _content(der: bytes, at: int) -> tuple[int, int]:
    """Start and end of what an element holds."""
    length, start = der[at + 1], at + 2
    if length >= 0x80:
        more = length & 0x7F
        length, start = int.from_bytes(der[start : start + more]), start + more
    if start + length > len(der):
        raise ValueError("no DER")
    return start, start + length


def _asked(url: str, host: str, question: bytes, seconds: float) -> bytes:
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    request = urllib.request.Request(url, data=question, headers=headers, method="POST")
    opener = urllib.request.build_opener(_NoDetour())
    reason = ""
    ends = time.monotonic() + seconds
    try:
        with opener.open(request, timeout=seconds) as answer:
            return _bounded(answer, ends)
    except HTTPError as error:
        reason = f"it answered with HTTP status {error.code}"
        error.close()
    except (OSError, HTTPException, ValueError):
        reason = "it did not answer, or not as it must"
    raise NoTimestamp(f"no time stamp from {host}: {reason}", hint=_HINT)


def _bounded(answer: HTTPResponse, ends: float) -> bytes:
    """The body; one that is too long or too slow is none."""
    content = b""
    while piece := answer.read1(1 << 14):
        content += piece
        if len(content) > LARGEST or time.monotonic() > ends:
            raise ValueError("too long")
    return content


_HINT: Final = "Check the address and try again. Without --tsa the anchor is written too: keep it elsewhere."
