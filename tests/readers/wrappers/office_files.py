"""Writes locked Office files: agile by the library, standard by hand, and other OLE compound files."""

from __future__ import annotations

import io
import struct
from hashlib import sha1

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted
from msoffcrypto.method.ecma376_agile import ECMA376Agile


def agile(content: bytes, password: str, spins: int = 1000) -> bytes:
    """As Excel 2010 and later do it (with 100,000 rounds)."""
    assert len(content) >= 4096  # the library writes smaller ones in a way that it cannot read
    return bytes(ECMA376Agile.encrypt(password, io.BytesIO(content), spin_count=spins))


def standard(content: bytes, password: str) -> bytes:
    """As Excel 2007 did: AES-128, ECB ([MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9)."""
    salt, verifier = bytes(range(16)), bytes(range(16, 32))
    digest = sha1(salt + password.encode("utf-16-le")).digest()
    for number in range(50_000):
        digest = sha1(struct.pack("<I", number) + digest).digest()
    last = sha1(digest + bytes(4)).digest()
    key = sha1(bytes(a ^ 0x36 for a in last) + b"\x36" * 44).digest()[:16]

    def locked(data: bytes) -> bytes:
        cipher = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
        return cipher.update(data + bytes(-len(data) % 16)) + cipher.finalize()

    name = "Microsoft Enhanced RSA and AES Cryptographic Provider\0".encode("utf-16-le")
    header = struct.pack("<8I", 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0) + name
    proof = struct.pack("<I", 16) + salt + locked(verifier) + struct.pack("<I", 20) + locked(sha1(verifier).digest())
    return compound(
        struct.pack("<Q", len(content)) + locked(content),
        struct.pack("<HHII", 4, 2, 0x24, len(header)) + header + proof,
    )


def compound(package: bytes, information: bytes) -> bytes:
    """An OLE compound file of these two streams."""
    out = io.BytesIO()
    ECMA376Encrypted(package, information).write_to(out)
    return out.getvalue()


def renamed(data: bytes, old: str, new: str) -> bytes:
    """The same compound file with another name for a stream, of the same length."""
    assert len(old) == len(new)
    return data.replace(old.encode("utf-16-le"), new.encode("utf-16-le"))
