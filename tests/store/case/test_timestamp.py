"""Time stamps, against a real authority: `openssl ts` behind HTTP on this machine."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from tests.store.case.authority import Authority, run

from waspada.core.errors import BadInput, WaspadaError
from waspada.store.case.timestamp import LARGEST, certificates, check, stamp

pytestmark = pytest.mark.needs("openssl")
CONTENT = b'{"schema": "waspada/anchor/1"}\n'


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority") / "files")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("other") / "files")


def test_a_stamp_is_fetched_proved_and_understood_by_openssl(authority: Authority, tmp_path: Path) -> None:
    with authority.serving() as url:
        got = stamp(CONTENT, url, authority.certificate.read_bytes())
    assert got.proved
    assert got.host == "127.0.0.1"
    assert abs(datetime.fromisoformat(got.time) - datetime.now(UTC)) < timedelta(minutes=1)
    assert got.time.endswith("Z")
    (tmp_path / "anchor.json").write_bytes(CONTENT)
    (tmp_path / "anchor.tsr").write_bytes(got.token)
    run(tmp_path, *"ts -verify -data anchor.json -in anchor.tsr -CAfile".split(), str(authority.certificate))
    assert authority.headers[-1] == "application/timestamp-query"
    assert hashlib.sha256(CONTENT).digest() in authority.asked[-1]
    assert CONTENT not in authority.asked[-1]
    assert len(authority.asked[-1]) < 100


def test_without_a_certificate_the_signature_is_not_judged(authority: Authority) -> None:
    with authority.serving() as url:
        got = stamp(CONTENT, url)
    assert not got.proved
    assert check(got.token, CONTENT).time == got.time
    assert check(got.token, CONTENT, authority.certificate.read_bytes()).proved


def test_a_chain_in_one_file_proves_it_too(authority: Authority) -> None:
    both = (authority.folder / "tsa.pem").read_bytes() + authority.certificate.read_bytes()
    assert len(certificates(both)) == 2
    with authority.serving() as url:
        assert stamp(CONTENT, url, both).proved


def test_a_chain_in_any_order_is_read_and_kept_as_it_came(authority: Authority) -> None:
    """This authority sends two certificates; in DER's order the shorter one would be first."""
    with authority.serving() as url:
        got = stamp(CONTENT, url)
    assert got.token == (authority.folder / "answer").read_bytes()
    lengths = [
        len(x509.load_pem_x509_certificate((authority.folder / name).read_bytes()).public_bytes(Encoding.DER))
        for name in ("tsa.pem", "ca.pem")
    ]
    assert lengths[0] > lengths[1]


def test_a_token_of_another_content_or_authority_proves_nothing(authority: Authority, other: Authority) -> None:
    with authority.serving() as url:
        token = stamp(CONTENT, url).token
        with pytest.raises(WaspadaError, match="not signed by the certificate"):
            stamp(CONTENT, url, other.certificate.read_bytes())
    with pytest.raises(ValueError, match="another content"):
        check(token, CONTENT + b" ")
    with pytest.raises(ValueError, match="not signed by the certificate"):
        check(token, CONTENT, other.certificate.read_bytes())
    with pytest.raises(ValueError, match="another question"):
        check(token, CONTENT, nonce=1)
    with pytest.raises(ValueError, match="no time stamp"):
        check(b"", CONTENT)


def test_no_changed_byte_of_a_token_is_proved(authority: Authority) -> None:
    with authority.serving() as url:
        token = stamp(CONTENT, url).token
    certificate, proved = authority.certificate.read_bytes(), []
    for at in range(0, len(token), 3):
        changed = token[:at] + bytes([token[at] ^ 0x55]) + token[at + 1 :]
        try:
            if check(changed, CONTENT, certificate).time != check(token, CONTENT).time:
                proved.append(at)
        except ValueError:
            continue
    assert proved == [], "a token with a changed byte may never prove another time"


@pytest.mark.parametrize(
    ("change", "match"),
    [
        (lambda _: b"", "no time stamp"),
        (lambda _: b"<html>", "no time stamp"),
        (lambda answer: answer[:-1], "no time stamp"),
        (lambda _: bytes(LARGEST + 1), "not as it must"),
    ],
)
def test_an_answer_that_is_none_is_refused(authority: Authority, change: Callable[[bytes], bytes], match: str) -> None:
    with authority.serving(change) as url, pytest.raises(WaspadaError, match=match) as caught:
        stamp(CONTENT, url)
    assert caught.value.__context__ is None
    assert caught.value.exit_code == 27


def test_an_old_answer_is_refused(authority: Authority) -> None:
    with authority.serving() as url:
        old = stamp(CONTENT, url).token
    with authority.serving(lambda _: old) as url, pytest.raises(WaspadaError, match="another question"):
        stamp(CONTENT, url)


@pytest.mark.parametrize(("status", "match"), [(500, "HTTP status 500"), (302, "HTTP status 302")])
def test_a_refusal_and_a_detour_are_said_plainly(authority: Authority, status: int, match: str) -> None:
    with authority.serving(status=status) as url, pytest.raises(WaspadaError, match=match):
        stamp(CONTENT, url)


def test_a_slow_answer_ends_in_time(authority: Authority) -> None:
    with authority.serving(wait=0.02) as url, pytest.raises(WaspadaError, match="did not answer"):
        stamp(CONTENT, url, seconds=0.3)


def test_nobody_there_is_said_plainly() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(WaspadaError, match=r"no time stamp from 127\.0\.0\.1") as caught:
            stamp(CONTENT, f"http://user:secret@127.0.0.1:{port}/?token=secret")
    assert "secret" not in str(caught.value) + caught.value.advice


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://host/x", "tsa.example.org", "http://", ""])
def test_only_http_is_asked(url: str) -> None:
    with pytest.raises(BadInput, match="http or https"):
        stamp(CONTENT, url)


def test_a_certificate_without_its_root_is_said_to_lack_it(authority: Authority) -> None:
    with pytest.raises(BadInput, match="no root certificate"):
        certificates((authority.folder / "tsa.pem").read_bytes())


def test_a_file_that_holds_no_certificate_is_refused_before_anything_is_sent(authority: Authority) -> None:
    before = len(authority.asked)
    with authority.serving() as url, pytest.raises(BadInput, match="certificate"):
        stamp(CONTENT, url, b"no PEM")
    assert len(authority.asked) == before
