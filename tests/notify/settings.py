"""Settings for sending to test with: files that only their owner may read, and a key made for the tests."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import yaml
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from waspada.notify import sending

BASIC: dict[str, Any] = {
    "company": "Example Works",
    "sender": {"address": "notice@example.com"},
    "bounces": {"domain": "bounce.example.com"},
    "smtp": {"host": "localhost", "security": "none"},
    "dkim": {"domain": "example.com", "selector": "s2026", "key_file": "dkim.pem"},
    "sending_ips": ["192.0.2.10"],
}


@functools.cache
def key(bits: int = 2048) -> rsa.RSAPrivateKey:
    """A private key, made once for all tests."""
    return rsa.generate_private_key(65537, bits)


def pem(of: rsa.RSAPrivateKey) -> bytes:
    """As the signer reads it."""
    return of.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())


def private(path: Path, content: bytes | str, mode: int = 0o600) -> Path:
    """A file that only its owner may read."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    path.chmod(mode)
    return path


def written(folder: Path, **changes: Any) -> Path:
    """A `mail.yaml` with these parts in place of the basic ones; None takes a part away."""
    parts = {name: part for name, part in {**BASIC, **changes}.items() if part is not None}
    private(folder / "dkim.pem", pem(key()))
    return private(folder / "mail.yaml", yaml.safe_dump(parts))


def made(folder: Path, **changes: Any) -> sending.Sending:
    """The settings that it holds."""
    return sending.read(written(folder, **changes))
